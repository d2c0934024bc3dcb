"""``dateline events``: what is shown of the events of a timeline, in words and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dateline = Callable[..., Any]

FIRST = """\
article: content/first.md
published: 1970-04-14
entries:
  - {id: rose-1, date: 1970-04-13, title: The river rose, text: The river rose over its banks on Monday in Alden.,
     when: on Monday, event: flood, tags: [Alden]}
  - {id: boats-2, date: 1970-04-16, title: Boats came, text: Boats came on Thursday.}
  - {id: secret-3, date: 1970-04-20, title: Secret, hidden: true, event: flood}
  - {id: again-4, date: 1970-04-13, title: It was under water, text: It was under water on Monday., event: flood}
"""
SECOND = """\
article: content/second.md
published: 1970-04-15
entries:
  - {id: banks-1, date: 1970-04-13, title: Did it rise?, text: Did it rise on Monday?, event: flood,
     tags: [Alden, river]}
  - {id: mill-2, date: 1970-04, title: The mill broke, text: In April the mill broke., event: mill}
"""
THIRD = """\
article: content/third.md
published: 1970-04-18
entries:
  - {id: late-1, date: 1970-04-14, title: Will it rise?, text: Will it rise on Tuesday?, event: flood}
  - {id: mill-3, date: 1970-04, title: Did it break?, text: Did it break in April?, event: mill}
