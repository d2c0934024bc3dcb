"""Pelican's readers as sites use them: guarded, with dates in any words, and metadata that Pelican can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.reading.guarding import ArticleAccess
from dateline.reading.metadata import checked_metadata, single
from dateline.reading.moments import date_in_any_words

DATES = ("date", "modified")


def guard_reader(
    reader: Any,
    settings: Mapping[str, Any],
    root: Path,
    shown: Callable[[Path], str],
    tell: Callable[[DatelineError], object],
) -> None:
    """Make one of Pelican's readers read as ``ArticleAccess`` allows.

    ``root`` is the project's folder, ``shown`` gives the path of an article in messages, and ``tell`` is called with an
    error for each of an article's metadata that cannot be used and is left out.
    """
    access, read, process = ArticleAccess(settings, root), reader.read, reader.process_metadata

    def guarded(source_path: str) -> tuple[str, dict[str, Any]]:
        path = Path(source_path)
        rendering = access.render(read, path, shown(path))
        metadata, errors = checked_metadata(rendering.metadata, settings, shown(path), rendering.source)
        for error in errors:
            tell(error)
        return rendering.html, metadata

    def any_date(name: str, value: Any) -> Any:
        value = single(name, value)
        try:
            return process(name, value)
        except ValueError as error:
            if isinstance(error, DatelineError) or name not in DATES:
                raise
        return date_in_any_words(name, value, settings)

    reader.read, reader.process_metadata = guarded, any_date
