"""The timeline as TimelineJS takes it (timeline.knightlab.com/docs/json-format.html).

Its texts are HTML, so ours are escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

from dateline.export.data import as_json
from dateline.export.isodates import days_of
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_entries, tidy_publication
from dateline.export.views import EntryView
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.units import Grain, civil
from dateline.timevalue.values import CalendarValue

HUMAN_YEARS = range(-271_820, 275_760)
"""The years that TimelineJS shows months and days of; beyond, it knows only years."""
MOST_GROUPS = 4
"""A group is a row of its own, and more would leave no room for any."""

Date = dict[str, int]


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the timeline; its title is a slide before all others."""
    about, shown = tidy_publication(publication), tidy_entries(entries)
    values = [edtf.parse(entry.date.edtf) for entry in shown]
    human = all(civil(day)[0] in HUMAN_YEARS for value in values for day in days_of(value) if day is not None)
    groups = _groups(shown)
    return as_json(
        {
            "title": {"text": {"headline": escape(about.title), "text": _paragraph(about.subtitle)}},
            "events": [
                _slide(about, entry, outlet, _dates(value, human=human), groups)
                for entry, value in zip(shown, values, strict=True)
            ],
            "scale": "human" if human else "cosmological",
        }
    )


def _slide(
    publication: Publication, entry: EntryView, outlet: Outlet, dates: Sequence[Date], groups: Sequence[str]
) -> dict[str, object]:
    slide: dict[str, object] = {"start_date": dates[0]}
    if dates[1:]:
        slide["end_date"] = dates[1]
    # The date in words stands for both: two that TimelineJS wrote would lose "about", "since" and the zone.
    slide["display_date"] = escape(entry.date.words)
    slide["text"] = {"headline": escape(entry.headline), "text": _text(publication, entry, outlet)}
    group = next((name for name in groups if any(tag.name == name for tag in entry.tags)), "")
    if group:
        slide["group"] = escape(group)
    # TimelineJS would make links of what looks like an address in an article's text.
    return slide | {"unique_id": entry.anchor, "autolink": False}


def _text(publication: Publication, entry: EntryView, outlet: Outlet) -> str:
    """Return the sentence and the articles, with links where the whole address is known: the page is anywhere."""
    link = partial(outlet.link, publication)
    parts = [_paragraph(entry.text)]
    for each in entry.sources:
        title = escape(each.title)
        title = f'<a href="{escape(link(each.url))}">{title}</a>' if publication.site else title
        parts.append(f"<p>{title}, {escape(each.date.words)}</p>")
    if publication.site:
        parts.append(f'<p><a href="{escape(link(entry.url))}">{escape(publication.title)}</a></p>')
    return "".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _groups(entries: Iterable[EntryView]) -> list[str]:
    """The tags that most entries have, as far as several have them, by which the entries stand in rows."""
    counts = Counter(tag.name for entry in entries for tag in entry.tags)
    often = sorted((name for name, count in counts.items() if count > 1), key=lambda name: (-counts[name], name))
    return often[:MOST_GROUPS]


def _ends(value: CalendarValue) -> list[Period]:
    """The ends of a value that are known; an interval that is open at one has the other."""
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    return [end for end in ends if isinstance(end, Period)]


def _dates(value: CalendarValue, *, human: bool) -> list[Date]:
    """Return the date that a slide stands at, and that which it ends with, if there is one."""
    ends = _ends(value)
    start = _date(ends[0], ends[0].civil, human=human)
    end = _date(ends[-1], civil(ends[-1].last_day), human=human)
    is_open = isinstance(value, Interval) and len(ends) == 1
    return [start] if end == start or is_open else [start, end]


def _date(period: Period, day: tuple[int, int, int], *, human: bool) -> Date:
    """Return a day, or as much of it as a period of this grain says and the scale has."""
    date = {"year": _year(day[0])}
    if human and period.grain < Grain.YEAR:
        date["month"] = day[1]
    if human and period.grain < Grain.MONTH:
        date["day"] = day[2]
    if human and period.hour is not None:
        date |= {"hour": period.hour, "minute": period.minute or 0}
    return date


def _year(year: int) -> int:
    """Return a year as TimelineJS counts: it has no year 0, -44 is 44 BCE."""
    return year if year > 0 else year - 1
