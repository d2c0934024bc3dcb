"""The example articles and, where it is at hand, the article the project was asked to handle first.

Each comes with what a careful reader takes from it; the engine must take the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.summarization.reports import FIXTURES, is_right

from dateline import pipeline
from dateline.gathering import Gathered, gather
from dateline.model import Article, Entry, Resolution
from dateline.reading import Reader
from dateline.segmentation import blocks_of
from dateline.store import load_timeline
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period
from dateline.typed_dates import date_in_words

ROOT = Path(__file__).parents[1]
EXPECTED = ROOT / "tests" / "fixtures" / "example" / "expected.yaml"
SEED = ROOT.parent / "shared" / "seed"


@dataclass(frozen=True)
class Careful:
    """An article, and what a careful reader takes from it."""

    article: Article
    answer: dict[str, Any]


def load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def examples() -> list[Careful]:
    reader = Reader({}, ROOT)
    answers = [answer for answer in load(EXPECTED) if (ROOT / answer["article"]).exists()]
    return [Careful(reader.read(ROOT / answer["article"]), answer) for answer in answers]


def seed() -> list[Careful]:
    if not SEED.is_dir():
        return []
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    answer = load(SEED / "expected.yaml")
    published = pipeline.as_period(str(answer["published"]))
    return [Careful(Article("seed.txt", "seed", "", published, text, blocks_of(text)), answer)]


CAREFUL = [*examples(), *seed()]
IDS = [careful.article.slug for careful in CAREFUL]
EXPRESSIONS = [
    pytest.param(careful, expression, id=f"{careful.article.slug}:{expression['when']}")
    for careful in CAREFUL
    for expression in careful.answer["expressions"]
]
RESOLVED: dict[str, list[Resolution]] = {
    careful.article.slug: pipeline.explain_article(careful.article) for careful in CAREFUL
}
ENTRIES: dict[str, list[Entry]] = {
    careful.article.slug: pipeline.extract_article(careful.article) for careful in CAREFUL
}
EVENTS = load(FIXTURES / "example.yaml")


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def at(text: str, words: str, within: str) -> tuple[int, int]:
    """Where words stand in a text whose white space is folded, given enough of the sentence to find them."""
    start = text.index(fold(within))
    inner = fold(within).casefold().find(fold(words).casefold())
    found = start + inner if inner >= 0 else text.casefold().index(fold(words).casefold(), max(0, start - len(words)))
    return found, found + len(fold(words))


def readings(expression: dict[str, Any]) -> set[str]:
    return {str(expression["date"]), *map(str, expression.get("also", ()))}


def overlapping(careful: Careful, resolutions: Iterable[Resolution], start: int, end: int) -> list[Resolution]:
    text = careful.article.text
    return [
        resolution
        for resolution in resolutions
        if len(fold(text[: resolution.mention.start] + "|")) - 1 < end
        and len(fold(text[: resolution.mention.end])) > start
    ]


@pytest.mark.parametrize(("careful", "expression"), EXPRESSIONS)
def test_every_expression_is_found_with_its_date(careful: Careful, expression: dict[str, Any]) -> None:
    start, end = at(fold(careful.article.text), expression["when"], expression.get("within", expression["when"]))
    found = overlapping(careful, RESOLVED[careful.article.slug], start, end)
    values = {edtf.write(r.value) for r in found if isinstance(r.value, Period | Interval)}
    assert values & readings(expression), f"{expression['when']}: found {[(r.mention.text, r.value) for r in found]}"


@pytest.mark.parametrize(("careful", "expression"), EXPRESSIONS)
def test_every_expression_makes_an_entry_unless_nothing_happens_then(
    careful: Careful, expression: dict[str, Any]
) -> None:
    within = fold(expression.get("within", expression["when"]))
    entries = [
        entry
        for entry in ENTRIES[careful.article.slug]
        if entry.date in readings(expression) and (within in entry.text or entry.text in within)
    ]
    assert bool(entries) is expression.get("entry", True)


@pytest.mark.parametrize("careful", CAREFUL, ids=IDS)
def test_there_are_no_entries_but_those_a_careful_reader_takes(careful: Careful) -> None:
    expected = [expression for expression in careful.answer["expressions"] if expression.get("entry", True)]
    dates = set[str]().union(*(readings(expression) for expression in expected))
    assert [entry.when for entry in ENTRIES[careful.article.slug] if entry.date not in dates] == []
    assert len(ENTRIES[careful.article.slug]) <= len(expected)


@pytest.mark.parametrize("careful", CAREFUL, ids=IDS)
def test_lengths_are_found_with_their_value(careful: Careful) -> None:
    timexes = [timex for resolution in RESOLVED[careful.article.slug] for timex in pipeline.timexes(resolution)]
    found = {timex["value"] for timex in timexes if timex["type"] == "DURATION"}
    assert {str(length["value"]) for length in careful.answer.get("durations", ())} - found == set()


@pytest.mark.parametrize("careful", CAREFUL, ids=IDS)
def test_what_is_no_date_makes_no_entry(careful: Careful) -> None:
    for words in careful.answer.get("not_dates", ()):
        assert [entry for entry in ENTRIES[careful.article.slug] if fold(str(words)) == entry.when] == []


@pytest.mark.parametrize("careful", CAREFUL, ids=IDS)
def test_headlines_are_short_and_end_with_a_word(careful: Careful) -> None:
    for entry in ENTRIES[careful.article.slug]:
        assert 3 <= len(entry.title) <= 90
        assert entry.title[-1] not in ",;:—–-"
        assert entry.title[0] == entry.title[0].upper()


@pytest.fixture(scope="module")
def gathered() -> dict[str, Gathered]:
    """The events that the files of ``timeline/`` hold, by the ids of their entries."""
    files, errors = load_timeline(ROOT / "timeline", date_in_words)
    assert errors == []
    return {entry.id: event for event in gather(files) for _, entry in event.told}


@pytest.mark.parametrize("event", EVENTS["events"], ids=lambda event: event["name"])
def test_every_event_of_the_example_is_one_and_has_the_right_date(
    gathered: dict[str, Gathered], event: dict[str, Any]
) -> None:
    told = {name: entry for name in event["entries"] for _, entry in gathered[name].told if entry.id == name}
    (key,) = {entry.event for entry in told.values()}
    assert key
    date = gathered[event["entries"][0]].event.dating.date
    assert is_right(date, str(event["date"]), [edtf.parse(entry.date) for entry in told.values()]), edtf.write(date)


@pytest.mark.parametrize("pair", EVENTS["apart"], ids="/".join)
def test_what_is_apart_in_the_example_is_of_two_events(gathered: dict[str, Gathered], pair: list[str]) -> None:
    one, other = pair
    assert gathered[one] is not gathered[other]


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not part of the project")
def test_the_seed_article_is_read() -> None:
    assert "seed" in IDS
