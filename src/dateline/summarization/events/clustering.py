"""Which reports tell of one happening.

Incremental clustering, as in topic detection and tracking (Allan et al., "Topic Detection and Tracking Pilot Study",
1998): reports are taken in the order of their publication, and each joins the event that it is most like, if it is
like enough, or begins one; those that are left alone are tried again until nothing changes. What is like enough hangs
on how their dates go together. Candidates come from an index of dates and terms, so that no report is held against all
others, and each is held against a few, however many there are.

What was decided before is kept: an event that is published takes up more reports, but it never loses its id and is
never joined with another.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice

from dateline.model import Report
from dateline.summarization.events.likeness import NEVER, Told, margin, told_of
from dateline.summarization.events.naming import known_names
from dateline.summarization.identity import entry_id
from dateline.summarization.wording import Wording
from dateline.timevalue import edtf
from dateline.timevalue.relations import Relation, relation

SLACK = 0.1
"""By so much the likeness to an event's reports may fall short on average, so that events do not grow by chains."""
KEYS = 10
"""By so many of its weightiest terms is a report looked up."""
CROWDED = 48
"""Of the events that share a term on a day, so many are looked at, the first."""
CANDIDATES = 12
CLOCK = 3.0
"""What one clock time counts among the terms that candidates share."""
MEMBERS = 8
"""So many reports of an event, the first, stand for it."""
WIDE = 4
"""A date of more days than this is looked up by its terms alone."""
NO_DAY, ANY_DAY = 0, -1

Key = tuple[str, int]


@dataclass(slots=True)
class _Event:
    """An event with its reports in order; ``name`` is "" until it is published, ``closed`` that it takes up no more."""

    name: str = ""
    members: list[Told] = field(default_factory=list)
    closed: bool = False


def events_of(reports: Iterable[Report]) -> list[tuple[str, list[Report]]]:
    """Return events with their ids, each with its reports in the order of their publication; every report is in one.

    A report that has an event already stays with it. One that has no like is an event under its own id. The result
    depends on what the reports say and not on the order in which they come.
    """
    events = _Clustering(sorted(reports, key=_order)).events()
    return [(event.name, [told.report for told in event.members]) for event in events]


