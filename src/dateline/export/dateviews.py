"""Dates as templates receive them: exact, in words, as HTML has them, and the mark on the time rail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dateline.export import MOST_KEPT
from dateline.export.words import DateWords, html_datetime, point_of
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period, Several
from dateline.timevalue.units import Grain, civil
from dateline.timevalue.values import CalendarValue

FULL_DAY = "full"
"""Stands for a CLDR pattern: the day with its weekday, as the style of dates has it."""


class Mark(StrEnum):
    """The shape of a date's mark on the time rail: what kind of date it is, at a glance."""

    MOMENT = "moment"
    DAY = "day"
    SPAN = "span"
    INTERVAL = "interval"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class DateView:
    """A date: exact (``edtf``), in ``words``, as HTML's ``datetime`` ("" where HTML has no notation), and its mark.

    ``until`` is its last day or year, where that is after the day, month or year that it stands at ("" else).
    """

    edtf: str
    words: str
    datetime: str
    mark: Mark
    approximate: bool = False
    until: str = ""

    @property
    def classes(self) -> str:
        """The classes that give an element the mark, "" for a day."""
        kind = "" if self.mark is Mark.DAY else f"is-{self.mark}"
        return f"{kind} is-about".lstrip() if self.approximate else kind


@lru_cache(maxsize=MOST_KEPT)
def say(words: DateWords, period: Period, pattern: str = "") -> str:
    """Return a year, a month or a day in words, or in a CLDR pattern (or ``FULL_DAY``): many pages show it."""
    if pattern == FULL_DAY:
        return words.say_full_day(period)
    return words.say_in_pattern(period, pattern) if pattern else words.say(period)


@lru_cache(maxsize=MOST_KEPT)
def view_date(value: CalendarValue, words: DateWords) -> DateView:
    """Return a value as templates show it; a timeline shows few dates and those again and again."""
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    approximate = any(isinstance(end, Period) and bool(end.qualifier) for end in ends)
    return DateView(
        edtf=edtf.write(value),
        words=words.say(value),
        datetime=html_datetime(value),
        mark=mark_of(value),
        approximate=approximate,
        until=until(value),
    )


def until(value: CalendarValue) -> str:
    """Return the last day or year of a value, if that is after the day, month or year that it stands at.

    >>> [until(edtf.parse(text)) for text in ("1970-04-11/1970-04-17", "196X", "1970-04", "1970/..")]
    ['1970-4-17', '1969', '', '']
    """
    end = value.end if isinstance(value, Interval) else value
    if not isinstance(end, Period):
        return ""
    if end.grain > Grain.YEAR:
        return str(civil(end.last_day)[0])
    covers_its_group = isinstance(value, Period) and end.grain not in {Grain.WEEKEND, Grain.WEEK}
    if covers_its_group or end.last_day == point_of(value).first_day:
        return ""
    return "-".join(map(str, civil(end.last_day)))


def mark_of(value: CalendarValue) -> Mark:
    """Return the mark of a value.

    >>> [str(mark_of(edtf.parse(text))) for text in ("1970-04-13T21:08", "1970-04-13", "1970", "1969/1970", "1970/..")]
    ['moment', 'day', 'span', 'interval', 'since']
    """
    if isinstance(value, Several):
        return Mark.SPAN
    if isinstance(value, Interval):
        return Mark.SINCE if value.end is OPEN else Mark.UNTIL if value.start is OPEN else Mark.INTERVAL
    if value.grain < Grain.PART:
        return Mark.MOMENT
    return Mark.DAY if value.grain <= Grain.DAY else Mark.SPAN
