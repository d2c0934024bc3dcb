"""The part of a sentence that tells of one of its times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.summarization.phrasing import Phrasing

SHORTEST = 20
"""A clause with less than this beside its time tells too little to stand alone."""
_ALWAYS = re.compile(r"[;:]\s+|\s[—–]\s")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that tell of the time at ``text[start:end]``."""

    text: str
    start: int
    end: int

    def moved(self, text: str, by: int) -> Clause:
        """Return the clause with other words, in which its time stands ``by`` characters further on."""
        return Clause(text, self.start + by, self.end + by)


def clause_of(sentence: str, at: Span, others: Sequence[Span], language: str) -> Clause:
    """Return the clause of the time ``at``, where ``others`` are the times that the rest of the sentence tells of.

    The clause can stand alone: one that leaves its subject to the clause before is given that subject ("He will meet
    them on Saturday, and has asked ..."), a relative clause its antecedent ("Swigert, who had been given his seat").
    """
    phrasing = Phrasing.of(language)
    clause = _cut(sentence, at, phrasing.coordinated if others else _ALWAYS, phrasing)
    return _without_leading(_relative(clause, phrasing), sentence, others, phrasing)


def _cut(sentence: str, at: Span, cuts: re.Pattern[str], phrasing: Phrasing) -> Clause:
    spans = [match.span() for match in cuts.finditer(sentence)]
    first = max((after for _, after in spans if after <= at[0]), default=0)
    last = min((before for before, _ in spans if before >= at[1]), default=len(sentence))
    clause = Clause(sentence[first:last], at[0] - first, at[1] - first)
    rest = clause.text[: clause.start] + clause.text[clause.end :]
    if len(rest) < SHORTEST or not phrasing.has_verb(rest):
        return Clause(sentence, *at)
    if not phrasing.begins_with_verb(rest):
        return clause
    subject = phrasing.subject_of(sentence) if first else ""
    if subject and phrasing.begins_with_verb(clause.text):
        return clause.moved(f"{subject} {clause.text}", len(subject) + 1)
    return Clause(sentence, *at)


def _relative(clause: Clause, phrasing: Phrasing) -> Clause:
    """Turn "Swigert, who had been given his seat only the day before, then did" into "Swigert had been given"."""
    match = phrasing.relative.match(clause.text)
    if match is None or match.end() > clause.start or phrasing.has_verb(match["antecedent"]):
        return clause
    if "," in clause.text[match.end() : clause.start]:
        return clause
    end = clause.text.find(", ", clause.end)
    told = clause.text[match.end() : end if end >= 0 else len(clause.text)]
    antecedent = match["antecedent"]
    return clause.moved(f"{antecedent} {told}", len(antecedent) + 1 - match.end())


def _without_leading(clause: Clause, sentence: str, others: Sequence[Span], phrasing: Phrasing) -> Clause:
    """Leave out another time that leads the clause: "On May 7 the agency put it off until December 3"."""
    for start, end in others:
        found = clause.text.find(sentence[start:end], 0, clause.start)
        rest = phrasing.after_leading(clause.text, found, found + end - start) if found >= 0 else ""
        if rest:
            return clause.moved(rest, len(rest) - len(clause.text))
    return clause
