from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import edtf_values, periods

from dateline.timevalue.intervals import (
    OPEN,
    YEARS_IN,
    Interval,
    Period,
    first_day,
    first_year,
    index_of_year,
    sort_key,
)
from dateline.timevalue.units import Grain, PartOfDay, Season
from dateline.timevalue.values import CalendarValue


@given(periods(), periods())
def test_what_holds_another_comes_before_it(one: Period, other: Period) -> None:
    (one_start, one_end), (other_start, other_end) = one.seconds, other.seconds
    if one_start <= other_start and other_end <= one_end:
        assert sort_key(one) <= sort_key(other)


@given(periods(), periods())
def test_what_is_over_before_another_begins_comes_before_it(one: Period, other: Period) -> None:
    if one.seconds[1] <= other.seconds[0]:
        assert sort_key(one) < sort_key(other)


@given(periods(), periods())
def test_only_one_period_has_its_place(one: Period, other: Period) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(edtf_values, edtf_values, edtf_values)
def test_the_order_is_total(one: CalendarValue, other: CalendarValue, third: CalendarValue) -> None:
    low, middle, high = sorted((one, other, third), key=sort_key)
    assert sort_key(low) <= sort_key(middle) <= sort_key(high)
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) + (
        sort_key(one) == sort_key(other)
    ) == 1


@given(periods(), periods())
def test_an_interval_comes_before_what_lies_in_it(one: Period, other: Period) -> None:
    start, end = sorted((one, other), key=sort_key)
    for interval in (Interval(start, end), Interval(start, OPEN), Interval(OPEN, end)):
        assert sort_key(interval) <= sort_key(end)
    assert sort_key(Interval(start, OPEN)) <= sort_key(Interval(start, end))


@given(periods(st.sampled_from([grain for grain in Grain if grain is not Grain.WEEKEND and grain >= Grain.DAY])))
def test_one_period_ends_where_the_next_begins(period: Period) -> None:
    following = Period(period.grain, period.index + 1)
    assert period.last_day + 1 == following.first_day
    assert period.seconds[1] == following.seconds[0]


@given(st.sampled_from(sorted(YEARS_IN)), st.integers(-5000, 5000))
def test_each_year_is_in_one_decade_century_and_millennium(grain: Grain, year: int) -> None:
    index = index_of_year(grain, year)
    assert first_year(grain, index) <= year < first_year(grain, index + 1)
    assert first_day(grain, index) == Period.year_of(first_year(grain, index)).first_day


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(Grain.CENTURY, 19), (1900, 1, 1), (1999, 12, 31)),
        (Period(Grain.DECADE, -5), (-49, 1, 1), (-40, 12, 31)),
        (Period(Grain.MILLENNIUM, -1), (-999, 1, 1), (0, 12, 31)),
        (Period.season_of(1998, Season.WINTER), (1998, 12, 1), (1999, 2, 28)),
        (Period.season_of(1999, Season.WINTER), (1999, 12, 1), (2000, 2, 29)),
        (Period(Grain.QUARTER, 1998 * 4 + 3), (1998, 10, 1), (1998, 12, 31)),
        (Period(Grain.HALF, -44 * 2), (-44, 1, 1), (-44, 6, 30)),
        (Period(Grain.WEEK, 0), (1, 1, 1), (1, 1, 7)),
        (Period(Grain.WEEKEND, 0), (1, 1, 6), (1, 1, 7)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    period: Period, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert period.civil == first
    assert Period(Grain.DAY, period.last_day).civil == last


def test_a_period_has_no_parts_finer_than_itself() -> None:
    assert (Period.year_of(1970).month, Period.month_of(1970, 4).day, Period.day_of(1970, 4, 13).hour) == (
        None,
        None,
        None,
    )
    assert Period.day_of(1970, 4, 13).at_clock(Grain.HOUR, 21).minute is None
    assert Period.minute_of(1970, 4, 13, 21, 8).second is None


def test_a_night_runs_past_midnight_and_belongs_to_the_day_it_began_on() -> None:
    night = Period.day_of(1970, 4, 13).at_clock(Grain.PART, list(PartOfDay).index(PartOfDay.NIGHT))
    assert night.civil == (1970, 4, 13)
    assert night.seconds[1] > Period.day_of(1970, 4, 14).seconds[0]


@pytest.mark.parametrize("date", [(1900, 2, 29), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0)])
def test_a_day_that_does_not_exist_is_an_error(date: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        Period.day_of(*date)
