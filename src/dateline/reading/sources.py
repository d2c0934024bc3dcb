"""The source of an article: a regular file of the project, of a bounded size, that holds UTF-8 text."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from unicodedata import normalize

from dateline.access import Boundary, is_printable, printable, read_regular
from dateline.errors import ArticleError, Place

LARGEST = 8_000_000
"""The most bytes that an article has."""
MARKERS = (re.compile(r"<{7} "), re.compile(r"={7}\s*$"), re.compile(r">{7} "))
"""What lines of a conflict that Git left in a file begin with, in their order."""


def stored_path(path: Path, root: Path) -> str:
    """Return the path of a file as timeline files have it: from the project's folder, composed (NFC), with slashes.

    macOS decomposes the letters of names; a name is the same in all systems only in one of the forms.
    """
    place = path.relative_to(root) if path.is_relative_to(root) else path
    return normalize("NFC", place.as_posix())


def wrong_name(path: Path, shown: str) -> ArticleError | None:
    """Return what is wrong with the name of a file, None if it can stand in a timeline file, an address and a line."""
    hint = "give the file another name"
    if not is_printable(shown):
        return ArticleError("the name has characters that do not show", place=Place(printable(shown)), hint=hint)
    twin = _twin(path)
    if twin:
        message = f'another file has the same name in another Unicode form, "{_escaped(twin)}"'
        return ArticleError(message, place=Place(shown), excerpt=_escaped(path.name), hint=hint)
    return None


def _escaped(name: str) -> str:
    """A name in ASCII, so that two which look the same do not."""
    return name.encode("ascii", "backslashreplace").decode()


def is_hidden_name(shown: str) -> bool:
    """Tell whether a path has a part that begins with a dot, as it is written: then somebody means just that file."""
    return any(part.startswith(".") for part in PurePath(shown).parts)


def out_of_bounds(path: Path, shown: str, boundary: Boundary) -> ArticleError | None:
    """Return what is wrong with where a link leads, None if it stays in the boundary and leads to nothing hidden."""
    if not boundary.contains(path):
        hint = "copy the file to the content folder"
        return ArticleError(f"the link leads out of {boundary.name}", place=Place(shown), hint=hint)
    if not is_hidden_name(shown) and path.exists() and boundary.is_hidden(path):
        hint = "copy the file to the content folder"
        return ArticleError("the link leads to a hidden file", place=Place(shown), hint=hint)
    return None


def read_source(path: Path, shown: str, boundary: Boundary) -> str:
    """Return the text of an article's file; ``shown`` is its path in messages.

    Raises:
        ArticleError: it cannot be read, is none of the project's, is no text, or holds a conflict that Git left.
    """
    error = wrong_name(path, shown) or out_of_bounds(path, shown, boundary)
    if error:
        raise error
    try:
        data = read_regular(path, LARGEST)
    except OSError as failed:
        raise ArticleError(f"cannot be opened: {failed.strerror or failed}", place=Place(shown)) from failed
    source = _decoded(data, shown)
    line = _conflict(source.split("\n"))
    if line:
        message, hint = "a conflict that Git left", "keep one of the two versions, and take the markers out"
        raise ArticleError(message, place=Place(shown, line, 1), excerpt="<<<<<<<", hint=hint)
    return source


def place_at(shown: str, source: str, offset: int) -> Place:
    """Return the line and column of an offset in a source."""
    return Place(shown, source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset))


def place_of(shown: str, source: str, words: str, key: str = "") -> Place:
    """Where words stand in a source (after their key if one is given), or just the file if they are not found."""
    pattern = rf"{key}\W.{{0,20}}?({re.escape(words)})" if key else f"({re.escape(words)})"
    match = re.search(pattern, source, re.IGNORECASE) if words else None
    return place_at(shown, source, match.start(1)) if match else Place(shown)


def source_place(path: Path, shown: str, *words: str, key: str = "") -> Place:
    """Where the first of some words that is there stands in an article's file, as ``place_of`` finds them."""
    try:
        source = read_regular(path, LARGEST).decode("utf-8-sig", "replace")
    except OSError:  # whoever reads it tells
        return Place(shown)
    return next((place for each in words if (place := place_of(shown, source, each, key)).line), Place(shown))


def _decoded(data: bytes, shown: str) -> str:
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        raise ArticleError(
            "not UTF-8 text",
            place=place_at(shown, before, len(before)),
            excerpt=f"byte 0x{data[error.start]:02x}",
            expected="UTF-8",
            hint="save the file as UTF-8",
        ) from None
    if not source.strip():
        raise ArticleError("the file is empty", place=Place(shown), expected="an article")
    if "\0" in source:
        raise ArticleError(
            "not a text file",
            place=place_at(shown, source, source.index("\0")),
            excerpt="a NUL byte",
            expected="UTF-8 text",
            hint="save the file as UTF-8",
        )
    return source


def _conflict(lines: Sequence[str]) -> int:
    """Return the number of the line at which a conflict begins, 0 if there is none."""
    begun, waiting = 0, 0
    for number, line in enumerate(lines, 1):
        if MARKERS[0].match(line):
            begun, waiting = number, 1
        elif waiting and MARKERS[waiting].match(line):
            waiting += 1
            if waiting == len(MARKERS):
                return begun
    return 0


def _twin(path: Path) -> str:
    """Return the name of the file beside this one that has the same letters in another form and goes before it."""
    composed = normalize("NFC", path.name)
    if path.name.isascii() or path.name == composed:
        return ""
    try:
        others = [each for each in os.listdir(path.parent) if normalize("NFC", each) == composed]  # noqa: PTH208
        first = min(others, key=lambda each: (each != composed, each), default=path.name)
        return "" if first == path.name or path.parent.joinpath(first).samefile(path) else first
    except OSError:  # it is gone, or a link leads nowhere: reading it tells
        return ""
