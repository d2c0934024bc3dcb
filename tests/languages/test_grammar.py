"""Each rule finds its own examples and keeps out of its counterexamples."""

from __future__ import annotations

import pytest

from dateline.languages import load_language
from dateline.recognition import find_mentions, rules_used

ENGLISH = load_language("en")
EXAMPLES = [(rule, text) for rule, record in ENGLISH.rules.items() for text in record.get("examples", ())]
COUNTEREXAMPLES = [(rule, text) for rule, record in ENGLISH.rules.items() for text in record.get("counterexamples", ())]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_finds_its_examples(rule: str, text: str) -> None:
    assert rule in rules_used(text, ENGLISH)


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_a_rule_keeps_out_of_its_counterexamples(rule: str, text: str) -> None:
    assert rule not in rules_used(text, ENGLISH)


def test_every_rule_has_an_example() -> None:
    assert [rule for rule, record in ENGLISH.rules.items() if not record.get("examples")] == []


def test_what_a_rule_says_begins_small_so_that_it_can_stand_in_a_line() -> None:
    assert [rule for rule, record in ENGLISH.rules.items() if record.get("says", "")[:1].isupper()] == []


def test_plain_text_has_no_mentions() -> None:
    assert find_mentions("The crew of three slept well, and nobody woke them.", ENGLISH) == []
