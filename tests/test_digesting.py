from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from dateline.digesting import blocks_by_line

Dateline = Callable[..., Any]

ARTICLES = [
    {
        "id": "flood-1",
        "published": "1970-04-14",
        "text": "The river rose over its banks on Monday.\nWho saw it on Monday? The mayor closed the bridge.",
    },
    {
        "id": "flood-2",
        "published": "1970-04-15",
        "text": "On Monday the river had flooded the mill.\n\nBoats reached the mill on Tuesday with bread and beds.",
    },
    {
        "id": "flood-3",
        "published": "1970-04-18",
        "text": "The river, which rose on Monday, fell\non Friday. A baker opened *his* shop on Friday.",
    },
]


def stream(*articles: object) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


@pytest.fixture
def articles(project: Path) -> Path:
    (project / "in.jsonl").write_text(stream(*ARTICLES))
    return project / "in.jsonl"


def days_of(run: Any) -> list[tuple[str, list[str]]]:
    assert run.code == 0, run.err
    return [(day, sentences) for day, sentences in json.loads(run.out)]


def test_the_days_come_in_order_each_with_its_sentences(articles: Path, dateline: Dateline) -> None:
    options = ("--days", "2", "--sentences", "1", "--from", "1970-04-10", "--format", "tls")
    assert days_of(dateline("digest", "--articles", articles, *options)) == [
        ("1970-04-13", ["The river, which rose on Monday, fell on Friday."]),
        ("1970-04-14", ["Boats reached the mill on Tuesday with bread and beds."]),
    ]


def test_every_sentence_stands_in_the_articles(articles: Path, dateline: Dateline) -> None:
    told = [" ".join(str(article["text"]).split()) for article in ARTICLES]
    found = days_of(dateline("digest", "--articles", articles, "--from", "1970-04-10", "--format", "tls"))
    sentences = [sentence for _, day in found for sentence in day]
    assert len(sentences) > 3
    assert all(any(sentence in text for text in told) for sentence in sentences)
    assert not [sentence for sentence in sentences if "?" in sentence]


def test_json_tells_of_each_part_in_words(articles: Path, dateline: Dateline) -> None:
    run = dateline("digest", "--articles", articles, "--from", "1970-04-10", "--about", "river", "--format", "json")
    monday = next(day for day in json.loads(run.out) if day["date"] == "1970-04-13")
    assert 0 < monday["importance"] <= 1
    assert monday["parts"]["told"] == {"value": 1.0, "says": "told of by 3 articles"}
    assert monday["parts"]["later"]["says"] == "looked back on by 2 articles"
    assert set(monday["sentences"][0]) == {"text", "article", "published", "event"}


def test_text_names_day_reasons_and_sources(articles: Path, dateline: Dateline) -> None:
    out = dateline("digest", "--articles", articles, "--from", "1970-04-10").out
    assert re.search(r"^Monday, 13 April 1970  importance 0\.\d\d: \S.+; .+$", out, re.MULTILINE)
    assert "\n  • A baker opened *his* shop on Friday. (flood-3)\n" in out


def test_markdown_is_a_heading_a_day_and_takes_nothing_for_markup(articles: Path, dateline: Dateline) -> None:
    out = dateline("digest", "--articles", articles, "--format", "markdown").out
    assert "## Friday, 17 April 1970\n\nimportance 0." in out
    assert "- A baker opened \\*his\\* shop on Friday. (flood-3)\n" in out


def test_a_span_leaves_out_days_and_what_was_published_outside_of_it(articles: Path, dateline: Dateline) -> None:
    span = ("--from", "1970-04-13", "--to", "1970-04-15")
    run = dateline("digest", "--articles", articles, *span, "--format", "json")
    found = json.loads(run.out)
    assert {each["date"] for each in found} <= {"1970-04-13", "1970-04-14", "1970-04-15"}
    assert {one["article"] for each in found for one in each["sentences"]} == {"flood-1", "flood-2"}


