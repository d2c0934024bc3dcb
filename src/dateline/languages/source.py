"""A language's YAML files as plain data, parsed once a version and then kept as JSON in the user's cache.

Parsing YAML takes a good part of a second, reading JSON a few milliseconds, and a command line should answer at once.
The cache is named after what the files say, so it is never out of date; where none can be written, none is kept.
Data is held to its schema when it is parsed, so a mistake is told at its line and costs no later start anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from dateline.errors import LanguageError, Place

PARTS = ("lexicon", "grammar", "discourse")
OPTIONAL = ("events", "names", "telling")
"""What a language can do without: no date is read by it."""


def load_source(name: str) -> dict[str, Any]:
    """Return a language's ``lexicon``, ``grammar`` and ``discourse`` by its code, as "en", and what is optional.

    Raises ``LanguageError`` where there is no such language, or one of its files is no YAML.
    """
    folder = files("dateline.languages") / name
    if not name.isidentifier() or not folder.is_dir():
        raise LanguageError(f'there is no language "{name}"', hint=f"there are {', '.join(available())}")
    parts = [*PARTS, *(part for part in OPTIONAL if (folder / f"{part}.yaml").is_file())]
    texts = {part: (folder / f"{part}.yaml").read_text(encoding="utf-8") for part in parts}
    digest = hashlib.sha256("\0".join((*texts, *texts.values())).encode()).hexdigest()[:32]
    kept = user_cache_path("dateline") / f"{name}-{digest}.json"
    with suppress(OSError, ValueError):
        data: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return data
    data = {part: read_part(part, text, f"{name}/{part}.yaml") for part, text in texts.items()}
    _keep(kept, data)
    return data


def available() -> list[str]:
    """Return the codes of the languages there are."""
    return sorted(folder.name for folder in files("dateline.languages").iterdir() if _is_language(folder))


def _is_language(folder: Traversable) -> bool:
    return folder.is_dir() and (folder / "grammar.yaml").is_file()


def place_of_rule(name: str, rule: str) -> Place:
    """Return where in a language's grammar a rule stands."""
    lines = (files("dateline.languages") / name / "grammar.yaml").read_text(encoding="utf-8").splitlines()
    found = re.compile(rf"\s*- id: {re.escape(rule)}\s*")
    number = next((number for number, line in enumerate(lines, 1) if found.fullmatch(line)), 0)
    return Place(f"{name}/grammar.yaml", number, lines[number - 1].index("id:") + 1 if number else 0)


def read_part(part: str, text: str, path: str) -> Any:
    """Return what a file says, held to the schema of its ``part``; ``path`` names it in errors.

    Raises ``LanguageError`` with the line and column of the first mistake.
    """
    from jsonschema import Draft7Validator  # noqa: PLC0415 - not needed once the data is in the cache
    from jsonschema.exceptions import best_match  # noqa: PLC0415

    data = _parse(text, Place(path))
    error = best_match(Draft7Validator(schema_of(part)).iter_errors(data))
    if error is None:
        return data
    hint = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    raise LanguageError(error.message, place=_place_in(text, path, error.absolute_path), hint=hint)


def schema_of(part: str) -> dict[str, Any]:
    """Return the JSON Schema of a part, as ``lexicon``."""
    text = (files("dateline.languages") / "schema" / f"{part}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _place_in(text: str, path: str, keys: Iterable[str | int]) -> Place:
    from ruamel.yaml import YAML  # noqa: PLC0415

    node, line, column = YAML(typ="rt", pure=True).load(text), 0, 0
    for key in keys:
        line, column = node.lc.item(key) if isinstance(key, int) else node.lc.key(key)
        node = node[key]
    return Place(path, line + 1, column + 1)


def _parse(text: str, place: Place) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - not needed once the data is in the cache
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        found = Place(place.path, mark.line + 1, mark.column + 1) if mark else place
        raise LanguageError(f"language data cannot be read: {error.problem}", place=found) from error


def _keep(path: Path, data: dict[str, Any]) -> None:
    # Written beside and moved, so that two first runs at once cannot read half a file.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file)
        Path(temporary).replace(path)
