"""What people do to a timeline file in an editor, done to its text; each edit takes the text and draws its choices."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from dateline.store.hand import dash_of, line_end, line_start
from dateline.store.nodes import Document, Fields, Items, Scalar
from dateline.store.parsing import parse

Draw = Callable[[st.SearchStrategy[Any]], Any]
KEYS = ["date", "title", "text", "when", "why", "confidence"]
WORDS = "amber bridge copper delta ember falcon garnet harbor indigo jasper kettle lantern".split()


@dataclass(frozen=True)
class Draft:
    """A text to edit, read once, with a number that makes what is put into it unlike all else."""

    text: str
    number: int
    draw: Draw

    @property
    def document(self) -> Document:
        return parse(self.text.removeprefix("\ufeff"), "x.yaml")

    def entries(self) -> tuple[Document, Items, list[int]]:
        document = self.document
        items = document.root.fields["entries"]
        if not isinstance(items, Items):
            return document, Items((), document.root.lines), []
        return document, items, [place for place, item in enumerate(items.items) if isinstance(item, Fields)]

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


def one_value(draft: Draft) -> tuple[Document, Fields, str] | None:
    """An entry, and one of its keys that has a value of its own."""
    document, items, places = draft.entries()
    if not places:
        return None
    entry = items.items[draft.draw(st.sampled_from(places))]
    keys = [key for key in KEYS if isinstance(entry.fields.get(key), Scalar) and key in entry.keys]
    if entry.alias or not keys:
        return None
    return document, entry, draft.draw(st.sampled_from(keys))


def change_a_value(draft: Draft) -> str:
    found = one_value(draft)
    if found is None:
        return draft.text
    document, entry, key = found
    new = {
        "date": draft.draw(st.sampled_from(["1999", "1999-04", "'1999-04-05'", "April 1999", "1999~"])),
        "confidence": draft.draw(st.sampled_from(["1", "0.25", "'0.5'"])),
    }.get(key) or style(draft, edited(draft, entry.fields[key].text), entry, key)
    return replaced(document, entry.fields[key], new)


def rewrite_a_value(draft: Draft) -> str:
    """The same value in other quotes or lines."""
    found = one_value(draft)
    if found is None:
        return draft.text
    document, entry, key = found
    return replaced(document, entry.fields[key], style(draft, entry.fields[key].text.strip(), entry, key))


def edited(draft: Draft, text: str) -> str:
    """A word put in or taken out; the word that tells sentences apart stays."""
    words = text.split()
    place = draft.draw(st.integers(0, len(words)))
    if draft.draw(st.booleans()) or len(words) < 3 or place == len(words) or words[place].startswith("k"):
        return " ".join([*words[:place], f"edit{draft.number}", *words[place:]])
    return " ".join(words[:place] + words[place + 1 :])


def style(draft: Draft, text: str, entry: Fields, key: str) -> str:
    kinds = ["'", '"', "plain"] if entry.flow else ["'", '"', "plain", "|", ">", "folded"]
    kind = draft.draw(st.sampled_from(kinds))
    indent = draft.newline + " " * (column(draft.text.removeprefix("\ufeff"), entry.keys[key].start) + 3)
    if kind in ("|", ">"):
        return kind + draft.draw(st.sampled_from(["", "-", "+", "-  # head" + str(draft.number)])) + indent + text
    if kind == "folded":
        return json.dumps(text, ensure_ascii=False).replace(" ", indent, 1) if " " in text else f'"{text}"'
    if kind == "'":
        return "'" + text.replace("'", "''") + "'"
    plain = re.fullmatch(r"[\w .-]+", text) and not text.startswith(("-", ".", " "))
    return text if kind == "plain" and plain else json.dumps(text, ensure_ascii=False)


def replaced(document: Document, value: Scalar, new: str) -> str:
    return document.source[: value.start] + new + document.source[value.end :]


def column(source: str, offset: int) -> int:
    return offset - line_start(source, offset)


def comment(draft: Draft) -> str:
    """Above a line, at its end, with a blank line or without."""
    text = draft.text
    lines = text.split("\n")
    place = draft.draw(st.integers(1, len(lines) - 1))
    mark = f"# note{draft.number}"
    if draft.draw(st.booleans()) and lines[place].strip():
        ending = "\r" if lines[place].endswith("\r") else ""
        lines[place] = lines[place].removesuffix("\r") + "  " + mark + ending
    else:
        indent = " " * draft.draw(st.sampled_from([0, 2, 4, 7]))
        lines.insert(place, indent + mark + ("\r" if draft.newline == "\r\n" else ""))
    return "\n".join(lines)


def blank_line(draft: Draft) -> str:
    lines = draft.text.split("\n")
    lines.insert(draft.draw(st.integers(1, len(lines) - 1)), "\r" if draft.newline == "\r\n" else "")
    return "\n".join(lines)


def add_a_key(draft: Draft) -> str:
    document, items, places = draft.entries()
    if not places:
        return draft.text
    entry = items.items[draft.draw(st.sampled_from(places))]
    key = draft.draw(st.sampled_from(["hidden: true", "locked: true", "reviewed: true", f"mine{draft.number}: yes"]))
    if entry.alias or key.split(":")[0] in entry.fields:
        return draft.text
    source = document.source
    first = next(iter(entry.keys.values()))
    if entry.flow:
        return source[: first.start] + key + ", " + source[first.start :]
    last = max(value.end for name, value in entry.fields.items() if name in entry.keys)
    at = line_end(source, last)
    line = " " * column(source, first.start) + key
    ended = source[at - 1 : at] == "\n"
    return source[:at] + (line + draft.newline if ended else draft.newline + line) + source[at:]


def remove_a_key(draft: Draft) -> str:
    document, items, places = draft.entries()
    if not places:
        return draft.text
    entry = items.items[draft.draw(st.sampled_from(places))]
    keys = [key for key in list(entry.keys)[1:] if key not in ("date", "title", "text")]
    if entry.flow or entry.alias or not keys:
        return draft.text
    key = draft.draw(st.sampled_from(keys))
    start = line_start(document.source, entry.keys[key].start)
    return document.source[:start] + document.source[line_end(document.source, entry.fields[key].end) :]


def delete_an_entry(draft: Draft) -> str:
    start, end, source = _lines_of_one(draft)
    return source[:start] + source[end:]


def move_an_entry(draft: Draft) -> str:
    """To the end of the list."""
    start, end, source = _lines_of_one(draft)
    if end == start or not source.endswith("\n"):
        return draft.text
    return source[:start] + source[end:] + source[start:end]


def copy_an_entry(draft: Draft) -> str:
    start, end, source = _lines_of_one(draft)
    if end == start or not source.endswith("\n"):
        return draft.text
    return source[:end] + source[start:end].replace("title:", f"title: Copy{draft.number}", 1) + source[end:]


def take_the_id_out(draft: Draft) -> str:
    """Or give another."""
    document, items, places = draft.entries()
    named = [place for place in places if "id" in items.items[place].keys and not items.items[place].alias]
    if not named:
        return draft.text
    entry = items.items[draft.draw(st.sampled_from(named))]
    return replaced(document, entry.fields["id"], draft.draw(st.sampled_from(["", f"mine-{draft.number}"])))


def add_an_entry(draft: Draft) -> str:
    document, items, places = draft.entries()
    if items.flow or not places:
        return draft.text
    dash = dash_of(document, items, places[0])
    if document.source[line_start(document.source, dash) : dash].strip():
        return draft.text
    start = line_start(document.source, dash)
    indent = " " * (dash - start)
    own = f"{indent}- date: 1950{draft.newline}{indent}  title: Mine {draft.number}{draft.newline}"
    return document.source[:start] + own + document.source[start:]


def put_in_braces(draft: Draft) -> str:
    """An entry on one line, as some like it."""
    document, items, places = draft.entries()
    if items.flow or not places:
        return draft.text
    place = draft.draw(st.sampled_from(places))
    entry = items.items[place]
    if entry.alias or entry.anchor or document.comments_in(line_start(document.source, entry.start), entry.end + 1):
        return draft.text
    if any(value.alias or value.anchor for value in entry.fields.values()):
        return draft.text
    pairs = [f"{key}: {json.dumps(value.data, ensure_ascii=False)}" for key, value in entry.fields.items()]
    return document.source[: entry.start] + "{" + ", ".join(pairs) + "}" + document.source[entry.end :]


def name_a_value(draft: Draft) -> str:
    """An anchor on one value, an alias for it in a key of one's own."""
    document, items, places = draft.entries()
    if not places:
        return draft.text
    entry = items.items[draft.draw(st.sampled_from(places))]
    value = entry.fields.get("title")
    if entry.alias or entry.flow or not isinstance(value, Scalar) or value.alias or value.anchor or not value.text:
        return draft.text
    source, name = document.source, f"name{draft.number}"
    at = line_end(source, value.end)
    if source[at - 1 : at] != "\n":
        return draft.text
    line = " " * column(source, entry.keys["title"].start) + f"own{draft.number}: *{name}" + draft.newline
    line *= draft.draw(st.booleans())
    return source[: value.start] + f"&{name} " + source[value.start : at] + line + source[at:]


