"""The settings of the site: what each is unless the settings file says otherwise, and what each may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from difflib import get_close_matches
from typing import Any

from babel import Locale, UnknownLocaleError

from dateline.export.words import STYLES

FIELDS = ("text", "source", "tags", "why", "edit")
"""What an entry can show beside its date and its headline."""
TITLES: Mapping[str, str] = {
    "home": "Timeline",
    "browse": "Browse",
    "sources": "Sources",
    "search": "Search",
    "help": "Help",
    "highlights": "What mattered most",
}
"""What pages and parts of them are called."""
COLOURS = ("paper", "ink", "ink-soft", "rule", "rule-strong", "accent", "accent-wash")
"""The colours of the theme, by the names that they have in ``css/tokens.css``."""
DEFAULTS: Mapping[str, Any] = {
    "DATELINE_TIMELINE": "timeline",
    "DATELINE_TIMEZONE": "",
    "DATELINE_ORDER": "oldest",
    "DATELINE_GROUPING": "day",
    "DATELINE_LANGUAGE": "",
    "DATELINE_DATE_STYLE": "long",
    "DATELINE_HIGHLIGHTS": 6,
    "DATELINE_PAGE_ENTRIES": 500,
    "DATELINE_TAG_ENTRIES": 2,
    "DATELINE_FIELDS": FIELDS,
    "DATELINE_TITLES": {},
    "DATELINE_COLOURS": {},
    "DATELINE_EDIT_URL": "",
    "DATELINE_SANITIZE": True,
    "DATELINE_INCLUDES": False,
    "DATELINE_UNREAD": (),
    "DATELINE_FOLDER": "timeline",
    "DATELINE_TAGS_FOLDER": "tags",
    "DATELINE_HOME_SAVE_AS": "index.html",
    "DATELINE_BROWSE_SAVE_AS": "browse/index.html",
    "DATELINE_SOURCES_SAVE_AS": "sources/index.html",
    "DATELINE_SEARCH_SAVE_AS": "search/index.html",
    "DATELINE_HELP_SAVE_AS": "help/index.html",
    "DATELINE_SITEMAP": "sitemap.xml",
    "DATELINE_CARD": "card.png",
    "DATELINE_EXPORTS": {
        "atom": "feeds/timeline.atom.xml",
        "jsonfeed": "feeds/timeline.json",
        "json": "timeline.json",
        "jsonld": "timeline.jsonld",
        "csv": "timeline.csv",
        "ics": "timeline.ics",
        "timelinejs": "timelinejs.json",
    },
}
COLOUR = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")

Check = tuple[Callable[[Any], bool], str]


def complete(settings: MutableMapping[str, Any], formats: Mapping[str, object]) -> list[str]:
    """Fill in what is not set, put defaults for what cannot be, and return what is wrong, a sentence each.

    ``formats`` are the names that DATELINE_EXPORTS can have.
    """
    wrong = [f"{name} is no setting of Dateline{_near(name)}" for name in settings if _is_strange(name)]
    for name, default in DEFAULTS.items():
        value = settings.setdefault(name, default)
        fits, expected = _check(name, formats)
        if not fits(value):
            wrong.append(f"{name} is {value!r}, expected {expected}")
            settings[name] = default
    wrong += _sharing(settings)
    if not settings["DATELINE_LANGUAGE"] and not _is_language(settings.get("DEFAULT_LANG", "en")):
        wrong.append(
            f"DEFAULT_LANG is {settings['DEFAULT_LANG']!r}, in which dates cannot be written: set DATELINE_LANGUAGE"
        )
        settings["DATELINE_LANGUAGE"] = "en"
    settings["DATELINE_TITLES"] = {**TITLES, **settings["DATELINE_TITLES"]}
    return wrong


def colours_css(colours: Mapping[str, str | tuple[str, str]]) -> str:
    """Return a style sheet that sets the theme's colours: each one colour, or one for light and one for dark."""
    pairs = {name: (each, each) if isinstance(each, str) else tuple(each) for name, each in colours.items()}
    light = "".join(f"  --{name}: {pair[0]};\n" for name, pair in pairs.items())
    dark = "".join(f"    --{name}: {pair[1]};\n" for name, pair in pairs.items())
    return f":root {{\n{light}}}\n\n@media (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"


def _check(name: str, formats: Mapping[str, object]) -> Check:
    """What a setting's value has to fulfil, and that in words."""
    if name in _CHECKS:
        return _CHECKS[name]
    if name == "DATELINE_EXPORTS":
        known = ", ".join(formats)
        return lambda value: _is_mapping(value, formats, _is_saved), f"a file inside the output for any of: {known}"
    if name.endswith(("_SAVE_AS", "_FOLDER")) or name in {"DATELINE_SITEMAP", "DATELINE_CARD"}:
        return _is_saved, "a place inside the output folder, such as 'pages/index.html'"
    return lambda value: isinstance(value, str), "a text"


