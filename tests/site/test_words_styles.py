from __future__ import annotations

import pytest

from dateline.export.words import STYLES, DateWords
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period
from dateline.timevalue.units import Grain, Mod, PartOfDay

WEEK = (Period.day_of(2022, 6, 13).first_day - 1) // 7
EVENING = Period.day_of(1970, 4, 13).at_clock(Grain.PART, list(PartOfDay).index(PartOfDay.EVENING))

FULL = [
    ("1970-04-13", "Monday, 13 April 1970"),
    ("1970-04-13T21:08-06:00", "Monday, 13 April 1970, 9:08 p.m. (UTC−6)"),
    ("1970-04", "April 1970"),
    ("1970-34", "2nd quarter of 1970"),
    ("1970-22", "summer 1970"),
    ("1970", "1970"),
    ("196X", "the 1960s"),
    ("-0043-03-15", "Friday, 15 March 44 BC"),
    ("2022-04-05?", "perhaps Tuesday, 5 April 2022"),
    ("1970-04-13/..", "since Monday, 13 April 1970"),
    ("2023-01-12/2023-01-13", "Thursday, 12 – Friday, 13 January 2023"),
    ("2023-03-28/2023-04-03", "Tuesday, 28 March – Monday, 3 April 2023"),
    ("2023-12-28/2024-01-03", "Thursday, 28 December 2023 – Wednesday, 3 January 2024"),
    ("2022-04/2022-06", "April–June 2022"),
    ("1969/1970", "1969–1970"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "Monday, 13 April 1970, 9:08 p.m. – 10:15 p.m. (UTC)"),
    ("[1970-04-13,1970-04-14]", "Monday, 13 April 1970 or Tuesday, 14 April 1970"),
]

MEDIUM = [
    ("1970-04-13", "13 Apr 1970"),
    ("1970-04-13T21:08-06:00", "13 Apr 1970, 9:08 p.m. (UTC−6)"),
    ("1970-04", "Apr 1970"),
    ("1970-34", "Q2 1970"),
    ("1970-22", "summer 1970"),
    ("1970", "1970"),
    ("196X", "the 1960s"),
    ("-0043-03-15", "15 Mar 44 BC"),
    ("2022-04~", "about Apr 2022"),
    ("1985-04-XX", "Apr 1985 (day unknown)"),
    ("2022-04/..", "since Apr 2022"),
    ("2023-01-12/2023-01-13", "12–13 Jan 2023"),
    ("2023-03-28/2023-04-03", "28 Mar – 3 Apr 2023"),
    ("2023-12-28/2024-01-03", "28 Dec 2023 – 3 Jan 2024"),
    ("2022-04/2022-06", "Apr–Jun 2022"),
    ("{1960,1961-12}", "1960 and Dec 1961"),
]

ISO = [
    ("1970-04-13", "1970-04-13"),
    ("1970-04-13T21:08-06:00", "1970-04-13 21:08 (UTC−6)"),
    ("1970-04-13T09:05:07+05:30", "1970-04-13 09:05:07 (UTC+5:30)"),
    ("1970-04", "1970-04"),
    ("1970-34", "1970-34"),
    ("1970-22", "1970-22"),
    ("1970", "1970"),
    ("196X", "196X"),
    ("-03XX", "-03XX"),
    ("0079", "0079"),
    ("-0043-03-15", "-0043-03-15"),
    ("Y17000-05-06", "Y17000-05-06"),
    ("2022-04~", "about 2022-04"),
    ("2022-04-05?", "perhaps 2022-04-05"),
    ("1985-04-XX", "1985-04-XX"),
    ("1985-XX-XX?", "perhaps 1985-XX-XX"),
    ("2022-04/..", "since 2022-04"),
    ("../2022-04-05", "until 2022-04-05"),
    ("1970-04-11/1970-04-17", "1970-04-11 – 1970-04-17"),
    ("1969/1970", "1969 – 1970"),
    ("1969~/1970~", "about 1969 – 1970"),
    ("1985-04-XX/1985-05-03", "1985-04-XX – 1985-05-03"),
    ("1970-04-13T21:08Z/1970-04-13T22:15Z", "1970-04-13 21:08–22:15 (UTC)"),
    ("[1667,1668]", "1667 or 1668"),
]

LONG = [
    ("1970-04-13", "13 April 1970"),
    ("1970-04-13T21:08-06:00", "13 April 1970, 9:08 p.m. (UTC−6)"),
    ("1970-04", "April 1970"),
    ("1970-34", "2nd quarter of 1970"),
    ("1970-22", "summer 1970"),
    ("196X", "the 1960s"),
    ("-0043-03-15", "15 March 44 BC"),
    ("2022-04-05?", "perhaps 5 April 2022"),
    ("2022-04/..", "since April 2022"),
    ("2023-01-12/2023-01-13", "12–13 January 2023"),
    ("2023-03-28/2023-04-03", "28 March – 3 April 2023"),
    ("2022-04/2022-06", "April–June 2022"),
]

