"""Changing values in the text of a YAML file, so that every byte beside them stays as it is.

The file is never dumped: a new value takes the place of the old one in the way that one was written (quotes, folding,
brackets), and a new entry is indented as its neighbours are. What comes out is read again, and must hold what was
asked for, every other value as it was, and every comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.errors import TimelineFileError
from dateline.store.decisions import Add, Change, Set
from dateline.store.hand import dash_of, entries_of, line_above, line_end, line_start, places_of
from dateline.store.matching import FIELDS, Field
from dateline.store.nodes import BREAK, Document, Fields, Items, Scalar, Value
from dateline.store.parsing import parse
from dateline.store.proof import is_as_asked
from dateline.store.render import entry_lines, field_lines, flow_entry, flow_field
from dateline.store.restyle import block_list, flow_list, properties_of, restyled

HINT = "make the change by hand, or delete the file and its copy in .base to have it written anew"
INDENT = 2
COMMA = re.compile(r"\s*,")
Edit = tuple[int, int, str]
"""``source[start:end]`` becomes a text."""


def splice(document: Document, changes: Sequence[Change]) -> Document:
    """Return a file with changes made, as it reads once they are written.

    Raises:
        TimelineFileError: the file is written in a way that leaves no safe place for them.
    """
    if not changes:
        return document
    place = document.root.place if document.root else None
    failed = TimelineFileError("written in a way that cannot be added to safely", place=place, hint=HINT)
    try:
        after = parse(document.bom + _Splicer(document).source(changes), place.path if place else "")
        if is_as_asked(document, changes, after):
            return after
    except (_UnsafeError, TimelineFileError) as error:
        raise failed from error
    raise failed


class _UnsafeError(Exception):
    """A change for which there is no place, or which would change more than it should."""


def with_edits(source: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, none of which may overlap another."""
    parts: list[str] = []
    done = 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        if start < done:
            raise _UnsafeError("two changes in one place")
        parts += [source[done:start], text]
        done = end
    return "".join([*parts, source[done:]])


