"""Internal errors: one line for the person, and the traceback in a log file."""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_log_path

from dateline.access.printable import printable
from dateline.errors import DatelineError, Place

NAME = "tracebacks.log"
OLDER = "tracebacks.old.log"
LARGEST = 1_000_000
"""Bytes: a log file that is larger takes the place of the older one, so that there are never more than two."""
LONGEST = 100_000
"""Characters of one traceback that are kept: a message can cite a whole file."""


def internal_error(place: Place, error: Exception) -> DatelineError:
    """Return what to say where Dateline failed at one file or line, for the caller to go on with the next.

    The traceback is kept (see ``log_traceback``), and the hint names the file.
    """
    log = log_traceback(error, str(place))
    hint = f"please report it; traceback: {log}" if log else "please report it"
    return DatelineError(f"internal error ({describe(error)})", place=place, hint=hint)


def internal_error_line(error: BaseException, what: str = "") -> str:
    """Return one line about an exception that nobody expected, and keep its traceback.

    ``what`` is the file that was worked on, if any: ``internal error in content/a.md: KeyError: 'x' (traceback: …)``.
    """
    log = log_traceback(error, what)
    where = f" in {printable(what)}" if what else ""
    kept = f" (traceback: {printable(str(log))})" if log else ""
    return f"internal error{where}: {describe(error)}{kept}"


def describe(error: BaseException) -> str:
    """Return the type of an exception and its message, in one line of printable text."""
    message = printable(_message(error)[:500])
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # an exception whose own __str__ fails
        return ""


def log_traceback(error: BaseException, what: str) -> Path | None:
    """Append the traceback of an exception to the log file of the person who runs this; returns the file.

    It is in the folder that the operating system has for logs, or where that cannot be written, in a new file in the
    folder for temporary files; None if that cannot be written either. ``what`` says what was worked on.
    """
    text = _entry(error, what)
    for place in (_usual, _temporary):
        with suppress(OSError):
            file = place()
            _append(file, text)
            return file
    return None


def _entry(error: BaseException, what: str) -> bytes:
    shown = "".join(traceback.format_exception(error))
    lines = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  {what}\n{shown[-LONGEST:]}\n"
    return printable(lines, keep="\n").encode("utf-8", "backslashreplace")


def _usual() -> Path:
    folder = user_log_path("dateline")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / NAME
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(folder / OLDER)
    return file


def _temporary() -> Path:
    handle, name = tempfile.mkstemp(prefix="dateline-", suffix=".log")
    os.close(handle)
    return Path(name)


def _append(file: Path, text: bytes) -> None:
    # What articles hold may be in it, which is nobody else's business.
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as log:
        log.write(text)
