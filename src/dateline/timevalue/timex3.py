"""TIMEX3 values (ISO-TimeML, ISO 24617-1; TimeML 1.2.1 guidelines), as temporal taggers exchange them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.timevalue.intervals import Bound, Interval, Period
from dateline.timevalue.units import Grain, Mod
from dateline.timevalue.values import Amount, Duration, Recurring, Vague, Value

_SEASONS = ("SP", "SU", "FA", "WI")
_DATE_UNITS = {Grain.DAY: "D", Grain.WEEKEND: "WE", Grain.WEEK: "W", Grain.MONTH: "M", Grain.SEASON: "SN",
               Grain.QUARTER: "Q", Grain.HALF: "H", Grain.YEAR: "Y", Grain.DECADE: "DE", Grain.CENTURY: "CE",
               Grain.MILLENNIUM: "ML"}  # fmt: skip
_TIME_UNITS = {Grain.SECOND: "S", Grain.MINUTE: "M", Grain.HOUR: "H", Grain.PART: "NI"}
_TIMEX3_MODS = frozenset(Mod) - {Mod.NONE, Mod.UNCERTAIN, Mod.UNCERTAIN_APPROX}


@dataclass(frozen=True, slots=True)
class Timex3:
    """The attributes of a TIMEX3 tag; an empty string is an attribute that the tag does not have."""

    type: str
    value: str
    mod: str = ""
    quant: str = ""
    freq: str = ""


def write(value: Value) -> Timex3:
    """Write a value as TIMEX3 attributes.

    An interval that words gave as a length ("the past 24 hours") is a DURATION; one with two ends has no TIMEX3 of
    its own (each end is a timex) and is written as its first known end.

    >>> write(Period.day_of(1998, 1, 8)).value, write(Period.year_of(-489)).value
    ('1998-01-08', 'BC0490')
    """
    match value:
        case Period():
            return Timex3("TIME" if value.grain < Grain.DAY else "DATE", write_period(value), _mod(value.mod))
        case Interval():
            return _write_interval(value)
        case Duration():
            return Timex3("DURATION", write_duration(value), _mod(value.mod))
        case Recurring():
            return Timex3("SET", value.pattern, quant=value.quantity, freq=value.freq)
        case Vague():
            return Timex3("DATE", value.reference)


def write_period(period: Period) -> str:
    """Write the ``value`` attribute of a period."""
    if period.grain in (Grain.WEEK, Grain.WEEKEND):
        return _week(period)
    if period.grain > Grain.DAY:
        return _COARSE[period.grain](period.index)
    year, month, day = period.civil
    return f"{_year(year)}-{month:02}-{day:02}{_time_of_day(period)}"


def write_duration(duration: Duration) -> str:
    """Write a length as an ISO 8601 period; an unsaid count is ``X``."""
    date = "".join(_amount(amount, _DATE_UNITS) for amount in duration.amounts if amount.unit in _DATE_UNITS)
    time = "".join(_amount(amount, _TIME_UNITS) for amount in duration.amounts if amount.unit in _TIME_UNITS)
    return f"P{date}T{time}" if time else f"P{date}"


def _write_interval(interval: Interval) -> Timex3:
    if interval.length is not None:
        return Timex3("DURATION", write_duration(interval.length), _mod(interval.length.mod))
    for end in (interval.start, interval.end):
        if not isinstance(end, Bound):
            return write(end)
    return Timex3("DATE", "")


def _mod(mod: Mod) -> str:
    return mod.value if mod in _TIMEX3_MODS else ""


def _digits(index: int, width: int) -> str:
    return f"{index:0{width}}" if index >= 0 else f"BC{-index - 1:0{width}}"


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


_COARSE: dict[Grain, Callable[[int], str]] = {
    Grain.MILLENNIUM: lambda millennium: _digits(millennium, 1),
    Grain.CENTURY: lambda century: _digits(century, 2),
    Grain.DECADE: lambda decade: _digits(decade, 3),
    Grain.YEAR: _year,
    Grain.HALF: lambda half: f"{_year(half // 2)}-H{half % 2 + 1}",
    Grain.QUARTER: lambda quarter: f"{_year(quarter // 4)}-Q{quarter % 4 + 1}",
    Grain.SEASON: lambda season: f"{_year(season // 4)}-{_SEASONS[season % 4]}",
    Grain.MONTH: lambda month: f"{_year(month // 12)}-{month % 12 + 1:02}",
}
"""How the periods coarser than a week are written, from their index."""


def _week(period: Period) -> str:
    # ISO 8601: a week belongs to the year that has its Thursday, and week 1 holds the first Thursday.
    thursday = Period(Grain.DAY, period.index * 7 + 4)
    first = Period.day_of(thursday.year, 1, 1)
    weekend = "-WE" if period.grain is Grain.WEEKEND else ""
    return f"{_year(thursday.year)}-W{(thursday.index - first.index) // 7 + 1:02}{weekend}"


def _time_of_day(period: Period) -> str:
    # The offset is left out: TimeML corpora annotate the clock time of the place alone; EDTF has it.
    if period.grain >= Grain.DAY:
        return ""
    if period.part is not None:
        return f"T{period.part.code}"
    if period.grain is Grain.HOUR:
        return f"T{period.hour:02}"
    clock = f"T{period.hour:02}:{period.minute:02}"
    if period.grain is Grain.SECOND:
        clock += f":{period.second:02}"
    return clock


def _amount(amount: Amount, units: dict[Grain, str]) -> str:
    if amount.count is None:
        return f"X{units[amount.unit]}"
    return f"{float(amount.count):g}{units[amount.unit]}"
