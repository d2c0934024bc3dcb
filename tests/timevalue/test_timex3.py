from __future__ import annotations

from dataclasses import astuple
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import periods, unspecified

from dateline.errors import ValueSyntaxError
from dateline.timevalue import timex3
from dateline.timevalue.intervals import OPEN, PARTS, Interval, Period, Qualified, Unspecified
from dateline.timevalue.timex3 import Timex3
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season
from dateline.timevalue.values import Amount, Duration, Quantity, Recurring, Reference, Vague, Value

DAY = Period.day_of(1998, 1, 8)
SAID = {
    ("1998-01-08", "DATE"): DAY,
    ("1998-01", "DATE"): Period.month_of(1998, 1),
    ("1998", "DATE"): Period.year_of(1998),
    ("199", "DATE"): Period(Grain.DECADE, 199),
    ("19", "DATE"): Period(Grain.CENTURY, 19),
    ("1", "DATE"): Period(Grain.MILLENNIUM, 1),
    ("BC0490", "DATE"): Period.year_of(-489),
    ("BC0001", "DATE"): Period.year_of(0),
    ("BC04", "DATE"): Period(Grain.CENTURY, -5),
    ("1998-Q3", "DATE"): Period(Grain.QUARTER, 1998 * 4 + 2),
    ("1998-H2", "DATE"): Period(Grain.HALF, 1998 * 2 + 1),
    ("1998-WI", "DATE"): Period.season_of(1998, Season.WINTER),
    ("1998-W02", "DATE"): Period(Grain.WEEK, (DAY.index - 1) // 7),
    ("1998-W02-WE", "DATE"): Period(Grain.WEEKEND, (DAY.index - 1) // 7),
    ("1998-XX", "DATE"): Unspecified(Grain.YEAR, 1998, unit=Grain.MONTH),
    ("1998-XX-XX", "DATE"): Unspecified(Grain.YEAR, 1998, unit=Grain.DAY),
    ("1998-01-XX", "DATE"): Unspecified(Grain.MONTH, 1998 * 12, unit=Grain.DAY),
    ("1998-01-08TNI", "TIME"): DAY.at_clock(Grain.PART, PARTS.index(PartOfDay.NIGHT)),
    ("1998-01-08T21", "TIME"): DAY.at_clock(Grain.HOUR, 21),
    ("1998-01-08T21:08", "TIME"): DAY.at_clock(Grain.MINUTE, 1268),
    ("1998-01-08T21:08:05", "TIME"): DAY.at_clock(Grain.SECOND, 76085),
    ("PAST_REF", "DATE"): Vague(Reference.PAST),
    ("P3M", "DURATION"): Duration((Amount.of(3, Grain.MONTH),)),
    ("P2.5Y", "DURATION"): Duration((Amount.of(2.5, Grain.YEAR),)),
    ("PXD", "DURATION"): Duration((Amount(None, Grain.DAY),)),
    ("P1WE", "DURATION"): Duration((Amount.of(1, Grain.WEEKEND),)),
    ("P1234567Y", "DURATION"): Duration((Amount.of(1234567, Grain.YEAR),)),
    ("P1DT12H30M", "DURATION"): Duration(
        (Amount.of(1, Grain.DAY), Amount.of(12, Grain.HOUR), Amount.of(30, Grain.MINUTE))
    ),
    ("XXXX-WXX-1", "SET"): Recurring("XXXX-WXX-1"),
}


@pytest.mark.parametrize(("said", "value"), SAID.items())
def test_each_value_means_one_thing_and_is_written_as_it_was_read(said: tuple[str, str], value: Value) -> None:
    text, kind = said
    assert timex3.parse(text, kind) == value
    assert timex3.write(value) == Timex3(kind, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("199X", Period(Grain.DECADE, 199)),
        ("19XX", Period(Grain.CENTURY, 19)),
        ("1998-W02-4", DAY),
        ("1998-W02-4T21:08", DAY.at_clock(Grain.MINUTE, 1268)),
        ("1998-01-08T24:00", Period.minute_of(1998, 1, 9, 0, 0)),
        ("1998-01-08T21:08Z", DAY.at_clock(Grain.MINUTE, 1268, 0)),
        ("1998-01-08T21:08-0530", DAY.at_clock(Grain.MINUTE, 1268, -330)),
    ],
)
def test_other_spellings_are_read_too(text: str, value: Value) -> None:
    assert timex3.parse(text) == value


@pytest.mark.parametrize(
    ("timex", "value"),
    [
        (Timex3("DATE", "1998", "END"), Period.year_of(1998).modified(Mod.END)),
        (Timex3("DATE", "1998", "APPROX"), Period.year_of(1998).modified(Mod.APPROX)),
        (Timex3("DURATION", "P3Y", "MORE_THAN"), Duration((Amount.of(3, Grain.YEAR),), Mod.MORE_THAN)),
        (Timex3("SET", "P1D", quant="EVERY", freq="2X"), Recurring("P1D", Quantity.EVERY, "2X")),
    ],
)
def test_attributes_are_part_of_the_value(timex: Timex3, value: Value) -> None:
    assert _parse(timex) == value
    assert timex3.write(value) == timex


@pytest.mark.parametrize(
    ("value", "timex"),
    [
        (Interval(Period.year_of(1998), OPEN), Timex3("DATE", "1998")),
        (Interval(OPEN, DAY), Timex3("DATE", "1998-01-08")),
        (Interval(DAY, DAY, Duration((Amount.of(1, Grain.DAY),), Mod.APPROX)), Timex3("DURATION", "P1D", "APPROX")),
        (Period.year_of(1998).modified(Mod.UNCERTAIN), Timex3("DATE", "1998")),
        (DAY.at_clock(Grain.MINUTE, 60, 120), Timex3("TIME", "1998-01-08T01:00")),
        (Qualified(Grain.DAY, DAY.index, Mod.APPROX, marks=(Mod.APPROX, Mod.NONE, Mod.NONE)),
         Timex3("DATE", "1998-01-08", "APPROX")),
        (Unspecified(Grain.DECADE, 199, unit=Grain.MONTH), Timex3("DATE", "199")),
        (Duration((Amount(Fraction(1, 3), Grain.YEAR),)), Timex3("DURATION", "P0.333333Y")),
    ],
)  # fmt: skip
def test_what_timex3_cannot_say_is_written_as_near_as_it_can(value: Value, timex: Timex3) -> None:
    assert timex3.write(value) == timex


def _parse(timex: Timex3) -> Value:
    kind, value, mod, quant, freq = astuple(timex)
    return timex3.parse(value, kind, mod=mod, quant=quant, freq=freq)


_mods = st.sampled_from([mod for mod in Mod if not mod.startswith("UNCERTAIN")])
_counts = st.none() | st.integers(0, 10**9).map(Fraction) | st.integers(0, 10**6).map(lambda n: Fraction(n, 1000))
_falling_units = st.lists(st.sampled_from(Grain), min_size=1, max_size=4, unique=True).map(
    lambda units: sorted(units, reverse=True)
)
_durations = st.builds(
    Duration,
    _falling_units.flatmap(lambda units: st.tuples(*(st.builds(Amount, _counts, st.just(unit)) for unit in units))),
    _mods,
)
_recurring = st.builds(
    Recurring,
    st.sampled_from(["XXXX-WXX-1", "P1D", "XXXX-12-25", "XXXX-SU", "XXXX-XX-XXT21:00", "PXM"]),
    st.sampled_from(Quantity),
    st.sampled_from(["", "2X", "3D"]),
)


@given(
    st.one_of(
        st.builds(Period.modified, periods(), _mods),
        unspecified().filter(lambda some: some.grain <= Grain.YEAR).map(lambda some: some.modified(Mod.NONE)),
        _durations,
        _recurring,
        st.sampled_from([reference for reference in Reference if reference]).map(Vague),
    )
)
def test_what_is_written_is_read_as_it_was(value: Value) -> None:
    assert _parse(timex3.write(value)) == value


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("", "DATE", "not a TIMEX3 date"),
        ("XXXX-12-25", "DATE", "not a TIMEX3 date"),
        ("199XX", "DATE", "not a TIMEX3 date"),
        ("P3M", "DATE", "not a TIMEX3 date"),
        ("1998-02-30", "DATE", "no such day"),
        ("1998-13", "DATE", "no such month"),
        ("1998-XX-03", "DATE", "has no day"),
        ("1998-W54", "DATE", "no such week"),
        ("1998-W00", "DATE", "no such week"),
        ("1998-W02TNI", "TIME", "only a day"),
        ("1998-01-08TXX", "TIME", "no such part of day"),
        ("1998-01-08T25:00", "TIME", "no such hour"),
        ("1998-01-08T24:01", "TIME", "no such hour"),
        ("1998-01-08T21:60", "TIME", "no such minute"),
        ("1998-01-08T21:08:60", "TIME", "no such second"),
        ("1998-01-08T21:08+24:00", "TIME", "no such offset"),
        ("1998", "DURATION", "not a TIMEX3 duration"),
        ("P", "DURATION", "not a TIMEX3 duration"),
        ("PT", "DURATION", "not a TIMEX3 duration"),
        ("P3K", "DURATION", "no such unit"),
        ("P3H2S", "DURATION", "no such unit"),
        ("P" + "X" * 40, "DURATION", "not a TIMEX3 duration"),
        ("", "SET", "not a TIMEX3 set"),
        ("P1D", "EVENT", "not a type"),
    ],
)
def test_what_is_no_timex3_is_a_syntax_error(text: str, kind: str, told: str) -> None:
    with pytest.raises(ValueSyntaxError, match=told):
        timex3.parse(text, kind)


