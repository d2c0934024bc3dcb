"""From a file to an ``Article``: through Pelican's readers, so every format Pelican reads works, and bare text.

``Reader.read`` is the way in. Of a rendered article, ``article_text`` takes the text in a form that can be marked up
in place later, and ``article_date`` the day it was published.
"""

from __future__ import annotations

from dateline.reading.articles import DraftArticleError, Reader, located, read_settings, title_of
from dateline.reading.dates import article_date, is_ambiguous, read_metadata_date
from dateline.reading.guarding import bounded, docutils_settings
from dateline.reading.marked import MarkedText, Span, article_text
from dateline.reading.metadata import without_control
from dateline.reading.moments import date_in_any_words, site_zone
from dateline.reading.places import is_file_of_timeline, is_in_theme, is_page
from dateline.reading.plain import HtmlReader, TextReader
from dateline.reading.published import (
    PublishedArticle,
    completed,
    fill_in,
    moved_articles,
    published_article,
    published_articles,
    telling,
    without_markup,
)
from dateline.reading.safe_readers import guard_reader
from dateline.reading.sources import LARGEST, is_hidden_name, out_of_bounds, source_place, stored_path, wrong_name

__all__ = [
    "LARGEST",
    "DraftArticleError",
    "HtmlReader",
    "MarkedText",
    "PublishedArticle",
    "Reader",
    "Span",
    "TextReader",
    "article_date",
    "article_text",
    "bounded",
    "completed",
    "date_in_any_words",
    "docutils_settings",
    "fill_in",
    "guard_reader",
    "is_ambiguous",
    "is_file_of_timeline",
    "is_hidden_name",
    "is_in_theme",
    "is_page",
    "located",
    "moved_articles",
    "out_of_bounds",
    "published_article",
    "published_articles",
    "read_metadata_date",
    "read_settings",
    "site_zone",
    "source_place",
    "stored_path",
    "telling",
    "title_of",
    "without_control",
    "without_markup",
    "wrong_name",
]
