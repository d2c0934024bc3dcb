from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar
from tests.site.exported import HOSTILE, ON_DISK, PUBLICATION, SITE, article, disputed, entries, item

from dateline.export.icalendar import write
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.views import EntryView

PLACE = Outlet("timeline.ics")
UTC = dt.UTC


def calendar(*found: EntryView, publication: Publication = PUBLICATION) -> Any:
    return Calendar.from_ical(write(publication, found, PLACE))


def events(*found: EntryView, publication: Publication = PUBLICATION) -> list[Any]:
    return list(calendar(*found, publication=publication).walk("VEVENT"))


def times(date: str) -> tuple[object, object]:
    (event,) = events(*entries(date))
    return event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        # Days end before the next one begins.
        ("1970-04-13", dt.date(1970, 4, 13), dt.date(1970, 4, 14)),
        ("1970-12-31~", dt.date(1970, 12, 31), dt.date(1971, 1, 1)),
        ("1970-04-13/1970-04-17", dt.date(1970, 4, 13), dt.date(1970, 4, 18)),
        ("[1970-04-13,1970-04-15]", dt.date(1970, 4, 13), dt.date(1970, 4, 16)),
        ("1968-02", dt.date(1968, 2, 1), dt.date(1968, 3, 1)),
        ("1970-04-XX", dt.date(1970, 4, 1), dt.date(1970, 5, 1)),
        ("0001-01-01", dt.date(1, 1, 1), dt.date(1, 1, 2)),
        ("9999-12-30", dt.date(9999, 12, 30), dt.date(9999, 12, 31)),
        # Clock times: in UTC where the offset is known, else as the clocks there show it.
        ("1970-04-13T21:08-06:00", dt.datetime(1970, 4, 14, 3, 8, tzinfo=UTC), None),
        ("1970-04-13T21:08", dt.datetime(1970, 4, 13, 21, 8), None),  # noqa: DTZ001
        ("1970-04-13T21:08:05Z", dt.datetime(1970, 4, 13, 21, 8, 5, tzinfo=UTC), None),
        (
            "1970-04-13T21:00-06:00/1970-04-13T22:00-06:00",
            dt.datetime(1970, 4, 14, 3, tzinfo=UTC),
            dt.datetime(1970, 4, 14, 4, tzinfo=UTC),
        ),
        # Ends of two kinds have only their days in common.
        ("1970-04-13T21:00/1970-04-14T01:00Z", dt.date(1970, 4, 13), dt.date(1970, 4, 15)),
        ("1970-04-13T21:00/1970-04-14", dt.date(1970, 4, 13), dt.date(1970, 4, 15)),
        # In UTC this is in the year 0.
        ("0001-01-01T00:00+01:00", dt.date(1, 1, 1), dt.date(1, 1, 2)),
    ],
)
def test_an_event_is_as_long_as_its_date(date: str, start: object, end: object) -> None:
    assert times(date) == (start, end)


@pytest.mark.parametrize(
    "date",
    ["1970", "197X", "1970-21", "1970-33", "1970-04/1970-05", "1970-04-13/..", "../1970-04-13", "1970-04-13/",
     "-0043-03-15", "0000-12-31", "Y10000", "9999-12-31", "1970-04-13/1970-05-14", "1970-XX-XX"],
)  # fmt: skip
def test_what_would_spoil_a_calendar_or_does_not_fit_into_one_is_left_out(date: str) -> None:
    assert events(*entries(date)) == []


def test_a_span_of_a_month_is_the_longest() -> None:
    assert times("1970-04-13/1970-05-13") == (dt.date(1970, 4, 13), dt.date(1970, 5, 14))


def test_an_event_says_what_happened_and_who_tells_it() -> None:
    (event,) = events(*entries(item("1970-04-13~", source=article(), tags=("Lovell, J.", "crew"), added="1970-04-14")))
    assert event["SUMMARY"] == "Tank ruptures"
    assert event["DESCRIPTION"] == (
        f"about 13 April 1970. It ruptured late Monday.\n\nOdyssey is hurt, 14 April 1970 <{SITE}/articles/wires.html>"
    )
    assert event["URL"] == f"{SITE}/timeline/1970/04/#tank-1a2b"
    assert event["CATEGORIES"].cats == ["Lovell, J.", "crew"]
    assert event["DTSTAMP"].dt == dt.datetime(1970, 4, 14, tzinfo=UTC)
    assert event["TRANSP"] == "TRANSPARENT"


def test_without_the_address_of_the_site_there_are_no_links_that_lead_nowhere() -> None:
    (event,) = events(*entries(item("1970-04-13", source=article())), publication=ON_DISK)
    assert "URL" not in event
    assert event["DESCRIPTION"].endswith("Odyssey is hurt, 14 April 1970")


def test_an_event_of_several_tellings_is_one() -> None:
    (event,) = events(disputed())
    assert "articles/wires.html" in event["DESCRIPTION"]
    assert "articles/later.html" in event["DESCRIPTION"]


def test_what_nobody_added_has_a_stamp_that_no_clock_made() -> None:
    (event,) = events(*entries("1999-04-13"))
    assert event["DTSTAMP"].dt == dt.datetime(1970, 1, 1, tzinfo=UTC)


def test_a_name_stays_when_the_date_is_corrected() -> None:
    names = [events(*entries(item(date, source=article())))[0]["UID"] for date in ("1970-04-13", "1971-05-14")]
    assert names[0] == names[1]


def test_the_calendar_says_what_it_is() -> None:
    found = calendar()
    assert (found["VERSION"], found["CALSCALE"], found["X-WR-CALNAME"]) == ("2.0", "GREGORIAN", "Apollo 13")
    assert found["PRODID"]
    assert list(found.walk("VEVENT")) == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_break_no_line(hostile: str) -> None:
    found = entries(
        item("1970-04-13", id=hostile, title=hostile, text=hostile, source=article(title=hostile), tags=(hostile,)),
        "1970-04-14",
    )
    text = write(Publication(hostile, hostile, hostile, site=SITE), found, PLACE)
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    first, second = events(*found)
    assert first["CATEGORIES"].cats == [first["SUMMARY"]]
    assert second["SUMMARY"] == "Tank ruptures"


@pytest.mark.parametrize("last", ["\U0001f600", "é", "x"])
@pytest.mark.parametrize("run", ["\\", "^", ";", "\u6f22"])
def test_a_line_is_folded_between_characters_wherever_they_fall(run: str, last: str) -> None:
    titles = [f"x {run * number}{last}" for number in range(160)]
    found = entries(*(item("1970-04-13", id=f"e{number}", title=title) for number, title in enumerate(titles)))
    assert all(len(line.encode()) <= 75 for line in write(PUBLICATION, found, PLACE).split("\r\n"))
    assert [str(event["SUMMARY"]) for event in events(*found)] == titles
