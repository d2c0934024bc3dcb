"""Timeline files on disk: finding them, and reading them with their places."""

from __future__ import annotations

import errno
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from dateline.access import Boundary, internal_error, read_regular
from dateline.errors import DatelineError, Place, TimelineFileError
from dateline.store.cache import Cache
from dateline.store.durable import digest_of
from dateline.store.nodes import Document
from dateline.store.parsing import parse
from dateline.store.records import TimelineFile, from_json, timeline_file, to_json

BASE = ".base"
BASE_SUFFIX = ".json"
SCHEMA = "entry.schema.json"
SUFFIXES = (".yaml", ".yml")
LARGEST = 32_000_000

DateReader = Callable[[str], str]
"""Turns a date that is written in words into EDTF; raises ``ValueSyntaxError`` for what is none."""


def schema_text() -> str:
    """Return the JSON Schema of timeline files."""
    return files("dateline.store").joinpath(SCHEMA).read_text("utf-8")


def timeline_paths(folder: Path) -> list[Path]:
    """Return the timeline files of a folder, in order of their names; reading tells which of them are no files."""
    found = (path for path in folder.glob("*") if path.suffix in SUFFIXES and not path.name.startswith("."))
    return sorted((path for path in found if not path.is_dir()), key=lambda path: path.name)


def load_timeline(
    folder: Path,
    in_words: DateReader,
    instead: Mapping[Path, str] = MappingProxyType({}),
    boundary: Boundary | None = None,
) -> tuple[list[TimelineFile], list[DatelineError]]:
    """Read all that can be read of a timeline: its files, and what is wrong with the rest.

    A file whose content was read before, here or under another name, is taken from a cache. ``instead`` holds texts
    that are to be read in place of what files hold, or of files that are not there yet. A symbolic link that leads
    beyond the ``boundary`` (if none is given, that of the folder above) is an error. Copies come last, so that the
    entries that follow an article are the first of their ids.
    """
    boundary = boundary or Boundary(folder.parent)
    timeline: list[TimelineFile] = []
    errors: list[DatelineError] = []
    cache = Cache(folder, "parsed")
    kept, used, new = cache.read(), set(), {}
    for path in sorted({*timeline_paths(folder), *instead}, key=lambda path: path.name):
        try:
            data = instead[path].encode() if path in instead else _inside(boundary, path)
            digest = digest_of(data)
            used.add(digest)
            if digest in kept:
                timeline.append(from_json(str(path), kept[digest]))
                continue
            file, mistakes = timeline_file(str(path), parse(decoded(data, str(path)), str(path)).root, in_words)
        except DatelineError as error:
            errors.append(error)
        except Exception as error:
            errors.append(internal_error(Place(str(path)), error))
        else:
            timeline.append(file)
            errors.extend(mistakes)
            if not mistakes:
                new[digest] = to_json(file)
    cache.write(new, kept.keys() - used)
    based = {path.name.removesuffix(BASE_SUFFIX) for path in (folder / BASE).glob(f"*{BASE_SUFFIX}")}
    return sorted(_with_copies(timeline, based), key=lambda file: bool(file.copy_of)), errors


def _with_copies(timeline: Sequence[TimelineFile], based: Container[str]) -> Iterator[TimelineFile]:
    """The files, copies marked: without a base, they hold an entry of a file of the same article that has one."""
    followed = [file for file in timeline if file.article and Path(file.path).name in based]
    holders = {(file.article, entry.id): file.path for file in reversed(followed) for entry in file.entries}
    for file in timeline:
        held = (holders.get((file.article, entry.id), "") for entry in file.entries)
        yield file if Path(file.path).name in based else replace(file, copy_of=next(filter(None, held), ""))


def is_inside(boundary: Boundary, path: Path) -> bool:
    """Tell whether a file lies inside of a project, with all links followed, and none leads to what is hidden."""
    return not _wrong(boundary, path)


def _wrong(boundary: Boundary, path: Path) -> str:
    """Return what is wrong with where a path leads, "" if nothing is."""
    linked = path.is_symlink()
    if (linked or not _contains_folder(boundary, path.parent)) and not boundary.contains(path):
        return "leads out of the project"
    return "leads to a hidden file" if _is_to_hidden(boundary, path if linked else path.parent) else ""


@lru_cache(maxsize=8)
def _contains_folder(boundary: Boundary, folder: Path) -> bool:
    """Tell whether a folder lies inside, which is looked at once, not for each of its files."""
    return boundary.contains(folder)


def _is_to_hidden(boundary: Boundary, path: Path) -> bool:
    return path.is_symlink() and path.exists() and boundary.contains(path) and boundary.is_hidden(path)


def require_inside(boundary: Boundary, path: Path, shown: str) -> None:
    """Raise ``TimelineFileError`` for a path that is, or leads through, a symbolic link to what is not for it."""
    wrong = _wrong(boundary, path)
    if wrong:
        hint = "links are followed within the project only: put the file itself there"
        raise TimelineFileError(f"a symbolic link that {wrong}", place=Place(shown), hint=hint)


def _inside(boundary: Boundary, path: Path) -> bytes:
    require_inside(boundary, path, str(path))
    return read_bytes(path, str(path))


def read_timeline(path: Path, in_words: DateReader) -> TimelineFile:
    """Read one timeline file.

    Raises:
        DatelineError: it is not a timeline, or one of its entries is wrong; the first such error.
    """
    file, errors = timeline_file(str(path), parse_file(path).root, in_words)
    if errors:
        raise errors[0]
    return file


def parse_file(path: Path, shown: str = "") -> Document:
    """Read a YAML file into values with places; ``shown`` is its path as errors give it.

    Raises:
        TimelineFileError: it cannot be opened, is too large, not UTF-8 or not YAML.
    """
    shown = shown or str(path)
    return parse(read_text(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """Return the text of a file as it stands; raises ``TimelineFileError`` as ``read_bytes`` and ``decoded`` do."""
    return decoded(read_bytes(path, shown), shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """Return what a file holds.

    Raises:
        TimelineFileError: it cannot be opened, is no regular file, or is too large.
    """
    try:
        return read_regular(path, LARGEST)
    except OSError as error:
        if error.errno == errno.EFBIG:
            expected = f"less than {LARGEST // 1_000_000} MB"
            raise TimelineFileError("too large for a timeline", place=Place(shown), expected=expected) from error
        raise TimelineFileError(f"cannot be opened: {error.strerror or error}", place=Place(shown)) from error


def decoded(data: bytes, shown: str) -> str:
    """Return the text of a file, its byte order mark and line ends as they are.

    Raises:
        TimelineFileError: it is not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Place(shown, line, len(before.decode("utf-8", "replace")) + 1)
        raise TimelineFileError("not UTF-8 text", place=place, hint="save the file as UTF-8") from None
