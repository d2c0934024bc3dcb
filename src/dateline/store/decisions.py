"""Machine against hand, key by key: what to do with a timeline file, decided from values alone and applied elsewhere.

For every key of every entry there are three values: what the article gave last time (base), what it gives now
(machine), and what the file holds (hand). Where the hand has not touched the base, the machine's is taken; where it
has, it stays, and where the machine changed its mind as well that is a conflict, for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from dateline.errors import Place
from dateline.store.matching import FIELDS, Field, Record, same_as_known, same_by_hand

HEAD = ("article", "published", "language")
MACHINE_KEYS = (*HEAD, *FIELDS[1:])
"""What the machine has a say in; an entry's id stays as it was first given."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key that a person and the machine both changed; the person's value stands. None is for a key that is absent.

    ``id`` is the entry's as the machine knows it, "" for the head of the file. ``was`` is what both started from.
    """

    id: str
    key: str
    was: Field | None
    hand: Field | None
    machine: Field | None
    place: Place = field(default=Place(""), compare=False)
    new: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Set:
    """Give a key of an entry another value; the head of the file is entry -1. None is for a key that is absent."""

    entry: int
    id: str
    key: str
    old: Field | None
    new: Field | None


@dataclass(frozen=True, slots=True)
class Add:
    """Put an entry after one of the file's, at the front if that is -1."""

    after: int
    record: Record


@dataclass(frozen=True, slots=True)
class Drop:
    """Take an entry out that the article no longer gives and that no person touched."""

    entry: int
    record: Record


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the entries of a file that no person touched in the order that they have in the article now."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Leave an entry that the article no longer gives, since a person has had a hand in it."""

    record: Record
    place: Place


Change = Set | Add | Drop


