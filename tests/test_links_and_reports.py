"""Symbolic links of the timeline, and that each command tells what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.test_whose_file import STORIES, edit, entries, stories, write

__all__ = ["stories"]  # the fixture

Dateline = Callable[..., Any]


# Links


def test_a_base_that_is_a_link_out_of_the_project_is_not_written_through(
    stories: Path, dateline: Dateline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "victim.json"
    base = stories / "timeline/.base/river.yaml.json"
    base.rename(outside)
    base.symlink_to(outside)
    before = outside.read_bytes()
    edit(stories, "content/river.md", "Monday", "Wednesday")
    edit(stories, "content/mayor.md", "May 1962", "May 1963")
    done = dateline("extract")
    assert done.code == 1
    assert "timeline/.base/river.yaml.json: error: a symbolic link that leads out of the project" in done.err
    assert "timeline/mayor.yaml: updated" in done.out
    assert outside.read_bytes() == before


@pytest.mark.parametrize("name", ["timeline", "timeline/.base", "timeline/entry.schema.json", "timeline/river.yaml"])
def test_no_link_of_the_timeline_is_followed_out_of_the_project(
    stories: Path, dateline: Dateline, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "place"
    place = stories / name
    place.rename(outside)
    if outside.is_file() and name.endswith("json"):
        outside.write_text("mine")
    place.symlink_to(outside)
    before = {path: path.read_bytes() for path in (outside, *outside.rglob("*")) if path.is_file()}
    edit(stories, "content/river.md", "Monday", "Wednesday")
    done = dateline("extract")
    assert done.code == 1
    assert f"{name}: error: a symbolic link that leads out of the project" in done.err
    assert {path: path.read_bytes() for path in (outside, *outside.rglob("*")) if path.is_file()} == before


def test_a_link_within_the_project_is_followed(stories: Path, dateline: Dateline) -> None:
    (stories / "kept").mkdir()
    for name in ("timeline/river.yaml", "timeline/.base/river.yaml.json"):
        target = stories / "kept" / Path(name).name
        (stories / name).rename(target)
        (stories / name).symlink_to(target)
    edit(stories, "content/river.md", "Monday", "Wednesday")
    assert dateline("extract").code == 0
    assert (stories / "timeline/river.yaml").is_symlink()
    assert "1970-04-08" in (stories / "kept/river.yaml").read_text()


# What is said is what is done


def test_diff_tells_whatever_a_run_changes(stories: Path, dateline: Dateline) -> None:
    one, two, three = STORIES["river"].split(". ")
    write(stories, "river", f"{two}. {one}. {three}")
    assert "~ the entries stand in another order, that of the article" in dateline("diff").out
    edit(stories, "content/mayor.md", "Date: 1970-04-14", "Date: 1970-04-15")
    assert "~ head  published: 1970-04-14 -> 1970-04-15" in dateline("diff").out
    (stories / "content/train.md").rename(stories / "content/rail.md")
    assert "~ head  article: content/train.md -> content/rail.md" in dateline("diff").out
    write(stories, "plain", "Nothing here says when.")
    assert "timeline/plain.yaml | new, without entries" in dateline("diff").out
    assert dateline("diff", "--exit-code").code == 1
    dateline("extract")
    assert dateline("diff", "--exit-code").code == 0


def test_extract_tells_of_a_broken_file_beside_the_others(stories: Path, dateline: Dateline) -> None:
    (stories / "timeline/own.yaml").write_text("entries:\n  - date: 1970-02-31\n    title: Mine\n")
    (stories / "timeline/torn.yaml").write_text("entries: [\n")
    for _ in range(2):
        done = dateline("extract")
        assert done.code == 1
        assert "timeline/own.yaml:2:11: error: " in done.err
        assert "timeline/torn.yaml:2:1: error: not valid YAML" in done.err


@pytest.mark.parametrize(
    "text", ['{"article": 7}', '{"article": "content/river.md", "published": 2020, "entries": []}']
)
def test_a_base_of_the_wrong_kind_costs_no_other_file(stories: Path, dateline: Dateline, text: str) -> None:
    (stories / "timeline/.base/river.yaml.json").write_text(text)
    edit(stories, "content/river.md", "Monday", "Wednesday")
    edit(stories, "content/mayor.md", "May 1962", "May 1963")
    before = (stories / "timeline/river.yaml").read_bytes()
    done = dateline("extract")
    assert done.code == 0
    assert "timeline/mayor.yaml: updated" in done.out
    assert "timeline/river.yaml: notice: its copy in .base cannot be read" in done.err
    assert (stories / "timeline/river.yaml").read_bytes() == before


def test_a_file_that_an_article_includes_is_read_again_when_it_changes(project: Path, dateline: Dateline) -> None:
    (project / "pelicanconf.py").write_text("PATH = 'content'\nDATELINE_INCLUDES = True\n")
    head = "Flood\n#####\n\n:date: 1970-04-14\n\n"
    (project / "content/flood.rst").write_text(f"{head}It rained.\n\n.. Include:: parts/more.inc\n")
    table = ".. csv-table::\n   :file: parts/more.csv\n"
    (project / "content/table.rst").write_text(f"{head.replace('Flood', 'Table')}It rained on.\n\n{table}")
    (project / "content/parts").mkdir()
    more, cells = project / "content/parts/more.inc", project / "content/parts/more.csv"
    more.write_text("On Monday the river rose.\n")
    cells.write_text("On Sunday the lake rose.\n")
    assert dateline("extract").code == 0
    assert dateline("extract").out == ""
    more.write_text("On Saturday the river rose.\n")
    assert dateline("extract").out.startswith("timeline/flood.yaml: updated")
    cells.write_text("On Friday the lake rose.\n")
    assert dateline("extract").out.startswith("timeline/table.yaml: updated")
    assert [str(entries(project, name)[0]["date"]) for name in ("flood", "table")] == ["1970-04-11", "1970-04-10"]
    assert dateline("extract").out == ""


def test_unforeseen_markup_of_an_article_ends_in_time_and_costs_no_other(
    project: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.reading.guarding.SECONDS", 0.5)
    write(project, "slow", "[" * 30_000)
    write(project, "good", "On Monday the river rose.")
    done = dateline("extract")
    assert done.code == 1
    assert "content/slow.md: error: reading it takes more than " in done.err
    assert "timeline/good.yaml: created, 1 entry" in done.out


def test_the_settings_may_put_the_timeline_elsewhere(project: Path, dateline: Dateline, tmp_path_factory: Any) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "timeline"
    (project / "pelicanconf.py").write_text(f"PATH = 'content'\nDATELINE_TIMELINE = {str(elsewhere)!r}\n")
    write(project, "river", STORIES["river"])
    for command in ("extract", "check", "events", "digest", "diff"):
        assert dateline(command).code == 0
    assert (elsewhere / "river.yaml").is_file()


def test_a_timeline_file_that_links_to_a_hidden_file_is_left_alone(stories: Path, dateline: Dateline) -> None:
    dateline("extract")
    (stories / ".git").mkdir()
    (stories / ".git/config").write_text("entries: [{date: 1970, title: SECRET}]\n")
    (stories / "timeline/git.yaml").symlink_to("../.git/config")
    (stories / "timeline/kept.yaml").symlink_to("river.yaml")
    for command in (("extract",), ("check",), ("export", "csv"), ("events", "--all")):
        run = dateline(*command)
        assert run.code == 1
        assert "timeline/git.yaml: error: a symbolic link that leads to a hidden file" in run.err + run.out
        assert "SECRET" not in run.err + run.out


def test_a_timeline_that_is_a_link_to_a_hidden_folder_is_left_alone(stories: Path, dateline: Dateline) -> None:
    (stories / "timeline").rename(stories / ".hidden")
    (stories / "timeline").symlink_to(".hidden")
    before = sorted((stories / ".hidden").rglob("*"))
    write(stories, "new", "It rained on Monday.")
    assert "timeline: error: a symbolic link that leads to a hidden file" in dateline("extract").err
    assert sorted((stories / ".hidden").rglob("*")) == before
