"""Events as text for people and as JSON: each with all dates that it is given, who gives them, and why one is taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.access import printable
from dateline.export.importance import importance_in_words, parts_as_data
from dateline.export.words import DateWords
from dateline.model import Importance
from dateline.timevalue import edtf
from dateline.timevalue.values import CalendarValue


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """A date that some articles (their paths) give an event, and whether it goes with the event's own."""

    date: CalendarValue
    agrees: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One happening and all there is to say of it.

    ``reason`` says why ``date`` is taken, "" if it is the only one; ``importance`` is None where no day is known;
    ``status`` is a ``Status``, "" if it happened.
    ``sources`` are the paths of the articles that tell it, ``entries`` the files and ids of the entries, the one that
    tells it best first.
    """

    id: str
    date: CalendarValue
    reason: str
    readings: tuple[ReadingRecord, ...]
    title: str
    text: str
    importance: Importance | None
    sources: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    status: str = ""

    @property
    def disputed(self) -> bool:
        """Whether some source gives a date that does not go with the event's."""
        return not all(reading.agrees for reading in self.readings)


Events = Sequence[EventRecord]


def as_text(events: Events) -> str:
    """Return events for the eye: when, what, who tells it, how important it is, and what speaks for its date."""
    words = DateWords()
    return "\n".join(printable(line) for event in events for line in _text_of(event, words))


def as_json(events: Events) -> str:
    """Return events as a list of objects."""
    return json.dumps([_data_of(event) for event in events], ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Events], str]] = {"text": as_text, "json": as_json}


def _text_of(event: EventRecord, words: DateWords) -> Iterator[str]:
    articles, entries = len(event.sources), len(event.entries)
    told = f"told by {articles} article{'s' * (articles > 1)} ({entries} {'entries' if entries > 1 else 'entry'})"
    title = f"{words.say_status(event.status)} {event.title}"
    yield f"{words.say(event.date)}  {' '.join(title.split())}"
    yield f"  {event.id}, {told}"
    if event.importance:
        yield f"  {importance_in_words(event.importance)}"
    if event.reason:
        yield f"  {'disputed' if event.disputed else 'dated'}: {event.reason}"
    for reading in event.readings if event.disputed else ():
        yield f"  {'  •' if reading.agrees else '  • not'} {words.say(reading.date)} ({', '.join(reading.sources)})"
    yield ""


def _data_of(event: EventRecord) -> dict[str, object]:
    return {
        "id": event.id,
        "date": edtf.write(event.date),
        "reason": event.reason,
        "disputed": event.disputed,
        "readings": [_reading_data(reading) for reading in event.readings],
        "title": event.title,
        "status": event.status,
        "text": event.text,
        "importance": round(event.importance.value, 4) if event.importance else None,
        "parts": parts_as_data(event.importance) if event.importance else {},
        "entries": [{"file": file, "id": name} for file, name in event.entries],
        "tags": list(event.tags),
    }


def _reading_data(reading: ReadingRecord) -> dict[str, object]:
    return {"date": edtf.write(reading.date), "agrees": reading.agrees, "sources": list(reading.sources)}
