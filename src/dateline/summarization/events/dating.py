"""When an event happened, where several reports say when: the best of their dates, why, and whether they disagree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Report
from dateline.timevalue import edtf
from dateline.timevalue.intervals import SECONDS_A_DAY, Interval
from dateline.timevalue.relations import Place, Relation, place_of, relation
from dateline.timevalue.values import CalendarValue

AGREE = (Relation.EXACT, Relation.SAME, Relation.WITHIN)
PLACES = 40
"""Of the dates of an event so many are weighed, those that most reports give."""
_NUMBER = re.compile(r"(?<![\d:.])\d+(?![\d:])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date that some reports give an event, and whether it goes with the event's date."""

    date: CalendarValue
    reports: tuple[Report, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Dating:
    """The date of an event, the reason for it in words ("" if there is no other), and all readings, the best first."""

    date: CalendarValue
    reason: str
    readings: tuple[Reading, ...]

    @property
    def disputed(self) -> bool:
        """Whether some report gives a date that does not go with the event's."""
        return not all(reading.agrees for reading in self.readings)


@dataclass(frozen=True, slots=True)
class _Dated:
    report: Report
    place: Place


def date_of(reports: Sequence[Report]) -> Dating:
    """Return the date of an event from its reports, of which there is at least one.

    First the day is settled, then the time of that day among the reports that give one, so that a vague report never
    speaks against an exact one of the same day. Of several days, and of several times, that one is taken which a person
    vouched for, else the one that most articles give, else the one that is written out rather than counted from
    another date, else the one that is told nearest to it, else the earliest.
    """
    if len(reports) == 1:
        (only,) = reports
        return Dating(only.date, "", (Reading(only.date, (only,), agrees=True),))
    dated = [_Dated(report, place_of(report.date)) for report in reports]
    days = [each for each in dated if each.place.length <= SECONDS_A_DAY]
    chosen, reason = _settled(_by_day(days) if days else _that_agree(dated))
    timed = [each for each in chosen if each.place.length < SECONDS_A_DAY]
    if timed:
        chosen, of_time = _settled(_that_agree(timed))
        reason = reason or of_time
    best = _most_exact(chosen)
    readings = _readings(dated, best)
    return Dating(best.report.date, _in_words(reason, readings, reports), readings)


def _by_day(dated: Sequence[_Dated]) -> list[list[_Dated]]:
    groups: dict[range, list[_Dated]] = defaultdict(list)
    for each in dated:
        groups[each.place.days].append(each)
    return list(groups.values())


def _that_agree(dated: Sequence[_Dated]) -> list[list[_Dated]]:
    """For each date the reports that go with it, the one that gives it first."""
    given = Counter(each.place for each in dated)
    places = {each.place: each for each in dated}
    likely = sorted(places, key=lambda place: (-given[place], place.length, place.span))[:PLACES]
    return [
        [places[place], *(each for each in dated if each is not places[place] and relation(each.place, place) in AGREE)]
        for place in likely
    ]


def _settled(groups: Sequence[list[_Dated]]) -> tuple[list[_Dated], str]:
    """The best group of reports, and what it is best by ("" if nothing speaks against it)."""
    first, *others = sorted(groups, key=_standing, reverse=True)
    rivals = [other for other in others if not {id(each) for each in other} <= {id(each) for each in first}]
    if not rivals:
        return first, ""
    both = zip(REASONS, _standing(first), _standing(rivals[0]), strict=True)
    return first, next((why for why, mine, theirs in both if mine != theirs), "")


REASONS = (
    "a person has looked at it",
    "most articles say so",
    "it is written out, not counted from another date",
    "it is told nearest to the time",
    "it is the earliest",
    "it is the most exact",
)
"""What speaks for a date, the strongest first."""


def _standing(group: Sequence[_Dated]) -> tuple[float, ...]:
    """What speaks for a group of reports with one date, in the order of ``REASONS``; more is better."""
    nearest = min(_distance(each) for each in group)
    place = group[0].place
    return (
        sum(each.report.vouched for each in group),
        len({each.report.article for each in group}),
        sum(_is_written_out(each) for each in group),
        -nearest,
        -place.span[0],
        -place.length,
    )


def _distance(dated: _Dated) -> int:
    """How many days lie between a date and its report; many where nobody knows when that was published."""
    published = dated.report.published
    return abs(published.first_day - dated.place.days.start) if published else 1_000_000


def _is_written_out(dated: _Dated) -> bool:
    """Whether the words of a time say the day of the month or the year: "on April 13", not "on Monday"."""
    value = dated.report.date
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    said = {int(number) for number in _NUMBER.findall(dated.report.when)}
    return any(said & {getattr(end, "day", None), getattr(end, "year", None)} for end in ends)


def _most_exact(group: Sequence[_Dated]) -> _Dated:
    """The most exact date of a group; of equal ones, as most reports write it."""
    written = Counter(edtf.write(each.report.date) for each in group)
    return min(
        group,
        key=lambda each: (each.place.length, -written[edtf.write(each.report.date)], edtf.write(each.report.date)),
    )


def _readings(dated: Sequence[_Dated], best: _Dated) -> tuple[Reading, ...]:
    groups: dict[str, list[_Dated]] = defaultdict(list)
    for each in dated:
        groups[edtf.write(each.report.date)].append(each)
    readings = [
        Reading(
            group[0].report.date,
            tuple(each.report for each in group),
            agrees=relation(group[0].place, best.place) in AGREE,
        )
        for group in groups.values()
    ]
    first = edtf.write(best.report.date)
    return tuple(
        sorted(readings, key=lambda each: (edtf.write(each.date) != first, not each.agrees, -len(each.reports)))
    )


def _in_words(reason: str, readings: Sequence[Reading], reports: Sequence[Report]) -> str:
    if len(readings) < 2:
        return ""
    if all(reading.agrees for reading in readings):
        return f"the most exact of {len(readings)} dates that go together"
    going = sum(len(reading.reports) for reading in readings if reading.agrees)
    said = f"{going} of {len(reports)} reports go with it"
    return f"{said}; {reason}" if reason else said