def test_an_attribute_that_timex3_does_not_have_is_a_syntax_error() -> None:
    for mod in ("LATE", "UNCERTAIN"):
        with pytest.raises(ValueSyntaxError, match="not a TIMEX3 mod"):
            timex3.parse("1998", mod=mod)
    with pytest.raises(ValueSyntaxError, match="not a TIMEX3 quant"):
        timex3.parse("P1D", "SET", quant="MANY")


@given(
    st.text(max_size=20)
    | st.text("0123456789XTWEPBCDMHQSUY-:.+Z", max_size=20)
    | st.builds(
        lambda said, at, put: said[0][:at] + put + said[0][at + 1 :],
        st.sampled_from(sorted(SAID)),
        st.integers(0, 20),
        st.text("0129XTMP-", max_size=2),
    ),
    st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
)
def test_any_text_is_a_value_or_a_syntax_error(text: str, kind: str) -> None:
    try:
        value = timex3.parse(text, kind)
    except ValueSyntaxError:
        return
    assert timex3.write(value).value


@pytest.mark.parametrize("text", ["1" * 100_000, "P" + "X" * 100_000, "P" + "1X" * 100_000, "P" + "1.1" * 100_000])
@pytest.mark.parametrize("kind", ["DATE", "DURATION"])
def test_a_long_text_is_refused_at_once(text: str, kind: str) -> None:
    with pytest.raises(ValueSyntaxError):
        timex3.parse(text, kind)
