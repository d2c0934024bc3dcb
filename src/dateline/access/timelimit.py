"""A limit on the processor time of one piece of work, for markup whose cost grows with the square of its length."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0
"""Seconds until a limit that has passed is told of again, to work that swallowed it."""


class TimeLimitError(Exception):
    """Work took more processor time than it was given."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"takes more than {seconds:g} seconds of processor time")


class _PassedError(BaseException):
    """What work is stopped with: nothing that catches exceptions as such catches it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the work inside after so many seconds of processor time of this process; within others, the least counts.

    There is no limit outside the main thread, and where the system has no such timer (Windows). Work inside a function
    written in C is stopped when the function returns, or looks for signals, as regular expressions do.

    Raises:
        TimeLimitError: the time has passed.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.getsignal(signal.SIGPROF)
    left, interval = signal.getitimer(signal.ITIMER_PROF)
    if handler is None or (left and not isinstance(handler, _Watch)):  # somebody else's timer, such as a profiler's
        yield
        return
    begun, watch = time.process_time(), _Watch()
    signal.signal(signal.SIGPROF, watch)
    signal.setitimer(signal.ITIMER_PROF, min(seconds, left or seconds), AGAIN)
    try:
        try:
            yield
        finally:
            watch.inside = False
    except _PassedError:
        if left and left <= seconds:  # it is the limit outside of this one that has passed
            raise
        raise TimeLimitError(seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        if left:
            signal.setitimer(signal.ITIMER_PROF, max(left - (time.process_time() - begun), 0.001), interval)


class _Watch:
    """What is called when the time has passed."""

    def __init__(self) -> None:
        self.inside = True

    def __call__(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - what Python calls it with
        if self.inside:
            raise _PassedError
