"""Whether an event happened, where several reports say."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.model import Report
from dateline.pipeline import as_period
from dateline.summarization import event_of
from dateline.summarization.events.status import status_of
from dateline.timevalue import edtf

DAY = "2021-03-10"


def told(status: str, published: str = "", date: str = DAY) -> Report:
    text = f"The old mill of Alden was torn down on Wednesday, {status or 'and that is all'} ({published})."
    when = as_period(published) if published else None
    return Report(text, text, edtf.parse(date), text, title=text, published=when, status=status)


@pytest.mark.parametrize("status", ["planned", "possible", "denied", "cancelled"])
def test_what_one_report_says_goes_for_the_event(status: str) -> None:
    assert status_of([told(status, "2021-03-01")]) == status


@pytest.mark.parametrize("status", ["", "happened"])
@pytest.mark.parametrize("published", ["2021-03-01", "2021-03-11", ""])
def test_what_nothing_speaks_against_happened(status: str, published: str) -> None:
    assert status_of([told(status, published)]) == ""


@pytest.mark.parametrize("published", [DAY, "2021-03-10T08:00", "2021-03-11", "2022-01-01", ""])
@pytest.mark.parametrize("status", ["planned", "possible", "denied", "cancelled"])
def test_an_event_happened_that_is_told_of_without_more_on_its_day_or_later(published: str, status: str) -> None:
    assert status_of([told(status, "2021-03-12"), told("", published)]) == ""


def test_a_report_that_looks_ahead_does_not_make_a_plan_a_fact() -> None:
    assert status_of([told("planned", "2021-03-01"), told("", "2021-03-09")]) == "planned"
    assert status_of([told("planned", "2021-03-01"), told("", "2021-02-28", "2021-03")]) == "planned"


def test_a_report_of_a_longer_time_that_has_begun_does_not_look_ahead() -> None:
    assert status_of([told("planned", "2021-03-01"), told("", "2021-03-02", "2021-03-02/2021-03-10")]) == ""


def test_a_person_who_says_that_it_happened_has_the_last_word() -> None:
    assert status_of([told("happened", "2021-03-01"), told("cancelled", "2021-03-12")]) == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [("planned", "cancelled"), ("cancelled", "planned"), ("possible", "planned"), ("planned", "denied")],
)
def test_of_what_has_not_happened_the_newest_report_has_the_last_word(first: str, second: str) -> None:
    assert status_of([told(second, "2021-03-05"), told(first, "2021-03-01")]) == second


def test_of_reports_of_one_time_the_one_that_denies_has_the_last_word_in_any_order() -> None:
    reports = [told(status, "2021-03-05") for status in ("planned", "cancelled", "possible", "denied")]
    assert {status_of(order) for order in permutations(reports)} == {"cancelled"}
    assert {status_of(order) for order in permutations(reports[::2])} == {"planned"}


def test_a_status_without_a_publication_date_counts_as_of_its_day() -> None:
    assert status_of([told("cancelled"), told("planned", "2021-03-05")]) == "cancelled"
    assert status_of([told("planned"), told("cancelled", "2021-03-15")]) == "cancelled"


def test_a_plan_neither_heads_nor_tells_what_happened() -> None:
    plan, fact = told("planned", "2021-03-01"), told("", "2021-03-11")
    question = Report("q", "q", edtf.parse(DAY), "Why did it fall?", title="Why did it fall?", published=fact.published)
    event = event_of("mill", [plan, question])
    assert (event.status, event.heading, event.telling, event.reports) == ("", question, question, (question, plan))
    assert event_of("mill", [plan, fact]).telling is fact


def test_a_plan_that_was_called_off_is_told_by_the_report_that_says_so() -> None:
    plan, off = told("planned", "2021-03-01"), told("cancelled", "2021-03-08")
    event = event_of("mill", [plan, off])
    assert (event.status, event.heading, event.telling) == ("cancelled", off, off)
    assert plan in event.reports
