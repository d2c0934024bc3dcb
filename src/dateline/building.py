"""Running Pelican, as a program of its own: to build the site, to show it, and again whenever something changes."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import watch

from dateline.errors import Place, UsageError
from dateline.extraction import Project
from dateline.store import load_timeline


def build_site(project: Project, output: Path | None = None) -> bool:
    """Build the site with Pelican; tells whether all went well. Pelican says what did not.

    Raises:
        UsageError: there are no settings to build with.
    """
    done = subprocess.run(_pelican(project, output), cwd=project.root, check=False)  # noqa: S603 - our own interpreter
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


def _pelican(project: Project, output: Path | None) -> list[str]:
    if project.settings_file is None:
        raise UsageError("no settings to build with", place=Place("pelicanconf.py"), hint="name them with --settings")
    settings = str(project.settings_file.resolve())
    command = [sys.executable, "-m", "pelican", "--settings", settings, "--log-handler", "plain"]
    return [*command, "--output", str(output.resolve())] if output else command
