"""A project: where its articles and its timeline are, and how they are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from dateline.access import Boundary
from dateline.errors import Place, UsageError
from dateline.reading import Reader, read_settings
from dateline.store import DateReader, boundary_of, timeline_paths
from dateline.typed_dates import date_in_words

SETTINGS = "pelicanconf.py"
TIMELINE = "timeline"


@dataclass(frozen=True)
class Project:
    """Where a project's articles and timeline are; paths in timeline files start from ``root``."""

    root: Path
    content: Path
    timeline: Path
    settings_file: Path | None
    settings: dict[str, Any] = field(repr=False)

    @staticmethod
    def load(settings_file: Path | None = None, folder: Path | None = None) -> Project:
        """Load the project in a folder (here, if none is named), with Pelican's settings if there are any.

        Raises:
            UsageError: the settings cannot be read.
        """
        folder = (folder or Path()).resolve()
        standard = folder / SETTINGS
        settings_file = settings_file or (standard if standard.is_file() else None)
        settings = read_settings(settings_file)
        content = (folder / settings["PATH"]).resolve()
        timeline = _timeline_of(settings, content, settings_file)
        return Project(content.parent, content, timeline, settings_file, settings)

    @cached_property
    def reader(self) -> Reader:
        """Reads this project's articles."""
        return Reader(self.settings, self.root)

    @property
    def boundary(self) -> Boundary:
        """The folders that symbolic links may lead to."""
        return boundary_of(self.root, self.timeline)

    @property
    def in_words(self) -> DateReader:
        """Reads dates that are typed in words, in the language of the site."""
        return partial(date_in_words, language=str(self.settings.get("DEFAULT_LANG") or "en"))

    def articles(self, paths: Iterable[Path] = ()) -> list[Path]:
        """Return the article files among ``paths``, folders being searched; all of the project's if there are none.

        Raises:
            UsageError: there is no content folder, or no article in a folder that is named.
        """
        if not self.content.is_dir():
            hint = "put articles there, or name another folder with PATH in pelicanconf.py"
            raise UsageError("there is no content folder", place=Place(self.reader.shown(self.content)), hint=hint)
        named = list(paths)
        if not named:
            return self.reader.paths()
        files = {self.reader.named(path) for path in named if not path.is_dir()}
        within = [article for path in named if path.is_dir() for article in self._articles_in(path)]
        return sorted(files.union(within))

    def timeline_files(self, paths: Iterable[Path] = ()) -> list[Path]:
        """Return the timeline files among ``paths``, folders being searched; all of the project's if there are none."""
        named = list(paths) or [self.timeline]
        return [file for path in named for file in (timeline_paths(path) if path.is_dir() else [path])]

    def _articles_in(self, folder: Path) -> list[Path]:
        found = [path for path in self.reader.paths() if path.is_relative_to(folder.resolve())]
        if not found:
            hint = f"articles are looked for in {self.reader.shown(self.content)}"
            raise UsageError("no articles in this folder", place=Place(self.reader.shown(folder.resolve())), hint=hint)
        return found


def _timeline_of(settings: Mapping[str, Any], content: Path, settings_file: Path | None) -> Path:
    """Return the timeline's folder; raises ``UsageError`` for one that cannot be."""
    named = settings.get("DATELINE_TIMELINE", TIMELINE)
    folder = content.parent / named if isinstance(named, str) and named.strip() else content
    if content.is_relative_to(os.path.normpath(folder)):
        place = Place(str(settings_file)) if settings_file else None
        expected = "a folder of its own, such as 'timeline'"
        raise UsageError(f"DATELINE_TIMELINE is {named!r}", place=place, expected=expected)
    return folder
