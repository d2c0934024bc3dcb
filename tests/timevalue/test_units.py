from __future__ import annotations

import calendar
from datetime import date

import pytest
from dateutil import easter as dateutil_easter
from hypothesis import given
from hypothesis import strategies as st

from dateline.timevalue.units import civil, day_number, easter, is_leap, month_length, weekday

MILLION = 1_000_000
A_CYCLE = 146097
"""So many days are 400 years, after which the Gregorian calendar is the same again."""


@pytest.mark.parametrize("start", range(-MILLION, MILLION, MILLION // 4))
def test_each_day_has_one_date_and_the_next_day_the_next(start: int) -> None:
    before = civil(start - 1)
    for number in range(start, start + MILLION // 4):
        year, month, day = civil(number)
        assert day_number(year, month, day) == number
        assert (year, month, day) > before
        before = (year, month, day)


@given(st.integers(-MILLION, MILLION))
def test_four_hundred_years_on_the_calendar_is_the_same(number: int) -> None:
    year, month, day = civil(number)
    assert civil(number + A_CYCLE) == (year + 400, month, day)
    assert weekday(number + A_CYCLE) == weekday(number)


@given(st.integers(-(10**12), 10**12))
def test_a_day_however_far_has_a_date(number: int) -> None:
    assert day_number(*civil(number)) == number


@given(st.dates())
def test_days_are_those_of_datetime(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()
    assert civil(day.toordinal()) == (day.year, day.month, day.day)
    assert weekday(day.toordinal()) == day.weekday()


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_are_those_of_calendar(year: int, month: int) -> None:
    assert month_length(year, month) == calendar.monthrange(year, month)[1]
    assert is_leap(year) == calendar.isleap(year)


def test_easter_is_that_of_dateutil() -> None:
    years = range(1583, 4100)
    assert [easter(year) for year in years] == [dateutil_easter.easter(year).toordinal() for year in years]


@given(st.integers(-4000, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert weekday(easter(year)) == calendar.SUNDAY
    assert (year, 3, 22) <= civil(easter(year)) <= (year, 4, 25)
