from __future__ import annotations

from importlib.resources import files

import pytest

from dateline.export.phrasebook import Phrases, load_phrases
from dateline.export.words import STYLES, DateWords, html_datetime
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season

KINDS = {grain.name.lower() for grain in Grain if grain >= Grain.PART} - {"season"}
KINDS |= {season.name.lower() for season in Season} | {"moment", "weekday", "modified", "figures", "other"}
WEEK = (Period.day_of(2022, 6, 13).first_day - 1) // 7

ENGLISH = [
    # Days and clock times.
    ("1970-04-13", "13 April 1970", "1970-04-13"),
    ("2024-02-29", "29 February 2024", "2024-02-29"),
    ("2026-01-01", "1 January 2026", "2026-01-01"),
    ("1970-04-13T21:08-06:00", "13 April 1970, 9:08 p.m. (UTC−6)", "1970-04-13T21:08-06:00"),
    ("1970-04-13T09:00", "13 April 1970, 9:00 a.m.", "1970-04-13T09:00"),
    ("1970-04-13T12:05:09+05:30", "13 April 1970, 12:05:09 p.m. (UTC+5:30)", "1970-04-13T12:05:09+05:30"),
    ("2023-01-13T20:00Z", "13 January 2023, 8:00 p.m. (UTC)", "2023-01-13T20:00Z"),
    ("2023-01-13T00:00", "13 January 2023, 12:00 a.m.", "2023-01-13T00:00"),
    ("2023-01-12T24:00", "13 January 2023, 12:00 a.m.", "2023-01-13T00:00"),
    ("2024-07-01T06:45+05:45", "1 July 2024, 6:45 a.m. (UTC+5:45)", "2024-07-01T06:45+05:45"),
    ("2024-07-01T23:59:59-03:30", "1 July 2024, 11:59:59 p.m. (UTC−3:30)", "2024-07-01T23:59:59-03:30"),
    # Months, quarters, halves, seasons.
    ("1970-04", "April 1970", "1970-04"),
    ("1970-21", "spring 1970", "1970"),
    ("1970-22", "summer 1970", "1970"),
    ("1970-23", "autumn 1970", "1970"),
    ("1970-24", "winter 1970", "1970"),
    ("1970-33", "1st quarter of 1970", "1970"),
    ("1970-34", "2nd quarter of 1970", "1970"),
    ("1970-35", "3rd quarter of 1970", "1970"),
    ("1970-36", "4th quarter of 1970", "1970"),
    ("1970-40", "1st half of 1970", "1970"),
    ("1970-41/..", "since the 2nd half of 1970", "1970"),
    ("../1970-34", "until the 2nd quarter of 1970", "1970"),
    # Years and more.
    ("1970", "1970", "1970"),
    ("197X", "the 1970s", "1970"),
    ("200X", "the 2000s", "2000"),
    ("18XX", "the 19th century", "1800"),
    ("19XX", "the 20th century", "1900"),
    ("20XX", "the 21st century", "2000"),
    ("11XX", "the 12th century", "1100"),
    ("00XX", "the 1st century", "0001"),
    ("1XXX", "the 2nd millennium", "1000"),
    ("2XXX", "the 3rd millennium", "2000"),
    # Before the common era, in its first hundred years, and beyond four digits.
    ("0000", "1 BC", ""),
    ("-0043", "44 BC", ""),
    ("-0043-03", "March 44 BC", ""),
    ("-0043-03-15", "15 March 44 BC", ""),
    ("-0043-03-13/-0043-03-15", "13–15 March 44 BC", ""),
    ("-0050/-0043", "51–44 BC", ""),
    ("-0043/0014", "44 BC – AD 14", ""),
    ("-00XX", "the 1st century BC", ""),
    ("-03XX/..", "since the 4th century BC", ""),
    ("-1XXX", "the 2nd millennium BC", ""),
    ("0001", "1", "0001"),
    ("0079-08-24", "24 August AD 79", "0079-08-24"),
    ("0068/0079", "68–79", "0068"),
    ("0079-08", "August AD 79", "0079-08"),
    ("0079-22", "summer AD 79", "0079"),
    ("0079-08-24/0079-08-25", "24–25 August AD 79", "0079-08-24"),
    ("0476", "476", "0476"),
    ("Y17000", "17000", "17000"),
    ("Y-17000", "17001 BC", ""),
    ("Y17000-05-06", "6 May 17000", "17000-05-06"),
    # Approximate, uncertain, both.
    ("2019~", "about 2019", "2019"),
    ("2022-04~", "about April 2022", "2022-04"),
    ("2022-04-05?", "perhaps 5 April 2022", "2022-04-05"),
    ("2022%", "perhaps about 2022", "2022"),
    ("197X~", "about the 1970s", "1970"),
    ("1970-34?", "perhaps the 2nd quarter of 1970", "1970"),
    ("2004-06~-11", "about 11 June 2004", "2004-06-11"),
    # Nobody says which day or month.
    ("1985-04-XX", "April 1985 (day unknown)", "1985-04"),
    ("1985-04-XX~", "about April 1985 (day unknown)", "1985-04"),
    ("1985-XX", "1985 (month unknown)", "1985"),
    ("1985-XX-XX", "1985 (day unknown)", "1985"),
    ("198X-XX", "the 1980s (month unknown)", "1980"),
    ("1985-04-XX/..", "since April 1985 (day unknown)", "1985-04"),
    ("1985-04-XX/1985-05-03", "April 1985 (day unknown) – 3 May 1985", "1985-04"),
    # Ends that are open or not known.
    ("2022-04/..", "since April 2022", "2022-04"),
    ("2022-04~/..", "since about April 2022", "2022-04"),
    ("2022-04?/..", "since perhaps April 2022", "2022-04"),
    ("../2022-04-05", "until 5 April 2022", "2022-04-05"),
    ("2022/", "from 2022, end unknown", "2022"),
    ("/2022", "until 2022, start unknown", "2022"),
    ("1970-04-13T21:08Z/..", "since 13 April 1970, 9:08 p.m. (UTC)", "1970-04-13T21:08Z"),
    ("196X/..", "since the 1960s", "1960"),
    # From one to another.
    ("2023-01-12/2023-01-13", "12–13 January 2023", "2023-01-12"),
    ("2022-06-13/2022-06-19", "13–19 June 2022", "2022-06-13"),
    ("2023-03-28/2023-04-03", "28 March – 3 April 2023", "2023-03-28"),
    ("2023-12-28/2024-01-03", "28 December 2023 – 3 January 2024", "2023-12-28"),
    ("2022-04/2022-06", "April–June 2022", "2022-04"),
    ("2022-11/2023-02", "November 2022 – February 2023", "2022-11"),
    ("1969/1970", "1969–1970", "1969"),
    ("1969~/1970~", "about 1969–1970", "1969"),
    ("2023-01-12?/2023-01-13?", "perhaps 12–13 January 2023", "2023-01-12"),
    ("1969/1970~", "1969 – about 1970", "1969"),
    ("1970/1970", "1970", "1970"),
    ("196X/198X", "the 1960s – the 1980s", "1960"),
    ("1970-21/1970-23", "spring 1970 – autumn 1970", "1970"),
    ("1970-04/1970-05-03", "April 1970 – 3 May 1970", "1970-04"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "13 April 1970, 9:08 p.m. – 10:15 p.m. (UTC)", "1970-04-13T21:08Z"),
    ("1970-04-13T11:30/1970-04-13T12:15", "13 April 1970, 11:30 a.m. – 12:15 p.m.", "1970-04-13T11:30"),
    ("1970-04-13T21:08:01/1970-04-13T21:09", "13 April 1970, 9:08:01 p.m. – 9:09 p.m.", "1970-04-13T21:08:01"),
    ("1970-04-13T21:08/1970-04-14", "13 April 1970, 9:08 p.m. – 14 April 1970", "1970-04-13T21:08"),
    (
        "1970-04-13T23:30-05:00/1970-04-14T01:00-05:00",
        "13 April 1970, 11:30 p.m. (UTC−5) – 14 April 1970, 1:00 a.m. (UTC−5)",
        "1970-04-13T23:30-05:00",
    ),
    # One of several, and each of several.
    ("[1667,1668]", "1667 or 1668", "1667"),
    ("[1667,1668,1670]", "1667, 1668 or 1670", "1667"),
    ("[1667,1670..1672]", "1667 or between 1670 and 1672", "1667"),
    ("[1970-04-13..1970-04-17]", "between 13 April 1970 and 17 April 1970", "1970-04-13"),
    ("[1970-33..1970-35]", "between the 1st quarter of 1970 and the 3rd quarter of 1970", "1970"),
    ("[1667,1760-12..]", "1667 or December 1760 or later", "1667"),
    ("[..1760-12-03]", "3 December 1760 or earlier", "1760-12-03"),
    ("[1667~,1668?]", "about 1667 or perhaps 1668", "1667"),
    ("{1960,1961-12}", "1960 and December 1961", "1960"),
    ("{1970-04-11,1970-04-13,1970-04-17}", "11 April 1970, 13 April 1970 and 17 April 1970", "1970-04-11"),
    ("{1960,1967..1969}", "1960 and 1967–1969", "1960"),
    ("{1967}", "1967", "1967"),
]

