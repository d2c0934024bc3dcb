"""Which report tells an event best: the one to read if it is only one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt

from dateline.model import Report
from dateline.summarization.wording import Wording

LONG = 45
"""Words from which on a sentence is hard to take in."""
COSTS = {
    "ahead": 0.3,
    "question": 1.0,
    "bare quotation": 0.8,
    "hanging": 0.6,
    "aside": 0.3,
    "pronoun": 0.25,
    "cut off": 0.25,
    "long": 0.3,
}
"""What it costs a report, of 1 at most that it can have for what it says."""
_QUOTED = re.compile(r"[“„\"«][^”“\"»]*(?:[”“\"»]|$)")
_WORD = re.compile(r"\w+")


def ranked(reports: Sequence[Report]) -> list[Report]:
    """Return the reports of an event, the one that tells it best first.

    What a report says counts for more if others say it too, and is measured against its length, so that the longest is
    not the best. What is told before it happens, a question, a bare quotation, and a sentence that hangs on the one
    before come last.
    """
    if len(reports) == 1:
        return list(reports)
    said = [Wording.of(report.language).terms(report.text) for report in reports]
    shared = Counter(term for terms in said for term in terms)
    worth = {
        id(report): sum(weight * sqrt(shared[term]) for term, weight in terms.items()) / sqrt(10 + _length(report.text))
        for report, terms in zip(reports, said, strict=True)
    }
    most = max(worth.values(), default=0.0) or 1.0
    known = _names_in(reports)
    return sorted(
        reports, key=lambda each: (_flaws(each.text, each, known) - worth[id(each)] / most, each.text, each.id)
    )


def headline_of(reports: Sequence[Report]) -> Report:
    """Return the report whose title heads an event best, of reports in the order in which they tell it."""
    if len(reports) == 1:
        return reports[0]
    known = _names_in(reports)
    costs = [_flaws(report.title, report, known) for report in reports]
    return reports[costs.index(min(costs))]


def _names_in(reports: Sequence[Report]) -> frozenset[str]:
    return frozenset(name for report in reports for name in Wording.of(report.language).names(report.text))


def _flaws(text: str, report: Report, known: frozenset[str]) -> float:
    """What keeps a text from standing alone, 0 for nothing; ``known`` are names, which may begin it."""
    wording = Wording.of(report.language)
    quoted = sum(len(each) for each in _QUOTED.findall(text))
    found = {
        "ahead": wording.looks_ahead(text),
        "question": text.rstrip('”"’').endswith("?"),
        "bare quotation": quoted > len(text) * 0.6,
        "hanging": wording.hangs(text),
        "aside": wording.tells_aside(report.text, report.when),
        "pronoun": wording.has_pronoun(text) and not wording.names(text, known),
        "cut off": text.endswith("…"),
        "long": _length(text) > LONG,
    }
    return sum(COSTS[flaw] for flaw, there in found.items() if there)


def _length(text: str) -> int:
    return len(_WORD.findall(text))
