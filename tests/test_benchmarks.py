from __future__ import annotations

import random

import pytest
from benchmarks.calibration import Outcome, Suggestion, curve, fit, rewrite, validate

GRAMMAR = """\
stages:
- stage: dates
  rules:
  - id: stated
    is: dated
    confidence: 0.9
    examples: [a]
  # A comment on the next one.
  - id: unsaid
    is: dated
    examples: [b]

  - id: rare
    is: dated
- stage: phrases
"""


def outcome(number: int, trace: tuple[str, ...], *, right: bool) -> Outcome:
    return Outcome(str(number % 50), trace, ("nothing-open 1",), 0.9, right, right)


def sample() -> list[Outcome]:
    chance = random.Random(1)
    rules = {"good": 0.95, "bad": 0.6}
    single = [outcome(n, (rule,), right=chance.random() < share) for n in range(400) for rule, share in rules.items()]
    return single + [outcome(n, ("good", "bad"), right=chance.random() < 0.6) for n in range(200)]


def test_a_fitted_number_is_the_share_that_is_right_and_the_least_of_several_counts() -> None:
    numbers = fit(sample())
    assert numbers.rules == pytest.approx({"good": 0.95, "bad": 0.6}, abs=0.04)
    assert numbers.confidence(outcome(0, ("good", "bad"), right=True)) == pytest.approx(0.6, abs=0.04)


def test_cross_validated_confidence_is_near_what_is_right() -> None:
    assert curve(validate(sample())).error < 0.05


def test_the_error_is_how_far_confidence_is_from_the_share_right() -> None:
    assert curve([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]).error == 0
    assert curve([(0.9, False), (0.2, False)]).error == pytest.approx(0.55)


def test_a_suggestion_changes_its_line_alone() -> None:
    suggestions = [
        Suggestion("stated", 9, 0.7, 0.9, 0.7),
        Suggestion("unsaid", 9, 0.8, 0.95, 0.8),
        Suggestion("rare", 1, 0.1, 0.95, 0.1),
    ]
    wanted = GRAMMAR.replace("confidence: 0.9", "confidence: 0.7").replace(
        "    examples: [b]", "    confidence: 0.8\n    examples: [b]"
    )
    assert rewrite(GRAMMAR, suggestions, fewest=5) == wanted
    assert "  - id: rare\n    confidence: 0.1\n    is: dated\n- stage" in rewrite(GRAMMAR, suggestions, fewest=1)
