"""The first and the last day of a date, and days as ISO 8601 writes them, for programs that do not read EDTF."""

from __future__ import annotations

from functools import lru_cache

from dateline.export import MOST_KEPT
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.units import civil
from dateline.timevalue.values import CalendarValue


def days_of(value: CalendarValue) -> tuple[int | None, int | None]:
    """Return the numbers of the earliest and the latest day that a date can mean; None for an end that is open.

    >>> [None if day is None else iso_day(day) for day in days_of(edtf.parse("1970-04~/.."))]
    ['1970-04-01', None]
    """
    start, end = (value.start, value.end) if isinstance(value, Interval) else (value, value)
    first = start.first_day if isinstance(start, Period) else None
    return first, end.last_day if isinstance(end, Period) else None


@lru_cache(maxsize=MOST_KEPT)
def iso_span(text: str) -> tuple[str, str]:
    """Return the earliest and the latest day of a date in EDTF, "" for an end that is open."""
    first, last = days_of(edtf.parse(text))
    return "" if first is None else iso_day(first), "" if last is None else iso_day(last)


def iso_day(day: int) -> str:
    """Return a day as ISO 8601 writes it; a year before 0 or beyond 9999 has a sign, which ISO 8601 asks for.

    >>> iso_day(1), iso_day(0), iso_day(-366), iso_day(3652060)
    ('0001-01-01', '0000-12-31', '-0001-12-31', '+10000-01-01')
    """
    year, month, number = civil(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{number:02}"
