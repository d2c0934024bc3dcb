"""Holding a changed file against what was asked for, before it is written."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.store.decisions import Add, Change, Drop, Set
from dateline.store.hand import line_end, number, places_of
from dateline.store.matching import Field
from dateline.store.nodes import BREAK, Document, Fields, Items, Scalar, Value


def is_as_asked(before: Document, changes: Sequence[Change], after: Document) -> bool:
    """Tell whether a file holds what was asked for, every other value as it was, and every comment."""
    root = before.root
    assert isinstance(root, Fields)  # noqa: S101 - a plan is made of a timeline only
    expected = _shape(root)
    assert isinstance(expected, dict)  # noqa: S101 - as a mapping's shape is
    _change(expected, changes, root.fields["entries"])
    return after.root is not None and _shape(after.root) == expected and _comments(before) == _comments(after)


def _shape(value: Value) -> object:
    """A file's values without how they are written."""
    if isinstance(value, Scalar):
        return value.text.strip()
    if isinstance(value, Items):
        return [_shape(item) for item in value.items]
    return {
        key: number(each.text) if key == "confidence" and isinstance(each, Scalar) else _shape(each)
        for key, each in value.fields.items()
    }


def _change(shape: dict[str, object], changes: Sequence[Change], items: Value) -> None:
    places = places_of(items)
    found = shape["entries"]
    entries: list[object] = list(found) if isinstance(found, list) else []
    behind: dict[int, list[object]] = {}
    for change in changes:
        if isinstance(change, Set):
            target = shape if change.entry < 0 else entries[places[change.entry]]
            assert isinstance(target, dict)  # noqa: S101 - places are those of entries
            if change.new is None:
                del target[change.key]
            else:
                target[change.key] = _plain(change.new)
        elif isinstance(change, Add):
            place = places[change.after] if change.after >= 0 else -1
            behind.setdefault(place, []).append({key: _plain(value) for key, value in change.record.items()})
    dropped = {places[change.entry] for change in changes if isinstance(change, Drop)}
    kept = [behind.get(-1, [])]
    kept += [([] if place in dropped else [entry]) + behind.get(place, []) for place, entry in enumerate(entries)]
    listed = [entry for some in kept for entry in some]
    # Of a list in lines nothing is left when its entries go, of one in brackets the brackets.
    shape["entries"] = listed or ([] if isinstance(items, Items) and (items.flow or not dropped) else "")


def _plain(value: Field) -> object:
    return list(value) if isinstance(value, tuple) else value


def _comments(document: Document) -> list[str]:
    source = document.source
    return [BREAK.split(source[start : line_end(source, start)])[0] for start in document.comments]
