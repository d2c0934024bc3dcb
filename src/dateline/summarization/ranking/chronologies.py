"""Chronologies among articles: lines that each begin with a day, in an order of time.

An editor who lists a story's days has chosen those that matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.model import Passage

FEWEST_DAYS = 5
SHARE = 0.25
"""So much of the article's sentences begin with a day."""
IN_ORDER = 0.8
"""So many of the lines, from one to the next, go on in time (or back, where the latest stands first)."""
OF_A_DAY = 5
"""So many sentences from a line's day on are taken to tell of it."""


def listed_in(article: Sequence[Passage]) -> Iterator[tuple[Passage, int]]:
    """Yield the sentences of a chronology with the days they tell of; none where the article, in order, is not one."""
    heads = [passage.head for passage in article if passage.head is not None]
    if not _is_chronology(heads, len(article)):
        return
    day, left = 0, 0
    for passage in article:
        if passage.head is not None:
            day, left = passage.head, OF_A_DAY
        if left:
            yield passage, day
            left -= 1


def _is_chronology(days: Sequence[int], sentences: int) -> bool:
    if len(set(days)) < FEWEST_DAYS or len(days) < SHARE * sentences:
        return False
    onward = sum(one <= other for one, other in pairwise(days))
    steps = len(days) - 1
    return max(onward, steps - onward) >= IN_ORDER * steps
