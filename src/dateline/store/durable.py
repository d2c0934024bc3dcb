"""Writing that survives Ctrl-C, a full disk and a power cut: a file holds the old text or the new, never half of one.

A timeline file and its base belong together. The new base is laid down first, under a name that tells which text of
the file it belongs to; then the file takes its place, then the base. Whatever stops this half-way, the next run finds
the name and either finishes or takes it back.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from dateline.access import lock

LAID_DOWN = re.compile(r"\.(?P<name>.+)\.(?P<digest>[0-9a-f]{64})\.(?P<base>.+)\.next")
TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def write_together(path: Path, text: str | None, base: Path, base_text: str | None) -> None:
    """Write a timeline file and its base so that both are old or both are new, once ``recover`` has run.

    None is for one that stays as it is.

    Raises:
        OSError: either cannot be written; it names the timeline file, since people know no other, and the folder.
    """
    with _naming(path):
        _write_together(path, text, base, base_text)


def _write_together(path: Path, text: str | None, base: Path, base_text: str | None) -> None:
    if text is None or base_text is None:
        for place, new in ((path, text), (base, base_text)):
            if new is not None:
                write_whole(place, new)
        return
    data = text.encode()
    # Its name holds that of the file, what the file is to hold, and what comes after the file's name in the base's, or
    # the base's whole name, where that is another.
    ending = base.name.removeprefix(f"{path.name}.")
    laid_down = base.with_name(f".{path.name}.{digest_of(data)}.{ending}.next")
    write_whole(laid_down, base_text)
    with writing_whole(path) as file:
        file.write(data)
    laid_down.replace(base)
    _sync_folder(base.parent)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have an error name a file, not what is written beside it first, and as second file the folder that this is in."""
    try:
        yield
    except OSError as error:
        folder = Path(error.filename or path).parent
        error.filename, error.filename2 = str(path), str(folder)
        raise


def recover(folder: Path, base_folder: Path) -> None:
    """Finish or take back what a run that was killed left half-done, and remove its temporary files."""
    for laid_down in _matching(base_folder, LAID_DOWN):
        match = LAID_DOWN.fullmatch(laid_down.name)
        assert match is not None  # noqa: S101 - it was found by this pattern
        path = folder / match["name"]
        if path.is_file() and digest_of(path.read_bytes()) == match["digest"]:
            ending = match["base"]
            laid_down.replace(base_folder / (ending if "." in ending else f"{match['name']}.{ending}"))
        else:
            laid_down.unlink()
    for place in (folder, base_folder):
        for temporary in _matching(place, TEMPORARY):
            temporary.unlink()


def _matching(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        return [Path(each.path) for each in found if each.name.startswith(".") and pattern.fullmatch(each.name)]
    return []


@contextmanager
def locked(folder: Path, base_folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other runs from writing to a timeline's folder, and leave it whole whatever ends this one.

    ``waiting`` is called where another run is at work there, before waiting for its end.
    """
    base_folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(base_folder, os.O_RDONLY)
    try:
        lock(handle, waiting)
        recover(folder, base_folder)
        try:
            yield
        finally:
            with suppress(OSError):  # the next run has another try
                recover(folder, base_folder)
    finally:
        os.close(handle)  # which gives the lock back, as the end of a killed process does


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that it holds the old text or the new, never half of one."""
    with _naming(path), writing_whole(path) as file:
        file.write(text.encode())


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of ``path`` when all is written, and is gone if that fails.

    Raises:
        PermissionError: the file is there and made read-only.
    """
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the disk remember a new name as well; some file systems cannot be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(target: Path) -> int:
    """The permissions a file has, or those a new one would get."""
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode & 0o777
        if not mode & 0o222:
            raise PermissionError(errno.EACCES, "the file is read-only", str(target))
        return mode
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
