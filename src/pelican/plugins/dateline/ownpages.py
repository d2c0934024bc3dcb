"""Pelican's own pages, of categories, authors and the like, where the theme of a timeline has no templates for them."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from pelican.settings import DEFAULT_CONFIG

PAGES = {"author": ("AUTHOR_SAVE_AS",), "category": ("CATEGORY_SAVE_AS",)}
ARCHIVES = ("YEAR_ARCHIVE_SAVE_AS", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_SAVE_AS")
# Two of these have one name where an author is called like a category; the timeline has feeds of its own.
FEEDS = (
    "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS", "TAG_FEED_ATOM",
    "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM", "TRANSLATION_FEED_RSS",
)  # fmt: skip


def switch_off(settings: MutableMapping[str, Any], has_template: Callable[[str], bool]) -> None:
    """Leave out the pages that the theme cannot show, and the feeds that no settings ask for.

    ``tag.html`` is the theme's for the timeline's tags, so Pelican has none for its own.
    """
    settings["TAG_SAVE_AS"] = ""
    for template, names in PAGES.items():
        if not has_template(template):
            settings.update(dict.fromkeys(names, ""))
    if not has_template("period_archives") and not has_template("archives"):
        settings.update(dict.fromkeys(ARCHIVES, ""))
    settings["DIRECT_TEMPLATES"] = [name for name in settings["DIRECT_TEMPLATES"] if has_template(name)]
    for name in FEEDS:
        if settings.get(name) == DEFAULT_CONFIG.get(name):
            settings[name] = None
