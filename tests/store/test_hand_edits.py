"""Edits by hand, edits of the article, changes of the parser and re-runs in any order: nothing a person did is lost."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from tests.store.hand_edits import EDITS, WORDS, Draft

from dateline.errors import DatelineError
from dateline.model import Article, Entry
from dateline.store import Action, merge
from dateline.store.hand import number
from dateline.timevalue.intervals import Period

SEQUENCES = int(os.environ.get("DATELINE_SEQUENCES", "2000"))
PARTS = 8
"""Tests that they are spread over, so that they can run side by side."""
MACHINE = ("date", "title", "text", "when", "why", "confidence", "also")
ARTICLE = Article("content/a.md", "a", "A", Period.day_of(1970, 4, 14), "", ())


@dataclass(frozen=True)
class Told:
    """A sentence of the article: a word of its own tells it from all others, whatever becomes of the rest."""

    number: int
    words: tuple[str, ...]
    day: int

    @property
    def key(self) -> str:
        return f"k{self.number}z"

    def entry(self, version: int) -> Entry:
        text = " ".join(["On that", f"{self.day} April", self.key, *self.words]) + "."
        return Entry(
            id=f"{self.words[0]}-{abs(hash_of(text)):04x}",
            date=f"1970-04-{self.day:02}" if version % 3 else f"1970-04-{self.day:02}T12:00",
            title=f"{self.words[0].title()} {self.words[1]}" + " again" * (version % 3),
            text=text,
            when=f"{self.day} April",
            why=f"rule {version}",
            confidence=0.5 + version % 4 / 10,
            also=("1970-04-28", f"1970-05-{1 + version % 7:02}") if version % 2 else (),
        )


def hash_of(text: str) -> int:
    return sum(ord(letter) * 31**place for place, letter in enumerate(text)) % 65536


def told(number: int, draw: Any) -> Told:
    words = [draw(st.sampled_from(WORDS)) + str(number * 7 + place) for place in range(6)]
    return Told(number, tuple(words), draw(st.integers(1, 28)))


class Editing(RuleBasedStateMachine):
    """A person, an article, a parser and a file."""

    @initialize(data=st.data())
    def start(self, data: st.DataObject) -> None:
        self.number = 3
        self.version = 1
        self.article = ARTICLE
        self.story = [told(number, data.draw) for number in range(3)]
        self.cut: list[Told] = []
        self.hand: str | None = None
        self.base: str | None = None
        self.gone: set[str] = set()
        self.lost = False
        self.run_again()

    @rule(data=st.data())
    def some_time_passes(self, data: st.DataObject) -> None:
        """A few things happen, then Dateline runs."""
        acts = [*[self.edit_by_hand] * 5, *[self.edit_the_article] * 3, *[self.change_the_parser] * 2]
        rare = [self.lose_the_base, self.delete_the_file]
        for act in data.draw(st.lists(st.sampled_from([*acts, *acts, *rare]), min_size=1, max_size=5)):
            self.number += 1
            act(data)
        self.run_again()

    def edit_by_hand(self, data: st.DataObject) -> None:
        if self.hand is None:
            return
        edit = data.draw(st.sampled_from(EDITS))
        new = edit(Draft(self.hand, self.number, data.draw))
        if loads(new):
            # What the machine does not know of is the person's own, and may come from the article one day.
            self.gone |= (set(keys_in(self.hand)) - set(keys_in(new))) & set(known_by_key(self.base))
            self.hand = new

    def edit_the_article(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(["add", "remove", "bring back", "word", "day", "swap", "head"]))
        place = data.draw(st.integers(0, max(0, len(self.story) - 1)))
        if kind == "add" or not self.story:
            self.story.insert(place, told(self.number, data.draw))
        elif kind == "remove":
            self.cut.append(self.story.pop(place))
        elif kind == "bring back" and self.cut:
            self.story.insert(place, self.cut.pop())
        elif kind == "word":
            words = self.story[place].words
            self.story[place] = replace(self.story[place], words=(*words[:-1], f"other{self.number}"))
        elif kind == "day":
            self.story[place] = replace(self.story[place], day=1 + self.story[place].day % 28)
        elif kind == "swap":
            self.story.append(self.story.pop(place))
        else:
            published = Period.day_of(1970, 5, 1 + self.number % 28)
            self.article = replace(self.article, path=f"content/a{self.number}.md", published=published)

    def change_the_parser(self, _: st.DataObject) -> None:
        self.version += 1

    def lose_the_base(self, data: st.DataObject) -> None:
        self.base = data.draw(st.sampled_from([None, "{", "[]", '{"entries": [{"title": "no id"}]}']))
        self.lost = True

    def delete_the_file(self, data: st.DataObject) -> None:
        if data.draw(st.booleans()):
            self.hand = None

    def run_again(self) -> None:
        before, base = self.hand, self.base
        entries = [sentence.entry(self.version) for sentence in self.story]
        if self.lost and before is not None:
            # Nobody knows any more what was deleted, so nothing that the article gives now and is not there comes.
            self.gone = {sentence.key for sentence in self.story} - set(keys_in(before))
        self.lost = False
        try:
            merged = merge(base, before, self.article, entries, "x.yaml")
        except DatelineError:
            # Nothing is written then. Only brackets may be past all help, or giving up would be a way to pass.
            if "{" not in str(before):
                raise
            return
        self.hand = before if merged.text is None else merged.text
        self.base = base if merged.base is None else merged.base
        if before is not None:
            self.nothing_is_lost(before, self.hand, base, entries)
        elif base is not None:
            assert merged.action is Action.LEAVE_DELETED
            assert self.hand is None
        else:
            self.gone = set()
        self.nothing_is_left_to_do(entries)

    def nothing_is_left_to_do(self, entries: list[Entry]) -> None:
        again = merge(self.base, self.hand, self.article, entries, "x.yaml")
        assert again.action in (Action.UNCHANGED, Action.LEAVE_DELETED)
        assert (again.text, again.base) == (None, None)

    def nothing_is_lost(self, before: str, after: str, base: str | None, entries: list[Entry]) -> None:
        assert comments(before) == comments(after)
        assert re.findall("[&*]name[0-9]+", before) == re.findall("[&*]name[0-9]+", after)
        assert before.startswith("\ufeff") == after.startswith("\ufeff")
        assert ("\r\n" in before) == ("\r\n" in after)
        old, new, known = load(before)["entries"] or [], load(after)["entries"] or [], known_by_key(base)
        machine = {key_of(entry.text): entry for entry in entries}
        assert not self.gone & set(keys_in(after)), "what was deleted stays deleted"
        counts = Counter(keys_in(before))
        assert all(number <= max(1, counts[key]) for key, number in Counter(keys_in(after)).items()), "no duplicates"
        rest = list(new)
        for entry in old:
            same = next((each for each in rest if is_same(entry, each)), None)
            key = key_of(entry.get("text", ""))
            if same is None:
                assert key in known, "an entry of one's own is never taken out"
                assert key not in machine, "an entry that the article gives is never taken out"
                assert plain(entry) == known[key], "nor one with a value of one's own"
                continue
            rest.remove(same)
            self.values_are_right(entry, same, known.get(key), machine.get(key), counts[key])

    def values_are_right(self, old: Any, new: Any, known: Any, machine: Entry | None, times: int) -> None:
        for key, value in old.items():
            own = key not in MACHINE or known is None or old.get("locked") or plain(old).get(key) != known.get(key)
            own = own or (key == "date" and old.get("reviewed"))
            if own:
                assert new.get(key) == value, f"{key} was written by hand"
            elif machine is not None and times == 1:
                now = plain_value(key, machine_value(machine, key))
                bound = plain(new).get(key) == known.get(key)
                assert plain(new).get(key) == now or (
                    bound and re.search(rf"{key}:\s*(&|\[[^\]]*#)|#|\*", str(self.hand))
                )


def machine_value(entry: Entry, key: str) -> Any:
    value = getattr(entry, key)
    return list(value) if isinstance(value, tuple) else value


def is_same(old: Any, new: Any) -> bool:
    """The same item of a file before and after: by what the machine does not touch."""
    if old.get("id") or new.get("id"):
        return bool(old.get("id") == new.get("id") and ("Copy" in old["title"]) == ("Copy" in new["title"]))
    return key_of(old.get("text", "")) == key_of(new.get("text", "")) and (key_of(old.get("text", "")) or old == new)


def plain(entry: Any) -> dict[str, Any]:
    found = {key: plain_value(key, entry.get(key)) for key in ("id", *entry)}
    return {key: value for key, value in found.items() if value is not None}


def plain_value(key: str, value: Any) -> Any:
    if value is None or value in ([], ""):
        return None
    if isinstance(value, list):
        return [str(each) for each in value]
    return number(str(value)) if key == "confidence" else str(value).strip()


def known_by_key(base: str | None) -> dict[str, dict[str, Any]]:
    try:
        root = json.loads(base or "")
        records = [*(root.get("entries") or []), *(root.get("former") or [])]
        return {key_of(record["text"]): plain(record) for record in records} if all("id" in r for r in records) else {}
    except (ValueError, AttributeError, TypeError, KeyError):
        return {}


def key_of(text: str) -> str:
    found = re.search(r"k\d+z", text or "")
    return found[0] if found else ""


def keys_in(text: str) -> list[str]:
    return [key for entry in load(text)["entries"] or [] if (key := key_of(entry.get("text", "")))]


def comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# ?(?:note|head)\d+", text))


@lru_cache(maxsize=64)
def load(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors.pop("tag:yaml.org,2002:timestamp", None)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return yaml.load(text.removeprefix("\ufeff"))


def loads(text: str) -> bool:
    try:
        root = load(text)
    except (YAMLError, ValueError):
        return False
    entries = root.get("entries") if isinstance(root, dict) else "none"
    if entries is not None and not isinstance(entries, list):
        return False
    return all(isinstance(each, dict) and "date" in each and "title" in each for each in entries or [])


@pytest.mark.parametrize("part", range(PARTS))
def test_no_sequence_of_edits_and_runs_loses_doubles_or_brings_back_anything(part: int) -> None:
    run_state_machine_as_test(
        seed(part)(type(f"Editing{part}", (Editing,), {})),
        settings=settings(max_examples=-(-SEQUENCES // PARTS), stateful_step_count=6, deadline=None),
    )
