"""The timeline in the words of schema.org, as JSON-LD: for search engines and linked data.

The exact date is a literal of EDTF's own datatype under Dublin Core's ``date``, which schema.org has no place for.
schema.org's ``startDate`` and ``endDate`` stand beside it where ISO 8601 says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from dateline.export.data import as_json
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_article, tidy_entries, tidy_publication
from dateline.export.views import ArticleView, EntryView
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period, Qualified, Several, Unspecified
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue

CONTEXT = [
    "https://schema.org",
    {"dcterms": "http://purl.org/dc/terms/", "edtf": "http://id.loc.gov/datatypes/edtf/"},
]
EVENT_STATUS = {"planned": "https://schema.org/EventScheduled", "cancelled": "https://schema.org/EventCancelled"}
"""Those that schema.org has; it knows no events that are only possible, or denied."""
UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end the script, or the line, that JSON stands in; in JSON these are only in texts."""

Node = dict[str, object]


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the whole timeline: the site, the list of its entries in the order of time, and each of them."""
    about, writer, shown = tidy_publication(publication), _Writer(publication, outlet), tidy_entries(entries)
    home = outlet.link(publication)
    site: Node = {"@type": "WebSite", "@id": home, "url": home, "name": about.title, "inLanguage": about.language}
    if about.subtitle:
        site["description"] = about.subtitle
    if about.author:
        site["author"] = {"@type": "Organization" if about.author == about.title else "Person", "name": about.author}
    listed: Node = {
        "@type": "ItemList",
        "@id": f"{home}#timeline",
        "name": about.title,
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(shown),
        "itemListElement": [writer.item(number, entry) for number, entry in enumerate(shown, 1)],
    }
    site["mainEntity"] = {"@id": listed["@id"]}
    return as_json(_graph([site, listed, *writer.nodes(shown)]))


def inline(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return some entries for a ``<script type="application/ld+json">`` in a page; ``outlet`` is the page's."""
    return _safe(_graph(_Writer(publication, outlet).nodes(tidy_entries(entries))))


def article_node(publication: Publication, article: ArticleView, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return an article, for a script in its page, with the names of what it tells of.

    All that there is to say of an entry stands on the page that its permalink, its ``@id``, leads to.
    """
    writer, shown, tidied = _Writer(publication, outlet), tidy_entries(entries), tidy_article(article)
    return _safe(_graph([writer.article(tidied) | {"about": [writer.named(entry) for entry in shown]}]))


class _Writer:
    """Makes nodes of records, with addresses as they are from the file."""

    def __init__(self, publication: Publication, outlet: Outlet) -> None:
        self._publication = publication
        self._outlet = outlet

    def link(self, url: str) -> str:
        return self._outlet.link(self._publication, url)

    def nodes(self, entries: Sequence[EntryView]) -> list[Node]:
        """The entries, and the articles that tell them, each once."""
        articles = {source.path: source for entry in entries for source in entry.sources}
        return [*map(self.event, entries), *map(self.article, articles.values())]

    def item(self, number: int, entry: EntryView) -> Node:
        return {"@type": "ListItem", "position": number, "item": {"@id": self.link(entry.url)}}

    def named(self, entry: EntryView) -> Node:
        return {"@type": "Event", "@id": self.link(entry.url), "name": entry.headline}

    def event(self, entry: EntryView) -> Node:
        address = self.link(entry.url)
        node: Node = {"@type": "Event", "@id": address, "url": address, "name": entry.headline}
        if entry.status in EVENT_STATUS:
            node["eventStatus"] = EVENT_STATUS[entry.status]
        if entry.text:
            node["description"] = entry.text
        node |= iso_dates(edtf.parse(entry.date.edtf))
        node["dcterms:date"] = {"@type": "edtf:EDTF", "@value": entry.date.edtf}
        if entry.tags:
            node["keywords"] = [tag.name for tag in entry.tags]
        if entry.sources:
            node["subjectOf"] = [{"@id": self.link(source.url)} for source in entry.sources]
        return node

    def article(self, article: ArticleView) -> Node:
        address = self.link(article.url)
        node: Node = {"@type": "NewsArticle", "@id": address, "url": address, "headline": article.title}
        return node | ({"datePublished": article.date.datetime} if article.date.datetime else {})


def iso_dates(value: CalendarValue) -> dict[str, str]:
    """Return a value as schema.org's start and end, as far as ISO 8601 can say it: not "about", not "one of".

    >>> [iso_dates(edtf.parse(date)) for date in ("1970-04-13T21:08-06:00", "1970-04/1970-06-02", "197X")]
    [{'startDate': '1970-04-13T21:08-06:00'}, {'startDate': '1970-04', 'endDate': '1970-06-02'}, {}]
    """
    if isinstance(value, Several):
        return {}
    ends = {"startDate": value.start, "endDate": value.end} if isinstance(value, Interval) else {"startDate": value}
    known = {name: end for name, end in ends.items() if isinstance(end, Period)}
    return {name: edtf.write(end) for name, end in known.items()} if all(map(_is_iso, known.values())) else {}


def _is_iso(period: Period) -> bool:
    """Whether EDTF writes a period as ISO 8601 does, with four digits for the year."""
    plain = not period.qualifier and not isinstance(period, Unspecified | Qualified)
    return plain and (period.grain <= Grain.MONTH or period.grain is Grain.YEAR) and 1 <= period.year <= 9999


def _graph(nodes: Iterable[Node]) -> Node:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def _safe(data: Node) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char, escaped in UNSAFE.items():
        text = text.replace(char, escaped)
    return text
