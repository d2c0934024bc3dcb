"""Names of places in a page, which entries and articles share with the theme."""

from __future__ import annotations

import re

THEME_IDS = frozenset(
    """
    article-entries-heading content filter filter-count filter-dates filter-from filter-kind filter-source
    filter-tag filter-to filter-words help-keys help-switch highlights-heading legend-heading overview overview-chosen
    search search-count search-else search-more search-results search-words told
    """.split()
)
"""What the theme calls its own places; a test compares them with its templates."""
GROUP = re.compile(r"on-(-?\d|Y)")
"""What a year, a month or a day is called begins like this."""


def is_taken(name: str) -> bool:
    """Return whether a name is that of a place of the theme, or could be that of a group of entries.

    >>> is_taken("told"), is_taken("on-1970-04"), is_taken("on-monday-1a2b")
    (True, True, False)
    """
    return name in THEME_IDS or bool(GROUP.match(name))


def free_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, with a number if need be, and take it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
