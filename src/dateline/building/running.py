"""Running a program that ends when this one does, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

LONGEST_END = 1
"""How many seconds the program gets to end in, once this one does."""


def run(command: Callable[[int], Sequence[str]], folder: Path, lock: int) -> tuple[int, bytes]:
    """Run a program in a folder, to its end or to that of this one; returns its exit code and its report.

    ``command`` is given the handle of a pipe that the program is to write its report to, which no full disk hinders.
    The standard input is a pipe that nothing is written to: its end tells the program that this one is no more (see
    ``dateline.reporting``). The program holds a lock as well, by its handle, so that what outlives this one for a
    moment still keeps others out.

    If this one is to end, the program is asked to, since it has to show the terminal's cursor again. Ctrl-C is kept
    from it, since it would tell of that as well.
    """
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as report:
        try:
            program = subprocess.Popen(  # noqa: S603 - our own interpreter
                command(writing),
                cwd=folder,
                stdin=subprocess.PIPE,
                start_new_session=True,
                pass_fds=(lock, writing),
            )
        finally:
            os.close(writing)
        with program:
            return _finish(program, report)


def _finish(program: subprocess.Popen[bytes], report: BinaryIO) -> tuple[int, bytes]:
    try:
        told = report.read()
        code = program.wait()
    except BaseException:
        program.terminate()
        with suppress(subprocess.TimeoutExpired):
            program.wait(LONGEST_END)
        _kill_group(program.pid)
        raise
    if code:  # if it was killed, the processes that it started go on
        _kill_group(program.pid)
    return code, told


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
