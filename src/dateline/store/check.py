"""Everything that can be wrong with timeline files, each with its place and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, Place
from dateline.store.files import parse_file, schema_text
from dateline.store.nodes import Fields, Items, Scalar, Value
from dateline.store.records import EXPECTED, checked_date


class Severity(StrEnum):
    """An error keeps something off the timeline; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do."""

    place: Place
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """One line: ``file:line:column: severity: message (hint)``."""
        return f"{self.place}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


def check(paths: Iterable[Path], root: Path) -> list[Problem]:
    """Check timeline files against the schema, the calendar and each other; articles are looked for from ``root``."""
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    for path in paths:
        shown = _shown(path, root)
        try:
            value = parse_file(path, shown)
        except DatelineError as error:
            problems.append(_problem(error))
            continue
        found = _check_file(value, shown, root, seen)
        problems.extend(sorted(found, key=lambda problem: (problem.place.line, problem.place.column)))
    return problems


def _check_file(value: Value | None, shown: str, root: Path, seen: dict[str, Place]) -> Iterator[Problem]:
    if not isinstance(value, Fields):
        place = value.place if value else Place(shown)
        yield Problem(place, Severity.ERROR, f"not a timeline, expected {EXPECTED}")
        return
    yield from _against_schema(value)
    yield from _article(value, root)
    yield from _misspelt(value, "properties")
    yield from _dates(value, ["published"])
    entries = value.fields.get("entries")
    for entry in entries.items if isinstance(entries, Items) else ():
        if isinstance(entry, Fields):
            yield from _dates(entry, ["date", "also"])
            yield from _misspelt(entry, "definitions", "entry", "properties")
            yield from _twice(entry, seen)


def _against_schema(value: Fields) -> Iterator[Problem]:
    from jsonschema import Draft7Validator  # noqa: PLC0415 - slow to import, and only checking needs it

    for error in Draft7Validator(_schema()).iter_errors(value.data):
        place, key = _find(value, list(error.absolute_path))
        message = _says(key, error)
        yield Problem(place, Severity.ERROR, message, _hint(error))


def _says(key: str, error: Any) -> str:
    """A schema's complaint in words; the schema's own are for those who know JSON."""
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f'"{missing}:" is missing'
    if error.validator == "type":
        names = {"array": "a list", "object": "keys with values", "string": "text", "boolean": "true or false"}
        wanted = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
        expected = " or ".join(dict.fromkeys(names.get(name, f"a {name}") for name in wanted if name != "null"))
        return f'"{key}" is not of the right kind, expected {expected}'
    if error.validator in ("minimum", "maximum"):
        return f'"{key}" is {error.instance}, expected a number from 0 to 1'
    if error.validator == "minLength":
        return f'"{key}" is empty'
    return f'"{key}" is not as it should be: {error.message}'


def _hint(error: Any) -> str:
    if error.validator == "required":
        return f"expected {EXPECTED}" if "entries" in error.validator_value else ""
    return str(error.schema.get("description", "")).partition(". ")[0].rstrip(".")


def _find(value: Value, path: Sequence[str | int]) -> tuple[Place, str]:
    """The place of a value and the name of the key it stands under."""
    key = "the file"
    for step in path:
        if isinstance(value, Fields) and isinstance(step, str):
            value, key = value.fields[step], step
        elif isinstance(value, Items) and isinstance(step, int):
            value = value.items[step]
    return value.place, key


def _dates(value: Fields, keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        found = value.fields.get(key)
        for date in found.items if isinstance(found, Items) else [found]:
            if isinstance(date, Scalar) and date.kind != "null":
                try:
                    checked_date(date)
                except DatelineError as error:
                    yield _problem(error)


def _article(value: Fields, root: Path) -> Iterator[Problem]:
    article = value.fields.get("article")
    if isinstance(article, Scalar) and article.text and not (root / article.text).is_file():
        hint = "correct the path, or delete this line if the entries are to stand by themselves"
        yield Problem(article.place, Severity.WARNING, f"there is no article {article.text}", hint)


def _misspelt(value: Fields, *path: str) -> Iterator[Problem]:
    """Keys of one's own are welcome; one that is nearly ours is more likely a slip."""
    known: Any = _schema()
    for step in path:
        known = known[step]
    for key, place in value.places.items():
        near = get_close_matches(key.lower(), known, n=1, cutoff=0.8)
        if key not in known and near and near[0] not in value.fields:
            yield Problem(place, Severity.WARNING, f'"{key}" means nothing here', f'did you mean "{near[0]}"?')


def _twice(entry: Fields, seen: dict[str, Place]) -> Iterator[Problem]:
    found = entry.fields.get("id")
    if not isinstance(found, Scalar) or found.kind == "null":
        return
    first = seen.setdefault(found.text, found.place)
    if first is not found.place:
        message = f'the id "{found.text}" is taken, at {first}'
        yield Problem(found.place, Severity.ERROR, message, "give this entry another, or none and one is made")


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def _problem(error: DatelineError) -> Problem:
    message = error.message
    if error.excerpt:
        message += f', found "{error.excerpt}"'
    if error.expected:
        message += f", expected {error.expected}"
    return Problem(error.place or Place(""), Severity.ERROR, message, error.hint)


def _shown(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(path)
