"""Writing articles and pages so that one which cannot be written, or has a template that fails, stops no other."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from pelican.contents import Content
from pelican.generators import Generator
from pelican.plugins.dateline.contents import project_path
from pelican.writers import FileOverwriteFailedError

from dateline.errors import ArticleError, Place

logger = logging.getLogger(__name__)


OF_THE_NAME = (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EINVAL, errno.ELOOP)
"""What the system says of a file that has a bad name, or that of a folder; all else is wrong with the disk."""


def watch_writing(generator: Generator) -> None:
    """Let a generator of articles or pages report what it cannot write, and go on."""
    generator.generate_output = partial(_write_all, generator, generator.generate_output)


def _write_all(generator: Generator, generate_output: Callable[[Any], None], writer: Any) -> None:
    generate_output(_PatientWriter(writer, generator))


class _PatientWriter:
    """Pelican's writer for one generator: what cannot be written is told of, and the rest is written."""

    def __init__(self, writer: Any, generator: Generator) -> None:
        self._writer = writer
        self._generator = generator

    def __getattr__(self, name: str) -> Any:
        return getattr(self._writer, name)

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Write a file; an article or a page whose own template fails is written with that of its kind."""
        content = kwargs.get("article") or kwargs.get("page")
        if not isinstance(content, Content):
            self._try(name, partial(self._writer.write_file, name, template, context, *args, **kwargs))
            return
        if content.template != content.default_template:
            try:
                self._writer.write_file(name, template, context, *args, **kwargs)
            except Exception as error:  # a template may raise anything
                _raise_if_of_disk(error)
                says = f"its template {content.template!r} fails: {' '.join(str(error).split())[:200]}"
                logger.error("%s", ArticleError(says, place=Place(project_path(content)), hint="Template names it"))
            else:
                return
            template = self._generator.get_template(content.default_template)
        write = partial(self._writer.write_file, name, template, context, *args, **kwargs)
        self._try(project_path(content), write)

    def write_feed(self, elements: Any, context: Any, path: Any = None, *args: Any, **kwargs: Any) -> None:
        """Write a feed."""
        self._try(str(path), partial(self._writer.write_feed, elements, context, path, *args, **kwargs))

    def _try(self, what: str, write: Callable[[], Any]) -> None:
        """Write something; a fault of the theme's is raised, what a name or a date cause is told."""
        try:
            write()
        except (FileOverwriteFailedError, OSError, OverflowError, ValueError) as error:
            _raise_if_of_disk(error)
            logger.error("%s", ArticleError(f"cannot be written: {error}", place=Place(what)))


def _raise_if_of_disk(error: Exception) -> None:
    """Raise an error that is no fault of an article's, and that others would have as well: it ends the build."""
    if isinstance(error, OSError) and error.errno not in OF_THE_NAME:
        raise error
