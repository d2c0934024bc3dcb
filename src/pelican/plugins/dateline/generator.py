"""The generator of the timeline's pages: joins the timeline files, Pelican's articles and the page records."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

from markupsafe import Markup
from pelican.contents import Article
from pelican.generators import Generator
from pelican.utils import sanitised_join

from dateline.export.atom import FeedInfo, write_feed
from dateline.export.mentions import find_mentions
from dateline.export.pages import Addresses, Item, PageMaker
from dateline.export.views import (
    ArticlePage,
    ArticleView,
    EntryView,
    PeriodPage,
    ReadingView,
    SiteView,
    view_date,
)
from dateline.export.words import DateWords
from dateline.gathering import Gathered, gather, highlights, one_name_each
from dateline.model import Report
from dateline.reading import Span, article_text
from dateline.store import StoredEntry, TimelineFile, load_timeline
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period
from dateline.typed_dates import date_in_words

logger = logging.getLogger(__name__)

INDEX = "index.html"
PUBLISHED = ("published", "hidden")


def project_folder(settings: Mapping[str, Any]) -> Path:
    """Return the folder that holds the content folder; paths in timeline files and DATELINE_TIMELINE start there."""
    return Path(settings["PATH"]).absolute().parent


def project_path(article: Article) -> str:
    """Return an article's path as timeline files give it (``content/launch.md``)."""
    return Path(article.source_path).relative_to(project_folder(article.settings)).as_posix()


class TimelineGenerator(Generator):
    """Reads the timeline files, marks their words up in the articles, and writes the timeline's pages."""

    def generate_context(self) -> None:
        """Collect everything the pages show; Pelican has read the articles by now."""
        settings = self.settings
        self.words = DateWords(settings["DATELINE_LANGUAGE"] or settings["DEFAULT_LANG"])
        page = INDEX if settings["RELATIVE_URLS"] else ""
        newest_first = settings["DATELINE_ORDER"] == "newest"
        self.maker = PageMaker(self.words, Addresses(settings["DATELINE_FOLDER"], page), newest_first)
        articles = {project_path(article): article for article in self._articles()}
        shown = {path: article for path, article in articles.items() if article.status in PUBLISHED}
        files = [file for file in self._files() if file.article in shown or file.article not in articles]
        events = gather(files)
        self.views = self._article_views(shown, Counter(file.article for each in events for file, _ in each.told))
        names = one_name_each(events)
        self.standings = self.maker.entries(_item_of(each, self.views, names, self.words) for each in events)
        self.highlights = list(self._highlights(events))
        for path, article in shown.items():
            self._connect(article, self.views[path])
        self.context["dateline"] = self._site()

    def generate_output(self, writer: Any) -> None:
        """Write the home page, year and month pages, the list of sources, the 404 page and the feed."""
        settings = self.settings
        timeline = self.maker.timeline(self.standings)
        sources = sorted(self.views.values(), key=lambda view: (view.date.edtf, view.path))
        home = {"page_name": "home", "timeline": timeline, "highlights": self.highlights}
        self._write(writer, settings["DATELINE_HOME_SAVE_AS"], "timeline", **home)
        self._write(writer, settings["DATELINE_SOURCES_SAVE_AS"], "sources", page_name="sources", sources=sources)
        self._write(writer, "404.html", "404", page_name="404")
        for page in [*self.maker.year_pages(self.standings), *self.maker.month_pages(self.standings)]:
            self._write_period(writer, page)
        if settings["DATELINE_FEED"]:
            self._write_feed(settings["DATELINE_FEED"])

    def _highlights(self, events: Sequence[Gathered]) -> Iterator[EntryView]:
        """The entries to show first, where there are enough others for that to say something."""
        number = self.settings["DATELINE_HIGHLIGHTS"]
        if len(events) > 2 * number:
            views = {standing.number: standing.entry for standing in self.standings}
            yield from (views[place] for place in highlights(events, number))

    def _articles(self) -> list[Article]:
        contents = self.context["generated_content"].values()
        return [content for content in contents if isinstance(content, Article)]

    def _files(self) -> list[TimelineFile]:
        """The timeline's files; what cannot be read is reported and left out."""
        folder, here = project_folder(self.settings) / self.settings["DATELINE_TIMELINE"], Path.cwd()
        shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
        language = str(self.settings["DEFAULT_LANG"] or "en")
        timeline, errors = load_timeline(shown, partial(date_in_words, language=language))
        for error in errors:
            logger.error("%s", error)
        return timeline

    def _article_views(
        self, articles: Mapping[str, Article], counts: Mapping[str | None, int]
    ) -> dict[str, ArticleView]:
        return {
            path: ArticleView(
                title=_plain(article.title),
                url=article.url,
                path=path,
                date=view_date(Period.day_of(article.date.year, article.date.month, article.date.day), self.words),
                summary=_plain(article.metadata.get("summary", "")),
                count=counts.get(path, 0),
            )
            for path, article in articles.items()
        }

    def _connect(self, article: Article, view: ArticleView) -> None:
        """Wrap the words of an article's entries in links to them, and tell its template of them."""
        told = (entry for standing in self.standings for entry in standing.entry.tellings or (standing.entry,))
        entries = [entry for entry in told if entry.source is view]
        article.dateline = ArticlePage(view, tuple(entries))
        marked = article_text(article._content)  # noqa: SLF001  # what Pelican works content out from
        places = find_mentions(marked.text, [(entry.text, entry.when) for entry in entries])
        up = relpath(".", dirname(article.save_as) or ".")
        spans = [
            Span(*place, _mention(entry, f"{up}/{entry.url}"))
            for place, entry in zip(places, entries, strict=True)
            if place is not None
        ]
        article._content = marked.wrap(spans)  # noqa: SLF001

    def _site(self) -> SiteView:
        settings = self.settings
        timeline = self.maker.timeline(self.standings)
        return SiteView(
            home=self._address(settings["DATELINE_HOME_SAVE_AS"]),
            sources=self._address(settings["DATELINE_SOURCES_SAVE_AS"]),
            feed=settings["DATELINE_FEED"],
            count=timeline.count,
            articles=len(self.views),
            span=timeline.span,
        )

    def _address(self, save_as: str) -> str:
        """Return the address of a file: of its folder, where it is an index and a server will find it."""
        return save_as if self.settings["RELATIVE_URLS"] else save_as.removesuffix(INDEX)

    def _write_period(self, writer: Any, page: PeriodPage) -> None:
        self._write(writer, f"{page.url.removesuffix(INDEX)}{INDEX}", "period", page=page)

    def _write(self, writer: Any, save_as: str, template: str, **context: Any) -> None:
        relative = self.settings["RELATIVE_URLS"]
        address = self._address(save_as)
        writer.write_file(save_as, self.get_template(template), self.context, relative, url=address, **context)

    def _write_feed(self, save_as: str) -> None:
        settings = self.settings
        site = settings["SITEURL"] or relpath(".", dirname(save_as) or ".")
        info = FeedInfo(
            title=settings["SITENAME"],
            subtitle=settings.get("SITESUBTITLE", ""),
            author=settings.get("AUTHOR") or settings["SITENAME"],
            language=settings["DEFAULT_LANG"],
            site=site,
            url=f"{site}/{save_as}",
        )
        path = Path(sanitised_join(self.output_path, save_as))
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = (standing.entry for standing in self.standings)
        path.write_text(write_feed(info, entries, settings["FEED_MAX_ITEMS"]), "utf-8", newline="\n")


