"""Dateline's Pelican plugin: the timeline's pages from ``timeline/*.yaml`` and Pelican's articles, and nothing else.

It never looks for dates in texts itself: what stands in the timeline files is what the site shows. It works for themes
that have a ``timeline.html``; for others it does nothing, so it is harmless where Pelican finds it by itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.contents import Article, Content, Page
from pelican.generators import Generator
from pelican.plugins.dateline.contents import (
    project_folder,
    project_path,
    shown_path,
    watch_files,
    watch_reading,
    watch_static_reading,
)
from pelican.plugins.dateline.copying import watch_copying, watch_links
from pelican.plugins.dateline.generator import TimelineGenerator
from pelican.plugins.dateline.ownpages import switch_off
from pelican.plugins.dateline.processes import end_all
from pelican.plugins.dateline.searching import index_site
from pelican.plugins.dateline.writing import watch_writing
from pelican.plugins.signals import (
    all_generators_finalized,
    article_generator_init,
    article_generator_pretaxonomy,
    content_object_init,
    finalized,
    get_generators,
    initialized,
    page_generator_finalized,
    page_generator_init,
    readers_init,
    static_generator_init,
)

from dateline.errors import ArticleError, Place
from dateline.export.cleaning import clean_html
from dateline.export.formats import FORMATS
from dateline.export.nesting import is_costly
from dateline.reading import (
    TextReader,
    docutils_settings,
    fill_in,
    guard_reader,
    moved_articles,
    source_place,
    without_control,
)
from dateline.sitesettings import complete

logger = logging.getLogger(__name__)

OWN_TEMPLATES = frozenset("404 base browse help period search sources tag timeline".split())
"""Templates of the plugin's own pages, which no article or page has."""


def register() -> None:
    """Connect to Pelican; it calls this once."""
    initialized.connect(configure)
    readers_init.connect(add_text_reader)
    readers_init.connect(guard_readers)
    article_generator_init.connect(watch_contents)
    page_generator_init.connect(watch_contents)
    static_generator_init.connect(watch_static)
    content_object_init.connect(complete_content)
    article_generator_pretaxonomy.connect(tell_apart)
    page_generator_finalized.connect(tell_apart)
    get_generators.connect(choose_generator)
    all_generators_finalized.connect(begin_output)
    finalized.connect(index_site)


def configure(pelican: Any) -> None:
    """Fill in settings that are not set, make templates escape what they show, and take over the home page."""
    settings = pelican.settings
    end_all()
    if not has_timeline(settings):
        logger.info("dateline: the theme has no timeline.html, so no timeline is made")
        return
    for complaint in complete(settings, FORMATS):
        logger.error("%s", complaint)
    settings["DOCUTILS_SETTINGS"] = docutils_settings(settings)
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, "auto_reload": False, **settings["JINJA_ENVIRONMENT"]}
    if settings["DATELINE_HOME_SAVE_AS"] == settings["INDEX_SAVE_AS"]:
        settings["DIRECT_TEMPLATES"] = [name for name in settings["DIRECT_TEMPLATES"] if name != "index"]
    switch_off(settings, partial(_has_template, settings))


def has_timeline(settings: Mapping[str, Any]) -> bool:
    """Tell whether the site's theme can show a timeline."""
    return _has_template(settings, "timeline")


def _has_template(settings: Mapping[str, Any], name: str) -> bool:
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"]) / "templates"]
    return any((Path(folder) / f"{name}.html").is_file() for folder in folders)


def add_text_reader(readers: Any) -> None:
    """Let Pelican read ``.txt`` where there is a timeline, unless the site's READERS say otherwise.

    Pelican takes up every reader class it knows of, so elsewhere ours is taken away again.
    """
    if has_timeline(readers.settings):
        readers.reader_classes.setdefault("txt", TextReader)
    elif readers.reader_classes.get("txt") is TextReader:
        del readers.reader_classes["txt"]


