"""A timeline file as a person left it, in the terms of the merge: values, and what must not be touched."""

from __future__ import annotations

from dateline.errors import TimelineFileError
from dateline.store.decisions import HEAD, Hand, HandEntry, as_record
from dateline.store.matching import FIELDS, Field
from dateline.store.nodes import BREAK, Document, Fields, Items, Scalar, Value

SHORT_LINE = 200


def read_hand(document: Document) -> Hand:
    """Return what a file holds.

    Raises:
        TimelineFileError: it is no timeline.
    """
    root = document.root
    if not isinstance(root, Fields) or "entries" not in root.fields:
        raise TimelineFileError("not a timeline", place=root.place if root else None, expected='"entries:"')
    head = HandEntry(as_record({key: field_of(key, root.fields.get(key)) for key in HEAD}), root.place)
    items = root.fields["entries"]
    return Hand(head, tuple(_entry(document, items, place) for place in places_of(items)))


def places_of(items: Value) -> list[int]:
    """Return which items of a list are entries; what stands among them and is none is not ours to touch."""
    found = enumerate(items.items) if isinstance(items, Items) else ()
    return [place for place, item in found if isinstance(item, Fields)]


def entries_of(items: Value) -> list[Fields]:
    """Return the entries of a list, numbered as the merge numbers them."""
    return [item for item in items.items if isinstance(item, Fields)] if isinstance(items, Items) else []


def field_of(key: str, value: Value | None) -> Field | None:
    """Return a value as it is compared: as typed, whatever its quotes; None for a key without one."""
    if isinstance(value, Items):
        return tuple(item.text.strip() for item in value.items if isinstance(item, Scalar)) or None
    if not isinstance(value, Scalar) or value.kind == "null":
        return None
    if key == "confidence":
        return number(value.text)
    return value.text.strip() or None


def number(text: str) -> str:
    """Return a number in its shortest form, so that 0.90 is 0.9; what is no number stays."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text.strip()


def _entry(document: Document, items: Value, place: int) -> HandEntry:
    assert isinstance(items, Items)  # noqa: S101 - it has an item at this place
    entry = items.items[place]
    assert isinstance(entry, Fields)  # noqa: S101 - places_of lists no other
    fields = {key: entry.fields[key] for key in FIELDS if key in entry.fields}
    record = as_record({key: field_of(key, value) for key, value in fields.items()})
    # A value in what an alias stands for, or that an alias refers to as a whole, stands in another place as well.
    shared = bool(entry.alias or items.alias or {entry.anchor, items.anchor} & document.aliases)
    return HandEntry(
        record=record,
        place=entry.place,
        hidden=entry.is_true("hidden"),
        locked=entry.is_true("locked"),
        reviewed=entry.is_true("reviewed"),
        fixed=frozenset(FIELDS if shared else (key for key in fields if _is_fixed(document, entry, key))),
        rooted=frozenset(FIELDS if shared else (key for key in fields if _is_rooted(document, entry, key))),
        marked=bool(
            shared
            or set(entry.fields) - set(FIELDS)
            or any(value.anchor or value.alias for value in (entry, *fields.values()))
            or is_referred_to(document, entry)
            or document.comments_in(*_with_comments(document, items, place))
        ),
    )


def is_referred_to(document: Document, value: Value) -> bool:
    """Tell whether an alias refers to a value or to something in it."""
    inner = (
        value.items if isinstance(value, Items) else tuple(value.fields.values()) if isinstance(value, Fields) else ()
    )
    named = bool(value.anchor) and value.anchor in document.aliases
    return named or any(is_referred_to(document, each) for each in inner if not each.alias)


def _is_fixed(document: Document, entry: Fields, key: str) -> bool:
    """A value that others refer to would change them too; one that is inherited is given a key of its own instead."""
    value = entry.fields[key]
    if key not in entry.keys:
        return False
    commented = isinstance(value, Items) and document.comments_in(value.start, value.end)
    return is_referred_to(document, value) or bool(commented)


def _is_rooted(document: Document, entry: Fields, key: str) -> bool:
    if key not in entry.keys:
        return True
    value = entry.fields[key]
    comments = document.comments_in(entry.keys[key].start, line_end(document.source, value.end))
    return bool(comments) or is_referred_to(document, value)


def _with_comments(document: Document, items: Items, place: int) -> tuple[int, int]:
    """An entry's lines, with the lines of comment right above it and those further in right below."""
    source, entry = document.source, items.items[place]
    dash = entry.start if items.flow else dash_of(document, items, place)
    column = dash - line_start(source, dash)
    start = line_start(source, dash)
    while start and source[line_above(source, start) : start].lstrip().startswith("#"):
        start = line_above(source, start)
    end = line_end(source, entry.end)
    while (below := source[end : line_end(source, end)]).lstrip().startswith("#"):
        if len(below) - len(below.lstrip()) <= column:
            break
        end = line_end(source, end)
    return start, end


def dash_of(document: Document, items: Items, place: int) -> int:
    """Return where the dash of an item of a block list stands."""
    source = document.source
    begin = items.items[place - 1].end if place else items.start
    dash = items.items[place].start
    while (dash := source.rfind("-", begin, dash)) >= 0:
        if not any(comment < dash for comment in document.comments_in(line_start(source, dash), dash)):
            return dash
    raise AssertionError("an item of a block list has a dash")


def line_start(source: str, offset: int) -> int:
    """Return where the line of an offset begins, whatever ends the lines."""
    # What ends no line of a file would be looked for up to its beginning, from each of its lines.
    near, width = offset, SHORT_LINE
    while near:
        near, width = max(near - width, 0), 2 * width
        found = max(source.rfind("\n", near, offset), source.rfind("\r", near, offset))
        if found >= 0:
            return found + 1
    return 0


def line_above(source: str, start: int) -> int:
    """Return where the line above the one that begins at an offset begins."""
    return line_start(source, start - len("\r\n" if source.endswith("\r\n", 0, start) else "\n"))


def line_end(source: str, offset: int) -> int:
    """Return where the line after an offset begins, or the end of the text."""
    match = BREAK.search(source, offset)
    return match.end() if match else len(source)
