"""Values of every kind for the laws; no test stands here."""

from __future__ import annotations

from hypothesis import strategies as st

from dateline.timevalue.intervals import (
    OPEN,
    PIECES_A_DAY,
    UNKNOWN,
    YEARS_IN,
    AllOf,
    Interval,
    OneOf,
    Period,
    Qualified,
    Unspecified,
)
from dateline.timevalue.shifts import Repeating, enlarge
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season

FIRST, LAST = Period.day_of(-4000, 1, 1).index, Period.day_of(4000, 12, 31).index
MARKS = (Mod.NONE, Mod.APPROX, Mod.UNCERTAIN, Mod.UNCERTAIN_APPROX)

grains = st.sampled_from(Grain)
whole_grains = st.sampled_from([grain for grain in Grain if grain >= Grain.DAY])
day_numbers = st.integers(FIRST, LAST)
days = day_numbers.map(lambda number: Period(Grain.DAY, number))


@st.composite
def periods(draw: st.DrawFn, grains: st.SearchStrategy[Grain] = grains) -> Period:
    """Draw a period of any grain, without a modifier."""
    grain, day = draw(grains), Period(Grain.DAY, draw(day_numbers))
    if grain >= Grain.DAY:
        return enlarge(day, grain)
    return day.at_clock(grain, draw(st.integers(0, PIECES_A_DAY[grain] - 1)))


_WRITABLE = [grain for grain in Grain if grain >= Grain.DAY and grain not in {Grain.WEEKEND, Grain.WEEK}]
_offsets = st.none() | st.integers(-14 * 60, 14 * 60)
_qualified_wholes = st.builds(Period.modified, periods(st.sampled_from(_WRITABLE)), st.sampled_from(MARKS))
_clock_times = st.builds(
    lambda period, offset: Period(period.grain, period.index, offset=offset),
    periods(st.sampled_from([Grain.SECOND, Grain.MINUTE])),
    _offsets,
)


@st.composite
def unspecified(draw: st.DrawFn) -> Unspecified:
    """Draw some month or day of a longer period."""
    whole = draw(periods(st.sampled_from([Grain.MONTH, *YEARS_IN])))
    unit = Grain.DAY if whole.grain is Grain.MONTH else draw(st.sampled_from([Grain.DAY, Grain.MONTH]))
    return Unspecified(whole.grain, whole.index, draw(st.sampled_from(MARKS)), unit=unit)


@st.composite
def qualified(draw: st.DrawFn) -> Qualified:
    """Draw a date whose parts are not all qualified alike."""
    whole = draw(periods(st.sampled_from([Grain.DAY, Grain.MONTH, Grain.SEASON, Grain.QUARTER, Grain.HALF])))
    size = 3 if whole.grain is Grain.DAY else 2
    marks = draw(st.lists(st.sampled_from(MARKS), min_size=size, max_size=size).filter(lambda some: len({*some}) > 1))
    said = {*marks} - {Mod.NONE}
    together = said.pop() if len(said) == 1 else Mod.UNCERTAIN_APPROX
    return Qualified(whole.grain, whole.index, together, marks=tuple(marks))


edtf_dates = st.one_of(_qualified_wholes, _clock_times, unspecified(), qualified())
_bounds = edtf_dates | st.sampled_from([OPEN, UNKNOWN])
edtf_intervals = st.builds(Interval, _bounds, _bounds).filter(
    lambda interval: isinstance(interval.start, Period) or isinstance(interval.end, Period)
)
_spans = st.builds(Interval, edtf_dates, edtf_dates)
_members = st.lists(edtf_dates | _spans, min_size=1, max_size=4)
_kinds_of_set = st.sampled_from([OneOf, AllOf])
_until = st.builds(Interval, st.just(OPEN), edtf_dates)
edtf_sets = st.one_of(
    st.builds(lambda kind, members: kind.of(*members), _kinds_of_set, _members),
    st.builds(lambda kind, first, members: kind.of(first, *members), _kinds_of_set, _until, _members),
)
edtf_values = st.one_of(edtf_dates, edtf_intervals, edtf_sets)

_EVER_SAME_DAYS = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29}
weekdays = st.builds(Repeating, weekday=st.integers(0, 6))
months = st.builds(Repeating, month=st.integers(1, 12))


@st.composite
def dates_in_a_year(draw: st.DrawFn) -> Repeating:
    """Draw a day of a month that there is, 29 February too."""
    month = draw(st.integers(1, 12))
    return Repeating(month=month, day=draw(st.integers(1, _EVER_SAME_DAYS.get(month, 31))))


repeating_by_day = st.one_of(
    weekdays,
    dates_in_a_year(),
    st.builds(Repeating, day=st.integers(1, 31)),
    st.builds(Repeating, weekday=st.integers(0, 6), day=st.integers(1, 31)),
    st.builds(Repeating, month=st.integers(1, 12), weekday=st.integers(0, 6), nth=st.sampled_from([1, 2, 3, 4, -1])),
    st.builds(Repeating, weekday=st.integers(0, 6), nth=st.sampled_from([1, 2, 3, 4, -1])),
    st.builds(Repeating, easter=st.integers(-60, 60)),
)
repeating_by_stretch = st.one_of(
    months,
    st.just(Repeating(weekend=True)),
    st.builds(Repeating, season=st.sampled_from(Season)),
    st.builds(Repeating, quarter=st.integers(1, 4)),
    st.builds(Repeating, half=st.integers(1, 2)),
)
repeating_by_clock = st.one_of(
    st.builds(Repeating, part=st.sampled_from(PartOfDay)),
    st.builds(Repeating, clock=st.integers(0, 86399), clock_grain=st.just(Grain.SECOND)),
    st.builds(Repeating, weekday=st.integers(0, 6), part=st.sampled_from(PartOfDay)),
)
repeating = st.one_of(repeating_by_day, repeating_by_stretch, repeating_by_clock)
