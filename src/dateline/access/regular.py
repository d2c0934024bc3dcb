"""Reading files that other people may have put there: regular files only, up to a size."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, largest: int) -> bytes:
    """Return what a regular file holds, links followed, at most ``largest`` bytes.

    A named pipe or a device would keep the reader waiting, or have no end.

    Raises:
        OSError: it cannot be opened, is no regular file, or is larger; ``strerror`` says which.
    """
    # Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    with os.fdopen(handle, "rb") as file:
        data = file.read(min(found.st_size, largest) + 1)  # asked for more, Python would set that much memory aside
        if found.st_size < len(data) <= largest:  # it has grown meanwhile
            data += file.read(largest + 1 - len(data))
    if len(data) > largest:
        raise OSError(errno.EFBIG, f"larger than {largest // 1_000_000} MB", str(path))
    return data


def is_there(root: Path, name: str) -> bool:
    r"""Tell whether a name is that of a regular file below a folder; never raises, also for what is no name at all.

    >>> [is_there(Path(), name) for name in ("a" * 5000, "a\0b", "../" * 20 + "etc/passwd", "/etc/passwd")]
    [False, False, False, False]
    """
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    return os.path.isfile(root / path)  # noqa: PTH113 - Path.is_file raises for names that are too long
