"""Running Pelican, as a program of its own, to build the site."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from glob import escape
from pathlib import Path

from dateline.errors import Place, UsageError
from dateline.extraction import Project
from dateline.store import load_timeline


def require_settings(project: Project) -> Path:
    """Return the settings file that Pelican builds with.

    Raises:
        UsageError: there is none.
    """
    if project.settings_file is None:
        raise UsageError("no settings to build with", place=Place("pelicanconf.py"), hint="name them with --settings")
    return project.settings_file.resolve()


def build_site(project: Project, output: Path | None = None, without: Collection[str] = ()) -> bool:
    """Build the site with Pelican; tells whether all went well. Pelican says what did not.

    ``without`` are articles that are known to be unreadable; Pelican is not to complain about them once more.

    Raises:
        UsageError: there are no settings to build with.
    """
    command = pelican_command(project, output, without)
    done = subprocess.run(command, cwd=project.root, check=False)  # noqa: S603 - our own interpreter
    return done.returncode == 0 and not load_timeline(project.timeline, project.in_words)[1]


def output_folder(project: Project, output: Path | None) -> Path:
    """Return where the site goes: to ``output``, or if that is None to where the settings say."""
    return (output or Path(str(project.settings["OUTPUT_PATH"]))).resolve()


def pelican_command(
    project: Project, output: Path | None, without: Collection[str] = (), program: Sequence[str] = ("pelican",)
) -> list[str]:
    """Return the command that builds the site, to be run in the project's folder.

    ``program`` is the module that is run, with arguments that stand before Pelican's; ``without`` is as for
    ``build_site``.

    Raises:
        UsageError: there are no settings to build with.
    """
    settings = str(require_settings(project))
    command = [sys.executable, "-m", *program, "--settings", settings, "--log-handler", "plain"]
    to = ["--output", str(output.resolve())] if output else []
    return [*command, *to, *_ignoring(project, without)]


def _ignoring(project: Project, unreadable: Collection[str]) -> list[str]:
    """Pelican ignores files by name alone, so one that shares its name with a good article is left to Pelican."""
    names = {Path(path).name for path in unreadable}
    good = {path.name for path in project.articles() if project.reader.shown(path) not in unreadable}
    patterns = [*project.settings["IGNORE_FILES"], *sorted(escape(name) for name in names - good)]
    return ["--extra-settings", f"IGNORE_FILES={json.dumps(patterns)}"] if names - good else []
