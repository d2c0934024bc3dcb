"""From a file to an ``Article``: through Pelican's readers, so every format Pelican reads works, and bare text.

``Reader.read`` is the way in. Of a rendered article, ``article_text`` takes the text in a form that can be marked up
in place later, and ``article_date`` the day it was published.
"""

from __future__ import annotations

from dateline.reading.articles import DraftArticleError, Reader, located, read_settings, title_of
from dateline.reading.dates import article_date, is_ambiguous, read_metadata_date
from dateline.reading.marked import MarkedText, Span, article_text
from dateline.reading.plain import HtmlReader, TextReader
from dateline.reading.published import (
    PublishedArticle,
    date_in_any_words,
    fill_in,
    moved_articles,
    published_article,
    published_articles,
    site_zone,
    without_markup,
)

__all__ = [
    "DraftArticleError",
    "HtmlReader",
    "MarkedText",
    "PublishedArticle",
    "Reader",
    "Span",
    "TextReader",
    "article_date",
    "article_text",
    "date_in_any_words",
    "fill_in",
    "is_ambiguous",
    "located",
    "moved_articles",
    "published_article",
    "published_articles",
    "read_metadata_date",
    "read_settings",
    "site_zone",
    "title_of",
    "without_markup",
]
