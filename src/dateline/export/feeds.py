"""What all feeds share: which entries come first, when each came, what it is called for good, and how it reads."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from html import escape

from dateline.export.publication import Publication
from dateline.export.tidy import tidy_entries
from dateline.export.views import EntryView

LONG_AGO = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
"""When entries came of which nothing tells that."""


def newest_entries(entries: Iterable[EntryView], limit: int | None) -> list[EntryView]:
    """Return the entries that came last, at most ``limit``; the sort keeps the order of those that came together."""
    return sorted(tidy_entries(entries), key=added_at, reverse=True)[:limit]


def added_at(entry: EntryView) -> dt.datetime:
    """Return when an entry came to the timeline, in UTC; if nothing tells, when it happened."""
    text = (entry.added or entry.date).datetime
    # A year or a month gets its first day, which fromisoformat wants.
    filled = text + "-01" * (2 - text.count("-")) if len(text) < len("1970-04-13") else text
    try:
        moment = dt.datetime.fromisoformat(filled)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):  # no such year, or none in UTC
        return LONG_AGO


def name_of(publication: Publication, entry: EntryView) -> str:
    """Return a name of an entry that stays the same after its date, and so its permalink, was corrected."""
    # The path tells equal ids apart; an event is in no one file.
    file = entry.source.path if entry.source and not entry.tellings else ""
    return urn(publication, f"{file}#{entry.anchor}")


def urn(publication: Publication, name: str) -> str:
    """Return a name for good of a part of the site."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.site}/{name}").urn


def content_html(entry: EntryView, link: Callable[[str], str]) -> str:
    """Return an entry as HTML: the date, the sentence with its words of time marked, and the articles that tell it."""
    marked = f"<mark>{escape(entry.marked)}</mark>" if entry.marked else ""
    sentence = f"{escape(entry.before)}{marked}{escape(entry.after)}"
    head = f"<p><strong>{escape(entry.date.words)}.</strong> {sentence}</p>"
    sources = "".join(
        f'<li><a href="{escape(link(each.url))}">{escape(each.title)}</a>, {escape(each.date.words)}</li>'
        for each in entry.sources
    )
    return f"{head}<ul>{sources}</ul>" if sources else head


def content_text(entry: EntryView, link: Callable[[str], str] | None = None) -> str:
    """Return the same as plain text, a paragraph for the sentence and a line for each article."""
    return "\n".join(_lines(entry, link))


def _lines(entry: EntryView, link: Callable[[str], str] | None) -> Iterator[str]:
    yield f"{entry.date.words}. {entry.text}".rstrip()
    if entry.sources:
        yield ""
    for each in entry.sources:
        yield f"{each.title}, {each.date.words}" + (f" <{link(each.url)}>" if link else "")
