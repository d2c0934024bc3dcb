"""Which files of the content folder Pelican reads, and that one it cannot read never stops the others."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

from pelican.contents import Content, SkipStub, Static
from pelican.generators import Generator

from dateline.access import Boundary, each_file_once
from dateline.errors import ArticleError, DatelineError, Place
from dateline.reading import bounded, completed, out_of_bounds, stored_path, telling, wrong_name

logger = logging.getLogger(__name__)

REFUSED = "dateline_refused"
"""Under this name, generators share which files have been reported."""


def project_folder(settings: Mapping[str, Any]) -> Path:
    """Return the folder that holds the content folder; paths in timeline files and DATELINE_TIMELINE start there."""
    return Path(settings["PATH"]).absolute().parent


def shown_path(path: str | Path, settings: Mapping[str, Any]) -> str:
    """Return the path of a file as timeline files give it (``content/launch.md``)."""
    return stored_path(Path(path), project_folder(settings))


def project_path(content: Content) -> str:
    """Return the path of an article or a page as timeline files give it (``content/launch.md``)."""
    return shown_path(content.source_path, content.settings)


def watch_files(generator: Generator) -> None:
    """Let a generator see the files that extraction sees, and no others."""
    generator.get_files = partial(_files, generator)


def watch_reading(generator: Generator) -> None:
    """Let a generator of articles or pages report what it cannot read, with its reason, and go on."""
    generator.readers.read_file = partial(_read, generator, generator.readers.read_file)


def watch_static_reading(generator: Generator) -> None:
    """Let a file be copied whose name looks like metadata and holds none that can be."""
    generator.readers.read_file = partial(_read_static, generator, generator.readers.read_file)


def tell_once(generator: Generator, file: str, error: DatelineError) -> None:
    """Report a file, unless another generator did; ``file`` is its path."""
    reported: set[str] = generator.context.setdefault(REFUSED, set())
    if file not in reported:
        reported.add(file)
        logger.error("%s", error)


def content_boundary(settings: Mapping[str, Any], paths: Iterable[str]) -> Boundary:
    """Return the folders that links may lead to: the content folder, and those of ``paths`` that are not in it."""
    content = Path(settings["PATH"]).absolute()
    places = [Path(os.path.normpath(content / path)) for path in paths]
    elsewhere = [place for place in places if not place.is_relative_to(content)]
    return Boundary(content, *elsewhere, name="the content folder")


def _files(
    generator: Generator, paths: Iterable[str] | str, exclude: Iterable[str] | None = None, extensions: Any = None
) -> KeysView[str]:
    """Return the files to use, as sorted paths from the content folder; in place of Pelican's ``get_files``."""
    paths = [paths] if isinstance(paths, str) else list(paths)
    content, boundary = Path(generator.path), content_boundary(generator.settings, paths)
    excluded = {os.path.normpath(content / path) for path in exclude or ()}
    unread, seen = set(generator.settings.get("DATELINE_UNREAD", ())), dict[str, Path]()
    found: list[Path] = []
    for path in paths:
        root = Path(os.path.normpath(content / path))
        for file in _below(root, shown_path(root, generator.settings), boundary):
            shown = shown_path(file, generator.settings)
            if not _is_wanted(generator, file, root, excluded, extensions) or shown in unread:
                continue
            error = _wrong(file, shown, boundary)
            if error:
                tell_once(generator, str(file), error)
                generator._add_failed_source_path(os.path.relpath(file, content))  # noqa: SLF001 - nor is it to be copied
            elif seen.setdefault(shown, file) == file:
                found.append(file)
    if extensions is not False:  # of files that are copied, each name is an address
        found = each_file_once(found, content)
    return dict.fromkeys(sorted(os.path.relpath(file, content) for file in found)).keys()


def _below(root: Path, shown: str, boundary: Boundary) -> Iterator[Path]:
    """The files of a folder, and links in it that are not followed, or the file or link itself."""
    if root.is_dir() and not out_of_bounds(root, shown, boundary):
        yield from boundary.walk(root)
    elif os.path.lexists(root):
        yield root


def _is_wanted(generator: Generator, file: Path, root: Path, excluded: set[str], extensions: Any) -> bool:
    parts = file.relative_to(root).parts
    folders = [str(root.joinpath(*parts[:depth])) for depth in range(1, len(parts) + 1)]
    ignores = generator.settings["IGNORE_FILES"]
    return (
        # Pelican's own rule for names and kinds; a folder here is a link that is not followed
        (generator._include_path(str(file), extensions) or file.is_dir())  # noqa: SLF001
        and not excluded.intersection(folders)
        and not any(part.startswith(".") or any(fnmatch(part, ignore) for ignore in ignores) for part in parts)
    )


def _wrong(file: Path, shown: str, boundary: Boundary) -> ArticleError | None:
    """Return what keeps a file from being read or copied."""
    error = wrong_name(file, shown) or out_of_bounds(file, shown, boundary)
    if error:
        return error
    if not file.exists():
        return ArticleError("cannot be opened: No such file or directory", place=Place(shown))
    return None if file.is_file() else ArticleError("cannot be opened: not a regular file", place=Place(shown))


def _read(generator: Generator, read_file: Callable[..., Content], base_path: str, path: str, **options: Any) -> Any:
    """Read an article or a page in the time that it gets; one that cannot be read is told of and skipped."""
    file = Path(base_path).absolute() / path
    shown = shown_path(file, generator.settings)
    try:
        with telling(shown), bounded(file, shown):
            content = read_file(base_path=base_path, path=path, **options)
            return content if isinstance(content, SkipStub) else completed(content, Path(path), shown)
    except DatelineError as error:
        tell_once(generator, str(file), error)
    generator._add_failed_source_path(path)  # noqa: SLF001 - so that it is not copied as it is
    return SkipStub(None, source_path=str(file))


def _read_static(
    generator: Generator, read_file: Callable[..., Content], base_path: str, path: str, **options: Any
) -> Content:
    try:
        return read_file(base_path=base_path, path=path, **options)
    except ValueError:
        source = str(Path(base_path).absolute() / path)
        return Static(None, {}, generator.settings, source, options.get("context"))
