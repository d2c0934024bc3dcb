"""The command line. What it needs is imported when it runs, so that Ctrl-C meanwhile stops it in order, too."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; the exit codes are listed in docs/commands.md."""
    with terminable() as signals:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    sys.exit(TERMINATED if signals else code)


def _run(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code."""
    try:
        from dateline.cli.commands import run

        return run(arguments)
    except KeyboardInterrupt:
        from dateline.cli.console import say

        say("Stopped. Nothing is left half-written.", err=True)
        return INTERRUPTED


@contextmanager
def terminable() -> Iterator[list[int]]:
    """Have SIGTERM stop what runs as Ctrl-C does; the list that is given holds the signal once it came."""
    signals: list[int] = []

    def stop(number: int, _: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one shall not stop what cleans up
        signals.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # others cannot handle signals
        yield signals
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield signals
    finally:
        signal.signal(signal.SIGTERM, before)
