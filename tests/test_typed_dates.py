from __future__ import annotations

import pytest

from dateline.errors import ValueSyntaxError
from dateline.timevalue import edtf
from dateline.typed_dates import AMBIGUOUS, RELATIVE, date_in_words

READ = {
    "April 2022": "2022-04",
    "april 2022": "2022-04",
    "Apr 2022": "2022-04",
    "April of 2022": "2022-04",
    "  April \n 2022 ": "2022-04",
    "5 April 2022": "2022-04-05",
    "5 Apr 2022": "2022-04-05",
    "5th of April 2022": "2022-04-05",
    "April 5, 2022": "2022-04-05",
    "2022 April 5": "2022-04-05",
    "5-Apr-2022": "2022-04-05",
    "Monday, 13 April 1970": "1970-04-13",
    "2022/04/05": "2022-04-05",
    "2022-4-5": "2022-04-05",
    "2022.04.05": "2022-04-05",
    "25.4.2022": "2022-04-25",
    "25.12.2022": "2022-12-25",
    "25/12/2022": "2022-12-25",
    "12/25/2022": "2022-12-25",
    "12/12/2022": "2022-12-12",
    "1970-04-13 21:08": "1970-04-13T21:08",
    "1970-04-13 21:08 CST": "1970-04-13T21:08-06:00",
    "1970-04-13 9:08 p.m. CST": "1970-04-13T21:08-06:00",
    "20 July 1969 20:17 UTC": "1969-07-20T20:17Z",
    "13 April 1970, 9:08 p.m.": "1970-04-13T21:08",
    "noon on 13 April 1970": "1970-04-13T12:00",
    "25.12.2022 21:08": "2022-12-25T21:08",
    "circa 1850": "1850~",
    "c. 1850": "1850~",
    "around 1850": "1850~",
    "the year 1850": "1850",
    "the 1970s": "197X",
    "1970s": "197X",
    "the twenties": "192X",
    "19th century": "18XX",
    "the 19th century": "18XX",
    "spring 2020": "2020-21",
    "summer of 1969": "1969-22",
    "fall 1969": "1969-23",
    "Q2 2022": "2022-34",
    "first half of 1970": "1970-40",
    "5-7 April 2022": "2022-04-05/2022-04-07",
    "4 July 1776 - 5 July 1776": "1776-07-04/1776-07-05",
    "1900-1910": "1900/1910",
    "1914 to 1918": "1914/1918",
    "since April 2022": "2022-04/..",
    "until May 1945": "../1945-05",
    "44 BC": "-0043",
    "AD 79": "0079",
    "Christmas 1914": "1914-12-25",
    "Easter 1970": "1970-03-29",
}
GERMAN = {
    "5. April 2022": "2022-04-05",
    "13. April 1970, 21:08 Uhr": "1970-04-13T21:08",
    "Dezember 1914": "1914-12",
    "Frühjahr 2020": "2020-21",
    "um 1850": "1850~",
    "seit April 2022": "2022-04/..",
    "19. Jahrhundert": "18XX",
    "April 5, 2022": "2022-04-05",
    "the 1970s": "197X",
}
REFUSED = {
    "": "",
    "soon": "",
    "unknown": "",
    "Pearl Harbor": "",
    "two weeks": "",
    "every Monday": "",
    "hello 1970": "",
    "1970 or so": "",
    "April 2022 or May 2022": "",
    "1960s and 1970s": "",
    "1970, 1971": "",
    "1910-1900": "",
    "31 April 2022": "",
    "29 February 2021": "",
    "13/13/2022": "",
    "1970-13-01": "",
    "2022/31/12": "",
    "99": "",
    "04/05/2022": AMBIGUOUS,
    "4.5.2022": AMBIGUOUS,
    "4-5-2022": AMBIGUOUS,
    "13/4/70": "",
    "7-5 April 2022": "",
    "13 April 1970 to": "",
    "Monday": RELATIVE,
    "yesterday": RELATIVE,
    "today": RELATIVE,
    "last year": RELATIVE,
    "two years ago": RELATIVE,
    "April 5": RELATIVE,
    "5 April": RELATIVE,
    "Friday 13 April": RELATIVE,
    "April": RELATIVE,
    "Christmas": RELATIVE,
    "3 o'clock": RELATIVE,
}


@pytest.mark.parametrize(("typed", "date"), READ.items())
def test_a_date_in_words_is_read(typed: str, date: str) -> None:
    assert date_in_words(typed) == date
    assert edtf.write(edtf.parse(date)) == date


@pytest.mark.parametrize(("typed", "date"), GERMAN.items())
def test_a_date_is_read_in_the_language_of_the_site_and_in_english(typed: str, date: str) -> None:
    assert date_in_words(typed, "de") == date


@pytest.mark.parametrize("language", ["de", "fr", "xx"])
def test_a_language_that_has_no_rules_is_no_matter(language: str) -> None:
    assert date_in_words("April 2022", language) == "2022-04"


@pytest.mark.parametrize(("typed", "hint"), REFUSED.items())
def test_what_is_no_date_or_may_be_two_is_refused_with_a_hint(typed: str, hint: str) -> None:
    with pytest.raises(ValueSyntaxError, match=r"^error: not a date") as caught:
        date_in_words(typed)
    assert (caught.value.excerpt, caught.value.expected, caught.value.hint) == (typed, edtf.EXPECTED, hint)


@pytest.mark.parametrize(("typed", "hint"), [("Montag", RELATIVE), ("5. April", RELATIVE), ("05.04.2022", AMBIGUOUS)])
def test_a_language_has_its_own_dates_that_are_refused(typed: str, hint: str) -> None:
    with pytest.raises(ValueSyntaxError) as caught:
        date_in_words(typed, "de")
    assert caught.value.hint == hint
