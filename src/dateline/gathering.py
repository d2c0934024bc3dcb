"""The events of a timeline as its files have them: entries with one ``event`` are one, any other stands by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.access import Boundary
from dateline.errors import DatelineError
from dateline.export.events import EventRecord, ReadingRecord
from dateline.joining import published_of, report_of
from dateline.model import DigestDay, Importance, Passage, Report
from dateline.store import DateReader, StoredEntry, TimelineFile, load_timeline
from dateline.summarization import (
    Collection,
    Event,
    digest,
    event_of,
    given,
    grouped,
    importance_of_groups,
    unified,
)
from dateline.timevalue.intervals import Interval, Period, sort_key
from dateline.timevalue.units import Grain


@dataclass(frozen=True, slots=True)
class Gathered:
    """An event, and the file and the entry that each of its reports stands in, by the report's key."""

    event: Event
    entries: Mapping[tuple[str, int, str], tuple[TimelineFile, StoredEntry]]

    @property
    def told(self) -> list[tuple[TimelineFile, StoredEntry]]:
        """The entries with their files, the one that tells the event best first."""
        return [self.entries[report.key] for report in self.event.reports]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all entries, each once."""
        return tuple(dict.fromkeys(tag for _, entry in self.told for tag in entry.tags))

    @property
    def day(self) -> int | None:
        """The number of the day that it happened on, None where no day is known."""
        date = self.event.dating.date
        ends = (date.start, date.end) if isinstance(date, Interval) else (date,)
        days = {end.first_day if isinstance(end, Period) and end.grain <= Grain.DAY else None for end in ends}
        return days.pop() if len(days) == 1 else None

    @property
    def importance(self) -> float | None:
        """How much the event matters, if a person says so in one of its entries; of several the greatest."""
        said = [entry.importance for _, entry in self.told if entry.importance is not None]
        return max(said, default=None)

    def sources(self, reports: Iterable[Report]) -> tuple[str, ...]:
        """The articles that some of its reports come from, each once, or what stands for them."""
        return tuple(dict.fromkeys(source_of(self.entries[each.key][0]) for each in reports))


@dataclass(frozen=True, slots=True)
class Story:
    """What events tell of single days, as ranking takes it.

    ``passages`` are all their sentences, each once; ``by_event`` those of each event by its number, the one that tells
    it best first, ``days`` its day; ``given`` is the importance that a person gave it. ``statuses`` are those of events
    that have not happened.
    """

    passages: tuple[Passage, ...]
    by_event: Mapping[str, tuple[Passage, ...]]
    days: Mapping[str, int]
    given: Mapping[str, float]
    statuses: Mapping[str, str]

    @property
    def span(self) -> tuple[int, int]:
        """The numbers of the first and the last day; (0, 0) if there is none."""
        return min(self.days.values(), default=0), max(self.days.values(), default=0)

    def collection(self, about: Iterable[str] = ()) -> Collection:
        """Return the passages as ranking weighs them; ``about`` are key phrases of the topic."""
        return Collection(self.passages, about, *self.span)

    def importances(self, collection: Collection) -> dict[str, Importance]:
        """Return how much each event matters, by its number, weighed in a ``collection`` of the whole story."""
        found = importance_of_groups(collection, self.by_event, self.days, self.statuses)
        return found | {number: given(value) for number, value in self.given.items()}

    def digest(self, *, days: int, sentences: int, start: int, end: int, about: Sequence[str] = ()) -> list[DigestDay]:
        """Return the days that matter most, each with the sentences that tell its most important events.

        ``days`` and ``sentences`` are those of ``summarization.digest``, the others those of a ``Collection``.
        """
        whole = self.collection(about)
        part = whole if (start, end) == self.span else Collection(self.passages, about, start, end)
        return self.digest_by(self.importances(whole), part, days=days, sentences=sentences)

    def digest_by(
        self, importances: Mapping[str, Importance], collection: Collection, *, days: int, sentences: int
    ) -> list[DigestDay]:
        """Return the same by what is known already: the events' importance, and the passages as they are weighed."""
        worths: dict[Passage, float] = {}
        for number, importance in importances.items():
            telling = self.by_event[number][0]
            worths[telling] = max(importance.value, worths.get(telling, 0.0))
        return digest(
            collection,
            days=days,
            sentences=sentences,
            importance_overrides=self._given_days(importances),
            worths=worths,
        )

    def _given_days(self, importances: Mapping[str, Importance]) -> dict[int, float]:
        """What the days count whose greatest event has an importance that a person gave."""
        greatest: dict[int, str] = {}
        for number in sorted(self.days, key=lambda each: importances[each].value):
            greatest[self.days[number]] = number
        return {day: self.given[number] for day, number in greatest.items() if number in self.given}


def gather_timeline(
    folder: Path,
    in_words: DateReader,
    shown: Callable[[Path], str] = str,
    boundary: Boundary | None = None,
) -> tuple[list[Gathered], list[DatelineError]]:
    """Return the events of a timeline, and what is wrong with its files; see ``timeline_files``."""
    files, errors = timeline_files(folder, in_words, shown, boundary)
    return gather(files), errors


