"""The same three entries in every style that people write YAML in: one value changes, and no byte outside of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dateline.errors import DatelineError
from dateline.model import Article, Entry
from dateline.store import Action, Merge, merge
from dateline.store.base import base_of, record_of, write_base
from dateline.store.decisions import Drop
from dateline.store.nodes import Fields, Items, Scalar, Value
from dateline.store.parsing import parse
from dateline.timevalue.intervals import Period

FOLDER = Path(__file__).parent.parent / "fixtures" / "hand_styles"
TEXTS = {path.stem: path.read_bytes().decode() for path in sorted(FOLDER.glob("*.yaml"))}
# What the article gave, what it comes to give, and an entry that is new: of the first entry values that go in any
# style, of the second such that YAML has to be told how to read.
GIVEN = json.loads((FOLDER / "article.json").read_text(encoding="utf-8"))
ARTICLE = Article("content/alder-flood.md", "alder-flood", "The flood", Period.day_of(2019, 6, 21), "", ())
ENTRIES = [Entry(**{**each, "also": tuple(each.get("also", ()))}) for each in GIVEN["entries"]]
NEW = Entry(**GIVEN["new"])
BASE = write_base(base_of(ARTICLE, ENTRIES))
KEYS = list(GIVEN["news"][0])
EVERY = list(product((0, 1), KEYS))

# What cannot be changed without changing something else counts as the person's.
BOUND = {
    # A comment stands in the list.
    "also_block_comment_inside": [(0, "also"), (1, "also")],
    # An alias refers to the value.
    "anchors_used_elsewhere": [(0, "title"), (0, "date"), (1, "also")],
    # An alias refers to the entry, or to the list of all.
    "anchors_on_an_entry_used": [(0, key) for key in KEYS],
    "anchors_inherited_from_an_entry": [(0, key) for key in KEYS],
    "anchors_on_the_list": EVERY,
    "anchors_for_the_list": EVERY,
}
# Nor can entries that stand in two places get another in one.
CLOSED = ["anchors_for_the_list", "anchors_on_the_list"]
# What an entry has from elsewhere gets a key of its own.
INHERITED = {"anchors_inherited": [(0, "confidence"), (1, "why")], "anchors_inherited_from_two": [(0, "confidence")]}
# A comment would go with these lists if they went.
ROOTED = """
    also_block_comments_around-0 also_block_comments_around-1 brackets_on_several_levels-1 brackets_with_comments-0
    comments_after_values-0 comments_after_values-1 comments_before_values-1 tabs_around_comments-1
""".split()
# The last entry has a comment, a key or a value of the person's own, or an alias stands for it.
KEPT = """
    also_null anchors_for_the_list anchors_on_the_list brackets_on_several_levels comments_indented_oddly
    comments_out_an_entry comments_under_the_last_entry flags_locked flags_reviewed letters_arabic letters_cjk_and_emoji
    own_keys_first own_lists own_nothing own_values_and_no_ids text_block_head_comment
""".split()


@cache
def as_json(text: str) -> str:
    """What another reader makes of it, dates as typed; it takes no tabs between values, which YAML allows."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return json.dumps(yaml.load(text.removeprefix("\ufeff").replace("\t", " ")))


def read(text: str) -> Any:
    return json.loads(as_json(text))


def read_loosely(text: str) -> Any:
    """Without line ends after texts: a block text has another number of them where a line is put or taken below it."""
    return json.loads(re.sub(r'(?:\\n)+"', '"', as_json(text)))


def plain(value: Any, key: str) -> Any:
    """A value as it is compared, whether the article gives it or it was read."""
    if value is None or key == "confidence":
        return value and float(value)
    return list(value) if isinstance(value, list | tuple) else str(value).strip()


@cache
def place_of(name: str, number: int) -> int | None:
    """Where one of the entries stands in a file, going by its id, or without one its title."""
    entry, found = ENTRIES[number], enumerate(read(TEXTS[name])["entries"])
    return next((place for place, each in found if each.get("id", each["title"]) in (entry.id, entry.title)), None)


def is_own(name: str, number: int, key: str) -> bool:
    found = read(TEXTS[name])["entries"][place_of(name, number) or 0]
    return bool(plain(found.get(key), key) != plain(getattr(ENTRIES[number], key), key))


THERE = [each for each in product(TEXTS, (0, 1), KEYS) if place_of(*each[:2]) is not None]
OWN = [each for each in THERE if is_own(*each) or each[1:] in BOUND.get(each[0], [])]
OF_OTHERS = [(name, *each) for name, some in INHERITED.items() for each in some]
FREE = [each for each in THERE if each not in OWN and each not in OF_OTHERS]


def entries_in(text: str) -> Items:
    return parse(text.removeprefix("\ufeff"), "x.yaml").root.fields["entries"]


def fields_of(name: str, number: int) -> Fields:
    return entries_in(TEXTS[name]).items[place_of(name, number)]


def changed(number: int, **news: Any) -> list[Entry]:
    return [replace(entry, **news) if place == number else entry for place, entry in enumerate(ENTRIES)]


def merged(name: str, entries: list[Entry]) -> Merge:
    """What becomes of a file, with nothing left to do then."""
    result = merge(BASE, TEXTS[name], ARTICLE, entries, "x.yaml")
    again = merge(result.base or BASE, result.text or TEXTS[name], ARTICLE, entries, "x.yaml")
    assert (again.action, again.text, again.base) == (Action.UNCHANGED, None, None)
    return result