def other_line_ends(draft: Draft) -> str:
    unix = draft.text.replace("\r\n", "\n")
    return unix if "\r\n" in draft.text else unix.replace("\n", "\r\n")


def byte_order_mark(draft: Draft) -> str:
    return draft.text.removeprefix("\ufeff") if draft.text.startswith("\ufeff") else "\ufeff" + draft.text


def indent_further(draft: Draft) -> str:
    """All entries, by two columns."""
    document, items, _ = draft.entries()
    if items.flow or not items.items:
        return draft.text
    start = line_start(document.source, items.start)
    body = "".join(f"  {line}" if line.strip() else line for line in document.source[start:].splitlines(keepends=True))
    return document.source[:start] + body


def no_last_line_end(draft: Draft) -> str:
    return draft.text.rstrip("\r\n")


def _lines_of_one(draft: Draft) -> tuple[int, int, str]:
    document, items, places = draft.entries()
    source = document.source
    if items.flow or not places:
        return 0, 0, source
    place = draft.draw(st.sampled_from(places))
    start = line_start(source, dash_of(document, items, place))
    return start, line_end(source, items.items[place].end), source


EDITS: list[Callable[[Draft], str]] = [
    change_a_value,
    rewrite_a_value,
    comment,
    blank_line,
    add_a_key,
    remove_a_key,
    delete_an_entry,
    move_an_entry,
    copy_an_entry,
    take_the_id_out,
    add_an_entry,
    put_in_braces,
    name_a_value,
    other_line_ends,
    byte_order_mark,
    indent_further,
    no_last_line_end,
]
