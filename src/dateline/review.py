"""What a person should look at, and what they can do about it: the model behind ``dateline review``.

A conflict is a value that both a person and the article changed. A doubt is an entry whose date is not sure, or may be
another, and that no person has looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dateline.differences import conflict_data
from dateline.errors import DatelineError, Place, UsageError
from dateline.extraction import nobody_waits, unwritable
from dateline.project import Project
from dateline.store import (
    Conflict,
    Correction,
    Field,
    Record,
    TimelineFolder,
    correct,
    digest_of,
    questions_of,
    take_back,
    writing,
)
from dateline.timevalue import edtf


class Act(StrEnum):
    """What a person can do about an item."""

    ACCEPT = "accept"
    DATE = "date"
    HIDE = "hide"
    LOCK = "lock"
    TAKE = "take"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at: an entry, by its number in its file (-1: the head), and the conflict if it is one."""

    path: Path
    number: int
    record: Record
    conflict: Conflict | None
    place: Place

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be done about it."""
        if self.conflict is None:
            return (Act.ACCEPT, Act.DATE, Act.HIDE, Act.LOCK)
        return (Act.TAKE, Act.KEEP) if self.number < 0 else (Act.TAKE, Act.KEEP, Act.DATE, Act.HIDE, Act.LOCK)

    def as_data(self) -> dict[str, Any]:
        """Return the item as JSON has it."""
        return {
            "file": self.place.path,
            "line": self.place.line,
            "kind": "conflict" if self.conflict else "doubt",
            **self.record,
            **({"conflict": conflict_data(self.conflict)} if self.conflict else {}),
            "acts": list(self.acts),
        }


class Review:
    """One walk through what there is to look at."""

    def __init__(self, project: Project, unsure: float) -> None:
        """``unsure`` is the confidence below which an entry is worth a look."""
        self._project = project
        self._unsure = unsure
        self._folder = TimelineFolder(project.timeline, project.root, self._shown)
        self._done: list[Correction] = []
        self._digests: dict[Path, str] = {}

    def items(self, paths: Iterable[Path]) -> tuple[list[Item], list[DatelineError]]:
        """Return what there is to look at in timeline files, conflicts of a file first, and which cannot be read."""
        items: list[Item] = []
        errors: list[DatelineError] = []
        for path in paths:
            try:
                items += self._items_of(path)
            except DatelineError as error:
                errors.append(error)
        return items, errors

    def _items_of(self, path: Path) -> Iterator[Item]:
        self._folder.require_inside(path)
        questions = questions_of(path, self._folder.base_of(path), self._shown(path))
        self._digests[path] = questions.digest
        contested = set()
        for found in questions.conflicts():
            contested.add(found.entry)
            record = questions.hand.at(found.entry).record
            yield Item(path, found.entry, record, found.conflict, found.place)
        for number, entry in questions.doubts(self._unsure):
            if number not in contested:
                yield Item(path, number, entry.record, None, entry.place)

    def do(self, item: Item, act: Act, date: str = "") -> Mapping[str, Field | None]:
        """Carry out what a person decided; ``date`` goes with ``Act.DATE``, as EDTF or in words.

        Returns what the entry's keys say now, None for a key that was taken out.

        Raises:
            UsageError: the item allows no such act, or its file has changed meanwhile.
            DatelineError: the date is none, or the file cannot be changed safely or not be written.
        """
        if act not in item.acts:
            allowed = ", ".join(item.acts)
            raise UsageError(f'"{act}" is not for this', place=item.place, expected=f"one of {allowed}")
        values, settled = _values(item, act, self.read_date(date) if act is Act.DATE else "")
        with self._writing(item.path):
            if digest_of(item.path.read_bytes()) != self._digests[item.path]:
                raise UsageError("the file has changed meanwhile", place=item.place, hint="start dateline review again")
            base = self._folder.base_path(item.path)
            done = correct(item.path, base, item.number, values, settled, shown=self._shown(item.path))
        self._done.append(done)
        self._digests[item.path] = digest_of(done.after.encode())
        return values

    @contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            with writing(self._project.timeline, nobody_waits, self._project.boundary, self._shown):
                yield
        except OSError as error:
            raise unwritable(self._project, error, path) from error

    def undo(self) -> bool:
        """Take the last act back; tells whether there was one.

        Raises:
            DatelineError: its file has changed since, or cannot be written.
        """
        if not self._done:
            return False
        last = self._done[-1]
        with self._writing(last.path):
            take_back(last, shown=self._shown(last.path))
        self._done.pop()
        self._digests[last.path] = digest_of(last.before.encode())
        return True

    def read_date(self, text: str) -> str:
        """Return a date that was typed as EDTF; raises ``ValueSyntaxError`` for what is none."""
        try:
            edtf.parse(text)
        except DatelineError:
            return self._project.in_words(text)
        return text.strip()

    def _shown(self, path: Path) -> str:
        return self._project.reader.shown(path)


def _values(item: Item, act: Act, date: str) -> tuple[dict[str, Field | None], tuple[Conflict, ...]]:
    """The values that an act gives an entry, and the conflicts that it settles."""
    settled = (item.conflict,) if item.conflict else ()
    if act is Act.TAKE and item.conflict:
        return {item.conflict.key: item.conflict.machine}, settled
    of_act: dict[Act, dict[str, Field | None]] = {
        Act.ACCEPT: {"reviewed": "true"},
        Act.DATE: {"date": date, "reviewed": "true"},
        Act.HIDE: {"hidden": "true"},
        Act.LOCK: {"locked": "true"},
    }
    return of_act.get(act, {}), settled
