"""How like two reports are: whether what they say, and when, can be one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from math import log

from dateline.model import Report
from dateline.summarization.wording import HAPPENING, Terms, Wording
from dateline.timevalue.relations import Place, Relation, place_of, relation

ALIKE = {Relation.EXACT: 0.05, Relation.SAME: 0.55, Relation.WITHIN: 0.45, Relation.CLOSE: 0.65, Relation.NEAR: 0.75}
"""From this likeness on two reports tell of one happening; where clock times agree, little else need be alike."""
NEVER = -1.0
SPREAD = 0.4
"""How quickly a term loses weight with the number of days that it is told on."""
SPREAD_OF_NAMES = 2.0
SAYS_LITTLE = 1.5
"""The weight of terms below which a text says little."""
ASIDE = 0.5
"""What a term of the sentence counts that is not in the part of it that tells of the date."""
SAME_KIND, OTHER_KIND = 0.35, 0.7
"""What it adds when both are about one kind of happening, what it costs when they are not."""
SAME_NAMES, OTHER_NAMES, OTHER_SUBJECT = 0.6, 0.7, 0.8
NAMES_ALONE = 0.6
"""What it adds when they name the same, what it costs when they name only others, or somebody else does it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what is compared of it.

    ``kinds`` are the kinds of happening that the clause of its date tells, ``heads`` those of the clause's verb;
    ``names`` the words of names with their weights, ``named`` the names with their words together, ``subject`` those
    before the verb; ``again`` words that count happenings; ``rank`` is its place in the order of the reports.
    """

    report: Report
    terms: dict[str, float]
    kinds: dict[str, float]
    names: dict[str, float]
    heads: frozenset[str]
    named: list[frozenset[str]]
    subject: list[frozenset[str]]
    figures: frozenset[str]
    again: frozenset[str]
    place: Place
    rank: int


def told_of(reports: Iterable[Report]) -> list[Told]:
    """Return what is compared of reports.

    A term that is told on many days counts little: it is the story's, and tells little of which happening it is. Only
    days with the term itself are counted, so that a report changes nothing for those with which it shares no word.
    """
    reports = list(reports)
    known = _names_known(reports)
    found = [_told(report, known[report.language], rank) for rank, report in enumerate(reports)]
    days: dict[str, set[int]] = defaultdict(set)
    for told in found:
        for term in (*told.terms, *told.names):
            days[term].add(told.place.days.start)
    for told in found:
        for terms, spread in ((told.terms, SPREAD), (told.kinds, SPREAD), (told.names, SPREAD_OF_NAMES)):
            for term in terms:
                terms[term] /= 1 + spread * log(len(days.get(term, " ")))
    return found


def _names_known(reports: Iterable[Report]) -> dict[str, frozenset[str]]:
    """The words of names in each language: those that some report has in a place where only a name has a capital."""
    known: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        wording, found = Wording.of(report.language), known[report.language]
        found.update(wording.names(report.text))
        found.update(wording.stem(word) for tag in report.tags for word in tag.split() if word[0].isupper())
    return {language: frozenset(words) for language, words in known.items()}


def margin(one: Told, other: Told) -> float:
    """Return by how much two reports are more like than two of one happening must be; ``NEVER`` if they cannot be."""
    how = relation(one.place, other.place)
    if how is Relation.APART or (one.report.article, one.report.text) == (other.report.article, other.report.text):
        return NEVER
    if how >= Relation.WITHIN and one.again != other.again:
        return NEVER
    if how is Relation.NEAR and _differ(one.figures, other.figures):
        return NEVER
    deed = _shared(one.terms, other.terms) + _of_kinds(one, other)
    names = _of_names(one, other)
    # The same people do many things in a day: who it was counts for little where nothing of what happened is the same.
    return max(deed + min(names, NAMES_ALONE + max(deed, 0.0)) - ALIKE[how], NEVER)


def _of_kinds(one: Told, other: Told) -> float:
    """What the kinds of happening say for or against two reports telling of one.

    Against it speaks only that the verbs themselves tell of two kinds: what else a sentence names may be anything.
    """
    wording = Wording.of(one.report.language)
    if one.heads and other.heads and not wording.of_one_family(one.heads, other.heads):
        return -OTHER_KIND
    if one.kinds.keys() & other.kinds.keys():
        return SAME_KIND * _common(one.kinds, other.kinds)
    return SAME_KIND * wording.of_one_family(one.kinds.keys(), other.kinds.keys())


def _of_names(one: Told, other: Told) -> float:
    """What the names say; that two different ones do the same is said in the same words."""
    if _unknown_to(one.subject, other.named) and _unknown_to(other.subject, one.named):
        return -OTHER_SUBJECT
    if _differ(one.names.keys(), other.names.keys()):
        return -OTHER_NAMES
    return SAME_NAMES * _common(one.names, other.names)


def _unknown_to(subject: list[frozenset[str]], named: list[frozenset[str]]) -> bool:
    """Whether there is a subject and no name is one of its names, in full or in part: "Smith" is "John Smith"."""
    return bool(subject) and not any(one <= other or other <= one for one in subject for other in named)


def _told(report: Report, known: frozenset[str], rank: int) -> Told:
    wording = Wording.of(report.language)
    clause = wording.clause_of(report.text, report.when, report.title)
    names = _weighed(wording.names(clause, known), wording.names(report.text, known))
    main, whole = (wording.terms(text.replace(report.when, " ", 1)) for text in (clause, report.text))
    terms = _weighed(main, whole)
    return Told(
        report,
        terms={term: weight for term, weight in terms.items() if term not in names},
        kinds={term: 1.0 for term in main if term.startswith(HAPPENING)},
        names=names,
        heads=wording.head_kinds(clause),
        named=wording.names_apart(report.text, known),
        subject=wording.names_apart(wording.subject_of(clause), known),
        figures=frozenset(term for term in whole if term[0].isdigit()),
        again=wording.again & {wording.stem(word) for word in clause.split()},
        place=place_of(report.date),
        rank=rank,
    )


def _weighed(main: Terms, whole: Terms) -> dict[str, float]:
    """The terms of a sentence, those that are not in its main part at less."""
    return {term: weight * ASIDE for term, weight in whole.items()} | dict(main)


def _shared(one: Terms, other: Terms) -> float:
    """The weight that terms have in common, from 0 to 1: of both together, and of the smaller, in equal parts.

    A text of a word or two is never all alike: there is too little that could differ.
    """
    smaller, larger = sorted((one, other), key=len)
    shared = sum(min(weight, larger[term]) for term, weight in smaller.items() if term in larger)
    if not shared:
        return 0.0
    ours, theirs = sum(one.values()), sum(other.values())
    return shared / (ours + theirs) + shared / 2 / max(min(ours, theirs), SAYS_LITTLE)


def _common(one: Terms, other: Terms) -> float:
    """How sure what two reports have in common is no chance: 1 for one term that no other day has."""
    return min(1.0, sum(min(weight, other[term]) for term, weight in one.items() if term in other))


def _differ(one: Set[str], other: Set[str]) -> bool:
    return bool(one and other and not one & other)
