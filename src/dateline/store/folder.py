"""The timeline's folder: finds the file of an article, and brings it up to date."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from dateline.errors import DatelineError
from dateline.model import Article, Entry
from dateline.store.base import base_of, read_base
from dateline.store.decisions import Base
from dateline.store.durable import digest_of, locked, write_together, write_whole
from dateline.store.files import BASE, SCHEMA, DateReader, load_timeline, read_text, schema_text, timeline_paths
from dateline.store.matching import same_as_known
from dateline.store.merge import Action, Merge, merge, merge_events
from dateline.store.records import TimelineFile

BASE_SUFFIX = ".json"
ARTICLE_LINE = re.compile(
    rb"""^article:[ \t]+(?:"(?P<double>[^"]*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^\s#].*?))"""
    rb"""[ \t]*(?:[ \t]#.*)?\r?$""",
    re.MULTILINE,
)
MOVED = 0.5
"""From this share of entries alike on, an article is one that was there before under another name."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that is there: the article it names ("" if none), and the digest of its content."""

    article: str
    digest: str


@dataclass(slots=True)
class _Names:
    """Which file is whose: ``of`` gives an article's, ``left`` are files whose article is no longer there."""

    of: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)

    def give(self, article: str, name: str) -> None:
        """Make a file an article's, unless it has one."""
        if article not in self.of:
            self.of[article] = name
            self.taken.add(name)
            self.left.pop(name, None)


