"""How two values of the calendar stand to each other: whether they can be dates of one happening.

A coarse special case of Allen's relations between intervals ("Maintaining Knowledge about Temporal Intervals", 1983):
what counts here is only whether one value refines the other, and if not, how far apart they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from dateline.timevalue.intervals import SECONDS_A_DAY, Interval, Period
from dateline.timevalue.units import Grain, Mod
from dateline.timevalue.values import CalendarValue

HALF_AN_HOUR = 1800
ROUNDED = 900
TWO_HOURS = 7200
LONG = 4 * SECONDS_A_DAY
"""Longer times that only meet are two: neighbouring days may be one day in doubt, neighbouring months are not."""
FAR = 2 * SECONDS_A_DAY
"""Beyond this neither a neighbouring day nor another zone brings two times together."""
PHASE, YEAR = 31 * SECONDS_A_DAY, 366 * SECONDS_A_DAY
"""A longer interval, or a period longer than a year, is a phase, and what happens in it is something else."""
ABOUT = frozenset({Mod.APPROX, Mod.UNCERTAIN, Mod.UNCERTAIN_APPROX})

Span = tuple[int, int]


class Relation(IntEnum):
    """How well two dates go together, best first.

    ``EXACT``: clock times that are one instant, or one of which holds the other. ``SAME``: one date, or a time and its
    day. ``WITHIN``: the one, longer than a day, holds the other. ``CLOSE``: they overlap in part, or lie within two
    hours of each other. ``NEAR``: the same day at other hours, or neighbouring days. ``APART``: all else.
    """

    EXACT = 0
    SAME = 1
    WITHIN = 2
    CLOSE = 3
    NEAR = 4
    APART = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its first second and the one after its last, as written and in universal time.

    ``clock`` says that it is a clock time, ``phase`` that it is too long to be the date of one happening.
    """

    span: Span
    universal: Span
    clock: bool
    phase: bool

    @property
    def days(self) -> range:
        """The numbers of the days it lies on."""
        return range(self.span[0] // SECONDS_A_DAY, max(self.span[0], self.span[1] - 1) // SECONDS_A_DAY + 1)

    @property
    def length(self) -> int:
        """Its seconds."""
        return self.span[1] - self.span[0]


def place_of(value: CalendarValue) -> Place:
    """Return where a value stands. What is about a time, or on the hour or half hour, stands wider than the time.

    An interval with one end known stands at that end: what is told "since May" began in May.
    """
    span = _span(value)
    shift = (value.offset or 0) * 60 if isinstance(value, Period) else 0
    clock = isinstance(value, Period) and value.grain <= Grain.HOUR
    phase = span[1] - span[0] > (PHASE if isinstance(value, Interval) else YEAR)
    return Place(span, (span[0] - shift, span[1] - shift), clock, phase)


def relation(one: Place, other: Place) -> Relation:
    """Return how two dates stand to each other; symmetric.

    >>> from dateline.timevalue.edtf import parse
    >>> day = place_of(parse("1970-04-13"))
    >>> [relation(day, place_of(parse(date))).name for date in ("1970-04-13T21:08", "1970-04", "1970-04-14")]
    ['SAME', 'WITHIN', 'NEAR']
    """
    if _gap(one.span, other.span) > FAR:
        return Relation.APART
    if one.clock and other.clock:
        return _of_clocks(one, other)
    if one.span == other.span:
        return Relation.SAME
    if _holds(one.span, other.span) or _holds(other.span, one.span):
        return _of_longer(one if one.length > other.length else other)
    if one.phase or other.phase:
        return Relation.APART
    if _gap(one.span, other.span) < 0 or _holds(one.span, other.universal) or _holds(other.span, one.universal):
        return Relation.CLOSE
    long = max(one.length, other.length) > LONG
    return Relation.NEAR if not long and _days_between(one.span, other.span) <= 1 else Relation.APART


def _of_longer(outer: Place) -> Relation:
    if outer.length <= SECONDS_A_DAY:
        return Relation.SAME
    return Relation.APART if outer.phase else Relation.WITHIN


def _of_clocks(one: Place, other: Place) -> Relation:
    """Clocks are compared as instants, and as written where that is nearer: not every source names its zone."""
    pairs = ((one.universal, other.universal), (one.span, other.span))
    if any(_holds(mine, theirs) or _holds(theirs, mine) for mine, theirs in pairs):
        return Relation.EXACT
    if min(_gap(mine, theirs) for mine, theirs in pairs) <= TWO_HOURS:
        return Relation.CLOSE
    return Relation.NEAR if _days_between(one.span, other.span) <= 1 else Relation.APART


def _span(value: CalendarValue) -> Span:
    if isinstance(value, Period):
        start, end = value.seconds
        return start - (margin := _margin(value)), end + margin
    ends = [_span(each) for each in (value.start, value.end) if isinstance(each, Period)]
    # Nothing keeps an interval from ending before it begins.
    return min((start for start, _ in ends), default=0), max((end for _, end in ends), default=0)


def _margin(period: Period) -> int:
    """By how many seconds what is meant may lie before or after what is said; a round clock time is rarely exact."""
    if period.mod in ABOUT:
        return HALF_AN_HOUR if period.grain <= Grain.HOUR else period.seconds[1] - period.seconds[0]
    return ROUNDED if period.grain is Grain.MINUTE and period.index * 60 % HALF_AN_HOUR == 0 else 0


def _gap(one: Span, other: Span) -> int:
    """The seconds between two spans, negative where they overlap."""
    return max(one[0] - other[1], other[0] - one[1])


def _days_between(one: Span, other: Span) -> int:
    """How many days on the one begins after the other has ended, 0 where they share a day."""
    first, last = one[0] // SECONDS_A_DAY, (one[1] - 1) // SECONDS_A_DAY
    start, end = other[0] // SECONDS_A_DAY, (other[1] - 1) // SECONDS_A_DAY
    return max(first - end, start - last, 0)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
