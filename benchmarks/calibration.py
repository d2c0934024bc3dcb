"""Whether a confidence of 0.8 is right eight times in ten (Guo et al., ICML 2017: expected calibration error)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy import Corpus
from dateline.timevalue import edtf, timex3

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The mentions whose confidence falls in one tenth: how many, how sure on average, how often right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Curve:
    """The bins from least to most sure, their expected error, and how often the value or another reading is right."""

    bins: tuple[Bin, ...]
    error: float
    covered: float


def measure(corpora: Sequence[Corpus]) -> Curve:
    """Compare the confidence of every found timex with whether its value is right."""
    outcomes = [outcome for corpus in corpora for outcome in _outcomes(corpus)]
    bins = tuple(_bin([o for o in outcomes if min(int(o[0] * BINS), BINS - 1) == number]) for number in range(BINS))
    total = len(outcomes)
    error = sum(one.count * abs(one.confidence - one.right) for one in bins) / total
    return Curve(bins, error, sum(covered for _, _, covered in outcomes) / total)


def _outcomes(corpus: Corpus) -> Iterator[tuple[float, bool, bool]]:
    """Yield for each timex that is in the gold: its confidence, whether its value is right, or one of its readings."""
    gold = corpus.scorer.load(corpus.path)
    for name, document in gold.items():
        ours = {(timex["start"], timex["end"]): timex for timex in corpus.tagged[name]}
        predicted = [corpus.scorer.parse_timex(timex) for timex in corpus.tagged[name]]
        for wanted, got in corpus.scorer.align(document.timexes, predicted):
            if wanted and got:
                timex = ours[got.start, got.end]
                right = wanted.value == got.value
                yield timex["confidence"], right, right or wanted.value in _readings(timex)


def _readings(timex: dict[str, Any]) -> set[str]:
    return {str(timex3.write(edtf.parse(other)).value) for other in timex.get("also", ())}


def _bin(outcomes: list[tuple[float, bool, bool]]) -> Bin:
    count = len(outcomes)
    if not count:
        return Bin(0, 0.0, 0.0)
    return Bin(count, sum(o[0] for o in outcomes) / count, sum(o[1] for o in outcomes) / count)
