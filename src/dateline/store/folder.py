"""The timeline's folder: finds the files of an article, and brings them up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dateline.access import Boundary, read_regular
from dateline.errors import DatelineError
from dateline.model import Article, Entry
from dateline.store.base import read_base
from dateline.store.decisions import Base
from dateline.store.durable import locked, write_together, write_whole
from dateline.store.files import (
    BASE,
    SCHEMA,
    DateReader,
    load_timeline,
    read_text,
    require_inside,
    schema_text,
    timeline_paths,
)
from dateline.store.merge import Action, Merge, merge, merge_events
from dateline.store.ownership import BASE_SUFFIX, Holding, Ownership, find, key_of
from dateline.store.parts import Double, Part, merge_parts
from dateline.store.records import TimelineFile
from dateline.store.renames import Reading, Renames


def boundary_of(root: Path, folder: Path) -> Boundary:
    """Return the boundary of a project and its timeline's folder, which settings may put elsewhere, but no link."""
    return Boundary(root) if folder.is_symlink() else Boundary(root, folder)


@contextmanager
def writing(
    folder: Path, waiting: Callable[[], None], boundary: Boundary, shown: Callable[[Path], str] = str
) -> Iterator[None]:
    """Keep other runs from writing to a timeline's folder, and mend what one left half-done; see ``durable.locked``.

    Raises:
        TimelineFileError: a symbolic link leads out of the project.
    """
    for place in (folder, folder / BASE):
        require_inside(boundary, place, shown(place))
    with locked(folder, folder / BASE, waiting):
        yield


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes of one of an article's files."""

    path: Path
    merge: Merge


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of an article's files, the main one first, and entries that stand in two of them."""

    article: str
    pieces: tuple[Piece, ...]
    doubles: tuple[Double, ...] = ()