def test_without_a_span_any_day_that_is_told_of_may_be_chosen(articles: Path, dateline: Dateline) -> None:
    dates = [day for day, _ in days_of(dateline("digest", "--articles", articles, "--format", "tls"))]
    assert min(dates) == "1970-04-13"  # the Monday before the first article


def test_only_sentences_about_the_topic_are_chosen(articles: Path, dateline: Dateline) -> None:
    run = dateline("digest", "--articles", articles, "--about", "Baker", "--about", "bread", "--format", "tls")
    assert {sentence for _, day in days_of(run) for sentence in day} == {
        "Boats reached the mill on Tuesday with bread and beds.",
        "A baker opened *his* shop on Friday.",
    }


def test_the_same_articles_in_any_order_give_the_same_bytes(articles: Path, dateline: Dateline) -> None:
    first = dateline("digest", "--articles", articles, "--format", "json").out
    assert dateline("digest", "--articles", articles, "--format", "json").out == first
    for seed in range(3):
        shuffled = random.Random(seed).sample(ARTICLES, len(ARTICLES))
        articles.write_text(stream(*shuffled))
        assert dateline("digest", "--articles", articles, "--format", "json").out == first


def test_bad_lines_are_told_of_and_the_others_are_done(project: Path, dateline: Dateline) -> None:
    good = ARTICLES[0]
    bad = [
        "{oops",
        "[]",
        '{"id": 1}',
        '{"id": 2, "published": "soon", "text": "x"}',
        '{"id": 3, "published": "1970-04", "text": "x"}',
        '{"id": 4, "published": 1970, "text": "x"}',
        '{"id": 5, "published": "1970-04-14", "text": "x", "language": "xx"}',
        json.dumps(good),
    ]
    (project / "in.jsonl").write_text("\n" + stream(good) + "\n".join(bad))
    run = dateline("digest", "--articles", "in.jsonl", "--format", "tls")
    assert run.code == 1
    assert json.loads(run.out)
    errors = run.err.splitlines()[:-1]
    places = [f"in.jsonl:{line}:{column}" for line, column in [(3, 2), *((line, 1) for line in range(4, 11))]]
    assert [line.split(": error: ")[0] for line in errors] == places
    assert 'the id of line 2 again, found "flood-1" (give each article an id of its own)' in errors[-1]
    assert all("(" in error or "expected" in error for error in errors)


def test_a_line_that_is_not_utf_8_has_its_place(project: Path, dateline: Dateline) -> None:
    (project / "in.jsonl").write_bytes(b'{"id": "\xff"}\n')
    run = dateline("digest", "--articles", "in.jsonl")
    assert run.err.startswith("in.jsonl:1:9: error: not UTF-8")


@pytest.mark.parametrize(("form", "nothing"), [("text", ""), ("markdown", ""), ("json", "[]\n"), ("tls", "[]\n")])
def test_no_articles_are_no_days(project: Path, dateline: Dateline, form: str, nothing: str) -> None:
    (project / "in.jsonl").write_text("\n")
    run = dateline("digest", "--articles", "in.jsonl", "--format", form)
    assert (run.code, run.out, run.err) == (0, nothing, "0 days of 0 sentences\n")


def test_articles_may_come_on_the_standard_input(
    project: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO((stream(ARTICLES[0]) + "oops\n").encode())))
    run = dateline("digest", "--articles", "-", "--format", "tls", "--output", "out.json")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("<stdin>:2:1: error: not JSON")
    assert json.loads((project / "out.json").read_text())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--from", "soon"), "--from: error: "),
        (("--to", "1970-04"), "--to: error: not a day"),
        (("--from", "1970-04-15", "--to", "1970-04-14"), "--to: error: the last day is before the first"),
        (("--days", "0"), "Invalid value for '--days'"),
    ],
)
def test_a_span_that_cannot_be_is_an_error(
    articles: Path, dateline: Dateline, options: tuple[str, ...], message: str
) -> None:
    run = dateline("digest", "--articles", articles, *options)
    assert run.code == 2
    assert message in run.err


