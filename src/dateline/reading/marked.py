"""The text of rendered HTML, and marking stretches of it up in place.

The markup is never written anew: marking up inserts tags into the HTML as it stands, so that everything else of an
article (embedded media, odd attributes, Pelican's ``{filename}`` links) keeps its bytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate

from dateline.model import Block, BlockKind

BLOCK_BREAK = "\n\n"

KINDS = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], BlockKind.HEADING),
    **dict.fromkeys(["li", "dt", "dd"], BlockKind.ITEM),
    "blockquote": BlockKind.QUOTATION,
}
BLOCKS = frozenset(KINDS) | frozenset(
    "address article aside body caption center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup hr html legend main menu nav ol p section summary table tbody td tfoot th thead tr ul".split()
)
SKIPPED = frozenset(
    "audio button canvas datalist head iframe math noscript object pre script select style svg template textarea "
    "title video".split()
)
# Left open, these would swallow the rest of the article; what stands in the others is never prose.
RECOVERABLE = SKIPPED - {"script", "style"}
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


@dataclass(frozen=True, slots=True)
class Span:
    """Wrap ``text[start:end]`` in ``elements``, outermost first, each a name and its attributes.

    A link is left out where the text stands in a link already; an ``id`` is given once.
    """

    start: int
    end: int
    elements: Sequence[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``text[start:end]`` was made from ``html[source_start:source_end]``."""

    start: int
    end: int
    source_start: int
    source_end: int
    in_link: bool

    def source_at(self, offset: int) -> int:
        """The place in the HTML of an offset in the text; a character reference has only a start and an end."""
        if offset >= self.end:
            return self.source_end
        if self.end - self.start == self.source_end - self.source_start:
            return self.source_start + offset - self.start
        return self.source_start


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or closing tag and where it begins."""

    position: int
    name: str
    closes: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article's text, its blocks, and the HTML it was taken from."""

    html: str
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...] = field(repr=False)
    tags: tuple[Tag, ...] = field(repr=False)

    def wrap(self, spans: Iterable[Span]) -> str:
        """Return the HTML with each span wrapped; of spans that overlap, the one that begins first is kept."""
        inserts: list[tuple[int, str]] = []
        reached = 0
        for span in sorted(spans, key=lambda span: (span.start, -span.end)):
            if span.start < reached or span.end <= span.start:
                continue
            reached = span.end
            inserts.extend(self._inserts(span))
        return _insert(self.html, inserts)

    def _inserts(self, span: Span) -> Iterator[tuple[int, str]]:
        elements = list(span.elements)
        for start, end, in_link in self._stretches(span.start, span.end):
            wrapping = [element for element in elements if not (in_link and element[0] == "a")]
            yield start, "".join(_opening(name, attributes) for name, attributes in wrapping)
            yield end, "".join(f"</{name}>" for name, _ in reversed(wrapping))
            elements = [(name, {k: v for k, v in attributes.items() if k != "id"}) for name, attributes in elements]

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """The stretches of HTML to wrap: one where its markup is balanced, else one for each run of text."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start)
        pieces = self.pieces[first:last]
        if not pieces:
            return
        whole = pieces[0].source_at(max(start, pieces[0].start)), pieces[-1].source_at(end)
        tags = self._tags_within(*whole)
        if _balanced(tags):
            yield *whole, any(piece.in_link for piece in pieces) or any(tag.name == "a" for tag in tags)
            return
        for run in _runs(pieces, self._tags_within):
            yield run[0].source_at(max(start, run[0].start)), run[-1].source_at(end), run[0].in_link

    def _tags_within(self, start: int, end: int) -> Sequence[Tag]:
        first = bisect_left(self.tags, start, key=lambda tag: tag.position)
        return self.tags[first : bisect_left(self.tags, end, key=lambda tag: tag.position)]


def article_text(html: str) -> MarkedText:
    """Take the text of HTML: its text nodes as they stand, block elements apart by a blank line.

    White space is kept within a block and dropped around it; ``<br>`` is a line break. Scripts, styles, preformatted
    code, media and form controls have no text. Broken markup is read as far as it goes.
    """
    parser = _TextParser(html, SKIPPED)
    unclosed = parser.read() & RECOVERABLE
    if unclosed:
        parser = _TextParser(html, SKIPPED - unclosed)
        parser.read()
    return parser.finish()


class _TextParser(HTMLParser):
    """Collects runs of text with their places, block by block."""

    def __init__(self, html: str, skipped: Set[str]) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._skipped = skipped
        self._line_starts = _line_starts(html)
        self._tags: list[Tag] = []
        self._open: list[str] = []
        self._skipping: list[str] = []
        self._links = 0
        self._waiting: list[tuple[str, int, int, bool]] = []
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._pieces: list[Piece] = []

    def read(self) -> Set[str]:
        """Read all of the HTML; returns the skipped elements that were never closed."""
        self.feed(self._html)
        self.close()
        return set(self._skipping)

    @property
    def _position(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if tag not in VOID:
            self._tags.append(Tag(self._position, tag, closes=False))
        if tag in self._skipped:
            self._skipping.append(tag)
        elif tag in BLOCKS:
            self._end_block()
            if self._open and (self._open[-1] == tag == "li" or KINDS.get(self._open[-1]) is BlockKind.HEADING):
                self._open.pop()  # an item ends the one before it, and nothing stands within a heading
            if tag != "p":
                self._open.append(tag)
        elif tag == "br":
            self._add("\n", self._position, self._position)
        elif tag == "a":
            self._links += 1

    def handle_endtag(self, tag: str) -> None:
        self._tags.append(Tag(self._position, tag, closes=True))
        if tag in self._skipping:
            del self._skipping[self._skipping.index(tag) :]
        elif tag in BLOCKS:
            self._end_block()
            if tag in self._open:
                del self._open[_last_index(self._open, tag) :]
        elif tag == "a":
            self._links = max(0, self._links - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self._add(data, self._position, self._position + len(data))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._add_reference(f"&#{name}")

    def _add_reference(self, written: str) -> None:
        start = self._position
        end = start + len(written)
        if self._html[end : end + 1] == ";":
            end += 1
        self._add(unescape(self._html[start:end]), start, end)

    def _add(self, text: str, start: int, end: int) -> None:
        if not self._skipping:
            self._waiting.append((text, start, end, self._links > 0))

    def _end_block(self) -> None:
        """Put the runs of text that wait into a block, without the white space around them."""
        text = "".join(run[0] for run in self._waiting)
        stripped = text.strip()
        if stripped:
            lead = len(text) - len(text.lstrip())
            begin = self._length + (len(BLOCK_BREAK) if self._blocks else 0)
            self._parts.append(stripped)
            self._length = begin + len(stripped)
            kind = next((KINDS[tag] for tag in reversed(self._open) if tag in KINDS), BlockKind.PARAGRAPH)
            self._blocks.append(Block(kind, begin, self._length))
            self._pieces.extend(_pieces(self._waiting, begin - lead, begin, self._length))
        self._waiting.clear()

    def finish(self) -> MarkedText:
        """Return what was collected."""
        self._end_block()
        text = BLOCK_BREAK.join(self._parts)
        return MarkedText(self._html, text, tuple(self._blocks), tuple(self._pieces), tuple(self._tags))


def _pieces(runs: Iterable[tuple[str, int, int, bool]], offset: int, begin: int, end: int) -> Iterator[Piece]:
    """Give each run its place in the text, cut to the block that stands at ``begin`` to ``end``."""
    for text, source_start, source_end, in_link in runs:
        start, stop = offset, offset + len(text)
        offset = stop
        low, high = max(start, begin), min(stop, end)
        if low >= high or source_start == source_end:
            continue
        whole = Piece(start, stop, source_start, source_end, in_link)
        yield Piece(low, high, whole.source_at(low), whole.source_at(high), in_link)


def _runs(pieces: Sequence[Piece], tags_within: Callable[[int, int], Sequence[Tag]]) -> Iterator[list[Piece]]:
    """Put together the pieces that no tag stands between."""
    run = [pieces[0]]
    for piece in pieces[1:]:
        if tags_within(run[-1].source_end, piece.source_start + 1):
            yield run
            run = []
        run.append(piece)
    yield run


def _balanced(tags: Iterable[Tag]) -> bool:
    """Whether every element that begins in a stretch ends in it, no other ends there, and none is a block."""
    stack: list[str] = []
    for tag in tags:
        if tag.name in BLOCKS or (tag.closes and (not stack or stack.pop() != tag.name)):
            return False
        if not tag.closes:
            stack.append(tag.name)
    return not stack


def _opening(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in attributes.items()) + ">"


def _insert(html: str, inserts: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for position, text in inserts:
        parts += [html[done:position], text]
        done = position
    return "".join([*parts, html[done:]])


def _line_starts(text: str) -> list[int]:
    """Where each line begins; a line ends at a line feed and nowhere else, as the parser counts."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _last_index(items: Sequence[str], item: str) -> int:
    return next(i for i in range(len(items) - 1, -1, -1) if items[i] == item)
