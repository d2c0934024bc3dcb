"""Whether a file has the form of a timeline: the JSON Schema that editors use too, and slips in its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

from dateline.errors import Place
from dateline.store.check.problems import Problem, Severity
from dateline.store.files import schema_text
from dateline.store.nodes import Fields, Items, Scalar, Value
from dateline.store.parts import DOUBLE_HINT, Double
from dateline.store.records import EXPECTED, did_you_mean, one_of


def against_schema(value: Fields) -> Iterator[Problem]:
    """Hold a file against the schema."""
    from jsonschema import Draft7Validator  # noqa: PLC0415 - slow to import, and only checking needs it

    for error in Draft7Validator(_whole_schema()).iter_errors(value.data):
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
    if error.validator == "pattern":
        return f'"{key}" is "{error.instance}", expected a name without blanks and any of # " < > &'
    if error.validator == "enum":
        found = "not one word" if isinstance(error.instance, list | dict) else f'"{error.instance}"'
        return f'"{key}" is {found}, expected {one_of(filter(None, error.validator_value))}'
    if error.validator == "minLength":
        return f'"{key}" is empty'
    return f'"{key}" is not as it should be: {error.message}'


def _hint(error: Any) -> str:
    if error.validator == "required":
        return f"expected {EXPECTED}" if "entries" in error.validator_value else ""
    if error.validator == "enum" and (near := did_you_mean(str(error.instance), filter(None, error.validator_value))):
        return near
    return re.split(r"(?<!\.)\. ", str(error.schema.get("description", "")))[0].rstrip(".")


def _find(value: Value, path: Sequence[str | int]) -> tuple[Place, str]:
    """The place of a value and the name of the key it stands under."""
    key = "the file"
    for step in path:
        if isinstance(value, Fields) and isinstance(step, str):
            value, key = value.fields[step], step
        elif isinstance(value, Items) and isinstance(step, int):
            value = value.items[step]
    return value.place, key


def misspelt(value: Fields, *path: str) -> Iterator[Problem]:
    """Keys of one's own are welcome; one that is nearly ours is more likely a slip."""
    for key, name in value.keys.items():
        near = _nearly(key, path)
        if near and near not in value.fields:
            yield Problem(name.place, Severity.WARNING, f'"{key}" means nothing here', f'did you mean "{near}"?')


@lru_cache(maxsize=1024)
def _nearly(key: str, path: Sequence[str]) -> str:
    """The key of the schema, below ``path``, that one is nearly; "" for one that is in it or that is like none."""
    known: Any = _schema()
    for step in path:
        known = known[step]
    return "" if key in known else next(iter(get_close_matches(key.lower(), known, n=1, cutoff=0.8)), "")


def twice(entry: Fields, seen: dict[str, Place], copied: tuple[str, Set[str]] | None) -> Iterator[Problem]:
    """Tell of an id that stands elsewhere; ``seen`` is added to.

    ``copied`` are the path and the ids of the file that the entry's is a copy of: whichever is checked first, the copy
    is to blame.
    """
    found = entry.fields.get("id")
    if not isinstance(found, Scalar) or found.kind == "null":
        return
    if copied and found.text in copied[1]:
        double = Double(found.text, found.place, copied[0])
        yield Problem(found.place, Severity.ERROR, str(double), DOUBLE_HINT)
        return
    first = seen.setdefault(found.text, found.place)
    if first != found.place:
        message = f'the id "{found.text}" is taken, at {first}'
        yield Problem(found.place, Severity.ERROR, message, "give this entry another, or none and one is made")


def entry_keys() -> Mapping[str, Any]:
    """Return what the schema says of each key that an entry can have."""
    known: dict[str, Any] = _whole_schema()["properties"]["entries"]["items"]["properties"]
    return known


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


@cache
def _whole_schema() -> dict[str, Any]:
    """The schema with what is referred to in its place, since the library looks it up for every value."""
    definitions = _schema()["definitions"]

    def whole(part: Any) -> Any:
        if isinstance(part, list):
            return [whole(each) for each in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:  # all that stands beside it means nothing
            return whole(definitions[part["$ref"].removeprefix("#/definitions/")])
        return {key: whole(each) for key, each in part.items()}

    return {key: whole(each) for key, each in _schema().items() if key != "definitions"}
