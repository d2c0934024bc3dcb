"""The timeline as a JSON Feed (jsonfeed.org, version 1.1): what the Atom feed holds, for programs that prefer JSON."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dateline.export.data import as_json
from dateline.export.feeds import LONG_AGO, added_at, content_html, content_text, name_of, newest_entries
from dateline.export.isodates import iso_span
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_publication
from dateline.export.views import EntryView

VERSION = "https://jsonfeed.org/version/1.1"


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the feed, in the order of the Atom feed."""
    about = tidy_publication(publication)
    feed: dict[str, object] = {"version": VERSION, "title": about.title}
    if about.subtitle:
        feed["description"] = about.subtitle
    feed |= {"home_page_url": outlet.link(publication), "feed_url": outlet.link(publication, outlet.file)}
    if about.author:
        feed["authors"] = [{"name": about.author}]
    feed["language"] = about.language
    feed["items"] = [_item(publication, entry, outlet) for entry in newest_entries(entries, outlet.limit)]
    return as_json(feed)


def _item(publication: Publication, entry: EntryView, outlet: Outlet) -> dict[str, object]:
    link, added = partial(outlet.link, publication), added_at(entry)
    item: dict[str, object] = {
        "id": name_of(publication, entry),
        "url": link(entry.url),
        "title": entry.headline,
        "content_html": content_html(entry, link),
        "content_text": content_text(entry, link),
    }
    if added != LONG_AGO:
        item["date_published"] = added.isoformat()
    if entry.tags:
        item["tags"] = [tag.name for tag in entry.tags]
    start, end = iso_span(entry.date.edtf)
    exact = {"edtf": entry.date.edtf, "words": entry.date.words, "start": start, "end": end}
    item["_dateline"] = exact | {"status": entry.status}
    return item
