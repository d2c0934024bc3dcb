"""Entries -> the text of a timeline file. The same entries give the same bytes, whatever the YAML library's version.

Values are written plain where YAML reads them back as the same text, in quotes where it would not; long texts are
folded at spaces, so that a changed word shows as a changed line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Article, Entry
from dateline.timevalue import edtf

HEADER = "# yaml-language-server: $schema=entry.schema.json"
WIDTH = 110
FOLD = "      "

# Plain, these would be read as numbers, dates, truth values or nothing, by YAML 1.1 or 1.2.
NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?(?:[\d_]*\.?[\d_]+|\d[\d_]*\.?)(?:e[-+]?\d+)?|0[xob][\da-f_]+"
    r"|[-+]?\.inf|\.nan|\d+(?::\d+)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[T\s].*)?",
    re.IGNORECASE,
)
NOT_PLAIN = re.compile(r"\A(?:[\s,\[\]{}#&*!|>'\"%@`]|[-?:](?:\s|\Z)|(?:---|\.\.\.)(?:\s|\Z))|:\s|\s#|[:\s]\Z")
NOT_IN_A_LIST = re.compile(r"[,\[\]{}]|\A[-?:]\Z")
UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
BREAK = re.compile(r"(?<=\S) (?=\S)")


def render(article: Article, entries: Iterable[Entry]) -> str:
    """Return the timeline file of an article."""
    head = [
        HEADER,
        _line("article", article.path),
        f"published: {_date(edtf.write(article.published))}",
    ]
    items = [line for entry in entries for line in _entry(entry)]
    return "\n".join([*head, *(["entries:", *items] if items else ["entries: []"]), ""])


def _entry(entry: Entry) -> Iterator[str]:
    yield f"  - id: {scalar(entry.id)}"
    yield f"    date: {_date(entry.date)}"
    for key in ("title", "text", "when", "why"):
        yield _line(f"    {key}", getattr(entry, key))
    yield f"    confidence: {round(entry.confidence, 2):g}"
    if entry.also:
        yield f"    also: {_dates(entry.also)}"


def _line(key: str, text: str) -> str:
    """``key: text``, folded where it is long."""
    written = scalar(text)
    if len(key) + 2 + len(written) <= WIDTH or written.startswith('"'):
        return f"{key}: {written}"
    return f"\n{FOLD}".join(_fold(f"{key}: ", written))


def _fold(start: str, text: str) -> Iterator[str]:
    line, room = start, WIDTH
    words = BREAK.split(text)
    for number, word in enumerate(words):
        joint = " " if number else ""
        if number and len(line) + 1 + len(word) > room:
            yield line
            line, room, joint = "", WIDTH - len(FOLD), ""
        line += joint + word
    yield line


def scalar(text: str) -> str:
    """Write a text so that YAML reads it back as that text.

    >>> scalar("Oxygen tank ruptures"), scalar("1970"), scalar("Crew: 'fine'")
    ('Oxygen tank ruptures', "'1970'", "'Crew: ''fine'''")
    """
    if UNPRINTABLE.search(text):
        return _escaped(text)
    if not text or NOT_PLAIN.search(text) or NOT_TEXT.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _date(text: str) -> str:
    """Write a date; numbers and calendar days need no quotes, since a date is read as typed."""
    return text if text and not NOT_PLAIN.search(text) else scalar(text)


def _dates(texts: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{text}'" if NOT_IN_A_LIST.search(text) else _date(text) for text in texts) + "]"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + '"'
