"""Locks between programs, which the end of a program gives back, however it ends."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress

with suppress(ImportError):  # Windows has no such locks
    import fcntl


def lock(handle: int, waiting: Callable[[], None]) -> None:
    """Lock an open file or folder for this program; ``waiting`` is called before waiting for another one's end.

    The lock lasts until all copies of the handle are closed, those of child processes too. Where the operating system
    or a network file system has no such locks, it does nothing.
    """
    if os.name == "nt":
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in (errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP):
            raise
