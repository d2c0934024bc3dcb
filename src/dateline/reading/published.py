"""Articles as a site built by Pelican has them: title, address and day, without building it.

Pelican reads them and works their addresses out; what the plugin adds to that is here as well.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path, PurePath
from typing import Any

from markupsafe import Markup
from pelican.contents import Article
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import set_date_tzinfo

from dateline.errors import ArticleError, DatelineError, Place
from dateline.reading.articles import Reader, own_readers, title_of
from dateline.reading.dates import article_date, read_metadata_date
from dateline.reading.marked import article_text
from dateline.timevalue.intervals import Period

SHOWN = ("published", "hidden")
NOT_CACHED = {"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article of the site: its path in the project, and whether the site shows it, which it does not with drafts."""

    path: str
    title: str
    url: str
    day: Period
    is_shown: bool


def published_articles(
    settings: Mapping[str, Any], reader: Reader, paths: Iterable[Path]
) -> tuple[list[PublishedArticle], list[DatelineError]]:
    """Return the articles of a project (``paths`` are all of them), and what is wrong with those that are left out.

    ``settings`` are Pelican's, ``reader`` reads the project's articles.
    """
    whole: dict[str, Any] = {**copy.deepcopy(DEFAULT_CONFIG), **settings, **NOT_CACHED}
    readers = Readers(whole)
    readers.readers |= own_readers(whole)
    for each in readers.readers.values():
        each.process_metadata = _any_date(each.process_metadata, whole)
    articles: dict[str, Any] = {}
    errors: list[DatelineError] = []
    for path in paths:
        shown = reader.shown(path)
        try:
            article = _read(readers, whole, path, shown)
        except DatelineError as error:
            errors.append(error)
            continue
        if article is not None:
            articles[shown] = article
    list(moved_articles(each for each in articles.values() if each.status in SHOWN))
    return [published_article(shown, article) for shown, article in articles.items()], errors


def moved_articles(articles: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Give articles of Pelican's that share an address one each; yield each that is moved, and the one that keeps it.

    The first by their paths keeps it; another's slug gets a number, as far as the address has a slug in it.
    """
    taken: dict[str, Any] = {}
    for article in sorted(articles, key=lambda article: article.source_path):
        first = taken.get(article.save_as)
        if first:
            _move(article, taken)
            yield article, first
        taken[article.save_as] = article


def _move(article: Any, taken: Mapping[str, Any]) -> None:
    slug, shared = article.slug, article.save_as
    for number in count(2):
        article.slug = f"{slug}-{number}"
        if article.save_as == shared or article.save_as not in taken:
            return


def _read(readers: Any, settings: Mapping[str, Any], path: Path, shown: str) -> Any:
    """Return an article of Pelican's, None for one that is to be skipped."""
    try:
        article = readers.read_file(base_path=str(settings["PATH"]), path=str(path), content_class=Article, context={})
        return _completed(article, site_zone(settings), path, shown) if isinstance(article, Article) else None
    except DatelineError as error:
        if error.place is None or error.place.path != shown:  # a date in the metadata knows only that it is one
            error.place = Place(shown)
        raise
    except Exception as error:  # a reader, a Markdown extension or a pattern of addresses may raise anything
        says = " ".join(str(error).split())[:200]
        raise ArticleError(f"cannot be read: {type(error).__name__}: {says}", place=Place(shown)) from error


def _completed(article: Any, zone: str, path: Path, shown: str) -> Any:
    """Give an article what its metadata do not say, as the plugin does."""
    if article.status not in Article.allowed_statuses:
        raise ArticleError("unknown status", place=Place(shown), excerpt=article.status, expected="published or draft")
    fill_in(article, path, shown, zone)
    for key in ("url", "save_as"):
        article.get_url_setting(key)  # what settings or metadata say of addresses may be wrong as well
    return article


def fill_in(article: Any, path: PurePath, shown: str, zone: str) -> None:
    """Give an article of Pelican's, from ``path``, a title and a date if its metadata do not.

    Raises:
        UndatedArticleError: no date stands anywhere.
    """
    if not hasattr(article, "title"):
        article.title = title_of(path)
        article.slug = getattr(article, "slug", path.stem)
    if not hasattr(article, "date"):
        text = article_text(article._content or "")  # noqa: SLF001  # what Pelican works content out from
        article.date = article.metadata["date"] = kept_moment(article_date(shown, text, zone=zone), zone)


def published_article(path: str, article: Any) -> PublishedArticle:
    """Return an article of Pelican's as the site has it; ``path`` is that in the project."""
    day = Period.day_of(article.date.year, article.date.month, article.date.day)
    return PublishedArticle(path, without_markup(article.title), str(article.url), day, article.status in SHOWN)


def without_markup(text: str) -> str:
    """Return a title or the like as plain text: some of Pelican's readers give HTML."""
    return str(Markup(text).striptags())  # noqa: S704  # the markup is taken off, nothing is marked as safe


def _any_date(process: Any, settings: Mapping[str, Any]) -> Any:
    """Return what reads metadata, and also dates in words that Pelican does not know."""

    def read(name: str, value: Any) -> Any:
        try:
            return process(name, value)
        except ValueError as error:
            if isinstance(error, DatelineError) or name not in ("date", "modified"):
                raise
        return date_in_any_words(name, value, settings)

    return read


def date_in_any_words(name: str, value: str, settings: Mapping[str, Any]) -> datetime:
    """Return a date of the metadata that Pelican does not know, such as ``13 janvier 2023``, as it keeps dates.

    Raises:
        ArticleError: nobody knows it.
    """
    zone = site_zone(settings)
    return kept_moment(read_metadata_date(value, Place(name), zone, str(settings["DEFAULT_LANG"])), zone)


def site_zone(settings: Mapping[str, Any]) -> str:
    """Return the time zone of articles that do not name their own."""
    return str(settings.get("DATELINE_TIMEZONE") or settings.get("TIMEZONE") or "UTC")


def kept_moment(period: Period, zone: str) -> datetime:
    """Return a publication date as Pelican keeps it, in a time zone."""
    moment = datetime(*period.civil, period.hour or 0, period.minute or 0)  # noqa: DTZ001  # the zone is added below
    aware: datetime = set_date_tzinfo(moment, zone)
    return aware
