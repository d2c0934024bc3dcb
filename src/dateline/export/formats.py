"""The formats that other programs get the timeline in, by the names that settings and commands call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.export import atom, csvtable, data, icalendar, jsonfeed, jsonld, timelinejs
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.views import EntryView

Write = Callable[[Publication, Sequence[EntryView], Outlet], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what people call it, what it is for, and how the timeline is written in it.

    ``write`` takes the entries in the order of time.
    """

    name: str
    purpose: str
    write: Write


FORMATS: Mapping[str, Format] = {
    "atom": Format("Atom feed", "what is new, in feed readers", atom.write),
    "jsonfeed": Format("JSON Feed", "the same, in JSON", jsonfeed.write),
    "json": Format("JSON", "everything there is, for programs of your own", data.write),
    "jsonld": Format("JSON-LD", "schema.org, for search engines and linked data", jsonld.write),
    "csv": Format("CSV table", "spreadsheets and statistics", csvtable.write),
    "ics": Format("iCalendar", "calendars, to subscribe to or to import", icalendar.write),
    "timelinejs": Format("TimelineJS", "slides on a time line, with TimelineJS", timelinejs.write),
}
