from __future__ import annotations

from importlib.resources import files

import pytest

from dateline.export.words import DateWords, Phrases, html_datetime, load_phrases
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period
from dateline.timevalue.units import Grain, PartOfDay

WEEK = (Period.day_of(2022, 6, 13).first_day - 1) // 7

ENGLISH = [
    ("1970-04-13T21:08-06:00", "13 April 1970, 9:08 p.m. (UTC−6)", "1970-04-13T21:08-06:00"),
    ("1970-04-13T09:00", "13 April 1970, 9:00 a.m.", "1970-04-13T09:00"),
    ("1970-04-13T12:05:09+05:30", "13 April 1970, 12:05:09 p.m. (UTC+5:30)", "1970-04-13T12:05:09+05:30"),
    ("2023-01-13T20:00Z", "13 January 2023, 8:00 p.m. (UTC)", "2023-01-13T20:00Z"),
    ("2023-01-13T00:00", "13 January 2023, 12:00 a.m.", "2023-01-13T00:00"),
    ("1970-04-13", "13 April 1970", "1970-04-13"),
    ("1970-04", "April 1970", "1970-04"),
    ("1970", "1970", "1970"),
    ("2019~", "about 2019", "2019"),
    ("2022-04~", "about April 2022", "2022-04"),
    ("2022-04-05?", "perhaps 5 April 2022", "2022-04-05"),
    ("2022%", "perhaps about 2022", "2022"),
    ("2022-04/..", "since April 2022", "2022-04"),
    ("2022-04~/..", "since about April 2022", "2022-04"),
    ("../2022-04-05", "until 5 April 2022", "2022-04-05"),
    ("2022/", "from 2022, end unknown", "2022"),
    ("/2022", "until 2022, start unknown", "2022"),
    ("2023-01-12/2023-01-13", "12–13 January 2023", "2023-01-12"),
    ("2023-03-28/2023-04-03", "28 March – 3 April 2023", "2023-03-28"),
    ("2023-12-28/2024-01-03", "28 December 2023 – 3 January 2024", "2023-12-28"),
    ("2022-04/2022-06", "April–June 2022", "2022-04"),
    ("2022-11/2023-02", "November 2022 – February 2023", "2022-11"),
    ("1969/1970", "1969–1970", "1969"),
    ("1969~/1970~", "about 1969–1970", "1969"),
    ("1969/1970~", "1969 – about 1970", "1969"),
    ("1970/1970", "1970", "1970"),
    ("1970-04/1970-05-03", "April 1970 – 3 May 1970", "1970-04"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "13 April 1970, 9:08 p.m. – 10:15 p.m. (UTC)", "1970-04-13T21:08Z"),
    ("1970-04-13T21:08/1970-04-14", "13 April 1970, 9:08 p.m. – 14 April 1970", "1970-04-13T21:08"),
    ("1970-21", "spring 1970", "1970"),
    ("1970-24", "winter 1970", "1970"),
    ("1970-34", "2nd quarter 1970", "1970"),
    ("1970-40", "1st half of 1970", "1970"),
    ("1970-41/..", "since 2nd half of 1970", "1970"),
    ("197X", "the 1970s", "1970"),
    ("197X~", "about the 1970s", "1970"),
    ("19XX", "the 20th century", "1900"),
    ("20XX", "the 21st century", "2000"),
    ("1XXX", "the 2nd millennium", "1000"),
    ("-00XX", "the 1st century BC", ""),
    ("0001", "1", "0001"),
    ("0000", "1 BC", ""),
    ("-0043", "44 BC", ""),
    ("-0043-03-15", "15 March 44 BC", ""),
    ("-0050/-0043", "51 BC – 44 BC", ""),
    ("Y17000", "17000", "17000"),
    ("Y-17000", "17001 BC", ""),
    ("Y17000-05-06", "6 May 17000", "17000-05-06"),
    ("2024-02-29", "29 February 2024", "2024-02-29"),
]

OTHER_LANGUAGES = [
    ("fr", "1970-04-13T21:08-06:00", "13 avril 1970, 21:08 (UTC−6)"),
    ("fr", "2022-04~/..", "≈ avril 2022 →"),
    ("fr", "197X", "1970–1979"),
    ("fr", "1970-34", "2e trimestre 1970"),
    ("fr", "-0043", "44 av. J.-C."),
    ("de", "2023-01-12/2023-01-13", "12. Januar 2023 – 13. Januar 2023"),
    ("de", "1970-21", "März 1970 – Mai 1970"),
    ("ja", "1970-04-13", "1970年4月13日"),
    ("pt-BR", "1970-04-13", "13 de abril de 1970"),
]


@pytest.mark.parametrize(("value", "words", "attribute"), ENGLISH)
def test_every_kind_of_value_has_words_and_an_html_datetime(value: str, words: str, attribute: str) -> None:
    assert DateWords("en").say(edtf.parse(value)) == words
    assert html_datetime(edtf.parse(value)) == attribute


@pytest.mark.parametrize(("language", "value", "words"), OTHER_LANGUAGES)
def test_a_language_without_phrases_has_its_own_names_and_signs(language: str, value: str, words: str) -> None:
    assert DateWords(language).say(edtf.parse(value)) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(Grain.WEEK, WEEK), "week of 13 June 2022"),
        (Period(Grain.WEEKEND, WEEK), "weekend of 18–19 June 2022"),
        (Period.day_of(1970, 4, 13).at_clock(Grain.HOUR, 21), "13 April 1970, 9 p.m."),
        (
            Period.day_of(1970, 4, 13).at_clock(Grain.PART, list(PartOfDay).index(PartOfDay.EVENING)),
            "evening of 13 April 1970",
        ),
    ],
)
def test_values_that_edtf_cannot_write_have_words_too(period: Period, words: str) -> None:
    assert DateWords("en").say(period) == words


def test_weekdays_are_right_in_years_that_python_does_not_have() -> None:
    ides, far = edtf.parse("-0043-03-15"), edtf.parse("Y12023-01-13")
    assert isinstance(ides, Period)
    assert isinstance(far, Period)
    assert DateWords("en").say_full_day(ides) == "Friday, 15 March 44 BC"
    assert DateWords("en").say_full_day(far) == "Friday, 13 January 12023"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1, "almost certain"), (0.9, "almost certain"), (0.895, "almost certain"), (0.75, "likely"), (0.1, "a guess")],
)
def test_a_confidence_has_words(confidence: float, words: str) -> None:
    assert DateWords("en").say_confidence(confidence) == words


def test_a_language_file_says_nothing_that_the_root_does_not_know() -> None:
    open_tables = {"patterns", "ranges", "halves_of_day", "seasons", "ordinals", "confidence"}
    root = load_phrases("root")
    for file in (files("dateline.export") / "phrases").iterdir():
        phrases = load_phrases(file.name.removesuffix(".toml"))
        for table in set(Phrases.__slots__) - open_tables:
            assert set(getattr(phrases, table)) == set(getattr(root, table)), (file.name, table)
