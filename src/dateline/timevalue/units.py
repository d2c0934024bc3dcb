"""The units a calendar is made of, and day arithmetic that also works before the common era.

A day is an integer: 1 is 0001-01-01 in the proleptic Gregorian calendar, as in ``datetime.date.toordinal``, but there
is no first day. Year 0 is 1 BCE, as in ISO 8601.
"""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from functools import lru_cache


class Grain(IntEnum):
    """The units of the calendar, finest first, so that ``<`` reads "finer than"."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    PART = 3
    DAY = 4
    WEEKEND = 5
    WEEK = 6
    MONTH = 7
    SEASON = 8
    QUARTER = 9
    HALF = 10
    YEAR = 11
    DECADE = 12
    CENTURY = 13
    MILLENNIUM = 14


class PartOfDay(Enum):
    """The parts of a day that TIMEX3 names: code, first minute and minute after the last, both counted from midnight.

    The hours are a convention for sorting; a night runs past midnight but belongs to the day it began on.
    """

    DAYTIME = ("DT", 360, 1080)
    MORNING = ("MO", 300, 720)
    MIDDAY = ("MI", 690, 810)
    AFTERNOON = ("AF", 720, 1080)
    EVENING = ("EV", 1080, 1260)
    NIGHT = ("NI", 1260, 1800)

    def __init__(self, code: str, first_minute: int, end_minute: int) -> None:
        self.code = code
        self.first_minute = first_minute
        self.end_minute = end_minute


class Season(IntEnum):
    """The seasons in the order of a northern year; winter belongs to the year it begins in."""

    SPRING = 0
    SUMMER = 1
    AUTUMN = 2
    WINTER = 3


class Mod(StrEnum):
    """How a value is modified: TIMEX3's ``mod``, and EDTF's qualifiers where TIMEX3 has no word for them."""

    NONE = ""
    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    UNCERTAIN = "UNCERTAIN"
    UNCERTAIN_APPROX = "UNCERTAIN_APPROX"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"


DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether a Gregorian year has a 29 February.

    >>> [is_leap(year) for year in (1900, 2000, 2023, 2024, 0, -4)]
    [False, True, False, True, True, True]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month (1 to 12)."""
    return 29 if month == 2 and is_leap(year) else DAYS_IN_MONTH[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Return the day's integer; the three must name a day that exists.

    >>> day_number(1, 1, 1), day_number(1970, 1, 1), day_number(0, 12, 31)
    (1, 719163, 0)
    """
    before = year - 1
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return before * 365 + before // 4 - before // 100 + before // 400 + DAYS_BEFORE_MONTH[month - 1] + leap_day + day


@lru_cache(maxsize=50_000)
def civil(day: int) -> tuple[int, int, int]:
    """Return the (year, month, day of month) of a day's integer; the inverse of ``day_number``.

    >>> civil(719163), civil(0)
    ((1970, 1, 1), (0, 12, 31))
    """
    cycles, rest = divmod(day - 1, 146097)
    centuries = min(rest // 36524, 3)
    rest -= centuries * 36524
    olympiads, rest = divmod(rest, 1461)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + olympiads * 4 + years + 1
    month = min(rest // 28 + 1, 12)
    while rest < DAYS_BEFORE_MONTH[month - 1] + (1 if month > 2 and is_leap(year) else 0):
        month -= 1
    return year, month, rest - DAYS_BEFORE_MONTH[month - 1] - (1 if month > 2 and is_leap(year) else 0) + 1


def weekday(day: int) -> int:
    """Return the weekday of a day's integer, Monday being 0."""
    return (day - 1) % 7


def easter(year: int) -> int:
    """Return the day's integer of Western Easter Sunday (anonymous Gregorian computus, Nature, 20 April 1876)."""
    golden, (century, year_in_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, rest = divmod(year_in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return day_number(year, month, day + 1)
