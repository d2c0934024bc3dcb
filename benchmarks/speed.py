"""How fast texts are tagged, beside dateparser on the same texts in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateparser.search import search_dates

import dateline

ROUNDS = 3
SAMPLE = 150_000
"""Characters that both read, in turn; dateparser takes about a second for as many."""


@dataclass(frozen=True)
class Pace:
    """KB of text a second (medians), and the median of the ratios round by round."""

    ours: float
    dateparser: float
    ratio: float


def measure(texts: Sequence[str]) -> Pace:
    """Time both taggers in alternating rounds, so that a machine that slows down slows both."""
    sample = _sample(texts)
    size = sum(map(len, sample)) / 1000
    _seconds(_ours, sample[:3])
    rounds = [(_seconds(_ours, sample), _seconds(_theirs, sample)) for _ in range(ROUNDS)]
    return Pace(
        ours=size / statistics.median(ours for ours, _ in rounds),
        dateparser=size / statistics.median(theirs for _, theirs in rounds),
        ratio=statistics.median(theirs / ours for ours, theirs in rounds),
    )


def _sample(texts: Sequence[str]) -> list[str]:
    sample: list[str] = []
    for text in texts:
        if sum(map(len, sample)) + len(text) <= SAMPLE:
            sample.append(text)
    return sample


def _ours(text: str) -> None:
    dateline.tag(text, "1998-01-08")


def _theirs(text: str) -> None:
    search_dates(text, languages=["en"])


def _seconds(tag: Callable[[str], None], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        tag(text)
    return time.perf_counter() - started