class _Clustering:
    """Clusters reports that come in their order."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._told = told_of(reports)

    def events(self) -> list[_Event]:
        """Return the events of all reports, each with its id.

        What is alone is tried again with the events as they have become, until nothing is joined any more: then another
        run, which begins with these events, changes nothing either.
        """
        settled, alone = self._settled()
        while True:
            found = [*settled, *_Round(settled).taken_up(alone)]
            if len(found) == len(settled) + len(alone):
                return _named(found)
            settled = sorted((event for event in found if _is_settled(event)), key=_rank_of)
            alone = [event.members[0] for event in found if not _is_settled(event)]

    def _settled(self) -> tuple[list[_Event], list[Told]]:
        """The events that there are, and the reports that are free, in order.

        What a person decided comes first. A report whose date has moved away from its event is free again.
        """
        known: dict[str, _Event] = {}
        by_themselves, free = [], []
        names = known_names([told.report for told in self._told])
        for told in sorted(self._told, key=lambda told: not told.report.by_hand):
            name, by_hand = names[told.rank], told.report.by_hand or not told.report.event
            event = known.get(name)
            if name and (event is None or by_hand or _goes(told, event)):
                known[name] = event or _Event(name)
                _put(told, known[name])
            elif told.report.by_hand:
                by_themselves.append(_Event(told.report.id, [told], closed=True))
            else:
                free.append(told)
        return sorted([*known.values(), *by_themselves], key=_rank_of), sorted(free, key=_rank)


class _Round:
    """One round of letting reports join events, or begin them."""

    def __init__(self, settled: Iterable[_Event]) -> None:
        self._filed: dict[Key, dict[int, _Event]] = defaultdict(dict)
        for event in settled:
            for told in () if event.closed else event.members:
                self._file(told, event)

    def taken_up(self, alone: Iterable[Told]) -> list[_Event]:
        """Let each report join the event that it is most like; returns the events that are begun."""
        begun = []
        for told in alone:
            event = self._best(told)
            if event is None:
                begun.append(event := _Event())
            _put(told, event)
            self._file(told, event)
        return begun

    def _file(self, told: Told, event: _Event) -> None:
        for key in _filed_under(told):
            self._filed[key][id(event)] = event

    def _best(self, told: Told) -> _Event | None:
        """The event that a report is most like, if it is like enough; of equals the first."""
        margins = [(_margin_to(event, told), event) for event in self._candidates(told)]
        best, found = max(margins, key=lambda each: each[0], default=(NEVER, None))
        return found if best >= 0 else None

    def _candidates(self, told: Told) -> list[_Event]:
        shared: dict[int, float] = defaultdict(float)
        found: dict[int, _Event] = {}
        for key in _looked_up(told):
            weight = told.terms.get(key[0]) or told.names.get(key[0]) or CLOCK
            for name, event in islice(self._filed.get(key, {}).items(), CROWDED):
                shared[name] += weight
                found[name] = event
        ranked = nsmallest(CANDIDATES, found, key=lambda name: (-shared[name], found[name].members[0].rank))
        return [found[name] for name in ranked]


def _is_settled(event: _Event) -> bool:
    return bool(event.name) or len(event.members) > 1


def _put(told: Told, event: _Event) -> None:
    insort(event.members, told, key=_rank)


def _named(events: list[_Event]) -> list[_Event]:
    names = Counter(event.name for event in events if event.name)
    for event in sorted(events, key=_rank_of):
        event.name = event.name or _new_name(event, names)
    return events


def _filed_under(told: Told) -> Iterator[Key]:
    days = told.place.days
    places = (NO_DAY,) if len(days) > WIDE else (*days, ANY_DAY)
    return ((term, place) for term in _keys(told) for place in places)


def _looked_up(told: Told) -> Iterator[Key]:
    days = told.place.days
    places = (NO_DAY, ANY_DAY) if len(days) > WIDE else (NO_DAY, *range(days.start - 1, days.stop + 1))
    return ((term, place) for term in _keys(told) for place in places)


def _keys(told: Told) -> list[str]:
    terms = told.names | told.terms
    weighty = sorted(terms, key=lambda term: (-terms[term], term))[:KEYS]
    clocks = {told.place.universal[0], told.place.span[0]} if told.place.clock else ()
    return weighty + [f"@{second}" for second in sorted(clocks)]


def _margin_to(event: _Event, told: Told) -> float:
    """By how much a report is more like an event's reports than it must be: the most like of them, and all of them."""
    # What a person has joined is one, however different it looks: being like a part of it is enough.
    part_is_enough = any(each.report.by_hand for each in event.members)
    margins = []
    for each in event.members[:MEMBERS]:
        margins.append(margin(told, each))
        if margins[-1] == NEVER and not part_is_enough:
            return NEVER
    return max(margins) if part_is_enough else min(max(margins), sum(margins) / len(margins) + SLACK)


def _goes(told: Told, event: _Event) -> bool:
    return any(relation(told.place, each.place) is not Relation.APART for each in event.members)


def _new_name(event: _Event, names: Counter[str]) -> str:
    """An event of its own keeps its report's id; several reports' is named after the first, whatever its article."""
    first = event.members[0].report
    if len(event.members) == 1:
        return first.id
    small_words = Wording.of(first.language).small_words
    return entry_id(first.title, edtf.write(first.date), first.text, first.when, names, small_words=small_words)


def _rank(told: Told) -> int:
    return told.rank


def _rank_of(event: _Event) -> int:
    return event.members[0].rank


def _order(report: Report) -> tuple[object, ...]:
    published = report.published.seconds if report.published else (0, 0)
    return *published, report.text, report.when, edtf.write(report.date), report.id
