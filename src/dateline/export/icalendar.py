"""The timeline as a calendar (iCalendar, RFC 5545): entries that a calendar can show without being spoiled by them.

Those are days, clock times and what covers no more than a month. Years and longer times would lie as a bar over
everything else, and a calendar has no way to say "since".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from icalendar import Calendar, Event

from dateline.export.feeds import added_at, content_text, name_of
from dateline.export.isodates import days_of
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_entries, tidy_publication
from dateline.export.views import EntryView
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period, Several
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue

LONGEST = 31
"""In days: what covers more is left out."""
NEVER_ADDED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When entries came of which nothing tells that; a calendar has to have a time, and it is no clock's."""

When = dt.date | dt.datetime


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the calendar, its events in the order of time."""
    about = tidy_publication(publication)
    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//Dateline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", about.title)
    calendar.add("x-wr-calname", about.title)
    if about.subtitle:
        calendar.add("description", about.subtitle)
    for entry in tidy_entries(entries):
        for start, end in _times(edtf.parse(entry.date.edtf)):
            calendar.add_component(_event(publication, entry, outlet, start, end))
    data: bytes = calendar.to_ical()
    return data.decode()


def _event(publication: Publication, entry: EntryView, outlet: Outlet, start: When, end: When | None) -> Event:
    # An address that counts from a file of the site leads nowhere from a calendar.
    link = partial(outlet.link, publication) if publication.site else None
    event = Event()
    event.add("uid", name_of(publication, entry))
    event.add("dtstamp", added_at(entry) if entry.added and entry.added.datetime else NEVER_ADDED)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)
    event.add("summary", entry.title)
    event.add("description", content_text(entry, link))
    if link:
        event.add("url", link(entry.url))
    if entry.tags:
        event.add("categories", [tag.name for tag in entry.tags])
    event.add("transp", "TRANSPARENT")  # nobody is busy then
    return event


def _times(value: CalendarValue) -> Iterator[tuple[When, When | None]]:
    """Yield when an event begins and ends, the end being the first moment after it; nothing if it does not fit."""
    first, last = days_of(value)
    if first is None or last is None or last - first >= LONGEST or first < 1 or last >= dt.date.max.toordinal():
        return
    clock = _clock(value)
    if clock:
        yield clock
    else:
        yield dt.date.fromordinal(first), dt.date.fromordinal(last + 1)


def _clock(value: CalendarValue) -> tuple[When, When | None] | None:
    """Return the clock times that a value says; None if it says none, or its ends are of two kinds.

    "From nine to ten" ends at ten, so that the second is the end as calendars mean it.
    """
    if isinstance(value, Several):
        return None
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    moments = [_moment(end) if isinstance(end, Period) else None for end in ends]
    start, end = moments[0], moments[-1]
    if start is None or end is None or start.tzinfo != end.tzinfo:
        return None
    return start, end if end > start else None


def _moment(period: Period) -> dt.datetime | None:
    """Return when a clock time begins: in UTC where its offset is known, "floating" where not."""
    if period.grain >= Grain.PART:
        return None
    local = dt.datetime(*period.civil, period.hour or 0, period.minute or 0, period.second or 0)  # noqa: DTZ001
    if period.offset is None:
        return local
    try:
        return (local - dt.timedelta(minutes=period.offset)).replace(tzinfo=dt.UTC)
    except OverflowError:  # the very first or last hours of the calendar
        return None
