"""Running Pelican, as a program of its own: to build the site, to show it, and again whenever something changes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from glob import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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
    return done.returncode == 0 and not load_timeline(project.timeline, project.in_words)[1]


@contextmanager
def site_served(project: Project, output: Path | None, address: str, port: int) -> Iterator[None]:
    """Serve the built site for as long as the context lasts.

    Raises:
        UsageError: something else listens there already.
    """
    folder = output or Path(str(project.settings["OUTPUT_PATH"]))
    try:
        server = ThreadingHTTPServer((address, port), partial(_SiteHandler, directory=str(folder.resolve())))
    except OSError as error:
        message = f"cannot serve at {address}:{port}: {error.strerror or error}"
        raise UsageError(message, hint="name another port with --port") from error
    with server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serves as a host would, with the site's own page for what is not there; a browser keeps no copy of any page."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of what is fetched."""


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
