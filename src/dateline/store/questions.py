"""What a timeline file, beside its base, asks of a person: conflicts that are open, and dates that are not sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import Place
from dateline.store.decisions import Base, Conflict, Hand, HandEntry
from dateline.store.durable import digest_of
from dateline.store.files import decoded, read_bytes
from dateline.store.hand import entries_of, read_hand
from dateline.store.matching import Record, same_by_hand
from dateline.store.nodes import Document, Fields
from dateline.store.parsing import parse


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that nobody has looked at: the entry's number in its file (-1: the head), and where the key stands."""

    conflict: Conflict
    entry: int
    place: Place


class Questions:
    """One file as a person left it, with what the machine remembers of it."""

    def __init__(self, document: Document, base: Base | None, digest: str = "") -> None:
        """Raises ``TimelineFileError`` if the document is no timeline."""
        self.digest = digest
        self.hand: Hand = read_hand(document)
        self._document = document
        self._base = base
        known: list[Record] = [*base.entries, *base.former] if base else []
        pairs = same_by_hand([entry.record for entry in self.hand.entries], known)
        self._known = {our: known[their] for our, their in pairs.items()}
        self._numbers = {str(record["id"]): number for number, record in self._known.items()}

    def conflicts(self) -> Iterator[OpenConflict]:
        """What is still in conflict: it ends when the value is changed, the entry locked or deleted."""
        for conflict in self._base.conflicts if self._base else ():
            number = self._numbers.get(conflict.id) if conflict.id else -1
            if number is None:
                continue
            entry = self.hand.at(number)
            if not entry.locked and entry.record.get(conflict.key) == conflict.hand:
                yield OpenConflict(conflict, number, self.place_of(number, conflict.key))

    def doubts(self, unsure: float) -> Iterator[tuple[int, HandEntry]]:
        """Entries that no person has looked at and that are less sure than this, or may be of another date."""
        for number, entry in enumerate(self.hand.entries):
            looked_at = entry.hidden or entry.locked or entry.reviewed or self.has_own_date(number)
            if not looked_at and (entry.record.get("also") or confidence_of(entry.record) < unsure):
                yield number, entry

    def has_own_date(self, number: int) -> bool:
        """Whether a person gave an entry its date; an entry of their own has its own."""
        known = self._known.get(number)
        return self._base is not None and (
            known is None or known.get("date") != self.hand.entries[number].record.get("date")
        )

    def own_events(self) -> Iterator[tuple[int, str]]:
        """The entries, by their numbers, whose event a person gave them."""
        for number, entry in enumerate(self.hand.entries):
            event = str(entry.record.get("event", ""))
            if event and event != self._known.get(number, {}).get("event"):
                yield number, event

    def former(self) -> Iterator[HandEntry]:
        """Entries that the article no longer gives and that a person has had a hand in."""
        gone = {str(record["id"]) for record in self._base.former} if self._base else set()
        return (self.hand.entries[number] for number, record in self._known.items() if str(record["id"]) in gone)

    def dates(self) -> list[str]:
        """The dates that the article gives, as EDTF."""
        return [str(record["date"]) for record in self._base.entries if "date" in record] if self._base else []

    def place_of(self, number: int, key: str) -> Place:
        """Where a key of an entry stands, or the entry if it has no such key."""
        root = self._document.root
        assert isinstance(root, Fields)  # noqa: S101 - it is a timeline
        fields = entries_of(root.fields["entries"])[number] if number >= 0 else root
        return fields.keys[key].place if key in fields.keys else fields.place


def confidence_of(record: Record) -> float:
    """Return how sure an entry is; one that does not say is."""
    try:
        return float(str(record.get("confidence", "1")))
    except ValueError:
        return 1.0


def questions_of(path: Path, base: Base | None, shown: str) -> Questions:
    """Read a file; ``shown`` is its path as errors give it.

    Raises:
        TimelineFileError: it cannot be read, or is no timeline.
    """
    data = read_bytes(path, shown)
    return Questions(parse(decoded(data, shown), shown), base, digest_of(data))