IN_OTHER_LANGUAGES = [
    ("en_US", "full", "1970-04-13", "Monday, April 13, 1970"),
    ("en_US", "full", "2023-01-12/2023-01-13", "Thursday, January 12 – Friday, January 13, 2023"),
    ("en_US", "medium", "1970-04-13", "Apr 13, 1970"),
    ("en_US", "medium", "2023-01-12/2023-01-13", "Jan 12–13, 2023"),
    ("en_US", "medium", "1970-04-11/1970-05-03", "Apr 11 – May 3, 1970"),
    ("en_US", "iso", "1970-04-13T21:08-06:00", "1970-04-13 21:08 (UTC−6)"),
    ("de", "full", "1970-04-13", "Montag, 13. April 1970"),
    ("de", "full", "1970-04-13/..", "seit Montag, 13. April 1970"),
    ("de", "full", "2023-01-12/2023-01-13", "Donnerstag, 12. – Freitag, 13. Januar 2023"),
    ("de", "medium", "1970-01-13", "13. Jan. 1970"),
    ("de", "medium", "2023-01-12/2023-02-13", "12. Jan. – 13. Feb. 2023"),
    ("de", "medium", "1970-34", "Q2 1970"),
    ("de", "iso", "1970-04-13T21:08", "1970-04-13 21:08"),
    ("de", "iso", "1970-04-13/..", "seit 1970-04-13"),
    ("de", "iso", "../196X", "bis 196X"),
    ("fr", "full", "1970-05-01", "vendredi 1er mai 1970"),
    ("fr", "full", "../1970-05-01", "jusqu'au vendredi 1er mai 1970"),
    ("fr", "full", "2023-01-12/2023-01-13", "jeudi 12 – vendredi 13 janvier 2023"),
    ("fr", "medium", "2023-01-12/2023-01-13", "12–13 janv. 2023"),
    ("fr", "medium", "1970-34", "T2 1970"),
    ("fr", "iso", "../1970-04-13", "jusqu'à 1970-04-13"),
    ("fr", "iso", "1970-05-01T21:08", "1970-05-01 21:08"),
    # Without phrases of its own, a language has CLDR's patterns.
    ("nl", "full", "1970-04-13", "maandag 13 april 1970"),
    ("nl", "medium", "1970-01-13", "13 jan 1970"),
    ("nl", "medium", "1970-34", "K2 1970"),
    ("nl", "iso", "1970-04~", "≈ 1970-04"),
    ("ja", "full", "1970-04-13", "1970年4月13日月曜日"),
]

BEYOND_EDTF = [
    ("full", Period(Grain.WEEK, WEEK), "week of Monday, 13 June 2022"),
    ("full", EVENING, "evening of Monday, 13 April 1970"),
    ("medium", Period(Grain.WEEKEND, WEEK), "weekend of 18–19 Jun 2022"),
    ("medium", EVENING, "evening of 13 Apr 1970"),
    ("medium", Period(Grain.DECADE, 196, Mod.END), "the late 1960s"),
    ("iso", Period(Grain.WEEK, WEEK), "2022-06-13 – 2022-06-19"),
    ("iso", EVENING, "evening of 1970-04-13"),
    ("iso", Interval(EVENING, OPEN), "since the evening of 1970-04-13"),
    ("iso", Period.day_of(1970, 4, 13).at_clock(Grain.HOUR, 9), "1970-04-13 09 h"),
    ("iso", Period(Grain.DECADE, 196, Mod.END), "late 196X"),
]


@pytest.mark.parametrize(("value", "words"), LONG)
def test_long_is_the_style_that_is_not_asked_for(value: str, words: str) -> None:
    assert DateWords("en").say(edtf.parse(value)) == words
    assert DateWords("en", "long").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("value", "words"), FULL)
def test_full_has_weekdays(value: str, words: str) -> None:
    assert DateWords("en", "full").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("value", "words"), MEDIUM)
def test_medium_has_short_months(value: str, words: str) -> None:
    assert DateWords("en", "medium").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("value", "words"), ISO)
def test_iso_has_figures(value: str, words: str) -> None:
    assert DateWords("en", "iso").say(edtf.parse(value)) == words


@pytest.mark.parametrize(("language", "style", "value", "words"), IN_OTHER_LANGUAGES)
def test_every_language_has_every_style(language: str, style: str, value: str, words: str) -> None:
    assert DateWords(language, style).say(edtf.parse(value)) == words


@pytest.mark.parametrize(("style", "value", "words"), BEYOND_EDTF)
def test_values_that_edtf_cannot_write_have_styles_too(style: str, value: Period | Interval, words: str) -> None:
    assert DateWords("en", style).say(value) == words


@pytest.mark.parametrize("style", STYLES)
def test_what_is_said_in_a_pattern_or_with_its_weekday_is_so_in_every_style(style: str) -> None:
    words = DateWords("en", style)
    assert words.say_full_day(Period.day_of(1970, 4, 13)) == "Monday, 13 April 1970"
    assert words.say_in_pattern(Period.day_of(1970, 4, 13), "EEE d LLLL y") == "Mon 13 April 1970"


def test_a_style_that_there_is_not_is_an_error_that_tells_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'short'.*long, full, medium, iso"):
        DateWords("en", "short")
