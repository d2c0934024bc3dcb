"""Stretches of the calendar: one unit of it (a ``Period``), or from one to another (an ``Interval``)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from math import inf
from typing import TYPE_CHECKING, Self

from dateline.timevalue.units import Grain, Mod, PartOfDay, Season, civil, day_number, month_length

if TYPE_CHECKING:
    from dateline.timevalue.values import Duration

PARTS = tuple(PartOfDay)
PARTS_A_DAY = len(PARTS)
MINUTES_A_DAY = 1440
YEARS_IN = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100, Grain.MILLENNIUM: 1000}
MONTHS_IN = {Grain.MONTH: 1, Grain.SEASON: 3, Grain.QUARTER: 3, Grain.HALF: 6}
SECONDS_A_DAY = 86400
PIECES_A_DAY = {Grain.SECOND: SECONDS_A_DAY, Grain.MINUTE: MINUTES_A_DAY, Grain.HOUR: 24, Grain.PART: PARTS_A_DAY}
SPRING_BEGINS = 3
QUALIFIERS = {Mod.APPROX: "~", Mod.UNCERTAIN: "?", Mod.UNCERTAIN_APPROX: "%"}


@dataclass(frozen=True, slots=True)
class Period:
    """One unit of the calendar: a grain, and which one of it, counted so that neighbours differ by 1.

    A year counts as itself, a month as ``12 * year + month - 1``, a day as its day number, an hour as
    ``24 * day + hour``, a week as weeks since Monday 0001-01-01; a weekend as its week, a part of day as
    ``6 * day + part``. A decade, century or millennium counts as its leading digits, and the ones before the common
    era down from -1, so that century -4 is the fourth BCE; 1 BCE, the year 0, belongs to those.
    ``offset`` is minutes east of UTC (None: unknown) and is kept only below the day.
    """

    grain: Grain
    index: int
    mod: Mod = Mod.NONE
    offset: int | None = None

    @staticmethod
    def year_of(year: int) -> Period:
        """Return a year; 0 is 1 BCE."""
        return Period(Grain.YEAR, year)

    @staticmethod
    def month_of(year: int, month: int) -> Period:
        """Return a month (1 to 12)."""
        return Period(Grain.MONTH, year * 12 + month - 1)

    @staticmethod
    def season_of(year: int, season: Season) -> Period:
        """Return a season; winter is the one that begins in the year."""
        return Period(Grain.SEASON, year * 4 + season)

    @staticmethod
    def day_of(year: int, month: int, day: int) -> Period:
        """Return a day; raises ``ValueError`` if the calendar has no such day."""
        if not (1 <= month <= 12 and 1 <= day <= month_length(year, month)):
            raise ValueError(f"no such day: {year}-{month:02}-{day:02}")
        return Period(Grain.DAY, day_number(year, month, day))

    @staticmethod
    def minute_of(  # noqa: PLR0917 - as in datetime
        year: int, month: int, day: int, hour: int, minute: int, offset: int | None = None
    ) -> Period:
        """Return a minute of a day; ``offset`` is minutes east of UTC."""
        return Period.day_of(year, month, day).at_clock(Grain.MINUTE, hour * 60 + minute, offset)

    def at_clock(self, grain: Grain, piece: int, offset: int | None = None) -> Period:
        """Return the n-th second, minute, hour or part (``grain``) of this period's first day."""
        return Period(grain, self.first_day * PIECES_A_DAY[grain] + piece, self.mod, offset)

    @property
    def first_day(self) -> int:
        """The day number of the first day."""
        return first_day(self.grain, self.index)

    @property
    def last_day(self) -> int:
        """The day number of the last day."""
        if self.grain <= Grain.DAY:
            return self.first_day
        if self.grain is Grain.WEEKEND:
            return self.first_day + 1
        return first_day(self.grain, self.index + 1) - 1

    @property
    def civil(self) -> tuple[int, int, int]:
        """(year, month, day of month) of the first day."""
        return civil(self.first_day)

    @property
    def year(self) -> int:
        """The year of the first day; a season's is the one it is named after."""
        return self.index // 4 if self.grain is Grain.SEASON else self.civil[0]

    @property
    def month(self) -> int | None:
        """The month (1 to 12) of the first day, or None where the period is coarser than a month."""
        return self.civil[1] if self.grain <= Grain.MONTH else None

    @property
    def day(self) -> int | None:
        """The day of the month, or None where the period is coarser than a day."""
        return self.civil[2] if self.grain <= Grain.DAY else None

    @property
    def hour(self) -> int | None:
        """The hour (0 to 23), or None where no clock time is said."""
        return self.minute_of_day // 60 if self.grain <= Grain.HOUR else None

    @property
    def minute(self) -> int | None:
        """The minute (0 to 59), or None where the period is coarser than a minute."""
        return self.minute_of_day % 60 if self.grain <= Grain.MINUTE else None

    @property
    def second(self) -> int | None:
        """The second (0 to 59), or None where the period is coarser than a second."""
        return self.index % 60 if self.grain is Grain.SECOND else None

    @property
    def part(self) -> PartOfDay | None:
        """The part of day, if the period is one."""
        return PARTS[self.index % PARTS_A_DAY] if self.grain is Grain.PART else None

    @property
    def minute_of_day(self) -> int:
        """The minute at which the period begins, counted from midnight."""
        if self.grain is Grain.PART:
            return PARTS[self.index % PARTS_A_DAY].first_minute
        if self.grain > Grain.PART:
            return 0
        pieces = PIECES_A_DAY[self.grain]
        return self.index % pieces * MINUTES_A_DAY // pieces

    @property
    def qualifier(self) -> str:
        """EDTF's mark: ``~`` approximate, ``?`` uncertain, ``%`` both, else nothing."""
        return QUALIFIERS.get(self.mod, "")

    @property
    def plain(self) -> Period:
        """The same period without its modifier."""
        return replace(self, mod=Mod.NONE) if self.mod else self

    @property
    def seconds(self) -> tuple[int, int]:
        """First second and second after the last, counted from the start of day 0; local time."""
        if self.grain >= Grain.DAY:
            return self.first_day * SECONDS_A_DAY, (self.last_day + 1) * SECONDS_A_DAY
        if self.part is not None:
            midnight = self.first_day * SECONDS_A_DAY
            return midnight + self.part.first_minute * 60, midnight + self.part.end_minute * 60
        length = SECONDS_A_DAY // PIECES_A_DAY[self.grain]
        return self.index * length, (self.index + 1) * length

    def modified(self, mod: Mod) -> Period:
        """Return the same period with another modifier."""
        return self if mod is self.mod else replace(self, mod=mod)


