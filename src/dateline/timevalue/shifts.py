"""Moving along the calendar: to a coarser unit, by an amount, to the next of something that repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dateline.timevalue.intervals import (
    MONTHS_IN,
    PARTS_A_DAY,
    PIECES_A_DAY,
    SECONDS_A_DAY,
    SPRING_BEGINS,
    YEARS_IN,
    Period,
    index_of_year,
)
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season, civil, day_number, easter, month_length, weekday
from dateline.timevalue.values import Amount

EXACT_WEEKS = 2
"""Up to so many weeks are counted to the day: "a week ago" is seven days ago, "six weeks ago" some day of a week."""
MOST_SEARCHED = 41
"""So many units are searched: 29 February comes on one weekday every 28 years, but every 40 over a year like 1900."""
_FINER = {Grain.YEAR: (12, Grain.MONTH), Grain.HALF: (6, Grain.MONTH), Grain.SEASON: (3, Grain.MONTH),
          Grain.QUARTER: (3, Grain.MONTH), Grain.MONTH: (30, Grain.DAY), Grain.WEEK: (7, Grain.DAY),
          Grain.DAY: (24, Grain.HOUR), Grain.HOUR: (60, Grain.MINUTE), Grain.MINUTE: (60, Grain.SECOND)}  # fmt: skip


def enlarge(period: Period, grain: Grain) -> Period:
    """Return the unit of a coarser ``grain`` that holds the period's start; the period itself if it is as coarse.

    The weekend of any day is the one of its week; the only part of day that an hour is known to be in is the day.

    >>> enlarge(Period.day_of(1970, 4, 13), Grain.MONTH) == Period.month_of(1970, 4)
    True
    """
    if period.grain >= grain:
        return period
    if grain < Grain.DAY:
        return _enlarge_clock(period, grain)
    day = period.first_day
    if grain is Grain.DAY:
        return Period(grain, day)
    if grain in (Grain.WEEK, Grain.WEEKEND):
        return Period(grain, (day - 1) // 7)
    year, month, _ = civil(day)
    if grain in YEARS_IN:
        return Period(grain, index_of_year(grain, year))
    months = year * 12 + month - (SPRING_BEGINS if grain is Grain.SEASON else 1)
    return Period(grain, months // MONTHS_IN[grain])


def _enlarge_clock(period: Period, grain: Grain) -> Period:
    if grain is Grain.PART:
        return enlarge(period, Grain.DAY)
    return Period(grain, period.index * PIECES_A_DAY[grain] // PIECES_A_DAY[period.grain], offset=period.offset)


def neighbour(period: Period, grain: Grain, steps: int) -> Period:
    """Return the unit of a ``grain`` so many steps from the one that ``enlarge`` gives for the period."""
    here = enlarge(period, grain)
    return Period(here.grain, here.index + steps, offset=here.offset)


def unit_at(grain: Grain, second: int, steps: int) -> Period:
    """Return the unit some steps on from the one that holds a second; a part of day as a unit is a night."""
    day = Period(Grain.DAY, second // SECONDS_A_DAY)
    if grain is Grain.PART:
        return _night_of(neighbour(day, Grain.DAY, steps))
    if grain < Grain.DAY:
        return Period(grain, second * PIECES_A_DAY[grain] // SECONDS_A_DAY + steps)
    return neighbour(day, grain, steps)


def shift(period: Period, amount: Amount, sign: int) -> Period:
    """Move a period by an amount, forward (+1) or back (-1), at the grain of the amount's unit.

    "Two months ago" names a month, not a day: precision is what the words have. But a week or two are counted in days,
    and decades in years, because that is how people count them. A fraction is counted in the next
    finer unit. Where the period is coarser than the unit ("three hours later" than a day), the count is turned into
    the period's own units, rounded down, because nothing finer is known.

    >>> shift(Period.day_of(1970, 4, 13), Amount.of(2, Grain.MONTH), -1) == Period.month_of(1970, 2)
    True
    """
    count, unit = amount.count or Fraction(0), amount.unit
    if unit is Grain.PART:
        return _night_of(shift(period, Amount(count, Grain.DAY), sign))
    if unit is Grain.WEEK and count <= EXACT_WEEKS:
        count, unit = count * 7, Grain.DAY
    elif unit in YEARS_IN:
        count, unit = count * YEARS_IN[unit], Grain.YEAR
    while count.denominator != 1 and unit in _FINER:
        factor, unit = _FINER[unit]
        count = Fraction(round(count * factor)) if unit is Grain.DAY else count * factor
    if unit <= Grain.HOUR and period.grain < unit:
        # "An hour later" than 3:48 is 4:48: below the day people count from the minute.
        count, unit = count * PIECES_A_DAY[period.grain] / PIECES_A_DAY[unit], period.grain
    start = enlarge(period, unit)
    return Period(start.grain, start.index + sign * _steps(count, unit, start.grain), offset=start.offset)


def _night_of(period: Period) -> Period:
    """Return the night of a day, which is what a part of day is as a unit: "two nights ago"."""
    if period.grain > Grain.DAY:
        return period
    return Period(Grain.DAY, period.first_day).at_clock(Grain.PART, tuple(PartOfDay).index(PartOfDay.NIGHT))


def _steps(count: Fraction, unit: Grain, grain: Grain) -> int:
    """Return how many periods of ``grain`` so many of a ``unit`` are; one part of day to the next like it is a day."""
    if unit is grain:
        return int(count)
    if grain is Grain.PART:
        return int(count * _DAYS_IN[unit]) * PARTS_A_DAY
    return int(count * _DAYS_IN[unit] / _DAYS_IN[grain])


def shift_by_date(period: Period, amount: Amount, sign: int) -> Period:
    """Move a period by an amount, forward (+1) or back (-1), and keep it as fine as it is.

    Months and years lead to the same day of another month, or to its last: three months before 31 May is the end of
    February. Everything else is counted in days.

    >>> shift_by_date(Period.day_of(2020, 5, 31), Amount.of(3, Grain.MONTH), -1) == Period.day_of(2020, 2, 29)
    True
    """
    count, unit = amount.count or Fraction(0), Grain.DAY if amount.unit is Grain.PART else amount.unit
    if unit < Grain.DAY:
        return shift(period, amount, sign)
    months, size = count * _months_in(unit), _months_in(period.grain)
    if size and months % size == 0:
        return Period(period.grain, period.index + sign * int(months / size))
    if period.grain is not Grain.DAY or not months or months.denominator != 1:
        return Period(period.grain, period.index + sign * _steps(count, unit, period.grain))
    year, month, day = period.civil
    target = Period(Grain.MONTH, year * 12 + month - 1 + sign * int(months))
    return Period(Grain.DAY, min(target.first_day + day - 1, target.last_day))


def _months_in(unit: Grain) -> int:
    """Return how many months a unit is, 0 for the ones that are not made of months."""
    return MONTHS_IN.get(unit) or YEARS_IN.get(unit, 0) * 12


def shift_years(period: Period, years: int) -> Period:
    """Move a year or a part of one by whole years, keeping its grain; raises ``ValueError`` for all else."""
    if period.grain is Grain.YEAR:
        return Period(Grain.YEAR, period.index + years)
    if period.grain not in MONTHS_IN:
        raise ValueError("only months, seasons, quarters, halves and years recur by the year")
    return Period(period.grain, period.index + years * 12 // MONTHS_IN[period.grain])


_DAYS_A_YEAR = Fraction(146097, 400)
_DAYS_IN = {**{grain: Fraction(1, pieces) for grain, pieces in PIECES_A_DAY.items()},
            Grain.DAY: Fraction(1), Grain.WEEKEND: Fraction(7), Grain.WEEK: Fraction(7),
            **{grain: _DAYS_A_YEAR * months / 12 for grain, months in MONTHS_IN.items()},
            **{grain: _DAYS_A_YEAR * years for grain, years in YEARS_IN.items()}}  # fmt: skip
"""The mean length of each unit."""


@dataclass(frozen=True, slots=True)
class Repeating:
    """Something the calendar has again and again: a weekday, a month, 4 July, the third quarter, 8 p.m.

    Exactly the fields that the words name are set: ``month`` 1 to 12, ``day`` of the month, ``weekday`` from 0 for
    Monday, ``quarter`` and ``half`` from 1. ``nth`` counts weekdays within the month (-1: the last), ``easter`` days
    from Western Easter Sunday: movable feasts are data. ``clock`` is seconds from midnight, said to the
    ``clock_grain``, with ``offset`` in minutes east of UTC, or in a ``zone`` (an IANA name) whose offset goes with the
    season and is not known here. ``mod`` is passed on to what is found. A weekday with a
    day of the month is both ("Friday the 13th"), with a month the first one in it.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: Season | None = None
    quarter: int | None = None
    half: int | None = None
    weekend: bool = False
    nth: int | None = None
    easter: int | None = None
    part: PartOfDay | None = None
    clock: int | None = None
    clock_grain: Grain = Grain.MINUTE
    offset: int | None = None
    zone: str = ""
    mod: Mod = Mod.NONE

    @property
    def grain(self) -> Grain:
        """The grain of the periods it repeats as."""
        if self.clock is not None:
            return self.clock_grain
        if self.part is not None:
            return Grain.PART
        if self.weekday is not None or self.day is not None or self.easter is not None:
            return Grain.DAY
        if self.weekend:
            return Grain.WEEKEND
        if self.month is not None:
            return Grain.MONTH
        if self.season is not None:
            return Grain.SEASON
        return Grain.QUARTER if self.quarter is not None else Grain.HALF

    @property
    def within(self) -> Grain:
        """The grain of the periods of which each has one: a weekday's is the week, a month's the year."""
        if self.month is not None or self.season is not None or self.easter is not None:
            return Grain.YEAR
        if self.quarter is not None or self.half is not None:
            return Grain.YEAR
        if self.day is not None or self.nth is not None:
            return Grain.MONTH
        return Grain.WEEK if self.weekday is not None or self.weekend else Grain.DAY

    def inside(self, outer: Period) -> Period | None:
        """Return the first of it that begins in ``outer``, or None where there is none (30 February).

        A time of day needs a day to be on. After midnight it is on the next day, if ``outer`` is a night.

        >>> Repeating(month=4).inside(Period.year_of(1970)) == Period.month_of(1970, 4)
        True
        """
        found = self._date_inside(outer)
        if found is None or (self.part is None and self.clock is None):
            return found and found.modified(self.mod)
        if self.part is not None:
            return found.at_clock(Grain.PART, tuple(PartOfDay).index(self.part)).modified(self.mod)
        seconds = self.clock or 0
        if outer.part is PartOfDay.NIGHT and seconds + SECONDS_A_DAY < PartOfDay.NIGHT.end_minute * 60:
            seconds += SECONDS_A_DAY
        pieces = seconds * PIECES_A_DAY[self.clock_grain] // SECONDS_A_DAY
        return found.at_clock(self.clock_grain, pieces, self.offset).modified(self.mod)

    def _date_inside(self, outer: Period) -> Period | None:
        within = self.within
        if within is Grain.DAY:
            return Period(Grain.DAY, outer.first_day) if outer.grain <= Grain.DAY else None
        first, last = outer.first_day, outer.last_day
        unit = enlarge(Period(Grain.DAY, first), within)
        while unit.first_day <= last:
            found = self._date_of(unit)
            if found is not None and first <= found.first_day <= last:
                return found
            unit = Period(within, unit.index + 1)
        return None

    def _date_of(self, unit: Period) -> Period | None:
        """Return the one of a unit as large as ``within``, or None where it has none."""
        year, first_month, _ = unit.civil
        if self.season is not None:
            return Period.season_of(year, self.season)
        if self.quarter is not None:
            return Period(Grain.QUARTER, year * 4 + self.quarter - 1)
        if self.half is not None:
            return Period(Grain.HALF, year * 2 + self.half - 1)
        if self.weekend:
            return Period(Grain.WEEKEND, unit.index)
        if self.easter is not None:
            return Period(Grain.DAY, easter(year) + self.easter)
        return self._day_of(unit, year, self.month or first_month)

    def _day_of(self, unit: Period, year: int, month: int) -> Period | None:
        if self.day is not None:
            found = Period.day_of(year, month, self.day) if self.day <= month_length(year, month) else None
            return None if found and self.weekday not in {None, weekday(found.index)} else found
        if self.weekday is None:
            return Period.month_of(year, month)
        if unit.grain is Grain.WEEK:
            return Period(Grain.DAY, unit.first_day + self.weekday)
        return _nth_weekday(year, month, self.weekday, self.nth or 1)

    def before(self, anchor: Period, *, strictly: bool) -> Period:
        """Return the last of it that has begun when ``anchor`` ends (``strictly``: that ends before it begins).

        Both are taken at the grain of what repeats, and a time of day as its day: on 14 April, April has begun.
        Raises ``ValueError`` where the calendar has none (30 February).
        """
        here = self._alike(anchor)
        for found in self._from(here.first_day if strictly else here.last_day, -1):
            if found.last_day < here.first_day or (not strictly and found.first_day <= here.last_day):
                return found
        raise ValueError("the calendar has no such thing")

    def after(self, anchor: Period, *, strictly: bool) -> Period:
        """Return the first of it that is not over when ``anchor`` begins (``strictly``: that begins after it ends).

        Both are taken as in ``before``.
        """
        here = self._alike(anchor)
        for found in self._from(here.last_day if strictly else here.first_day, 1):
            if found.first_day > here.last_day or (not strictly and found.last_day >= here.first_day):
                return found
        raise ValueError("the calendar has no such thing")

    def nearest(self, anchor: Period) -> Period:
        """Return the one with the fewest days between it and the anchor; of two as near, the earlier."""
        here = self._alike(anchor)
        around = (self.before(anchor, strictly=False), self.after(anchor, strictly=False))
        return min(around, key=lambda found: (days_between(found, here), found.first_day))

    def onward(self, anchor: Period) -> Period:
        """Return the one of the same year (month, week, day), or, where that lies far behind, the next.

        That is how a chronicle goes on: far is more than half of the year.
        """
        around = enlarge(anchor, self.within)
        same = self.inside(around)
        far_behind = anchor.first_day - (around.last_day - around.first_day) // 2
        return self.after(anchor, strictly=False) if same is None or same.first_day < far_behind else same

    def _alike(self, anchor: Period) -> Period:
        return enlarge(anchor, Grain.DAY if self.grain in {Grain.PART, Grain.WEEKEND} else max(self.grain, Grain.DAY))

    def _from(self, day: int, sign: int) -> Iterator[Period]:
        """Yield the one of each unit from the one around a day on, onward (+1) or back (-1)."""
        start = enlarge(Period(Grain.DAY, day), self.within)
        for distance in range(MOST_SEARCHED):
            found = self.inside(Period(start.grain, start.index + sign * distance))
            if found is not None:
                yield found


def days_between(one: Period, other: Period) -> int:
    """Return from the last day of the earlier to the first of the later how many days it is; 0 where they overlap.

    >>> days_between(Period.month_of(1970, 4), Period.day_of(1970, 5, 3))
    3
    """
    return max(one.first_day - other.last_day, other.first_day - one.last_day, 0)


def _nth_weekday(year: int, month: int, day: int, nth: int) -> Period | None:
    first, length = day_number(year, month, 1), month_length(year, month)
    if nth < 0:
        into_month = length - 1 - (weekday(first + length - 1) - day) % 7 + 7 * (nth + 1)
    else:
        into_month = (day - weekday(first)) % 7 + 7 * (nth - 1)
    return Period(Grain.DAY, first + into_month) if 0 <= into_month < length else None
