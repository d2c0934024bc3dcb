from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as weekday_of
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, grains, periods, repeating, repeating_by_day, repeating_by_stretch, weekdays

from dateline.timevalue.intervals import MONTHS_IN, YEARS_IN, Period
from dateline.timevalue.shifts import Repeating, enlarge, neighbour, shift, shift_by_date, shift_years
from dateline.timevalue.units import Grain, weekday
from dateline.timevalue.values import Amount

counts = st.integers(0, 500)
whole_units = st.sampled_from([grain for grain in Grain if grain is not Grain.PART])


def _day(day: date) -> Period:
    return Period(Grain.DAY, day.toordinal())


@given(periods(), whole_units, counts)
def test_there_and_back_is_here(period: Period, unit: Grain, count: int) -> None:
    amount = Amount.of(count, unit)
    there = shift(period, amount, 1)
    assert shift(there, amount, -1) == enlarge(period, there.grain)


@given(periods(), whole_units, counts, counts)
def test_a_longer_way_leads_no_less_far(period: Period, unit: Grain, one: int, other: int) -> None:
    near, far = sorted((one, other))
    if unit is not Grain.WEEK:  # one or two of them are counted to the day
        assert shift(period, Amount.of(near, unit), 1).index <= shift(period, Amount.of(far, unit), 1).index


@given(periods(), grains)
def test_to_enlarge_twice_is_to_enlarge_once(period: Period, grain: Grain) -> None:
    once = enlarge(period, grain)
    assert enlarge(once, grain) == once
    assert once.grain >= grain or grain is Grain.PART


@given(periods(), st.sampled_from([grain for grain in Grain if grain not in {Grain.PART, Grain.WEEKEND}]))
def test_what_is_enlarged_holds_the_start(period: Period, grain: Grain) -> None:
    first, after = enlarge(period, grain).seconds
    assert first <= period.seconds[0] < after


@given(days, days, grains)
def test_enlarging_keeps_the_order(one: Period, other: Period, grain: Grain) -> None:
    low, high = sorted((one, other), key=lambda day: day.index)
    assert enlarge(low, grain).index <= enlarge(high, grain).index


@given(days, st.sampled_from(sorted(YEARS_IN)))
def test_enlarging_step_by_step_is_enlarging_at_once(day: Period, grain: Grain) -> None:
    assert enlarge(enlarge(enlarge(day, Grain.MONTH), Grain.YEAR), grain) == enlarge(day, grain)


@given(st.dates(date(200, 1, 1), date(9000, 1, 1)), st.integers(0, 1200), st.sampled_from([1, -1]))
def test_months_lead_where_dateutil_leads(day: date, count: int, sign: int) -> None:
    expected = day + relativedelta(months=sign * count)
    assert shift_by_date(_day(day), Amount.of(count, Grain.MONTH), sign) == _day(expected)
    assert shift(_day(day), Amount.of(count, Grain.MONTH), sign) == Period.month_of(expected.year, expected.month)


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 900), st.sampled_from([1, -1]))
def test_years_lead_where_dateutil_leads(day: date, count: int, sign: int) -> None:
    expected = day + relativedelta(years=sign * count)
    assert shift_by_date(_day(day), Amount.of(count, Grain.YEAR), sign) == _day(expected)
    assert shift(_day(day), Amount.of(count, Grain.YEAR), sign) == Period.year_of(expected.year)


@given(
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)),  # noqa: DTZ001 - local times, as the values are
    st.integers(0, 8000),
    st.sampled_from([("hours", Grain.HOUR), ("minutes", Grain.MINUTE)]),
)
def test_hours_and_minutes_lead_where_datetime_leads(start: datetime, count: int, unit: tuple[str, Grain]) -> None:
    name, grain = unit
    minute = Period.minute_of(start.year, start.month, start.day, start.hour, start.minute)
    expected = start + timedelta(**{name: count})
    assert shift(minute, Amount.of(count, grain), 1) == Period.minute_of(
        expected.year, expected.month, expected.day, expected.hour, expected.minute
    )


@given(periods(st.sampled_from([Grain.YEAR, *MONTHS_IN])), st.integers(-500, 500))
def test_a_part_of_a_year_is_the_same_part_of_another(period: Period, years: int) -> None:
    moved = shift_years(period, years)
    assert (moved.grain, moved.year, moved.month) == (period.grain, period.year + years, period.month)
    assert shift_years(moved, -years) == period


@given(days)
def test_a_day_is_not_the_same_in_each_year(day: Period) -> None:
    with pytest.raises(ValueError, match="recur by the year"):
        shift_years(day, 1)


