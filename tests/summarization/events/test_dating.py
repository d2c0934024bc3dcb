"""When an event happened, where several reports say when."""

from __future__ import annotations

from tests.summarization.reports import FIXTURES, example, is_right, yaml

from dateline.model import Report
from dateline.pipeline import as_period
from dateline.summarization.events.dating import Dating, date_of
from dateline.timevalue import edtf


def told(date: str, published: str = "2021-03-05", when: str = "then", article: str = "", **more: bool) -> Report:
    name = article or f"{date} {published} {when}"
    return Report(name, name, edtf.parse(date), "It burned.", when=when, published=as_period(published), **more)


def dated(*reports: Report) -> tuple[str, bool, str]:
    found = date_of(reports)
    return edtf.write(found.date), found.disputed, found.reason


def readings(found: Dating) -> list[tuple[str, int, bool]]:
    return [(edtf.write(each.date), len(each.reports), each.agrees) for each in found.readings]


def test_one_report_gives_its_date_and_needs_no_reason() -> None:
    assert dated(told("2021-03-01")) == ("2021-03-01", False, "")


def test_a_later_more_exact_report_refines_a_vaguer_one() -> None:
    reports = told("2021-03"), told("2021-03-01", "2021-06-01"), told("2021-03-01T07:40", "2022-01-01")
    assert dated(*reports) == ("2021-03-01T07:40", False, "the most exact of 3 dates that go together")


def test_most_articles_win() -> None:
    reports = told("2021-03-01", article="a"), told("2021-03-01", article="b"), told("2021-03-02", article="c")
    assert dated(*reports) == ("2021-03-01", True, "2 of 3 reports go with it; most articles say so")


def test_an_article_that_says_it_twice_counts_once() -> None:
    twice = [told("2021-03-02", article="a", when=when) for when in ("on Tuesday", "the day before")]
    assert dated(told("2021-03-01", "2021-03-02", article="b"), *twice)[0] == "2021-03-01"


def test_a_date_that_is_written_out_beats_one_that_is_counted() -> None:
    reports = told("2021-03-02", when="on Tuesday"), told("2021-03-01", "2021-09-01", when="on March 1")
    date, disputed, reason = dated(*reports)
    assert (date, disputed) == ("2021-03-01", True)
    assert reason.endswith("it is written out, not counted from another date")


def test_the_hours_of_a_clock_are_no_day_of_the_month() -> None:
    reports = told("2021-03-02T02:00", when="2:00 a.m. on Tuesday"), told("2021-03-01T23:00", when="on March 1")
    assert dated(*reports)[0] == "2021-03-01T23:00"


def test_the_report_nearest_to_the_time_is_believed_before_later_ones() -> None:
    reports = told("2021-03-02", "2021-03-03"), told("2021-03-01", "2021-03-20")
    assert dated(*reports)[0] == "2021-03-02"


def test_what_a_person_vouched_for_beats_all() -> None:
    many = [told("2021-03-01", article=str(number)) for number in range(5)]
    date, disputed, reason = dated(*many, told("2021-03-02", vouched=True))
    assert (date, disputed) == ("2021-03-02", True)
    assert reason.endswith("a person has looked at it")


def test_a_vague_report_never_speaks_against_an_exact_one() -> None:
    vague = [told("2021-03", article=str(number)) for number in range(5)]
    assert dated(*vague, told("2021-03-01"))[:2] == ("2021-03-01", False)


def test_of_two_clock_times_of_one_day_that_of_most_articles_is_taken_and_both_are_told() -> None:
    reports = [told("2021-03-01T07:40", article=name) for name in "ab"] + [told("2021-03-01T09:10"), told("2021-03-01")]
    found = date_of(reports)
    assert readings(found) == [("2021-03-01T07:40", 2, True), ("2021-03-01", 1, True), ("2021-03-01T09:10", 1, False)]
    assert found.disputed


def test_a_round_hour_goes_with_a_minute_near_it() -> None:
    assert dated(told("2021-03-01T12:00", article="a"), told("2021-03-01T12:07"))[:2] == ("2021-03-01T12:07", False)


def test_one_instant_in_two_zones_is_no_disagreement() -> None:
    assert not date_of([told("2021-03-01T21:08-06:00"), told("2021-03-02T03:08Z")]).disputed


def test_years_alone_are_settled_too() -> None:
    assert dated(told("1989", article="a"), told("1989", article="b"), told("1990"))[:2] == ("1989", True)


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [told("2021-03-01"), told("2021-03-02"), told("2021-03"), told("2021-03-02T10:00"), told("2021")]
    assert date_of(reports).date == date_of(reports[::-1]).date


def test_in_the_example_every_event_has_the_right_date() -> None:
    entries = {each.id: each for each in example()}
    for event in yaml(FIXTURES / "example.yaml")["events"]:
        reports = [entries[name] for name in event["entries"]]
        assert is_right(date_of(reports).date, str(event["date"]), [each.date for each in reports]), event
