"""Texts as files for other programs can hold them: on one line, without characters that are none or give commands.

Timeline files are written by hand, and YAML lets any character in; what reads the exports is strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from dateline.export import MOST_KEPT
from dateline.export.publication import Publication
from dateline.export.views import ArticleView, EntryView

NO_CHARACTER = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u202a-\u202e\u2066-\u2069]"
)
"""All but what XML 1.0 calls characters, and those of them that act on a terminal or turn the direction of a text."""


class Tidied(tuple[EntryView, ...]):
    """Entries whose texts are tidy already."""

    __slots__ = ()


def clean(text: str) -> str:
    """Return a text without control characters, those of direction too, and halves of surrogate pairs."""
    return NO_CHARACTER.sub("", text)


@lru_cache(maxsize=MOST_KEPT)
def one_line(text: str) -> str:
    r"""Return a text on one line.

    >>> one_line(" Tank \a\n ruptures")
    'Tank ruptures'
    """
    return " ".join(clean(text).split())


def tidy_publication(publication: Publication) -> Publication:
    """Return what a timeline says of itself with tidy texts."""
    return replace(
        publication,
        title=one_line(publication.title),
        subtitle=one_line(publication.subtitle),
        author=one_line(publication.author),
    )


def tidy_entries(entries: Iterable[EntryView]) -> Tidied:
    """Return entries with tidy texts; those that are ``Tidied`` as they are."""
    return entries if isinstance(entries, Tidied) else Tidied(map(_tidy, entries))


def tidy_article(article: ArticleView) -> ArticleView:
    """Return an article with a tidy title, address and path."""
    if _is_tidy(article.title) and not NO_CHARACTER.search(article.url + article.path):
        return article
    return replace(article, title=one_line(article.title), url=clean(article.url), path=clean(article.path))


def _tidy(entry: EntryView) -> EntryView:
    """Return an entry with tidy texts: itself, as nearly always, if there is nothing to tidy."""
    return entry if _is_tidy_entry(entry) else _tidied(entry)


def _is_tidy_entry(entry: EntryView) -> bool:
    lines = (entry.title, entry.when, entry.why, entry.reason, *(tag.name for tag in entry.tags))
    articles = (entry.source, *(each for reading in entry.readings for each in reading.sources))
    return (
        all(map(_is_tidy, lines))
        and not NO_CHARACTER.search(entry.text)
        and all(article is None or tidy_article(article) is article for article in articles)
        and all(map(_is_tidy_entry, entry.tellings))
    )


def _is_tidy(line: str) -> bool:
    return one_line(line) == line


def _tidied(entry: EntryView) -> EntryView:
    return replace(
        entry,
        title=one_line(entry.title),
        before=clean(entry.before),
        marked=clean(entry.marked),
        after=clean(entry.after),
        when=one_line(entry.when),
        why=one_line(entry.why),
        reason=one_line(entry.reason),
        source=tidy_article(entry.source) if entry.source else None,
        tags=tuple(replace(tag, name=one_line(tag.name)) for tag in entry.tags),
        tellings=tuple(map(_tidy, entry.tellings)),
        readings=tuple(replace(each, sources=tuple(map(tidy_article, each.sources))) for each in entry.readings),
    )
