"""What a mention comes to in a story, told as story and answer."""

from __future__ import annotations

import pytest

import dateline
from dateline.model import AnchorKind
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period


def dates(text: str, published: str, zone: str = "") -> list[str]:
    values = [resolution.value for resolution in dateline.explain(text, published, zone=zone)]
    return [edtf.write(value) for value in values if isinstance(value, Period | Interval)]


FRIDAY = "2023-01-13"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It met on Thursday.", "2023-01-12"),
        ("It met on Friday.", "2023-01-13"),
        ("It will meet on Friday.", "2023-01-13"),
        ("It will meet on Thursday.", "2023-01-19"),
        ("The Thursday meeting.", "2023-01-12"),
        ("This Saturday is the day.", "2023-01-14"),
    ],
)
def test_a_weekday_goes_by_the_tense_of_its_sentence(text: str, date: str) -> None:
    assert dates(text, FRIDAY) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A first wave came in September.", "2022-09"),
        ("It will open in September.", "2023-09"),
        ("It was extended to Jan. 20.", "2023-01-20"),
        ("The letter is dated December 30.", "2022-12-30"),
    ],
)
def test_a_month_without_a_year_is_near(text: str, date: str) -> None:
    assert dates(text, FRIDAY) == [date]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He wrote early Thursday. The day before, it rained.", ["2023-01-12", "2023-01-11"]),
        ("It began on 4 May 2022. Two days later it ended.", ["2022-05-04", "2022-05-06"]),
        ("It began on 4 May 2022. The following year it ended.", ["2022-05-04", "2023"]),
        ("They met on Monday. That evening they left.", ["2023-01-09", "2023-01-09"]),
        ("They met at 9 p.m. on Monday. An hour later they left.", ["2023-01-09T21:00", "2023-01-09T22:00"]),
        ("They met on Monday. At 9 p.m. they left.", ["2023-01-09", "2023-01-09T21:00"]),
    ],
)
def test_the_story_has_a_thread(text: str, found: list[str]) -> None:
    assert dates(text, FRIDAY) == found


def test_a_glance_back_leaves_the_story_where_it_is() -> None:
    text = "They met on Monday. He had seen it on Christmas Eve 2020. That evening they left."
    assert dates(text, FRIDAY) == ["2023-01-09", "2020-12-24", "2023-01-09"]


def test_a_time_of_day_that_lies_ahead_is_none_of_a_day_that_is_over() -> None:
    assert dates("It rained on Monday. Splashdown is due at 9 p.m.", FRIDAY) == ["2023-01-09", "2023-01-13T21:00"]


def test_a_narrative_counts_from_where_it_is() -> None:
    text = (
        "War came in 1939. It spread in 1940. By May 1941 it was everywhere. In June it turned. The next day it rained."
        " In 1942 it ended."
    )
    assert dates(text, "2009-12-19")[:4] == ["1939", "1940", "1941-05", "1941-06"]


def test_a_narrative_leaves_an_aside_for_where_it_is_going() -> None:
    text = (
        "On 10 March 1975 the attack began. The road would be needed for a campaign in 1976. On 11 March the town fell."
        " By 30 March the coast was lost. On 29 April 1975 the last of them left; in 1977 a book told of it."
    )
    assert dates(text, "2009-12-19")[2:4] == ["1975-03-11", "1975-03-30"]


def test_a_narrative_does_not_move_to_what_it_tells_in_brackets() -> None:
    text = "He came in 1933. He was hurt in May 1934 (he died in 1952). In June 1935 he left. In 1936 war came."
    assert dates(f"{text[:-22]} In July he was back. In 1936 war came.", "2009-12-19")[-2] == "1935-07"


def test_a_month_has_the_year_of_the_one_it_is_joined_to() -> None:
    assert dates("He met them in April and June 1955.", "2009-12-19") == ["1955-04", "1955-06"]
    assert dates("It lasted through the spring and summer of 1943.", FRIDAY) == ["1943-21", "1943-22"]


def test_a_business_report_counts_from_its_quarter() -> None:
    text = "Net income rose in the third quarter. A year earlier it fell. In the latest quarter sales rose."
    assert dates(text, "1989-11-02") == ["1989-35", "1988-35", "1989-35"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Profit may fall in the third quarter.", "1998-35"),
        ("Profit rose in the fourth quarter.", "1997-36"),
        ("Profit will rise in the fourth quarter.", "1998-36"),
        ("Profit will fall in the current quarter.", "1998-34"),
    ],
)
def test_a_quarter_goes_by_its_clause(text: str, date: str) -> None:
    assert dates(text, "1998-06-11") == [date]


def test_what_is_over_is_not_counted_from_what_is_to_come() -> None:
    assert dates("It will open on Saturday. The council agreed two days earlier.", FRIDAY) == [
        "2023-01-14",
        "2023-01-11",
    ]


def test_a_part_of_a_day_tells_the_half_of_the_day_of_its_clock() -> None:
    assert dates("It fell at 7:30 on Thursday evening and at 3:15 last night.", FRIDAY) == [
        "2023-01-12T19:30",
        "2023-01-13T03:15",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The fire began on 3 March 1968. In the following two years, many left.", "1968-03-03/1970-03-03"),
        ("It closed on 3 March 1968. In the four previous weeks, many left.", "1968-02-04/1968-03-03"),
    ],
)
def test_a_stretch_is_counted_from_where_the_story_is(text: str, date: str) -> None:
    assert dates(text, "1970-04-14")[-1] == date


