"""Running Pelican, as a program of its own, to build the site."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dateline.building.running import run
from dateline.building.staging import Staging, staged
from dateline.errors import OutputError, Place, UsageError
from dateline.extraction import nobody_waits
from dateline.problems import Problem
from dateline.project import Project
from dateline.reporting import WRITE_HINT


def require_settings(project: Project) -> Path:
    """Return the settings file that Pelican builds with.

    Raises:
        UsageError: there is none.
    """
    if project.settings_file is None:
        raise UsageError("no settings to build with", place=Place("pelicanconf.py"), hint="name them with --settings")
    return project.settings_file.resolve()


def output_folder(project: Project, output: Path | None) -> Path:
    """Return where the site goes: to ``output``, or if that is None to where the settings say, links followed.

    Raises:
        UsageError: the site would replace what it is made from.
    """
    folder = output or Path(str(project.settings["OUTPUT_PATH"]))
    try:
        place = folder.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a NUL; a link to itself, up to Python 3.12
        raise _unusable(folder, "is not a folder") from error
    if place.is_symlink():  # a link to itself
        raise _unusable(folder, "is not a folder")
    if place.exists() and not place.is_dir():
        raise _unusable(folder, "is a file")
    for what, source in _sources(project):
        if source.is_relative_to(place):
            raise _unusable(folder, f"is or holds {what}, which the site would replace")
        if what != PROJECT and place.is_relative_to(source):
            raise _unusable(folder, f"lies in {what}, which the site is made from")
    return place


PROJECT = "the project's folder"


def _sources(project: Project) -> list[tuple[str, Path]]:
    """What the site is made from, in words and as paths with all links followed."""
    settings = project.settings
    theme = [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
    return [
        ("the content folder", project.content.resolve()),
        ("the timeline folder", project.timeline.resolve()),
        *(("the theme", (project.root / folder).resolve()) for folder in theme),
        *([("the settings", project.settings_file.resolve())] if project.settings_file else []),
        (PROJECT, project.root.resolve()),
    ]


def _unusable(folder: Path, why: str) -> UsageError:
    hint = "name another with --output, or OUTPUT_PATH in the settings"
    return UsageError(f"cannot be the output folder: it {why}", place=Place(str(folder)), hint=hint)


def build_site(
    project: Project,
    output: Path | None = None,
    without: Collection[str] = (),
    *,
    waiting: Callable[[], None] = nobody_waits,
    debug: bool = False,
) -> bool:
    """Build the site with Pelican; tells whether all went well. Pelican says what did not.

    The parameters are those of ``run_pelican``, and so is what is raised.
    """
    done, problems = run_pelican(project, output, without, waiting=waiting, debug=debug)
    return done and not problems


def run_pelican(
    project: Project,
    output: Path | None,
    without: Collection[str] = (),
    *,
    waiting: Callable[[], None] = nobody_waits,
    debug: bool = False,
) -> tuple[bool, list[Problem]]:
    """Build the site with Pelican; tells whether it was written, and the errors that were logged.

    A site that was not written leaves the old one as it is. ``without`` are articles that are known to be unreadable;
    Pelican is not to complain about them once more. ``waiting`` is called where another build of the same folder has to
    end first. ``debug`` shows tracebacks on the terminal.

    Raises:
        UsageError: there are no settings to build with, or the site would replace what it is made from.
        OutputError: nothing can be written there.
    """
    folder = output_folder(project, output)
    settings = require_settings(project)
    try:
        with staged(folder, partial(_is_kept, project.settings), waiting) as stage:
            pelican = ["--settings", str(settings), "--log-handler", "plain", "--output", str(stage.site)]
            command = partial(_command, stage, [*pelican, *_leaving_out(without)], debug=debug)
            code, report = run(command, project.root, stage.lock)
            if code == 0:
                stage.publish()
    except OSError as error:
        raise _unwritable(folder, error) from error
    return code == 0, _problems(report, code)


def _command(stage: Staging, pelican: Sequence[str], report: int, *, debug: bool) -> list[str]:
    """Return the command that runs Pelican, with its arguments, so that it reports to a handle."""
    folders = ["--site", str(stage.site), "--output", str(stage.output)]
    options = ["--report", str(report), *folders, *(["--debug"] if debug else [])]
    return [sys.executable, "-m", "dateline.reporting", *options, "--", *pelican]


def _problems(report: bytes, code: int) -> list[Problem]:
    problems = [Problem.from_line(line) for line in report.decode().splitlines()]
    if code and not problems:
        return [Problem(f"Pelican ended with exit code {code}", hint="the terminal says why")]
    return problems


def _is_kept(settings: dict[str, Any], name: str) -> bool:
    """Tell whether Pelican keeps something that is in the output folder already."""
    return not settings["DELETE_OUTPUT_DIRECTORY"] or name in settings["OUTPUT_RETENTION"]


def _unwritable(folder: Path, error: OSError) -> OutputError:
    path, reason = error.filename or folder, error.strerror or str(error)
    if isinstance(error, shutil.Error):  # which holds a list of errors
        path, _, reason = error.args[0][0]
    return OutputError(f"cannot be written: {reason}", place=Place(str(path)), hint=WRITE_HINT)


def _leaving_out(without: Collection[str]) -> list[str]:
    """Have the plugin leave articles out, by their paths."""
    return ["--extra-settings", f"DATELINE_UNREAD={json.dumps(sorted(without))}"] if without else []
