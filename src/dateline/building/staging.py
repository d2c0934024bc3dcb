"""A new site is written beside the old one, and takes its place as a whole.

Beside the output folder are, while a site is built, two hidden folders: ``.output.dateline-site`` is the new site,
``.output.dateline-build`` is locked and takes the old site when the new one is moved to its place. Where the output
folder cannot be moved, because it is a mount point or its parent folder is read-only, both are in it, and its contents
are moved one by one. Whatever stops this half-way, the next build finds the folders and finishes it or takes it back.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dateline.access import lock

WORK = ".dateline-build"
SITE = ".dateline-site"
OLD = "old"
LEAVING = "leaving"
"""The contents of the output folder, of which some are not moved here yet."""
LEFT = "left"
"""All of the contents; those of the new site are moved to their place now."""
UNMOVABLE = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)
"""What the system says of a mount point, or of a parent folder that is read-only."""


@dataclass(frozen=True, slots=True)
class Staging:
    """The folders of one build. ``site`` is where the new site is to be written, ``lock`` the handle of the lock."""

    output: Path
    work: Path
    site: Path
    lock: int

    def publish(self) -> None:
        """Put the new site in the place of the old one.

        Raises:
            OSError: it cannot be moved there; the old site is as it was.
        """
        if not _is_inside(self.output, self.work):
            try:
                _move_whole(self.output, self.work, self.site)
            except OSError as error:
                recover(self.output, self.work, keep=self.site)
                if error.errno not in UNMOVABLE:
                    raise
            else:
                return
        _move_contents(self.output, self.site)


@contextmanager
def staged(output: Path, kept: Callable[[str], bool], waiting: Callable[[], None]) -> Iterator[Staging]:
    """Keep other builds from an output folder, mend what one left half-done, and give the folder for a new site.

    ``kept`` tells by its name whether something in the output folder is to be in the new site too. ``waiting`` is
    called where another build is at work there, before waiting for its end.

    Raises:
        OSError: the folders cannot be made, or what is to be kept cannot be copied.
    """
    work, handle = _locked_folder(output, waiting)
    try:
        recover(output, work)
        try:
            site = _site_of(output, work)
            _prepare(output, site, kept)
            yield Staging(output, work, site, handle)
        finally:
            recover(output, work)
            shutil.rmtree(work, ignore_errors=True)
    finally:
        os.close(handle)  # which gives the lock back, as the end of a killed process does


def recover(output: Path, work: Path, keep: Path | None = None) -> None:
    """Finish or take back what a build that was stopped left half-done, and remove what it left but ``keep``."""
    if (work / OLD).exists() and not output.exists():
        (work / OLD).rename(output)
    within = output / WORK
    if (within / LEFT).exists():
        _move_all(output / SITE, output)
    elif (within / LEAVING).exists():
        _move_all(within / LEAVING, output)
    left = [work / OLD, within / LEAVING, within / LEFT, output / SITE, _site_of(output, work)]
    for folder in [*left, *([within] if within != work else [])]:
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(output: Path, waiting: Callable[[], None]) -> tuple[Path, int]:
    beside = output.with_name(f".{output.name}{WORK}")
    try:
        return beside, _lock_folder(beside, waiting)
    except OSError:
        if not output.is_dir():
            raise
    return output / WORK, _lock_folder(output / WORK, waiting)


def _lock_folder(folder: Path, waiting: Callable[[], None]) -> int:
    """Make a folder and lock it; who had the lock before may have removed the folder, which is then another one."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                lock(handle, waiting)
                if os.path.samestat(os.fstat(handle), folder.stat()):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)


def _site_of(output: Path, work: Path) -> Path:
    return output / SITE if _is_inside(output, work) else output.with_name(f".{output.name}{SITE}")


def _is_inside(output: Path, work: Path) -> bool:
    return work.parent == output


def _prepare(output: Path, site: Path, kept: Callable[[str], bool]) -> None:
    """Make the folder of the new site, with the permissions of the old one and what is kept of it."""
    site.mkdir()
    if not output.is_dir():
        return
    state = output.stat()
    with suppress(OSError):  # only root may give folders away, and some file systems have no owners
        os.chown(site, state.st_uid, state.st_gid)
    site.chmod(state.st_mode & 0o7777)
    for each in _contents(output):
        if kept(each.name):
            _copy(each, site / each.name)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _move_whole(output: Path, work: Path, site: Path) -> None:
    if output.exists():
        output.rename(work / OLD)
    site.rename(output)


def _move_contents(output: Path, site: Path) -> None:
    """Replace the contents of the output folder: first all of the old ones leave, then the new ones come."""
    within = output / WORK
    within.mkdir(exist_ok=True)
    if site != output / SITE:
        shutil.move(site, output / SITE)  # which copies it, where that is another file system
    leaving = within / LEAVING
    leaving.mkdir()
    for each in _contents(output):
        each.rename(leaving / each.name)
    leaving.rename(within / LEFT)
    _move_all(output / SITE, output)


def _move_all(source: Path, target: Path) -> None:
    for each in list(source.iterdir()) if source.is_dir() else []:
        each.rename(target / each.name)


def _contents(output: Path) -> list[Path]:
    return [each for each in output.iterdir() if each.name not in (WORK, SITE)]
