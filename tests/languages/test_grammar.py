"""Each rule of each language finds its own examples and keeps out of its counterexamples."""

from __future__ import annotations

import pytest

from dateline.languages import load_language
from dateline.languages.source import available
from dateline.model import Style
from dateline.recognition import find_mentions, rules_used

LANGUAGES = available()


def texts(key: str) -> list[tuple[str, str, str]]:
    return [
        (language, rule, text)
        for language in LANGUAGES
        for rule, record in load_language(language).rules.items()
        for text in record.get(key, ())
    ]


def styles(language: str, rule: str) -> list[Style]:
    """The styles of text a rule is for."""
    return [Style(name) for name in load_language(language).rules[rule].get("styles", Style)]


@pytest.mark.parametrize(("language", "rule", "text"), texts("examples"))
def test_a_rule_finds_its_examples(language: str, rule: str, text: str) -> None:
    assert any(rule in rules_used(text, load_language(language), style) for style in styles(language, rule))


@pytest.mark.parametrize(("language", "rule", "text"), texts("counterexamples"))
def test_a_rule_keeps_out_of_its_counterexamples(language: str, rule: str, text: str) -> None:
    assert not any(rule in rules_used(text, load_language(language), style) for style in styles(language, rule))


def test_a_rule_for_one_style_is_not_for_another() -> None:
    assert "former" in rules_used("the former capital", load_language("en"), Style.NARRATIVE)
    assert "former" not in rules_used("the former capital", load_language("en"), Style.NEWS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_an_example(language: str) -> None:
    assert [rule for rule, record in load_language(language).rules.items() if not record.get("examples")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_says_begins_small_so_that_it_can_stand_in_a_line(language: str) -> None:
    rules = load_language(language).rules
    assert [rule for rule, record in rules.items() if record.get("says", "")[:1].isupper()] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The crew of three slept well, and nobody woke them."),
        ("de", "Die drei schliefen gut, und niemand weckte sie."),
    ],
)
def test_plain_text_has_no_mentions(language: str, text: str) -> None:
    assert find_mentions(text, load_language(language)) == []


def test_every_language_tells_the_same_of_its_sentences() -> None:
    english = set(load_language("en").discourse)
    for language in LANGUAGES:
        assert english - set(load_language(language).discourse) == set(), language
