"""One happening told by several articles: what a run writes into their files, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import Outcome, extract_project
from dateline.gathering import gather
from dateline.project import Project
from dateline.store import load_timeline

MONDAY = "A fire destroyed the old mill of Alden on Monday, killing two workers."
AGAIN = "The old mill of Alden burned down on Monday and two workers were killed."
MONTH = "In March the old mill of Alden burned down, and two workers died in the fire."
OTHER = "The council of Brenton voted on Monday to sell its ferry for a dollar."

Event = Callable[[str], str | None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content", "timeline"):
        (tmp_path / folder).mkdir()
    return tmp_path


def article(root: Path, name: str, date: str, text: str, head: str = "") -> None:
    (root / f"content/{name}.md").write_text(f"Title: {name}\nDate: {date}\n{head}\n{text}\n")


def run(root: Path, **options: bool) -> list[Outcome]:
    project = Project.load(folder=root)
    outcomes = list(extract_project(project, project.articles(), **options))
    assert not [str(outcome.error) for outcome in outcomes if outcome.error]
    return outcomes


def file_of(root: Path, name: str) -> Path:
    return root / f"timeline/{name}.yaml"


def edit(root: Path, name: str, pattern: str, new: str) -> None:
    file = file_of(root, name)
    text, count = re.subn(pattern, new, file.read_text())
    assert count
    file.write_text(text)


def event(root: Path, name: str) -> str | None:
    found = re.findall(r"^ +event: (.+)$", file_of(root, name).read_text(), re.MULTILINE)
    return ",".join(found) or None


def events(root: Path) -> dict[str, str | None]:
    return {path.stem: event(root, path.stem) for path in sorted((root / "timeline").glob("*.yaml"))}


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def joined(root: Path) -> str:
    """Two articles on one fire and one on something else, and the event that the two got."""
    article(root, "first", "2021-03-02", MONDAY)
    article(root, "second", "2021-03-03", AGAIN)
    article(root, "other", "2021-03-02", OTHER)
    run(root)
    name = event(root, "first")
    assert name
    assert events(root) == {"first": name, "second": name, "other": None}
    return name


def test_a_run_after_the_first_changes_nothing(root: Path, joined: str) -> None:
    before = contents(root)
    assert not [outcome for outcome in run(root) if outcome.of_events]
    assert not [outcome for outcome in run(root, afresh=True) if outcome.of_events]
    assert contents(root) == before


def test_the_same_articles_get_the_same_events_whatever_was_there_before(root: Path, joined: str) -> None:
    before = contents(root)
    for path in [*(root / "timeline").glob("*.yaml"), *(root / "timeline/.base").glob("*.json")]:
        path.unlink()
    run(root)
    assert contents(root) == before


def test_a_later_article_joins_the_event_that_is_there_and_renames_none(root: Path, joined: str) -> None:
    article(
        root, "earliest", "2021-03-01", "On Monday a fire destroyed the old mill of Alden; two workers were killed."
    )
    article(root, "later", "2021-06-01", MONTH)
    before = {name: file_of(root, name).read_bytes() for name in ("first", "second", "other")}
    run(root)
    assert events(root) == {"earliest": joined, "first": joined, "second": joined, "later": joined, "other": None}
    assert {name: file_of(root, name).read_bytes() for name in before} == before


def test_an_unrelated_article_touches_no_file(root: Path, joined: str) -> None:
    before = contents(root)
    article(root, "unrelated", "2021-03-04", "A truck overturned near Corwell on Monday.")
    run(root)
    assert before.items() <= contents(root).items()


@pytest.mark.parametrize("name", ["fire-of-mine", '"quoted name"', "x # and a comment"])
def test_an_event_set_by_hand_stays(root: Path, joined: str, name: str) -> None:
    edit(root, "second", r"event: \S+", f"event: {name}")
    by_hand = file_of(root, "second").read_bytes()
    run(root, afresh=True)
    assert file_of(root, "second").read_bytes() == by_hand
    assert event(root, "first") == joined


def test_an_event_taken_out_by_hand_stays_out_and_draws_no_other_in(root: Path, joined: str) -> None:
    edit(root, "second", r" +event: \S+\n", "")
    article(root, "third", "2021-03-03", AGAIN.replace("two workers", "two of its workers"))
    run(root, afresh=True)
    assert events(root) == {"first": joined, "second": None, "third": joined, "other": None}


def test_entries_joined_by_hand_stay_joined_and_take_others_up(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    article(root, "other", "2021-03-02", OTHER)
    run(root)
    for name in ("first", "other"):
        edit(root, name, r"\Z", "    event: that-monday\n")
    article(root, "second", "2021-03-03", AGAIN)
    run(root)
    assert events(root) == dict.fromkeys(("first", "other", "second"), "that-monday")


def test_an_entry_is_joined_to_another_by_that_ones_id(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    article(root, "other", "2021-03-02", OTHER)
    run(root)
    (name,) = re.findall("- id: (.+)", file_of(root, "first").read_text())
    edit(root, "other", r"\Z", f"    event: {name}\n")
    run(root)
    assert events(root) == {"first": name, "other": name}


def test_a_file_written_by_hand_is_never_touched_but_its_event_is_open_to_others(root: Path) -> None:
    own = "entries:\n  - date: 2021-03-01\n    title: The old mill of Alden burned down, killing two workers\n"
    file_of(root, "own").write_text(f"{own}    event: mill-fire\n")
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    assert events(root) == {"own": "mill-fire", "first": "mill-fire"}
    file_of(root, "own").write_text(own)
    article(root, "second", "2021-03-03", AGAIN)
    run(root)
    assert file_of(root, "own").read_text() == own


def test_a_locked_entry_is_left_as_it_is(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    edit(root, "first", r"\Z", "    locked: true\n")
    locked = file_of(root, "first").read_bytes()
    article(root, "second", "2021-03-03", AGAIN)
    article(root, "third", "2021-03-03", AGAIN)
    run(root)
    assert file_of(root, "first").read_bytes() == locked
    assert event(root, "second") == event(root, "third") != None  # noqa: E711 - it has one


def test_an_edited_sentence_keeps_its_event(root: Path, joined: str) -> None:
    article(root, "second", "2021-03-03", AGAIN.replace("two workers", "two young workers"))
    run(root)
    assert event(root, "second") == joined


def test_a_date_that_moves_away_leaves_the_event(root: Path, joined: str) -> None:
    article(root, "second", "2021-05-12", AGAIN)
    run(root)
    assert events(root) == {"first": joined, "second": None, "other": None}


def test_a_dry_run_tells_of_events_and_writes_nothing(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    article(root, "second", "2021-03-03", AGAIN)
    before = contents(root)
    told = [outcome for outcome in run(root, dry_run=True) if outcome.of_events]
    assert [outcome.article for outcome in told] == ["content/first.md", "content/second.md"]
    assert contents(root) == before


def test_comments_and_own_keys_stay_beside_a_new_event(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    edit(root, "first", r"    confidence: (\S+)\n", r"    confidence: \1   # fine\n    desk: county\n")
    before = file_of(root, "first").read_text().splitlines()
    article(root, "second", "2021-03-03", AGAIN)
    run(root)
    after = file_of(root, "first").read_text().splitlines()
    assert [line for line in after if not line.startswith("    event: ")] == before
    assert len(after) == len(before) + 1


def test_names_and_the_tags_of_the_article_are_the_tags_of_its_entries(root: Path) -> None:
    article(root, "visit", "2021-03-02", "Maria Lopez visited Berlin on Monday.", head="Tags: mills, county\n")
    run(root)
    assert "    tags: [Maria Lopez, Berlin, mills, county]\n" in file_of(root, "visit").read_text()


def test_tags_changed_by_hand_stay(root: Path) -> None:
    article(root, "visit", "2021-03-02", "Maria Lopez visited Berlin on Monday.")
    run(root)
    edit(root, "visit", r"tags: .*", "tags: [Lopez]")
    run(root, afresh=True)
    assert "    tags: [Lopez]\n" in file_of(root, "visit").read_text()


@pytest.mark.parametrize("empty", ["event:", "event: ~", 'event: ""', "event:   # by itself"])
def test_an_event_left_empty_by_hand_is_a_decision_too(root: Path, empty: str) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    edit(root, "first", r"\Z", f"    {empty}\n")
    by_hand = file_of(root, "first").read_bytes()
    article(root, "second", "2021-03-03", AGAIN)
    run(root)
    assert file_of(root, "first").read_bytes() == by_hand
    assert event(root, "second") is None


def test_an_id_may_name_the_event_of_an_entry_that_has_one(root: Path, joined: str) -> None:
    (name,) = re.findall("- id: (.+)", file_of(root, "first").read_text())
    edit(root, "other", r"\Z", f"    event: {name}\n")
    run(root)
    files, _ = load_timeline(root / "timeline", Project.load(folder=root).in_words)
    assert sorted(len(each.told) for each in gather(files)) == [3]


def test_an_id_may_name_an_entry_that_is_written_by_hand(root: Path) -> None:
    file_of(root, "own").write_text("entries:\n  - id: my-ferry\n    date: 2021-03-01\n    title: The ferry is sold\n")
    article(root, "other", "2021-03-02", OTHER)
    run(root)
    edit(root, "other", r"\Z", "    event: my-ferry\n")
    run(root)
    files, _ = load_timeline(root / "timeline", Project.load(folder=root).in_words)
    assert [(each.event.id, len(each.told)) for each in gather(files)] == [("my-ferry", 2)]


def test_two_entries_of_one_file_with_one_id_are_two(root: Path) -> None:
    ferry = "  - date: 1960-01-01\n    title: Ferry starts\n    text: {}\n"
    file_of(root, "own").write_text("entries:\n" + ferry.format("one") + ferry.format("two"))
    files, _ = load_timeline(root / "timeline", Project.load(folder=root).in_words)
    assert [each.event.telling.text for each in gather(files)] == ["one", "two"]


def test_a_language_that_nobody_knows_keeps_nothing_from_being_joined(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    edit(root, "first", "entries:", "language: de-AT\nentries:")
    article(root, "second", "2021-03-03", AGAIN)
    article(root, "third", "2021-03-03", AGAIN)
    run(root)
    assert event(root, "second") == event(root, "third") is not None


def test_an_event_that_cannot_be_written_is_told_again_in_every_run(root: Path) -> None:
    article(root, "first", "2021-03-02", MONDAY)
    run(root)
    edit(root, "first", r"confidence: \S+", "confidence: 1")
    edit(root, "first", r"\Z", "    event: {x: y}\n")
    article(root, "second", "2021-03-03", AGAIN)
    project = Project.load(folder=root)
    before = file_of(root, "first").read_bytes()
    failed = [sum(bool(o.error) for o in extract_project(project, project.articles())) for _ in range(2)]
    assert failed[0] == failed[1]
    assert file_of(root, "first").read_bytes() == before


HTML = (
    '<html><head><title>x</title><meta name="date" content="2021-03-02"><meta name="tags" content=""></head>'
    "<body><p>It rained on Monday.</p></body></html>"
)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("md", "Title: x\nDate: 2021-03-02\nTags:\n\nIt rained on Monday.\n"),
        ("rst", "x\n#\n\n:date: 2021-03-02\n:tags:\n\nIt rained on Monday.\n"),
        ("html", HTML),
    ],
)
def test_tags_left_empty_are_none(root: Path, suffix: str, text: str) -> None:
    (root / f"content/x.{suffix}").write_text(text)
    run(root)
    assert "tags" not in next((root / "timeline").glob("x*.yaml")).read_text()


def test_an_importance_beyond_all_bounds_is_none(root: Path) -> None:
    file_of(root, "own").write_text(f"entries:\n  - date: 1960\n    title: x\n    importance: {'1' * 400}\n")
    files, _ = load_timeline(root / "timeline", Project.load(folder=root).in_words)
    assert files[0].entries[0].importance is None
