"""Sentences without any expression of time, though words or numbers in them look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

FOLDER = Path(__file__).parent / "fixtures" / "counterexamples"
PUBLISHED = "2021-06-16"

SENTENCES = {
    f"{path.stem}:{number}": line
    for path in sorted(FOLDER.glob("*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if line.strip() and not line.startswith("#")
}


@pytest.mark.parametrize("place", SENTENCES)
def test_no_time_is_found_where_none_stands(place: str) -> None:
    found = [(timex["text"], timex["value"]) for timex in dateline.tag(SENTENCES[place], PUBLISHED)]
    assert found == [], f"{place}: {SENTENCES[place]!r}: found {found}"


def test_there_are_enough_counterexamples_and_none_twice() -> None:
    assert len(SENTENCES) >= 320
    assert len(set(SENTENCES.values())) == len(SENTENCES)
