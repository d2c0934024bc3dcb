"""Bringing a timeline file up to date: from three texts to two, with all that was decided on the way.

Pure: what the file and its base hold comes in, what they should hold goes out. A file that is byte for byte what was
generated is generated anew; one that a person has touched is changed in those values alone that are the machine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dateline.access import conflict_marker
from dateline.errors import DatelineError, Place, TimelineFileError
from dateline.model import Article, Entry
from dateline.store.base import base_of, read_base, write_base
from dateline.store.decisions import (
    HEAD,
    Add,
    Base,
    Change,
    Conflict,
    Drop,
    Keep,
    Plan,
    Reorder,
    Set,
    as_record,
    carry_over,
    decide,
)
from dateline.store.hand import read_hand
from dateline.store.matching import FIELDS
from dateline.store.nodes import Document
from dateline.store.parsing import parse
from dateline.store.questions import Questions
from dateline.store.render import render
from dateline.store.splice import splice


class Action(StrEnum):
    """What becomes of a file."""

    CREATE = "created"
    REWRITE = "updated"
    MERGE = "merged"
    ADOPT = "adopted"
    UNCHANGED = "unchanged"
    LEAVE_DELETED = "left deleted"


@dataclass(frozen=True, slots=True)
class Merge:
    """What to do with a file: its new text and that of its base (None: leave as it is), and what to tell of it."""

    action: Action
    text: str | None = None
    base: str | None = None
    changes: tuple[Change | Reorder, ...] = ()
    kept: tuple[Keep, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notice: str = ""
    hint: str = ""

    @property
    def is_merged(self) -> bool:
        """Whether a file that a person has touched is changed."""
        return self.action is Action.MERGE

    @property
    def writes(self) -> bool:
        """Whether the file or its base is to be written."""
        return self.text is not None or self.base is not None

    @property
    def tells(self) -> bool:
        """Whether there is anything to show of it."""
        return bool(self.writes or self.kept or self.conflicts or self.notice)


MOST_NAMED = 3
DELETED_HINT = "if nobody deleted them, bring back this version of the file's copy in .base, or another of the file"
ID_LINE = re.compile(r"""(?:^[ \t-]*|[\r{,][ \t-]*)id:[ \t]+["']?([\w.-]+)""", re.MULTILINE)

DELETED = Merge(
    Action.LEAVE_DELETED,
    notice="was deleted by hand and stays so",
    hint="to have it back, delete its copy in .base too",
)


def merge(base: str | None, hand: str | None, article: Article, entries: Iterable[Entry], shown: str) -> Merge:
    """Decide what becomes of an article's file.

    ``base`` and ``hand`` are the texts of the file in ``.base/`` and of the file itself, None where there is none;
    ``shown`` is the path of the file, for places.

    Raises:
        TimelineFileError: the file is broken, or there is news that cannot be put into it safely.
    """
    machine = base_of(article, entries)
    if hand is None:
        return _created(machine) if base is None else _left_deleted(base, machine, shown)
    known, damage = _known(base, shown)
    if known is None:
        return _adopted(hand, machine, damage, shown)
    return brought_up(known, hand, carry_over(known, machine), shown)


def merge_events(base: str, hand: str, events: Mapping[str, str], shown: str) -> Merge:
    """Decide what becomes of a file whose entries, by their ids, are found to be of events; "" is for none.

    The texts and what is raised are as for ``merge``; a base that is damaged leaves the file as it is.
    """
    known, _ = _known(base, shown)
    if known is None:
        return Merge(Action.UNCHANGED)
    entries = (as_record({**each, "event": events.get(str(each["id"]), each.get("event"))}) for each in known.entries)
    return brought_up(known, hand, replace(known, entries=tuple(entries)), shown)


def brought_up(known: Base, hand: str, now: Base, shown: str) -> Merge:
    """Decide what becomes of a file by what is known of it, what it holds, and what is to be known from now on.

    Raises:
        TimelineFileError: the file is broken, or there is news that cannot be put into it safely.
    """
    unchanged = (now.head, now.entries) == (known.head, known.entries)
    if unchanged and not known.conflicts and not _lacks_or_has_again(known, hand):
        return Merge(Action.UNCHANGED)
    newline = "\r\n" if "\r\n" in hand else "\n"
    if not known.former and hand == render(known).replace("\n", newline):
        return _renewed(known, now, newline)
    return _merged(known, hand, now, shown)


def _lacks_or_has_again(known: Base, hand: str) -> bool:
    """Whether a file perhaps lacks an entry that it had, or has one again; most files show by their ids that not."""
    names = {str(record["id"]) for record in known.entries}
    return bool((names - set(known.deleted)) - ids_in(hand) or set(known.deleted) & ids_in(hand))


def ids_in(text: str) -> set[str]:
    """Return the ids that a timeline file seems to hold, by its lines."""
    return {match[1] for match in ID_LINE.finditer(text)}


def _created(machine: Base) -> Merge:
    added = tuple(Add(-1, record) for record in machine.entries)
    return Merge(Action.CREATE, render(machine), write_base(machine), added)


def _left_deleted(base: str, machine: Base, shown: str) -> Merge:
    """Leave a file deleted; its base goes with an article that was renamed."""
    known, _ = _known(base, shown)
    if known is None or known.head.get("article") == machine.head["article"]:
        return DELETED
    return replace(DELETED, base=write_base(replace(known, head=machine.head)))


def _known(base: str | None, shown: str) -> tuple[Base | None, str]:
    """What is remembered, or what keeps it from being read."""
    if base is None:
        return None, ""
    if line := conflict_marker(base):
        hint = "finish the merge: keep either side, in the file too"
        message = f"its copy in .base has a conflict marker of Git in line {line}"
        raise TimelineFileError(message, place=Place(shown), hint=hint)
    try:
        return read_base(base, shown), ""
    except DatelineError as error:
        return None, error.message


def _renewed(known: Base, now: Base, newline: str) -> Merge:
    """Generate a file anew that no person has touched."""
    return Merge(Action.REWRITE, render(now).replace("\n", newline), write_base(now), tuple(_differences(known, now)))


def _differences(known: Base, now: Base) -> Iterable[Change | Reorder]:
    for key in HEAD:
        if known.head.get(key) != now.head.get(key):
            yield Set(-1, "", key, known.head.get(key), now.head.get(key))
    before = {str(record["id"]): (place, record) for place, record in enumerate(known.entries)}
    names = {str(record["id"]) for record in now.entries}
    for record in now.entries:
        name = str(record["id"])
        if name not in before:
            yield Add(-1, record)
            continue
        place, old = before[name]
        for key in FIELDS:
            if old.get(key) != record.get(key):
                yield Set(place, name, key, old.get(key), record.get(key))
    yield from (Drop(place, record) for name, (place, record) in before.items() if name not in names)
    places = [before[name][0] for record in now.entries if (name := str(record["id"])) in before]
    if places != sorted(places):
        yield Reorder()


def _merged(known: Base, hand: str, now: Base, shown: str) -> Merge:
    document = parse(hand, shown)
    plan = decide(known, read_hand(document), now)
    after = splice(document, plan.changes)
    base = write_base(plan.base)
    action = Action.MERGE if plan.changes else Action.ADOPT if base != write_base(known) else Action.UNCHANGED
    return Merge(
        action,
        after.text if plan.changes else None,
        base if action is not Action.UNCHANGED else None,
        plan.changes,
        plan.kept,
        _in_place(after, plan) if plan.conflicts else (),
        _says_deleted(plan.deleted_now),
        DELETED_HINT if plan.deleted_now else "",
    )


def _says_deleted(names: Sequence[str]) -> str:
    """What a person is told once of entries that the file no longer holds."""
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    held = "1 entry is" if len(names) == 1 else f"{len(names)} entries are"
    return f"{held} no longer in the file and from now on deleted: {', '.join(names[:MOST_NAMED])}{more}"


def _in_place(after: Document, plan: Plan) -> tuple[Conflict, ...]:
    """Where the conflicts stand in the file as it is written."""
    places = {(found.conflict.id, found.conflict.key): found.place for found in Questions(after, plan.base).conflicts()}
    return tuple(replace(each, place=places.get((each.id, each.key), each.place)) for each in plan.conflicts)


def _adopted(hand: str, machine: Base, damage: str, shown: str) -> Merge:
    """Take up a file without a base: what is there counts as written by hand, and what is not as deleted."""
    now = carry_over(Base({}, ()), machine)
    if hand.replace("\r\n", "\n") == render(now):
        return Merge(Action.ADOPT, base=write_base(now))
    plan = decide(now, read_hand(parse(hand, shown)), now)
    lacks = f"its copy in .base cannot be read ({damage})" if damage else "it has no copy in .base"
    return Merge(
        Action.ADOPT,
        base=write_base(replace(now, deleted=plan.base.deleted)),
        notice=f"{lacks}, so all of it counts as written by hand, and nothing is added",
        hint="delete the file and its copy in .base to have it written anew",
    )