class TimelineFolder:
    """The files of a timeline and their bases, as they were when it was made."""

    def __init__(self, folder: Path, root: Path, shown: Callable[[Path], str] = str) -> None:
        """``root`` is the folder that the articles' paths start from; ``shown`` writes paths for people."""
        self.folder = folder
        self.boundary = boundary_of(root, folder)
        self._root = root
        self._shown = shown
        inside = filter(self.boundary.contains, timeline_paths(folder))
        self._owners = Ownership(find(inside), find(sorted((folder / BASE).glob(f"*{BASE_SUFFIX}"))))
        self._held: dict[Path, str] = {}
        self._renames = Renames(self._owners, self._remembered, cache(self._is_there))

    def load(self, in_words: DateReader) -> tuple[list[TimelineFile], list[DatelineError]]:
        """Read the whole timeline as it is, or as it would be with what is held; see ``load_timeline``."""
        files = {path: text for path, text in self._held.items() if path.parent == self.folder}
        return load_timeline(self.folder, in_words, files, self.boundary)

    def state(self) -> str:
        """Return a digest of all files and bases."""
        return self._owners.state()

    def state_of(self, article: str) -> tuple[str, str, str]:
        """Return the names of an article's files and the digests of files and bases, "" for what there is not."""
        return self._owners.state_of(article)

    def has_settled(self, article: str) -> None:
        """Take down that an article is as it was, and so are its files."""
        self._renames.note(article)

    def is_in_doubt(self, article: Article, entries: Sequence[Entry]) -> bool:
        """Tell whether the files of an article can only be told when all articles have been read; see ``settle``."""
        return self._renames.is_in_doubt(article, entries)

    def settle(self, doubtful: Sequence[Reading], read: Callable[[str], Reading | None]) -> Mapping[str, DatelineError]:
        """Find the files of articles in doubt; returns the errors of those that nobody can tell, by their paths.

        ``read`` reads an article that is not among those of the run; None if it cannot be read.
        """
        return self._renames.settle(doubtful, read)

    def merge(self, article: Article, entries: Iterable[Entry]) -> Merged:
        """Decide what becomes of the files of an article; one that has none gets one that is named after its slug.

        Raises:
            TimelineFileError: a file is broken, or there is news that cannot be put into it safely.
        """
        entries = list(entries)
        has = self._owners.of(article.path)
        if len(has.files) > 1:
            return self._merge_parts(has, article, entries)
        name = has.files[0] if has.files else ""
        if not name and has.bases:
            name = has.bases[0]
        path = self.folder / (name or self._owners.free_name(article.slug))
        base = self._base_text(has)
        merged = merge(base, self._text(path), article, entries, self._shown(path))
        moves = base is not None and bool(has.files) and self._owners.free_base(path.name, has) not in has.bases
        if moves and merged.base is None:
            merged = replace(merged, base=base)
        return Merged(article.path, (Piece(path, merged),))

    def _merge_parts(self, has: Holding, article: Article, entries: list[Entry]) -> Merged:
        paths = [self.folder / name for name in has.files]
        parts = [
            Part(
                self._text(path) or "", self._text(self._base_at(path.name)) if path.name in has.bases else None, shown
            )
            for path in paths
            if (shown := self._shown(path))
        ]
        more = [self._text(self._base_at(name)) or "" for name in has.bases if name not in has.files]
        merges, doubles = merge_parts(parts, more, article, entries)
        pieces = (Piece(path, merged) for path, merged in zip(paths, merges, strict=True) if merged is not None)
        return Merged(article.path, tuple(pieces), tuple(doubles))

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
        texts = {path: merged.text, self._base_to_write(article, path): merged.base}
        self._held.update((place, text) for place, text in texts.items() if text is not None)

    def write(self, article: str, path: Path, merged: Merge) -> None:
        """Carry out what was decided.

        Raises:
            TimelineFileError: a symbolic link leads out of the project.
            OSError: a file cannot be written.
        """
        base = self._base_to_write(article, path)
        for place, text in ((path, merged.text), (base, merged.base)):
            if text is not None:
                require_inside(self.boundary, place, self._shown(place))
        write_together(path, merged.text, base, merged.base)
        self._note(article, path, base, merged)

    def _note(self, article: str, path: Path, base: Path, merged: Merge) -> None:
        """Know what was written, and remove the bases that it replaces, those of files that are no longer there."""
        has = self._owners.of(article)
        files = (
            has.files if path.name in has.files or merged.action is Action.LEAVE_DELETED else (*has.files, path.name)
        )
        bases = has.bases
        if merged.base is not None:
            name = base.name.removesuffix(BASE_SUFFIX)
            replaced = [other for other in bases if other not in files and other != name]
            bases = (*(other for other in bases if other not in (*replaced, name)), name)
            for other in replaced:
                self._base_at(other).unlink(missing_ok=True)
                self._owners.bases.pop(other, None)
        texts = {path.name: merged.text} if merged.text is not None else {}
        written = {base.name.removesuffix(BASE_SUFFIX): merged.base} if merged.base is not None else {}
        self._owners.wrote(article, Holding(files, bases), texts, written)

    def base_path(self, path: Path) -> Path:
        """Return the path of a file's base."""
        found = self._owners.files.get(path.name)
        return self._base_to_read(self._owners.of(found.article) if found else Holding(), path.name)

    def base_of(self, path: Path) -> Base | None:
        """Return what is remembered of a file, None if there is nothing that can be read."""
        try:
            text = self._text(self.base_path(path))
            return read_base(text, self._shown(path)) if text is not None else None
        except DatelineError:
            return None

    def _base_to_read(self, has: Holding, name: str) -> Path:
        """The base of a file: where a person renamed the file, it is under the old name still."""
        if name not in has.bases and has.files[:1] == (name,):
            name = next((base for base in has.bases if base not in has.files), name)
        return self._base_at(name)

    def _base_to_write(self, article: str, path: Path) -> Path:
        return self._base_at(self._owners.free_base(path.name, self._owners.of(article)))

    def _base_at(self, name: str) -> Path:
        return self.folder / BASE / f"{name}{BASE_SUFFIX}"

    def _base_text(self, has: Holding) -> str | None:
        """The base of an article with one file or none; of several the one that was written for the file."""
        if not has.bases:
            return None
        return self._text(self._base_to_read(has, has.files[0] if has.files else has.bases[0]))

    def _remembered(self, has: Holding) -> Base:
        """What the bases of a holding remember, nothing of one that is damaged."""
        entries: list[Mapping[str, str | tuple[str, ...]]] = []
        for name in has.bases:
            try:
                entries += read_base(self._text(self._base_at(name)) or "", name).entries
            except DatelineError:
                continue
        return Base({}, tuple(entries))

    def _is_there(self, article: str) -> bool:
        """Whether an article is still there, in whatever form of Unicode the file system writes its name."""
        path = self._root / article
        if path.is_file():
            return True
        return path.parent.is_dir() and any(key_of(each.name) == path.name for each in path.parent.iterdir())

    def _text(self, path: Path) -> str | None:
        if path in self._held:
            return self._held[path]
        if not path.exists():
            return None
        require_inside(self.boundary, path, self._shown(path))
        return read_text(path, self._shown(path))

    def add_schema(self) -> None:
        """Put the schema beside the files, where their first line points editors to.

        Raises:
            TimelineFileError: a symbolic link leads out of the project.
            OSError: it cannot be written.
        """
        schema = schema_text()
        path = self.folder / SCHEMA
        require_inside(self.boundary, path, self._shown(path))
        if not _holds(path, schema.encode()):
            write_whole(path, schema)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_regular(path, len(data)) == data
    except OSError:  # not there, larger, or not a file
        return False