@contextmanager
def writing(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other runs from a timeline's folder, and mend what one left half-done; see ``durable.locked``."""
    with locked(folder, folder / BASE, waiting):
        yield


class TimelineFolder:
    """The files of a timeline and their bases, as they were when it was made."""

    def __init__(self, folder: Path, root: Path, shown: Callable[[Path], str] = str) -> None:
        """``root`` is the folder that the articles' paths start from; ``shown`` writes paths for people."""
        self.folder = folder
        self._root = root
        self._shown = shown
        self._files = {path.name: _found(path) for path in timeline_paths(folder)}
        bases = sorted((folder / BASE).glob(f"*{BASE_SUFFIX}"))
        self._bases = {path.name.removesuffix(BASE_SUFFIX): _found(path) for path in bases}
        self._held: dict[Path, str] = {}
        self._names = _Names()
        for name, found in (*self._files.items(), *self._bases.items()):
            if found.article and (root / found.article).is_file():
                self._names.give(found.article, name)
            elif found.article and name not in self._names.taken:
                self._names.left.setdefault(name, found.article)

    def load(self, in_words: DateReader) -> tuple[list[TimelineFile], list[DatelineError]]:
        """Read the whole timeline as it is, or as it would be with what is held; see ``load_timeline``."""
        files = {path: text for path, text in self._held.items() if path.parent == self.folder}
        return load_timeline(self.folder, in_words, files)

    def state(self) -> str:
        """Return a digest of all files and bases."""
        found = ((name, each.digest) for names in (self._files, self._bases) for name, each in sorted(names.items()))
        return digest_of(repr(list(found)).encode())

    def state_of(self, article: str) -> tuple[str, str, str]:
        """Return the name of an article's file and the digests of file and base, "" for what there is not."""
        name = self._names.of.get(article, "")
        none = _Found("", "")
        return name, self._files.get(name, none).digest, self._bases.get(name, none).digest

    def path_for(self, article: Article, entries: Iterable[Entry] = ()) -> Path:
        """Return the file of an article: the one that names it, that of one that tells the same and is gone, or a new.

        A new one is named after the article's slug.
        """
        if article.path not in self._names.of:
            name = self._left_by(article, list(entries)) or next(filter(self._is_free, _names_from(article.slug)))
            self._names.give(article.path, name)
        return self.folder / self._names.of[article.path]

    def _is_free(self, name: str) -> bool:
        """A file is also free for an article of its slug if its own is gone: it was replaced."""
        return name not in self._names.taken and (name in self._names.left or name not in self._files)

    def _left_by(self, article: Article, entries: list[Entry]) -> str:
        """The file of an article that is no longer there and told the same."""
        now = base_of(article, entries).entries
        shares: dict[str, float] = {}
        for name in self._names.left if now else ():
            try:
                before = read_base(self._text(_base_path(self.folder, name)) or "", name).entries
            except DatelineError:
                continue
            shares[name] = len(same_as_known(now, before)) / max(len(now), len(before))
        best = max(shares, key=lambda name: shares[name], default="")
        return best if shares.get(best, 0) >= MOVED else ""

    def merge(self, article: Article, entries: Iterable[Entry]) -> tuple[Path, Merge]:
        """Decide what becomes of the file of an article.

        Raises:
            TimelineFileError: the file is broken, or there is news that cannot be put into it safely.
        """
        entries = list(entries)
        path = self.path_for(article, entries)
        base = self._text(self._base_of(article.path, path.name))
        return path, merge(base, self._text(path), article, entries, self._shown(path))

    def merge_events(self, path: Path, events: Mapping[str, str]) -> Merge:
        """Decide what becomes of a file whose entries, by their ids, are found to be of events ("" for none).

        Raises:
            TimelineFileError: there is news that cannot be put into it safely.
        """
        base, hand = self._text(self.base_path(path)), self._text(path)
        if base is None or hand is None:
            return Merge(Action.UNCHANGED)
        return merge_events(base, hand, events, self._shown(path))

    def hold(self, article: str, path: Path, merged: Merge) -> None:
        """Take what was decided for done, without doing it."""
        texts = {path: merged.text, self._base_of(article, path.name): merged.base}
        self._held.update((place, text) for place, text in texts.items() if text is not None)

    def write(self, article: str, path: Path, merged: Merge) -> None:
        """Carry out what was decided."""
        before = self._base_of(article, path.name)
        base = _base_path(self.folder, path.name)
        write_together(path, merged.text, base, merged.base)
        if merged.text is not None:
            self._files[path.name] = _Found(article, digest_of(merged.text.encode()))
        if merged.base is not None:
            self._bases[path.name] = _Found(article, digest_of(merged.base.encode()))
        if before != base and before.exists():
            found = self._bases.pop(before.name.removesuffix(BASE_SUFFIX))
            if merged.base is None:
                before.replace(base)
                self._bases[path.name] = found
            else:
                before.unlink()
        self._add_schema()

    def base_path(self, path: Path) -> Path:
        """Return the path of a file's base."""
        return self._base_of(self._files.get(path.name, _Found("", "")).article, path.name)

    def base_of(self, path: Path) -> Base | None:
        """Return what is remembered of a file, None if there is nothing that can be read."""
        try:
            text = self._text(self.base_path(path))
            return read_base(text, self._shown(path)) if text is not None else None
        except DatelineError:
            return None

    def _base_of(self, article: str, name: str) -> Path:
        """The base of a file; where a person renamed the file, it is under the old name still."""
        if name not in self._bases:
            others = (other for other, found in self._bases.items() if found.article == article)
            name = next((other for other in others if other not in self._files), name)
        return _base_path(self.folder, name)

    def _text(self, path: Path) -> str | None:
        if path in self._held:
            return self._held[path]
        if not path.exists():
            return None
        return read_text(path, self._shown(path))

    def _add_schema(self) -> None:
        """Put the schema beside the files, where their first line points editors to."""
        schema = schema_text()
        path = self.folder / SCHEMA
        if not path.exists() or path.read_text("utf-8") != schema:
            write_whole(path, schema)


def _base_path(folder: Path, name: str) -> Path:
    return folder / BASE / f"{name}{BASE_SUFFIX}"


def _names_from(slug: str) -> Iterator[str]:
    return (f"{slug}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))


def _found(path: Path) -> _Found:
    """Look at a file; its article is read from its line, so that a broken file has one too."""
    try:
        data = path.read_bytes()
    except OSError:  # checking and building tell of it
        return _Found("", "")
    if path.suffix == BASE_SUFFIX:
        return _Found(_article_of_base(data), digest_of(data))
    match = ARTICLE_LINE.search(data)
    if match is None:
        return _Found("", digest_of(data))
    name: bytes = match["double"] or (match["single"] or b"").replace(b"''", b"'") or match["plain"] or b""
    return _Found(name.decode("utf-8", "replace"), digest_of(data))


def _article_of_base(data: bytes) -> str:
    try:
        return str(json.loads(data).get("article", ""))
    except (ValueError, AttributeError, RecursionError):
        return ""