def _sharing(settings: MutableMapping[str, Any]) -> list[str]:
    """Tell of pages and other files that have the place of another, and write none of them but the first."""
    names = [name for name in DEFAULTS if name.endswith("_SAVE_AS")] + ["DATELINE_SITEMAP", "DATELINE_CARD"]
    exports = settings["DATELINE_EXPORTS"] = dict(settings["DATELINE_EXPORTS"])
    files = [(settings, name, name) for name in names]
    files += [(exports, key, f"{key!r} of DATELINE_EXPORTS") for key in exports]
    taken: dict[str, str] = {}
    wrong = []
    for holder, key, name in files:
        place = holder[key].casefold()
        if place and taken.setdefault(place, name) != name:
            wrong.append(f"{name} is {holder[key]!r}, the file of {taken[place]}, expected one of its own")
            holder[key] = ""
    return wrong


def _one_of(*choices: str) -> Check:
    return lambda value: value in choices, f"one of {', '.join(choices)}"


def _from(least: int) -> Check:
    return (
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least,
        f"a number from {least} on",
    )


def _is_language(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Locale.parse(value.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return False


def _is_saved(value: object) -> bool:
    return value == "" or _is_place(value)


def _is_place(value: object) -> bool:
    """Whether something names a place inside the output folder."""
    return isinstance(value, str) and "\\" not in value and not {"", ".", ".."} & set(value.split("/"))


def _is_mapping(value: object, keys: Mapping[str, object] | tuple[str, ...], fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, Mapping) and all(key in keys and fits(each) for key, each in value.items())


def _is_colour(value: object) -> bool:
    pair = (value,) if isinstance(value, str) else value
    return (
        isinstance(pair, list | tuple)
        and len(pair) in {1, 2}
        and all(isinstance(each, str) and COLOUR.fullmatch(each) for each in pair)
    )


def _is_strange(name: str) -> bool:
    return name.startswith("DATELINE_") and name not in DEFAULTS


def _near(name: str) -> str:
    """What was perhaps meant."""
    return "".join(f"; did you mean {each}?" for each in get_close_matches(name, DEFAULTS, 1))


def _edit_url_fits(value: object) -> bool:
    if value == "":
        return True
    try:
        address, other = (edit_url(str(value), path, 1).lower() for path in ("a.yaml", "b.yaml"))
        return address != other and address.startswith(("https://", "http://"))
    except (LookupError, ValueError, AttributeError):
        return False


def edit_url(pattern: str, path: str, line: int) -> str:
    """Return where a file can be edited, from a pattern with ``{path}`` and, if wanted, ``{line}``; "" from ""."""
    return pattern.format(path=path, line=line)


_CHECKS: Mapping[str, Check] = {
    "DATELINE_TIMELINE": (lambda value: isinstance(value, str) and bool(value.strip()), "a folder such as 'timeline'"),
    "DATELINE_ORDER": _one_of("oldest", "newest"),
    "DATELINE_FOLDER": (_is_place, "a folder inside the output folder, such as 'timeline'"),
    "DATELINE_HOME_SAVE_AS": (_is_place, "a file inside the output folder, such as 'index.html'"),
    "DATELINE_GROUPING": _one_of("day", "month", "year"),
    "DATELINE_DATE_STYLE": _one_of(*STYLES),
    "DATELINE_HIGHLIGHTS": _from(0),
    "DATELINE_PAGE_ENTRIES": _from(1),
    "DATELINE_TAG_ENTRIES": _from(1),
    "DATELINE_FIELDS": (
        lambda value: (
            isinstance(value, list | tuple) and all(isinstance(each, str) and each in FIELDS for each in value)
        ),
        f"a list with any of {', '.join(FIELDS)}",
    ),
    "DATELINE_TITLES": (
        lambda value: _is_mapping(value, tuple(TITLES), lambda each: isinstance(each, str) and bool(each)),
        f"a text for any of {', '.join(TITLES)}",
    ),
    "DATELINE_COLOURS": (
        lambda value: _is_mapping(value, COLOURS, _is_colour),
        f"a colour like '#8f1d1d', or one for light and one for dark pages, for any of {', '.join(COLOURS)}",
    ),
    "DATELINE_LANGUAGE": (lambda value: value == "" or _is_language(value), "a language such as 'en' or 'pt_BR'"),
    "DATELINE_SANITIZE": (lambda value: isinstance(value, bool), "True or False"),
    "DATELINE_INCLUDES": (lambda value: isinstance(value, bool), "True or False"),
    "DATELINE_UNREAD": (
        lambda value: isinstance(value, list | tuple) and all(isinstance(each, str) for each in value),
        "a list of paths in the project, such as ['content/launch.md']",
    ),
    "DATELINE_EDIT_URL": (
        _edit_url_fits,
        "an address with {path} in it, such as 'https://github.com/ada/times/edit/main/{path}'",
    ),
}
