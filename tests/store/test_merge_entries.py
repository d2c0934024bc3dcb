"""Whole entries: new ones, deleted ones, those that the article drops, and what is known where the base is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from tests.store.merging import RAIN, TANK, VOTE, File, block, changed, file_of

from dateline.errors import TimelineFileError
from dateline.model import Entry
from dateline.store import Action, Drop

EDITED = changed(TANK, id="tank-9", text="On Monday an oxygen tank exploded.")
OTHER = Entry("crew-4", "1970-04-14", "Crew", "The crew slept until this morning.", "this morning", "morning", 0.9)


def touched(*entries: Entry) -> File:
    """A file that a person has had a hand in, though in none of its entries."""
    file = file_of(*entries)
    file.hand = f"{file.hand}# mine\n" if entries else f"# mine\n{file.hand}"
    return file


# New entries


@pytest.mark.parametrize("order", list(product((0, 1), repeat=3)))
def test_a_new_entry_goes_after_what_precedes_it_in_the_article(order: tuple[int, ...]) -> None:
    all_of_them = [TANK, RAIN, VOTE]
    there = [entry for entry, is_there in zip(all_of_them, order, strict=True) if is_there]
    file = touched(*there)
    merged = file.run(*all_of_them)
    assert file.ids == ["tank-1", "rain-2", "vote-3"]
    assert "# mine\n" in str(file.hand)
    assert merged.action is (Action.MERGE if len(there) < 3 else Action.UNCHANGED)


def test_a_new_entry_follows_what_precedes_it_wherever_a_person_put_that() -> None:
    file = file_of(TANK, RAIN)
    file.hand = f"{str(file.hand).partition('  - id')[0]}{block(RAIN)}{block(TANK)}"
    file.run(TANK, VOTE, RAIN)
    assert file.ids == ["rain-2", "tank-1", "vote-3"]


def test_a_new_entry_goes_before_what_follows_where_nothing_precedes_it() -> None:
    file = file_of(TANK)
    file.edit("entries:\n", "entries:\n  - {date: 1969, id: mine, title: Mine}\n")
    file.run(VOTE, TANK)
    assert file.ids == ["mine", "vote-3", "tank-1"]


def test_a_new_entry_goes_to_the_end_where_none_of_the_articles_is_left() -> None:
    file = file_of(TANK)
    file.hand = str(file.hand).replace(block(TANK), "  - {date: 1969, id: mine, title: Mine}\n")
    file.run(TANK, VOTE)
    assert file.ids == ["mine", "vote-3"]


def test_a_new_entry_has_an_id_that_nothing_else_has() -> None:
    file = touched(TANK)
    file.run(TANK, changed(VOTE, id="tank-1"))
    assert file.ids == ["tank-1", "tank-1-2"]


# Entries that were edited in the article


@pytest.mark.parametrize("made", [file_of, touched])
def test_an_edited_sentence_keeps_its_id(made: Callable[..., File]) -> None:
    file = made(TANK, RAIN)
    file.run(RAIN, EDITED)
    assert sorted(map(str, file.ids)) == ["rain-2", "tank-1"]
    assert [entry["text"] for entry in file.entries if entry["id"] == "tank-1"] == [EDITED.text]


def test_an_edited_sentence_keeps_its_place_and_what_a_person_wrote() -> None:
    file = touched(TANK, RAIN)
    file.edit("Tank ruptures", "Mine")
    file.run(EDITED, RAIN)
    assert (file.ids, file.entries[0]["title"], file.entries[0]["text"]) == (["tank-1", "rain-2"], "Mine", EDITED.text)


def test_ids_do_not_move_when_an_earlier_sentence_comes_goes_or_is_edited() -> None:
    file = touched(TANK, RAIN, VOTE)
    for first in ([], [OTHER], [changed(OTHER, id="crew-5", text="The crew slept.")], [EDITED, OTHER]):
        file.run(*first, RAIN, VOTE)
        assert file.ids[-2:] == ["rain-2", "vote-3"]


@pytest.mark.parametrize(("line", "name"), [("  - date:", None), ("  - id: mine\n    date:", "mine")])
def test_an_entry_whose_id_was_taken_out_or_changed_is_still_known(line: str, name: str | None) -> None:
    file = file_of(TANK, RAIN)
    file.edit("  - id: tank-1\n    date:", line)
    for date in ("1970-04-12", "1970-04-11"):
        file.run(changed(TANK, date=date), RAIN)
        assert [(entry.get("id"), entry["date"]) for entry in file.entries] == [(name, date), ("rain-2", "1969-03")]


# Deleted entries


@pytest.mark.parametrize("now", [TANK, EDITED, changed(EDITED, date="1970-04-12", title="News")])
def test_a_deleted_entry_stays_deleted_whatever_becomes_of_its_sentence(now: Entry) -> None:
    file = file_of(TANK, RAIN)
    file.edit(block(TANK), "")
    assert file.run(now, RAIN).changes == ()
    assert file.ids == ["rain-2"]
    file.run(changed(now, why="another"), RAIN, VOTE)
    assert file.ids == ["rain-2", "vote-3"]


def test_a_deleted_entry_stays_deleted_when_the_article_drops_it_and_brings_it_back() -> None:
    file = file_of(TANK, RAIN)
    file.edit(block(TANK), "")
    for entries in ((TANK, RAIN), (RAIN,), (RAIN, VOTE), (TANK, RAIN, VOTE), (VOTE,), (EDITED, VOTE), (TANK, VOTE)):
        file.run(*entries)
        assert "tank-1" not in file.ids
        former = [record["id"] for record in file.remembered.former]
        assert former == ([] if TANK in entries or EDITED in entries else ["tank-1"])


def test_an_entry_deleted_after_the_article_dropped_it_does_not_come_back() -> None:
    file = file_of(TANK, RAIN)
    file.edit("Tank ruptures", "Mine")
    file.run(RAIN)
    assert file.ids == ["tank-1", "rain-2"]
    file.hand = str(file.hand).replace(block(TANK).replace("Tank ruptures", "Mine"), "")
    file.run(RAIN)
    file.run(TANK, RAIN)
    assert file.ids == ["rain-2"]


def test_all_entries_deleted_leave_a_file_of_none() -> None:
    file = file_of(TANK, RAIN)
    file.hand = str(file.hand).partition("entries:")[0] + "entries:\n"
    before = file.hand
    assert file.run(EDITED, RAIN).text is None
    assert file.hand == before


# Entries that the article no longer gives


def test_an_entry_that_the_article_dropped_goes_if_no_person_touched_it() -> None:
    file = touched(TANK, RAIN, VOTE)
    merged = file.run(TANK, VOTE)
    assert (merged.action, file.ids, merged.kept) == (Action.MERGE, ["tank-1", "vote-3"], ())
    assert [change.record["id"] for change in merged.changes if isinstance(change, Drop)] == ["rain-2"]
    file.run(TANK, RAIN, VOTE)
    assert file.ids == ["tank-1", "rain-2", "vote-3"]


HANDS = {
    "a comment above": ("  - id: rain-2\n", "  # mine\n  - id: rain-2\n"),
    "a comment in it": ("    why: month\n", "    why: month # mine\n"),
    "a comment below": ("    also: [1970]\n", "    also: [1970]\n      # mine\n"),
    "a key of one's own": ("    why: month\n", "    why: month\n    desk: Space\n"),
    "hidden": ("    why: month\n", "    why: month\n    hidden: true\n"),
    "locked": ("    why: month\n", "    why: month\n    locked: true\n"),
    "reviewed": ("    why: month\n", "    why: month\n    reviewed: true\n"),
    "an edited value": ("title: Rain\n", "title: Much rain\n"),
    "a key taken out": ("    why: month\n", ""),
    "an anchor": ("title: Rain\n", "title: &rain Rain\n"),
}


@pytest.mark.parametrize("way", HANDS)
def test_an_entry_that_the_article_dropped_stays_if_a_person_had_a_hand_in_it(way: str) -> None:
    file = file_of(TANK, RAIN)
    file.edit(*HANDS[way])
    before = file.hand
    merged = file.run(TANK)
    assert file.hand == before
    (kept,) = merged.kept
    line = str(file.hand)[: str(file.hand).index("- id: rain-2")].count("\n") + 1
    assert (kept.record["id"], str(kept.place)) == ("rain-2", f"x.yaml:{line}:5")
    assert [record["id"] for record in file.remembered.former] == ["rain-2"]
    assert file.run(changed(TANK, why="log")).kept == (), "it is told of once"


@pytest.mark.parametrize("way", ["quotes", "lines", "order"])
def test_another_way_to_write_an_entry_is_no_hand_in_it(way: str) -> None:
    ways = {
        "quotes": ("title: Rain\n", 'title: "Rain"\n'),
        "lines": ("title: Rain\n", "title:\n      Rain\n"),
        "order": ("    title: Rain\n    text: In March", "    text: In March"),
    }
    file = file_of(TANK, RAIN)
    file.edit(*ways[way])
    if way == "order":
        file.edit("    why: month\n", "    why: month\n    title: Rain\n")
    file.run(TANK)
    assert file.ids == ["tank-1"]


def test_a_kept_entry_that_the_article_brings_back_is_known_and_follows_it_again() -> None:
    file = file_of(TANK, RAIN)
    file.edit("title: Rain\n", "title: Mine\n")
    file.run(TANK)
    file.run(changed(RAIN, why="the month"), TANK)
    assert file.ids == ["tank-1", "rain-2"]
    assert (file.entries[1]["title"], file.entries[1]["why"]) == ("Mine", "the month")
    assert file.remembered.former == ()


def test_entries_that_a_person_wrote_are_never_touched() -> None:
    mine = "  - {date: 1969, title: Mine} # mine\n  - date: 1970\n    id: own\n    title: Own\n"
    file = file_of(TANK)
    file.hand = f"{file.hand}{mine}"
    for entries in ((TANK, RAIN), (), (RAIN,), (VOTE, TANK)):
        assert file.run(*entries).conflicts == ()
        assert "{date: 1969, title: Mine} # mine\n" in str(file.hand)
        assert "  - date: 1970\n    id: own\n    title: Own\n" in str(file.hand)


# A base that is lost


@pytest.mark.parametrize("base", [None, "", "{", "[]", "null", '{"entries": 3}', '{"entries": [{"title": "no id"}]}'])
def test_without_a_base_all_of_a_file_counts_as_written_by_hand_and_nothing_is_added(base: str | None) -> None:
    file = file_of(TANK)
    file.edit("Tank ruptures", "Mine")
    before, file.base = file.hand, base
    merged = file.run(changed(TANK, date="1970-04-12"), RAIN)
    assert (merged.action, merged.text, file.hand) == (Action.ADOPT, None, before)
    lacks = (
        "has no copy in .base"
        if base is None
        else "its copy in .base cannot be read (malformed, not a record of what was"
    )
    assert lacks in merged.notice
    assert merged.hint == "delete the file and its copy in .base to have it written anew"
    file.run(changed(TANK, date="1970-04-10"), RAIN, VOTE)
    assert (file.ids, file.entries[0]["date"], file.entries[0]["title"]) == (["tank-1", "vote-3"], "1970-04-13", "Mine")


def test_a_file_as_generated_whose_base_is_lost_is_taken_up_without_a_word() -> None:
    file = file_of(TANK)
    before, file.base = file_of(TANK), None
    file.hand = str(file.hand).replace("\n", "\r\n")
    merged = file.run(TANK)
    assert (merged.action, merged.notice, file.base) == (Action.ADOPT, "", before.base)
    assert file.run(changed(TANK, date="1970-04-12")).action is Action.REWRITE


def test_a_broken_file_without_a_base_is_left_alone() -> None:
    file = File("entries: [\n", None)
    with pytest.raises(TimelineFileError, match="not valid YAML"):
        file.run(TANK)
    assert (file.hand, file.base) == ("entries: [\n", None)
