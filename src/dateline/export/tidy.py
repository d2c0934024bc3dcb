"""Texts as files for other programs can hold them: on one line, without characters that XML and UTF-8 have no room for.

Timeline files are written by hand, and YAML lets any character in; what reads the exports is strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dateline.export.publication import Publication
from dateline.export.views import ArticleView, EntryView

NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but what XML 1.0 calls characters."""


def clean(text: str) -> str:
    """Return a text without what XML forbids: control characters, halves of surrogate pairs."""
    return NO_CHARACTER.sub("", text)


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


def tidy_entries(entries: Iterable[EntryView]) -> list[EntryView]:
    """Return entries with tidy texts."""
    return [_tidy(entry) for entry in entries]


def tidy_article(article: ArticleView) -> ArticleView:
    """Return an article with a tidy title, address and path."""
    return replace(article, title=one_line(article.title), url=clean(article.url), path=clean(article.path))


def _tidy(entry: EntryView) -> EntryView:
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
