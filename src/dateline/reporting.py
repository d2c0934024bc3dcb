"""Pelican as a program that tells errors in one line each, and also in a report: ``dateline.reporting … -- …``.

What follows ``--`` is Pelican's. The report goes to a pipe, a line of JSON for each error that is logged (see
``Problem``). The program ends when its standard input does: it is a pipe that the program which builds the site holds
the other end of.
"""

from __future__ import annotations

import argparse
import errno
import io
import logging
import os
import runpy
import signal
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, TextIO

from dateline.access import describe, internal_error_line, log_traceback, printable
from dateline.errors import DatelineError, OutputError, Place
from dateline.problems import Problem

GIVEN_UP = "Could not process %s"
"""Pelican's message about an article or a page that it leaves out; it does not say why."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
CLOSED = (errno.EACCES, errno.EPERM, errno.EIO)
WRITE_HINT = "the site stays as it was; make room, or name another folder with --output"
SHOW_CURSOR = b"\x1b[?25h"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where Pelican writes the ``site``, and the ``output`` folder that it goes to, which is what people know."""

    site: Path
    output: Path

    def shown(self, text: str) -> str:
        """Return a text that names files of the output folder, not of the one that Pelican writes to."""
        here = Path.cwd()
        output = self.output.relative_to(here) if self.output.is_relative_to(here) else self.output
        return text.replace(str(self.site), str(output))

    def write_error(self, error: BaseException | None) -> OutputError | None:
        """Return what an exception says if a file of the site could not be written, which spoils all of it."""
        if not isinstance(error, OSError):
            return None
        paths = [str(each) for each in (error.filename2, error.filename) if isinstance(each, str | os.PathLike)]
        ours = [path for path in paths if Path(path).is_relative_to(self.site)]
        if (error.errno in FULL and (ours or not paths)) or (error.errno in CLOSED and ours):
            place = Place(self.shown(ours[0] if ours else str(self.site)))
            return OutputError(f"cannot be written: {error.strerror}", place=place, hint=WRITE_HINT)
        return None


class Reporter(logging.Handler):
    """Writes warnings and errors to the terminal, a line each, and errors to a report too."""

    def __init__(self, report: BinaryIO, folders: Folders, terminal: TextIO, *, debug: bool) -> None:
        """``debug`` is whether the terminal shows tracebacks."""
        super().__init__(logging.WARNING)
        self._report = report
        self._folders = folders
        self._terminal = terminal
        self._debug = debug
        self.write_failed = False
        """Whether a file of the site could not be written; Pelican goes on after some such errors."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of what was logged; of the first error of writing alone, since many come after it."""
        error = exception_of(record)
        if unwritten := self._folders.write_error(error):
            if not self.write_failed:
                self._tell(str(unwritten), error)
                self._keep(Problem.of(unwritten))
            self.write_failed = True
            return
        self._tell(self._folders.shown(line_of(record)), None if isinstance(error, DatelineError) else error)
        if record.levelno >= logging.ERROR:
            self._keep(problem_of(record))

    def _tell(self, line: str, error: BaseException | None) -> None:
        shown = "".join(traceback.format_exception(error)) if self._debug and error else ""
        with suppress(OSError, ValueError):  # a terminal that is gone
            self._terminal.write(printable(f"{line}\n{shown}", keep="\n\t"))
            self._terminal.flush()

    def _keep(self, problem: Problem) -> None:
        self._report.write(f"{self._folders.shown(problem.as_line())}\n".encode())


def exception_of(record: logging.LogRecord) -> BaseException | None:
    """Return the exception that a log record is about."""
    if record.exc_info and record.exc_info[1]:
        return record.exc_info[1]
    given = [each for each in arguments_of(record) if isinstance(each, BaseException)]
    return given[0] if given else sys.exception() if record.msg == GIVEN_UP else None


def arguments_of(record: logging.LogRecord) -> list[object]:
    """Return the arguments of a log record's message."""
    return list(record.args.values()) if isinstance(record.args, Mapping) else list(record.args or ())


def message_of(record: logging.LogRecord) -> str:
    """Return the message of a log record as printable text; only the message itself may have several lines."""
    arguments: Any = record.args
    if isinstance(arguments, Mapping):
        arguments = {name: _as_printable(value) for name, value in arguments.items()}
    elif arguments:
        arguments = tuple(map(_as_printable, arguments))
    message = str(record.msg)
    try:
        message = message % arguments if arguments else message
    except (TypeError, ValueError, KeyError):  # a mistake in who logs it
        message = f"{message} {arguments}"
    return printable(message, keep="\n\t")


def _as_printable(value: object) -> object:
    return value if isinstance(value, int | float) else _Printable(value)


@dataclass(frozen=True, slots=True, repr=False)
class _Printable:
    """An argument of a message, in printable text however the message shows it."""

    value: object

    def __str__(self) -> str:
        return printable(str(self.value))

    def __repr__(self) -> str:
        return printable(repr(self.value))


def line_of(record: logging.LogRecord) -> str:
    """Return what the terminal is to show of a log record; tracebacks go to a log file."""
    message, error = message_of(record), exception_of(record)
    if error is None or not (record.exc_info or record.msg == GIVEN_UP):
        return message
    if isinstance(error, DatelineError):
        return f"{message}: {printable(str(error))}"
    place = place_of(error)
    if place is None and record.levelno >= logging.CRITICAL:  # Pelican's last words
        return internal_error_line(error)
    log = log_traceback(error, message)
    why = f": {describe(error)}" if describe(error) not in message else ""
    where = f"{place}: error: " if place else ""
    return f"{where}{message}{why}{f' (traceback: {log})' if log else ''}"


def problem_of(record: logging.LogRecord) -> Problem:
    """Return what a log record tells; of Dateline's own errors, and of exceptions, also where."""
    error = exception_of(record)
    if isinstance(error, DatelineError):
        return Problem.of(error)
    why = f": {describe(error)}" if error and record.msg == GIVEN_UP else ""
    return Problem(f"{message_of(record)}{why}", str(place_of(error) or "") if error else "")


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


class PrintableStream(io.TextIOWrapper):
    """A terminal's stream, for what is written to it by others: warnings of Python, messages of libraries."""

    def write(self, text: str) -> int:
        """Write a text with what a terminal might act on as escapes."""
        return super().write(printable(text, keep="\n\t"))


def end_with_parent() -> None:
    """Have this program and all that it started end when its standard input does."""
    handle = os.dup(sys.stdin.fileno())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, sys.stdin.fileno())
    os.close(nothing)
    Thread(target=_end_at_end_of, args=(handle,), daemon=True).start()


def _end_at_end_of(handle: int) -> None:
    with suppress(OSError):
        while os.read(handle, 1):
            pass
    if sys.stdout.isatty():
        os.write(sys.stdout.fileno(), SHOW_CURSOR)  # which Pelican hides while it is at work
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Run Pelican."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", type=int, required=True)
    for option in ("--site", "--output"):
        parser.add_argument(option, type=Path, required=True)
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("pelican", nargs="*")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an orderly end: the terminal gets its cursor back
    end_with_parent()
    stream = PrintableStream(sys.stderr.buffer, sys.stderr.encoding, "backslashreplace", line_buffering=True)
    sys.stderr = stream
    report = os.fdopen(options.report, "wb", buffering=0)
    reporter = Reporter(report, Folders(options.site, options.output), stream, debug=options.debug)
    # Pelican adds no handlers where there are some.
    logging.basicConfig(format="%(message)s", handlers=[reporter])
    sys.argv = ["pelican", *options.pelican]
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
    if reporter.write_failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
