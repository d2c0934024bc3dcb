"""The timeline as an Atom feed (RFC 4287), without a clock: an entry is as old as the article that told of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO

from feedgenerator import Atom1Feed

from dateline.export.views import EntryView

LONG_AGO = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What the feed says of itself; ``site`` (without a slash after) and ``url`` are addresses of site and feed."""

    title: str
    subtitle: str
    author: str
    language: str
    site: str
    url: str


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library carries no types
    """feedgenerator's feed, but an empty one is old rather than new."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the newest entry was told of."""
        return max((item["pubdate"] for item in self.items), default=LONG_AGO)


def write_feed(info: FeedInfo, entries: Iterable[EntryView], limit: int | None = None) -> str:
    """Return the feed: the entries last told of first, those of one article in their order, at most ``limit``."""
    feed = _Feed(
        title=info.title,
        link=f"{info.site}/",
        description=info.subtitle,
        language=info.language,
        author_name=info.author,
        feed_url=info.url,
        feed_guid=_urn(info.site, ""),
    )
    for entry in newest_told(entries)[:limit]:
        feed.add_item(
            title=entry.title,
            link=f"{info.site}/{entry.url}",
            description=_summary(entry),
            pubdate=told_at(entry),
            unique_id=_urn(info.site, f"{_file_of(entry)}#{entry.anchor}"),
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def newest_told(entries: Iterable[EntryView]) -> Sequence[EntryView]:
    """Return the entries, those told of last first; the sort keeps the order of entries told of together."""
    return sorted(entries, key=told_at, reverse=True)


def told_at(entry: EntryView) -> dt.datetime:
    """Return when the first article that tells of it was published; without any, when it happened; UTC if unsaid."""
    date = entry.sources[0].date if entry.sources else entry.date
    try:
        moment = dt.datetime.fromisoformat(_filled(date.datetime))
    except ValueError:
        return LONG_AGO
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _file_of(entry: EntryView) -> str:
    """The path that tells equal ids apart; an event is in no one file."""
    return entry.source.path if entry.source and not entry.tellings else ""


def _filled(text: str) -> str:
    """Give a year or a month its first day, which ``fromisoformat`` wants."""
    return text + "-01" * (2 - text.count("-")) if len(text) < len("1970-04-13") else text


def _summary(entry: EntryView) -> str:
    return f"<p><strong>{escape(entry.date.words)}.</strong> {escape(entry.text)}</p>"


def _urn(site: str, name: str) -> str:
    """Name a thing for good: the same after its date, and so its permalink, was corrected."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/{name}").urn
