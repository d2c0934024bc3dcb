"""The whole timeline as JSON of our own: all there is to say of each entry, as ``timeline.schema.json`` has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from dateline.export.dateviews import DateView
from dateline.export.isodates import iso_span
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_entries, tidy_publication
from dateline.export.views import ArticleView, EntryView, ReadingView

VERSION = 1
"""Goes up when something that was there is gone or means something else; what is added leaves it."""

Data = dict[str, object]

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the timeline, its entries in the order of time."""
    about = tidy_publication(publication)
    return as_json(
        {
            "version": VERSION,
            "title": about.title,
            "subtitle": about.subtitle,
            "author": about.author,
            "language": about.language,
            "url": outlet.link(publication),
            "entries": list(map(_Writer(publication, outlet).entry, tidy_entries(entries))),
        }
    )


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) that the file fulfils."""
    return files("dateline.export").joinpath("timeline.schema.json").read_text("utf-8")


def as_json(data: Mapping[str, object]) -> str:
    """Return data as a JSON file: a key a line, and of a list an item a line, so that what changed can be seen.

    >>> print(as_json({"version": 1, "entries": [{"id": "a"}, {"id": "b"}]}), end="")
    {
    "version": 1,
    "entries": [
    {"id": "a"},
    {"id": "b"}
    ]
    }
    """
    # To indent it all the way down, Python's encoder takes many times as long.
    return "{\n" + ",\n".join(_members(data)) + "\n}\n"


def _members(data: Mapping[str, object]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, list) and value:
            items = ",\n".join(map(_encode, value))
            yield f"{_encode(key)}: [\n{items}\n]"
        else:
            yield f"{_encode(key)}: {_encode(value)}"


class _Writer:
    """Makes objects of records, with addresses as they are from the file."""

    def __init__(self, publication: Publication, outlet: Outlet) -> None:
        self._publication = publication
        self._outlet = outlet

    def entry(self, entry: EntryView) -> Data:
        return self._telling(entry) | {
            "tags": [tag.name for tag in entry.tags],
            "sources": [self._source(each) for each in entry.sources],
            "tellings": [
                self._telling(each) | {"source": each.source.path if each.source else None} for each in entry.tellings
            ],
            "readings": [_reading(each) for each in entry.readings],
            "disputed": entry.disputed,
            "reason": entry.reason,
        }

    def _telling(self, entry: EntryView) -> Data:
        """What an entry and each telling of an event have alike."""
        return {
            "id": entry.anchor,
            "url": self._outlet.link(self._publication, entry.url),
            "date": _date(entry.date),
            "title": entry.title,
            "status": entry.status,
            "text": entry.text,
            "when": entry.when,
            "why": entry.why,
            "confidence": None if entry.confidence is None else entry.confidence / 100,
            "also": [_date(each) for each in entry.also],
            "added": _date(entry.added) if entry.added else None,
        }

    def _source(self, article: ArticleView) -> Data:
        return {
            "title": article.title,
            "url": self._outlet.link(self._publication, article.url),
            "path": article.path,
            "published": article.date.edtf,
        }


def _date(date: DateView) -> Data:
    start, end = iso_span(date.edtf)
    return {
        "edtf": date.edtf,
        "words": date.words,
        "start": start or None,
        "end": end or None,
        "mark": str(date.mark),
        "approximate": date.approximate,
    }


def _reading(reading: ReadingView) -> Data:
    return {
        "date": _date(reading.date),
        "agrees": reading.agrees,
        "sources": [each.path for each in reading.sources],
    }
