from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

import dateline
from dateline import pipeline
from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import Period


def test_a_timex_has_its_place_type_and_value() -> None:
    (timex,) = dateline.tag("It meets at 8:00 p.m. GMT on Friday.", "2023-01-13")
    assert (timex["start"], timex["end"], timex["text"]) == (12, 35, "8:00 p.m. GMT on Friday")
    assert (timex["type"], timex["value"], timex["edtf"]) == ("TIME", "2023-01-13T20:00", "2023-01-13T20:00Z")
    assert 0 < timex["confidence"] <= 1


def test_offsets_count_code_points() -> None:
    (timex,) = dateline.tag("🚀 Zürich, on Friday.", "2023-01-13")
    assert "🚀 Zürich, on Friday."[timex["start"] : timex["end"]] == "Friday"


def test_a_phrase_gives_the_timexes_in_it() -> None:
    (start, end) = dateline.tag("It lasted from May 3 to 8.", "1998-06-01")
    assert [(timex["text"], timex["value"]) for timex in (start, end)] == [("May 3", "1998-05-03"), ("8", "1998-05-08")]
    assert start["phrase"] == end["phrase"] == "from May 3 to 8"


def test_since_gives_the_timex_its_open_end() -> None:
    (timex,) = dateline.tag("held since last April", "2023-01-13")
    assert (timex["text"], timex["value"], timex["edtf"]) == ("last April", "2022-04", "2022-04/..")


def test_lengths_have_no_edtf() -> None:
    (timex,) = dateline.tag("for barely three months", "2023-01-13")
    assert (timex["type"], timex["value"], timex["mod"]) == ("DURATION", "P3M", "LESS_THAN")
    assert "edtf" not in timex


def test_sets_have_a_quant() -> None:
    (timex,) = dateline.tag("every Monday", "2023-01-13")
    assert (timex["type"], timex["value"], timex["quant"]) == ("SET", "XXXX-WXX-1", "EVERY")


@pytest.mark.parametrize(
    "published",
    ["1970-04-14", date(1970, 4, 14), datetime(1970, 4, 14, 9, 30, tzinfo=UTC), Period.day_of(1970, 4, 14)],
)
def test_a_publication_date_may_come_in_any_of_its_forms(published: str | date | Period) -> None:
    (timex,) = dateline.tag("It rained on Friday.", published)
    assert timex["value"] == "1970-04-10"


def test_a_date_with_a_time_keeps_it() -> None:
    assert pipeline.as_period(datetime(1970, 4, 14, 9, 30, tzinfo=UTC)) == Period.minute_of(1970, 4, 14, 9, 30, 0)


@pytest.mark.parametrize("published", ["yesterday", "", "1970-04/1970-06", "1970-02-30"])
def test_a_publication_date_that_is_none_is_an_error(published: str) -> None:
    with pytest.raises(ValueSyntaxError):
        dateline.tag("It rained.", published)


def test_an_empty_text_has_no_timexes() -> None:
    assert dateline.tag("", "1970-04-14") == []


def test_a_style_can_be_given_where_a_guess_would_be_another() -> None:
    text = "The winter offensive failed."
    assert dateline.tag(text, "1943-06-01") == []
    assert [timex["value"] for timex in dateline.tag(text, "1943-06-01", style="narrative")] == ["1943-WI"]


def test_a_style_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueSyntaxError, match="no such style"):
        dateline.tag("It rained.", "1943-06-01", style="epic")


REPEATED = (
    "1 |8:00 |Monday |April 13, 1970 |he had said Monday he will |since until |two hundred |the the |1998 - |May\n\n|x"
    '|7|( |“|"today |1:1|a.b.|’s|\n|http://'
).split("|")


@pytest.mark.parametrize("unit", REPEATED)
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    # Long enough that the clock can tell, and at best of three; quadratic work would take a hundred times as long.
    length = 1_000
    while (short := _seconds(unit, length)) < 0.01 and length < 1_000_000:
        length *= 10
    assert any(_seconds(unit, 10 * length, runs=1) < 25 * short + 0.01 for _ in range(3))


def _seconds(unit: str, length: int, runs: int = 3) -> float:
    text, spent = unit * (length // len(unit)), []
    for _ in range(runs):
        started = time.process_time()
        dateline.tag(text, "1998-01-08")
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.mark.parametrize(
    "text", ["7" * 5000, "7" * 5000 + "th", "7" * 5000 + ".5 years", "1,000" * 2000 + " years ago"]
)
def test_a_number_of_thousands_of_figures_is_no_error(text: str) -> None:
    dateline.tag(f"It took {text} until May.", "1998-01-08")


@pytest.mark.parametrize("text", ["one and a half o'clock", "3½ p.m.", "1.5 BC"])
def test_a_part_of_an_hour_or_a_year_is_no_clock_time_and_no_year(text: str) -> None:
    assert dateline.tag(f"It was {text} then.", "1998-01-08") == []


def test_a_report_of_an_unknown_year_is_no_error() -> None:
    assert [timex["text"] for timex in dateline.tag("It was the last quarter of last year.", "197X")]
