from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import edtf_values

from dateline.errors import ValueSyntaxError
from dateline.timevalue import edtf
from dateline.timevalue.intervals import (
    OPEN,
    UNKNOWN,
    AllOf,
    Interval,
    OneOf,
    Period,
    Qualified,
    Unspecified,
    sort_key,
)
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season
from dateline.timevalue.values import CalendarValue

APRIL = Period.month_of(1985, 4)
SAID = {
    # Level 0
    "1985-04-12": Period.day_of(1985, 4, 12),
    "1985-04": APRIL,
    "1985": Period.year_of(1985),
    "0000": Period.year_of(0),
    "1985-04-12T23:20:30": Period.day_of(1985, 4, 12).at_clock(Grain.SECOND, 84030),
    "1985-04-12T23:20:30Z": Period.day_of(1985, 4, 12).at_clock(Grain.SECOND, 84030, 0),
    "1985-04-12T23:20:30+04:30": Period.day_of(1985, 4, 12).at_clock(Grain.SECOND, 84030, 270),
    "1964/2008": Interval(Period.year_of(1964), Period.year_of(2008)),
    "2004-02-01/2005": Interval(Period.day_of(2004, 2, 1), Period.year_of(2005)),
    # Level 1
    "Y170000002": Period.year_of(170000002),
    "Y-170000002": Period.year_of(-170000002),
    "-1985": Period.year_of(-1985),
    "2001-21": Period.season_of(2001, Season.SPRING),
    "2001-24?": Period.season_of(2001, Season.WINTER).modified(Mod.UNCERTAIN),
    "1984?": Period.year_of(1984).modified(Mod.UNCERTAIN),
    "2004-06~": Period.month_of(2004, 6).modified(Mod.APPROX),
    "2004-06-11%": Period.day_of(2004, 6, 11).modified(Mod.UNCERTAIN_APPROX),
    "201X": Period(Grain.DECADE, 201),
    "20XX": Period(Grain.CENTURY, 20),
    "2004-XX": Unspecified(Grain.YEAR, 2004, unit=Grain.MONTH),
    "1985-04-XX": Unspecified(Grain.MONTH, APRIL.index, unit=Grain.DAY),
    "1985-XX-XX": Unspecified(Grain.YEAR, 1985, unit=Grain.DAY),
    "1985-04-12/..": Interval(Period.day_of(1985, 4, 12), OPEN),
    "../1985-04": Interval(OPEN, APRIL),
    "1985/": Interval(Period.year_of(1985), UNKNOWN),
    "/1985-04": Interval(UNKNOWN, APRIL),
    "1984~/2004-06": Interval(Period.year_of(1984).modified(Mod.APPROX), Period.month_of(2004, 6)),
    "1984?/2004~": Interval(Period.year_of(1984).modified(Mod.UNCERTAIN), Period.year_of(2004).modified(Mod.APPROX)),
    # Level 2
    "2001-34": Period(Grain.QUARTER, 2001 * 4 + 1),
    "2001-41": Period(Grain.HALF, 2001 * 2 + 1),
    "1XXX": Period(Grain.MILLENNIUM, 1),
    "-032X": Period(Grain.DECADE, -33),
    "199X-XX": Unspecified(Grain.DECADE, 199, unit=Grain.MONTH),
    "2004-06~-11": Qualified(
        Grain.DAY, Period.day_of(2004, 6, 11).index, Mod.APPROX, marks=(Mod.APPROX, Mod.APPROX, Mod.NONE)
    ),
    "2004-?06-11": Qualified(
        Grain.DAY, Period.day_of(2004, 6, 11).index, Mod.UNCERTAIN, marks=(Mod.NONE, Mod.UNCERTAIN, Mod.NONE)
    ),
    "2004?-~06": Qualified(
        Grain.MONTH, Period.month_of(2004, 6).index, Mod.UNCERTAIN_APPROX, marks=(Mod.UNCERTAIN, Mod.APPROX)
    ),
    "1985-04-XX?/1985-06~-03": Interval(
        Unspecified(Grain.MONTH, APRIL.index, Mod.UNCERTAIN, unit=Grain.DAY),
        Qualified(Grain.DAY, Period.day_of(1985, 6, 3).index, Mod.APPROX, marks=(Mod.APPROX, Mod.APPROX, Mod.NONE)),
    ),
    "[1667,1668,1670..1672]": OneOf.of(
        Period.year_of(1667), Period.year_of(1668), Interval(Period.year_of(1670), Period.year_of(1672))
    ),
    "[..1760-12-03]": OneOf.of(Interval(OPEN, Period.day_of(1760, 12, 3))),
    "{1960,1961-12~..}": AllOf.of(Period.year_of(1960), Interval(Period.month_of(1961, 12).modified(Mod.APPROX), OPEN)),
    # More than EDTF has
    "1970-04-13T21:08-06:00": Period.minute_of(1970, 4, 13, 21, 8, -360),
}