def lines(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", re.sub("(\r\n|\r|\n)\\Z", "", text))


def more_in(longer: Sequence[str], shorter: Sequence[str]) -> str:
    """What one of two texts, or of two lists of lines, has more than the other, all in one place."""
    pairs = enumerate(zip(longer, shorter, strict=False))
    start = next((place for place, (one, other) in pairs if one != other), len(shorter))
    end = start + len(longer) - len(shorter)
    assert longer[end:] == shorter[start:]
    return "".join(longer[start:end])


def more_of(longer: str, shorter: str, *, in_line: bool) -> str:
    return more_in(longer, shorter) if in_line else more_in(lines(longer), lines(shorter))


def differ_only_in(value: Value, old: str, new: str) -> bool:
    shift = old.startswith("\ufeff")
    before, after, found = old[: value.start + shift].encode(), old[value.end + shift :].encode(), new.encode()
    return found.startswith(before) and found.endswith(after) and len(found) >= len(before) + len(after)


def style_of(value: Value) -> object:
    return value.style if isinstance(value, Scalar) else isinstance(value, Items) and value.flow


def test_there_are_files_in_many_styles_with_their_bytes_as_written() -> None:
    assert len(TEXTS) >= 66
    for sign in ("\ufeff", "\r\n", "\t", "\r ", "...", "? ", "|2", "<<: *", "!!str", "%YAML 1.2", "\u00a0", "🌉"):
        assert any(sign in text for text in TEXTS.values()), sign


@pytest.mark.parametrize(("name", "number", "key"), FREE)
def test_a_new_value_changes_no_byte_outside_of_the_old_one(name: str, number: int, key: str) -> None:
    old, new = TEXTS[name], plain(GIVEN["news"][number][key], key)
    result = merged(name, changed(number, **{key: tuple(new) if key == "also" else new}))
    assert (result.action, result.conflicts) == (Action.MERGE, ())
    place = place_of(name, number)
    was, now = (entries_in(text).items[place].fields[key] for text in (old, result.text))
    assert differ_only_in(was, old, result.text)
    assert (now.anchor, result.text.count("!")) == (was.anchor, old.count("!")), "anchors and tags stay"
    assert number == 1 or style_of(now) == style_of(was)
    before, after = read(old), read(result.text)
    assert plain(after["entries"][place].pop(key), key) == new
    del before["entries"][place][key]
    assert after == before


@pytest.mark.parametrize(("name", "number", "key"), OWN)
def test_what_a_person_wrote_or_bound_stays_and_is_a_conflict(name: str, number: int, key: str) -> None:
    new = GIVEN["news"][number][key]
    result = merged(name, changed(number, **{key: tuple(new) if key == "also" else new}))
    assert result.text is None
    assert [each.key for each in result.conflicts] == ([key] if key in fields_of(name, number).fields else [])


@pytest.mark.parametrize(("name", "number", "key"), OF_OTHERS)
def test_what_is_inherited_gets_a_line_of_its_own(name: str, number: int, key: str) -> None:
    new = GIVEN["news"][number][key]
    result = merged(name, changed(number, **{key: new}))
    assert more_of(result.text, TEXTS[name], in_line=False).startswith(f"    {key}: ")
    before, after = read(TEXTS[name]), read(result.text)
    before["entries"][number][key] = new
    assert after == before


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in [*CLOSED, "flags_locked"]])
def test_a_key_is_added_in_a_line_of_its_own(name: str) -> None:
    old, also = TEXTS[name], ("2020-07", "2019-07~")
    new = merged(name, changed(2, also=also)).text
    entry = fields_of(name, 2)
    if "also" in entry.keys:
        assert differ_only_in(entry.fields["also"], old, new)
    else:
        assert more_of(new, old, in_line=entry.flow).strip(' ,"').startswith("also")
    before, after = read(old), read(new)
    before["entries"][place_of(name, 2)]["also"] = list(also)
    assert after == before


@pytest.mark.parametrize(("name", "number"), [each[:2] for each in FREE if each[2] == "also"])
def test_a_key_is_taken_out_with_its_lines_unless_there_is_a_comment(name: str, number: int) -> None:
    old, new = TEXTS[name], merged(name, changed(number, also=())).text
    if f"{name}-{number}" in ROOTED:
        assert new is None
        return
    entry = fields_of(name, number)
    more_of(old, new, in_line=entry.flow or next(iter(entry.keys)) == "also")
    before, after = read(old), read(new)
    del before["entries"][place_of(name, number)]["also"]
    assert after == before


@pytest.mark.parametrize("number", [0, 3])
@pytest.mark.parametrize("name", TEXTS)
def test_a_new_entry_is_added_in_lines_of_its_own(name: str, number: int) -> None:
    old, entries = TEXTS[name], [*ENTRIES[:number], NEW, *ENTRIES[number:]]
    if name in CLOSED:
        with pytest.raises(DatelineError):
            merge(BASE, old, ARTICLE, entries, "x.yaml")
        return
    new = merged(name, entries).text
    more_of(new, old, in_line=entries_in(old).flow)
    before, after = read_loosely(old), read_loosely(new)
    place = place_of(name, 2) + 1 if number else place_of(name, 0)
    before["entries"].insert(place, {**record_of(NEW), "confidence": NEW.confidence})
    assert after == before


@pytest.mark.parametrize("name", TEXTS)
def test_the_last_entry_goes_with_its_lines_unless_a_person_had_a_hand_in_it(name: str) -> None:
    old, result = TEXTS[name], merged(name, ENTRIES[:2])
    if name in KEPT:
        assert (result.text, len(result.kept)) == (None, 1)
        return
    assert [type(change) for change in result.changes] == [Drop]
    more_of(old, result.text, in_line=entries_in(old).flow)
    before, after = read_loosely(old), read_loosely(result.text)
    del before["entries"][place_of(name, 2)]
    assert after == before