@dataclass(frozen=True, slots=True)
class Unspecified(Period):
    """Some month or day (``unit``) of a period, and nobody says which: 1985-04-XX is some day of April 1985.

    It stands on the calendar, and sorts, where the whole period does, but is not equal to it.
    """

    unit: Grain = field(kw_only=True)

    def __post_init__(self) -> None:
        """Raise ``ValueError`` where the period does not consist of several such units."""
        if self.unit not in {Grain.MONTH, Grain.DAY} or self.grain not in {Grain.MONTH, *YEARS_IN}:
            raise ValueError("only a month or a day is unspecified, of a month, a year or more")
        if self.unit >= self.grain:
            raise ValueError("what is unspecified is smaller than what it is in")

    @property
    def plain(self) -> Period:
        """The whole period, without a modifier."""
        return Period(self.grain, self.index)


@dataclass(frozen=True, slots=True)
class Qualified(Period):
    """A month, season or day of whose parts each has a qualifier of its own: 2004-06~-11, about June, surely an 11th.

    ``marks`` are those of year, month and day, as many as the period has; ``mod`` is what they come to together, so
    that the whole counts as approximate where a part is.
    """

    marks: tuple[Mod, ...] = field(kw_only=True)

    @property
    def plain(self) -> Period:
        """The same period without qualifiers."""
        return Period(self.grain, self.index)

    def modified(self, mod: Mod) -> Period:
        """Return the same period with one modifier for the whole."""
        return Period(self.grain, self.index, mod)


