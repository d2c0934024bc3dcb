"""A new value written the way the old one was: its quotes, its lines, its indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.store.nodes import BREAK
from dateline.store.render import UNPRINTABLE, WIDTH, escaped, fold, in_list, plain_or_quoted

# The value itself may begin in a line below, and a comment come before it.
PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s(?:#[^\r\n]*)?)+)*")
HEAD = re.compile(r"[|>](?:[-+]?([1-9]?)|([1-9])[-+])[ \t]*(?:[ \t]#.*)?")


def properties_of(old: str) -> str:
    """Return what stands before a value that begins with an anchor or a tag."""
    properties = PROPERTIES.match(old)
    return properties[0] if properties else ""


def restyled(old: str, style: str, key: str, new: str, *, flow: bool, column: int) -> str:
    """Return a value in the style of another.

    ``old`` is that value as it stands in the file, ``style`` its quotes (see ``nodes.Scalar``), ``column`` that of its
    key, ``flow`` whether it is in brackets. Anchors and tags of the old value stay.
    """
    before = properties_of(old)
    lines = BREAK.split(old[len(before) :])
    ends = BREAK.search(old)
    newline = ends[0] if ends else "\n"
    if style in ("|", ">"):
        block = _block(lines, style, new, newline, column)
        if block is not None:
            return before + block
        lines = lines[:1]
    written = _quoted(new, style) if style in ("'", '"') else plain_or_quoted(key, new, flow=flow)
    if len(lines) == 1:
        return before + written
    indent = _indent(lines[1:]) or " " * (column + 2)
    *above, last = BREAK.split(before)
    start = " " * (len(last) if above else column + len(key) + 2 + len(before))
    width = max(len(start) + len(lines[0]), *(len(line) for line in lines[1:]))
    folded = list(fold(start, written, max(width, len(start) + 1), indent))
    return before + newline.join([folded[0][len(start) :], *folded[1:]])


def _block(lines: Sequence[str], style: str, new: str, newline: str, column: int) -> str | None:
    """The lines of a block scalar under its head; None if the text cannot be written so."""
    indent = _indent(lines[1:])
    head = HEAD.fullmatch(lines[0])
    if not head or not indent or new != new.strip() or UNPRINTABLE.search(new):
        return None
    said = head[1] or head[2]
    if said and len(indent) != column + int(said):
        return None
    width = max(len(line) for line in lines[1:])
    body = [indent + new] if style == "|" else list(fold(indent, new, max(width, WIDTH // 2), indent))
    return newline.join([lines[0], *body])


def _indent(lines: Sequence[str]) -> str:
    written = next((line for line in lines if line.strip()), "")
    return written[: len(written) - len(written.lstrip(" "))]


def _quoted(text: str, style: str) -> str:
    return "'" + text.replace("'", "''") + "'" if style == "'" else escaped(text)


def flow_list(key: str, values: Sequence[str], style: str) -> str:
    """Return ``[1970-04-13, 1970-04-14]``, its values in quotes of a style."""
    return "[" + ", ".join(_listed(key, value, style) for value in values) + "]"


def block_list(key: str, values: Sequence[str], style: str, column: int, newline: str) -> str:
    """Return a list of a line a value, from its first dash on, which stands in a column."""
    return f"{newline}{' ' * column}".join(f"- {_listed(key, value, style)}" for value in values)


def _listed(key: str, value: str, style: str) -> str:
    return _quoted(value, style) if style in ("'", '"') else in_list(key, value)
