"""Watching which files and addresses a reader opens while it reads one article, and refusing what is not its business.

Markup languages can take other files into a text: ``.. include::`` in reStructuredText, extensions of Markdown. An
audit hook of Python's sees every file that is opened, whichever directive or extension asks for it.
"""

from __future__ import annotations

import importlib
import linecache
import logging
import mimetypes
import os
import site
import sys
import sysconfig
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from docutils.frontend import OptionParser

from dateline.access import Boundary

NETWORK = {
    "urllib.Request", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg",
}  # fmt: skip
WATCHED = NETWORK | {"open", "import"}
IMPORTING = ("<frozen importlib", "<frozen zipimport", str(Path(importlib.__file__).parent))
# Python itself opens files for these: modules, the lines of a traceback, a log.
BY_PYTHON = (*IMPORTING, linecache.__file__, logging.__file__)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class RefusedAccessError(PermissionError):
    """A reader wanted a file or an address that the article may not take."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The content folder, and all folders whose files anyone may have written: no code is imported from them."""

    content: Boundary
    written: Boundary


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked for: the name of a file as it was opened, or an address."""

    what: str
    is_address: bool = False


class Watch:
    """What one reading may open, and what it opened.

    ``opened`` are the files of the project that it took beside the article, ``refused`` what it was not given.
    """

    def __init__(self, article: Path, folders: Folders, *, includes: bool, caller: FrameType) -> None:
        """``includes`` allows regular files in the content folder that are not hidden; ``caller`` is who watches."""
        self._article = os.path.realpath(article)
        self._folders = folders
        self._includes = includes
        self._caller = caller
        self.opened: dict[Path, None] = {}
        self.refused: list[Refusal] = []

    def see(self, event: str, args: tuple[Any, ...]) -> None:
        """Judge what is about to happen; raises ``RefusedAccessError`` if it must not."""
        if event in NETWORK:
            address = _address(event, args)
            self._refuse(address, is_address=not address.startswith("file:"))
        elif event == "import":
            if isinstance(args[1], str) and self._folders.written.contains(Path(args[1])):
                self._refuse(args[1])
        elif isinstance(args[0], str | bytes | os.PathLike):
            self._see_file(os.fsdecode(args[0]), isinstance(args[2], int) and bool(args[2] & WRITES))

    def _see_file(self, name: str, writes: bool) -> None:
        place = os.path.realpath(name)
        if not writes and (place == self._article or _is_of_python(place) or not os.path.exists(place)):  # noqa: PTH110
            return  # opening what is not there fails by itself
        by_python, path = self._is_by_python(), Path(place)
        if by_python and not self._folders.written.contains(path):
            return
        if writes or by_python or not self._includes or not self._may_be_included(path):
            self._refuse(name)
        self.opened[path] = None

    def _may_be_included(self, path: Path) -> bool:
        content = self._folders.content
        return content.contains(path) and path.is_file() and not content.is_hidden(path)

    def _is_by_python(self) -> bool:
        """Tell whether what is going on is an import, or the like, and not what the reader does itself."""
        frame = sys._getframe()  # noqa: SLF001 - Python's own way to look at the stack without reading any source
        while frame.f_back is not None and frame is not self._caller:
            frame = frame.f_back
            if frame.f_code.co_filename.startswith(BY_PYTHON):
                return True
        return False

    def _refuse(self, what: str, *, is_address: bool = False) -> None:
        self.refused.append(Refusal(what, is_address))
        raise RefusedAccessError(f"{what} is not for an article to open")


@contextmanager
def watching(article: Path, folders: Folders, *, includes: bool) -> Iterator[Watch]:
    """Watch what is opened inside, in this thread; only what the ``Watch`` that is returned allows can be."""
    _install()
    _places_of_python()  # here, as finding them out opens files itself
    caller = sys._getframe(2)  # noqa: SLF001 - behind contextlib's, whoever says "with"
    watch = Watch(article, folders, includes=includes, caller=caller)
    token = _current.set(watch)
    try:
        yield watch
    finally:
        _current.reset(token)


_current: ContextVar[Watch | None] = ContextVar("watch", default=None)


@cache
def _install() -> None:
    """Add the hook, once: Python has no way to take one away again."""
    sys.addaudithook(_hook)


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event in WATCHED:
        watch = _current.get()
        if watch is not None:
            watch.see(event, args)


def _address(event: str, args: tuple[Any, ...]) -> str:
    """What is asked for in the network: the address of a request, or the host."""
    what = args[0] if event == "urllib.Request" or isinstance(args[0], str) else args[1]
    return ":".join(map(str, what)) if isinstance(what, tuple) else str(what)


@cache
def _places_of_python() -> tuple[str, ...]:
    """Where the interpreter and installed packages have their files, and data of the system that they read."""
    paths = sysconfig.get_paths()
    places: list[str | os.PathLike[str]] = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    places += [*site.getsitepackages(), site.getusersitepackages(), Path(__file__).parents[1]]
    places += [*zoneinfo.TZPATH, "/etc/localtime", "/etc/timezone", *mimetypes.knownfiles, os.devnull, "/dev/urandom"]
    places += OptionParser.get_standard_config_files()  # docutils reads its own for each article
    return tuple(os.path.realpath(place) for place in places)


def _is_of_python(place: str) -> bool:
    return any(place == each or place.startswith(each + os.sep) for each in _places_of_python())
