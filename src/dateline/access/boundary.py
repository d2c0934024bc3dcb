"""The boundary of a project: symbolic links are followed to what lies inside, and never beyond."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


class Boundary:
    """The folders that links may lead to, as a project's; ``name`` is what errors call them.

    >>> Boundary(Path("/project")).contains(Path("/project/content/../../etc/passwd"))
    False
    """

    def __init__(self, *folders: Path, name: str = "the project's folder") -> None:
        """``folders`` are the project's, and those that its settings name elsewhere."""
        self.name = name
        self._folders = tuple(folder.resolve() for folder in folders)

    def contains(self, path: Path) -> bool:
        """Tell whether a path, with all links followed, lies inside; what is not there counts by where it would be."""
        try:
            place = Path(os.path.realpath(path))
        except (OSError, ValueError):  # a NUL in the name
            return False
        return any(place.is_relative_to(folder) for folder in self._folders)

    def is_hidden(self, path: Path) -> bool:
        """Tell whether a path inside, with all links followed, has a name that begins with a dot in the project."""
        place = path.resolve()
        inside = [place.relative_to(folder) for folder in self._folders if place.is_relative_to(folder)]
        return any(part.startswith(".") for part in min(inside, key=lambda path: len(path.parts)).parts)

    def walk(self, folder: Path) -> Iterator[Path]:
        """Yield everything below a folder that is no folder, in order of the paths.

        Links to folders are followed inside the boundary to what is not hidden, each folder once. All other links are
        yielded, for the caller to tell of where they lead.
        """
        yield from self._walk(folder, {os.path.realpath(folder)})

    def _walk(self, folder: Path, seen: set[str]) -> Iterator[Path]:
        try:
            found = sorted(os.scandir(folder), key=lambda each: each.name)
        except OSError:  # a folder that is closed to us holds nothing that we could read
            return
        for each in found:
            path = folder / each.name
            if not path.is_dir():  # of a link to itself, too
                yield path
            elif not each.is_symlink():
                yield from self._walk(path, seen)
            elif not self.contains(path) or self.is_hidden(path):
                yield path
            elif (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield from self._walk(path, seen)


def each_file_once(paths: Iterable[Path], folder: Path) -> list[Path]:
    """Return paths, as they count from a folder, without those that links make second names of a file.

    Of several names that one stays which no link leads through, or else the first.
    """
    real_folder, found = os.path.realpath(folder), dict[str, Path]()
    for path in paths:
        real = os.path.realpath(path)
        unlinked = os.path.normpath(f"{real_folder}/{os.path.relpath(path, folder)}")
        if real not in found or unlinked == real:
            found[real] = path
    return list(found.values())
