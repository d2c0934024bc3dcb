"""TIMEX3 values in and out (ISO-TimeML, ISO 24617-1; TimeML 1.2.1 guidelines), as temporal taggers exchange them.

What TIMEX3 has no attribute for is left out on writing: offsets, the other end of an interval, EDTF's "perhaps", the
unspecified months of a decade. All else comes back from ``parse`` as it went into ``write``, for years of up to four
digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import PARTS, Bound, Interval, Period, Unspecified
from dateline.timevalue.units import Grain, Mod
from dateline.timevalue.values import Amount, Duration, Quantity, Recurring, Reference, Vague, Value

_Attribute = TypeVar("_Attribute", bound=StrEnum)
_SEASONS = ("SP", "SU", "FA", "WI")
_DATE_UNITS = {Grain.DAY: "D", Grain.WEEKEND: "WE", Grain.WEEK: "W", Grain.MONTH: "M", Grain.SEASON: "SN",
               Grain.QUARTER: "Q", Grain.HALF: "H", Grain.YEAR: "Y", Grain.DECADE: "DE", Grain.CENTURY: "CE",
               Grain.MILLENNIUM: "ML"}  # fmt: skip
_TIME_UNITS = {Grain.SECOND: "S", Grain.MINUTE: "M", Grain.HOUR: "H", Grain.PART: "NI"}
_TIMEX3_MODS = frozenset(Mod) - {Mod.NONE, Mod.UNCERTAIN, Mod.UNCERTAIN_APPROX}
_DATE = re.compile(
    r"""(?P<year>(?:BC)?\d{4})
        (?: -W(?P<week>\d\d) (?: -(?P<weekend>WE) | -(?P<weekday>[1-7]) )?
          | -(?P<season>SP|SU|FA|WI) | -Q(?P<quarter>[1-4]) | -H(?P<half>[12])
          | -(?P<month>\d\d|XX) (?: -(?P<day>\d\d|XX) )? )?
        (?P<time> T (?: (?P<part>[A-Z]{2}) | (?P<hour>\d\d) (?: :(?P<minute>\d\d) (?: :(?P<second>\d\d) )? )?
            (?P<offset> Z | [+-]\d\d (?: :?\d\d )? )? ) )?""",
    re.VERBOSE | re.ASCII,
)
_COARSE_DATE = re.compile(r"(?P<bc>BC)?(?P<digits>\d{3}(?=X?$)|\d\d(?=(?:XX)?$)|\d(?=(?:XXX)?$))X*", re.ASCII)
_COARSE_GRAINS = {3: Grain.DECADE, 2: Grain.CENTURY, 1: Grain.MILLENNIUM}
_NUMBER = r"(X|\d{1,18}(?:\.\d{1,18})?)"
_UNIT = r"([A-SU-WYZ]+)"
_LENGTH = re.compile(rf"P(?!$)(?:{_NUMBER}{_UNIT})*(?:T(?:{_NUMBER}{_UNIT})+)?", re.ASCII)
_ONE_AMOUNT = re.compile(_NUMBER + _UNIT, re.ASCII)
_PATTERN = re.compile(r"[0-9A-Z:.+-]*[0-9A-Z]", re.ASCII)


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


def parse(value: str, type: str = "DATE", *, mod: str = "", quant: str = "", freq: str = "") -> Value:  # noqa: A002
    """Read the attributes of a TIMEX3 tag: a DATE or TIME (which are read alike), a DURATION or a SET.

    Raises ``ValueSyntaxError`` (without a place) where an attribute is none, or the value names a day that does not
    exist or stands nowhere (``XXXX-12-25``).

    >>> parse("1998", mod="END") == Period.year_of(1998).modified(Mod.END)
    True
    """
    modifier = _attribute(Mod, mod, "mod")
    if modifier and modifier not in _TIMEX3_MODS:
        raise ValueSyntaxError("not a TIMEX3 mod", excerpt=mod, expected=", ".join(sorted(_TIMEX3_MODS)))
    match type:
        case "DATE" | "TIME":
            if value and value in set(Reference):
                return Vague(Reference(value))
            return _parse_period(value).modified(modifier)
        case "DURATION":
            return Duration(_parse_amounts(value), modifier)
        case "SET":
            if not _PATTERN.fullmatch(value):
                raise ValueSyntaxError("not a TIMEX3 set", excerpt=value, expected="one such as XXXX-WXX-1 or P1D")
            return Recurring(value, _attribute(Quantity, quant.upper(), "quant"), freq)
    raise ValueSyntaxError("not a type of TIMEX3", excerpt=type, expected="DATE, TIME, DURATION or SET")


def write_period(period: Period) -> str:
    """Write the ``value`` attribute of a period."""
    if period.grain in (Grain.WEEK, Grain.WEEKEND):
        return _week(period)
    if period.grain > Grain.DAY:
        return _COARSE[period.grain](period.index) + _unspecified(period)
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
    number = str(amount.count) if amount.count.denominator == 1 else f"{float(amount.count):.6f}".rstrip("0")
    return f"{number}{units[amount.unit]}"


def _unspecified(period: Period) -> str:
    if not isinstance(period, Unspecified) or period.grain > Grain.YEAR:
        return ""
    return "-XX-XX" if period.grain is Grain.YEAR and period.unit is Grain.DAY else "-XX"


def _attribute(kind: type[_Attribute], text: str, name: str) -> _Attribute:
    try:
        return kind(text)
    except ValueError:
        raise ValueSyntaxError(f"not a TIMEX3 {name}", excerpt=text, expected=", ".join(filter(None, kind))) from None


def _parse_period(text: str) -> Period:
    coarse, match = _COARSE_DATE.fullmatch(text), _DATE.fullmatch(text)
    if coarse is not None:
        leading = int(coarse["digits"])
        return Period(_COARSE_GRAINS[len(coarse["digits"])], -leading - 1 if coarse["bc"] else leading)
    if match is None:
        raise ValueSyntaxError("not a TIMEX3 date", excerpt=text, expected="one such as 1998-01-08")
    try:
        date = _date_of(match)
        return date if match["time"] is None else _time_of(date, match)
    except ValueError as error:
        raise ValueSyntaxError(str(error), excerpt=text, expected="a date that the calendar has") from None


def _date_of(match: re.Match[str]) -> Period:
    year = 1 - int(match["year"][2:]) if match["year"].startswith("BC") else int(match["year"])
    if match["week"]:
        return _week_of(year, match)
    if match["season"]:
        return Period(Grain.SEASON, year * 4 + _SEASONS.index(match["season"]))
    if match["quarter"]:
        return Period(Grain.QUARTER, year * 4 + int(match["quarter"]) - 1)
    if match["half"]:
        return Period(Grain.HALF, year * 2 + int(match["half"]) - 1)
    return _month_or_day_of(year, match["month"], match["day"])


def _month_or_day_of(year: int, month: str | None, day: str | None) -> Period:
    if month is None:
        return Period.year_of(year)
    if month == "XX":
        if day not in {None, "XX"}:
            raise ValueError("a month that is not specified has no day")
        return Unspecified(Grain.YEAR, year, unit=Grain.DAY if day else Grain.MONTH)
    whole = Period.month_of(year, _up_to(12, month, "month", least=1))
    if day == "XX":
        return Unspecified(Grain.MONTH, whole.index, unit=Grain.DAY)
    return whole if day is None else Period.day_of(year, int(month), int(day))


def _week_of(year: int, match: re.Match[str]) -> Period:
    fourth = Period.day_of(year, 1, 4)
    index = (fourth.index - 1) // 7 + int(match["week"]) - 1
    if Period(Grain.DAY, index * 7 + 4).year != year:
        raise ValueError(f"no such week: {match['week']}")
    if match["weekday"]:
        return Period(Grain.DAY, index * 7 + int(match["weekday"]))
    return Period(Grain.WEEKEND if match["weekend"] else Grain.WEEK, index)


def _time_of(date: Period, match: re.Match[str]) -> Period:
    if date.grain is not Grain.DAY:
        raise ValueError("only a day has times")
    if match["part"]:
        codes = [part.code for part in PARTS]
        if match["part"] not in codes:
            raise ValueError(f"no such part of day: {match['part']}")
        return date.at_clock(Grain.PART, codes.index(match["part"]))
    # 24:00 is the midnight that ends the day.
    hour = _up_to(
        24 if match["minute"] in {None, "00"} and match["second"] in {None, "00"} else 23, match["hour"], "hour"
    )
    offset = _offset_of(match["offset"])
    if match["minute"] is None:
        return date.at_clock(Grain.HOUR, hour, offset)
    minute = hour * 60 + _up_to(59, match["minute"], "minute")
    if match["second"] is None:
        return date.at_clock(Grain.MINUTE, minute, offset)
    return date.at_clock(Grain.SECOND, minute * 60 + _up_to(59, match["second"], "second"), offset)


def _offset_of(text: str | None) -> int | None:
    if text is None or text == "Z":
        return None if text is None else 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = _up_to(23, digits[:2], "offset") * 60 + _up_to(59, digits[2:], "offset")
    return -minutes if text[0] == "-" else minutes


def _up_to(most: int, digits: str, what: str, *, least: int = 0) -> int:
    if not least <= int(digits) <= most:
        raise ValueError(f"no such {what}: {digits}")
    return int(digits)


def _parse_amounts(text: str) -> tuple[Amount, ...]:
    date, _, time = text.partition("T")
    if not _LENGTH.fullmatch(text):
        raise ValueSyntaxError("not a TIMEX3 duration", excerpt=text, expected="one such as P3M, PT24H or PXY")
    return (*_amounts(date[1:], _DATE_UNITS, text), *_amounts(time, _TIME_UNITS, text))


def _amounts(text: str, units: dict[Grain, str], whole: str) -> Iterator[Amount]:
    named = {name: unit for unit, name in units.items()}
    for number, name in _ONE_AMOUNT.findall(text):
        if name not in named:
            raise ValueSyntaxError(f"no such unit: {name}", excerpt=whole, expected=", ".join(named))
        yield Amount(None if number == "X" else Fraction(number), named[name])
