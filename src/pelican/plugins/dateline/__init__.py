"""Dateline's Pelican plugin: the timeline's pages from ``timeline/*.yaml`` and Pelican's articles, and nothing else.

It never looks for dates in texts itself: what stands in the timeline files is what the site shows. It works for themes
that have a ``timeline.html``; for others it does nothing, so it is harmless where Pelican finds it by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.plugins.dateline.generator import TimelineGenerator, project_path
from pelican.plugins.dateline.processes import end_all
from pelican.plugins.dateline.searching import index_site
from pelican.plugins.signals import (
    all_generators_finalized,
    article_generator_pretaxonomy,
    content_object_init,
    finalized,
    get_generators,
    initialized,
    page_generator_finalized,
    readers_init,
)

from dateline.errors import DatelineError
from dateline.export.cleaning import clean_html
from dateline.export.formats import FORMATS
from dateline.reading import TextReader, date_in_any_words, fill_in, moved_articles, site_zone
from dateline.sitesettings import complete, is_place_of_timeline

logger = logging.getLogger(__name__)

SHOWN = ("articles", "translations", "hidden_articles", "hidden_translations")
"""Pelican's lists of articles that have a page, and are no drafts."""
SHOWN_PAGES = ("pages", "translations", "hidden_pages", "hidden_translations")


def register() -> None:
    """Connect to Pelican; it calls this once."""
    initialized.connect(configure)
    readers_init.connect(add_text_reader)
    readers_init.connect(read_any_date)
    content_object_init.connect(complete_article)
    article_generator_pretaxonomy.connect(tell_articles_apart)
    page_generator_finalized.connect(tell_pages_apart)
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
    settings["JINJA_ENVIRONMENT"] = {"autoescape": True, "auto_reload": False, **settings["JINJA_ENVIRONMENT"]}
    if settings["DATELINE_HOME_SAVE_AS"] == settings["INDEX_SAVE_AS"]:
        settings["DIRECT_TEMPLATES"] = [name for name in settings["DIRECT_TEMPLATES"] if name != "index"]


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


def read_any_date(readers: Any) -> None:
    """Let Pelican take a date in words it does not know, such as ``13 janvier 2023``, as extraction does."""
    if not has_timeline(readers.settings):
        return
    for suffix, reader in readers.reader_classes.items():
        if reader and suffix != "static":
            readers.reader_classes[suffix] = type(reader.__name__, (_AnyDate, reader), {})


class _AnyDate:
    """Put before one of Pelican's readers, reads dates that it cannot."""

    settings: Mapping[str, Any]

    def process_metadata(self, name: str, value: str) -> Any:
        try:
            return super().process_metadata(name, value)  # type: ignore[misc]  # the reader's
        except ValueError:
            if name not in ("date", "modified"):
                raise
        return date_in_any_words(name, value, self.settings)


def choose_generator(pelican: Any) -> type[Generator] | None:
    """Return the generator of the timeline's pages."""
    return TimelineGenerator if has_timeline(pelican.settings) else None


def begin_output(generators: Sequence[Generator]) -> None:
    """Let the timeline's generator begin while Pelican writes the articles."""
    for generator in generators:
        if isinstance(generator, TimelineGenerator):
            generator.begin_output()


def complete_article(content: Content) -> None:
    """Take out of a text what is not for reading, and give an article a title and a date if its metadata do not."""
    if not has_timeline(content.settings):
        return
    if content.settings.get("DATELINE_SANITIZE", True) and content._content:  # noqa: SLF001  # what content is worked out from
        content._content = clean_html(content._content)  # noqa: SLF001
    if not isinstance(content, Article):
        return
    if content.template != content.default_template and not _has_template(content.settings, content.template):
        # Pelican would end the whole build.
        logger.error("%s: there is no template %r", project_path(content), content.template)
        content.template = content.default_template
    is_dated = hasattr(content, "date")
    try:
        path = PurePosixPath(content.relative_source_path)
        fill_in(content, path, project_path(content), site_zone(content.settings))
    except DatelineError as error:
        logger.error("%s", error)
    else:
        if not is_dated:
            content.locale_date = content.date.strftime(content.date_format)


def tell_articles_apart(generator: ArticlesGenerator) -> None:
    """Give articles that share an address one each, the first keeping it; Pelican would end before the site is done."""
    if not has_timeline(generator.settings):
        return
    shown = [getattr(generator, name) for name in SHOWN]
    _leave_out_of_place(generator, shown)
    for article, first in moved_articles(chain.from_iterable(shown)):
        logger.warning(
            "%s: the address of %s too, so it goes to %s (name another with Slug)",
            project_path(article),
            project_path(first),
            article.save_as,
        )


def tell_pages_apart(generator: PagesGenerator) -> None:
    """Leave pages out that would take the place of the timeline's own."""
    if has_timeline(generator.settings):
        _leave_out_of_place(generator, [getattr(generator, name) for name in SHOWN_PAGES])


def _leave_out_of_place(generator: Generator, shown: Sequence[list[Content]]) -> None:
    """Leave contents out that have the address of a page of the timeline, and tell of each."""
    for contents in shown:
        for content in [each for each in contents if is_place_of_timeline(each.save_as, generator.settings)]:
            logger.error(
                "%s: %s is a page of the timeline (name another with Save_as)", project_path(content), content.save_as
            )
            contents.remove(content)
            generated = generator.context["generated_content"]
            generated.pop(next(key for key, each in generated.items() if each is content))
