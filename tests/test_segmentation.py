from __future__ import annotations

import pytest

from dateline.languages import load_language
from dateline.model import BlockKind, Sentence
from dateline.recognition import find_mentions
from dateline.segmentation import LONGEST_SENTENCE, blocks_of, sentences_of

ENGLISH = load_language("en")


def sentences(text: str) -> list[Sentence]:
    return sentences_of(text, blocks_of(text), find_mentions(text, ENGLISH), "en")


def test_blank_lines_part_paragraphs() -> None:
    text = "It rained on Monday.\n\nIt was dry\non Tuesday."
    assert [text[block.start : block.end] for block in blocks_of(text)] == [
        "It rained on Monday.",
        "It was dry\non Tuesday.",
    ]


def test_a_short_line_without_a_stop_is_a_heading() -> None:
    assert [block.kind for block in blocks_of("People Are Scared\n\nOn Wednesday it rained.")] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_no_boundary_falls_inside_a_mention() -> None:
    text = "It is due to meet at 8:00 p.m. GMT on Friday to talk. Nobody will come."
    assert [sentence.text for sentence in sentences(text)] == [
        "It is due to meet at 8:00 p.m. GMT on Friday to talk.",
        "Nobody will come.",
    ]


def test_a_sentence_can_end_with_a_clock_time() -> None:
    text = "They ate at 8 p.m. The crew slept until Friday."
    assert [sentence.text for sentence in sentences(text)] == ["They ate at 8 p.m.", "The crew slept until Friday."]


def test_a_clock_time_does_not_end_a_sentence_that_goes_on() -> None:
    text = "They ate at 8 p.m. and slept."
    assert [sentence.text for sentence in sentences(text)] == [text]


def test_a_sentence_knows_its_paragraph_and_place() -> None:
    text = "First words.\n\nIt rained on Monday. It was dry on Tuesday."
    assert [(sentence.paragraph, text[sentence.start : sentence.end]) for sentence in sentences(text)] == [
        (1, "It rained on Monday."),
        (1, "It was dry on Tuesday."),
    ]


def test_paragraphs_without_a_mention_are_left_alone() -> None:
    assert sentences("Nothing here.\n\nNor here.") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff"])
def test_a_text_of_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_a_sentence_without_end_is_cut() -> None:
    text = "on Monday and " * 2000
    assert max(len(sentence.text) for sentence in sentences(text)) <= LONGEST_SENTENCE + 20
