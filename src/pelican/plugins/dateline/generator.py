"""The generator of the timeline's pages: joins the timeline files, Pelican's articles and the page records."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from posixpath import basename, dirname, relpath
from typing import Any
from urllib.parse import unquote

from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins.dateline.contents import project_folder, project_path
from pelican.plugins.dateline.files import SiteFiles, write_exports
from pelican.plugins.dateline.processes import Task, Work, processes_for, share, start
from pelican.plugins.signals import content_written, get_writer
from pelican.writers import Writer

from dateline.export.formats import FORMATS
from dateline.export.jsonld import article_node, inline
from dateline.export.mentions import find_mentions
from dateline.export.outlet import Outlet
from dateline.export.pages import Standing, happened
from dateline.export.views import ArticlePage, ArticleView, EntryView, LinkView, PeriodPage, SiteView
from dateline.gathering import gather, highlights
from dateline.reading import Span, article_text, published_article, without_markup
from dateline.showing import (
    INDEX,
    Showing,
    article_view,
    direction_of,
    index_name,
    publication_of,
    shown_files,
    words_of,
)
from dateline.store import TimelineFile, boundary_of, load_timeline, shown_faults
from dateline.timevalue import edtf
from dateline.timevalue.intervals import sort_key
from dateline.typed_dates import date_in_words

logger = logging.getLogger(__name__)

PUBLISHED = ("published", "hidden")
PAGES = ("home", "browse", "sources", "search", "help")
PAGE = 5.0
"""A page takes about as long as so many entries, whatever it shows."""
MOST_DESCRIBED = 100
"""A page with more entries than this has no JSON-LD of its own, which would be a third of it."""


@contextmanager
def lasting_objects() -> Iterator[None]:
    """Make objects that stay until the site is written: Python is not to look again and again whether they can go.

    It would go through all of them each time that there are a quarter more, which takes a tenth of the whole time.
    ``gc.unfreeze`` ends it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class TimelineGenerator(Generator):
    """Reads the timeline files, marks their words up in the articles, and writes the timeline's pages."""

    def generate_context(self) -> None:
        """Collect everything the pages show; Pelican has read the articles by now."""
        with lasting_objects():
            self._collect()

    def _collect(self) -> None:
        articles = {project_path(article): article for article in self._articles()}
        shown = {path: article for path, article in articles.items() if article.status in PUBLISHED}
        self.events = gather(shown_files(self._files(), shown, articles))
        # A plugin that writes pages, or is told of each, has to do so in this process.
        self.processes = 1 if get_writer.receivers or content_written.receivers else processes_for(len(self.events))
        self.begun: Task[None] | None = None
        self.highlights = start(self._important, self.processes)
        self.words = words_of(self.settings)
        self.publication = publication_of(self.settings)
        views = self._article_views(shown, Counter(file.article for each in self.events for file, _ in each.told))
        self.showing = Showing(self.events, views, self.settings, self.words)
        self.standings = self.showing.standings
        entries = [standing.entry for standing in self.standings]
        self.exports = start(
            partial(write_exports, Path(self.output_path), self.settings, self.publication, entries), self.processes
        )
        self.timeline = self.showing.maker.timeline(self.standings)
        self.pages = self.showing.maker.pages(self.standings)
        self.tags = self.showing.maker.tag_pages(self.standings)
        self.on_page: dict[str, list[EntryView]] = {}
        for standing in self.standings:
            self.on_page.setdefault(standing.entry.url.partition("#")[0], []).append(standing.entry)
        told = _told_by_article(self.standings)
        for path, article in shown.items():
            self._connect(article, views[path], told.get(path, []))
        self.context["dateline"] = self._site()

    def begin_output(self) -> None:
        """Let other processes, if there are to be any, begin with most pages while Pelican writes the articles.

        All generators have collected what there is to show by now.
        """
        if self.processes > 1:
            self.begun = share(self._works(Writer(self.output_path, self.settings)), self.processes)

    def generate_output(self, writer: Any) -> None:
        """Write the timeline's pages and the files beside them; Pelican has written the articles by now."""
        most = self.begun or share(self._works(writer), self.processes)
        self._write_pages(writer)
        most.finish()
        self.exports.finish()
        self._files_beside().write()
        gc.unfreeze()

    def _works(self, writer: Any) -> Iterator[tuple[float, Work]]:
        """The works of writing the pages of periods and tags, each with about how many entries' time it takes."""
        for page in self.pages:
            yield PAGE + page.timeline.count, partial(self._write_period, writer, page)
        for tag in self.tags:
            yield PAGE, partial(self._write, writer, _file_of(tag.tag.url), "tag", page=tag)

    def _write_pages(self, writer: Any) -> None:
        """Write all other pages."""
        listed = [*(page.url for page in self.pages), *(page.tag.url for page in self.tags)]
        self.written = [_folder_of(_file_of(url)) for url in listed]
        sources = sorted(self.showing.articles.values(), key=lambda view: (view.date.edtf, view.path))
        browse = {"timeline": self.timeline, "tags": [page.tag for page in self.tags]}
        self._write_home(writer, self._listed(self._file("home")))
        for name, context in (("browse", browse), ("sources", {"sources": sources}), ("search", {}), ("help", {})):
            self._write(writer, self._listed(self._file(name)), template=name, page_name=name, **context)
        self._write_not_found(writer)

    def _listed(self, file: str) -> str:
        """Note the address of a page, and return its file."""
        if file:
            self.written.append(_folder_of(file))
        return file

    def _write_home(self, writer: Any, file: str) -> None:
        maker = self.showing.maker
        views = {standing.number: standing.entry for standing in self.standings}
        whole = maker.is_whole(self.standings)
        self._write(
            writer,
            file,
            "timeline",
            page_name="home",
            timeline=self.timeline,
            whole=whole,
            overview=maker.overview(self.standings, in_page=whole),
            highlights=[views[place] for place in self.highlights.finish()],
        )

    def _important(self) -> list[int]:
        """The places of the events to show first, where there are enough others for that to say something."""
        number = self.settings["DATELINE_HIGHLIGHTS"]
        return list(highlights(self.events, number)) if len(self.events) > 2 * number else []

    def _articles(self) -> list[Article]:
        """Pelican's articles in the order of their paths; Pelican has them in that of a set."""
        contents = self.context["generated_content"].values()
        articles = (content for content in contents if isinstance(content, Article))
        return sorted(articles, key=lambda article: article.source_path)

    def _files(self) -> list[TimelineFile]:
        """The timeline's files; what cannot be read is reported and left out."""
        folder, here = project_folder(self.settings) / self.settings["DATELINE_TIMELINE"], Path.cwd()
        shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
        language = str(self.settings["DEFAULT_LANG"] or "en")
        boundary = boundary_of(project_folder(self.settings), folder)
        timeline, errors = load_timeline(shown, partial(date_in_words, language=language), boundary=boundary)
        for error in errors:
            logger.error("%s", error)
        files = [replace(file, path=self._in_project(file.path)) for file in timeline]
        for fault in shown_faults(files, project_folder(self.settings)):
            logger.warning("%s", fault)
        return files

    def _in_project(self, path: str) -> str:
        """Return a path as it counts from the project's folder, where it is in there."""
        root, place = project_folder(self.settings), Path(path).absolute()
        return place.relative_to(root).as_posix() if place.is_relative_to(root) else path

    def _article_views(
        self, articles: Mapping[str, Article], counts: Mapping[str | None, int]
    ) -> dict[str, ArticleView]:
        return {
            path: article_view(
                published_article(path, article),
                self.words,
                summary=without_markup(article.metadata.get("summary", "")),
                count=counts.get(path, 0),
            )
            for path, article in articles.items()
        }

    def _connect(self, article: Article, view: ArticleView, entries: Sequence[EntryView]) -> None:
        """Wrap the words of an article's entries in links to them, and tell its template of them."""
        article.dateline = ArticlePage(
            view, tuple(entries), article_node(self.publication, view, entries, Outlet(article.save_as))
        )
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
        settings, titles = self.settings, self.settings["DATELINE_TITLES"]
        urls = {name: self._address(self._file(name)) for name in PAGES}
        kept = {name: bool(self._file(name)) for name in PAGES}
        exports = settings["DATELINE_EXPORTS"]
        return SiteView(
            address=self.publication.site,
            **urls,
            pages=tuple(LinkView(titles[name], urls[name], name) for name in PAGES if kept[name]),
            exports={name: LinkView(FORMATS[name].name, file, name) for name, file in exports.items() if file},
            card=settings["DATELINE_CARD"] if self.publication.site else "",
            colours=f"{settings['THEME_STATIC_DIR']}/css/colours.css" if settings["DATELINE_COLOURS"] else "",
            fields=tuple(settings["DATELINE_FIELDS"]),
            titles=titles,
            direction=direction_of(settings["DEFAULT_LANG"]),
            count=self.timeline.count,
            articles=len(self.showing.articles),
            span=self.timeline.span,
        )

    def _file(self, page: str) -> str:
        return str(self.settings[f"DATELINE_{page.upper()}_SAVE_AS"])

    def _address(self, save_as: str) -> str:
        """Return the address of a file: of its folder, where it is an index and a server will find it."""
        return save_as if index_name(self.settings) else _folder_of(save_as)

    def _described(self, save_as: str, entries: Sequence[EntryView]) -> str:
        """What a page tells programs of its entries."""
        few = 0 < len(entries) <= MOST_DESCRIBED
        return inline(self.publication, entries, Outlet(save_as)) if few else ""

    def _write_period(self, writer: Any, page: PeriodPage) -> None:
        """Write the page, with descriptions of the entries whose permalinks lead to it."""
        file = _file_of(page.url)
        described = self._described(file, self.on_page.get(page.url, []))
        self._write(writer, file, "period", page=page, jsonld=described)

    def _write(self, writer: Any, save_as: str, template: str, **context: Any) -> None:
        if not save_as:
            return
        relative = self.settings["RELATIVE_URLS"]
        address = context["page_url"] = _folder_of(save_as)
        writer.write_file(save_as, self.get_template(template), self.context, relative, url=address, **context)

    def _write_not_found(self, writer: Any) -> None:
        """Write the page for what is not there; a host shows it at any depth, so that its links have to be whole."""
        relative = self.settings["RELATIVE_URLS"] and not self.publication.site
        writer.write_file("404.html", self.get_template("404"), self.context, relative, url="404.html", page_name="404")

    def _files_beside(self) -> SiteFiles:
        articles = [view.url for view in self.showing.articles.values()]
        pages = sorted(page.url for page in self.context.get("pages", []))
        facts = happened(self.standings)
        return SiteFiles(
            Path(self.output_path),
            self.settings,
            self.publication,
            self.showing.maker.span(facts),
            len(facts),
            partial(self.showing.maker.overview, self.standings, in_page=True),
            [*self.written, *articles, *pages],
        )


def _told_by_article(standings: Sequence[Standing]) -> dict[str, list[EntryView]]:
    """The entries that each article tells of, by its path, in the order of the dates that it gives itself."""
    told: dict[str, list[EntryView]] = {}
    for standing in standings:
        for entry in standing.entry.tellings or (standing.entry,):
            if entry.source:
                told.setdefault(entry.source.path, []).append(entry)
    return {
        path: sorted(entries, key=lambda each: sort_key(edtf.parse(each.date.edtf))) for path, entries in told.items()
    }


def _folder_of(file: str) -> str:
    """The folder of a page that is the index of one, which a server finds by that; of any other page its file."""
    return file.removesuffix(INDEX) if basename(file) == INDEX else file


def _file_of(url: str) -> str:
    """The file of a page that is the index of its folder."""
    return f"{unquote(url).removesuffix(INDEX)}{INDEX}"


def _mention(entry: EntryView, href: str) -> list[tuple[str, dict[str, str]]]:
    """Return the elements that a mention is wrapped in, outermost first."""
    link = ("a", {"class": "mention", "href": href, "title": f"{entry.label} {entry.date.words}".lstrip()})
    return [link, ("time", {"datetime": entry.date.datetime})] if entry.date.datetime else [link]
