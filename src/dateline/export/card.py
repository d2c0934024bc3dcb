"""The picture that shows when someone shares the site: 1200 × 630, the front page of a quiet newspaper.

Drawn as SVG and made a PNG by resvg. With the typeface that comes with Dateline the same timeline gives the same bytes
on every machine; only what is in other scripts is set in fonts of the system.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import resvg_py

from dateline.export.publication import Publication
from dateline.export.tidy import one_line, tidy_publication
from dateline.export.typeface import FAMILY, Face, face
from dateline.export.views import OverviewView

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
MEASURE = WIDTH - 2 * MARGIN
COLOURS: Mapping[str, str] = {
    "paper": "#fdfbf6",
    "ink": "#1c1a17",
    "ink-soft": "#5c564b",
    "rule": "#d9d2c3",
    "rule-strong": "#1c1a17",
    "accent": "#8f1d1d",
}
"""Those of ``theme/static/css/tokens.css`` for light pages."""
TOP = 68
"""Where the rules above the title are."""
TITLE_SIZES = range(124, 51, -2)
TITLE_LINES, TITLE_LEADING = 3, 1.08
TITLE_HEIGHT, TITLE_HEIGHT_ALONE = 228, 290
"""How high all lines may be together, with a subtitle and without one."""
SUBTITLE_SIZE, SUBTITLE_LINES, SUBTITLE_LEADING = 35, 2, 45
ROOM_BELOW = 402
"""Below this the subtitle would come too near to the dates."""
CAPTION_SIZE, CAPTION_SPACING = 32, 2.2
STRIP_TOP, STRIP_FOOT = 490, 566
"""Where the highest column of the overview ends, and where all begin."""
NARROWEST = 3.0
"""A column of a long timeline is still seen."""
WIDEST = 40.0
"""A column of a short one is still a column."""
EMBEDDED = "\u202b{}\u202c"
"""Text in a line that runs from right to left."""

Colours = Mapping[str, str | tuple[str, str]]


def draw_card(
    publication: Publication, span: str, count: str, overview: OverviewView | None, colours: Colours
) -> bytes:
    """Return the picture as PNG.

    ``span`` and ``count`` are in words: the time that the entries cover and how many they are, "" to leave that out.
    ``colours`` are those of the settings; of a pair the first, for light pages, is taken.
    """
    card = _Card(tidy_publication(publication), one_line(span), one_line(count), overview, _palette(colours))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=card.svg(),
            # Fonts of the system could have the same name, and other glyphs.
            skip_system_fonts=card.is_set_in_own,
            font_files=[each.file for each in card.faces],
            serif_family=FAMILY,
            font_family=FAMILY,
        )
    )


def _palette(colours: Colours) -> Mapping[str, str]:
    chosen = {name: each if isinstance(each, str) else each[0] for name, each in colours.items()}
    return {**COLOURS, **chosen}


@dataclass(frozen=True)
class _Card:
    """What stands on the card, and how it is laid out: the title hangs from the top, the dates stand on the foot."""

    publication: Publication
    span: str
    count: str
    overview: OverviewView | None
    palette: Mapping[str, str]

    @property
    def faces(self) -> tuple[Face, Face, Face]:
        return face("Bold"), face("It"), face("Semibold")

    @property
    def is_set_in_own(self) -> bool:
        """Whether the typeface has all characters that are needed."""
        bold, italic, semibold = self.faces
        about = self.publication
        return bold.has(about.title) and italic.has(about.subtitle) and semibold.has(self.span + self.count)

    def svg(self) -> str:
        parts = "\n".join(self._parts())
        size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}, serif">\n{parts}\n</svg>\n'

    def _parts(self) -> Iterator[str]:
        yield self._box(0, 0, WIDTH, HEIGHT, "paper")
        yield self._box(MARGIN, TOP, MEASURE, 6, "rule-strong")
        yield self._box(MARGIN, TOP + 11, MEASURE, 1.5, "rule-strong")
        size, lines = title_lines(
            self.publication.title, TITLE_HEIGHT if self.publication.subtitle else TITLE_HEIGHT_ALONE
        )
        at = TOP + 32 + size * 0.94
        for line in lines:
            yield self._text(line, at, size, "ink", 'font-weight="700"')
            at += size * TITLE_LEADING
        yield from self._subtitle(at - size * TITLE_LEADING + size * 0.27 + 46)
        yield from self._foot()

    def _subtitle(self, at: float) -> Iterator[str]:
        italic = face("It")
        room = max(1, min(SUBTITLE_LINES, int((ROOM_BELOW - at) // SUBTITLE_LEADING) + 1))
        lines = italic.even_lines(self.publication.subtitle, SUBTITLE_SIZE, MEASURE)
        for number, line in enumerate(italic.cut(lines, room, SUBTITLE_SIZE, MEASURE)):
            yield self._text(line, at + number * SUBTITLE_LEADING, SUBTITLE_SIZE, "ink-soft", 'font-style="italic"')

    def _foot(self) -> Iterator[str]:
        has_strip = self.overview is not None and bool(self.overview.columns)
        at = STRIP_TOP - 26 if has_strip else STRIP_FOOT - 24
        style = f'font-weight="600" font-variant="small-caps" letter-spacing="{CAPTION_SPACING}"'
        size = CAPTION_SIZE
        while self._caption_width(size) > MEASURE and size > 18:
            size -= 1
        yield self._text(self.span, at, size, "accent", style)
        yield self._text(self.count, at, size, "ink-soft", style, other_side=True)
        if self.overview and has_strip:
            for gap in self.overview.gaps:
                yield self._gap(MARGIN + gap.x * MEASURE / 100, gap.width * MEASURE / 100)
            for column in self.overview.columns:
                width = min(max(column.width * MEASURE / 100 * 0.72, NARROWEST), WIDEST)
                height = max((STRIP_FOOT - STRIP_TOP) * column.height / 100, 3)
                x = MARGIN + (column.x + column.width / 2) * MEASURE / 100 - width / 2
                yield self._box(x, STRIP_FOOT - height, width, height, "accent")
        yield self._box(MARGIN, STRIP_FOOT, MEASURE, 2, "rule-strong")

    def _caption_width(self, size: float) -> float:
        """How wide the two captions and the space between are; small capitals are a little wider than lower case."""
        text = self.span + ("    " + self.count if self.count else "")
        return face("Semibold").width(text, size) * 1.08 + CAPTION_SPACING * len(text)

    def _gap(self, x: float, width: float) -> str:
        """Three dots for a time that is drawn short."""
        middle, apart, fill = x + width / 2, min(width / 4, 7), self._colour("ink-soft")
        return "".join(
            f'<circle cx="{middle + step * apart:.2f}" cy="{STRIP_FOOT - 8}" r="{apart / 3.5:.2f}" fill="{fill}"/>'
            for step in (-1, 0, 1)
        )

    def _box(self, x: float, y: float, width: float, height: float, colour: str) -> str:
        fill = self._colour(colour)
        return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" fill="{fill}"/>'

    def _text(self, text: str, y: float, size: float, colour: str, style: str, *, other_side: bool = False) -> str:
        """A line of text, at the margin that its script begins at, or at the other one."""
        turned = is_right_to_left(self.publication.title)
        at_end = other_side is not turned
        place = f'x="{WIDTH - MARGIN}" text-anchor="end"' if at_end else f'x="{MARGIN}"'
        return (
            f'<text {place} y="{y:.2f}" font-size="{size:g}" fill="{self._colour(colour)}" {style}>'
            f"{escape(EMBEDDED.format(text) if turned else text)}</text>"
        )

    def _colour(self, name: str) -> str:
        return escape(self.palette[name])


def title_lines(title: str, height: float) -> tuple[int, list[str]]:
    """Return the largest size in which a title is no higher, and its lines; one that fits in none is cut."""
    bold = face("Bold")
    words = title.split()
    for size in TITLE_SIZES:
        lines = bold.lines(title, size, MEASURE)
        # While it may still get smaller, no word is broken.
        whole = all(bold.width(word, size) <= MEASURE for word in words)
        if whole and len(lines) <= TITLE_LINES and len(lines) * size * TITLE_LEADING <= height:
            return size, bold.even_lines(title, size, MEASURE)
    size = TITLE_SIZES[-1]
    return size, bold.cut(bold.lines(title, size, MEASURE), TITLE_LINES, size, MEASURE)


def is_right_to_left(text: str) -> bool:
    """Return whether a text runs from right to left, by its first letter.

    >>> is_right_to_left("1970: אפולו"), is_right_to_left("Apollo אפולו")
    (True, False)
    """
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((each for each in directions if each in {"L", "R", "AL"}), "L") != "L"
