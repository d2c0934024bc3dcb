"""``dateline review --json``: what a person is asked about, as data, and answers by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.merging import VOTE, changed, contested_file, doubtful_file, file_of, put

Review = Callable[..., Any]


@pytest.fixture
def doubtful(project: Path) -> Path:
    return put(project, "a", doubtful_file())


@pytest.fixture
def contested(project: Path) -> Path:
    return put(project, "a", contested_file())


def answers(*given: dict[str, str]) -> str:
    return "".join(json.dumps(answer) + "\n" for answer in given)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_items_are_listed_as_json(doubtful: Path, review: Review) -> None:
    run = review("", "--json")
    assert (run.code, run.err) == (0, "")
    first, second = lines(run.out)
    assert first == {
        "file": "timeline/a.yaml",
        "line": 12,
        "kind": "doubt",
        "id": "rain-2",
        "date": "1969-03",
        "title": "Rain",
        "text": "In March 1969 it rained for a week.",
        "when": "In March 1969",
        "why": "month",
        "confidence": "0.7",
        "also": ["1970", "1971"],
        "acts": ["accept", "date", "hide", "lock"],
    }
    assert (second["id"], second["line"], second["confidence"]) == ("vote-3", 20, "0.5")


def test_conflicts_are_listed_with_both_sides(contested: Path, review: Review) -> None:
    head, *of_the_entry = lines(review("", "--json").out)
    assert head == {
        "file": "timeline/a.yaml",
        "line": 3,
        "kind": "conflict",
        "article": "content/a.md",
        "published": "1970-04-16",
        "conflict": {
            "id": "",
            "key": "published",
            "was": "1970-04-14",
            "hand": "1970-04-16",
            "machine": "1970-04-15",
        },
        "acts": ["take", "keep"],
    }
    assert [(item["conflict"]["key"], item["conflict"]["machine"]) for item in of_the_entry] == [
        ("date", "1970-04-12"),
        ("title", "Theirs"),
        ("also", None),
    ]
    assert {tuple(item["acts"]) for item in of_the_entry} == {("take", "keep", "date", "hide", "lock")}


def test_answers_are_carried_out_and_each_is_answered(doubtful: Path, review: Review) -> None:
    before = doubtful.read_text()
    given = answers({"id": "vote-3", "act": "date", "date": "May 1970"}, {"id": "rain-2", "act": "hide"})
    run = review(f"\n{given}", "--json")
    assert (run.code, run.err) == (0, "")
    assert lines(run.out)[2:] == [
        {"id": "vote-3", "act": "date", "done": True},
        {"id": "rain-2", "act": "hide", "done": True},
    ]
    assert doubtful.read_text() == (
        before.replace("1971]\n", "1971]\n    hidden: true\n").replace("date: 1970-05-02", "date: 1970-05")
        + "    reviewed: true\n"
    )


def test_answers_to_conflicts_name_their_key_and_the_head_has_no_id(contested: Path, review: Review) -> None:
    given = answers(
        {"act": "take"},
        {"id": "tank-1", "key": "title", "act": "take"},
        {"id": "tank-1", "key": "also", "act": "take"},
        {"id": "tank-1", "key": "date", "act": "keep", "file": "timeline/a.yaml"},
    )
    run = review(given, "--json")
    assert (run.code, [line["done"] for line in lines(run.out)[4:]]) == (0, [True] * 4)
    text = contested.read_text()
    assert "published: 1970-04-15\n" in text
    assert "date: 1970-04-11\n    title: Theirs\n" in text
    assert "also:" not in text
    assert review("", "--json").out == ""


WRONG = {
    '{"id": "none", "act": "hide"}': 'an answer to nothing that is asked, found "none" (the id is that of the list)',
    '{"id": "rain-2", "act": "hide", "file": "timeline/b.yaml"}': 'an answer to nothing that is asked, found "rain-2"',
    '{"id": "rain-2"}': 'no such act, found "None", expected accept, date, hide, lock',
    '{"id": "rain-2", "act": "burn"}': 'no such act, found "burn", expected accept, date, hide, lock',
    '{"id": "rain-2", "act": "take"}': '"take" is not for this, expected one of accept, date, hide, lock',
    '{"id": "rain-2", "act": "date", "date": "soon"}': 'not a date, found "soon", expected an EDTF date',
    '{"id": "rain-2", "act": "date"}': "not a date, expected an EDTF date",
    "oops": 'not an answer ({"id": "…", "act": "…"})',
    "[]": 'not an answer ({"id": "…", "act": "…"})',
    "3": 'not an answer ({"id": "…", "act": "…"})',
    "[" * 100_000: 'not an answer ({"id": "…", "act": "…"})',
}


@pytest.mark.parametrize("answer", WRONG, ids=lambda answer: answer[:50])
def test_a_wrong_answer_is_told_and_the_next_is_carried_out(doubtful: Path, review: Review, answer: str) -> None:
    run = review(f'{answer}\n{{"id": "vote-3", "act": "lock"}}\n', "--json")
    assert run.code == 1
    assert run.err.count("\n") == 1
    place, _, says = run.err.partition(": error: ")
    assert place in ("<stdin>:1:1", "timeline/a.yaml:12:5")
    assert says.startswith(WRONG[answer])
    wrong, right = lines(run.out)[2:]
    assert (wrong["done"], wrong["error"]) == (False, WRONG[answer].split(", ")[0].partition(" (")[0])
    assert right == {"id": "vote-3", "act": "lock", "done": True}
    assert doubtful.read_text().endswith("    locked: true\n")


def test_an_answer_to_several_questions_is_told(project: Path, contested: Path, review: Review) -> None:
    run = review(answers({"id": "tank-1", "act": "keep"}), "--json")
    assert run.err.startswith(
        '<stdin>:1:1: error: an answer to several questions, found "tank-1" ("file" and "key" tell'
    )
    put(project, "b", file_of(changed(VOTE, id="same")))
    put(project, "c", file_of(changed(VOTE, id="same")))
    assert review(answers({"id": "same", "act": "hide"}), "--json").code == 1
    assert review(answers({"id": "same", "act": "hide", "file": "timeline/c.yaml"}), "--json").code == 0
    assert "hidden: true" in (project / "timeline/c.yaml").read_text()
    assert "hidden" not in (project / "timeline/b.yaml").read_text()


def test_an_answer_that_cannot_be_written_is_told(doubtful: Path, review: Review) -> None:
    doubtful.chmod(0o444)
    run = review(answers({"id": "vote-3", "act": "lock"}), "--json")
    assert (run.code, lines(run.out)[2]["done"]) == (1, False)
    assert run.err.startswith("timeline/a.yaml: error: cannot be written: the file is read-only (")
