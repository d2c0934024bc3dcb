from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import DigestDay, Passage
from dateline.summarization.ranking.collection import Collection
from dateline.summarization.ranking.digest import Taste, digest

DAY = 719265
TEXTS = (
    "The bridge fell into the river.",
    "It fell at night.",
    "Barges wait for the bridge to be raised.",
    "Why did it fall?",
    "“Nobody was hurt.”",
    "The mayor closed the road to the bridge.",
)


def said(text: str, article: str, published: int, *days: int, position: int = 0) -> Passage:
    return Passage(text, article, published, position, days)


def digested(passages: list[Passage], **options: object) -> list[DigestDay]:
    asked = {"days": 10, "sentences": 2, **options}
    span = asked.pop("start", DAY - 99), asked.pop("end", DAY + 99)
    return digest(Collection(passages, asked.pop("about", ()), *span), **asked)  # type: ignore[arg-type]


def texts(days: list[DigestDay]) -> list[list[str]]:
    return [[passage.text for passage in day.sentences] for day in days]


def story() -> list[Passage]:
    return [
        said("The bridge fell into the river on Monday.", "a", DAY + 1, DAY),
        said("On Monday the old bridge fell into the river.", "b", DAY + 2, DAY),
        said("The mayor said on Monday that the bridge was old.", "c", DAY + 3, DAY),
        said("A barge raised the bridge on Thursday.", "d", DAY + 4, DAY + 3),
        said("Trains run again since Saturday.", "e", DAY + 6, DAY + 5),
    ]


def test_the_most_important_days_come_in_the_order_of_time() -> None:
    found = digested(story(), days=2, sentences=1)
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert DAY in [each.day for each in found]
    assert len(digested(story())) > len(found)


def test_the_sentence_nearest_to_all_that_is_told_comes_first() -> None:
    aside = [said("On Monday my cat slept on a red sofa and purred.", "z", DAY + 1, DAY)]
    (monday,) = digested([*story()[:3], *aside], days=1, sentences=1)
    assert "bridge" in monday.sentences[0].text


def test_a_sentence_that_says_the_same_is_passed_over() -> None:
    (monday,) = digested(story(), days=1, sentences=3)
    assert len(monday.sentences) == 2
    assert {"fell into" in passage.text for passage in monday.sentences} == {True, False}


def test_what_was_said_of_one_day_is_not_said_of_another() -> None:
    twice = said("The bridge fell into the river on Monday.", "f", DAY + 6, DAY + 5)
    found = digested([*story()[:1], twice])
    assert sum("fell" in text for day in texts(found) for text in day) == 1


@pytest.mark.parametrize("question", ["Did the bridge fall on Monday?", "“Did the bridge fall on Monday?”"])
def test_a_question_is_never_chosen(question: str) -> None:
    assert digested([said(question, "a", DAY, DAY)]) == []


@pytest.mark.parametrize("hanging", ["It fell into the river.", "“The bridge fell into the river.”"])
def test_a_sentence_that_does_not_stand_alone_is_chosen_only_where_no_other_is(hanging: str) -> None:
    alone = [said(hanging, "a", DAY, DAY)]
    other = said("A cat slept on a red sofa.", "b", DAY, DAY)
    assert texts(digested(alone, sentences=1)) == [[hanging]]
    assert texts(digested([*alone, *alone, other], sentences=1)) == [[other.text]]


def test_only_what_has_a_key_phrase_is_chosen() -> None:
    found = digested(story(), about=["Trains", "tram"])
    assert texts(found) == [["Trains run again since Saturday."]]


def test_a_lead_without_a_date_may_tell_of_its_own_day() -> None:
    found = digested([said("The bridge fell.", "a", DAY), said("So it goes.", "a", DAY, position=7)])
    assert [(each.day, text) for each in found for text in texts([each])] == [(DAY, ["The bridge fell."])]


def test_an_importance_that_is_given_stands_in_the_place_of_the_weighed_one() -> None:
    saturday = DAY + 5
    (best,) = digested(story(), days=1, importance_overrides={saturday: 1.0, DAY + 500: 1.0})
    assert (best.day, best.importance.value, best.importance.reasons()) == (saturday, 1.0, ["as somebody decided"])
    least = digested(story(), days=2, importance_overrides={DAY: 0.0})
    assert DAY not in [each.day for each in least]


def test_days_out_of_the_span_are_left_out() -> None:
    assert [each.day for each in digested(story(), start=DAY + 3, end=DAY + 3)] == [DAY + 3]


def test_length_and_place_count_as_taste_has_it() -> None:
    rivals = [
        said("The bridge fell on Monday.", "a", DAY, DAY, position=9),
        said("The bridge fell on Monday, people say, and cats slept.", "b", DAY, DAY),
    ]
    first = {text for (text,) in texts(digested(rivals, sentences=1, taste=Taste(lead=5.0, length=0)))}
    short = Taste(lead=0, length=5.0, best_length=5)
    assert first == {rivals[1].text}
    assert texts(digested(rivals, sentences=1, taste=short)) == [[rivals[0].text]]


def test_there_is_no_digest_of_nothing() -> None:
    assert digested([]) == []


passage_lists = st.lists(
    st.builds(
        Passage,
        text=st.sampled_from(TEXTS),
        article=st.sampled_from("abcd"),
        published=st.integers(DAY, DAY + 4),
        position=st.integers(0, 9),
        days=st.sets(st.integers(DAY - 3, DAY + 4), max_size=2).map(lambda days: tuple(sorted(days))),
    ),
    max_size=12,
)


@given(passage_lists, st.randoms(use_true_random=False), st.integers(1, 4), st.integers(1, 3))
def test_the_digest_is_of_the_passages_and_not_of_their_order(
    passages: list[Passage], chance: random.Random, days: int, sentences: int
) -> None:
    found = digested(passages, days=days, sentences=sentences)
    shuffled = list(passages)
    chance.shuffle(shuffled)
    assert digested(shuffled, days=days, sentences=sentences) == found
    assert len(found) <= days
    assert [each.day for each in found] == sorted({each.day for each in found})
    for each in found:
        assert 0 < len(each.sentences) <= sentences
        assert 0 <= each.importance.value <= 1
        assert all(sentence in passages and not sentence.text.endswith("?") for sentence in each.sentences)