"""
OWN = "entries:\n  - {id: dam, date: 1969-05-02, title: The dam is built, importance: 0.25}\n"


@pytest.fixture
def timeline(project: Path) -> Path:
    folder = project / "timeline"
    folder.mkdir()
    for name, text in {"first": FIRST, "second": SECOND, "third": THIRD, "own": OWN}.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def shown(run: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(run.out)
    return events


def test_what_several_entries_tell_of_is_shown_in_the_order_of_time(timeline: Path, dateline: Dateline) -> None:
    run = dateline("events", "--format", "json")
    assert [(event["id"], event["date"]) for event in shown(run)] == [("mill", "1970-04"), ("flood", "1970-04-13")]
    assert (run.code, run.err) == (0, "2 of 4 events\n")


def test_all_is_also_what_one_entry_tells_of(timeline: Path, dateline: Dateline) -> None:
    run = dateline("events", "--all", "--format", "json")
    assert [event["id"] for event in shown(run)] == ["dam", "mill", "flood", "boats-2"]
    assert run.err == "4 of 4 events\n"


@pytest.mark.parametrize("options", [(), ("--all",)])
def test_disputed_is_only_what_sources_disagree_on(timeline: Path, dateline: Dateline, options: tuple[str]) -> None:
    run = dateline("events", "--disputed", *options, "--format", "json")
    assert [(event["id"], event["disputed"]) for event in shown(run)] == [("flood", True)]


def test_json_has_each_date_with_its_articles_and_each_entry_with_its_file(timeline: Path, dateline: Dateline) -> None:
    mill, flood = shown(dateline("events", "--format", "json"))
    importance, parts = flood.pop("importance"), flood.pop("parts")
    assert flood["entries"][0]["id"] == "rose-1"
    flood["entries"].sort(key=lambda entry: (entry["file"], entry["id"]))
    assert flood == {
        "id": "flood",
        "date": "1970-04-13",
        "reason": "3 of 4 reports go with it; most articles say so",
        "disputed": True,
        "readings": [
            {"date": "1970-04-13", "agrees": True, "sources": ["content/first.md", "content/second.md"]},
            {"date": "1970-04-14", "agrees": False, "sources": ["content/third.md"]},
        ],
        "title": "The river rose",
        "status": "",
        "text": "The river rose over its banks on Monday in Alden.",
        "entries": [
            {"file": "timeline/first.yaml", "id": "again-4"},
            {"file": "timeline/first.yaml", "id": "rose-1"},
            {"file": "timeline/second.yaml", "id": "banks-1"},
            {"file": "timeline/third.yaml", "id": "late-1"},
        ],
        "tags": ["Alden", "river"],
    }
    assert 0 < importance < 1
    assert parts["told"] == {"value": 1.0, "says": "told of by 3 articles"}
    assert (mill["importance"], mill["parts"], mill["reason"], mill["disputed"]) == (None, {}, "", False)


def test_an_importance_that_a_person_gave_is_the_events(timeline: Path, dateline: Dateline) -> None:
    dam = shown(dateline("events", "--all", "--format", "json"))[0]
    assert (dam["importance"], dam["parts"]) == (0.25, {"given": {"value": 0.25, "says": "as somebody decided"}})
    assert dam["readings"] == [{"date": "1969-05-02", "agrees": True, "sources": ["timeline/own.yaml"]}]


def test_text_says_it_in_words(timeline: Path, dateline: Dateline) -> None:
    mill, flood = dateline("events").out.split("\n\n")
    assert mill == "April 1970  The mill broke\n  mill, told by 2 articles (2 entries)"
    lines = flood.splitlines()
    assert re.fullmatch(r"  importance 0\.\d\d: \S.+; \S.+", lines.pop(2))
    assert lines == [
        "13 April 1970  The river rose",
        "  flood, told by 3 articles (4 entries)",
        "  disputed: 3 of 4 reports go with it; most articles say so",
        "    • 13 April 1970 (content/first.md, content/second.md)",
        "    • not 14 April 1970 (content/third.md)",
    ]


def test_text_names_no_dates_that_go_together_but_why_one_is_taken(timeline: Path, dateline: Dateline) -> None:
    (timeline / "third.yaml").write_text(THIRD.replace("1970-04-14", "1970-04-13T09:00"))
    out = dateline("events", "--all").out
    assert "\n  dated: the most exact of 2 dates that go together\n\n" in out
    assert "•" not in out
    assert "\n  dam, told by 1 article (1 entry)\n  importance 0.25: as somebody decided\n\n" in out


def test_a_broken_file_is_told_of_and_the_rest_is_shown(timeline: Path, dateline: Dateline) -> None:
    (timeline / "broken.yaml").write_text("entries: [")
    (timeline / "third.yaml").write_text(THIRD.replace("date: 1970-04-14", "date: soon"))
    run = dateline("events", "--format", "json")
    assert run.code == 1
    assert [line.partition(": error: ")[0] for line in run.err.splitlines()[:-1]] == [
        "timeline/broken.yaml:1:11",
        "timeline/third.yaml:4:24",
    ]
    assert [(event["id"], len(event["entries"])) for event in shown(run)] == [("mill", 2), ("flood", 3)]


def test_nothing_to_show_is_an_empty_list(timeline: Path, dateline: Dateline) -> None:
    for path in timeline.glob("*.yaml"):
        path.unlink()
    assert dateline("events", "--all", "--format", "json").out == "[]\n"
    run = dateline("events", "--all")
    assert (run.code, run.out, run.err) == (0, "", "0 of 0 events\n")


def test_no_timeline_is_an_error_that_says_what_to_do(project: Path, dateline: Dateline) -> None:
    run = dateline("events")
    assert (run.code, run.err) == (2, "timeline: error: there is no timeline (dateline extract makes it)\n")


def test_each_key_of_the_json_is_documented(timeline: Path, dateline: Dateline) -> None:
    manual = (Path(__file__).parents[1] / "docs/commands.md").read_text("utf-8")
    section = manual.partition("\n## `dateline events`\n")[2].partition("\n## ")[0]
    flood = shown(dateline("events", "--format", "json"))[1]
    for key in {*flood, *flood["readings"][0], *flood["entries"][0], *flood["parts"]["told"]}:
        assert f"`{key}`" in section, key


def test_an_event_that_has_not_happened_says_so_and_matters_less(timeline: Path, dateline: Dateline) -> None:
    before = shown(dateline("events", "--format", "json"))[1]
    for name in ("first", "second", "third"):
        file = timeline / f"{name}.yaml"
        file.write_text(file.read_text().replace("event: flood", "event: flood, status: denied"))
    flood = shown(dateline("events", "--format", "json"))[1]
    assert (before["status"], flood["status"]) == ("", "denied")
    assert flood["importance"] < before["importance"]
    assert flood["parts"]["status"] == {"value": 0.0, "says": "denied, and nobody tells that it happened"}
    assert "13 April 1970  Denied: The river rose\n" in dateline("events").out


def test_one_entry_that_a_person_says_happened_makes_the_event_so(timeline: Path, dateline: Dateline) -> None:
    for name, status in (("first", "planned"), ("second", "cancelled"), ("third", "happened")):
        file = timeline / f"{name}.yaml"
        file.write_text(file.read_text().replace("event: flood", f"event: flood, status: {status}"))
    flood = shown(dateline("events", "--format", "json"))[1]
    assert (flood["status"], flood["title"]) == ("", "Will it rise?")
