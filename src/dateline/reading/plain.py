"""Readers beside Pelican's own: bare text, and HTML as people leave it.

Importing this module makes them known to Pelican, as every class derived from its ``BaseReader`` is.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from pelican.readers import BaseReader, HTMLReader
from pelican.utils import pelican_open

KNOWN_KEYS = frozenset(
    "author authors category date lang language modified slug status summary tags timezone title".split()
)
METADATA_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)")
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
BEFORE_BODY = re.compile(r"\A.*?(?:<body\b[^>]*>|</head\s*>|(?=<(?:p|h\d|div)\b))", re.DOTALL | re.IGNORECASE)
LONGEST_TITLE = 120
LONGEST_HEADING = 80
SENTENCE_ENDS = (".", "!", "?", ":", ";", ",", "”", '"', "»", "…", "—")
NOT_A_TITLE = re.compile(r"by\s|published|posted|updated|.*[|•]|.*\d{4}(?:$|\D{1,3}\d)", re.IGNORECASE)


class TextReader(BaseReader):
    """Reads ``.txt``: an optional head of ``Key: value`` lines, then paragraphs.

    A short first line without a full stop is the title where the head gives none; such lines further on are headings.
    """

    file_extensions = ("txt",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the article as HTML, and its metadata as Pelican wants it."""
        with pelican_open(source_path) as text:
            head, paragraphs = split_text(text)
        metadata = {key: self.process_metadata(key, value) for key, value in head.items()}
        return to_html(paragraphs), metadata


class HtmlReader(BaseReader):
    """Reads HTML as Pelican does, also where ``<body>`` was forgotten or never closed."""

    file_extensions = ("htm", "html")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the article's HTML and its metadata."""
        reader = HTMLReader(self.settings)
        reader.process_metadata = self.process_metadata
        html, metadata = reader.read(source_path)
        if not html.strip():
            with pelican_open(source_path) as source:
                html = BEFORE_BODY.sub("", source)
        return html, metadata


def split_text(text: str) -> tuple[dict[str, str], list[str]]:
    """Take bare text apart into its metadata, keys in lower case, and its paragraphs."""
    paragraphs = [paragraph.strip("\n") for paragraph in PARAGRAPH_BREAK.split(text.strip()) if paragraph.strip()]
    head = _metadata(paragraphs[0]) if paragraphs else {}
    if head:
        del paragraphs[0]
    if "title" not in head and len(paragraphs) > 1 and _is_title(paragraphs[0]):
        head["title"] = paragraphs.pop(0).strip()
    return head, paragraphs


def to_html(paragraphs: list[str]) -> str:
    """Return paragraphs as HTML; a short one that is no sentence is a heading."""
    last = len(paragraphs) - 1
    tags = ["h2" if i < last and _is_heading(paragraph) else "p" for i, paragraph in enumerate(paragraphs)]
    return "\n".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for tag, text in zip(tags, paragraphs, strict=True))


def _metadata(paragraph: str) -> dict[str, str]:
    matches = [METADATA_LINE.fullmatch(line.strip()) for line in paragraph.split("\n")]
    found = [(match["key"].lower(), match["value"].strip()) for match in matches if match]
    if len(found) < len(matches) or found[0][0] not in KNOWN_KEYS:
        return {}
    return dict(found)


def _is_title(paragraph: str) -> bool:
    return _is_line(paragraph, LONGEST_TITLE) and not NOT_A_TITLE.match(paragraph)


def _is_heading(paragraph: str) -> bool:
    return _is_line(paragraph, LONGEST_HEADING) and not re.search(r"\d", paragraph) and not NOT_A_TITLE.match(paragraph)


def _is_line(paragraph: str, longest: int) -> bool:
    return "\n" not in paragraph and len(paragraph) <= longest and not paragraph.rstrip().endswith(SENTENCE_ENDS)