def test_what_counts_from_the_story_and_what_counts_from_publication_go_together() -> None:
    text = "He arrived on 3 March 1970. From that day until today he has not left."
    assert dates(text, "1970-04-14")[-1] == "1970-03-03/1970-04-14"


@pytest.mark.parametrize(
    "text",
    [
        "Six months after the third quarter of 1988, orders rose. In the latest period sales fell.",
        "Sales rose from the year-ago third quarter. In the latest period profit fell.",
    ],
)
def test_what_is_only_counted_from_a_quarter_is_not_told_of(text: str) -> None:
    assert dates(text, "1990-11-14")[-1] == "1990-35"


def test_a_year_ago_is_a_year_in_any_other_text() -> None:
    assert dates("A year ago it fell.", "1989-11-02") == ["1988"]


def test_a_clock_time_is_of_the_zone_it_names_else_of_the_article() -> None:
    text = "It rose at 2:13 p.m. EST on Saturday. It fell at 3 p.m. on Saturday."
    assert dates(text, "1970-04-13", "America/Chicago") == ["1970-04-11T14:13-05:00", "1970-04-11T15:00-06:00"]


@pytest.mark.parametrize(("day", "offset"), [("July 4", "-04:00"), ("January 10", "-05:00")])
def test_eastern_time_has_the_offset_of_its_season(day: str, offset: str) -> None:
    assert dates(f"It will start at 9:30 p.m. ET on {day}.", FRIDAY)[0].endswith(f"T21:30{offset}")


def test_a_far_month_without_a_year_goes_by_the_sentence_a_near_one_does_not() -> None:
    assert dates("The chairman, who stepped down, as was known, in May.", FRIDAY) == ["2022-05"]
    assert dates("It agreed to a sale that closed, they said, in February.", FRIDAY) == ["2023-02"]


def test_a_short_text_of_far_years_goes_on_from_them() -> None:
    text = "On 1 September 1939 the ship opened fire. On 17 September the east was invaded."
    assert dates(text, "2009-12-19") == ["1939-09-01", "1939-09-17"]


def test_news_that_looks_back_at_a_far_year_does_not_stay_there() -> None:
    text = "The bridge, opened on 1 September 1939, fell on Friday. It will be rebuilt in March."
    assert dates(text, "2009-12-19")[-1] == "2010-03"


def test_what_a_sentence_glances_at_is_what_the_rest_of_it_counts_from() -> None:
    text = "He spoke on Thursday. He had fled in June 1998 and had come back later that year."
    assert dates(text, FRIDAY)[-1] == "1998"


def test_so_long_before_a_day_is_the_day_it_comes_to() -> None:
    (phrase,) = dateline.explain("Two days before Christmas the boiler failed.", FRIDAY)
    assert edtf.write(phrase.value) == "2022-12-23"  # type: ignore[arg-type]
    assert [part.mention.text for part in phrase.parts] == ["Two days", "Christmas"]


def test_today_in_a_quotation_may_be_the_speakers() -> None:
    (_, today) = dateline.explain("He spoke on Thursday. “It goes on today,” he said.", FRIDAY)
    assert [edtf.write(other.value) for other in today.alternatives] == ["2023-01-12"]  # type: ignore[arg-type]


def test_since_may_have_ended_and_may_have_been_a_moment() -> None:
    (since,) = dateline.explain("He has been held since last April.", FRIDAY)
    assert edtf.write(since.value) == "2022-04/.."  # type: ignore[arg-type]
    assert [edtf.write(other.value) for other in since.alternatives] == ["2022-04/2023-01-13", "2022-04"]  # type: ignore[arg-type]


def test_a_resolution_names_its_rules_its_anchor_and_its_cue() -> None:
    (resolution,) = dateline.explain("It ruptured at 9:08 p.m. CST on Monday.", "1970-04-14")
    assert resolution.anchor.kind is AnchorKind.PUBLISHED
    assert [step.rule for step in resolution.steps] == ["weekday", "clock-on-day", "weekday-back", "published"]
    assert "“ruptured” looks back" in [step.says for step in resolution.steps]


def test_what_counts_from_the_story_names_the_words_it_counts_from() -> None:
    (_, later) = dateline.explain("It began on 4 May 2022. Two days later it ended.", FRIDAY)
    assert (later.anchor.kind, later.anchor.words) == (AnchorKind.FOCUS, "4 May 2022")


def test_confidence_is_a_share_and_lower_where_more_was_filled_in() -> None:
    (full, bare) = dateline.explain("It fell on 13 April 1970. At 9 p.m. it rose.", "1970-04-14")
    assert 0 < bare.confidence < full.confidence <= 1


@pytest.mark.parametrize("text", ["It was on April 31, 2020.", "on 30 February 2023"])
def test_a_day_the_calendar_does_not_have_is_left_out(text: str) -> None:
    assert "-31" not in "".join(dates(text, FRIDAY))
    assert "02-30" not in "".join(dates(text, FRIDAY))


def test_a_phrase_that_comes_to_nothing_leaves_what_it_is_made_of() -> None:
    assert dates("It was open from June 31 to May 2.", FRIDAY) == ["2023-05-02"]
