from __future__ import annotations

import re

import pytest

import dateline
from dateline.model import Entry


def entries(text: str, published: str = "2023-01-13") -> list[Entry]:
    return dateline.extract(text, published)


def test_a_sentence_with_a_time_of_the_calendar_makes_an_entry() -> None:
    (entry,) = entries("On Wednesday, the council met. Nobody else came.")
    assert (entry.date, entry.title, entry.when) == ("2023-01-11", "The council met", "Wednesday")
    assert entry.text == "On Wednesday, the council met."


@pytest.mark.parametrize(
    "text",
    [
        "They have fought for three months.",
        "Doctor Elena Moltchanova, 40, stays.",
        "His 83-year-old neighbor died.",
        "The boat leaves every Monday.",
        "They are leaving now.",
    ],
)
def test_lengths_ages_sets_and_vague_words_make_none(text: str) -> None:
    assert entries(text) == []


def test_a_sentence_that_tells_of_two_times_makes_two_entries() -> None:
    found = entries("He will meet them on Saturday, and has asked the town to keep Sunday as a day of rest.")
    assert [(entry.date, entry.title) for entry in found] == [
        ("2023-01-14", "He will meet them"),
        ("2023-01-15", "He has asked the town to keep Sunday as a day of rest"),
    ]


def test_a_time_named_twice_in_a_sentence_makes_one() -> None:
    assert len(entries("On Wednesday they met, and Wednesday was cold.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Prices were higher than in July 1969.",
        "It is the third landing, after those of last July and last November.",
        "If it was cracked on Monday, nothing can be done.",
        "The talks would have gone on until April 21.",
        "Without rain they would fall on Friday night.",
    ],
)
def test_a_time_only_compared_with_or_imagined_makes_none(text: str) -> None:
    assert entries(text) == []


def test_a_dateline_is_no_event() -> None:
    assert [entry.when for entry in entries("HOUSTON, April 15, 1970 — It rained on Wednesday.", "1970-04-15")] == [
        "Wednesday"
    ]


def test_headings_make_no_entries() -> None:
    assert entries("The Day Before Monday\n\nIt rained.") == []


def test_ids_are_words_of_the_title_and_letters() -> None:
    (entry,) = entries("On Wednesday, the council met in Kyiv.")
    assert re.fullmatch(r"council-met-kyiv-[0-9a-f]{4}", entry.id)


def test_ids_stay_when_punctuation_is_mended_and_the_date_moves() -> None:
    (before,) = entries("On Wednesday, the council met.", "2023-01-13")
    (after,) = entries("On Wednesday the council met!", "2023-01-20")
    assert before.id == after.id
    assert before.date != after.date


def test_the_same_sentence_twice_gets_two_ids() -> None:
    ids = [entry.id for entry in entries("On Wednesday it rained. On Wednesday it rained.")]
    assert len(set(ids)) == 2


def test_doubtful_entries_name_the_other_readings_and_sure_ones_do_not() -> None:
    (_, doubtful) = entries("They met on Monday. At 9 p.m. they left.")
    (sure,) = entries("They met on 9 January 2023.")
    assert doubtful.also == ("2023-01-13T21:00",)
    assert sure.also == ()


def test_why_is_one_line() -> None:
    (entry,) = entries("On Wednesday,\nthe council met.")
    assert entry.why == "weekday; “met” looks back; from publication on 2023-01-13"


def test_the_same_text_gives_the_same_entries() -> None:
    text = "On Wednesday, the council met. It will meet on Friday at 8 p.m."
    assert entries(text) == entries(text)


def test_a_sentence_repeated_many_times_costs_no_entry_and_no_id_twice() -> None:
    ids = [entry.id for entry in entries("On Wednesday it rained. " * 2000)]
    assert len(ids) == len(set(ids)) == 2000