def _is_one_of(found: Period, what: Repeating) -> bool:
    _, month, day = found.civil
    seen = {
        "month": month,
        "day": day,
        "weekday": weekday(found.first_day),
        "season": found.index % 4 if found.grain is Grain.SEASON else None,
        "quarter": found.index % 4 + 1 if found.grain is Grain.QUARTER else None,
        "half": found.index % 2 + 1 if found.grain is Grain.HALF else None,
        "part": found.part,
        "clock": found.index % 86400 if found.grain is Grain.SECOND else None,
    }
    said = {name: getattr(what, name) for name in seen if getattr(what, name) is not None}
    return found.grain is what.grain and all(seen[name] == wanted for name, wanted in said.items())


@given(repeating, days)
def test_what_is_found_is_what_was_looked_for(what: Repeating, anchor: Period) -> None:
    for strictly in (True, False):
        assert _is_one_of(what.before(anchor, strictly=strictly), what)
        assert _is_one_of(what.after(anchor, strictly=strictly), what)
    assert _is_one_of(what.nearest(anchor), what)


@given(repeating, periods(st.sampled_from([Grain.MINUTE, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR])))
def test_strictly_before_and_after_leave_the_anchor_out(what: Repeating, anchor: Period) -> None:
    assert what.before(anchor, strictly=True).last_day < anchor.first_day
    assert what.after(anchor, strictly=True).first_day > anchor.last_day


@given(repeating, days)
def test_before_has_begun_and_after_is_not_over(what: Repeating, anchor: Period) -> None:
    assert what.before(anchor, strictly=False).first_day <= anchor.last_day
    assert what.after(anchor, strictly=False).last_day >= anchor.first_day


@given(repeating_by_day | repeating_by_stretch, days)
def test_between_the_last_and_the_next_there_is_at_most_the_one_of_the_anchor(what: Repeating, anchor: Period) -> None:
    following = what.after(what.before(anchor, strictly=True), strictly=True)
    last = what.after(anchor, strictly=True)
    assert following == last or what.after(following, strictly=True) == last


@given(repeating_by_day | repeating_by_stretch, days)
def test_the_nearest_is_the_one_before_or_the_one_after(what: Repeating, anchor: Period) -> None:
    assert what.nearest(anchor) in {what.before(anchor, strictly=False), what.after(anchor, strictly=False)}


@given(repeating_by_day | repeating_by_stretch, days)
def test_onward_is_not_far_behind(what: Repeating, anchor: Period) -> None:
    around = enlarge(anchor, what.within)
    assert what.onward(anchor).last_day >= anchor.first_day - (around.last_day - around.first_day) // 2
    assert _is_one_of(what.onward(anchor), what)


@given(periods(), grains, st.integers(-100, 100))
def test_neighbours_are_so_many_steps_away(period: Period, grain: Grain, steps: int) -> None:
    assert neighbour(period, grain, steps).index == enlarge(period, grain).index + steps


@given(repeating_by_day | repeating_by_stretch, days)
def test_the_one_inside_is_the_first_that_begins_there(what: Repeating, day: Period) -> None:
    outer = enlarge(day, what.within)
    inside = what.inside(outer)
    if inside is not None:
        assert outer.first_day <= inside.first_day <= outer.last_day
        assert what.inside(inside) == inside


@given(weekdays, st.dates(date(1, 2, 1), date(9999, 11, 1)))
def test_weekdays_are_those_of_dateutil(what: Repeating, day: date) -> None:
    tomorrow, yesterday = day + timedelta(days=1), day - timedelta(days=1)
    ahead, behind = _weekday(what, 1), _weekday(what, -1)
    assert what.after(_day(day), strictly=True) == _day(tomorrow + ahead)
    assert what.before(_day(day), strictly=True) == _day(yesterday + behind)


def _weekday(what: Repeating, nth: int) -> relativedelta:
    return relativedelta(weekday=weekday_of(what.weekday)(nth))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(0, 6), st.integers(0, 5))
def test_the_nth_weekday_of_a_month_is_that_of_calendar(year: int, month: int, day: int, place: int) -> None:
    of_month = [row[day] for row in calendar.monthcalendar(year, month) if row[day]]
    nth = place if place < 5 else -1
    found = Repeating(month=month, weekday=day, nth=nth or 1).inside(Period.year_of(year))
    assert found == Period.day_of(year, month, of_month[(nth or 1) - 1 if nth >= 0 else -1])
