from __future__ import annotations

import pytest

from dateline.normalization.tense import tense_reader
from dateline.timevalue.operators import Direction


def direction(sentence: str, words: str) -> Direction | None:
    start = sentence.index(words)
    cue = tense_reader("en").cue(sentence, start, start + len(words))
    return cue and cue.direction


@pytest.mark.parametrize(
    "sentence",
    [
        "The council is also due to meet on Friday.",
        "They will leave Friday.",
        "The vote is set for Friday.",
        "He said the board will report on Friday.",
        "The President has asked the nation to keep Friday as a day of rest.",
        "On Friday the ship is to go into orbit.",
        "They will set the lander down on Friday.",
    ],
)
def test_a_verb_that_points_ahead_looks_ahead(sentence: str) -> None:
    assert direction(sentence, "Friday") is Direction.FUTURE


@pytest.mark.parametrize(
    "sentence",
    [
        "On Friday, the leader of the group had claimed the town.",
        "The map released Friday by the ministry shows it.",
        "He wrote early Friday that all was well.",
        "She was named to the board on Friday.",
        "They have met since Friday.",
        "The mayor, who will retire soon, spoke on Friday.",
    ],
)
def test_a_verb_of_what_is_over_looks_back(sentence: str) -> None:
    assert direction(sentence, "Friday") is Direction.PAST


def test_a_sentence_without_a_verb_looks_nowhere() -> None:
    assert direction("Lunch on Friday.", "Friday") is None


def test_words_that_only_look_like_a_past_tense_do_not_count() -> None:
    assert direction("The red need indeed on Friday", "Friday") is None


@pytest.mark.parametrize(("sentence", "back"), [("He had seen it on Friday.", True), ("He saw it on Friday.", False)])
def test_the_past_perfect_steps_back_behind_the_story(sentence: str, back: bool) -> None:
    start = sentence.index("Friday")
    assert tense_reader("en").steps_back(sentence, start, start + 6) is back
