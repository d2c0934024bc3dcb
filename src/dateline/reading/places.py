"""Where articles and pages go in the site: inside it, to files of their own, never in the place of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.access import is_printable

PAGES = frozenset({".html", ".htm"})
LONGEST_NAME = 255
"""Bytes in the name of a file, as most systems have it."""
SEARCH_INDEX = "pagefind"
ODD = re.compile(r"[\\<>\"|*?\x00-\x1f]")


def wrong_file(file: str, settings: Mapping[str, Any]) -> str:
    """Return why no article or page can go to a file, counted from the output folder; "" if one can."""
    parts = file.split("/")
    if {"", ".", ".."} & set(parts) or ODD.search(file) or not is_printable(file):
        return "a file inside the output folder"
    if any(part.startswith(".") for part in parts):
        return "a file that is not hidden"
    if any(len(part.encode()) > LONGEST_NAME for part in parts):
        return f"a name of at most {LONGEST_NAME} bytes"
    if PurePosixPath(file).suffix.lower() not in PAGES | _own_suffixes(settings):
        return "a file that ends in .html"
    return "a file of its own, not one of the timeline or the theme" if is_taken(file, settings) else ""


def wrong_url(url: str) -> str:
    """Return what an address that an article or a page gives itself should be, "" if it is that.

    >>> [bool(wrong_url(url)) for url in ("a/b.html", "https://x.org/", "javascript&colon;alert(1)", "../x", "//x.org")]
    [False, False, True, True, True]
    """
    expected = "a relative address inside the site, or one that begins with https://"
    url = unescape(url)  # as a page reads it whose template does not escape it
    if not is_printable(url) or ODD.search(url.replace("?", "")) or url != url.strip():
        return expected
    try:
        parts = urlsplit(url)
    except ValueError:
        return expected
    if parts.scheme:
        return "" if parts.scheme in {"http", "https"} and parts.netloc else expected
    folders = unquote(parts.path).split("/")
    absolute = parts.netloc or (not folders[0] and folders[1:])
    return expected if absolute or ".." in folders or ":" in folders[0] else ""


def is_taken(file: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a file, counted from the output folder, is the theme's, the search index's or the timeline's."""
    return is_in_theme(file, settings) or is_place_of_timeline(file, settings)


def is_in_theme(file: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a file, counted from the output folder, is the theme's or the search index's."""
    return _is_within(file.casefold(), [str(settings.get("THEME_STATIC_DIR") or ""), SEARCH_INDEX])


def is_page(file: str) -> bool:
    """Return whether a file is a page, by its name."""
    return PurePosixPath(file).suffix.lower() in PAGES


def is_place_of_timeline(file: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a file, counted from the output folder, is one that the plugin writes, or is beside those."""
    folders = [str(settings.get(name) or "") for name in ("DATELINE_FOLDER", "DATELINE_TAGS_FOLDER")]
    return is_file_of_timeline(file, settings) or _is_within(file.casefold(), folders)


def is_file_of_timeline(file: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a file, counted from the output folder, is a page of the plugin's that has one place, or data."""
    own = {value for name, value in settings.items() if name.startswith("DATELINE_") and name.endswith("_SAVE_AS")}
    own |= {settings.get("DATELINE_SITEMAP"), settings.get("DATELINE_CARD"), "404.html"}
    own |= set((settings.get("DATELINE_EXPORTS") or {}).values())
    return file.casefold() in {str(each).casefold() for each in own if each}


def _is_within(file: str, folders: Iterable[str]) -> bool:
    return any(file.startswith(f"{folder.casefold().strip('/')}/") for folder in folders if folder)


def _own_suffixes(settings: Mapping[str, Any]) -> set[str]:
    """The endings that the settings themselves give articles and pages."""
    kinds = ("ARTICLE", "ARTICLE_LANG", "PAGE", "PAGE_LANG", "DRAFT", "DRAFT_LANG", "DRAFT_PAGE", "DRAFT_PAGE_LANG")
    return {PurePosixPath(str(settings.get(f"{kind}_SAVE_AS") or "")).suffix.lower() for kind in kinds} - {""}
