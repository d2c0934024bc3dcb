"""From a file to an ``Article``: through Pelican's readers, so every format Pelican reads works, and bare text.

``Reader.read`` is the way in. Of a rendered article, ``article_text`` takes the text in a form that can be marked up
in place later, and ``article_date`` the day it was published.
"""

from __future__ import annotations

from dateline.reading.articles import DraftArticleError, Reader, located, read_settings, title_of
from dateline.reading.dates import article_date, is_ambiguous, read_metadata_date
from dateline.reading.marked import MarkedText, Span, article_text
from dateline.reading.plain import HtmlReader, TextReader

__all__ = [
    "DraftArticleError",
    "HtmlReader",
    "MarkedText",
    "Reader",
    "Span",
    "TextReader",
    "article_date",
    "article_text",
    "is_ambiguous",
    "located",
    "read_metadata_date",
    "read_settings",
    "title_of",
]
