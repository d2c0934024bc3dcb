"""EDTF (ISO 8601-2:2019, annex A; loc.gov/standards/datetime) in and out, for values that stand on the calendar.

Read: levels 0 and 1, and of level 2 the quarters, halves, decades and centuries (``199X``) and long years. Written is
what a value says and no more: a week, for which EDTF has no notation, becomes the interval of its days; a part of day
becomes its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import OPEN, QUALIFIERS, UNKNOWN, Bound, Interval, Period
from dateline.timevalue.units import Grain, Mod, Season
from dateline.timevalue.values import CalendarValue

_DATE = re.compile(
    r"""(?: (?P<year>[+-]?\d{4}) | Y(?P<long_year>-?\d{5,}) | (?P<coarse>-?\d{1,3})(?P<unsaid>X{1,3}) )
        (?: - (?P<month>\d\d|XX) (?: - (?P<day>\d\d|XX)
            (?: [T ] (?P<hour>\d\d) : (?P<minute>\d\d) (?: : (?P<second>\d\d) )?
                (?P<offset> Z | [+-]\d\d (?: :? \d\d )? )? )? )? )?
        (?P<qualifier>[~?%])?""",
    re.VERBOSE,
)
_MODS = {mark: mod for mod, mark in QUALIFIERS.items()}
_COARSE = {1: Grain.DECADE, 2: Grain.CENTURY, 3: Grain.MILLENNIUM}
_FIRST_SEASON, _FIRST_QUARTER, _FIRST_HALF = 21, 33, 40
_SEASONS = {_FIRST_SEASON + season: season for season in Season}
EXPECTED = "an EDTF date such as 1970, 1970-04, 1970-04-13, 1970-04-13T21:08-06:00, 1970~, 197X or 1970-04/1970-06"


def parse(text: str) -> CalendarValue:
    """Read an EDTF string.

    Raises ``ValueSyntaxError`` (without a place) where it is none, or names a day that does not exist.

    >>> parse("1970-04-13T21:08-06:00").hour, parse("2022-04/..").end
    (21, <Bound.OPEN: '..'>)
    """
    start, slash, end = text.strip().partition("/")
    if not slash:
        return _parse_date(start, text)
    interval = Interval(_parse_bound(start, text), _parse_bound(end, text))
    if isinstance(interval.start, Bound) and isinstance(interval.end, Bound):
        raise ValueSyntaxError("an interval needs a date at one end at least", excerpt=text, expected=EXPECTED)
    return interval


def write(value: CalendarValue) -> str:
    """Write a calendar value as EDTF.

    >>> from dateline.timevalue.units import Grain
    >>> write(Period.month_of(2022, 4)), write(Period(Grain.WEEK, 105474))
    ('2022-04', '2022-06-13/2022-06-19')
    """
    if isinstance(value, Interval):
        return f"{_write_bound(value.start, first=True)}/{_write_bound(value.end, first=False)}"
    if value.grain in (Grain.WEEK, Grain.WEEKEND):
        return f"{_write_bound(value, first=True)}/{_write_bound(value, first=False)}"
    return _write_period(value)


def _parse_bound(text: str, whole: str) -> Period | Bound:
    if text == OPEN.value:
        return OPEN
    return _parse_date(text, whole) if text else UNKNOWN


def _parse_date(text: str, whole: str) -> Period:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueSyntaxError("not a date", excerpt=whole, expected=EXPECTED)
    try:
        period = _period_of(match)
    except ValueError as error:
        raise ValueSyntaxError(str(error), excerpt=whole, expected="a date that the calendar has") from None
    return period.modified(_MODS.get(match["qualifier"], Mod.NONE))


def _period_of(match: re.Match[str]) -> Period:
    if match["coarse"]:
        if match["month"]:
            raise ValueError("a decade or century has no month")
        leading = int(match["coarse"].lstrip("-"))
        return Period(_COARSE[len(match["unsaid"])], -leading - 1 if match["coarse"][0] == "-" else leading)
    year = int(match["year"] or match["long_year"])
    if match["month"] in (None, "XX"):
        return Period.year_of(year)
    month = int(match["month"])
    if match["day"] is None:
        return _month_or_season(year, month)
    if match["day"] == "XX":
        return Period.month_of(year, _checked(month, 1, 12, "month"))
    day = Period.day_of(year, month, int(match["day"]))
    return day if match["hour"] is None else _clock_of(day, match)


def _month_or_season(year: int, code: int) -> Period:
    if code in _SEASONS:
        return Period.season_of(year, _SEASONS[code])
    if _FIRST_QUARTER <= code < _FIRST_QUARTER + 4:
        return Period(Grain.QUARTER, year * 4 + code - _FIRST_QUARTER)
    if _FIRST_HALF <= code < _FIRST_HALF + 2:
        return Period(Grain.HALF, year * 2 + code - _FIRST_HALF)
    return Period.month_of(year, _checked(code, 1, 12, "month"))


def _clock_of(day: Period, match: re.Match[str]) -> Period:
    minutes = _checked(int(match["hour"]), 0, 23, "hour") * 60 + _checked(int(match["minute"]), 0, 59, "minute")
    offset = _offset_of(match["offset"])
    if match["second"] is None:
        return day.at_clock(Grain.MINUTE, minutes, offset)
    return day.at_clock(Grain.SECOND, minutes * 60 + _checked(int(match["second"]), 0, 59, "second"), offset)


def _offset_of(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = _checked(int(digits[:2]), 0, 23, "offset") * 60 + _checked(int(digits[2:]), 0, 59, "offset")
    return -minutes if text[0] == "-" else minutes


def _checked(number: int, least: int, most: int, what: str) -> int:
    if not least <= number <= most:
        raise ValueError(f"no such {what}: {number}")
    return number


def _write_bound(bound: Period | Bound, *, first: bool) -> str:
    if isinstance(bound, Bound):
        return bound.value
    if bound.grain in (Grain.WEEK, Grain.WEEKEND):
        return _write_period(Period(Grain.DAY, bound.first_day if first else bound.last_day, bound.mod))
    return _write_period(bound)


def _write_period(period: Period) -> str:
    # ISO 8601-2 qualifies dates; of a clock time it has nothing to say.
    return _write_plain(period) + (period.qualifier if period.grain >= Grain.DAY else "")


def _write_plain(period: Period) -> str:
    if period.grain in _COARSE_WRITERS:
        return _COARSE_WRITERS[period.grain](period.index)
    year, month, day = period.civil
    date = f"{write_year(year)}-{month:02}-{day:02}"
    return date if period.grain >= Grain.PART else f"{date}T{_write_clock(period)}"


def _write_clock(period: Period) -> str:
    seconds = f":{period.second:02}" if period.grain is Grain.SECOND else ""
    return f"{period.hour:02}:{period.minute_of_day % 60:02}{seconds}{write_offset(period.offset)}"


def write_offset(offset: int | None) -> str:
    """Write minutes east of UTC as ``Z`` or ``+hh:mm``; nothing for None."""
    if not offset:
        return "" if offset is None else "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def write_year(year: int) -> str:
    """Write a year with four digits, a minus before the common era, and ``Y`` beyond four digits."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _digits(index: int, width: int) -> str:
    return f"{index:0{width}}" if index >= 0 else f"-{-index - 1:0{width}}"


_COARSE_WRITERS: dict[Grain, Callable[[int], str]] = {
    Grain.MILLENNIUM: lambda millennium: f"{_digits(millennium, 1)}XXX",
    Grain.CENTURY: lambda century: f"{_digits(century, 2)}XX",
    Grain.DECADE: lambda decade: f"{_digits(decade, 3)}X",
    Grain.YEAR: write_year,
    Grain.HALF: lambda half: f"{write_year(half // 2)}-{_FIRST_HALF + half % 2}",
    Grain.QUARTER: lambda quarter: f"{write_year(quarter // 4)}-{_FIRST_QUARTER + quarter % 4}",
    Grain.SEASON: lambda season: f"{write_year(season // 4)}-{_FIRST_SEASON + season % 4}",
    Grain.MONTH: lambda month: f"{write_year(month // 12)}-{month % 12 + 1:02}",
}
"""How the periods coarser than a week are written, from their index."""
