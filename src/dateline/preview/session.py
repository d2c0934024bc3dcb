"""The site of a project, built again and again while someone works on it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from dateline.building import output_folder, run_pelican
from dateline.errors import DatelineError
from dateline.extraction import extract_project, nobody_waits
from dateline.preview.board import Board, Renewed
from dateline.preview.following import Follower
from dateline.problems import Problem, each_once
from dateline.project import Project


class Extracted(Protocol):
    """What came of an extraction: how many articles failed, and which of them could not be read."""

    @property
    def failed(self) -> int: ...  # noqa: D102

    @property
    def unread(self) -> Sequence[str]: ...  # noqa: D102


class Session:
    """Builds the site, tells the board how it stands, and builds it again on every change."""

    def __init__(
        self,
        project: Project,
        output: Path | None,
        board: Board,
        *,
        load: Callable[[], Project],
        extract: Callable[[Project], Extracted],
        tell: Callable[[DatelineError], None],
        waiting: Callable[[], None] = nobody_waits,
        debug: bool = False,
    ) -> None:
        """``load`` reads the settings again, ``extract`` brings the timeline up to date, ``tell`` says what is wrong.

        ``output`` is where the site goes, if not where the settings say; ``waiting`` is called where another build of
        that folder has to end first. ``debug`` shows tracebacks on the terminal.
        """
        self._project = project
        self._output = output
        self._board = board
        self._load = load
        self._extract = extract
        self._tell = tell
        self._waiting = waiting
        self._debug = debug
        self._follower = Follower(project, output_folder(project, output))
        self._unloaded = False
        self._sound = False
        self._waits = False
        """Whether an article could not be done though it can be read: its timeline file has to be mended first."""
        self._unread: Sequence[str] = ()
        self._unread_problems: list[Problem] = []

    def build(self) -> None:
        """Build the site for the first time.

        Raises:
            DatelineError: nothing can be built from the project as it is.
        """
        self._board.begin()
        self._take_articles()
        self._write(only_styles=False)

    def follow(self) -> None:
        """Build the site on every change, until something ends the program.

        A change of the timeline alone is for Pelican: extraction would write to files that someone is editing.
        """
        for changed in self._follower.changes():
            self._board.begin()
            try:
                anew = bool(changed.settings) or self._unloaded
                if anew:
                    self._take_settings()
                if changed.content or anew or (changed.timeline and self._waits):
                    self._take_articles()
                self._write(only_styles=changed.only_styles)
            except DatelineError as error:  # settings that are half typed: the site stays as it was
                self._tell(error)
                self._sound = False
                self._board.end([Problem.of(error)], Renewed.NOTHING)

    def _take_settings(self) -> None:
        self._unloaded = True
        _forget_modules(self._project)
        self._project = self._load()
        self._follower.follow(self._project)
        self._unloaded = False

    def _take_articles(self) -> None:
        extracted = self._extract(self._project)
        self._follower.pass_over_timeline()
        self._unread = extracted.unread
        self._waits = extracted.failed > len(extracted.unread)
        self._unread_problems = list(_unreadable(self._project, extracted.unread))

    def _write(self, *, only_styles: bool) -> None:
        """Have Pelican write the site, and say what it found wrong."""
        home = output_folder(self._project, self._output) / "index.html"
        before = _bytes(home)
        if before is None:  # else there is a site to show until the new one is done
            self._board.write()
        done, found = run_pelican(self._project, self._output, self._unread, waiting=self._waiting, debug=self._debug)
        problems = each_once([*self._unread_problems, *found])
        if self._waits and not problems:
            problems = (Problem("an article could not be done", hint="the terminal says which, and why"),)
        # A theme may write its styles, or names for them, into the pages.
        styles = only_styles and self._sound and before == _bytes(home)
        self._sound = done
        self._board.end(problems, (Renewed.STYLES if styles else Renewed.PAGES) if done else Renewed.NOTHING)


def _unreadable(project: Project, unread: Sequence[str]) -> Iterator[Problem]:
    """What keeps articles from being read; nothing is written, and events are left alone."""
    outcomes = extract_project(project, [project.root / path for path in unread], dry_run=True)
    for outcome in islice(outcomes, len(unread)):
        if outcome.error:
            yield Problem.of(outcome.error)


def _forget_modules(project: Project) -> None:
    """Have settings that import others, as publishconf.py does, read those again too."""
    if project.settings_file is None:
        return
    folder = project.settings_file.resolve().parent
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name != "__main__" and Path(file).parent == folder:
            del sys.modules[name]
    importlib.invalidate_caches()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
