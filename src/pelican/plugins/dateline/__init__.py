"""Dateline's Pelican plugin: the timeline's pages from ``timeline/*.yaml`` and Pelican's articles, and nothing else.

It never looks for dates in texts itself: what stands in the timeline files is what the site shows. It works for themes
that have a ``timeline.html``; for others it does nothing, so it is harmless where Pelican finds it by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins.dateline.generator import TimelineGenerator, project_path
from pelican.plugins.signals import (
    article_generator_pretaxonomy,
    content_object_init,
    get_generators,
    initialized,
    readers_init,
)
from pelican.utils import set_date_tzinfo

from dateline.errors import DatelineError, Place
from dateline.reading import TextReader, article_date, article_text, read_metadata_date, title_of
from dateline.timevalue.intervals import Period

logger = logging.getLogger(__name__)

DEFAULTS: Mapping[str, Any] = {
    "DATELINE_TIMELINE": "timeline",
    "DATELINE_ORDER": "oldest",
    "DATELINE_LANGUAGE": "",
    "DATELINE_HIGHLIGHTS": 6,
    "DATELINE_FOLDER": "timeline",
    "DATELINE_HOME_SAVE_AS": "index.html",
    "DATELINE_SOURCES_SAVE_AS": "sources/index.html",
    "DATELINE_FEED": "feeds/timeline.atom.xml",
}
ORDERS = ("oldest", "newest")


def register() -> None:
    """Connect to Pelican; it calls this once."""
    initialized.connect(configure)
    readers_init.connect(add_text_reader)
    readers_init.connect(read_any_date)
    content_object_init.connect(complete_article)
    article_generator_pretaxonomy.connect(tell_articles_apart)
    get_generators.connect(choose_generator)


def configure(pelican: Any) -> None:
    """Fill in settings that are not set, make templates escape what they show, and take over the home page."""
    settings = pelican.settings
    if not has_timeline(settings):
        logger.info("dateline: the theme has no timeline.html, so no timeline is made")
        return
    for name, default in DEFAULTS.items():
        settings.setdefault(name, default)
    if settings["DATELINE_ORDER"] not in ORDERS:
        logger.error("DATELINE_ORDER is %r, expected one of %s", settings["DATELINE_ORDER"], ", ".join(ORDERS))
        settings["DATELINE_ORDER"] = DEFAULTS["DATELINE_ORDER"]
    number = settings["DATELINE_HIGHLIGHTS"]
    if not isinstance(number, int) or number < 0:
        logger.error("DATELINE_HIGHLIGHTS is %r, expected a number from 0 on", number)
        settings["DATELINE_HIGHLIGHTS"] = DEFAULTS["DATELINE_HIGHLIGHTS"]
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, **settings["JINJA_ENVIRONMENT"]}
    if settings["DATELINE_HOME_SAVE_AS"] == settings["INDEX_SAVE_AS"]:
        settings["DIRECT_TEMPLATES"] = [name for name in settings["DIRECT_TEMPLATES"] if name != "index"]


def has_timeline(settings: Mapping[str, Any]) -> bool:
    """Tell whether the site's theme can show a timeline."""
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"]) / "templates"]
    return any((Path(folder) / "timeline.html").is_file() for folder in folders)


def add_text_reader(readers: Any) -> None:
    """Let Pelican read ``.txt`` where there is a timeline, unless the site's READERS say otherwise.

    Pelican takes up every reader class it knows of, so elsewhere ours is taken away again.
    """
    if has_timeline(readers.settings):
        readers.reader_classes.setdefault("txt", TextReader)
    elif readers.reader_classes.get("txt") is TextReader:
        del readers.reader_classes["txt"]


def read_any_date(readers: Any) -> None:
    """Let Pelican take a date in words it does not know, such as ``13 janvier 2023``, as extraction does."""
    if not has_timeline(readers.settings):
        return
    for suffix, reader in readers.reader_classes.items():
        if reader and suffix != "static":
            readers.reader_classes[suffix] = type(reader.__name__, (_AnyDate, reader), {})


class _AnyDate:
    """Put before one of Pelican's readers, reads dates that it cannot."""

    settings: Mapping[str, Any]

    def process_metadata(self, name: str, value: str) -> Any:
        try:
            return super().process_metadata(name, value)  # type: ignore[misc]  # the reader's
        except ValueError:
            if name not in ("date", "modified"):
                raise
        zone = _zone(self.settings)
        return _moment(read_metadata_date(value, Place(name), zone, self.settings["DEFAULT_LANG"]), zone)


def choose_generator(pelican: Any) -> type[Generator] | None:
    """Return the generator of the timeline's pages."""
    return TimelineGenerator if has_timeline(pelican.settings) else None


def complete_article(content: Content) -> None:
    """Give an article without a title or date in its metadata those that its file and its text tell."""
    if not isinstance(content, Article) or not has_timeline(content.settings):
        return
    path = PurePosixPath(content.relative_source_path)
    if not hasattr(content, "title"):
        content.title = title_of(path)
        content.slug = getattr(content, "slug", path.stem)
    if not hasattr(content, "date"):
        _date_article(content)


def tell_articles_apart(generator: ArticlesGenerator) -> None:
    """Give articles that share an address one each, the first keeping it; Pelican would end before the site is done."""
    if not has_timeline(generator.settings):
        return
    taken: dict[str, Article] = {}
    for article in sorted([*generator.articles, *generator.hidden_articles], key=lambda article: article.source_path):
        first = taken.get(article.save_as)
        if first:
            _move(article, taken)
            logger.warning(
                "%s: the address of %s too, so it goes to %s (name another with Slug)",
                project_path(article),
                project_path(first),
                article.save_as,
            )
        taken[article.save_as] = article


def _move(article: Article, taken: Mapping[str, Article]) -> None:
    """Number the slug until the address is free, or leave it where the address has no slug in it."""
    slug, shared = article.slug, article.save_as
    for number in count(2):
        article.slug = f"{slug}-{number}"
        if article.save_as == shared or article.save_as not in taken:
            return


def _date_article(article: Article) -> None:
    zone = _zone(article.settings)
    try:
        found = article_date(project_path(article), article_text(article._content), zone=zone)  # noqa: SLF001
    except DatelineError as error:
        logger.error("%s", error)
        return
    article.date = article.metadata["date"] = _moment(found, zone)
    article.locale_date = article.date.strftime(article.date_format)


def _zone(settings: Mapping[str, Any]) -> str:
    return str(settings.get("DATELINE_TIMEZONE") or settings["TIMEZONE"])


def _moment(period: Period, zone: str) -> datetime:
    """A publication date as Pelican keeps it."""
    moment = datetime(*period.civil, period.hour or 0, period.minute or 0)  # noqa: DTZ001  # the zone is added below
    aware: datetime = set_date_tzinfo(moment, zone)
    return aware
