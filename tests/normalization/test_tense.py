from __future__ import annotations

import pytest

from dateline.normalization.tense import tense_reader
from dateline.timevalue.expressions import Direction


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
        "The board planned a meeting on Friday.",
        "It was extended until Friday.",
        "They could leave as early as Friday.",
        "The museum opens on Friday.",
        "Talks resume on Friday.",
        "Talks are set for 9 p.m. on Friday.",
        "Voters choose a new president on Friday.",
        "The funeral is Friday.",
        "She will deliver a televised address on Friday.",
        "Traders sold ahead of Friday's vote.",
        "The deadline was extended through Friday.",
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
        "The offer had been due to end on Friday.",
        "They cut the dividend due to the loss of Friday.",
        "She could not be reached on Friday.",
        "They did not stop until Friday.",
        "They waited until Friday to tell her.",
    ],
)
def test_a_verb_of_what_is_over_looks_back(sentence: str) -> None:
    assert direction(sentence, "Friday") is Direction.PAST


def test_what_lasted_until_a_day_is_over_when_its_sentence_goes_on_in_the_past() -> None:
    assert direction("Until Friday, nobody had called.", "Until Friday") is Direction.PAST
    assert direction("Until Friday, nobody will call.", "Until Friday") is Direction.FUTURE


def test_a_month_is_no_verb() -> None:
    assert direction("It opened, they said, in May.", "May") is Direction.PAST
    assert direction("It may open on Friday.", "Friday") is Direction.FUTURE


def test_the_present_of_a_headline_looks_nowhere() -> None:
    assert direction("Stocks fall Friday", "Friday") is None


def test_a_sentence_without_a_verb_looks_nowhere() -> None:
    assert direction("Lunch on Friday.", "Friday") is None


def test_words_that_only_look_like_a_past_tense_do_not_count() -> None:
    assert direction("The red need indeed on Friday", "Friday") is None


@pytest.mark.parametrize(("sentence", "back"), [("He had seen it on Friday.", True), ("He saw it on Friday.", False)])
def test_the_past_perfect_steps_back_behind_the_story(sentence: str, back: bool) -> None:
    start = sentence.index("Friday")
    assert tense_reader("en").steps_back(sentence, start, start + 6) is back


@pytest.mark.parametrize(
    ("sentence", "unopposed"),
    [
        ("He stepped down, as the board had asked, in 1998.", True),
        ("He stepped down, as he will again, in 1998.", False),
    ],
)
def test_a_far_cue_says_whether_the_whole_sentence_agrees(sentence: str, unopposed: bool) -> None:
    start = sentence.index("1998")
    cue = tense_reader("en").cue(sentence, start, start + 4)
    assert cue is not None
    assert cue.unopposed is unopposed
