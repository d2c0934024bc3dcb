"""Running Pelican, as a program of its own, to build the site."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from glob import escape
from pathlib import Path

from dateline.errors import Place, UsageError
from dateline.extraction import Project
from dateline.problems import Problem

LONGEST_END = 1
"""How many seconds Pelican gets to end in, once this program does."""


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
    done, problems = run_pelican(project, output, without)
    return done and not problems


def run_pelican(project: Project, output: Path | None, without: Collection[str] = ()) -> tuple[bool, list[Problem]]:
    """Build the site with Pelican; tells whether it was written, and the errors that were logged.

    ``without`` are articles that are known to be unreadable; Pelican is not to complain about them once more.

    Raises:
        UsageError: there are no settings to build with.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        report = Path(folder) / "report.jsonl"
        command = pelican_command(project, output, without, program=("dateline.reporting", str(report)))
        code = _run(command, project.root)
        lines = report.read_text("utf-8").splitlines() if report.exists() else []
    problems = [Problem.from_line(line) for line in lines]
    if code and not problems:
        problems = [Problem(f"Pelican ended with exit code {code}", hint="the terminal says why")]
    return code == 0, problems


def _run(command: Sequence[str], folder: Path) -> int:
    """Run a program to its end, or to that of this one, and return its exit code.

    It is asked to end, not killed, since it has to show the terminal's cursor again; Ctrl-C is kept from it, since it
    would tell of that as well.
    """
    with subprocess.Popen(command, cwd=folder, start_new_session=True) as program:  # noqa: S603 - our own interpreter
        try:
            return program.wait()
        except BaseException:
            program.terminate()
            with suppress(subprocess.TimeoutExpired):
                program.wait(LONGEST_END)
            program.kill()
            raise


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
