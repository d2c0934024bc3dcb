"""Timeline files on disk: reading them with their places, writing them whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import BinaryIO

from dateline.errors import DatelineError, Place, TimelineFileError
from dateline.model import Article, Entry
from dateline.store.merge import Decision, decide
from dateline.store.nodes import Value, parse
from dateline.store.records import TimelineFile, timeline_file
from dateline.store.render import render

BASE = ".base"
SCHEMA = "entry.schema.json"
SUFFIXES = (".yaml", ".yml")
ARTICLE_LINE = re.compile(
    r"""^article:[ \t]+(?:"(?P<double>[^"]*)"|'(?P<single>(?:[^']|'')*)'|(?P<plain>[^\s#].*?))[ \t]*(?:[ \t]#.*)?$""",
    re.MULTILINE,
)
LARGEST = 50_000_000


class TimelineFolder:
    """The timeline's folder: finds the file of an article, and brings it up to date."""

    def __init__(self, folder: Path, root: Path) -> None:
        """``root`` is the folder that the articles' paths start from."""
        self.folder = folder
        self._names: dict[str, str] = {}
        self._free: set[str] = set()
        for path in timeline_paths(folder) + sorted((folder / BASE).glob("*.yaml")):
            article = _article_of(path)
            if (root / article).is_file():
                self._names.setdefault(article, path.name)
            elif article:  # it was moved or deleted, and an article of that slug may take the file over
                self._free.add(path.name)

    def path_for(self, article: Article) -> Path:
        """Return the file of an article: the one that names it, else one named after its slug."""
        if article.path not in self._names:
            names = (f"{article.slug}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
            self._names[article.path] = next(name for name in names if self._is_free(name))
        return self.folder / self._names[article.path]

    def _is_free(self, name: str) -> bool:
        return name not in self._names.values() and (name in self._free or not (self.folder / name).exists())

    def update(self, article: Article, entries: Iterable[Entry], *, dry_run: bool = False) -> tuple[Path, Decision]:
        """Bring the file of an article up to date, unless a person edited or deleted it; returns what was done."""
        path = self.path_for(article)
        base = self.folder / BASE / path.name
        machine = render(article, entries)
        decision = decide(_text_or_none(base), _text_or_none(path), machine)
        if not dry_run:
            # The file goes first: should the base be missed, the next run sees the same text on both sides.
            if decision.writes_file:
                write_whole(path, machine)
            if decision.writes_base:
                write_whole(base, machine)
            self._add_schema()
        return path, decision

    def _add_schema(self) -> None:
        """Put the schema beside the files, where their first line points editors to."""
        schema = schema_text()
        path = self.folder / SCHEMA
        if _text_or_none(path) != schema:
            write_whole(path, schema)


def schema_text() -> str:
    """Return the JSON Schema of timeline files."""
    return files("dateline.store").joinpath(SCHEMA).read_text("utf-8")


def timeline_paths(folder: Path) -> list[Path]:
    """Return the timeline files of a folder, in order of their names."""
    found = (path for path in folder.glob("*") if path.suffix in SUFFIXES and not path.name.startswith("."))
    return sorted(path for path in found if path.is_file())


def load_timeline(folder: Path) -> tuple[list[TimelineFile], list[DatelineError]]:
    """Read all that can be read of a timeline: its files, and what is wrong with the rest."""
    timeline: list[TimelineFile] = []
    errors: list[DatelineError] = []
    for path in timeline_paths(folder):
        try:
            file, mistakes = timeline_file(str(path), parse_file(path))
        except DatelineError as error:
            errors.append(error)
        else:
            timeline.append(file)
            errors.extend(mistakes)
    return timeline, errors


def read_timeline(path: Path) -> TimelineFile:
    """Read one timeline file.

    Raises:
        DatelineError: it is not a timeline, or one of its entries is wrong; the first such error.
    """
    file, errors = timeline_file(str(path), parse_file(path))
    if errors:
        raise errors[0]
    return file


def parse_file(path: Path, shown: str = "") -> Value | None:
    """Read a YAML file into values with places; ``shown`` is its path as errors give it.

    Raises:
        TimelineFileError: it cannot be opened, is too large, not UTF-8 or not YAML.
    """
    shown = shown or str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise TimelineFileError("too large for a timeline", place=Place(shown), expected="less than 50 MB")
        data = path.read_bytes()
    except OSError as error:
        raise TimelineFileError(f"cannot be opened: {error.strerror or error}", place=Place(shown)) from error
    try:
        return parse(data.decode("utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Place(shown, line, len(before.decode("utf-8", "replace")) + 1)
        raise TimelineFileError("not UTF-8 text", place=place, hint="save the file as UTF-8") from None


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that it holds the old text or the new, never half of one."""
    with writing_whole(path) as file:
        file.write(text.encode())


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of ``path`` when all is written, and is gone if that fails."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions a file has, or those a new one would get."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _text_or_none(path: Path) -> str | None:
    """The text of a file, its line ends as we write them; what is not text differs from all we write."""
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None


def _article_of(path: Path) -> str:
    """The article a file names, "" if it names none; read from its line, so that a broken file has one too."""
    try:
        match = ARTICLE_LINE.search(_text_or_none(path) or "")
    except OSError:  # checking and building tell of it
        return ""
    return match["double"] or (match["single"] or "").replace("''", "'") or match["plain"] or "" if match else ""