OTHER_LANGUAGES = [
    ("it", "1970-04-13T21:08-06:00", "13 aprile 1970, 21:08 (UTC−6)"),
    ("it", "2022-04~/..", "≈ aprile 2022 →"),
    ("it", "197X", "1970–1979"),
    ("it", "-0043", "44 a.C."),
    ("it", "0079", "79"),
    ("it", "1985-04-XX", "aprile 1985 (??)"),
    ("it", "[1667,1668]", "1667 o 1668"),
    ("it", "{1667,1668,1670}", "1667, 1668 e 1670"),
    ("it", "[1667..1670]", "1667 – 1670"),
    ("it", "[1667..]", "≥ 1667"),
    ("nl", "1970-34", "2e kwartaal 1970"),
    ("nl", "2023-01-12/2023-01-13", "12 januari 2023 – 13 januari 2023"),
    ("nl", "1969/1970", "1969–1970"),
    ("nl", "1970-21", "maart 1970 – mei 1970"),
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


@pytest.mark.parametrize(
    ("value", "mod", "words"),
    [
        ("196X", Mod.END, "the late 1960s"),
        ("196X", Mod.MID, "the mid-1960s"),
        ("18XX", Mod.START, "the early 19th century"),
        ("-03XX", Mod.END, "the late 4th century BC"),
        ("1970", Mod.START, "early 1970"),
        ("1985-04", Mod.MID, "mid-April 1985"),
        ("1970-22", Mod.END, "late summer 1970"),
        ("1970-34", Mod.END, "late in the 2nd quarter of 1970"),
        ("1970-04-15", Mod.END, "late on 15 April 1970"),
        ("1998", Mod.BEFORE, "before 1998"),
        ("1970-40", Mod.AFTER, "after the 1st half of 1970"),
        ("1998-03", Mod.ON_OR_BEFORE, "March 1998 or earlier"),
        ("1998-03", Mod.ON_OR_AFTER, "March 1998 or later"),
        ("1998-03", Mod.EQUAL_OR_MORE, "March 1998"),
    ],
)
def test_early_and_late_are_said_where_a_value_has_them(value: str, mod: Mod, words: str) -> None:
    period = edtf.parse(value)
    assert isinstance(period, Period)
    assert DateWords("en").say(period.modified(mod)) == words
    assert DateWords("en").say(Interval(period.modified(mod), OPEN)) == f"since {words}"


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


OPEN_TABLES = {"inner", "forms", "lists", "halves_of_day", "seasons", "ordinals", "confidence"}
PHRASE_FILES = sorted(file.name for file in (files("dateline.export") / "phrases").iterdir())


@pytest.mark.parametrize("file", PHRASE_FILES)
def test_a_language_file_says_nothing_that_the_root_does_not_know(file: str) -> None:
    root, phrases = load_phrases("root"), load_phrases(file.removesuffix(".toml"))
    for table in set(Phrases.__slots__) - OPEN_TABLES:
        assert set(getattr(phrases, table)) == set(getattr(root, table)), table
    assert set(phrases.inner) <= {"approximate", "uncertain", "uncertain_approximate"}
    assert set(phrases.lists) <= {"or", "and"}
    assert {kind for texts in phrases.forms.values() for kind in texts} <= KINDS
    for style in STYLES:
        assert set(phrases.patterns[style]) <= {"day", "month", "quarter", "clock", "clock_seconds", "hour"}
        assert set(phrases.ranges[style]) <= {"days_in_month", "days_in_year", "months_in_year", "clocks"}
