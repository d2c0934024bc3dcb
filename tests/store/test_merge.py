"""Values: what becomes of those that a person left alone, of those that are theirs, and of those both changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.store.merging import ARTICLE, RAIN, TANK, VOTE, File, changed, file_of

from dateline.errors import TimelineFileError
from dateline.store import DELETED, Action, Add, Drop, Merge, Set
from dateline.timevalue.intervals import Period

NEWS = changed(TANK, date="1970-04-12", title="A tank ruptures", why="log", confidence=0.8, also=("1970-04-06",))


def test_an_article_without_a_file_gets_one() -> None:
    file = File()
    merged = file.run(TANK, RAIN)
    assert merged.action is Action.CREATE
    assert [change.record["id"] for change in merged.changes if isinstance(change, Add)] == ["tank-1", "rain-2"]
    assert file.ids == ["tank-1", "rain-2"]
    assert not merged.is_merged


def test_the_base_is_json_of_what_the_article_gave() -> None:
    base = json.loads(str(file_of(RAIN).base))
    assert base == {
        "article": "content/a.md",
        "published": "1970-04-14",
        "entries": [
            {
                "id": "rain-2",
                "date": "1969-03",
                "title": "Rain",
                "text": "In March 1969 it rained for a week.",
                "when": "In March 1969",
                "why": "month",
                "confidence": "0.7",
                "also": ["1970"],
            }
        ],
    }


def test_where_nothing_is_new_there_is_nothing_to_do() -> None:
    assert file_of(TANK).run(TANK) == Merge(Action.UNCHANGED)


def test_a_file_that_no_person_touched_is_generated_anew() -> None:
    file = file_of(TANK, RAIN)
    merged = file.run(NEWS, VOTE)
    assert (merged.action, merged.is_merged) == (Action.REWRITE, False)
    assert file == file_of(NEWS, VOTE)
    sets = [(change.id, change.key, change.old, change.new) for change in merged.changes if isinstance(change, Set)]
    assert sets == [
        ("tank-1", "date", "1970-04-13", "1970-04-12"),
        ("tank-1", "title", "Tank ruptures", "A tank ruptures"),
        ("tank-1", "why", "weekday", "log"),
        ("tank-1", "confidence", "0.9", "0.8"),
        ("tank-1", "also", None, ("1970-04-06",)),
    ]
    assert [change.record["id"] for change in merged.changes if isinstance(change, Add)] == ["vote-3"]
    assert [change.record["id"] for change in merged.changes if isinstance(change, Drop)] == ["rain-2"]


def test_line_ends_of_another_system_are_no_edit_and_stay() -> None:
    file = file_of(TANK, RAIN)
    file.hand = str(file.hand).replace("\n", "\r\n")
    assert file.run(TANK, RAIN).action is Action.UNCHANGED
    assert file.run(NEWS).action is Action.REWRITE
    assert file.hand == str(file_of(NEWS).hand).replace("\n", "\r\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_what_a_person_left_alone_follows_the_article_and_all_else_stays(newline: str, bom: str) -> None:
    file = file_of(TANK, RAIN)
    file.edit("    title: Tank ruptures\n", "    # by the log\n    title:  'The tank'   # mine\n    desk: Space\n")
    file.hand = bom + str(file.hand).replace("\n", newline)
    expected = str(file.hand).replace("1970-04-13", "1970-04-12").replace("why: weekday", "why: log")
    merged = file.run(changed(TANK, date="1970-04-12", why="log"), RAIN)
    assert (merged.action, merged.is_merged, file.hand) == (Action.MERGE, True, expected)
    assert [change.key for change in merged.changes if isinstance(change, Set)] == ["date", "why"]
    assert merged.conflicts == ()


def test_the_head_of_a_file_follows_the_article_too() -> None:
    file = file_of(TANK)
    file.edit("Tank ruptures", "Mine")
    article = replace(ARTICLE, path="content/b.md", published=Period.day_of(1970, 4, 15))
    file.run(TANK, article=article)
    assert "article: content/b.md\npublished: 1970-04-15\n" in str(file.hand)


VALUES = {
    "date": ("1970-04-13", "1970-04-12"),
    "title": ("Tank ruptures", "A tank ruptures"),
    "text": ("On Monday an oxygen tank ruptured.", "On Monday an oxygen tank exploded."),
    "when": ("On Monday", "Monday"),
    "why": ("weekday", "log"),
    "confidence": ("0.9", "0.8"),
}


@pytest.mark.parametrize("key", VALUES)
def test_each_value_is_merged_by_itself(key: str) -> None:
    new = VALUES[key][1]
    for mine in VALUES:
        file = file_of(TANK)
        file.edit(f"    {mine}: {VALUES[mine][0]}\n", f"    {mine}: 0.123\n")
        merged = file.run(changed(TANK, **{key: float(new) if key == "confidence" else new}))
        expected = "0.123" if key == mine else new
        assert (file.entries[0][key], file.entries[0][mine]) == (expected, "0.123")
        assert [conflict.key for conflict in merged.conflicts] == ([key] if key == mine else [])


def test_a_value_that_both_changed_stays_a_persons_and_is_told_of_with_its_place() -> None:
    file = file_of(RAIN, TANK)
    file.edit("1970-04-13", "1970-04-11")
    merged = file.run(changed(RAIN, why="a month"), changed(TANK, date="1970-04-12"))
    (conflict,) = merged.conflicts
    assert file.entries[1]["date"] == "1970-04-11"
    assert (conflict.id, conflict.key) == ("tank-1", "date")
    assert (conflict.was, conflict.hand, conflict.machine) == ("1970-04-13", "1970-04-11", "1970-04-12")
    assert conflict.new
    line = str(file.hand).split("\n").index("    date: 1970-04-11") + 1
    assert (str(conflict.place), merged.action) == (f"x.yaml:{line}:5", Action.MERGE)
    assert file.remembered.conflicts == (conflict,)


def test_a_conflict_alone_is_remembered_and_changes_no_byte_of_the_file() -> None:
    file = file_of(TANK)
    file.edit("1970-04-13", "1970-04-11")
    before = file.hand
    merged = file.run(changed(TANK, date="1970-04-12"))
    assert (merged.action, merged.text, file.hand) == (Action.ADOPT, None, before)
    assert [conflict.machine for conflict in file.remembered.conflicts] == ["1970-04-12"]


def test_the_head_may_be_in_conflict() -> None:
    file = file_of(TANK)
    file.edit("published: 1970-04-14", "published: 1970-04-16")
    (conflict,) = file.run(TANK, article=replace(ARTICLE, published=Period.day_of(1970, 4, 15))).conflicts
    assert (conflict.id, conflict.key, conflict.hand, conflict.machine) == (
        "",
        "published",
        "1970-04-16",
        "1970-04-15",
    )
    assert str(conflict.place) == "x.yaml:3:1"


def test_who_comes_to_the_same_value_agrees() -> None:
    file = file_of(TANK)
    file.edit("1970-04-13", "'1970-04-12'")
    merged = file.run(changed(TANK, date="1970-04-12"))
    assert (merged.conflicts, merged.changes) == ((), ())
    assert file.run(changed(TANK, date="1970-04-10")).conflicts == ()
    assert file.entries[0]["date"] == "1970-04-10"


def test_a_conflict_stays_open_until_it_is_looked_at() -> None:
    file = conflicting()
    for why in ("one", "two"):
        (conflict,) = file.run(changed(TANK, date="1970-04-12", why=why)).conflicts
        assert (conflict.new, conflict.was, conflict.machine) == (False, "1970-04-13", "1970-04-12")
    (conflict,) = file.run(changed(TANK, date="1970-04-10")).conflicts
    assert (conflict.new, conflict.was, conflict.machine) == (True, "1970-04-13", "1970-04-10")


def conflicting() -> File:
    file = file_of(TANK)
    file.edit("1970-04-13", "1970-04-11")
    assert file.run(changed(TANK, date="1970-04-12")).conflicts
    return file


ENDINGS = {
    "another value": ("date: 1970-04-11", "date: 1970-04-09"),
    "the article's": ("date: 1970-04-11", "date: 1970-04-12"),
    "locked": ("    when:", "    locked: true\n    when:"),
    "without a value": ("    date: 1970-04-11\n", ""),
}


@pytest.mark.parametrize("way", ENDINGS)
def test_a_conflict_ends_when_the_value_is_changed_locked_or_taken_out(way: str) -> None:
    file = conflicting()
    file.edit(*ENDINGS[way])
    before = file.hand
    assert file.run(changed(TANK, date="1970-04-12")).conflicts == ()
    assert (file.hand, file.remembered.conflicts) == (before, ())


def test_a_conflict_ends_when_the_entry_is_deleted_or_the_article_drops_it() -> None:
    file = conflicting()
    assert file.run().conflicts == ()
    assert file.ids == ["tank-1"]
    file = conflicting()
    file.hand = str(file.hand).partition("  - id:")[0]
    assert file.run(changed(TANK, date="1970-04-12")).conflicts == ()


def test_a_conflict_ends_when_the_article_goes_back_to_what_it_was() -> None:
    file = conflicting()
    assert file.run(TANK).conflicts == ()
    assert file.entries[0]["date"] == "1970-04-11"


def test_a_locked_entry_takes_nothing_and_what_it_says_counts_as_a_persons_once_it_is_not() -> None:
    file = file_of(TANK)
    file.edit("    when:", "    locked: true\n    when:")
    before = file.hand
    merged = file.run(NEWS)
    assert (file.hand, merged.conflicts, merged.text) == (before, (), None)
    file.edit("    locked: true\n", "")
    before = file.hand
    assert file.run(NEWS).text is None
    assert file.hand == before


def test_a_reviewed_entry_keeps_its_date_and_follows_the_article_in_all_else() -> None:
    file = file_of(TANK)
    file.edit("    when:", "    reviewed: true\n    when:")
    merged = file.run(NEWS)
    (entry,) = file.entries
    assert (entry["date"], entry["title"], entry["why"]) == ("1970-04-13", "A tank ruptures", "log")
    assert [(conflict.key, conflict.machine) for conflict in merged.conflicts] == [("date", "1970-04-12")]


def test_a_hidden_entry_follows_the_article() -> None:
    file = file_of(TANK)
    file.edit("    when:", "    hidden: true\n    when:")
    assert file.run(NEWS).conflicts == ()
    assert (file.entries[0]["date"], file.entries[0]["also"]) == ("1970-04-12", ("1970-04-06",))
    assert "    hidden: true\n" in str(file.hand)


@pytest.mark.parametrize("key", ["why", "also", "confidence", "title"])
def test_a_key_that_was_taken_out_stays_out(key: str) -> None:
    file = file_of(RAIN)
    line = next(line for line in str(file.hand).split("\n") if line.startswith(f"    {key}:"))
    file.edit(f"{line}\n", "")
    news = changed(RAIN, date="1969-04", title="Much rain", why="a month", confidence=0.2, also=("1971",))
    merged = file.run(news)
    assert key not in file.entries[0]
    assert (file.entries[0]["date"], merged.conflicts) == ("1969-04", ())


def test_a_value_that_the_article_no_longer_gives_is_taken_out_unless_it_is_a_persons() -> None:
    file = file_of(RAIN)
    file.edit("title: Rain", "title: Mine")
    file.run(changed(RAIN, also=()))
    assert "also" not in file.entries[0]
    file = file_of(RAIN)
    file.edit("also: [1970]", "also: [1971]")
    (conflict,) = file.run(changed(RAIN, also=())).conflicts
    assert (conflict.was, conflict.hand, conflict.machine) == (("1970",), ("1971",), None)


def test_quotes_and_forms_of_a_number_are_no_edit_and_stay() -> None:
    file = file_of(TANK)
    file.edit("title: Tank ruptures", 'title: "Tank ruptures"')
    file.edit("confidence: 0.9", "confidence: 0.90")
    file.run(TANK)
    assert "confidence: 0.90\n" in str(file.hand)
    assert file.run(changed(TANK, title="It's torn", confidence=0.25)).conflicts == ()
    assert '    title: "It\'s torn"\n' in str(file.hand)
    assert "    confidence: 0.25\n" in str(file.hand)


def test_a_value_that_something_refers_to_is_a_persons() -> None:
    file = file_of(TANK, RAIN)
    file.edit("date: 1970-04-13", "date: &day 1970-04-13")
    file.edit("also: [1970]", "also: [*day]")
    (conflict,) = file.run(changed(TANK, date="1970-04-12"), RAIN).conflicts
    assert (conflict.key, conflict.hand) == ("date", "1970-04-13")
    assert file.entries[0]["date"] == "1970-04-13"


def test_a_deleted_file_stays_deleted() -> None:
    file = file_of(TANK)
    file.hand = None
    assert file.run(NEWS, VOTE) == DELETED
    assert "delete its copy in .base too" in DELETED.hint


def test_a_broken_file_is_no_matter_while_there_is_no_news() -> None:
    file = file_of(TANK)
    file.hand = f"{file.hand}  - {{oops\n"
    assert file.run(TANK) == Merge(Action.UNCHANGED)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries:\n  - id: tank-1\n    title: a: b\n", r"^x\.yaml:3:13: error: not valid YAML: mapping values"),
        ("- date: 1970\n", r'^x\.yaml:1:1: error: not a timeline, expected "entries:"'),
        ("entries:\n  - {id: a, id: b}\n", r'^x\.yaml:2:13: error: "id" stands twice'),
    ],
)
def test_a_broken_file_that_there_is_news_for_is_an_error_with_its_place(text: str, says: str) -> None:
    file = file_of(TANK)
    file.hand = text
    with pytest.raises(TimelineFileError, match=says):
        file.run(NEWS)
