"""Phrases as facts: what the words mean, and what that comes to on Wednesday 15 March 2023."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days, repeating, whole_grains

from dateline.timevalue import edtf, timex3
from dateline.timevalue.expressions import Base, Context, Direction, Expression
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.operators import (
    After,
    Before,
    Between,
    ByDate,
    Coming,
    EarlyYear,
    Ending,
    Every,
    Fixed,
    Intersection,
    Last,
    Length,
    Modified,
    Nearest,
    Next,
    Nth,
    Past,
    SameInYear,
    Since,
    This,
    Unplaced,
    Until,
    YearBefore,
)
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season
from dateline.timevalue.values import Amount, Duration, Quantity, Reference, Vague

WEDNESDAY = Period.day_of(2023, 3, 15)
HERE = Context(WEDNESDAY, WEDNESDAY)
PUBLISHED = Base.PUBLISHED
MONDAY, FRIDAY, SUNDAY = (Repeating(weekday=day) for day in (0, 4, 6))
APRIL, MAY = Repeating(month=4), Repeating(month=5)
SUMMER, WINTER = Repeating(season=Season.SUMMER), Repeating(season=Season.WINTER)
EASTER = Repeating(easter=0)
THANKSGIVING = Repeating(month=11, weekday=3, nth=4)
FOURTH_OF_JULY = Repeating(month=7, day=4)
LEAP_DAY = Repeating(month=2, day=29)


def _at(hour: int) -> Repeating:
    return Repeating(clock=hour * 3600)


def _year(year: int) -> Fixed:
    return Fixed(Period.year_of(year))


FACTS = [
    ("today", This(Grain.DAY), "2023-03-15", "2023-03-15"),
    ("yesterday", Last(Grain.DAY), "2023-03-14", "2023-03-14"),
    ("last week", Last(Grain.WEEK), "2023-03-06/2023-03-12", "2023-W10"),
    ("this weekend", This(Grain.WEEKEND), "2023-03-18/2023-03-19", "2023-W11-WE"),
    ("next month", Next(Grain.MONTH), "2023-04", "2023-04"),
    ("last quarter", Last(Grain.QUARTER), "2022-36", "2022-Q4"),
    ("this half", This(Grain.HALF), "2023-40", "2023-H1"),
    ("last year", Last(Grain.YEAR), "2022", "2022"),
    ("the next decade", Next(Grain.DECADE), "203X", "203"),
    ("the last century", Last(Grain.CENTURY), "19XX", "19"),
    ("last Monday", Last(MONDAY), "2023-03-13", "2023-03-13"),
    ("next Monday", Next(MONDAY), "2023-03-20", "2023-03-20"),
    ("last April", Last(APRIL), "2022-04", "2022-04"),
    ("next April", Next(APRIL), "2023-04", "2023-04"),
    ("this winter", This(WINTER), "2023-24", "2023-WI"),
    ("last summer", Last(SUMMER), "2022-22", "2022-SU"),
    ("next Easter", Next(EASTER), "2023-04-09", "2023-04-09"),
    ("last Thanksgiving", Last(THANKSGIVING), "2022-11-24", "2022-11-24"),
    ("the next 29 February", Next(LEAP_DAY), "2024-02-29", "2024-02-29"),
    ("last Friday the 13th", Last(Repeating(weekday=4, day=13)), "2023-01-13", "2023-01-13"),
    ("on Friday", Nearest(FRIDAY), "2023-03-17", "2023-03-17"),
    ("on 4 July", Nearest(FOURTH_OF_JULY), "2023-07-04", "2023-07-04"),
    ("three days ago", Before(PUBLISHED, Amount.of(3, Grain.DAY)), "2023-03-12", "2023-03-12"),
    ("two weeks ago", Before(PUBLISHED, Amount.of(2, Grain.WEEK)), "2023-03-01", "2023-03-01"),
    ("six weeks ago", Before(PUBLISHED, Amount.of(6, Grain.WEEK)), "2023-01-30/2023-02-05", "2023-W05"),
    ("two months ago", Before(PUBLISHED, Amount.of(2, Grain.MONTH)), "2023-01", "2023-01"),
    ("a year and a half ago", Before(PUBLISHED, Amount.of(1.5, Grain.YEAR)), "2021-09", "2021-09"),
    ("two nights ago", Before(PUBLISHED, Amount.of(2, Grain.PART)), "2023-03-13", "2023-03-13TNI"),
    ("ten days later", After(Base.FOCUS, Amount.of(10, Grain.DAY)), "2023-03-25", "2023-03-25"),
    ("two days after Easter", After(Next(EASTER), Amount.of(2, Grain.DAY)), "2023-04-11", "2023-04-11"),
    ("a year ago today", ByDate(This(Grain.DAY), Amount.of(1, Grain.YEAR), -1), "2022-03-15", "2022-03-15"),
    ("two weeks from Friday", ByDate(Next(FRIDAY), Amount.of(2, Grain.WEEK), 1), "2023-03-31", "2023-03-31"),
    ("50 years ago this month", ByDate(This(Grain.MONTH), Amount.of(50, Grain.YEAR), -1), "1973-03", "1973-03"),
    ("the April quarter", Ending(Grain.QUARTER, Last(APRIL)), "2022-33", "2022-Q1"),
    ("in the year 476", EarlyYear(476), "0476", "0476"),
    ("May of last year", Intersection(Last(Grain.YEAR), MAY), "2022-05", "2022-05"),
    ("8 p.m. yesterday", Intersection(Last(Grain.DAY), _at(20)), "2023-03-14T20:00", "2023-03-14T20:00"),
    ("Monday morning", Last(Repeating(weekday=0, part=PartOfDay.MORNING)), "2023-03-13", "2023-03-13TMO"),
    ("the first week of May", Nth(1, Grain.WEEK, Next(MAY)), "2023-05-01/2023-05-07", "2023-W18"),
    ("the last day of 2024", Nth(-1, Grain.DAY, _year(2024)), "2024-12-31", "2024-12-31"),
    ("the third year of the 1990s", Nth(3, Grain.YEAR, Fixed(Period(Grain.DECADE, 199))), "1992", "1992"),
    ("about 1850", Modified(_year(1850), Mod.APPROX), "1850~", "1850"),
    ("the year before", YearBefore(), "2022", "2022"),
    ("the year-ago third quarter", YearBefore(Repeating(quarter=3)), "2021-35", "2021-Q3"),
    ("the 1988 period", SameInYear(1988), "1988", "1988"),
    ("the Ides of March, 44 BC", Fixed(Period.day_of(-43, 3, 15)), "-0043-03-15", "BC0044-03-15"),
    ("since last April", Since(Last(APRIL)), "2022-04/..", "2022-04"),
    ("until Friday", Until(Nearest(FRIDAY)), "../2023-03-17", "2023-03-17"),
    ("from 2019 to 2021", Between(_year(2019), _year(2021)), "2019/2021", "2019"),
    ("from Monday to Sunday", Between(Nearest(MONDAY), Nearest(SUNDAY)), "2023-03-13/2023-03-19", "2023-03-13"),
    (
        "from 10 p.m. to 2 a.m.",
        Between(Intersection(This(Grain.DAY), _at(22)), This(_at(2))),
        "2023-03-15T22:00/2023-03-16T02:00",
        "2023-03-15T22:00",
    ),
    ("the past three days", Past(Amount.of(3, Grain.DAY)), "2023-03-12/2023-03-15", "P3D"),
    ("the next two months", Coming(Amount.of(2, Grain.MONTH)), "2023-03-15/2023-05-15", "P2M"),
    ("several days ago", Before(PUBLISHED, Amount(None, Grain.DAY)), None, "PAST_REF"),
    ("the past few years", Past(Amount(None, Grain.YEAR)), None, "PXY"),
    ("for three months", Length((Amount.of(3, Grain.MONTH),)), None, "P3M"),
    ("every Monday", Every("XXXX-WXX-1", Quantity.EVERY), None, "XXXX-WXX-1"),
    ("recently", Unplaced(Reference.PAST), None, "PAST_REF"),
]


@pytest.mark.parametrize(("phrase", "expression", "date", "value"), FACTS, ids=[fact[0] for fact in FACTS])
def test_a_phrase_comes_to_a_time(phrase: str, expression: Expression, date: str | None, value: str) -> None:
    found = expression.evaluate(HERE)
    assert (edtf.write(found) if isinstance(found, Period | Interval) else None) == date
    assert timex3.write(found).value == value


DIRECTIONS = [
    (FRIDAY, Direction.PAST, "2023-03-10"),
    (FRIDAY, Direction.FUTURE, "2023-03-17"),
    (FRIDAY, Direction.NEAREST, "2023-03-17"),
    (MONDAY, Direction.NEAREST, "2023-03-13"),
    (Repeating(weekday=2), Direction.PAST, "2023-03-15"),
    (Repeating(month=11), Direction.NEAREST, "2022-11"),
    (Repeating(month=11), Direction.FUTURE, "2023-11"),
    (Repeating(month=1), Direction.ONWARD, "2023-01"),
]


@pytest.mark.parametrize(("what", "direction", "date"), DIRECTIONS)
def test_the_sentence_says_which_of_a_repeating_thing(what: Repeating, direction: Direction, date: str) -> None:
    assert edtf.write(Nearest(what).evaluate(Context(WEDNESDAY, WEDNESDAY, direction))) == date


@pytest.mark.parametrize(
    ("expression", "date"),
    [(YearBefore(), "2021-36"), (SameInYear(1988), "1988-36"), (This(Grain.QUARTER, Base.REPORTED), "2022-36")],
)
def test_a_business_report_counts_from_its_quarter(expression: Expression, date: str) -> None:
    report = Context(WEDNESDAY, WEDNESDAY, reported=Period(Grain.QUARTER, 2022 * 4 + 3))
    assert edtf.write(expression.period(report)) == date


@pytest.mark.parametrize(("story", "number", "date"), [(-263, 218, "-0217"), (-263, 49, "-0048"), (306, 312, "0312")])
def test_a_year_without_an_era_is_of_that_of_the_story(story: int, number: int, date: str) -> None:
    at = Context(WEDNESDAY, Period.year_of(story))
    assert edtf.write(EarlyYear(number, alone=True).evaluate(at)) == date


@pytest.mark.parametrize("expression", [EarlyYear(312, alone=True), EarlyYear(49)])
def test_a_number_in_a_story_of_later_times_is_hardly_a_year(expression: Expression) -> None:
    with pytest.raises(ValueError, match="hardly a year"):
        expression.evaluate(HERE)


@pytest.mark.parametrize(
    "expression",
    [
        Intersection(_year(2023), Repeating(month=2, day=30)),
        Intersection(_year(2023), LEAP_DAY),
        Last(Repeating(month=2, day=30)),
        Nth(6, Grain.WEEK, Fixed(Period.month_of(2021, 2))),
        Nth(1, Grain.YEAR, Fixed(WEDNESDAY)),
        Between(_year(2021), _year(2019)),
        Intersection(Since(_year(2019)), MAY),
    ],
)
def test_what_the_calendar_does_not_have_is_an_error(expression: Expression) -> None:
    with pytest.raises(ValueError, match=r"no such|not so many|before the start|single stretch"):
        expression.evaluate(HERE)


@given(repeating, days)
def test_the_last_is_over_and_the_next_still_to_come(what: Repeating, anchor: Period) -> None:
    here = Context(anchor, anchor)
    assert Last(what).evaluate(here).last_day < anchor.first_day
    assert Next(what).evaluate(here).first_day > anchor.last_day


@given(whole_grains, days)
def test_the_last_unit_ends_before_this_one_and_the_next_begins_after_it(grain: Grain, anchor: Period) -> None:
    here = Context(anchor, anchor)
    last, this, following = (operator(grain).evaluate(here) for operator in (Last, This, Next))
    assert last.last_day < this.first_day <= this.last_day < following.first_day
    assert Last(grain).evaluate(Context(following, following)) == this == Next(grain).evaluate(Context(last, last))


@given(repeating, days)
def test_past_and_future_lie_around_the_anchor(what: Repeating, anchor: Period) -> None:
    past = what.before(anchor, strictly=False)
    future = what.after(anchor, strictly=False)
    assert past.first_day <= future.first_day
    assert Nearest(what).evaluate(Context(anchor, anchor, Direction.PAST)) == past
    assert Nearest(what).evaluate(Context(anchor, anchor, Direction.FUTURE)) == future
    assert Nearest(what).evaluate(Context(anchor, anchor)) in {past, future}


@given(whole_grains, days, st.integers(1, 40))
def test_the_nth_lies_in_what_it_counts_in(unit: Grain, day: Period, n: int) -> None:
    outer = Period.year_of(day.year)
    for nth in (n, -n):
        try:
            found = Nth(nth, unit, Fixed(outer)).evaluate(HERE)
        except ValueError:
            continue
        assert found.grain is unit
        assert found.seconds[1] > outer.seconds[0]
        assert found.seconds[0] < outer.seconds[1]


@given(days, st.sampled_from([Grain.HOUR, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR]), st.integers(1, 100))
def test_a_stretch_ends_or_begins_at_its_anchor(anchor: Period, unit: Grain, count: int) -> None:
    here, amount = Context(anchor, anchor), Amount.of(count, unit)
    past, coming = Past(amount).evaluate(here), Coming(amount).evaluate(here)
    assert isinstance(past, Interval)
    assert isinstance(coming, Interval)
    assert past.end == anchor == coming.start
    assert past.length == Duration((amount,)) == coming.length


def test_an_unsaid_number_leads_nowhere_in_particular() -> None:
    assert After(PUBLISHED, Amount(None, Grain.YEAR)).evaluate(HERE) == Vague(Reference.FUTURE)
