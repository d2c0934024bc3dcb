"""What ``check`` calls an error in entries that are shown all the same, so that whoever publishes them is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, Place
from dateline.store.check.dates import backwards
from dateline.store.check.problems import Problem, Severity
from dateline.store.check.schema import against_schema, entry_keys, twice
from dateline.store.files import parse_file
from dateline.store.hand import entries_of
from dateline.store.nodes import Fields, Items
from dateline.store.records import StoredEntry, TimelineFile

JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "null": (type(None),),
    "number": (int, float),
    "string": (str,),
}
"""What JSON Schema calls the types of values."""


def shown_faults(files: Sequence[TimelineFile], root: Path) -> Iterator[Problem]:
    """Warn of what is wrong with entries that are shown; the files' paths start from ``root``.

    Most files have no such fault, which their entries tell; only of others the text is read once more, for the places.
    """
    ids = Counter(str(entry.keys.get("id")) for file in files for entry in file.entries)
    seen: dict[str, Place] = {}
    for file in files:
        if any(ids[entry.id] > 1 or _is_faulty(entry) for entry in file.entries):
            found = sorted(_faults(file, root, seen), key=lambda each: _spot(each.place))
            yield from (replace(each, severity=Severity.WARNING) for each in found)


def _is_faulty(entry: StoredEntry) -> bool:
    known = entry_keys()
    unfit = any(not _fits(value, known[key]) for key, value in entry.keys.items() if key in known)
    return unfit or ("/" in entry.date and bool(backwards(entry.date, entry.place)))


def _fits(value: Any, wanted: Mapping[str, Any]) -> bool:
    """Tell whether the schema would have a value, as far as it says of one by itself."""
    if "enum" in wanted:
        return value in wanted["enum"]
    types = wanted["type"]
    if not any(type(value) in JSON_TYPES[each] for each in ([types] if isinstance(types, str) else types)):
        return False
    if isinstance(value, list):
        return all(_fits(each, wanted.get("items", wanted)) for each in value)
    if isinstance(value, str):
        return bool(re.search(wanted.get("pattern", ""), value))
    return not isinstance(value, int | float) or wanted.get("minimum", value) <= value <= wanted.get("maximum", value)


def _faults(file: TimelineFile, root: Path, seen: dict[str, Place]) -> Iterator[Problem]:
    """What is wrong with the entries of a file that are shown; of all others an error has told."""
    try:
        document = parse_file(root / file.path, file.path)
    except DatelineError:  # it is another file by now
        return
    value = document.root
    if not isinstance(value, Fields) or not isinstance(listed := value.fields.get("entries"), Items):
        return
    dates = {_spot(entry.place): entry.date for entry in file.entries}
    entries = tuple(each for each in entries_of(listed) if _spot(each.place) in dates)
    yield from against_schema(replace(value, fields={**value.fields, "entries": replace(listed, items=entries)}))
    for entry in entries:
        if not file.copy_of:  # of a copy, in which each id stands once more, one warning tells
            yield from twice(entry, seen, None)
        yield from backwards(dates[_spot(entry.place)], entry.fields["date"].place)


def _spot(place: Place) -> tuple[int, int]:
    return place.line, place.column
