"""Which timeline file follows which of several articles that share one form and differ in names and numbers only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.timeline_folder import Dateline, article, contents, edit, entries, is_settled, swap

MINUTES = "The council of {} met on Monday. On March 3 the mayor of {} resigned."
REPORTS = [
    "Police in Cologne arrested two men on Monday. The trial will begin on April 4.",
    "Police in Dresden arrested six women on Tuesday. The trial will begin on May 9.",
]
INQUIRY = "The inquiry opened on March {} and will report on April {}."


def write_all(project: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (project / f"content/{name}.md").write_text(f"Title: {name.title()}\nDate: 2024-03-15\n\n{text}\n")


def edited(project: Path, dateline: Dateline, name: str) -> list[dict[str, Any]]:
    """Extract, hide the first entry of a file and change a date; returns what the file holds then."""
    assert dateline("extract").code == 0
    path = project / f"timeline/{name}.yaml"
    head, first, *rest = path.read_text().split("  - id:")
    first = f"{first.rstrip()}\n    hidden: true\n"
    date = f"{entries(project, name)[-1]['date']}"
    last = (rest or [first])[-1].replace(f"date: {date}", "date: 2024-03-04 # mine", 1)
    path.write_text("  - id:".join([head, *([first, *rest[:-1]] if rest else []), last]))
    assert dateline("extract").code == 0
    return entries(project, name)


def without_events(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in each.items() if key != "event"} for each in found]


def wanders(project: Path, dateline: Dateline, name: str, before: list[dict[str, Any]], to: str) -> None:
    """Hold that a file follows an article to its new name, with all that a person changed."""
    done = dateline("extract")
    assert (done.code, "error" in done.err) == (0, False)
    assert article(project, name) == f"content/{to}.md"
    assert without_events(entries(project, name)) == without_events(before)
    assert is_settled(project, dateline)


@pytest.mark.parametrize("texts", [[MINUTES.replace("{}", town) for town in ("Bonn", "Ulm")], REPORTS])
def test_articles_of_one_form_that_swap_names_keep_their_edits(
    project: Path, dateline: Dateline, texts: list[str]
) -> None:
    write_all(project, {"one": texts[0], "two": texts[1]})
    before = edited(project, dateline, "one")
    swap(project / "content/one.md", project / "content/two.md")
    wanders(project, dateline, "one", before, "two")


def test_articles_of_one_form_that_are_numbered_anew_keep_their_edits(project: Path, dateline: Dateline) -> None:
    write_all(project, {f"day-{number}": INQUIRY.format(number, number + 2) for number in (1, 2, 3)})
    before = edited(project, dateline, "day-1")
    for number in (3, 2, 1):
        (project / f"content/day-{number}.md").rename(project / f"content/day-{number + 1}.md")
    write_all(project, {"day-1": INQUIRY.format(11, 13)})
    wanders(project, dateline, "day-1", before, "day-2")


def test_articles_of_one_text_and_several_dates_keep_their_edits(project: Path, dateline: Dateline) -> None:
    write_all(project, {"one": MINUTES.replace("On March 3", "Last week"), "two": ""})
    two = (project / "content/one.md").read_text().replace("2024-03-15", "2024-03-22")
    (project / "content/two.md").write_text(two)
    before = edited(project, dateline, "one")
    swap(project / "content/one.md", project / "content/two.md")
    wanders(project, dateline, "one", before, "two")


@pytest.mark.parametrize("new", ["x", "0"])
@pytest.mark.parametrize("shared", ["", " The council was founded on 2 May 1949."])
def test_an_old_name_for_a_new_article_of_the_same_form_takes_no_edits(
    project: Path, dateline: Dateline, new: str, shared: str
) -> None:
    write_all(project, {"a": MINUTES.replace("{}", "Bonn") + shared})
    before = edited(project, dateline, "a")
    (project / "content/a.md").rename(project / f"content/{new}.md")
    write_all(project, {"a": MINUTES.replace("{}", "Ulm") + shared})
    wanders(project, dateline, "a", before, new)


def test_a_part_of_the_articles_of_one_form_is_not_told_without_the_rest(project: Path, dateline: Dateline) -> None:
    write_all(project, {name: MINUTES.replace("{}", town) for name, town in (("one", "Bonn"), ("two", "Ulm"))})
    before = edited(project, dateline, "one")
    swap(project / "content/one.md", project / "content/two.md")
    (project / "content/two.md").rename(project / "content/new.md")
    kept = contents(project)
    for name in ("one", "new"):
        done = dateline("extract", f"content/{name}.md")
        assert (done.code, done.err.count("error")) == (1, 1)
        assert "not part of this run" in done.err
        assert {path: data for path, data in contents(project).items() if path in kept} == kept
    wanders(project, dateline, "one", before, "new")


def test_a_new_article_of_the_same_form_takes_nothing_from_one_that_was_edited_or_deleted(
    project: Path, dateline: Dateline
) -> None:
    write_all(project, {"a": MINUTES.replace("{}", "Bonn"), "b": INQUIRY.format(1, 3)})
    before = edited(project, dateline, "a")
    edit(project, "content/a.md", "On March 3 the", "On March 3 and to all's surprise the")
    (project / "content/b.md").unlink()
    write_all(project, {"x": MINUTES.replace("{}", "Ulm"), "y": INQUIRY.format(2, 4)})
    assert dateline("extract").code == 0
    assert [article(project, name) for name in ("a", "b", "x", "y")] == [f"content/{name}.md" for name in "abxy"]
    assert [each["id"] for each in entries(project, "a")] == [each["id"] for each in before]
    assert entries(project, "a")[0]["hidden"] is True
    assert is_settled(project, dateline)