def timeline_files(
    folder: Path, in_words: DateReader, shown: Callable[[Path], str], boundary: Boundary | None = None
) -> tuple[list[TimelineFile], list[DatelineError]]:
    """Return the files of a timeline, and what is wrong with them; ``shown`` writes their paths.

    Symbolic links may lead to where the ``boundary`` allows it; see ``load_timeline``.
    """
    files, errors = load_timeline(folder, in_words, boundary=boundary)
    for error in errors:
        error.place = error.place and replace(error.place, path=shown(Path(error.place.path)))
    return [replace(file, path=shown(Path(file.path))) for file in files], errors


def gather(files: Iterable[TimelineFile]) -> list[Gathered]:
    """Return the events that the entries of some files tell of; hidden entries tell of none."""
    shown = {
        report_of(entry, file, position=position): (file, entry)
        for file in files
        for position, entry in enumerate(file.entries)
        if not entry.hidden
    }
    return [
        Gathered(event_of(name, reports), {each.key: shown[each] for each in reports})
        for name, reports in grouped(list(shown))
    ]


def one_name_each(events: Iterable[Gathered]) -> dict[str, str]:
    """Return for each tag the form to show it in, so that one person goes by one name in all articles."""
    return unified(Counter(tag for event in events for _, entry in event.told for tag in entry.tags))


def source_of(file: TimelineFile) -> str:
    """Return the article that a file's entries come from, or the file if they come from none."""
    return file.article or file.path


def story_of(events: Sequence[Gathered]) -> Story:
    """Return what events tell of single days.

    Every entry of an event tells of the event's day, whatever day it gives itself. Entries of one sentence are one
    passage, which may tell of several days. What has no publication date counts as published on its day.
    """
    numbered = {str(number): (each, each.day) for number, each in enumerate(events)}
    days = {number: day for number, (_, day) in numbered.items() if day is not None}
    told = [(number, file, entry) for number in days for file, entry in numbered[number][0].told]
    passages = _passages(told, days)
    by_event: dict[str, list[Passage]] = defaultdict(list)
    for number, file, entry in told:
        by_event[number].append(passages[file.path, _text(entry)])
    importances = {number: numbered[number][0].importance for number in days}
    return Story(
        tuple(passages.values()),
        {number: tuple(dict.fromkeys(found)) for number, found in by_event.items()},
        days,
        {number: value for number, value in importances.items() if value is not None},
        {number: status for number in days if (status := numbered[number][0].event.status)},
    )


def _passages(
    told: Sequence[tuple[str, TimelineFile, StoredEntry]], days: Mapping[str, int]
) -> dict[tuple[str, str], Passage]:
    found: dict[tuple[str, str], Passage] = {}
    files = {file.path: file for _, file, _ in told}
    positions = {id(entry): place for file in files.values() for place, entry in enumerate(file.entries)}
    for number, file, entry in told:
        key, day = (file.path, _text(entry)), days[number]
        if key in found:
            found[key] = replace(found[key], days=tuple(sorted({*found[key].days, day})))
        else:
            published = published_of(file)
            # Each entry without a publication date is a source of its own, since each has a day of its own.
            article = source_of(file) if published else f"{source_of(file)}:{entry.place.line}"
            at = published.first_day if published else day
            found[key] = Passage(key[1], article, at, positions[id(entry)], (day,), None, file.language, entry.event)
    return found


def _text(entry: StoredEntry) -> str:
    return " ".join((entry.text or entry.title).split())


def event_records(events: Sequence[Gathered]) -> list[EventRecord]:
    """Return all there is to say of events, in the order of time."""
    story = story_of(events)
    importances = story.importances(story.collection())
    records = [_record(event, importances.get(str(number))) for number, event in enumerate(events)]
    return sorted(records, key=lambda record: (sort_key(record.date), record.id))


def _record(gathered: Gathered, importance: Importance | None) -> EventRecord:
    event = gathered.event
    return EventRecord(
        id=event.id,
        date=event.dating.date,
        reason=event.dating.reason,
        readings=tuple(
            ReadingRecord(each.date, each.agrees, gathered.sources(each.reports)) for each in event.dating.readings
        ),
        title=event.heading.title,
        text=event.telling.text,
        importance=importance,
        sources=gathered.sources(event.reports),
        entries=tuple((file.path, entry.id) for file, entry in gathered.told),
        tags=gathered.tags,
        status=event.status,
    )


def highlights(events: Sequence[Gathered], number: int) -> Iterator[int]:
    """Yield the places of the events to show first, in the order of time.

    They are those that matter most of the days that matter most, one a day and ``number`` of them at most; none is one
    that to a person does not matter at all.
    """
    story = story_of(events)
    collection = story.collection()
    importances = story.importances(collection)
    for day in story.digest_by(importances, collection, days=number, sentences=1):
        of_day = [each for each, at in story.days.items() if at == day.day and story.given.get(each) != 0]
        if of_day:
            yield int(max(of_day, key=lambda each: (_is_sure(story, each), importances[each].value)))


def _is_sure(story: Story, number: str) -> bool:
    """Whether a person gave an event its importance, or it happened and somebody tells of it after that."""
    told_after = any(each.published >= story.days[number] for each in story.by_event[number])
    return number in story.given or (told_after and number not in story.statuses)
