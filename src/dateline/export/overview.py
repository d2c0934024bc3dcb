"""A timeline at a glance: how many entries there are when, with long times without any drawn short, and said to be.

The unit of a column is the smallest in which nearly all entries can be placed and all columns fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from babel.dates import format_timedelta

from dateline.export.dateviews import say
from dateline.export.views import AxisLabel, ColumnView, GapView, OverviewView
from dateline.export.words import DateWords
from dateline.timevalue.intervals import Period, index_of_year
from dateline.timevalue.units import Grain

UNITS = (Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY, Grain.MILLENNIUM)
MOST_COLUMNS = 72
MOST_EMPTY = 3
"""A gap of more units than this is drawn short."""
PLACED = 0.8
"""The part of all entries that a unit has to be able to place."""
NEXT_LABEL = 18.0
"""How far a label has to be from the one before, in hundredths of the width; on a phone as far as the second."""
NEXT_LABEL_ALWAYS = 26.0
AT_END = 80.0
"""From here on a label ends below its column, so that it stays on the page."""


def make_overview(periods: Sequence[Period], words: DateWords, link: Callable[[Period], str]) -> OverviewView | None:
    """Return the overview of entries that stand at some periods, in the order of time; None of fewer than two columns.

    ``link`` returns where a column leads; it is given the column's day, month or year, and for a longer time the first
    period that is counted in the column.
    """
    found = ((unit, [(_index(each, unit), each) for each in periods if each.grain <= unit]) for unit in UNITS)
    unit, placed = next(each for each in found if each[0] is UNITS[-1] or _suits(each[1], len(periods)))
    counts = Counter(index for index, _ in placed)
    if len(counts) < 2:
        return None
    firsts = dict(reversed(placed))
    places = _places(sorted(counts))
    width = 100 / (max(places.values()) + 1)
    most = max(counts.values())
    columns = tuple(
        ColumnView(
            x=round(place * width, 2),
            width=round(width, 2),
            height=round(100 * counts[index] / most, 1),
            words=say(words, Period(unit, index)),
            count=counts[index],
            url=link(Period(unit, index) if unit <= Grain.YEAR else firsts[index]),
        )
        for index, place in places.items()
    )
    gaps = tuple(
        GapView(round((place + 1) * width, 2), round(width, 2), _length(unit, index, later, words))
        for (index, place), (later, _) in pairwise(places.items())
        if later - index - 1 > MOST_EMPTY
    )
    labels = tuple(_labels([(Period(unit, index), place * width) for index, place in places.items()], words))
    return OverviewView(unit.name.lower(), columns, gaps, labels, len(periods) - len(placed))


def _suits(placed: Sequence[tuple[int, Period]], wanted: int) -> bool:
    """Tell whether nearly all entries are placed in columns of a unit, and all columns fit."""
    indexes = sorted({index for index, _ in placed})
    return len(placed) >= PLACED * wanted and bool(indexes) and max(_places(indexes).values()) < MOST_COLUMNS


def _index(period: Period, unit: Grain) -> int:
    """Which day, month, year or more of the calendar a period is in."""
    if unit is Grain.DAY:
        return period.first_day
    if unit is Grain.MONTH:
        year, month, _ = period.civil
        return Period.month_of(year, month).index
    return index_of_year(unit, period.year)


def _places(indexes: Sequence[int]) -> dict[int, int]:
    """Return the column of each index: a gap has as many as it has units, but a long one only one."""
    places = {indexes[0]: 0}
    for before, index in pairwise(indexes):
        empty = index - before - 1
        places[index] = places[before] + 1 + (empty if empty <= MOST_EMPTY else 1)
    return places


def _length(unit: Grain, before: int, later: int, words: DateWords) -> str:
    """How long the time between two columns is, in words, in the largest unit that fits at least once."""
    days = Period(unit, later).first_day - Period(unit, before).last_day - 1
    years = days * 400 // 146_097
    if years > timedelta.max.days // 366:
        return words.say(Period(unit, before + 1))
    return format_timedelta(timedelta(days=days), threshold=1.5, locale=words.locale)


def _labels(columns: Sequence[tuple[Period, float]], words: DateWords) -> Iterator[AxisLabel]:
    """Name the first column of each larger unit, or all if there is only one, as far as there is room."""
    last, last_always, named = -NEXT_LABEL, -NEXT_LABEL_ALWAYS, None
    alike = len({_axis_words(period, words) for period, _ in columns}) == 1
    for period, x in columns:
        text = (
            say(words, period, "d LLL" if period.grain is Grain.DAY else "LLL") if alike else _axis_words(period, words)
        )
        if text == named or x - last < NEXT_LABEL:
            continue
        always = x - last_always >= NEXT_LABEL_ALWAYS
        yield AxisLabel(round(x, 2), text, x > AT_END, always)
        last, named = x, text
        last_always = x if always else last_always


def _axis_words(period: Period, words: DateWords) -> str:
    if period.grain is Grain.DAY:
        year, month, _ = period.civil
        return say(words, Period.month_of(year, month), "LLL y")
    return say(words, Period.year_of(period.year) if period.grain in {Grain.MONTH, Grain.YEAR} else period)
