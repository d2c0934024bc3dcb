"""Reading an article that anyone may have written: it takes no other files, and has an end."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils.utils import SystemMessage

from dateline.access import Boundary, TimeLimitError, time_limit
from dateline.errors import ArticleError, DatelineError, Place
from dateline.reading.file_access import Folders, Refusal, Watch, watching
from dateline.reading.sources import place_of, read_source

SECONDS = 10.0
"""The processor time that an article may take to read, and as much again for each megabyte."""
REST_LINE = re.compile(r":(\d+): \([A-Z]+/\d\) (.*)", re.DOTALL)
DISABLED = re.compile(r'"[\w-]+" directive disabled|File and URL access deactivated')
INCLUDES = "DATELINE_INCLUDES"
TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Rendering:
    """An article as one of Pelican's readers gives it, and its source.

    ``opened`` are the files that it takes in beside its own, in the order of their names.
    """

    html: str
    metadata: dict[str, Any]
    source: str
    opened: tuple[Path, ...]


class ArticleAccess:
    """What the articles of a project may read, from its settings: Pelican's, or any part of them."""

    def __init__(self, settings: Mapping[str, Any], root: Path) -> None:
        """``root`` is the project's folder, that of the content folder."""
        content = root / settings["PATH"]
        timeline = root / str(settings.get("DATELINE_TIMELINE") or TIMELINE)
        self.boundary = Boundary(content, name="the content folder")
        self._project = Boundary(root, content)
        self._folders = Folders(Boundary(content), Boundary(content, timeline))
        self._includes = settings.get(INCLUDES) is True

    def render(self, read: Callable[[str], tuple[str, dict[str, Any]]], path: Path, shown: str) -> Rendering:
        """Read an article with the ``read`` of one of Pelican's readers.

        Raises:
            ArticleError: it cannot be read, or takes what it may not.
        """
        # A file beside the content folder is no article, but can be named to be explained.
        within = self.boundary if self.boundary.contains(path.parent) else self._project
        source = read_source(path, shown, within)
        with watching(path, self._folders, includes=self._includes) as watch:
            try:
                html, metadata = read(str(path))
            except Exception as error:  # a reader, or a Markdown extension, may raise anything
                raise self._told(error, watch, path, shown, source) from error
        if watch.refused:  # the reader made nothing of it
            raise self._refused(watch.refused[0], path, shown, source)
        return Rendering(html or "", metadata, source, tuple(sorted(watch.opened)))

    def _told(self, error: Exception, watch: Watch, path: Path, shown: str, source: str) -> Exception:
        """Return what to raise for what a reader raised."""
        if watch.refused:
            return self._refused(watch.refused[0], path, shown, source)
        if isinstance(error, DatelineError | RecursionError | MemoryError):
            return error
        if isinstance(error, SystemMessage):
            match = REST_LINE.search(str(error))
            line, says = (int(match[1]), match[2]) if match else (0, str(error))
            if DISABLED.search(says):
                return self._disabled(line, shown, source)
            return ArticleError(one_line(says), place=Place(shown, line))
        return ArticleError(f"cannot be read: {one_line(str(error))}", place=Place(shown))

    def _refused(self, refusal: Refusal, path: Path, shown: str, source: str) -> ArticleError:
        what = refusal.what
        ways = [what] if "://" in what else [what, os.path.relpath(what, path.parent), Path(what).name]
        places = [(place_of(shown, source, way), way) for way in ways]
        place, found = next((each for each in places if each[0].line), places[-1])
        if refusal.is_address:
            message, hint = "the article asks for something in the network", "an article cannot load anything"
            return ArticleError(message, place=place, excerpt=found, hint=hint)
        return _takes_file(place, found, includes=self._includes)

    def _disabled(self, line: int, shown: str, source: str) -> ArticleError:
        lines = source.split("\n")
        written = lines[line - 1] if 0 < line <= len(lines) else ""
        column = len(written) - len(written.lstrip()) + 1
        return _takes_file(Place(shown, line, column), written.strip()[:60], includes=self._includes)


def _takes_file(place: Place, excerpt: str, *, includes: bool) -> ArticleError:
    hint = f"{INCLUDES} = True in the settings allows files of the content folder"
    if includes:
        hint = "only files of the content folder can be taken, and none that is hidden"
    return ArticleError("the article takes in another file", place=place, excerpt=excerpt, hint=hint)


def docutils_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return DOCUTILS_SETTINGS, in which directives take no files unless the settings say that they do."""
    includes = settings.get(INCLUDES) is True
    return {"file_insertion_enabled": includes, **(settings.get("DOCUTILS_SETTINGS") or {})}


@contextmanager
def bounded(path: Path, shown: str) -> Iterator[None]:
    """Read an article inside, within the time that one of its size gets.

    Raises:
        ArticleError: it takes longer, or is nested too deeply, or needs more memory than there is.
    """
    try:
        size = path.stat().st_size
    except OSError:  # what is inside tells of it
        size = 0
    seconds = SECONDS * (1 + size / 1_000_000)
    try:
        with time_limit(seconds):
            yield
    except TimeLimitError as error:
        hint = "its markup may be nested too deeply, or not closed"
        raise ArticleError(f"reading it {error}", place=Place(shown), hint=hint) from None
    except RecursionError:
        raise ArticleError("its markup is nested too deeply", place=Place(shown)) from None
    except MemoryError:
        raise ArticleError("reading it needs more memory than there is", place=Place(shown)) from None


def one_line(text: str) -> str:
    """Return the beginning of a text as one line."""
    return " ".join(text.split())[:200]
