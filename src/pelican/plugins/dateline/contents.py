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

from dateline.access import Boundary
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


def project_boundary(settings: Mapping[str, Any]) -> Boundary:
    """Return the folders that links may lead to: the project's, and what the settings name elsewhere."""
    content = Path(settings["PATH"])
    return Boundary(project_folder(settings), content, *folders_elsewhere(settings))


def folders_elsewhere(settings: Mapping[str, Any]) -> list[Path]:
    """Return the folders of STATIC_PATHS that are, by their names, not in the content folder."""
    content = Path(settings["PATH"]).absolute()
    places = [Path(os.path.normpath(content / path)) for path in settings["STATIC_PATHS"]]
    return [place for place in places if not place.is_relative_to(content)]


def _files(
    generator: Generator, paths: Iterable[str] | str, exclude: Iterable[str] | None = None, extensions: Any = None
) -> KeysView[str]:
    """Return the files to use, as sorted paths from the content folder; in place of Pelican's ``get_files``."""
    content, boundary = Path(generator.path), project_boundary(generator.settings)
    excluded = {os.path.normpath(content / path) for path in exclude or ()}
    unread, seen = set(generator.settings.get("DATELINE_UNREAD", ())), dict[str, Path]()
    found: set[str] = set()
    for path in [paths] if isinstance(paths, str) else paths:
        root = Path(os.path.normpath(content / path))
        refused = _refused_folders(generator, root, boundary)
        for file in _below(root, boundary):
            if refused and not refused.isdisjoint([file, *file.parents]):
                continue
            shown = shown_path(file, generator.settings)
            if not _is_wanted(generator, file, root, excluded, extensions) or shown in unread:
                continue
            error = _wrong(file, shown, boundary)
            if error:
                tell_once(generator, str(file), error)
                generator._add_failed_source_path(os.path.relpath(file, content))  # noqa: SLF001 - nor is it to be copied
            elif seen.setdefault(shown, file) == file:
                found.add(os.path.relpath(file, content))
    return dict.fromkeys(sorted(found)).keys()


def _below(root: Path, boundary: Boundary) -> Iterator[Path]:
    """The files of a folder, or the file itself."""
    if root.is_dir():
        if boundary.contains(root):
            yield from boundary.walk(root)
    elif os.path.lexists(root):
        yield root


def _refused_folders(generator: Generator, root: Path, boundary: Boundary) -> set[Path]:
    """Return the links to folders that lead beyond the project, or to a hidden one, and report them."""
    links = [root] if root.is_symlink() else []
    if not links:
        for place, folders, _ in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            links += [path for name in folders if (path := Path(place, name)).is_symlink()]
    refused = set()
    for link in links:
        error = out_of_bounds(link, shown_path(link, generator.settings), boundary)
        if error and link.is_dir():
            tell_once(generator, str(link), error)
            refused.add(link)
    return refused


def _is_wanted(generator: Generator, file: Path, root: Path, excluded: set[str], extensions: Any) -> bool:
    parts = file.relative_to(root).parts
    folders = [str(root.joinpath(*parts[:depth])) for depth in range(1, len(parts) + 1)]
    ignores = generator.settings["IGNORE_FILES"]
    return (
        generator._include_path(str(file), extensions)  # noqa: SLF001 - Pelican's own rule for names and kinds
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
