from __future__ import annotations

import re

import pytest

from dateline.errors import LanguageError
from dateline.languages.patterns import Atom, Choice, Optional, Sequence, compile_pattern, openings, parse

CODES = {"'the'": "t", "month": "mn", "day": "d", "','": ","}


def compiled(pattern: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    source, groups = compile_pattern(parse(pattern), CODES.__getitem__)
    return re.compile(source), dict(groups)


def test_a_bare_word_stands_for_itself_and_angle_brackets_for_a_category() -> None:
    assert parse("the <month>") == Sequence((Atom("'the'", ""), Atom("month", "month")))


def test_a_part_can_have_a_name_of_its_own() -> None:
    assert parse("<month:from>") == Atom("month", "from")


def test_a_question_mark_makes_the_group_before_it_optional() -> None:
    assert parse('( "," <day> )?') == Optional(Sequence((Atom("','", ""), Atom("day", "day"))))


def test_a_bar_parts_the_branches_of_a_choice() -> None:
    assert parse("<month> | <day>") == Choice((Atom("month", "month"), Atom("day", "day")))


def test_a_pattern_becomes_an_expression_over_codes_with_a_group_for_each_part() -> None:
    expression, groups = compiled('the? <month> ( "," <day> )?')
    match = expression.fullmatch("tn,d")
    assert match is not None
    assert {groups[group]: match[group] for group in groups} == {("month", "month"): "n", ("day", "day"): "d"}


def test_a_part_named_in_two_branches_gets_two_groups() -> None:
    _, groups = compiled("<month:what> | <day:what>")
    assert sorted(groups.values()) == [("what", "day"), ("what", "month")]


def test_a_pattern_tells_what_it_can_begin_with() -> None:
    assert openings(parse("the? <month>")) == {("'the'", "month"), ("month",)}
    assert openings(parse("<day>?")) == {("day",), ()}


@pytest.mark.parametrize("pattern", ["( <month>", "<month> )", "? <month>", "<no closing"])
def test_a_pattern_that_cannot_be_read_is_an_error(pattern: str) -> None:
    with pytest.raises(LanguageError):
        parse(pattern)
