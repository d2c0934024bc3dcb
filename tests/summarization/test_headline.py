from __future__ import annotations

import pytest

from dateline.summarization.clauses import Clause
from dateline.summarization.headline import LONGEST, headline


def made(sentence: str, time: str) -> str:
    start = sentence.index(time)
    return headline(Clause(sentence, start, start + len(time)), "en")


@pytest.mark.parametrize(
    ("sentence", "time", "title"),
    [
        ("On Wednesday, the council met.", "Wednesday", "The council met"),
        ("At 9:08 p.m. CST on Monday a tank ruptured.", "9:08 p.m. CST on Monday", "A tank ruptured"),
        ("The day before, Moscow had changed its mind.", "The day before", "Moscow had changed its mind"),
        ("On Thursday, however, the mayor came.", "Thursday", "The mayor came"),
        ("Then, at 9:22 p.m., Lovell looked out.", "9:22 p.m.", "Lovell looked out"),
    ],
)
def test_a_leading_time_is_left_out(sentence: str, time: str, title: str) -> None:
    assert made(sentence, time) == title


def test_a_time_that_is_all_the_sentence_says_stays() -> None:
    assert made("The final is on Friday.", "Friday") == "The final is on Friday"


def test_a_time_that_is_the_subject_stays() -> None:
    assert made("Sunday had its comedy, too.", "Sunday") == "Sunday had its comedy, too"


def test_a_time_after_at_or_on_is_left_out_in_the_middle() -> None:
    assert (
        made("It is due to meet at 8 p.m. GMT on Friday to talk.", "8 p.m. GMT on Friday")
        == "It is due to meet to talk"
    )


def test_a_time_that_carries_meaning_stays() -> None:
    assert (
        made("He was held since last April in a camp.", "since last April") == "He was held since last April in a camp"
    )


def test_an_attribution_at_the_end_is_left_out() -> None:
    assert made("“We did not talk about new goals,” the spokesman said on Thursday.", "Thursday") == (
        "“We did not talk about new goals”"
    )


def test_a_dateline_and_an_aside_are_left_out() -> None:
    assert made("CAPE KENNEDY, Fla. — The ship (the third) rose on Saturday.", "Saturday") == "The ship rose"


def test_a_name_with_initials_ends_with_its_stop() -> None:
    assert made("On Friday they named John L. Swigert Jr.", "Friday") == "They named John L. Swigert Jr."


TAKEN = (
    "On Wednesday, the leader of the Russian mercenary group Wagner, Yevgeny Prigojine, had claimed responsibility "
    "for taking Soledar, before being quickly contradicted by the ministry."
)
MAPPED = (
    "On a map of eastern Ukraine and of the sea beside it that was released Thursday by the ministry, Soledar did "
    "not appear under military control."
)
FIRED = (
    "The astronauts fired its descent engine on Tuesday for about half a minute, which put them on a course that "
    "would bring them around the moon."
)
LONG = [
    (TAKEN, "Wednesday", "The leader of the Russian mercenary group Wagner had claimed responsibility"),
    (MAPPED, "Thursday", "Soledar did not appear under military control"),
    (FIRED, "Tuesday", "The astronauts fired its descent engine for about half a minute"),
]


@pytest.mark.parametrize(("sentence", "time", "title"), LONG)
def test_a_long_sentence_ends_with_a_clause_or_a_phrase(sentence: str, time: str, title: str) -> None:
    assert made(sentence, time) == title


def test_a_sentence_with_nowhere_to_end_is_cut_after_a_word() -> None:
    title = made("It " + "verylongword" * 3 + " " + "otherword " * 20 + "on Friday", "Friday")
    assert len(title) <= LONGEST
    assert title.endswith("…")


@pytest.mark.parametrize(("sentence", "time", "_"), LONG)
def test_no_headline_is_too_long_or_ends_in_a_small_word(sentence: str, time: str, _: str) -> None:
    title = made(sentence, time)
    assert len(title) <= LONGEST
    assert title.split()[-1] not in {"the", "of", "and", "to", "in", "a"}
