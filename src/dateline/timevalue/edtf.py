"""EDTF (ISO 8601-2:2019, annex A; loc.gov/standards/datetime) in and out, for values that stand on the calendar.

Read: levels 0 and 1, and of level 2 what texts say: decades, centuries and millennia (``199X``), quarters and halves,
sets (``[1667,1668]``) and parts that are qualified one by one (``2004-06~-11``). More than EDTF has, clock times may
end at the minute. Not read, with a hint what to write instead: other unspecified digits, significant digits and
exponents.

Written is what a value says and no more: a week, for which EDTF has no notation, becomes the interval of its days; a
part of day becomes its day; an hour becomes its first minute; TIMEX3's modifiers (the start, the end of) are left out.
All else comes back from ``parse`` as it went into ``write``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, reduce

from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import (
    OPEN,
    QUALIFIERS,
    UNKNOWN,
    AllOf,
    Bound,
    Interval,
    OneOf,
    Period,
    Qualified,
    Several,
    Unspecified,
)
from dateline.timevalue.units import Grain, Mod, Season
from dateline.timevalue.values import CalendarValue

_DATE = re.compile(
    r"""(?P<year_own>[~?%])? (?P<year> -?\d{3}X | -?\d\dXX | -?\dXXX | [+-]?\d{4} | Y-?[1-9]\d{4,11} )
        (?P<year_mark>[~?%])?
        (?: - (?P<month_own>[~?%])? (?P<month>\d\d|XX) (?P<month_mark>[~?%])?
            (?: - (?P<day_own>[~?%])? (?P<day>\d\d|XX) (?P<day_mark>[~?%])?
                (?P<clock> [T ] (?P<hour>\d\d) : (?P<minute>\d\d) (?: : (?P<second>\d\d) )?
                    (?P<offset> Z | [+-]\d\d (?: :? \d\d )? )? )? )? )?""",
    re.VERBOSE | re.ASCII,
)
_PARTS = ("year", "month", "day")
_BRACKETS: dict[type[Several], tuple[str, str]] = {OneOf: ("[", "]"), AllOf: ("{", "}")}
_SETS = {opening: kind for kind, (opening, _) in _BRACKETS.items()}
_MODS = {mark: mod for mod, mark in QUALIFIERS.items()}
_COARSE = {1: Grain.DECADE, 2: Grain.CENTURY, 3: Grain.MILLENNIUM}
_FIRST_SEASON, _FIRST_QUARTER, _FIRST_HALF = 21, 33, 40
_SEASONS = {_FIRST_SEASON + season: season for season in Season}
LONGEST_HINTED = 100
EXPECTED = "an EDTF date such as 1970, 1970-04, 1970-04-13, 1970-04-13T21:08-06:00, 1970~, 197X or 1970-04/1970-06"
_HINTS = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), hint)
    for pattern, hint in (
        (r"\s*$", "leave nothing empty but one end of an interval"),
        (r"\d+[./]\d+[./]\d+$", "the parts go from year to day with hyphens between, such as 1970-04-13"),
        (r"(open|unknown|now|present|today)$", "an open end is written .., as in 1970-04/.."),
        (r"(circa|ca\.?|c\.?|about|around)\s*\d", "about 1970 is written 1970~"),
        (r"-?\d{3}0['’]?s$", "the 1970s are written 197X"),
        (r"-?\d{1,3}[ux]+$", "unspecified digits are written with a capital X, up to four characters: 197X, 19XX"),
        (r"-?\d{1,3}$", "a year has four digits, such as 0079; the 1970s are 197X, the 20th century is 19XX"),
        (r"-?\d{5,}(-\d\d)*$", "a year of more than four digits is written with a Y before it, such as Y-12000"),
        (r"Y", "after Y stand five to twelve digits and no exponent, such as Y-12000"),
        (r"\d{4}S\d", "significant digits are not read: write 195X for the 1950s"),
        (r".*[T ]\d\d:?\d\d.*[~?%]", "EDTF qualifies dates, not clock times: leave the time or the mark out"),
        (
            r".*X.*-.*\d|.*\dX$",
            "only years, and whole months and days from the right, are left unspecified: 197X, 1970-XX",
        ),
        (r".*\d{4}-\d(?!\d)|.*\d{4}-\d\d-\d(?!\d)", "month and day have two digits, such as 1970-04-03"),
        (r".*[a-z]{3}", "months are numbers, such as 1970-04"),
    )
)
"""What people write who mean a date, and what to tell them; the first that matches is told."""


@lru_cache(maxsize=50_000)
def parse(text: str) -> CalendarValue:
    """Read an EDTF string.

    Raises ``ValueSyntaxError`` (without a place) where it is none, or names a day that does not exist.

    >>> parse("1970-04-13T21:08-06:00").hour, parse("2022-04/..").end
    (21, <Bound.OPEN: '..'>)
    """
    stripped = text.strip()
    if stripped[:1] in _SETS:
        return _parse_set(stripped, text)
    start, slash, end = stripped.partition("/")
    if not slash:
        return _parse_date(start, text)
    return _interval(_parse_bound(start, text), _parse_bound(end, text), text)


def write(value: CalendarValue) -> str:
    """Write a calendar value as EDTF.

    >>> from dateline.timevalue.units import Grain
    >>> write(Period.month_of(2022, 4)), write(Period(Grain.WEEK, 105474))
    ('2022-04', '2022-06-13/2022-06-19')
    """
    if isinstance(value, Several):
        opening, closing = _BRACKETS[type(value)]
        return f"{opening}{','.join(map(_write_member, value.members))}{closing}"
    if isinstance(value, Interval):
        return f"{_write_bound(value.start, first=True)}/{_write_bound(value.end, first=False)}"
    if value.grain in (Grain.WEEK, Grain.WEEKEND):
        return f"{_write_bound(value, first=True)}/{_write_bound(value, first=False)}"
    return _write_period(value)


def _parse_bound(text: str, whole: str) -> Period | Bound:
    if text == OPEN.value:
        return OPEN
    return _parse_date(text, whole) if text else UNKNOWN


def _interval(start: Period | Bound, end: Period | Bound, whole: str) -> Interval:
    if isinstance(start, Bound) and isinstance(end, Bound):
        raise ValueSyntaxError("an interval needs a date at one end at least", excerpt=whole, expected=EXPECTED)
    return Interval(start, end)


def _parse_set(text: str, whole: str) -> Several:
    kind = _SETS[text[0]]
    opening, closing = _BRACKETS[kind]
    if text[-1] != closing:
        raise ValueSyntaxError(f"a set that begins with {opening} ends with {closing}", excerpt=whole)
    members = [_parse_member(member.strip(), whole) for member in text[1:-1].split(",")]
    if any(_is_open(member, "start") for member in members[1:]) or any(_is_open(one, "end") for one in members[:-1]):
        raise ValueSyntaxError("only a set's first date is open to the past, its last to the future", excerpt=whole)
    return kind.of(*members)


def _parse_member(text: str, whole: str) -> Period | Interval:
    start, dots, end = text.partition(OPEN.value)
    if not dots:
        return _parse_date(text, whole)
    return _interval(_parse_date(start, whole) if start else OPEN, _parse_date(end, whole) if end else OPEN, whole)


def _is_open(member: Period | Interval, side: str) -> bool:
    return isinstance(member, Interval) and getattr(member, side) is OPEN


def _parse_date(text: str, whole: str) -> Period:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueSyntaxError("not a date", excerpt=whole, expected=EXPECTED, hint=_hint(text, whole))
    try:
        return _marked(_period_of(match), match)
    except ValueError as error:
        raise ValueSyntaxError(str(error), excerpt=whole, expected="a date that the calendar has") from None


def _hint(text: str, whole: str) -> str:
    # Nothing that long is a date, and a hint about its beginning would help nobody.
    tried = [] if len(whole) > LONGEST_HINTED else [text, whole.strip()]
    return next((hint for pattern, hint in _HINTS if any(pattern.match(candidate) for candidate in tried)), "")


def _period_of(match: re.Match[str]) -> Period:
    year = _year_of(match["year"])
    if match["month"] is None:
        return year
    if match["month"] == "XX":
        if match["day"] not in {None, "XX"} or match["clock"]:
            raise ValueError("a month that is not specified has no day")
        return Unspecified(year.grain, year.index, unit=Grain.DAY if match["day"] else Grain.MONTH)
    if year.grain is not Grain.YEAR:
        raise ValueError("a decade or century has no month")
    if match["day"] is None:
        return _month_or_season(year.index, int(match["month"]))
    month = Period.month_of(year.index, _checked(int(match["month"]), 1, 12, "month"))
    if match["day"] == "XX":
        if match["clock"]:
            raise ValueError("a day that is not specified has no clock time")
        return Unspecified(month.grain, month.index, unit=Grain.DAY)
    day = Period.day_of(year.index, int(match["month"]), int(match["day"]))
    return day if match["clock"] is None else _clock_of(day, match)


def _year_of(text: str) -> Period:
    digits = text.lstrip("Y").rstrip("X")
    unsaid = len(text) - len(text.rstrip("X"))
    if not unsaid:
        if digits == "-0000":
            raise ValueError("the year 0 has no sign")
        return Period.year_of(int(digits))
    leading = abs(int(digits))
    return Period(_COARSE[unsaid], -leading - 1 if digits[0] == "-" else leading)


def _marked(period: Period, match: re.Match[str]) -> Period:
    """Return the period with its qualifiers: a mark after a part is also that of all before it, a mark before, its own.

    A part that is not specified has nothing to qualify.
    """
    marks = tuple(_mark_of(match, part) for part in _PARTS if match[part] not in {None, "XX"})
    together = reduce(_both, marks)
    if together and match["clock"]:
        raise ValueError("a clock time has no qualifier")
    if all(mark is together for mark in marks):
        return period.modified(together)
    if isinstance(period, Unspecified):
        raise ValueError("where a part is not specified, the others are qualified together")
    return Qualified(period.grain, period.index, together, marks=marks)


def _mark_of(match: re.Match[str], part: str) -> Mod:
    after = (match[f"{other}_mark"] for other in _PARTS[_PARTS.index(part) :])
    return reduce(_both, (_MODS[mark] for mark in (match[f"{part}_own"], *after) if mark), Mod.NONE)


def _both(one: Mod, other: Mod) -> Mod:
    if one is other or not other:
        return one
    return Mod.UNCERTAIN_APPROX if one else other


def _month_or_season(year: int, code: int) -> Period:
    if code in _SEASONS:
        return Period.season_of(year, _SEASONS[code])
    if _FIRST_QUARTER <= code < _FIRST_QUARTER + 4:
        return Period(Grain.QUARTER, year * 4 + code - _FIRST_QUARTER)
    if _FIRST_HALF <= code < _FIRST_HALF + 2:
        return Period(Grain.HALF, year * 2 + code - _FIRST_HALF)
    return Period.month_of(year, _checked(code, 1, 12, "month"))


def _clock_of(day: Period, match: re.Match[str]) -> Period:
    ends_the_day = match["minute"] == "00" and match["second"] in {None, "00"}
    hour = _checked(int(match["hour"]), 0, 24 if ends_the_day else 23, "hour")
    minutes = hour * 60 + _checked(int(match["minute"]), 0, 59, "minute")
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


def _write_member(member: Period | Interval) -> str:
    return OPEN.value.join("" if end == OPEN.value else end for end in write(member).split("/"))


def _write_period(period: Period) -> str:
    match period:
        case Qualified():
            return _write_marked(_write_plain(period).rsplit("-", len(period.marks) - 1), period.marks)
        case Unspecified():
            months = "-XX" if period.grain > Grain.MONTH else ""
            days = "-XX" if period.unit is Grain.DAY else ""
            return f"{_write_plain(period)}{months}{days}{period.qualifier}"
    # ISO 8601-2 qualifies dates; of a clock time it has nothing to say.
    return _write_plain(period) + (period.qualifier if period.grain >= Grain.DAY else "")


def _write_marked(parts: list[str], marks: tuple[Mod, ...]) -> str:
    """Write parts with their qualifiers: one after the first parts that share it, the others before their part."""
    shared = next((place for place, mark in enumerate(marks) if mark is not marks[0]), len(marks))
    if not marks[0]:
        shared = 0
    written = [QUALIFIERS.get(mark, "") + part for part, mark in zip(parts[shared:], marks[shared:], strict=True)]
    first = ["-".join(parts[:shared]) + QUALIFIERS[marks[0]]] if shared else []
    return "-".join(first + written)


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
