"""What an article may say of itself: metadata that Pelican documents, and any other that is no part of Pelican's own.

Pelican makes each an attribute of its object for the article, so one called ``settings`` or ``translations`` would take
the place of what Pelican keeps there.
"""

from __future__ import annotations

import dis
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Article, Content, Page, Static

from dateline.errors import ArticleError, Place
from dateline.reading.places import wrong_file, wrong_url
from dateline.reading.sources import place_at

DOCUMENTED = frozenset(
    "author authors category date lang modified save_as slug status summary tags template timezone title translation "
    "url".split()
)
LISTS = frozenset({"authors", "tags"})
NEVER_EMPTY = frozenset({"lang", "save_as", "template", "timezone", "title", "url"})
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}([-_][a-zA-Z0-9]{1,8})*")
SLUG = re.compile(r"(?!.*\.\.)[\w~+,@!$()=-]([\w ./~+,@!$()=-]*[\w./~+,@!$()=-])?")
# What XML cannot hold, so no feed either.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def without_control(text: str) -> str:
    """Return a text without control characters and halves of characters, which no feed can hold."""
    return NOT_XML.sub("", text)


def single(name: str, value: Any) -> Any:
    """Return a value of metadata as Pelican can take it: one where it takes one, and without control characters."""
    if isinstance(value, list):
        texts = [without_control(str(each)) for each in value]
        return texts if name in LISTS or name not in DOCUMENTED else "".join(texts[:1])
    return without_control(value) if isinstance(value, str) else "" if value is None else value


def checked_metadata(
    metadata: Mapping[str, Any], settings: Mapping[str, Any], shown: str, source: str
) -> tuple[dict[str, Any], list[ArticleError]]:
    """Return an article's metadata without what cannot be used, and an error for each that is left out."""
    given = {key: value for key, value in metadata.items() if value != "" or key.lower() not in NEVER_EMPTY}
    errors = {key: error for key, value in given.items() if (error := _error(key, value, settings, shown, source))}
    return {key: value for key, value in given.items() if key not in errors}, list(errors.values())


@cache
def reserved_names() -> frozenset[str]:
    """The names of what Pelican keeps of an article, which its metadata cannot have."""
    kinds = (Content, Article, Page, Static)
    stored = {step.argval for kind in kinds for step in _steps(kind) if step.opname == "STORE_ATTR"}
    return frozenset(stored.union(*map(dir, kinds))) - DOCUMENTED


def _steps(kind: type) -> Iterator[dis.Instruction]:
    return dis.get_instructions(kind.__init__)  # type: ignore[misc]  # what it sets is what its objects have


def _error(key: str, value: Any, settings: Mapping[str, Any], shown: str, source: str) -> ArticleError | None:
    name = key.lower()
    if name in reserved_names() or name.startswith(("_", "override_")) or name == "dateline":
        place = _key_place(shown, source, key)
        return ArticleError("no name for metadata, since Pelican uses it itself", place=place, excerpt=key)
    if isinstance(value, list) and (name in DOCUMENTED - LISTS or key in settings["FORMATTED_FIELDS"]):
        return ArticleError("the metadata has it more than once", place=_key_place(shown, source, key), excerpt=key)
    expected = _expected(name, value, settings) if isinstance(value, str) and value else ""
    if not expected:
        return None
    place, excerpt = _key_place(shown, source, key), f"{key}: {value}"[:80]
    return ArticleError("the metadata cannot be used", place=place, excerpt=excerpt, expected=expected)


def _expected(name: str, value: str, settings: Mapping[str, Any]) -> str:
    """Return what a value should be, "" if it is that."""
    if name == "lang":
        return "" if LANGUAGE.fullmatch(value) else "a language such as en or pt_BR"
    if name == "slug":
        return "" if SLUG.fullmatch(value) else "letters, digits and hyphens"
    if name == "save_as":
        return wrong_file(value, settings)
    if name == "url":
        return wrong_url(value)
    return "" if name != "timezone" or _is_zone(value) else "a name like America/Chicago"


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):  # not a name, a folder of names, not found
        return False


def _key_place(shown: str, source: str, key: str) -> Place:
    """Where a key stands in a source: at the beginning of a line, or in an element of HTML."""
    pattern = rf"^[ \t]*:?({re.escape(key)})[ \t]*:|<meta\b[^>]*?\bname\s*=\s*[\"']?({re.escape(key)})\b"
    match = re.search(pattern, source, re.IGNORECASE | re.MULTILINE)
    return place_at(shown, source, match.start(match.lastindex or 0)) if match else Place(shown)
