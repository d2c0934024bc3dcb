"""Pelican as a program that also leaves a report of its errors: ``python -m dateline.reporting FILE …``.

The file gets a line of JSON for each error that is logged (see ``Problem``); all that follows it is Pelican's. What the
terminal shows is what Pelican shows there by itself.
"""

from __future__ import annotations

import logging
import runpy
import signal
import sys
import traceback
from pathlib import Path

from dateline.errors import DatelineError, Place
from dateline.problems import Problem


class Report(logging.Handler):
    """Writes errors to a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Add an error to the file."""
        try:
            line = problem_of(record).as_line()
        except Exception:
            self.handleError(record)
            return
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def problem_of(record: logging.LogRecord) -> Problem:
    """Return what a log record tells; of Dateline's own errors, and of exceptions, also where."""
    first = record.args[0] if isinstance(record.args, tuple) and record.args else None
    if isinstance(first, DatelineError):
        return Problem.of(first)
    error = record.exc_info[1] if record.exc_info else None
    return Problem(record.getMessage(), str(place_of(error) or "") if error else "")


def place_of(error: BaseException) -> Place | None:
    """Return where in the project's own files something went wrong: in a template, a plugin or the settings."""
    here = Path.cwd()
    steps = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    named = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(named[0], str) and isinstance(named[1], int):  # a mistake of syntax
        steps.append((named[0], named[1]))
    for name, line in reversed(steps):
        path = Path(name)
        if path.is_relative_to(here) and not path.is_relative_to(sys.prefix):
            return Place(path.relative_to(here).as_posix(), line)
    return None


def main() -> None:
    """Run Pelican with the arguments that follow the file's name."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an orderly end: the terminal gets its cursor back
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    # Pelican adds no handlers where there are some; these show what Python's own would without any.
    logging.basicConfig(format="%(message)s", handlers=[terminal, Report(Path(sys.argv[1]))])
    sys.argv = ["pelican", *sys.argv[2:]]
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
