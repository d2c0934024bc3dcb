"""Everything that can be wrong with timeline files, each with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dateline.access import internal_error
from dateline.errors import DatelineError, Place
from dateline.store.base import write_base
from dateline.store.check.dates import DATES, against_calendar, as_edtf, dates_of, out_of_reach, years_of
from dateline.store.check.problems import Problem, Severity, problem_of
from dateline.store.check.schema import against_schema, misspelt, twice
from dateline.store.check.standing import article_is_there, event_of_its_own, not_looked_at
from dateline.store.durable import write_together
from dateline.store.files import DateReader, parse_file
from dateline.store.folder import TimelineFolder
from dateline.store.hand import entries_of, is_referred_to
from dateline.store.matching import Field
from dateline.store.nodes import Document, Fields, Scalar, Value
from dateline.store.parsing import parse
from dateline.store.questions import Questions
from dateline.store.records import EXPECTED
from dateline.store.restyle import restyled
from dateline.store.splice import Edit, with_edits
from dateline.timevalue import edtf

__all__ = ["Check", "Problem", "Severity"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that was written as EDTF."""

    place: Place
    old: str
    new: str


@dataclass(slots=True)
class Check:
    """Checks timeline files, one after the other.

    ``folder`` is the timeline's, ``root`` the one that the articles' paths start from; ``in_words`` reads dates that
    are not EDTF; ``unsure`` is the confidence below which a date is worth a look.
    """

    folder: TimelineFolder
    root: Path
    in_words: DateReader
    unsure: float
    _seen: dict[str, Place] = field(default_factory=dict)
    _events: dict[Path, Set[str]] | None = None

    def problems(self, path: Path, shown: str) -> list[Problem]:
        """Return what is wrong with a file, in the order of its lines; ``shown`` is its path as problems give it."""
        try:
            self.folder.require_inside(path)
            found = list(self._problems(parse_file(path, shown), path, shown))
        except DatelineError as error:
            return [problem_of(error)]
        except Exception as error:
            return [problem_of(internal_error(Place(shown), error))]
        return sorted(found, key=lambda problem: (problem.place.line, problem.place.column))

    def _problems(self, document: Document, path: Path, shown: str) -> Iterator[Problem]:
        value = document.root
        if not isinstance(value, Fields):
            place = value.place if value else Place(shown)
            yield Problem(place, Severity.ERROR, f"not a timeline, expected {EXPECTED}")
            return
        yield from against_schema(value)
        yield from article_is_there(value, self.root)
        yield from misspelt(value, "properties")
        yield from against_calendar(value, self.in_words)
        if "entries" in value.fields:
            questions = Questions(document, self.folder.base_of(path))
            yield from self._entries(value.fields["entries"], path, _reach(questions))
            yield from event_of_its_own(questions, partial(self._events_beside, path))
            yield from not_looked_at(questions, self.unsure)

    def _entries(self, entries: Value, path: Path, reach: list[int]) -> Iterator[Problem]:
        copied = self.folder.copied(path)
        for entry in entries_of(entries):
            yield from against_calendar(entry, self.in_words)
            yield from misspelt(entry, "definitions", "entry", "properties")
            yield from twice(entry, self._seen, copied)
            if not entry.is_true("reviewed"):
                yield from out_of_reach(entry, reach, self.in_words)

    def _events_beside(self, path: Path) -> Set[str]:
        """The events of the timeline's other files, also of those that are not to be checked."""
        if self._events is None:
            files, _ = self.folder.load(self.in_words)
            self._events = {Path(each.path).resolve(): {entry.event for entry in each.entries} for each in files}
        return {event for other, events in self._events.items() if other != path.resolve() for event in events if event}

    def fix(self, path: Path, shown: str) -> list[Problem]:
        """Write the readable dates of a file as EDTF, all else staying as it is; returns what was written, as notes.

        Raises:
            DatelineError: the file cannot be read.
            OSError: it cannot be written.
        """
        self.folder.require_inside(path)
        document = parse_file(path, shown)
        done: list[Fixed] = []
        edits: list[Edit] = []
        for key, date, flow in sorted(_all_dates(document), key=lambda found: found[1].start):
            better = as_edtf(date, self.in_words)
            if better is None:
                continue
            old, column = document.source[date.start : date.end], key.place.column - 1
            new = restyled(old, date.style, key.text, better, flow=flow, column=column)
            edits.append((date.start, date.end, new))
            done.append(Fixed(date.place, date.text.strip(), better))
        if done:
            after = parse(document.bom + with_edits(document.source, edits), shown)
            self._write(path, after.text, {fixed.old: fixed.new for fixed in done})
        return [Problem(fixed.place, Severity.NOTE, f'"{fixed.old}" is now {fixed.new}') for fixed in done]

    def _write(self, path: Path, text: str, fixed: Mapping[str, str]) -> None:
        """Write a file, and in its base what its conflicts say of it: the same date in another form settles none."""
        base = self.folder.base_of(path)
        conflicts = tuple(
            replace(each, hand=_fixed(each.hand, fixed)) if each.key in DATES else each
            for each in (base.conflicts if base else ())
        )
        remembered = None
        if base and conflicts != base.conflicts:
            remembered = write_base(replace(base, conflicts=conflicts))
        write_together(path, text, self.folder.base_path(path), remembered)


def _fixed(value: Field | None, fixed: Mapping[str, str]) -> Field | None:
    if isinstance(value, tuple):
        return tuple(fixed.get(each, each) for each in value)
    return fixed.get(value, value) if value else value


def _reach(questions: Questions) -> list[int]:
    """The years that an article tells of: those of the dates it gives, and of its own."""
    told = [*questions.dates(), str(questions.hand.head.record.get("published", ""))] if questions.dates() else []
    years: list[int] = []
    for date in told:
        try:
            years += years_of(edtf.parse(date))
        except DatelineError:
            continue
    return years


def _all_dates(document: Document) -> Iterator[tuple[Scalar, Scalar, bool]]:
    """The dates of a file as they are written: each with its key, and whether it is in brackets.

    What something refers to is left out, since it would change there too.
    """
    root = document.root
    if not isinstance(root, Fields):
        return
    inner = entries_of(root.fields["entries"]) if "entries" in root.fields else []
    for fields in (root, *(entry for entry in inner if not entry.alias)):
        for key, date in dates_of(fields):
            value = fields.fields[key]
            written = key in fields.keys and not value.alias and not is_referred_to(document, value)
            if written and isinstance(date, Scalar) and not date.alias:
                yield fields.keys[key], date, fields.flow or key == "also"
