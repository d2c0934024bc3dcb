"""Expressions of time that must be found, with exactly their words and their TIMEX3 values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import dateline

FOLDER = Path(__file__).parent / "fixtures" / "phrases"
FORM = "published | text | words => value [; words => value ...]"


@dataclass(frozen=True)
class Phrase:
    """One line of a file: a text of a day, and what stands in it."""

    place: str
    published: str
    text: str
    expected: list[tuple[str, str]]


def parse_phrase(place: str, line: str) -> Phrase:
    """Read a line of the form ``published | text | words => value; words => value``."""
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) != 3:
        raise ValueError(f"{place}: expected {FORM}, found {line!r}")
    published, text, answer = parts
    pairs = [pair.rpartition("=>") for pair in answer.split(";")]
    expected = [(words.strip(), value.strip()) for words, _, value in pairs]
    return Phrase(place, published, text, expected)


PHRASES = [
    parse_phrase(f"{path.stem}:{number}", line)
    for path in sorted(FOLDER.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.place)
def test_the_words_of_time_are_found_with_their_value(phrase: Phrase) -> None:
    found = [(timex["text"], timex["value"]) for timex in dateline.tag(phrase.text, phrase.published)]
    assert found == phrase.expected, f"{phrase.place}: {phrase.text!r} published {phrase.published}: found {found}"


def test_there_are_enough_phrases_and_none_twice() -> None:
    assert len(PHRASES) >= 250
    assert len({(phrase.published, phrase.text) for phrase in PHRASES}) == len(PHRASES)
