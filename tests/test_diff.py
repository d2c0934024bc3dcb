"""``dateline diff``: what a run would change, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.merging import TANK as RUPTURE
from tests.store.merging import VOTE as PLAN
from tests.store.merging import changed, file_of

from dateline.differences import as_data, as_lines

Dateline = Callable[..., Any]
HEAD = "Title: Tank\nDate: 1970-04-14\n\n"
TANK = "An oxygen tank ruptured on Monday."
RAIN = "In March 1969 it had rained for a week in Houston."
VOTE = "The Senate will vote on May 5."


@pytest.fixture
def article(project: Path, dateline: Dateline) -> Path:
    """An article whose file was generated from other sentences, and then edited."""
    path = project / "content/a.md"
    path.write_text(f"{HEAD}{TANK} {RAIN}\n")
    dateline("extract")
    file = project / "timeline/tank.yaml"
    text = file.read_text()
    file.write_text(text.replace("date: 1970-04-13", "date: 1970-04-11").replace("entries:", "entries: # mine"))
    path.write_text(f"{HEAD}{TANK.replace('Monday', 'Sunday')} {VOTE}\n")
    return path


def contents(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_changes_are_shown_entry_by_entry(article: Path, dateline: Dateline) -> None:
    run = dateline("diff")
    first, *lines = run.out.splitlines()
    assert (run.code, run.err) == (0, "1 file would change\n")
    assert first == "timeline/tank.yaml | 2 changed, 1 added, 1 removed, 1 in conflict"
    assert [line[:4] for line in lines] == ["  ~ ", "  ~ ", "  + ", "  - ", "  ! "]
    name = lines[0].split()[1]
    assert lines[0] == f"  ~ {name}  text: {TANK} -> {TANK.replace('Monday', 'Sunday')}"
    assert lines[1] == f"  ~ {name}  when: Monday -> Sunday"
    assert lines[2].split()[2] == "1970-05-05"
    assert lines[3].split()[2] == "1969-03"
    sides = 'you wrote "1970-04-11", and the article now gives "1970-04-12" instead of "1970-04-13"'
    assert lines[4] == f"  ! {name}  date: {sides}"


@pytest.mark.parametrize("options", [[], ["--stat"], ["--json"], ["--exit-code"]])
def test_a_diff_writes_nothing(project: Path, article: Path, dateline: Dateline, options: list[str]) -> None:
    before = contents(project)
    dateline("diff", *options)
    assert contents(project) == before
    assert dateline("extract").out == (
        "timeline/tank.yaml: merged, 2 entries (2 changed, 1 added, 1 removed, 1 in conflict)\n"
    )


def test_a_diff_of_a_new_article_makes_no_folder(project: Path, dateline: Dateline) -> None:
    (project / "content/a.md").write_text(f"{HEAD}{TANK}\n")
    run = dateline("diff")
    assert run.out.startswith("timeline/tank.yaml | 1 added\n  + ")
    assert set(contents(project)) == {"content/a.md"}


def test_a_kept_entry_is_shown(project: Path, article: Path, dateline: Dateline) -> None:
    file = project / "timeline/tank.yaml"
    file.write_text(file.read_text().replace("date: 1969-03", "date: 1969-04"))
    out = dateline("diff").out
    assert "1 kept" in out.splitlines()[0]
    assert out.splitlines()[-2].endswith("  kept, though the article no longer gives it")


def test_lines_say_of_what_has_not_happened_that_it_has_not() -> None:
    file = file_of(PLAN)
    merged = file.run(changed(PLAN, status="planned"), changed(RUPTURE, status="denied"))
    assert list(as_lines(merged)) == [
        "~ vote-3  status: nothing -> planned",
        "+ tank-1  1970-04-13  denied: Tank ruptures",
    ]
    data = as_data("a.yaml", merged)
    assert data["changed"] == [{"id": "vote-3", "key": "status", "old": None, "new": "planned"}]
    assert data["added"][0]["status"] == "denied"


def test_stat_is_a_line_a_file(project: Path, article: Path, dateline: Dateline) -> None:
    (project / "content/b.md").write_text(f"{HEAD.replace('Tank', 'Vote')}{VOTE}\n")
    assert dateline("diff", "--stat").out.splitlines() == [
        "timeline/tank.yaml | 2 changed, 1 added, 1 removed, 1 in conflict",
        "timeline/vote.yaml | 1 added",
    ]
    assert dateline("diff", "--stat", "content/b.md").out == "timeline/vote.yaml | 1 added\n"


def test_json_is_an_object_a_file(article: Path, dateline: Dateline) -> None:
    run = dateline("diff", "--json")
    (line,) = run.out.splitlines()
    found = json.loads(line)
    assert (found["file"], found["action"], found["kept"]) == ("timeline/tank.yaml", "merged", [])
    (added,), (removed,), (conflict,) = found["added"], found["removed"], found["conflicts"]
    assert (added["text"], added["date"], removed["date"]) == (VOTE, "1970-05-05", "1969-03")
    assert [(change["key"], change["old"]) for change in found["changed"]] == [("text", TANK), ("when", "Monday")]
    assert conflict == {
        "id": found["changed"][0]["id"],
        "key": "date",
        "was": "1970-04-13",
        "hand": "1970-04-11",
        "machine": "1970-04-12",
    }


def test_the_exit_code_tells_whether_something_would_change_if_asked_to(
    project: Path, article: Path, dateline: Dateline
) -> None:
    assert dateline("diff").code == 0
    assert dateline("diff", "--exit-code").code == 1
    dateline("extract")
    (project / "timeline/tank.yaml").write_text((project / "timeline/tank.yaml").read_text() + "# more\n")
    run = dateline("diff", "--exit-code")
    assert (run.code, run.err) == (0, "0 files would change\n")


def test_an_article_that_cannot_be_read_fails_a_diff_and_the_others_are_shown(
    project: Path, article: Path, dateline: Dateline
) -> None:
    (project / "content/bad.md").write_text("Title: x\n\nText.")
    (project / "content/c.md").write_text(f"Status: draft\n{HEAD}{VOTE}\n")
    run = dateline("diff", "--stat")
    assert run.code == 1
    assert run.err.startswith("content/bad.md: error: no publication date")
    assert run.out == "timeline/tank.yaml | 2 changed, 1 added, 1 removed, 1 in conflict\n"


def test_a_broken_file_that_there_is_news_for_is_told(project: Path, article: Path, dateline: Dateline) -> None:
    (project / "timeline/tank.yaml").write_text("article: content/a.md\nentries: [\n")
    run = dateline("diff")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("timeline/tank.yaml:3:1: error: not valid YAML: ")


def test_a_file_that_stays_deleted_is_told_of(project: Path, article: Path, dateline: Dateline) -> None:
    (project / "timeline/tank.yaml").unlink()
    for _ in range(2):
        shown = dateline("diff")
        assert shown.out == "timeline/tank.yaml | left deleted\n  # was deleted by hand and stays so\n"
        assert (dateline("diff", "--exit-code").code, shown.err) == (0, "0 files would change\n")
        told = json.loads(dateline("diff", "--json").out)
        assert (told["action"], told["notice"]) == ("left deleted", "was deleted by hand and stays so")
        dateline("extract")
