"""Where in an article's text the words of its timeline entries stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

WORD = re.compile(r"\S+")


def find_mentions(text: str, wanted: Iterable[tuple[str, str]]) -> list[tuple[int, int] | None]:
    r"""Return the span of each (sentence, words in it) in ``text``, None where it is not there; no two overlap.

    White space counts as equal however much of it there is. The second of two equal requests gets the next place.

    >>> find_mentions("It failed\nlate Monday.", [("It failed late Monday.", "late Monday"), ("It held.", "held")])
    [(10, 21), None]
    """
    folded = _Text(text)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int] | None] = []
    for sentence, words in wanted:
        span = next((span for span in folded.spans(sentence, words) if not _overlaps(span, taken)), None)
        found.append(span)
        if span is not None:
            taken.append(span)
    return found


class _Text:
    """A text that is searched as it stands, then with its white space folded."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _folded(self) -> _Folded:
        return _Folded(self._text)

    def spans(self, sentence: str, words: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in the sentence, wherever that stands; some places perhaps twice."""
        sentence, words = _fold(sentence), _fold(words)
        for start, end in _places(self._text, sentence, 0, len(self._text)):
            yield from _places(self._text, words, start, end)
        yield from self._folded.spans(sentence, words)


class _Folded:
    """A text with one blank for all white space between words, so that plain searching finds what stands in it."""

    def __init__(self, text: str) -> None:
        words = list(WORD.finditer(text))
        self._text = " ".join(match[0] for match in words)
        self._starts = [match.start() for match in words]
        self._places = [0, *accumulate(len(match[0]) + 1 for match in words)]

    def spans(self, sentence: str, words: str) -> Iterator[tuple[int, int]]:
        """Yield where folded words stand in a folded sentence, as places of the text itself."""
        for start, end in _places(self._text, sentence, 0, len(self._text)):
            for place in _places(self._text, words, start, end):
                yield self._own(place[0]), self._own(place[1] - 1) + 1

    def _own(self, place: int) -> int:
        """The place in the text itself of one that is not white space."""
        word = bisect_right(self._places, place) - 1
        return self._starts[word] + place - self._places[word]


def _fold(words: str) -> str:
    return " ".join(words.split())


def _places(text: str, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where something stands in a part of a text, no two of them overlapping."""
    at = text.find(wanted, start, end) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted), end)


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
