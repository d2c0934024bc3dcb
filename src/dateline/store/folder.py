"""The timeline's folder: finds the files of an article, and brings them up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.access import Boundary, is_there, read_regular
from dateline.errors import ArticleError, DatelineError, Place, TimelineFileError
from dateline.model import Article, Entry
from dateline.store.base import read_base
from dateline.store.decisions import Base
from dateline.store.durable import locked, write_together, write_whole
from dateline.store.files import (
    BASE,
    BASE_SUFFIX,
    SCHEMA,
    DateReader,
    is_inside,
    load_timeline,
    read_text,
    require_inside,
    schema_text,
    timeline_paths,
)
from dateline.store.hand import read_hand
from dateline.store.matching import Record
from dateline.store.merge import Action, Merge, merge, merge_events
from dateline.store.ownership import NOTHING, Holding, Ownership, find, key_of
from dateline.store.parsing import parse
from dateline.store.parts import Double, Part, merge_parts
from dateline.store.records import TimelineFile
from dateline.store.renames import Beside, Reading, Renames


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
    """What becomes of one of an article's files, and how many of the article's entries are its."""

    path: Path
    merge: Merge
    entries: int


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
        inside = (path for path in timeline_paths(folder) if is_inside(self.boundary, path))
        bases = sorted((folder / BASE).glob(f"*{BASE_SUFFIX}"))
        self._owners = Ownership(find(inside), find(bases), cache(self._is_there))
        self._held: dict[Path, str] = {}
        self._brought_up: list[str] = []
        self._renames = Renames(self._owners, self._remembered, self._held_by)

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

    def has(self, article: str) -> bool:
        """Tell whether an article has a file, or had one that a person deleted."""
        return self._owners.of(article) != NOTHING

    def has_settled(self, article: str) -> None:
        """Take down that an article is as it was, and so are its files."""
        self._renames.note(article)

    def require_undisputed(self, article: str) -> None:
        """Raise ``TimelineFileError`` if a file and its base say that they are of two articles, this one among them."""
        error = self._owners.disputed.get(key_of(article))
        if error and error.place:
            place = Place(self._shown(self.folder / error.place.path))
            raise TimelineFileError(error.message, place=place, hint=error.hint)

    def is_in_doubt(self, article: Article, entries: Sequence[Entry]) -> bool:
        """Tell whether the files of an article can only be told when all articles have been read; see ``settle``."""
        return self._renames.is_in_doubt(article, entries)

    def settle(self, doubtful: Sequence[Reading], beside: Beside) -> Mapping[str, DatelineError]:
        """Find the files of articles in doubt; returns what keeps it from being done, by the articles' paths.

        Where one of several articles that changed places cannot be brought up to date, none of them is.
        """
        errors: dict[str, DatelineError] = {}
        unknown, moved = self._renames.settle(doubtful, beside)
        errors |= unknown
        for article, entries in doubtful:
            if article.path in moved - errors.keys():
                try:
                    self.merge(article, entries)
                except DatelineError as error:
                    errors[article.path] = error.at(Place(article.path))
        failed = sorted(moved & errors.keys())
        for path in sorted(moved - errors.keys()) if failed else ():
            message = f"not done, since it changed places with {failed[0]}, which cannot be done"
            errors[path] = ArticleError(message, place=Place(path))
        return errors

    def merge(self, article: Article, entries: Iterable[Entry]) -> Merged:
        """Decide what becomes of the files of an article; one that has none gets one that is named after its slug.

        Raises:
            TimelineFileError: a file is broken, or there is news that cannot be put into it safely.
        """
        entries = list(entries)
        has = self._owners.of(article.path)
        if len(has.files) > 1 or (has.files and has.loose):
            return self._merge_parts(has, article, entries)
        name = next(iter((*has.files, *has.loose)), "") or self._owners.free_name(article.slug)
        path, base = self.folder / name, next(iter(has.bases), "")
        known = self._text(self._base_at(base)) if base else None
        merged = merge(known, self._text(path), article, entries, self._shown(path))
        return Merged(article.path, (Piece(path, merged, len(entries)),))

    def _merge_parts(self, has: Holding, article: Article, entries: list[Entry]) -> Merged:
        parts = [
            Part(self._text(self.folder / file) or "", self._base_text(base), self._shown(self.folder / file))
            for file, base in has.pairs
        ]
        loose = [text for base in has.loose if (text := self._base_text(base)) is not None]
        merges, doubles = merge_parts(parts, loose, article, entries)
        paths = [self.folder / file for file in has.files]
        found = ((path, part) for path, part in zip(paths, merges, strict=True) if part is not None)
        pieces = (Piece(path, part.merge, part.entries) for path, part in found)
        return Merged(article.path, tuple(pieces), tuple(doubles))

    def _base_text(self, base: str) -> str | None:
        return self._text(self._base_at(base)) if base else None

    def copied(self, path: Path) -> tuple[str, Set[str]] | None:
        """Return the file, as shown, that follows the article where another is a copy of it, and its entries' ids."""
        is_ours = path.resolve().parent == self.folder.resolve()
        original = self._owners.original_of(path.name) if is_ours else ""
        return (self._shown(self.folder / original), self._owners.files[original].ids) if original else None

    def require_inside(self, path: Path) -> None:
        """Raise ``TimelineFileError`` for a file, or one with a base, that is a link out of the project."""
        for place in (path, self.base_path(path)):
            require_inside(self.boundary, place, self._shown(place))

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
        if merged.text is not None:
            self._owners.wrote_file(article, path.name, merged.text.encode())
        if merged.base is not None:
            self._owners.wrote_base(article, path.name, base.name.removesuffix(BASE_SUFFIX), merged.base.encode())

    def has_brought_up(self, article: str) -> None:
        """Remove the bases of an article's files that are gone, now that the bases of the others know the same.

        Raises:
            OSError: a file cannot be removed.
        """
        self._brought_up.append(article)
        has = self._owners.of(article)
        for base in has.loose if has.files else ():
            self._base_at(base).unlink(missing_ok=True)
            self._owners.removed_base(article, base)

    def name_bases(self) -> None:
        """Name the bases of the articles that were brought up to date after their files, where these were renamed.

        Raises:
            OSError: a file cannot be renamed.
        """
        while found := self._owners.badly_named(self._brought_up):
            _, file, base = found
            self._base_at(base).replace(self._base_at(file))
            self._owners.renamed_base(*found)

    def base_path(self, path: Path) -> Path:
        """Return the path of a file's base."""
        found = self._owners.files.get(path.name)
        base = self._owners.of(found.article).base_of(path.name) if found else ""
        return self._base_at(base or path.name)

    def base_of(self, path: Path) -> Base | None:
        """Return what is remembered of a file, None if there is nothing that can be read."""
        try:
            text = self._text(self.base_path(path))
            return read_base(text, self._shown(path)) if text is not None else None
        except DatelineError:
            return None

    def _base_to_write(self, article: str, path: Path) -> Path:
        return self._base_at(self._owners.base_for(article, path.name))

    def _base_at(self, name: str) -> Path:
        return self.folder / BASE / f"{name}{BASE_SUFFIX}"

    def _remembered(self, has: Holding) -> list[Record]:
        """The entries that the bases of a holding remember, none of one that is damaged."""
        found: list[Record] = []
        for name in has.bases:
            with suppress(DatelineError):
                found += read_base(self._base_text(name) or "", name).entries
        return found

    def _held_by(self, has: Holding) -> list[Record]:
        """The entries that the files of a holding hold, none of one that is broken."""
        found: list[Record] = []
        for name in has.files:
            with suppress(DatelineError):
                document = parse(self._text(self.folder / name) or "", name)
                found += [entry.record for entry in read_hand(document).entries]
        return found

    def _is_there(self, article: str) -> bool:
        """Whether an article is still there, in whatever form of Unicode the file system writes its name."""
        if is_there(self._root, article):
            return True
        path = self._root / article
        with suppress(OSError, ValueError):  # no folder, or no name of one
            return any(key_of(each.name) == path.name for each in path.parent.iterdir())
        return False

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
