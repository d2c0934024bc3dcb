"""The readings that were considered and not taken."""

from __future__ import annotations

import pytest

import dateline
from dateline.normalization.alternatives import MOST_ALTERNATIVES
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

FRIDAY = "2023-01-13"


def others(text: str, published: str = FRIDAY) -> dict[str, str]:
    """The last mention's other readings and why they were not taken."""
    last = dateline.explain(text, published)[-1]
    return {edtf.write(other.value): other.why_not for other in last.alternatives if _is_on_calendar(other.value)}


def _is_on_calendar(value: object) -> bool:
    return isinstance(value, Period | Interval)


def test_a_weekday_may_be_of_another_week() -> None:
    assert list(others("It rained on Thursday.")) == ["2023-01-19", "2023-01-05"]


def test_why_not_names_the_word_that_decided() -> None:
    assert others("It rained on Thursday.")["2023-01-19"] == "“rained” looks back"


def test_two_years_ago_may_be_said_on_the_day() -> None:
    assert list(others("Two years ago it began.")) == ["2021-01-13"]


def test_two_weeks_ago_has_a_day_already() -> None:
    assert others("Two weeks ago it began.") == {}


def test_what_counts_from_the_story_may_count_from_today() -> None:
    assert "2023-01-15" in others("It began on 4 May 2022. Two days later it ended.")


def test_the_same_time_may_be_the_time_the_story_is_at() -> None:
    text = "He came in 1831, in 1840 and 1848. On 4 May 1852 he died. At the same time war broke out."
    assert list(others(text)) == ["1852-05-04"]


def test_a_chronicle_may_be_at_another_of_its_times() -> None:
    text = "He came in 1831. He left in 1840. He was back in June 1848, and ill in July 1852. In August he died."
    assert {"1848-08", "1840-08"} & set(others(text))


def test_a_full_date_has_no_other_reading() -> None:
    assert others("It was on 13 April 1970.") == {}


@pytest.mark.parametrize(
    "text", ["It met on Friday at 8 p.m.", "In May it rained.", "A year ago the third quarter was bad."]
)
def test_no_more_are_kept_than_a_reader_can_weigh_and_none_twice(text: str) -> None:
    for resolution in dateline.explain(text, FRIDAY):
        values = [other.value for other in resolution.alternatives]
        assert len(values) <= MOST_ALTERNATIVES
        assert len({*values, resolution.value}) == len(values) + 1


def test_why_not_tells_that_publication_was_counted_from() -> None:
    text = "The ship left on 3 March 1969. The next one is due at noon."
    assert others(text)["1969-03-03T12:00"] == "counted from publication"
