"""The timeline as a calendar (iCalendar, RFC 5545): entries that a calendar can show without being spoiled by them.

Those are days, clock times and what covers no more than a month. Years and longer times would lie as a bar over
everything else, and a calendar has no way to say "since".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from icalendar import Calendar, vDate, vDatetime, vText

from dateline.export import MOST_KEPT
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

STATUS = {"planned": "TENTATIVE", "possible": "TENTATIVE", "denied": "CANCELLED", "cancelled": "CANCELLED"}
"""To a calendar, what is denied is cancelled too: it has no other word for what does not take place."""

PIECE = re.compile(rb".{1,74}(?<![\\^])(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])", re.DOTALL)
"""What a line of 75 bytes holds besides its blank: whole characters and, where that can be, whole escapes."""

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
    head, end = calendar.to_ical().decode().split("END:VCALENDAR")
    lines = [
        _folded(line)
        for entry in tidy_entries(entries)
        for times in _times(edtf.parse(entry.date.edtf))
        for line in _event(publication, entry, outlet, *times)
    ]
    return f"{head}{''.join(lines)}END:VCALENDAR{end}"


def _event(publication: Publication, entry: EntryView, outlet: Outlet, start: When, end: When | None) -> Iterator[str]:
    """Yield the lines of an event in the library's order, but without its objects, which take four times as long."""
    # An address that counts from a file of the site leads nowhere from a calendar.
    link = partial(outlet.link, publication) if publication.site else None
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(entry.headline)}"
    yield f"DTSTART{_time(start)}"
    if end:
        yield f"DTEND{_time(end)}"
    yield f"DTSTAMP{_time(added_at(entry) if entry.added and entry.added.datetime else NEVER_ADDED)}"
    yield f"UID:{_text(name_of(publication, entry))}"
    if entry.tags:
        yield f"CATEGORIES:{','.join(_text(tag.name) for tag in entry.tags)}"
    yield f"DESCRIPTION:{_text(content_text(entry, link))}"
    if entry.status:
        yield f"STATUS:{STATUS[entry.status]}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy then
    if link:
        yield f"URL:{link(entry.url)}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    escaped: bytes = vText(text).to_ical()
    return escaped.decode()


@lru_cache(maxsize=MOST_KEPT)
def _time(time: When) -> str:
    """Return a time with what stands before it: a day has to say that it is one."""
    if isinstance(time, dt.datetime):
        moment: bytes = vDatetime(time).to_ical()  # type: ignore[no-untyped-call]  # the library's
        return f":{moment.decode()}"
    day: bytes = vDate(time).to_ical()  # type: ignore[no-untyped-call]  # the library's
    return f";VALUE=DATE:{day.decode()}"


def _folded(line: str) -> str:
    r"""Return a line with its end, folded if it is long, as the library folds it character by character.

    >>> _folded("DESCRIPTION:Why? " + "x" * 60)
    'DESCRIPTION:Why? xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n xxx\r\n'
    """
    return (b"\r\n ".join(PIECE.findall(line.encode())) + b"\r\n").decode()


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