class Bound(Enum):
    """An end of an interval that is not a period, as in EDTF: open (``..``) or unknown (nothing)."""

    OPEN = ".."
    UNKNOWN = ""


OPEN = Bound.OPEN
UNKNOWN = Bound.UNKNOWN


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first moment of ``start`` to the last of ``end``, both included, as EDTF's ``start/end``.

    ``length`` stands where the words gave a length rather than two ends: "the past 24 hours".
    """

    start: Period | Bound
    end: Period | Bound
    length: Duration | None = None


@dataclass(frozen=True, slots=True)
class Several(Interval):
    """Several times, the ``members``; as an interval, all from the first of them to the last."""

    members: tuple[Period | Interval, ...] = field(kw_only=True)

    @classmethod
    def of(cls, *members: Period | Interval) -> Self:
        """Return the set of some periods and of intervals ("1670 to 1672, each of the three years")."""
        starts = [member.start if isinstance(member, Interval) else member for member in members]
        ends = [member.end if isinstance(member, Interval) else member for member in members]
        start = min((start for start in starts if isinstance(start, Period)), key=_begin, default=OPEN)
        end = max((end for end in ends if isinstance(end, Period)), key=_end, default=OPEN)
        return cls(OPEN if OPEN in starts else start, OPEN if OPEN in ends else end, members=members)


@dataclass(frozen=True, slots=True)
class OneOf(Several):
    """One of several times, and nobody says which: EDTF's ``[1667,1668]``, 1667 or 1668."""


@dataclass(frozen=True, slots=True)
class AllOf(Several):
    """Each of several times: EDTF's ``{1967,1968}``, 1967 and 1968."""


def _begin(period: Period) -> int:
    return period.seconds[0]


def _end(period: Period) -> int:
    return period.seconds[1]


def first_day(grain: Grain, index: int) -> int:
    """Return the day number of the first day of the ``index``-th unit of ``grain``."""
    if grain is Grain.DAY:
        return index
    if grain is Grain.YEAR:
        return day_number(index, 1, 1)
    if grain < Grain.DAY:
        return index // PIECES_A_DAY[grain]
    if grain is Grain.WEEK:
        return index * 7 + 1
    if grain is Grain.WEEKEND:
        return index * 7 + 6
    if grain in YEARS_IN:
        return day_number(first_year(grain, index), 1, 1)
    months = index * MONTHS_IN[grain] + (SPRING_BEGINS - 1 if grain is Grain.SEASON else 0)
    return day_number(months // 12, months % 12 + 1, 1)


def first_year(grain: Grain, index: int) -> int:
    """Return the first year of the ``index``-th year, decade, century or millennium.

    >>> first_year(Grain.CENTURY, 19), first_year(Grain.CENTURY, 0), first_year(Grain.CENTURY, -1)
    (1900, 1, -99)
    """
    start = index * YEARS_IN[grain]
    return start if grain is Grain.YEAR or index > 0 else start + 1


def index_of_year(grain: Grain, year: int) -> int:
    """Return which year, decade, century or millennium holds a year; the inverse of ``first_year``.

    >>> [index_of_year(Grain.DECADE, year) for year in (1999, 9, 1, 0, -9, -10)]
    [199, 0, 0, -1, -1, -2]
    """
    size = YEARS_IN[grain]
    return year // size if grain is Grain.YEAR or year > 0 else -(-year // size) - 1


FOREVER = 1e300
"""How long what has no end lasts, in seconds: longer than anything, yet shorter than what has no start."""


def sort_key(value: Period | Interval) -> tuple[float, float]:
    """Order values as a timeline shows them: by start, and of those with one start the longer first.

    An interval whose start is open or unknown stands where its end does, before all else that begins there. Local
    times sort as written on their day, because an event belongs to the day it had where it happened.
    """
    if isinstance(value, Period):
        start, end = value.seconds
        return start, -end
    if isinstance(value.start, Period):
        return value.start.seconds[0], -(value.end.seconds[1] if isinstance(value.end, Period) else FOREVER)
    return value.end.seconds[0] if isinstance(value.end, Period) else -inf, -inf