def test_german_articles_are_read_as_such(project: Path, dateline: Dateline) -> None:
    german = {"id": 1, "published": "1970-04-14", "text": "Am Montag stieg der Fluss.", "language": "de"}
    (project / "in.jsonl").write_text(stream(german))
    run = dateline("digest", "--articles", "in.jsonl", "--from", "1970-04-10", "--format", "tls")
    assert days_of(run) == [("1970-04-13", ["Am Montag stieg der Fluss."])]


TIMELINE = """\
article: content/flood.md
published: 1970-04-18
entries:
  - {id: rose-1, date: 1970-04-13, title: The river rose, text: The river rose on Monday and fell on Friday.}
  - {id: fell-2, date: "1970-04-17T09:00", title: It fell, text: The river rose on Monday and fell on Friday.}
  - {id: mill-3, date: 1970-04-14, title: The mill broke, text: The mill broke on Tuesday., event: mill}
  - {id: hid-4, date: 1970-04-14, title: Hidden, text: A hidden boat sank on Tuesday., hidden: true}
  - {id: month-5, date: 1970-04, title: Rain in April, text: It rained in April.}
"""


@pytest.fixture
def timeline(project: Path) -> Path:
    (project / "timeline").mkdir()
    (project / "timeline/flood.yaml").write_text(TIMELINE)
    (project / "timeline/own.yaml").write_text("entries:\n  - {date: 1970-04-20, title: The school opened again}\n")
    return project / "timeline"


def test_a_timeline_is_digested_without_what_is_hidden_or_no_day(timeline: Path, dateline: Dateline) -> None:
    found = json.loads(dateline("digest", "--format", "json").out)
    told = {each["date"]: [(one["text"], one["article"], one["event"]) for one in each["sentences"]] for each in found}
    assert told["1970-04-14"] == [("The mill broke on Tuesday.", "content/flood.md", "mill")]
    assert told["1970-04-20"] == [("The school opened again", "timeline/own.yaml:2", "")]
    assert [text for text, _, _ in told.get("1970-04-13", told.get("1970-04-17"))] == [
        "The river rose on Monday and fell on Friday."
    ]
    assert len(told) == 3


def test_an_importance_that_a_person_gave_decides(timeline: Path, dateline: Dateline) -> None:
    one_day = ("digest", "--days", "1", "--format", "json")
    for date, entry in (("1970-04-14", "mill-3"), ("1970-04-13", "rose-1")):
        text = TIMELINE.replace(f"id: {entry}, ", f"id: {entry}, importance: 1, ")
        (timeline / "flood.yaml").write_text(text)
        (day,) = json.loads(dateline(*one_day).out)
        assert (day["date"], day["importance"], set(day["parts"])) == (date, 1.0, {"given"})


def test_a_span_of_a_timeline_goes_by_what_is_told_and_not_by_publication(timeline: Path, dateline: Dateline) -> None:
    found = days_of(dateline("digest", "--from", "1970-04-13", "--to", "1970-04-14", "--format", "tls"))
    assert [day for day, _ in found] == ["1970-04-13", "1970-04-14"]


def test_a_broken_timeline_file_is_told_of_and_the_others_are_digested(timeline: Path, dateline: Dateline) -> None:
    (timeline / "broken.yaml").write_text("entries: [")
    run = dateline("digest")
    assert run.code == 1
    assert "broken.yaml:1:" in run.err
    assert "The mill broke on Tuesday." in run.out


def test_no_timeline_is_an_error_that_says_what_to_do(project: Path, dateline: Dateline) -> None:
    run = dateline("digest")
    assert run.code == 2
    assert run.err.endswith("(dateline extract makes it; --articles FILE takes articles as JSON lines)\n")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained.\nIt was\ncold.", ["It rained.", "It was\ncold."]),
        ("“It rained.”\n  Nobody\nslept.\n\nIt was cold.\n", ["“It rained.”", "Nobody\nslept.", "It was cold."]),
        ("Rain\n\nIt rained all day.", ["Rain", "It rained all day."]),
        ("", []),
    ],
)
def test_a_line_break_ends_a_sentence_where_one_can_end(text: str, parts: list[str]) -> None:
    assert [text[block.start : block.end].strip() for block in blocks_by_line(text)] == parts
