"""A bound on what the markup of a text costs: how deeply its elements are nested, how many there are, and attributes.

The cleaner and browsers begin every element of formatting anew in each paragraph that it was not ended before, so that
a thousand of them in front of a thousand paragraphs are a million elements; and the time that the cleaner takes grows
with the square of depth and of attributes. It is written in Rust, so that no limit of time stops it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

DEEPEST = 250
"""Elements inside each other; browsers themselves stop at 512."""
MOST_FORMATTING = 2_000_000
"""Elements of formatting that are open at tags, all of them counted together."""
MOST_TAGS = 200_000
MOST_REFERENCES = 200_000
MOST_ATTRIBUTES = 2_000
"""In one tag."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
QUOTED = re.compile(r"(?<==)\"[^\"]*\"|(?<==)'[^']*'")
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# What stands in these ends none that is outside of them.
SCOPES = frozenset(
    "applet button caption marquee object select table td template th svg math foreignobject desc".split()
)
# Those that the next of their kind ends, and those that hold nothing.
ENDED = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta optgroup option p param rp rt source tbody tfoot "
    "thead tr track wbr".split()
)
CELLS = frozenset({"td", "th"})


def is_costly(html: str) -> bool:
    """Tell whether cleaning HTML, or showing it, would take much more than its length says.

    >>> is_costly("<div>" * 200 + "</div>" * 200), is_costly("<div>" * 300)
    (False, True)
    """
    if html.count("&") > MOST_REFERENCES:
        return True
    scopes, work, end = [_Scope("")], 0, 0
    for number, match in enumerate(TAG.finditer(html)):
        work += sum(scope.formatting for scope in scopes)
        if len(scopes) + sum(scope.depth for scope in scopes) > DEEPEST or work > MOST_FORMATTING or number > MOST_TAGS:
            return True
        _count(scopes, match[2].lower(), closes=bool(match[1]))
        if match.start() >= end:
            end = html.find(">", match.end())
            end = end if end >= 0 else len(html)
            if _attributes(html[match.end() : end]) > MOST_ATTRIBUTES:
                return True
    return len(scopes) + sum(scope.depth for scope in scopes) > DEEPEST


@dataclass(slots=True)
class _Scope:
    """An element inside which elements end only each other, and those that are open there."""

    name: str
    unclosed: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    formatting: int = 0


def _count(scopes: list[_Scope], name: str, *, closes: bool) -> None:
    if name in ENDED:
        return
    if name in SCOPES:
        if name in CELLS and scopes[-1].name in CELLS and not closes:
            scopes.pop()
        if not closes:
            scopes.append(_Scope(name))
        elif any(scope.name == name for scope in scopes):
            while scopes.pop().name != name:
                pass
        return
    scope, step = scopes[-1], -1 if closes else 1
    if closes and not scope.unclosed[name]:
        return
    scope.unclosed[name] += step
    scope.depth += step
    scope.formatting += step if name in FORMATTING else 0


def _attributes(tag: str) -> int:
    """About how many attributes stand in a tag."""
    return len(re.split(r"[\s/]+", QUOTED.sub("", tag))) if len(tag) > MOST_ATTRIBUTES else 0
