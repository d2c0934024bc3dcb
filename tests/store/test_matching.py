"""Which entries are the same."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.store.matching import ALIKE, Record, likeness, same_as_known, same_by_hand

TANK = "At 9:08 p.m. CST on Monday an oxygen tank ruptured aboard the service module."


def record(name: str = "", text: str = "", when: str = "", date: str = "", title: str = "x") -> Record:
    values = {"id": name, "date": date, "title": title, "text": text, "when": when}
    return {key: value for key, value in values.items() if value}


def test_a_sentence_that_is_still_there_is_the_same_wherever_it_stands() -> None:
    known = [record(f"e{number}", f"Sentence {number} tells of something.", f"May {number}") for number in range(4)]
    for order in permutations(range(4)):
        proposed = [known[number] for number in order]
        assert same_as_known(proposed, known) == dict(enumerate(order))
        assert same_by_hand(proposed, known) == dict(enumerate(order))


@pytest.mark.parametrize("same", [same_as_known, same_by_hand])
def test_what_stands_in_the_same_place_is_not_the_same_for_that(same) -> None:
    known = [record("rain-1", "It rained on Monday.", "Monday", "1970-04-13"), record("snow-1", "", "", "1970")]
    other = [record("vote-1", "Parliament will vote in May.", "May", "1970-05"), record("snow-2", "", "", "1970")]
    assert same(other, known) == {}


def test_words_go_before_the_id_in_what_the_article_gives() -> None:
    # The first sentence was edited and kept its id; then its old words came back, and with them the id made of them.
    known = [
        record("rain-1", "It rained hard on Monday.", "Monday"),
        record("rain-2", "It rained on Monday.", "Monday"),
    ]
    assert same_as_known([record("rain-1", "It rained on Monday.", "Monday")], known) == {0: 1}


def test_the_id_goes_before_words_in_what_a_person_wrote() -> None:
    known = [
        record("rain-1", "It rained hard on Monday.", "Monday"),
        record("rain-2", "It rained on Monday.", "Monday"),
    ]
    assert same_by_hand([record("rain-1", "It rained on Monday.", "Monday")], known) == {0: 0}


@pytest.mark.parametrize("name", ["", "mine"])
def test_an_entry_whose_id_was_taken_out_or_changed_is_known_by_its_words(name: str) -> None:
    known = [record("rain-1", "It rained on Monday.", "Monday"), record("tank-1", TANK, "Monday")]
    assert same_by_hand([record(name, TANK, "Monday")], known) == {0: 1}


def test_an_entry_that_has_an_id_alone_is_known_by_it() -> None:
    assert same_by_hand([record("tank-1")], [record("tank-1", TANK, "Monday")]) == {0: 0}
    assert same_by_hand([record()], [record()]) == {}


def test_repeats_of_one_sentence_are_paired_in_their_order() -> None:
    known = [record("rain-1", "It rained.", "May 1"), record("rain-2", "It rained.", "May 1")]
    without = [record("", "It rained.", "May 1") for _ in range(3)]
    assert same_by_hand(without, known) == {0: 0, 1: 1}
    assert same_as_known(without, known) == {0: 0, 1: 1}
    assert same_as_known([known[1], known[0]], known) == {0: 1, 1: 0}


def test_an_id_that_stands_twice_is_one_entry_and_another() -> None:
    known = [record("rain-1", "It rained.", "May 1"), record("tank-1", TANK, "Monday")]
    assert same_by_hand([known[0], known[0], known[1]], known) == {0: 0, 2: 1}


def test_one_sentence_with_two_dates_is_two_entries() -> None:
    known = [
        record("rain-1", "It rained in May and June.", "May"),
        record("rain-2", "It rained in May and June.", "June"),
    ]
    assert same_as_known(list(reversed(known)), known) == {0: 1, 1: 0}
    assert same_as_known([record("", "It rained in May and June.", "June")], known) == {0: 1}


EDITED = [
    (TANK, TANK.replace("9:08", "9:07"), "Monday", "Monday"),
    (TANK, TANK.replace("ruptured", "exploded"), "Monday", "Monday"),
    (TANK, TANK.replace("an oxygen tank", "oxygen tank no. 2"), "Monday", "Monday"),
    (TANK, TANK.removesuffix(".") + ", NASA said.", "Monday", "Monday"),
    (TANK, TANK.replace("Monday", "Tuesday"), "Monday", "Tuesday"),
    ("It rained on Monday.", "It rained hard on Monday.", "Monday", "Monday"),
    ("The court will meet on May 3.", "The court will meet on June 21.", "May 3", "June 21"),
]


@pytest.mark.parametrize(("before", "after", "when", "then"), EDITED)
def test_an_edited_sentence_is_the_same(before: str, after: str, when: str, then: str) -> None:
    one, other = record("a", before, when, "1970-04-13"), record("b", after, then, "1970-04-14")
    assert likeness(one, other) >= ALIKE
    assert likeness(one, other) == likeness(other, one)
    assert same_as_known([other], [one]) == {0: 0}
    assert same_by_hand([other], [one]) == {0: 0}


OTHERS = [
    ("The court will meet on May 3.", "The council will vote on June 21.", "May 3", "June 21"),
    ("On Monday the town opened a library.", "On Monday the town closed the bridge.", "Monday", "Monday"),
    ("He was born in London in 1901.", "He was buried in London in 1976.", "1901", "1976"),
    ("On Monday the lake rose.", "On Friday the river fell.", "Monday", "Friday"),
    (TANK, "The crew splashed down on Friday.", "Monday", "Friday"),
]


@pytest.mark.parametrize(("before", "after", "when", "then"), OTHERS)
def test_another_sentence_of_the_same_pattern_is_another_entry(before: str, after: str, when: str, then: str) -> None:
    one, other = record("a", before, when, "1970-04-13"), record("b", after, then, "1970-05-20")
    assert likeness(one, other) < ALIKE
    assert same_as_known([other], [one]) == {}
    assert same_by_hand([other], [one]) == {}


def test_the_likest_are_paired_first() -> None:
    known = [record("a", f"{TANK} It was loud.", "Monday"), record("b", f"{TANK} It was very loud.", "Monday")]
    proposed = [record("c", f"{TANK} It was very, very loud.", "Monday"), record("d", f"{TANK} It was loud!", "Monday")]
    assert same_as_known(proposed, known) == {0: 1, 1: 0}


def test_alike_is_from_0_to_1_and_nothing_without_words() -> None:
    assert likeness(record("a", TANK, "Monday"), record("b", TANK, "Monday")) == 1
    assert likeness(record("a", TANK, "Monday", "1970"), record("b", TANK, "Monday", "1971")) == 1
    assert 0 < likeness(record("a", TANK, "Monday", "1970"), record("b", "It rained on Monday.", "Monday")) < ALIKE
    assert likeness(record("a", "", "Monday", "1970"), record("a", "", "Monday", "1970")) == 0
    assert likeness(record("a", TANK), record("a")) == 0