@dataclass(frozen=True, slots=True)
class Base:
    """What the article gave last: the head of the file, its entries, and what is remembered of earlier runs.

    ``former`` are entries that it gave once, and that were deleted by hand or kept by it. They stay known, so that none
    comes back from the dead. ``deleted`` are the ids of known entries that the file did not hold.
    """

    head: Record
    entries: tuple[Record, ...]
    former: tuple[Record, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandEntry:
    """An entry, or the head of the file, as a person left it.

    ``fixed`` are the keys whose values cannot be changed, ``rooted`` those that cannot be taken out, without touching a
    comment or what something else refers to. ``marked`` tells of comments, own keys and the like.
    """

    record: Record
    place: Place
    hidden: bool = False
    locked: bool = False
    reviewed: bool = False
    fixed: frozenset[str] = frozenset()
    rooted: frozenset[str] = frozenset()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """A file as a person left it."""

    head: HandEntry
    entries: tuple[HandEntry, ...]

    def at(self, number: int) -> HandEntry:
        """Return an entry by its number, the head for -1."""
        return self.entries[number] if number >= 0 else self.head


@dataclass(frozen=True, slots=True)
class Plan:
    """What to change in a file, what to tell of, and what to remember; ``deleted_now`` are ids it no longer holds."""

    changes: tuple[Change, ...]
    kept: tuple[Keep, ...]
    base: Base
    deleted_now: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What a person should look at."""
        return self.base.conflicts


def carry_over(base: Base, machine: Base) -> Base:
    """Give the machine's entries the ids and events they are known by, whatever became of their sentences since."""
    known = [*base.entries, *base.former]
    pairs = same_as_known(machine.entries, known)
    taken = {str(record["id"]) for record in known}
    entries = []
    for place, record in enumerate(machine.entries):
        same = known[pairs[place]] if place in pairs else {}
        name = str(same["id"]) if same else _free(str(record["id"]), taken)
        taken.add(name)
        entries.append(as_record({**record, "id": name, "event": same.get("event")}))
    return replace(machine, entries=tuple(entries))


def _free(name: str, taken: set[str]) -> str:
    names = (f"{name}{f'-{number}' if number > 1 else ''}" for number in count(1))
    return next(each for each in names if each not in taken)


def decide(base: Base, hand: Hand, machine: Base) -> Plan:
    """Decide about a file that a person has touched.

    ``machine`` has the ids that it is known by (see ``carry_over``).
    """
    return _Merge(base, hand, machine).plan()


class _Merge:
    def __init__(self, base: Base, hand: Hand, machine: Base) -> None:
        self._base = base
        self._hand = hand
        self._machine = machine
        self._before = {str(record["id"]): record for record in (*self._base.entries, *self._base.former)}
        self._now = {str(record["id"]): record for record in machine.entries}
        known = [*self._before.values(), *(record for name, record in self._now.items() if name not in self._before)]
        pairs = same_by_hand([entry.record for entry in hand.entries], known)
        self._places = {str(known[their]["id"]): our for our, their in pairs.items()}
        self._recorded = {(conflict.id, conflict.key): conflict for conflict in self._base.conflicts}

    def plan(self) -> Plan:
        changes = [*self._head(), *self._entries(), *self._gone()]
        former = tuple(record for name, record in self._before.items() if self._is_remembered(name))
        kept = tuple(self._kept())
        deleted = tuple(name for name in self._before if name not in self._places and self._stays_known(name))
        base = replace(self._machine, former=former, conflicts=tuple(self._conflicts()), deleted=deleted)
        held = {str(record["id"]) for record in self._base.entries} - set(self._base.deleted)
        return Plan(tuple(changes), kept, base, tuple(name for name in deleted if name in held))

    def _stays_known(self, name: str) -> bool:
        return name in self._now or self._is_remembered(name)

    def _entries(self) -> Iterator[Change]:
        """A new entry belongs after what precedes it in the article, else before what follows, else at the end."""
        after = next(
            (self._places[name] - 1 for name in self._now if name in self._places), len(self._hand.entries) - 1
        )
        for name, record in self._now.items():
            place, before = self._places.get(name), self._before.get(name)
            if place is not None:
                after = place
            if place is None and before is None:
                yield Add(after, record)
            elif place is not None and before is not None:
                yield from self._fields(place, name, before, record)

    def _head(self) -> Iterator[Change]:
        yield from self._fields(-1, "", self._base.head, self._machine.head)

    def _fields(self, place: int, name: str, before: Record, now: Record) -> Iterator[Change]:
        """Take the machine's values where the hand's are those of the base."""
        hand = self._hand.at(place)
        for key in () if hand.locked else MACHINE_KEYS:
            mine, new = hand.record.get(key), now.get(key)
            if mine != new and not _is_owned(hand, key, before.get(key), new):
                yield Set(place, name, key, mine, new)

    def _gone(self) -> Iterator[Change]:
        for name, record in self._before.items():
            place = self._places.get(name)
            if name not in self._now and place is not None and self._is_untouched(name):
                yield Drop(place, record)

    def _is_untouched(self, name: str) -> bool:
        entry = self._hand.entries[self._places[name]]
        return not entry.marked and entry.record == self._before[name]

    def _is_remembered(self, name: str) -> bool:
        return name not in self._now and not (name in self._places and self._is_untouched(name))

    def _kept(self) -> Iterator[Keep]:
        for record in self._base.entries:
            name = str(record["id"])
            if name in self._places and self._is_remembered(name):
                yield Keep(record, self._hand.entries[self._places[name]].place)

    def _conflicts(self) -> Iterator[Conflict]:
        yield from self._conflicts_of("", self._hand.head, self._base.head, self._machine.head)
        for name, record in self._now.items():
            if name in self._places and name in self._before:
                hand = self._hand.entries[self._places[name]]
                yield from self._conflicts_of(name, hand, self._before[name], record)

    def _conflicts_of(self, name: str, hand: HandEntry, before: Record, now: Record) -> Iterator[Conflict]:
        """What is new to a person's value, and what was and is still not looked at: both sides are as they were."""
        for key in () if hand.locked else MACHINE_KEYS:
            mine, old, new = hand.record.get(key), before.get(key), now.get(key)
            recorded = self._recorded.get((name, key))
            was = recorded.was if recorded else old
            if mine is None or new in (mine, was) or not _is_owned(hand, key, old, new):
                continue
            if new != old:
                yield Conflict(name, key, was, mine, new, hand.place)
            elif recorded and recorded.hand == mine:
                yield replace(recorded, place=hand.place, new=False)


def _is_owned(hand: HandEntry, key: str, before: Field | None, now: Field | None) -> bool:
    """Whether a value is a person's: they changed it, vouched for it, or bound something of theirs to it."""
    bound = hand.fixed if now is not None else hand.rooted
    return hand.record.get(key) != before or key in bound or (key == "date" and hand.reviewed)


def as_record(values: Mapping[str, Field | None]) -> Record:
    """Return a record of the values that are there, in the order in which Dateline writes them."""
    return {key: value for key in (*HEAD, *FIELDS) if (value := values.get(key))}
