"""What kind of text it is, read off its words alone."""

from __future__ import annotations

import pytest

from dateline.errors import ValueSyntaxError
from dateline.languages import load_language
from dateline.model import Style
from dateline.normalization import style_named, style_of
from dateline.timevalue.intervals import Period

PUBLISHED = Period.day_of(2015, 3, 20)
CHRONICLE = "The league was founded in 1831. It split in 1840, met again in 1848 and was dissolved in 1852."


def style(text: str) -> Style:
    return style_of(text, PUBLISHED, load_language("en").discourse)


@pytest.mark.parametrize(
    "text",
    [
        "omg so tired tmrw gonna be a long day",
        "@anna see you on Friday",
        "I love Mondays.",
        "didnt sleep all night.",
        "Party on Saturday!",
        "Rain on the way home",
    ],
)
def test_a_short_text_with_marks_of_chat_is_a_note(text: str) -> None:
    assert style(text) is Style.COLLOQUIAL


def test_a_long_text_is_no_note_whatever_its_marks() -> None:
    assert style("“I saw it on Friday!” he said. " * 20) is Style.NEWS


@pytest.mark.parametrize("text", ["The minister resigned on Friday.", "The dam, built in 1965, broke on 3 March 2015."])
def test_a_report_is_news(text: str) -> None:
    assert style(text) is Style.NEWS


def test_a_text_of_years_long_ago_is_a_narrative() -> None:
    assert style(CHRONICLE) is Style.NARRATIVE


def test_a_weekday_makes_the_same_text_news() -> None:
    assert style(f"{CHRONICLE} On Friday a plaque was unveiled.") is Style.NEWS


def test_years_before_the_common_era_are_long_ago() -> None:
    assert (
        style("War came in 499 BC. Ionia fell in 494 BC, Thrace in 492 BC; in 490 BC they landed.") is Style.NARRATIVE
    )


def test_dates_of_the_first_centuries_are_long_ago() -> None:
    assert style("He was proclaimed on 25 July 306. He won the battle on 28 October 312.") is Style.NARRATIVE


@pytest.mark.parametrize(
    "text", ["It sold 1,831, 1,840, 1,848 and 1,852 copies.", "It cost $1831, $1840, $1848 and $1852."]
)
def test_sums_and_counts_are_no_years(text: str) -> None:
    assert style(text) is Style.NEWS


def test_german_has_words_of_its_own_for_it() -> None:
    text = "Der Bund entstand 1831. Er zerfiel 1840, tagte wieder 1848 und endete 1852."
    german = load_language("de").discourse
    assert style_of(text, PUBLISHED, german) is Style.NARRATIVE
    assert style_of(f"{text} Am Freitag wurde gefeiert.", PUBLISHED, german) is Style.NEWS


def test_a_style_has_a_name() -> None:
    assert style_named("narrative") is Style.NARRATIVE
    with pytest.raises(ValueSyntaxError, match="no such style"):
        style_named("poem")
