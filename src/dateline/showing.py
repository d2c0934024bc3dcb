"""From the events of a timeline to the entries that its pages and its exports show."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from babel import Locale, UnknownLocaleError

from dateline.export.dateviews import view_date
from dateline.export.fragments import free_name
from dateline.export.pages import GROUPINGS, Addresses, Item, PageMaker, Standing, crowded_months
from dateline.export.publication import Publication
from dateline.export.views import ArticleView, ReadingView, TagView
from dateline.export.words import DateWords
from dateline.gathering import Gathered, one_name_each
from dateline.model import Report
from dateline.reading import PublishedArticle
from dateline.sitesettings import edit_url
from dateline.store import StoredEntry, TimelineFile
from dateline.timevalue import edtf
from dateline.timevalue.intervals import sort_key
from dateline.timevalue.values import CalendarValue

INDEX = "index.html"
LONGEST_SLUG = 160
"""In bytes; a file system takes 255."""


def words_of(settings: Mapping[str, Any]) -> DateWords:
    """Return how the settings want dates said."""
    return DateWords(settings["DATELINE_LANGUAGE"] or settings["DEFAULT_LANG"], settings["DATELINE_DATE_STYLE"])


def direction_of(language: str) -> str:
    """Return the direction that a language is written in: "ltr", as is that of one that is not known, or "rtl"."""
    try:
        return str(Locale.parse(language.replace("-", "_")).text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


def publication_of(settings: Mapping[str, Any]) -> Publication:
    """Return what the settings say of the timeline."""
    return Publication(
        title=settings["SITENAME"],
        subtitle=settings.get("SITESUBTITLE") or "",
        author=settings.get("AUTHOR") or settings["SITENAME"],
        language=settings["DEFAULT_LANG"].replace("_", "-"),
        site=settings["SITEURL"].rstrip("/"),
    )


def article_view(article: PublishedArticle, words: DateWords, summary: str = "", count: int = 0) -> ArticleView:
    """Return an article as pages and exports show it."""
    return ArticleView(article.title, article.url, article.path, view_date(article.day, words), summary, count)


def shown_files(
    files: Iterable[TimelineFile], shown: Container[str | None], known: Container[str | None]
) -> list[TimelineFile]:
    """Return the timeline files to show: all but those of articles that are ``known`` and not ``shown``, as drafts."""
    return [file for file in files if file.article in shown or file.article not in known]


def index_name(settings: Mapping[str, Any]) -> str:
    """Return the file name to link to in a folder: none where a server finds it by itself."""
    return "" if settings["SITEURL"] or not settings["RELATIVE_URLS"] else INDEX


@dataclass(frozen=True)
class Showing:
    """The events of a timeline as the settings want them shown; ``articles`` are those known, by their paths.

    The settings are complete, as ``sitesettings.complete`` leaves them.
    """

    events: Sequence[Gathered]
    articles: Mapping[str, ArticleView]
    settings: Mapping[str, Any]
    words: DateWords

    @cached_property
    def maker(self) -> PageMaker:
        """What makes the pages of these entries."""
        settings = self.settings
        limit = settings["DATELINE_PAGE_ENTRIES"]
        addresses = Addresses(
            folder=settings["DATELINE_FOLDER"],
            page=index_name(settings),
            grouping=GROUPINGS[settings["DATELINE_GROUPING"]],
            crowded=crowded_months((each.event.dating.date for each in self.events), limit),
        )
        return PageMaker(self.words, addresses, settings["DATELINE_ORDER"] == "newest", limit)

    @cached_property
    def standings(self) -> list[Standing]:
        """The entries in chronological order, each with the number of its event."""
        return self.maker.entries(self._item_of(each) for each in self.events)

    @cached_property
    def tags(self) -> Mapping[str, TagView]:
        """Each tag, by all the forms it has."""
        names = one_name_each(self.events)
        counts = Counter(name for each in self.events for name in {names[tag] for tag in each.tags})
        taken: set[str] = set()
        views = {name: self._tag(name, count, taken) for name, count in sorted(counts.items())}
        return {tag: views[name] for tag, name in names.items()}

    def _tag(self, name: str, count: int, taken: set[str]) -> TagView:
        if count < self.settings["DATELINE_TAG_ENTRIES"] or not self.settings["DATELINE_TAGS_FOLDER"]:
            return TagView(name, count=count)
        slug = free_slug(name, taken)
        return TagView(
            name, f"{self.settings['DATELINE_TAGS_FOLDER']}/{quote(slug)}/{index_name(self.settings)}", count
        )

    def _item_of(self, gathered: Gathered) -> Item:
        """Return an event for the pages: an entry that stands for itself, or one that stands for several."""
        event = gathered.event
        tags = tuple(dict.fromkeys(self.tags[tag] for tag in gathered.tags))
        if len(event.reports) == 1:
            return self._item(event.telling, *gathered.told[0], tags)
        told = [self._item(report, *gathered.entries[report.key]) for report in event.reports]
        return replace(
            told[0],
            id=event.id,
            value=event.dating.date,
            title=event.heading.title,
            tags=tags,
            tellings=tuple(sorted(told, key=_told_at)),
            readings=self._readings(gathered),
            reason=event.dating.reason,
            dated=next(each for each in told if each.value == event.dating.date),
            edit="",
            added=_first_added(told),
            status=event.status,
        )

    def _item(self, report: Report, file: TimelineFile, entry: StoredEntry, tags: tuple[TagView, ...] = ()) -> Item:
        added = entry.added or file.added
        return Item(
            id=entry.id,
            value=report.date,
            title=entry.title,
            text=entry.text,
            when=entry.when,
            why=entry.why,
            confidence=entry.confidence,
            also=tuple(map(edtf.parse, entry.also)),
            source=self.articles.get(file.article or ""),
            tags=tags,
            edit=edit_url(self.settings["DATELINE_EDIT_URL"], quote(os.fsencode(file.path)), entry.place.line),
            added=edtf.parse(added) if added else report.published,
            status=report.shown_status,
        )

    def _readings(self, gathered: Gathered) -> tuple[ReadingView, ...]:
        """The dates that an event's entries give, if there are several."""
        readings = [
            ReadingView(
                view_date(reading.date, self.words),
                tuple(dict.fromkeys(self._sources(reading.reports, gathered))),
                reading.agrees,
            )
            for reading in gathered.event.dating.readings
        ]
        return tuple(readings) if len(readings) > 1 else ()

    def _sources(self, reports: Iterable[Report], gathered: Gathered) -> Iterator[ArticleView]:
        for report in reports:
            file, _ = gathered.entries[report.key]
            if source := self.articles.get(file.article or ""):
                yield source


def free_slug(name: str, taken: set[str]) -> str:
    """Return a name as a folder can have it, as no other has it yet, and take it.

    >>> taken = set()
    >>> free_slug("Jim Lovell", taken), free_slug("../jim lovell", taken), free_slug("…", taken)
    ('jim-lovell', 'jim-lovell-2', 'tag')
    """
    plain = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    plain = plain.encode()[:LONGEST_SLUG].decode(errors="ignore").rstrip("-")
    return free_name(plain or "tag", taken)


def _told_at(item: Item) -> str:
    return item.source.date.edtf if item.source else ""


def _first_added(items: Iterable[Item]) -> CalendarValue | None:
    """When the first of some tellings came to the timeline: more tellings make no new event."""
    added = [item.added for item in items if item.added]
    return min(added, key=sort_key, default=None)
