"""Records -> the text of a timeline file. The same entries give the same bytes, whatever the YAML library's version.

Values are written plain where YAML reads them back as the same text, in quotes where it would not; long texts are
folded at spaces, so that a changed word shows as a changed line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.store.decisions import Base
from dateline.store.matching import Field, Record

HEADER = "# yaml-language-server: $schema=entry.schema.json"
WIDTH = 110
FOLDED = ("title", "text", "when", "why")
AS_TYPED = ("published", "date", "also", "confidence", "hidden", "locked", "reviewed")

# Plain, these would be read as numbers, dates, truth values or nothing, by YAML 1.1 or 1.2.
NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?(?:[\d_]*\.?[\d_]+|\d[\d_]*\.?)(?:e[-+]?\d+)?|0[xob][\da-f_]+"
    r"|[-+]?\.inf|\.nan|\d+(?::\d+)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?(?:[T\s].*)?",
    re.IGNORECASE,
)
NOT_PLAIN = re.compile(r"\A(?:[\s,\[\]{}#&*!|>'\"%@`]|[-?:](?:\s|\Z)|(?:---|\.\.\.)(?:\s|\Z))|:\s|\s#|[:\s]\Z")
NOT_IN_A_LIST = re.compile(r"[,\[\]{}]|\A[-:]\Z|\A\?")
UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
BREAK = re.compile(r"(?<=\S) (?=\S)")


def render(base: Base) -> str:
    """Return the timeline file of an article as it is generated."""
    head = [line for key, value in base.head.items() for line in field_lines(key, value, 0)]
    return "\n".join([HEADER, *head, *_listed("entries", base.entries), ""])


def _listed(key: str, records: Sequence[Record]) -> list[str]:
    lines = [line for record in records for line in entry_lines(record, 2, 4)]
    return [f"{key}:", *lines] if lines else [f"{key}: []"]


def entry_lines(record: Record, dash: int, column: int) -> list[str]:
    """Return the lines of an entry, its dash and its keys in these columns."""
    lines = [line for key, value in record.items() for line in field_lines(key, value, column)]
    return [f"{' ' * dash}-{' ' * (column - dash - 1)}{lines[0][column:]}", *lines[1:]]


def field_lines(key: str, value: Field, column: int) -> list[str]:
    """Return ``key: value`` in a column, on further lines where it is long."""
    start = f"{' ' * column}{key}: "
    if isinstance(value, tuple):
        return list(fold(start, f"[{', '.join(in_list(key, each) for each in value)}]", WIDTH, " " * (column + 2)))
    written = plain_or_quoted(key, value)
    if len(start) + len(written) <= WIDTH or written.startswith('"') or key not in FOLDED:
        return [start + written]
    return list(fold(start, written, WIDTH, " " * (column + 2)))


def flow_entry(record: Record, *, json: bool = False) -> str:
    """Return an entry in braces."""
    return "{" + ", ".join(flow_field(key, value, json=json) for key, value in record.items()) + "}"


def flow_field(key: str, value: Field, *, json: bool = False) -> str:
    """Return ``key: value`` as it is written in braces, or as JSON has it."""
    if json and isinstance(value, tuple):
        return f"{escaped(key)}: [{', '.join(escaped(each) for each in value)}]"
    if json:
        return f"{escaped(key)}: {value if key == 'confidence' else escaped(str(value))}"
    if isinstance(value, tuple):
        return f"{key}: [{', '.join(in_list(key, each) for each in value)}]"
    return f"{key}: {plain_or_quoted(key, value, flow=True)}"


def fold(start: str, text: str, width: int, indent: str) -> Iterator[str]:
    """Yield the lines of a text, the first after ``start``, broken at spaces so that each is at most so wide."""
    line = start
    for number, word in enumerate(BREAK.split(text)):
        joint = " " if number else ""
        if number and len(line) + 1 + len(word) > width:
            yield line
            line, joint = indent, ""
        line += joint + word
    yield line


def plain_or_quoted(key: str, text: str, *, flow: bool = False) -> str:
    """Write a value plain where YAML reads it back as it is; dates and numbers are read as typed and need no quotes."""
    if flow and NOT_IN_A_LIST.search(text):
        return _escaped_or_quoted(text)
    if key in AS_TYPED and text and not NOT_PLAIN.search(text) and not UNPRINTABLE.search(text):
        return text
    return scalar(text)


def scalar(text: str) -> str:
    """Write a text so that YAML reads it back as that text.

    >>> scalar("Oxygen tank ruptures"), scalar("1970"), scalar("Crew: 'fine'")
    ('Oxygen tank ruptures', "'1970'", "'Crew: ''fine'''")
    """
    if not text or UNPRINTABLE.search(text) or NOT_PLAIN.search(text) or NOT_TEXT.fullmatch(text):
        return _escaped_or_quoted(text)
    return text


def in_list(key: str, text: str) -> str:
    """Write a value of a list in brackets, the list being that of a key."""
    return plain_or_quoted(key, text, flow=True)


def _escaped_or_quoted(text: str) -> str:
    return escaped(text) if UNPRINTABLE.search(text) else "'" + text.replace("'", "''") + "'"


def escaped(text: str) -> str:
    """Write a text in double quotes."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + '"'
