"""Running Pelican, as a program of its own: to build the site, to show it, and again whenever something changes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from watchfiles import watch

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
    command = [*_pelican(project, output), *_ignoring(project, without)]
    done = subprocess.run(command, cwd=project.root, check=False)  # noqa: S603 - our own interpreter
    return done.returncode == 0 and not load_timeline(project.timeline)[1]


@contextmanager
def site_served(project: Project, output: Path | None, address: str, port: int) -> Iterator[None]:
    """Serve the built site for as long as the context lasts.

    Raises:
        UsageError: something else listens there already.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            message = f"cannot serve at {address}:{port}: {error.strerror or error}"
            raise UsageError(message, hint="name another port with --port") from error
    command = [*_pelican(project, output), "--listen", "--bind", address, "--port", str(port)]
    server = subprocess.Popen(command, cwd=project.root)  # noqa: S603
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def changes(project: Project) -> Iterator[set[Path]]:
    """Wait for changes to articles, timeline, theme or settings; yields the files that changed, time after time."""
    theme = Path(str(project.settings["THEME"]))
    wanted = [project.content, project.timeline, project.settings_file, theme if theme.is_dir() else None]
    for batch in watch(*(path for path in wanted if path and path.exists()), raise_interrupt=True):
        yield {Path(name) for _, name in batch}


def _ignoring(project: Project, unreadable: Collection[str]) -> list[str]:
    """Pelican ignores files by name alone, so one that shares its name with a good article is left to Pelican."""
    names = {Path(path).name for path in unreadable}
    good = {path.name for path in project.articles() if project.reader.shown(path) not in unreadable}
    patterns = [*project.settings["IGNORE_FILES"], *sorted(escape(name) for name in names - good)]
    return ["--extra-settings", f"IGNORE_FILES={json.dumps(patterns)}"] if names - good else []


def _pelican(project: Project, output: Path | None) -> list[str]:
    settings = str(require_settings(project))
    command = [sys.executable, "-m", "pelican", "--settings", settings, "--log-handler", "plain"]
    return [*command, "--output", str(output.resolve())] if output else command
