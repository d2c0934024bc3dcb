"""A language's YAML files as plain data, parsed once a version and then kept as JSON in the user's cache.

Parsing YAML takes a good part of a second, reading JSON a few milliseconds, and a command line should answer at once.
The cache is named after what the files say, so it is never out of date; where none can be written, none is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from dateline.errors import LanguageError, Place

PARTS = ("lexicon", "grammar", "discourse")


def load_source(name: str) -> dict[str, Any]:
    """Return a language's ``lexicon``, ``grammar`` and ``discourse`` by its code, as "en".

    Raises ``LanguageError`` where there is no such language, or one of its files is no YAML.
    """
    folder = files("dateline.languages") / name
    if not name.isidentifier() or not folder.is_dir():
        raise LanguageError(f'there is no language "{name}"', hint=f"there are {', '.join(available())}")
    texts = {part: (folder / f"{part}.yaml").read_text(encoding="utf-8") for part in PARTS}
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()[:32]
    kept = user_cache_path("dateline") / f"{name}-{digest}.json"
    with suppress(OSError, ValueError):
        data: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return data
    data = {part: _parse(text, Place(f"{name}/{part}.yaml")) for part, text in texts.items()}
    _keep(kept, data)
    return data


def available() -> list[str]:
    """Return the codes of the languages there are."""
    return sorted(folder.name for folder in files("dateline.languages").iterdir() if _is_language(folder))


def _is_language(folder: Traversable) -> bool:
    return folder.is_dir() and (folder / "grammar.yaml").is_file()


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