@pytest.mark.parametrize(("text", "value"), SAID.items())
def test_each_notation_has_one_value_and_is_written_as_it_was_read(text: str, value: CalendarValue) -> None:
    assert edtf.parse(text) == value
    assert edtf.write(value) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" 1985 ", "1985"),
        ("+1985", "1985"),
        ("?1985-04", "1985?-04"),
        ("?1985-?04", "1985-04?"),
        ("~2004-06?", "2004%-?06"),
        ("2004?-06-11~", "2004%-~06-~11"),
        ("2004-06~-11?", "2004-06%-?11"),
        ("2004-06~-XX", "2004-06-XX~"),
        ("1985-04-12 23:20:30-04", "1985-04-12T23:20:30-04:00"),
        ("1985-04-12T23:20+0000", "1985-04-12T23:20Z"),
        ("1985-12-31T24:00:00", "1986-01-01T00:00:00"),
        ("[ 1667, 1668 ]", "[1667,1668]"),
    ],
)
def test_what_can_be_said_in_several_ways_is_written_in_one(text: str, written: str) -> None:
    assert edtf.write(edtf.parse(text)) == written


@given(edtf_values)
def test_what_is_written_is_read_as_it_was(value: CalendarValue) -> None:
    assert edtf.parse(edtf.write(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Period(Grain.WEEK, 105474), "2022-06-13/2022-06-19"),
        (Period(Grain.WEEKEND, 105474).modified(Mod.APPROX), "2022-06-18~/2022-06-19~"),
        (Interval(Period(Grain.WEEK, 105474), Period(Grain.WEEKEND, 105475)), "2022-06-13/2022-06-26"),
        (Period.day_of(1970, 4, 13).at_clock(Grain.PART, 1), "1970-04-13"),
        (Period.day_of(1970, 4, 13).at_clock(Grain.HOUR, 21, 60), "1970-04-13T21:00+01:00"),
        (Period.year_of(1998).modified(Mod.END), "1998"),
        (AllOf.of(Period(Grain.WEEK, 105474), Period.day_of(2022, 7, 1)), "{2022-06-13..2022-06-19,2022-07-01}"),
    ],
)
def test_what_edtf_cannot_say_is_written_as_near_as_it_can(value: CalendarValue, written: str) -> None:
    assert edtf.write(value) == written


def test_a_time_with_an_unspecified_part_is_not_the_whole_but_stands_where_it_does() -> None:
    some_day = edtf.parse("1985-04-XX")
    assert isinstance(some_day, Period)
    assert some_day != APRIL
    assert some_day.plain == APRIL
    assert sort_key(some_day) == sort_key(APRIL)


def test_a_date_with_a_qualified_part_counts_as_qualified() -> None:
    date = edtf.parse("2004-06~-11?")
    assert isinstance(date, Period)
    assert date.qualifier == "%"
    assert date.plain == Period.day_of(2004, 6, 11)
    assert date.modified(Mod.NONE) == date.plain


def test_a_set_stands_from_its_first_time_to_its_last() -> None:
    one_of = edtf.parse("[1668,1667-03,1669..1670]")
    assert isinstance(one_of, OneOf)
    assert (one_of.start, one_of.end) == (Period.month_of(1667, 3), Period.year_of(1670))
    assert sort_key(one_of) == sort_key(Interval(one_of.start, one_of.end))


