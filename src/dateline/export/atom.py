"""The timeline as an Atom feed (RFC 4287), without a clock: an entry is as old as its coming to the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from io import StringIO

from feedgenerator import Atom1Feed

from dateline.export.feeds import LONG_AGO, added_at, content_html, name_of, newest_entries, urn
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_publication
from dateline.export.views import EntryView


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library carries no types
    """feedgenerator's feed, but an empty one is old rather than new."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the newest entry came."""
        return max((item["pubdate"] for item in self.items), default=LONG_AGO)


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the feed: the entries that came last first, those that came together in the order of time."""
    about, link = tidy_publication(publication), partial(outlet.link, publication)
    feed = _Feed(
        title=about.title,
        link=link(),
        description=about.subtitle,
        language=about.language,
        author_name=about.author,
        feed_url=link(outlet.file),
        feed_guid=urn(publication, ""),
    )
    for entry in newest_entries(entries, outlet.limit):
        feed.add_item(
            title=entry.headline,
            link=link(entry.url),
            description=None,
            content=content_html(entry, link),
            pubdate=added_at(entry),
            unique_id=name_of(publication, entry),
            categories=[tag.name for tag in entry.tags],
        )
    out = StringIO()
    feed.write(out, "utf-8")
    return out.getvalue()
