"""Where in an article's text the words of its timeline entries stand."""

from __future__ import annotations

import re
from collections.abc import Iterable


def find_mentions(text: str, wanted: Iterable[tuple[str, str]]) -> list[tuple[int, int] | None]:
    r"""Return the span of each (sentence, words in it) in ``text``, None where it is not there; no two overlap.

    White space counts as equal however much of it there is. The second of two equal requests gets the next place.

    >>> find_mentions("It failed\nlate Monday.", [("It failed late Monday.", "late Monday"), ("It held.", "held")])
    [(10, 21), None]
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int] | None] = []
    for sentence, words in wanted:
        span = next((span for span in _spans(text, sentence, words) if not _overlaps(span, taken)), None)
        found.append(span)
        if span is not None:
            taken.append(span)
    return found


def _spans(text: str, sentence: str, words: str) -> Iterable[tuple[int, int]]:
    if not words.split():
        return
    within = _folded(words)
    for place in _folded(sentence).finditer(text):
        for match in within.finditer(text, *place.span()):
            yield match.span()


def _folded(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