def test_one_of_several_each_of_them_and_all_between_are_three_values() -> None:
    assert len({edtf.parse(text) for text in ("[1667,1668]", "{1667,1668}", "1667/1668")}) == 3


@pytest.mark.parametrize(
    ("whole", "unit"), [(Grain.MONTH, Grain.MONTH), (Grain.YEAR, Grain.WEEK), (Grain.DAY, Grain.DAY)]
)
def test_only_a_month_or_day_of_something_longer_is_unspecified(whole: Grain, unit: Grain) -> None:
    with pytest.raises(ValueError, match="unspecified"):
        Unspecified(whole, 2000, unit=unit)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "leave nothing empty"),
        ("April 1970", "months are numbers"),
        ("1970-4-3", "two digits"),
        ("13.4.1970", "from year to day"),
        ("4/13/1970", "from year to day"),
        ("79", "four digits"),
        ("12345", "with a Y before it"),
        ("-12345-03", "with a Y before it"),
        ("Y1985", "five to twelve digits"),
        ("Y-17E7", "no exponent"),
        ("1990s", "197X"),
        ("199u", "capital X"),
        ("19X", "capital X"),
        ("XXXX-12-25", "from the right"),
        ("1984-1X", "from the right"),
        ("156X-12-25", "no month"),
        ("2004-XX-11", "has no day"),
        ("2004?-06-XX", "together"),
        ("1985-04-XXT10:00", "no clock time"),
        ("circa 1970", "1970~"),
        ("[1667,1668", "ends with \\]"),
        ("{1667..1670]", "ends with }"),
        ("[1667,..1670]", "open to the past"),
        ("[1667..,1670]", "to the future"),
        ("[]", "leave nothing empty"),
        ("[..]", "one end at least"),
        ("[1667/1668]", "not a date"),
        ("[1667,68]", "four digits"),
        ("open/1970", "written \\.\\."),
        ("1970/present", "written \\.\\."),
        ("1950S2", "significant digits"),
        ("1970-04-13T21:08~", "clock times"),
        ("1970-04~-13T21:08", "clock time"),
        ("../..", "one end at least"),
        ("/", "one end at least"),
        ("2001-02-29", "no such day"),
        ("2001-13", "no such month"),
        ("2001-32", "no such month"),
        ("2001-13-XX", "no such month"),
        ("2001-21-03", "no such month"),
        ("2001-01-01T24:01", "no such hour"),
        ("2001-01-01T10:60", "no such minute"),
        ("2001-01-01T10:10:60", "no such second"),
        ("2001-01-01T10:10+24", "no such offset"),
        ("-0000", "no sign"),
        ("١٩٧٠", "not a date"),
        ("Y" + "9" * 50, "five to twelve digits"),
        ("Y" + "9" * 5000, "not a date"),
    ],
)
def test_what_is_no_date_is_told_apart_by_what_to_write_instead(text: str, told: str) -> None:
    with pytest.raises(ValueSyntaxError, match=told):
        edtf.parse(text)


def _read(text: str) -> CalendarValue | None:
    try:
        return edtf.parse(text)
    except ValueSyntaxError:
        return None


_notations = st.sampled_from(sorted(SAID))


@given(
    st.text(max_size=30)
    | st.text("0123456789XYTZESu-+:/.~?%, []{}", max_size=24)
    | st.builds(
        lambda text, at, put: text[:at] + put + text[at + 1 :], _notations, st.integers(0, 25), st.text(max_size=2)
    )
)
def test_any_text_is_a_value_that_is_written_back_or_a_syntax_error(text: str) -> None:
    value = _read(text)
    if value is not None:
        assert edtf.parse(edtf.write(value)) == value


def test_a_part_of_day_has_no_clock_time_of_its_own() -> None:
    night = Period.day_of(1970, 4, 13).at_clock(Grain.PART, list(PartOfDay).index(PartOfDay.NIGHT))
    assert edtf.write(night) == "1970-04-13"


@pytest.mark.parametrize("piece", ["1", "X", "-", "1970/", "~", "[ ", "1.1", " 1:11", "1-"])
def test_a_long_text_is_refused_at_once(piece: str) -> None:
    with pytest.raises(ValueSyntaxError):
        edtf.parse(piece * 100_000)
