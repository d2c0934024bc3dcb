"""The texts that dates are said with: ``phrases/``, a file a language, and CLDR's through Babel where it has none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import DateTimeFormat, parse_pattern

from dateline.timevalue.intervals import Period

STYLES = ("long", "full", "medium", "iso")
"""How days read: "13 April 1970", "Monday, 13 April 1970", "13 Apr 1970", "1970-04-13"."""

GREGORIAN_CYCLE = 400
_MEDIUM = {"month": "yMMM", "quarter": "yQQQ"}
_LONG = {"month": "yMMMM", "quarter": "yQQQQ"}
_ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The texts of ``phrases/<language>.toml`` laid over ``phrases/root.toml``; see there for what each is."""

    patterns: Mapping[str, Mapping[str, str]]
    ranges: Mapping[str, Mapping[str, list[str]]]
    phrases: Mapping[str, str]
    inner: Mapping[str, str]
    forms: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, str]
    halves_of_day: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    ordinals: Mapping[str, str]
    confidence: Mapping[str, str]
    status: Mapping[str, str]


@cache
def load_phrases(language: str) -> Phrases:
    """Return the phrases of a language (``en``, ``pt_BR``); those of the root where it has no file of its own."""
    folder = files(__package__) / "phrases"
    texts: dict[str, object] = {}
    for name in ("root", language.partition("_")[0], language):
        file = folder / f"{name}.toml"
        if file.is_file():
            texts = _laid_over(texts, tomllib.loads(file.read_text("utf-8")))
    return Phrases(**texts)  # type: ignore[arg-type]  # the tables of root.toml are the fields; a test says so


def _laid_over(texts: Mapping[str, object], others: Mapping[str, object]) -> dict[str, object]:
    """Return the texts with others in their place, table by table."""
    laid = dict(texts)
    for name, other in others.items():
        below = laid.get(name)
        laid[name] = _laid_over(below, other) if isinstance(below, dict) and isinstance(other, dict) else other
    return laid


def day_pattern(locale: Locale, style: str) -> str:
    """Return CLDR's pattern of a day.

    CLDR's own medium format is all figures in some languages ("13.04.1970"), so that comes from the parts it has.
    """
    if style == "medium":
        return str(locale.datetime_skeletons["yMMMd"].pattern)
    return str(locale.date_formats[style].pattern)


def unit_pattern(locale: Locale, unit: str, style: str) -> str:
    """Return CLDR's pattern of a ``month`` or ``quarter`` with its year."""
    skeletons = _MEDIUM if style == "medium" else _LONG
    return str(locale.datetime_skeletons[skeletons[unit]].pattern)


def clock_pattern(locale: Locale, *, seconds: bool) -> str:
    """Return CLDR's pattern of a clock time."""
    return str(locale.time_formats["medium" if seconds else "short"].pattern)


def fill_pattern(pattern: str, period: Period, locale: Locale, own: Mapping[str, str]) -> str:
    """Fill a CLDR pattern in; ``own`` has what some of its fields are called here, whatever Babel says."""
    return parse_pattern(pattern) % _Fields(period, locale, own)


class _Fields(DateTimeFormat):
    """Babel's reading of a CLDR pattern's fields, some of which are said our way."""

    def __init__(self, period: Period, locale: Locale, own: Mapping[str, str]) -> None:
        year, month, day = period.civil
        # The calendar repeats itself every 400 years, weekdays included, so a year that Python has can stand in.
        stand_in = datetime(2000 + year % GREGORIAN_CYCLE, month, day, *divmod(period.minute_of_day, 60))  # noqa: DTZ001
        super().__init__(stand_in.replace(second=period.second or 0), locale)
        self.own = own

    def __getitem__(self, name: str) -> str:
        """Return the text of a pattern's field."""
        return self.own.get("y" if name.startswith("y") else name) or super().__getitem__(name)


def roman(number: int) -> str:
    """Return a number in Roman numerals, as French counts centuries.

    >>> roman(19), roman(4), roman(1)
    ('XIX', 'IV', 'I')
    """
    numerals = ""
    for value, letters in _ROMAN.items():
        times, number = divmod(number, value)
        numerals += letters * times
    return numerals
