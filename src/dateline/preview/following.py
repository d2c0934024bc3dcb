"""What a site is made from, and what of it changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from watchfiles import watch

from dateline.project import Project

Files = Mapping[str, tuple[int, int, int]]
"""Files by path, with what tells that one was written: when, its size, its number."""

# Folders that programs keep their own things in, the timeline's bases among them, and files of editors.
FOLDERS = frozenset(
    """
    .base .git .hg .hypothesis .idea .mypy_cache .pytest_cache .ruff_cache .svn .tox .venv .vscode __pycache__
    node_modules
    """.split()
)
BEGINNINGS = (".#", "#", ".~", "~$")
ENDS = ("~", ".swp", ".swo", ".swx", ".tmp", ".part", ".pyc", ".DS_Store")
LEAST_WAIT = 1000
"""How long, in milliseconds, to wait for a word of the system before looking all the same; not all file systems send
one, and none does for a folder that was removed and made again."""
STEP = 100
"""How long, in milliseconds, nothing more is to change before it is built; a second and a half is the most."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The files that changed, came or went, by what they are for."""

    content: frozenset[str]
    timeline: frozenset[str]
    theme: frozenset[str]
    settings: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.content or self.timeline or self.theme or self.settings)

    @property
    def only_styles(self) -> bool:
        """Whether nothing but style sheets changed."""
        others = self.content or self.timeline or self.settings
        return not others and all(path.endswith(".css") for path in self.theme)


@dataclass(frozen=True, slots=True)
class _Seen:
    content: Files
    timeline: Files
    theme: Files
    settings: Files


class Follower:
    """Follows the files of a project, from the moment on that it is made."""

    def __init__(self, project: Project, output: Path) -> None:
        """``output`` is where the site goes, which is never followed, wherever it is."""
        self._output = output
        self._project = project
        self._took = 0.0
        self._seen = self._look()

    def follow(self, project: Project) -> None:
        """Go by a project's new settings."""
        self._project = project

    def changes(self) -> Iterator[Changed]:
        """Wait for changes, time after time; those made while the caller is busy with some come next, all at once."""
        while True:
            with suppress(FileNotFoundError):  # a folder that goes at this moment
                yield from self._changes_in(self._roots())

    def _changes_in(self, roots: list[Path]) -> Iterator[Changed]:
        """Wait for changes until there are other folders to look for them in."""
        wait = max(LEAST_WAIT, int(self._took * 20_000))  # looking shall take no more than a twentieth of the time
        options: dict[str, Any] = {"rust_timeout": wait, "yield_on_timeout": True, "ignore_permission_denied": True}
        with closing(watch(*roots, watch_filter=None, step=STEP, **options)) as words:
            for _ in words:
                if changed := self.look():
                    yield changed
                if self._roots() != roots:
                    return

    def look(self) -> Changed:
        """Return what changed since the last look."""
        before, self._seen = self._seen, self._look()
        now = self._seen
        return Changed(
            _difference(before.content, now.content),
            _difference(before.timeline, now.timeline),
            _difference(before.theme, now.theme),
            _difference(before.settings, now.settings),
        )

    def pass_over_timeline(self) -> None:
        """Take the timeline as it is now for seen: extraction wrote to it."""
        self._seen = replace(self._seen, timeline=self._files([self._project.timeline]))

    def _look(self) -> _Seen:
        start = time.perf_counter()
        project = self._project
        settings = self._files([project.settings_file.resolve().parent], deep=False) if project.settings_file else {}
        seen = _Seen(
            self._files([project.content], besides=project.timeline),
            self._files([project.timeline]),
            self._files(_theme(project)),
            {path: state for path, state in settings.items() if path.endswith(".py")},
        )
        self._took = time.perf_counter() - start
        return seen

    def _roots(self) -> list[Path]:
        folders = (self._project.content, self._project.timeline, *_theme(self._project))
        return [folder for folder in folders if folder.is_dir()]

    def _files(self, folders: Iterable[Path], *, besides: Path | None = None, deep: bool = True) -> Files:
        cache = self._project.root / (self._project.settings.get("CACHE_PATH") or "cache")
        left_out = {str(self._output), str(cache), str(besides)}
        return {path: state for folder in folders for path, state in _walk(str(folder), left_out, deep=deep)}


def _theme(project: Project) -> list[Path]:
    """The folders that the site's looks come from; what is not absolute, Pelican takes from the folder it runs in."""
    settings = project.settings
    return [project.root / folder for folder in (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])]


def _difference(before: Files, now: Files) -> frozenset[str]:
    return frozenset(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def _walk(folder: str, left_out: set[str], *, deep: bool) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Go through a folder; links are followed as Pelican does, but into no folder twice."""
    waiting, known = [folder], set()
    while waiting:
        for entry in _entries(waiting.pop()):
            try:
                state = entry.stat()
            except OSError:  # gone meanwhile, or a link to nowhere
                continue
            if S_ISREG(state.st_mode):
                if not entry.name.startswith(BEGINNINGS) and not entry.name.endswith(ENDS):
                    yield entry.path, (state.st_mtime_ns, state.st_size, state.st_ino)
            elif deep and S_ISDIR(state.st_mode) and entry.name not in FOLDERS and entry.path not in left_out:
                number = (state.st_dev, state.st_ino)
                if number not in known or not state.st_ino:  # on Windows there are no numbers
                    known.add(number)
                    waiting.append(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:  # not there, or gone meanwhile
        return []
