"""An article whose entries stand in several timeline files: a person split one, and each part follows the article.

An entry belongs to the file it stands in, told by its id, then by its words; one that stands nowhere to the file whose
base knows it; a new one to the file of the entry before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.errors import Place, TimelineFileError
from dateline.model import Article, Entry
from dateline.store.base import base_of, read_base, write_base
from dateline.store.decisions import Base, Hand, carry_over
from dateline.store.hand import read_hand
from dateline.store.matching import Record, same_by_hand
from dateline.store.merge import Action, Merge, brought_up
from dateline.store.parsing import parse

DOUBLE_HINT = "delete one, or move its file out of the timeline's folder"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files: its text, that of the base that was written for it, if there is one, and its path as shown."""

    hand: str
    base: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class MergedPart:
    """What becomes of one of the files, and how many of the article's entries are its."""

    merge: Merge
    entries: int


@dataclass(frozen=True, slots=True)
class Double:
    """An entry that stands in two files: the one that keeps following the article is ``first``."""

    id: str
    place: Place
    first: str

    def __str__(self) -> str:
        """What a person is told of it."""
        return f'"{self.id}" stands in {self.first} too, and only that one follows the article'


def merge_parts(
    parts: Sequence[Part], more_bases: Iterable[str], article: Article, entries: Iterable[Entry]
) -> tuple[list[MergedPart | None], list[Double]]:
    """Decide what becomes of each of an article's files, the main one first; None for one that only holds copies.

    ``more_bases`` are the texts of bases whose files are no longer there.

    Raises:
        TimelineFileError: a file or a base is broken, there is news that cannot be put into a file safely, or an entry
            stands in two files and nothing tells which of them is the article's.
    """
    merging = _Parts(parts, list(more_bases), base_of(article, entries))
    return list(merging.merges()), merging.doubles


class _Parts:
    def __init__(self, parts: Sequence[Part], more_bases: Sequence[str], machine: Base) -> None:
        self._parts = parts
        self._hands = [read_hand(parse(part.hand, part.shown)) for part in parts]
        self._bases = [read_base(part.base, part.shown) if part.base is not None else None for part in parts]
        more = [read_base(text, parts[0].shown) for text in more_bases]
        known = [base for base in (*self._bases, *more) if base is not None]
        if known:
            self._entries = _each_once(record for base in known for record in base.entries)
            self._former = _each_once(record for base in known for record in base.former if self._is_new(record))
            self._conflicts = [conflict for base in known for conflict in base.conflicts]
            self._deleted = {name for base in known for name in base.deleted}
            self._now = carry_over(Base(machine.head, self._listed, tuple(self._former.values())), machine)
        else:  # nothing tells what was deleted, so that nothing is added
            self._now = carry_over(Base({}, ()), machine)
            self._entries, self._former, self._conflicts = _each_once(self._now.entries), {}, []
            self._deleted = set(self._entries)
        self._head = known[0].head if known else machine.head
        self._stands, self.doubles = self._standing()
        self._homes = dict(self._all_homes())

    @property
    def _listed(self) -> tuple[Record, ...]:
        return tuple(self._entries.values())

    def _is_new(self, record: Record) -> bool:
        return str(record["id"]) not in self._entries

    def _standing(self) -> tuple[dict[str, int], list[Double]]:
        """Which part each known entry stands in, and the entries that stand in another as well."""
        known = {**self._entries, **self._former}
        stands: dict[str, int] = {}
        doubles: list[Double] = []
        for number in sorted(range(len(self._parts)), key=lambda number: self._bases[number] is None):
            for name, place in _found_in(self._hands[number], known):
                first = stands.setdefault(name, number)
                if first != number:
                    self._require_known(name, first, place)
                    doubles.append(Double(name, place, self._parts[first].shown))
        return stands, doubles

    def _require_known(self, name: str, first: int, place: Place) -> None:
        """Of two files that hold an entry, the article's is the one whose base knows it."""
        base = self._bases[first]
        if base is None or all(name != record["id"] for record in (*base.entries, *base.former)):
            message = f'"{name}" stands in {self._parts[first].shown} too, and nothing tells which of them is a copy'
            hint = "delete the copy, or move it out of the timeline's folder"
            raise TimelineFileError(message, place=place, hint=hint)

    def _all_homes(self) -> Iterator[tuple[str, int]]:
        written = {
            str(record["id"]): number
            for number, base in reversed(list(enumerate(self._bases)))
            for record in ((*base.entries, *base.former) if base else ())
        }
        for name in (*self._entries, *self._former):
            yield name, self._stands.get(name, written.get(name, 0))

    def merges(self) -> Iterator[MergedPart | None]:
        before = 0
        homes = dict(self._homes)
        for record in self._now.entries:
            before = homes.setdefault(str(record["id"]), before)
        copies = {double.place.path for double in self.doubles}
        for number, part in enumerate(self._parts):
            is_of_article = number in self._stands.values() or (self._bases[number] and part.shown not in copies)
            yield self._merge(number, homes) if is_of_article or number == 0 else None

    def _merge(self, number: int, homes: Mapping[str, int]) -> MergedPart:
        """Decide about one part by its share of what is known, and see to it that this is what is remembered."""
        part, own = self._parts[number], self._bases[number]
        known = Base(
            own.head if own else self._head,
            self._share(self._listed, number, homes),
            self._share(self._former.values(), number, homes),
            own.conflicts if own else (),
            tuple(name for name in (*self._entries, *self._former) if name in self._deleted and homes[name] == number),
        )
        moved = [each for each in self._conflicts if each not in known.conflicts and homes.get(each.id) == number]
        staying = [each for each in known.conflicts if not each.id or homes.get(each.id) == number]
        known = replace(known, conflicts=(*staying, *moved))
        now = replace(self._now, entries=self._share(self._now.entries, number, homes))
        merged = brought_up(known, part.hand, now, part.shown)
        base = merged.base or write_base(known)
        if base != part.base:
            action = Action.ADOPT if merged.action is Action.UNCHANGED else merged.action
            merged = replace(merged, action=action, base=base)
        return MergedPart(merged, len(now.entries))

    @staticmethod
    def _share(records: Iterable[Record], number: int, homes: Mapping[str, int]) -> tuple[Record, ...]:
        return tuple(record for record in records if homes[str(record["id"])] == number)


def _each_once(records: Iterable[Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        found.setdefault(str(record["id"]), record)
    return found


def _found_in(hand: Hand, known: Mapping[str, Record]) -> Iterator[tuple[str, Place]]:
    """The ids of the known entries that stand in a file, each with its place."""
    names = list(known)
    pairs = same_by_hand([entry.record for entry in hand.entries], list(known.values()))
    for our, their in pairs.items():
        yield names[their], hand.entries[our].place
