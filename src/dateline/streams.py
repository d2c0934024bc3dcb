"""What the commands read from and write to: files, the standard input and the standard output."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dateline.errors import DatelineError, Place, UsageError

NAME_OF_FILE = re.compile(r"\S+\.(?:md|markdown|mkd|mdown|rst|html?|txt)")


def is_file(text: str) -> bool:
    """Tell whether a text is the name of a file.

    Raises ``UsageError`` for a folder, and for a name that nothing goes by: that is no text without dates.
    """
    try:
        path = Path(text)
        if path.is_dir():
            raise UsageError("a folder, expected a text or a file", place=Place(text))
        there = path.is_file()
    except (OSError, ValueError):  # no name of a file on this system
        return False
    if not there and NAME_OF_FILE.fullmatch(text):
        raise UsageError("no such file", place=Place(text))
    return there


def standard_input() -> str:
    """Return all of the standard input; raises ``DatelineError`` where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatelineError("not UTF-8 text", place=Place("<stdin>"), hint=f"byte {error.start + 1}") from None


@contextmanager
def lines_of(source: Path | None) -> Iterator[tuple[Iterable[bytes], str]]:
    """The lines of a file or of the standard input, and what errors call it."""
    if source is None:
        yield sys.stdin.buffer, "<stdin>"
        return
    with source.open("rb") as file:
        yield file, str(source)


@contextmanager
def writer(output: Path | None) -> Iterator[BinaryIO]:
    """The standard output, or a file that is there only when all of it is."""
    if output is None:
        yield sys.stdout.buffer
        return
    from dateline.store import writing_whole  # noqa: PLC0415 - the standard output needs none of it

    with writing_whole(output) as file:
        yield file
