"""Two branches that both ran extract, merged by Git: nothing is lost, doubled or undone, and a second run is quiet."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.test_whose_file import STORIES, contents, delete_first, edit, entries, ids, is_settled, write

Dateline = Callable[..., Any]
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(*arguments: str) -> int:
    run = subprocess.run(["git", *IDENTITY, *arguments], capture_output=True, text=True, check=False)
    return run.returncode


@pytest.fixture
def repository(project: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for name, text in STORIES.items():
        write(project, name, text.replace(". ", ".\n\n"))
    dateline("extract")
    assert git("init", "-q", "-b", "main") == 0
    commit()
    git("branch", "other")
    return project


def commit() -> None:
    git("add", "-A")
    assert git("commit", "-q", "-m", "change") == 0


def on_other_branch(change: Callable[[], object], dateline: Dateline) -> None:
    git("checkout", "-q", "other")
    change()
    dateline("extract")
    commit()
    git("checkout", "-q", "main")


def test_branches_that_changed_different_articles(repository: Path, dateline: Dateline) -> None:
    def change() -> None:
        delete_first(repository, "mayor")
        edit(repository, "content/mayor.md", "May 1962", "May 1963")

    on_other_branch(change, dateline)
    edit(repository, "content/river.md", "March 1936", "March 1937")
    delete_first(repository, "river")
    dateline("extract")
    commit()
    assert git("merge", "-q", "other") == 0
    assert is_settled(repository, dateline)
    assert len(ids(repository)) == 7
    assert str(entries(repository, "mayor")[-1]["date"]) == "1963-05"


def test_branches_that_changed_one_article_in_two_places(repository: Path, dateline: Dateline) -> None:
    def change() -> None:
        edit(repository, "content/river.md", "March 1936", "March 1937")
        edit(repository, "timeline/river.yaml", "title: It stood", "title: The older flood")

    on_other_branch(change, dateline)
    edit(repository, "content/river.md", "On Monday", "On Saturday")
    dateline("extract")
    commit()
    assert git("merge", "-q", "other") == 0
    assert dateline("extract").code == 0
    found = entries(repository, "river")
    assert [str(each["date"]) for each in found] == ["1970-04-11", "1970-04-12", "1937-03"]
    assert found[-1]["title"] == "The older flood"
    assert is_settled(repository, dateline)


def test_branches_that_brought_in_the_same_article(repository: Path, dateline: Dateline) -> None:
    def change() -> None:
        write(repository, "bridge", "On Friday a bridge was opened. It had been planned since 1958.")

    on_other_branch(change, dateline)
    change()
    dateline("extract")
    commit()
    assert git("merge", "-q", "other") == 0
    assert len(ids(repository)) == 11
    assert is_settled(repository, dateline)


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_branches_that_changed_one_sentence(repository: Path, dateline: Dateline, side: str) -> None:
    on_other_branch(lambda: edit(repository, "content/river.md", "On Monday", "On Saturday"), dateline)
    edit(repository, "content/river.md", "On Monday", "On Wednesday")
    edit(repository, "timeline/river.yaml", "title: Rain", "title: My rain")
    dateline("extract")
    commit()
    assert git("merge", "-q", "other") == 1
    unmerged = contents(repository)
    done = dateline("extract")
    assert done.code == 1
    assert "conflict marker" in done.err
    assert {name: data for name, data in contents(repository).items() if ".git" not in name} == {
        name: data for name, data in unmerged.items() if ".git" not in name
    }
    for name in ("content/river.md", "timeline/river.yaml", "timeline/.base/river.yaml.json"):
        git("checkout", side, "--", name)
    assert dateline("extract").code == 0
    day = "1970-04-08" if side == "--ours" else "1970-04-11"
    assert str(entries(repository, "river")[0]["date"]) == day
    assert len(ids(repository)) == 9
    assert is_settled(repository, dateline)
