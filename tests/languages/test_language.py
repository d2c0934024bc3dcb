from __future__ import annotations

import pytest

from dateline.errors import LanguageError
from dateline.languages import load_language
from dateline.languages.tokens import NumberMarks, number_categories


def test_a_language_that_is_not_there_is_an_error_with_a_hint() -> None:
    with pytest.raises(LanguageError, match='no language "xx"'):
        load_language("xx")


def test_a_language_is_compiled_once() -> None:
    assert load_language("en") is load_language("en")


def test_words_listed_with_a_capital_are_known_with_a_capital_only() -> None:
    look_up = load_language("en").lexicon.look_up
    assert "month" in look_up("May").values
    assert "month" in look_up("MAY").values
    assert "month" not in look_up("may").values


def test_words_listed_small_are_known_in_any_case() -> None:
    look_up = load_language("en").lexicon.look_up
    assert (
        look_up("Monday").values["weekday"]
        == look_up("MONDAY").values["weekday"]
        == look_up("monday").values["weekday"]
    )


def test_unknown_words_are_told_from_unknown_names() -> None:
    look_up = load_language("en").lexicon.look_up
    assert look_up("soledar").code != look_up("Soledar").code


def test_curly_and_straight_apostrophes_are_one() -> None:
    look_up = load_language("en").lexicon.look_up
    assert look_up("o’clock").code == look_up("o'clock").code


@pytest.mark.parametrize(
    ("token", "category"),
    [("13", "day_number"), ("12", "month_number"), ("24", "hour"), ("1970", "year"), ("0842", "clock_number")],
)
def test_a_number_is_known_by_its_size_and_figures(token: str, category: str) -> None:
    assert category in number_categories(token)


@pytest.mark.parametrize(("token", "category"), [("32", "day_number"), ("13", "month_number"), ("2500", "year")])
def test_a_number_too_large_is_not(token: str, category: str) -> None:
    assert category not in number_categories(token)


def test_a_comma_groups_thousands() -> None:
    assert NumberMarks().value("200,000") == 200000
    assert NumberMarks().value("2.5") == 2.5


def test_which_mark_groups_thousands_is_the_languages_own() -> None:
    assert NumberMarks(group=".", decimal=",").value("1.000,5") == 1000.5
    assert NumberMarks(group=".", decimal=",").value("2,5") == 2.5


def test_unicode_digits_do_not_break_the_reading_of_numbers() -> None:
    assert number_categories("²") == frozenset({"number", "decimal"})