class _Splicer:
    """Collects edits and makes them all at once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = document.source
        ends = BREAK.search(self._source)
        self._newline = ends[0] if ends else "\n"
        self._edits: list[Edit] = []
        assert isinstance(document.root, Fields)  # noqa: S101 - a plan is made of a timeline only
        self._root = document.root
        self._items = self._root.fields["entries"]
        self._entries = entries_of(self._items)
        self._places = places_of(self._items)

    def source(self, changes: Iterable[Change]) -> str:
        added: list[Add] = []
        dropped: set[int] = set()
        for change in changes:
            if isinstance(change, Set):
                self._set(self._root if change.entry < 0 else self._entries[change.entry], change)
            elif isinstance(change, Add):
                added.append(change)
            else:
                dropped.add(self._places[change.entry])
        if isinstance(self._items, Items) and self._items.flow and self._items.items:
            self._change_flow_list(self._items, added, dropped)
        else:
            self._drop(dropped)
            self._add(added)
        return with_edits(self._source, self._edits)

    # Keys

    def _set(self, fields: Fields, change: Set) -> None:
        if change.new is None:
            self._take_out(fields, change.key)
        elif change.key not in fields.keys:
            self._put_in(fields, change.key, change.new)
        else:
            value = fields.fields[change.key]
            apart = " " if value.start == value.end else ""
            self._edits.append((value.start, value.end, apart + self._rewritten(fields, change)))

    def _rewritten(self, fields: Fields, change: Set) -> str:
        key, value, new = fields.keys[change.key], fields.fields[change.key], change.new
        old = self._source[value.start : value.end]
        if isinstance(value, Scalar) and isinstance(new, str):
            column = self._column(self._start_of(key))
            return restyled(old, value.style, change.key, new, flow=fields.flow, column=column)
        if isinstance(value, Scalar) and value.kind == "null" and isinstance(new, tuple):
            return flow_list(change.key, new, key.style)
        if isinstance(value, Items) and isinstance(new, tuple):
            first = next(iter(value.items), None)
            style = first.style if isinstance(first, Scalar) else key.style
            before = properties_of(old)
            dash = self._column(value.start + len(before))
            if value.flow:
                return before + flow_list(change.key, new, style)
            return before + block_list(change.key, new, style, dash, self._newline)
        raise _UnsafeError("a value of another kind")

    def _put_in(self, fields: Fields, key: str, new: Field) -> None:
        if not fields.keys:
            raise _UnsafeError("nothing to put it after")
        earlier = [name for name in FIELDS[: FIELDS.index(key)] if name in fields.keys] if key in FIELDS else []
        before = fields.fields[earlier[-1] if earlier else list(fields.keys)[-1]]
        if fields.flow:
            self._edits.append((before.end, before.end, f", {flow_field(key, new, json=_is_json(fields))}"))
            return
        column = self._column(self._start_of(next(iter(fields.keys.values()))))
        self._insert_lines(before.end, field_lines(key, new, column))

    def _take_out(self, fields: Fields, key: str) -> None:
        start, value = self._start_of(fields.keys[key]), fields.fields[key]
        names = list(fields.keys)
        place = names.index(key)
        after = self._start_of(fields.keys[names[place + 1]]) if place + 1 < len(names) else None
        before = fields.fields[names[place - 1]].end if place else None
        line = line_start(self._source, start)
        if not fields.flow and not self._source[line:start].strip():
            self._edits.append((line, line_end(self._source, value.end), ""))
        elif after is not None:
            self._edits.append((start, after, ""))
        elif fields.flow and before is not None:
            self._edits.append((before, value.end, ""))
        else:
            raise _UnsafeError("the only key")

    def _start_of(self, key: Scalar) -> int:
        """Where a key begins, with the question mark that may stand before it."""
        start = line_start(self._source, key.start)
        before = self._source[start : key.start].rstrip()
        return start + len(before) - 1 if before.endswith("?") else key.start

    # Entries

    def _drop(self, dropped: Iterable[int]) -> None:
        for place in dropped:
            assert isinstance(self._items, Items)  # noqa: S101 - it has entries
            dash = dash_of(self._document, self._items, place)
            start, end = line_start(self._source, dash), line_end(self._source, self._items.items[place].end)
            if self._source[start:dash].strip():
                raise _UnsafeError("something before the entry in its line")
            # Of the blank lines around it, those above go.
            while self._is_blank_above(start) and (end == len(self._source) or self._is_blank(end)):
                start = line_above(self._source, start)
            self._edits.append((start, end, ""))

    def _add(self, added: Sequence[Add]) -> None:
        if not added:
            return
        if self._items.alias:
            raise _UnsafeError("entries that stand in another place")
        if not isinstance(self._items, Items) or not self._items.items:
            self._fill(added)
            return
        model = self._items.items[0]
        dash = self._column(dash_of(self._document, self._items, 0))
        column = self._column(model.start)
        if not isinstance(model, Fields) or model.flow or model.anchor or column <= dash:
            column = dash + INDENT
        for change in added:
            lines = entry_lines(change.record, dash, column)
            if change.after < 0:
                self._insert_lines(self._root.keys["entries"].end, lines)
                continue
            end = self._items.items[self._places[change.after]].end
            apart = self._stands_apart(end)
            self._insert_lines(end, ["", *lines] if apart else lines)

    def _stands_apart(self, end: int) -> bool:
        """Whether the entries have blank lines between them, going by the one that ends here."""
        after = line_end(self._source, end)
        if after < len(self._source):
            return self._is_blank(after)
        assert isinstance(self._items, Items)  # noqa: S101 - it has entries
        last = line_start(self._source, dash_of(self._document, self._items, len(self._items.items) - 1))
        return self._is_blank_above(last)

    def _fill(self, added: Sequence[Add]) -> None:
        """Put entries where there are none: after ``entries:``, in the place of ``[]`` or nothing."""
        if self._root.flow:
            raise _UnsafeError("no lines to add to")
        colon = self._source.index(":", self._root.keys["entries"].end) + 1
        end = max(colon, self._items.end)
        self._edits.append((colon, end, ""))
        lines = [line for change in added for line in entry_lines(change.record, INDENT, 2 * INDENT)]
        self._insert_lines(end, lines)

    def _change_flow_list(self, items: Items, added: Sequence[Add], dropped: set[int]) -> None:
        """Entries in brackets: the commas go with what follows them."""
        left = [place for place in range(len(items.items)) if place not in dropped]
        json = _is_json(items.items[0])
        if not left:
            self._change_all(items, [flow_entry(change.record, json=json) for change in added])
            return
        for change in added:
            place = self._places[change.after] if change.after >= 0 else -1
            before = [each for each in left if each <= place]
            if before:
                end = items.items[before[-1]].end
                self._edits.append((end, end, f", {flow_entry(change.record, json=json)}"))
            else:
                start = items.items[left[0]].start
                self._edits.append((start, start, f"{flow_entry(change.record, json=json)}, "))
        for place in sorted(dropped):
            if place < left[-1]:
                self._edits.append((items.items[place].start, items.items[place + 1].start, ""))
            else:
                self._edits.append((items.items[place - 1].end, items.items[place].end, ""))

    def _change_all(self, items: Items, written: Sequence[str]) -> None:
        """Put other entries in the place of all those in brackets, or none, and then no comma either."""
        start, end = items.items[0].start, items.items[-1].end
        comma = COMMA.match(self._source, end)
        self._edits.append((start, comma.end() if comma and not written else end, ", ".join(written)))

    # Lines

    def _insert_lines(self, end: int, lines: Sequence[str]) -> None:
        """Put lines below the one that an offset is in."""
        at = line_end(self._source, end)
        text = self._newline.join(lines)
        ended = at > 0 and self._source[at - 1] in "\r\n"
        self._edits.append((at, at, text + self._newline if ended else self._newline + text))

    def _column(self, offset: int) -> int:
        return offset - line_start(self._source, offset)

    def _is_blank(self, start: int) -> bool:
        line = self._source[start : line_end(self._source, start)]
        return bool(line) and not line.strip()

    def _is_blank_above(self, start: int) -> bool:
        return start > 0 and self._is_blank(line_above(self._source, start))


def _is_json(value: Value) -> bool:
    """Whether an entry is written as JSON, going by its first key."""
    key = next(iter(value.keys.values()), None) if isinstance(value, Fields) else None
    return key is not None and key.style == '"'
