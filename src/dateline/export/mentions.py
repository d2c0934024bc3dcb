"""Where in an article's text the words of its timeline entries stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

OTHER_SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not a single blank."""


def find_mentions(text: str, wanted: Iterable[tuple[str, str]]) -> list[tuple[int, int] | None]:
    r"""Return the span of each (sentence, words in it) in ``text``, None where it is not there; no two overlap.

    White space counts as equal however much of it there is. The second of two equal requests gets the next place.

    >>> find_mentions("It failed\nlate Monday.", [("It failed late Monday.", "late Monday"), ("It held.", "held")])
    [(10, 21), None]
    """
    folded = _Folded(text)
    taken = bytearray(len(text))
    # Equal requests share one search, which goes on where it was: a span that was passed over never comes free again.
    searches: dict[tuple[str, str], Iterator[tuple[int, int]]] = {}
    found: list[tuple[int, int] | None] = []
    for sentence, words in wanted:
        spans = searches.setdefault((sentence, words), folded.spans(sentence, words))
        span = next((span for span in spans if 1 not in taken[slice(*span)]), None)
        found.append(span)
        if span is not None:
            taken[slice(*span)] = b"\1" * (span[1] - span[0])
    return found


class _Folded:
    """A text with one blank for all white space between words, so that plain searching finds what stands in it."""

    def __init__(self, text: str) -> None:
        self._starts, self._places = [0], [0]
        parts, done = [], 0
        for other in OTHER_SPACE.finditer(text):
            parts.append(text[done : other.start()])
            self._places.append(self._places[-1] + len(parts[-1]) + 1)
            done = other.end()
            self._starts.append(done)
        self._text = " ".join([*parts, text[done:]])

    def spans(self, sentence: str, words: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in the sentence, wherever that stands, as places of the text itself."""
        within = _fold(words)
        for start, end in _places(self._text, _fold(sentence), 0, len(self._text)):
            for place in _places(self._text, within, start, end):
                yield self._own(place[0]), self._own(place[1] - 1) + 1

    def _own(self, place: int) -> int:
        """The place in the text itself of one that is not white space."""
        part = bisect_right(self._places, place) - 1
        return self._starts[part] + place - self._places[part]


def _fold(words: str) -> str:
    return " ".join(words.split())


def _places(text: str, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where something stands in a part of a text, no two of them overlapping."""
    at = text.find(wanted, start, end) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted), end)
