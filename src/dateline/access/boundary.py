"""The boundary of a project: symbolic links are followed to what lies inside, and never beyond."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


class Boundary:
    """The folders that a project consists of.

    >>> Boundary(Path("/project")).contains(Path("/project/content/../../etc/passwd"))
    False
    """

    def __init__(self, *folders: Path) -> None:
        """``folders`` are the project's, and those that its settings name elsewhere."""
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

        Links to folders are followed inside the boundary, each folder once, so that a link to one above does no harm.
        Links to files are yielded wherever they lead.
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
            elif self.contains(path) and (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield from self._walk(path, seen)
