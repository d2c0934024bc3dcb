"""What a business report compares with, told as report and answer."""

from __future__ import annotations

import pytest

import dateline

PUBLISHED = "1991-11-05"


def values(text: str) -> dict[str, str]:
    return {timex["text"]: timex["value"] for timex in dateline.tag(text, PUBLISHED)}


def test_a_year_earlier_is_the_quarter_told_of_a_year_before() -> None:
    assert values("Net rose in the third quarter. A year earlier it fell.")["A year earlier"] == "1990-Q3"


def test_a_fiscal_quarter_is_the_one_told_of_by_its_number() -> None:
    text = "Profit fell in the fiscal first quarter. A year ago it rose. In the latest period sales were flat."
    assert values(text) == {
        "the fiscal first quarter": "1991-Q1",
        "A year ago": "1990-Q1",
        "the latest period": "1991-Q1",
    }


def test_a_quarter_to_come_does_not_change_what_the_report_is_about() -> None:
    text = "Third-quarter net rose. It will take a charge in the fourth quarter. Sales were $2 million a year earlier."
    assert values(text)["a year earlier"] == "1990-Q3"


def test_nine_months_are_compared_with_the_year_before() -> None:
    text = "Third-quarter net rose. For the nine months it was $9 million, against $8 million a year earlier."
    assert values(text)["a year earlier"] == "1990"


def test_after_nine_months_the_quarter_is_compared_again() -> None:
    text = "Third-quarter net rose. In the first nine months it fell. In the latest quarter sales rose from a year ago."
    assert values(text)["a year ago"] == "1990-Q3"


def test_a_quarter_is_the_one_that_ends_nearest_to_its_last_day() -> None:
    assert values("In the quarter ended July 31, two stores opened.")["the quarter"] == "1991-Q2"


def test_last_year_may_be_the_quarter_of_last_year() -> None:
    (_, year) = dateline.tag("Third-quarter net rose 5 percent, against a loss last year.", PUBLISHED)
    assert (year["value"], year["also"]) == ("1990", ["1990-35"])


@pytest.mark.parametrize("text", ["A year ago it fell.", "It fell from the year before. A year ago it fell."])
def test_a_text_that_names_no_quarter_is_no_report(text: str) -> None:
    assert values(text)["A year ago"] == "1990"