def guard_readers(readers: Any) -> None:
    """Let Pelican's readers read as extraction does: no other files, dates in any words, metadata that can be used."""
    if not has_timeline(readers.settings):
        return
    for suffix, reader in readers.reader_classes.items():
        if reader and suffix != "static":
            readers.reader_classes[suffix] = type(reader.__name__, (_Guarded, reader), {})


class _Guarded:
    """Put before one of Pelican's readers, guards it."""

    settings: Mapping[str, Any]

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)  # type: ignore[call-arg]  # the reader's
        shown = partial(shown_path, settings=settings)
        guard_reader(self, settings, project_folder(settings), shown, partial(logger.error, "%s"))


def watch_contents(generator: Generator) -> None:
    """Let a generator of articles or pages read, link and write only what is for the site."""
    if has_timeline(generator.settings):
        watch_files(generator)
        watch_reading(generator)
        watch_links(generator)
        watch_writing(generator)


def watch_static(generator: Generator) -> None:
    """Let the generator of static files copy only what is for the site."""
    if has_timeline(generator.settings):
        watch_files(generator)
        watch_static_reading(generator)
        watch_copying(generator)


def choose_generator(pelican: Any) -> type[Generator] | None:
    """Return the generator of the timeline's pages."""
    return TimelineGenerator if has_timeline(pelican.settings) else None


def begin_output(generators: Sequence[Generator]) -> None:
    """Let the timeline's generator begin while Pelican writes the articles."""
    for generator in generators:
        if isinstance(generator, TimelineGenerator):
            generator.begin_output()


def complete_content(content: Content) -> None:
    """Take out of a text what is not for reading, and give it a title, a date and a template if it has none.

    Raises:
        ArticleError: it cannot be shown; Pelican then goes on without it.
    """
    if not has_timeline(content.settings) or not isinstance(content, Article | Page):
        return
    shown = project_path(content)
    clean_content(content, shown)
    _check_template(content, shown)
    is_dated = hasattr(content, "date")
    fill_in(content, PurePosixPath(content.relative_source_path), shown)
    if hasattr(content, "date") and not is_dated:
        content.locale_date = content.date.strftime(content.date_format)


def clean_content(content: Content, shown: str) -> None:
    """Take out of a content's text and its formatted metadata what is not for reading."""
    if content._content:  # noqa: SLF001  # what content is worked out from
        content._content = _cleaned(content._content, content.settings, shown)  # noqa: SLF001
    for name in content.settings["FORMATTED_FIELDS"]:
        value = content.metadata.get(name)
        if isinstance(value, str):
            content.metadata[name] = _cleaned(value, content.settings, shown)
            setattr(content, "_summary" if name == "summary" else name.lower(), content.metadata[name])


def _cleaned(html: str, settings: Mapping[str, Any], shown: str) -> str:
    if not settings.get("DATELINE_SANITIZE", True):
        return html
    if is_costly(html):
        message = "its markup is nested too deeply, or there is too much of it"
        raise ArticleError(message, place=Place(shown), hint="close elements, and part the article in several")
    return without_control(clean_html(html))


def _check_template(content: Content, shown: str) -> None:
    """Give a content the template of its kind if there is none that it names; Pelican would end the whole build."""
    name = content.template
    if name == content.default_template:
        return
    plain = re.fullmatch(r"[\w-]+", name) and name not in OWN_TEMPLATES
    if not plain or not _has_template(content.settings, name):
        place = source_place(Path(content.source_path), shown, name, key="template")
        message = "is the template of other pages" if name in OWN_TEMPLATES else "there is no such template"
        logger.error("%s", ArticleError(message, place=place, excerpt=name))
        content.template = content.default_template


def tell_apart(generator: Generator) -> None:
    """Give articles and pages that share an address one each; Pelican would end before the site is done."""
    if not has_timeline(generator.settings):
        return
    contents = [each for each in generator.context["generated_content"].values() if isinstance(each, Article | Page)]
    for content, first in moved_articles(contents):
        logger.warning(
            "%s: the address of %s too, so it goes to %s (name another with Slug)",
            project_path(content),
            project_path(first),
            content.save_as,
        )
