"""Which files are copied into the site as they are: those of the content folder and STATIC_PATHS that nothing runs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from pelican.contents import Article, Content, Page, Static
from pelican.generators import Generator
from pelican.plugins.dateline.contents import content_boundary, project_path, shown_path

from dateline.access import Boundary, is_printable, printable, read_regular
from dateline.errors import ArticleError, DatelineError, Place
from dateline.export.activefiles import is_active, is_svg, what_runs
from dateline.reading import bounded, is_file_of_timeline, is_hidden_name, is_in_theme, is_page, source_place

logger = logging.getLogger(__name__)

LARGEST_PICTURE = 8_000_000
HINT = "only files of the content folder and STATIC_PATHS, and none that is hidden"


def watch_links(generator: Generator) -> None:
    """Let articles or pages have those files copied that they may link to; what else they name is told."""
    generator.add_static_links = partial(_add_links, generator)


def watch_copying(generator: Generator) -> None:
    """Copy no file that browsers or servers would run, nor one in the place of another of the site."""
    generator.generate_output = partial(_copy, generator, generator.generate_output)


def static_boundary(settings: Mapping[str, Any]) -> Boundary:
    """Return the folders that files are copied from."""
    return content_boundary(settings, settings["STATIC_PATHS"])


def _add_links(generator: Generator, content: Content) -> None:
    """Note the files that a content links to; in place of Pelican's ``add_static_links``."""
    shown = project_path(content)
    try:
        with bounded(Path(content.source_path), shown):
            links = content.get_static_links()
    except DatelineError as error:
        logger.error("%s", error)
        return
    if not links:
        return
    boundary, base = static_boundary(generator.settings), Path(generator.path)
    for link in sorted(links):
        reason = _not_copied(base / link, link, boundary)
        if reason:
            place = source_place(Path(content.source_path), shown, link, PurePath(link).name)
            logger.error("%s", ArticleError(reason, place=place, excerpt=printable(link), hint=HINT))
        else:
            generator.context["static_links"].add(link)


def _not_copied(file: Path, link: str, boundary: Boundary) -> str:
    """Return why a file that an article links to is not copied, "" if it is."""
    if not is_printable(link):
        return "the name of a linked file has characters that do not show"
    if not boundary.contains(file) or any(part.startswith(".") and part != ".." for part in link.split("/")):
        return "the article links to a file that is not for the site"
    if not file.exists():
        return "the article links to a file that is not there"
    if boundary.is_hidden(file):
        return "the article links to a file that is not for the site"
    return "" if file.is_file() else "the article links to something that is not a regular file"


def _copy(generator: Generator, generate_output: Callable[[Any], None], writer: Any) -> None:
    """Copy the static files, without those that are not for the site."""
    contents = generator.context["generated_content"].values()
    taken = {each.save_as: each for each in contents if isinstance(each, Article | Page)}
    boundary = static_boundary(generator.settings)
    kept: list[Static] = []
    for static in sorted(generator.context["staticfiles"], key=lambda each: each.source_path):
        error = _wrong(static, boundary, taken)
        if error:
            logger.error("%s", error)
        else:
            kept.append(static)
    generator.context["staticfiles"] = kept
    generate_output(writer)


def _is_named(static: Static) -> bool:
    """Tell whether the settings name this very file: those who write them know what is in it."""
    settings, path = static.settings, static.get_relative_source_path()
    named = {os.path.normpath(each) for each in (*settings["STATIC_PATHS"], *settings["EXTRA_PATH_METADATA"])}
    return os.path.normpath(path) in named


def _wrong(static: Static, boundary: Boundary, taken: Mapping[str, Content]) -> DatelineError | None:
    """Return what keeps a file from being copied."""
    settings, file, path = static.settings, str(static.save_as), Path(static.source_path)
    place = Place(shown_path(path, settings))
    if not boundary.contains(path) or (not is_hidden_name(place.path) and boundary.is_hidden(path)):
        return ArticleError("the link leads to a file that is not for the site", place=place, hint=HINT)
    if _is_named(static):
        return None
    parts = file.split("/")
    if {"", ".", ".."} & set(parts) or is_in_theme(file, settings) or is_file_of_timeline(file, settings):
        return ArticleError("would be copied in the place of another file", place=place, excerpt=file)
    if file in taken:
        message = f"would be copied in the place of {project_path(taken[file])}"
        return ArticleError(message, place=place, excerpt=file)
    return _active(path, file, place) if settings.get("DATELINE_SANITIZE", True) else None


def _active(path: Path, file: str, place: Place) -> DatelineError | None:
    """Return what in a file would be run, instead of being shown."""
    hint = "name the file itself in STATIC_PATHS if it is to be copied all the same"
    if is_active(file) or is_active(path.name) or is_page(file):
        return ArticleError("browsers or servers run such a file, so it is not copied", place=place, hint=hint)
    if not is_svg(file) and not is_svg(path.name):
        return None
    try:
        found = what_runs(read_regular(path, LARGEST_PICTURE))
    except OSError as error:
        return ArticleError(f"cannot be opened: {error.strerror or error}", place=place)
    if not found:
        return None
    return ArticleError("the picture may run, so it is not copied", place=place, excerpt=found, hint=hint)