def _item_of(gathered: Gathered, views: Mapping[str, ArticleView], names: Mapping[str, str], words: DateWords) -> Item:
    """Return an event for the pages: an entry that stands for itself, or one that stands for several.

    ``names`` has for each tag the form in which it is shown.
    """
    event = gathered.event
    tags = tuple(dict.fromkeys(names[tag] for tag in gathered.tags))
    items = {place: _item(entry, views.get(file.article or "")) for place, (file, entry) in gathered.entries.items()}
    told = [items[report.key] for report in event.reports]
    if len(told) == 1:
        return replace(told[0], tags=tags)
    return replace(
        told[0],
        id=event.id,
        value=event.dating.date,
        title=event.heading.title,
        tags=tags,
        tellings=tuple(sorted(told, key=_told_at)),
        readings=_readings(gathered, views, words),
        reason=event.dating.reason,
        dated=next(each for each in told if each.value == event.dating.date),
    )


def _told_at(item: Item) -> str:
    return item.source.date.edtf if item.source else ""


def _readings(gathered: Gathered, views: Mapping[str, ArticleView], words: DateWords) -> tuple[ReadingView, ...]:
    """The dates that an event's entries give, if there are several."""
    readings = [
        ReadingView(
            view_date(reading.date, words),
            tuple(dict.fromkeys(_sources(reading.reports, gathered, views))),
            reading.agrees,
        )
        for reading in gathered.event.dating.readings
    ]
    return tuple(readings) if len(readings) > 1 else ()


def _sources(reports: Iterable[Report], gathered: Gathered, views: Mapping[str, ArticleView]) -> Iterator[ArticleView]:
    for report in reports:
        file, _ = gathered.entries[report.key]
        if source := views.get(file.article or ""):
            yield source


def _item(entry: StoredEntry, source: ArticleView | None) -> Item:
    return Item(
        id=entry.id,
        value=edtf.parse(entry.date),
        title=entry.title,
        text=entry.text,
        when=entry.when,
        why=entry.why,
        confidence=entry.confidence,
        also=tuple(map(edtf.parse, entry.also)),
        source=source,
    )


def _mention(entry: EntryView, href: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements that a mention is wrapped in, outermost first."""
    link = ("a", {"class": "mention", "href": href, "title": entry.date.words})
    return [link, ("time", {"datetime": entry.date.datetime})] if entry.date.datetime else [link]


def _plain(title: str) -> str:
    """Return a title as plain text: some of Pelican's readers give HTML."""
    return str(Markup(title).striptags())  # noqa: S704  # the markup is taken off, nothing is marked as safe
