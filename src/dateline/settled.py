"""Which articles need no look: the same article, read by the same program, beside the same files as when it was done.

Only digests are compared, of contents and never of times. What is kept lies in a cache and can be lost at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dateline.store import Cache, digest_of

# Other packages that have a say in what an article's text and dates are.
PACKAGES = (
    "pelican",
    "markdown",
    "docutils",
    "dateparser",
    "sentencex",
    "tzdata",
    "rapidfuzz",
    "snowballstemmer",
    "ruamel.yaml",
)
OF_THE_OUTPUT = (
    "SITEURL",
    "RELATIVE_URLS",
    "FEED_DOMAIN",
    "OUTPUT_PATH",
    "DELETE_OUTPUT_DIRECTORY",
    "THEME",
    "THEME_TEMPLATES_OVERRIDES",
    "CACHE_PATH",
)
"""Settings that differ between the site at home and in public, and that no article is read by."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How an article was left: digests of what it was made from, and what there is to tell of it."""

    article: str
    file: str
    hand: str
    base: str
    entries: int
    conflicts: int = 0
    notice: str = ""
    """Why it was left out."""
    included: Sequence[str] = ()
    """The paths of the files that it takes text from; ``article`` is of their content, too."""


class Memory:
    """What was settled, by the article's path."""

    def __init__(self, timeline: Path, settings: Mapping[str, Any]) -> None:
        self._cache = Cache(timeline, "settled")
        self._program = _program() + _digest_of_settings(settings)
        self._kept = self._cache.read()
        self._changed: dict[str, Any] = {}

    def digest(self, data: bytes) -> str:
        """Return the digest of an article as this program reads it."""
        return digest_of(self._program.encode() + data)

    def recall(self, article: str) -> Settled | None:
        """Return how an article was left."""
        try:
            return Settled(**self._changed.get(article, self._kept.get(article, {})))
        except TypeError:  # there is nothing, or what another version kept
            return None

    def remember(self, article: str, settled: Settled | None) -> None:
        """Note how an article was left; None if it has to be looked at again."""
        now = asdict(settled) if settled else None
        self._changed.pop(article, None)
        if self._kept.get(article) != now:
            self._changed[article] = now

    def save(self) -> None:
        """Keep what was noted."""
        gone = [article for article, settled in self._changed.items() if settled is None]
        self._cache.write({article: settled for article, settled in self._changed.items() if settled}, gone)


@cache
def _program() -> str:
    """A digest of this program and of what it reads articles with."""
    digest = sha256()
    for name, data in _sources(files("dateline"), ""):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    for package in PACKAGES:
        try:
            digest.update(f"{package} {version(package)}\0".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{path}/{each.name}"
        if each.is_dir() and each.name != "__pycache__":
            found += _sources(each, name)
        elif each.name.endswith((".py", ".yaml", ".json")):
            found.append((name, each.read_bytes()))
    return found


def _digest_of_settings(settings: Mapping[str, Any]) -> str:
    """A digest of all that can be written down; functions and classes go by their names."""
    read_by = {key: value for key, value in settings.items() if key not in OF_THE_OUTPUT}
    text = json.dumps(read_by, sort_keys=True, default=lambda value: getattr(value, "__qualname__", repr(value)))
    return digest_of(text.encode())
