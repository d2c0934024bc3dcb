"""Articles as a site built by Pelican has them: title, address and day, without building it.

Pelican reads them and works their addresses out; what the plugin adds to that is here as well.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePath
from typing import Any

from markupsafe import Markup
from pelican.contents import Article, Category
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from dateline.errors import ArticleError, DatelineError, Place
from dateline.reading.articles import Reader, own_readers, title_of
from dateline.reading.dates import article_date
from dateline.reading.guarding import bounded, docutils_settings, one_line
from dateline.reading.marked import article_text
from dateline.reading.moments import kept_moment, site_zone
from dateline.reading.places import wrong_file, wrong_url
from dateline.reading.safe_readers import guard_reader
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
    whole["DOCUTILS_SETTINGS"] = docutils_settings(whole)
    articles: dict[str, Any] = {}
    errors: list[DatelineError] = []
    readers = Readers(whole)
    readers.readers |= own_readers(whole)
    for each in readers.readers.values():
        guard_reader(each, whole, reader.root, reader.shown, errors.append)
    for path in paths:
        shown = reader.shown(path)
        try:
            reader.require_file(path)
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

    One that has it by the settings keeps it before one that names it itself, then the first by their paths; another's
    slug gets a number, as far as the address has a slug in it.
    """
    taken: dict[str, Any] = {}
    for article in sorted(articles, key=lambda each: (hasattr(each, "override_save_as"), each.source_path)):
        first = taken.get(article.save_as) if article.save_as else None
        if first:
            _move(article, taken)
            yield article, first
        taken[article.save_as] = article


def _move(article: Any, taken: Mapping[str, Any]) -> None:
    for override in ("override_save_as", "override_url"):
        article.__dict__.pop(override, None)
    slug, shared = article.slug, article.save_as
    if shared not in taken:
        return
    for number in count(2):
        article.slug = f"{slug}-{number}"
        if article.save_as == shared or article.save_as not in taken:
            return


def _read(readers: Any, settings: Mapping[str, Any], path: Path, shown: str) -> Any:
    """Return an article of Pelican's, None for one that is to be skipped."""
    with telling(shown), bounded(path, shown):
        article = readers.read_file(base_path=str(settings["PATH"]), path=str(path), content_class=Article, context={})
        return completed(article, path, shown) if isinstance(article, Article) else None


@contextmanager
def telling(shown: str) -> Iterator[None]:
    """Make an ``ArticleError`` that names the article of whatever is raised inside.

    Raises:
        ArticleError: anything was raised.
    """
    try:
        yield
    except DatelineError as error:
        if error.place is None or error.place.path != shown:  # a date in the metadata knows only that it is one
            error.place = Place(shown)
        raise
    except Exception as error:  # a reader, a Markdown extension or a pattern of addresses may raise anything
        raise ArticleError(
            f"cannot be read: {type(error).__name__}: {one_line(str(error))}", place=Place(shown)
        ) from error


def completed(content: Any, path: PurePath, shown: str) -> Any:
    """Give an article of Pelican's, or a page, what its metadata do not say, and see that it has a place in the site.

    Raises:
        ArticleError: its status is none, it has no date, or its place is not for it.
    """
    if content.status not in content.allowed_statuses:
        expected = "published or draft"
        raise ArticleError("unknown status", place=Place(shown), excerpt=content.status, expected=expected)
    fill_in(content, path, shown)
    if not getattr(content, "slug", ""):
        content.slug = slug_of(content, path)
    if not hasattr(content, "category"):  # Pelican cannot write a draft that has none
        content.category = Category(content.settings["DEFAULT_CATEGORY"], content.settings)
    file, url = str(content.save_as), str(content.url)
    wrong = (file and wrong_file(file, content.settings)) or wrong_url(url)
    if wrong:
        hint = "name another with Slug"
        raise ArticleError(
            "cannot have this place in the site", place=Place(shown), excerpt=file, expected=wrong, hint=hint
        )
    return content


def slug_of(content: Any, path: PurePath) -> str:
    """Return a slug for an article whose title, or whatever slugs are made from, has no letters for one."""
    rules = content.settings["SLUG_REGEX_SUBSTITUTIONS"]
    stem = slugify(path.stem, rules, use_unicode=content.settings["SLUGIFY_USE_UNICODE"])
    return str(stem) or f"article-{sha256(path.name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def fill_in(content: Any, path: PurePath, shown: str) -> None:
    """Give an article of Pelican's, or a page, a title if it has none, and an article that is no draft a date.

    Raises:
        UndatedArticleError: no date stands anywhere.
    """
    if not hasattr(content, "title"):
        content.title = title_of(path)
        content.slug = getattr(content, "slug", path.stem)
    if isinstance(content, Article) and not hasattr(content, "date") and content.status != "draft":
        zone = site_zone(content.settings)
        text = article_text(content._content or "")  # noqa: SLF001  # what Pelican works content out from
        content.date = content.metadata["date"] = kept_moment(article_date(shown, text, zone=zone), zone)


def published_article(path: str, article: Any) -> PublishedArticle:
    """Return an article of Pelican's as the site has it; ``path`` is that in the project."""
    day = Period.day_of(article.date.year, article.date.month, article.date.day)
    return PublishedArticle(path, without_markup(article.title), str(article.url), day, article.status in SHOWN)


def without_markup(text: str) -> str:
    """Return a title or the like as plain text: some of Pelican's readers give HTML."""
    return str(Markup(text).striptags())  # noqa: S704  # the markup is taken off, nothing is marked as safe
