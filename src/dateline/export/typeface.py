"""The typeface of pictures, Source Serif Pro, which comes with Dateline so that a machine without fonts shows text.

It knows Latin, Greek and Cyrillic. Where a text has other characters, those come from the system's fonts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Source Serif Pro"
PACKAGE = "font_source_serif_pro"
FULL_WIDTH, NO_WIDTH, OTHER_WIDTH = 1000, 0, 620
"""How wide characters that the typeface does not have are taken for, in thousandths of the size."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of the typeface: the name of its file, and how wide each character is in thousandths of the size."""

    file: str
    widths: dict[int, int]

    def has(self, text: str) -> bool:
        """Return whether all of a text can be set in it."""
        return all(ord(char) in self.widths for char in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is in some size, a little more than with kerning."""
        return sum(self.widths.get(ord(char), _foreign_width(char)) for char in text) * size / 1000

    def lines(self, text: str, size: float, measure: float) -> list[str]:
        """Return a text in lines of a measure; a word that is longer is broken."""
        lines: list[str] = []
        for word in _words(text):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size) <= measure:
                lines[-1] = joined
                continue
            *whole, rest = self._broken(word, size, measure)
            lines += [*whole, rest]
        return lines

    def even_lines(self, text: str, size: float, measure: float) -> list[str]:
        """Return a text in as few lines, but as even ones as can be."""
        lines = self.lines(text, size, measure)
        if any(" " not in text[: len(line) + 1] for line in lines):
            return lines
        narrowest, widest = 0.0, measure
        while widest - narrowest > 1:
            middle = (narrowest + widest) / 2
            fits = len(self.lines(text, size, middle)) <= len(lines) and self._longest_word(text, size) <= middle
            narrowest, widest = (narrowest, middle) if fits else (middle, widest)
        return self.lines(text, size, widest)

    def cut(self, lines: list[str], most: int, size: float, measure: float) -> list[str]:
        """Return at most so many lines; the last of them then ends with an ellipsis."""
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(last + ELLIPSIS, size) > measure:
            last = last[:-1].rstrip()
        return [*lines[: most - 1], last.rstrip(" ,;:–—-") + ELLIPSIS]

    def _longest_word(self, text: str, size: float) -> float:
        return max((self.width(word, size) for word in _words(text)), default=0)

    def _broken(self, word: str, size: float, measure: float) -> Iterator[str]:
        part = ""
        for char in word:
            if part and not unicodedata.combining(char) and self.width(part + char, size) > measure:
                yield part
                part = ""
            part += char
        yield part


@lru_cache
def face(name: str) -> Face:
    """Return a cut by its name, as ``Bold`` or ``It``."""
    path = font_file(name)
    with TTFont(path, lazy=True) as font:
        advances, scale = font["hmtx"], 1000 / font["head"].unitsPerEm
        widths = {code: round(advances[glyph][0] * scale) for code, glyph in font.getBestCmap().items()}
    return Face(path, widths)


def font_file(name: str) -> str:
    """Return the path of a cut's file."""
    return str(Path(str(files(PACKAGE))) / "files" / f"SourceSerifPro-{name}.ttf")


def _foreign_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return NO_WIDTH
    return FULL_WIDTH if unicodedata.east_asian_width(char) in {"W", "F"} else OTHER_WIDTH


def _words(text: str) -> list[str]:
    return text.split()
