"""What kind of text it is: a report, a chronicle, a note. Read off its words, before any time in it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dateline.errors import ValueSyntaxError
from dateline.model import Style
from dateline.timevalue.intervals import Period

LONGEST_NOTE = 300
"""A colloquial text has no more characters than this."""
LONG_AGO = 2
"""A story whose years lie farther than this many from its publication is told as history."""
FEWEST_YEARS = 3
A_YEAR_OF_OLD = 2
"""What a year of antiquity counts, which no report has."""
YEARS_A_DEICTIC = 8
"""A chronicle quotes a "today" now and then; more than one for so many years of long ago, and the text is news."""
# What stands before is looked at last: a search for the figures themselves is many times as fast.
_FIGURES = re.compile(r"(?:1\d|20)\d\d(?<![\d.,$£€]\d{4})(?![\d.,%]\d|\d)")


def style_named(name: str) -> Style:
    """Return a style by its name; raises ``ValueSyntaxError`` where there is none."""
    try:
        return Style(name)
    except ValueError:
        expected = ", ".join(Style)
        raise ValueSyntaxError("no such style", excerpt=name, expected=f"one of {expected}") from None


def style_of(text: str, published: Period, discourse: Mapping[str, Any]) -> Style:
    """Guess the style: a note is short and has its marks; a chronicle names years of long ago and hardly a weekday."""
    if len(text) <= LONGEST_NOTE and _any_of(tuple(discourse["colloquial"])).search(text):
        return Style.COLLOQUIAL
    years = sum(abs(int(figures) - published.year) > LONG_AGO for figures in _FIGURES.findall(text))
    years += sum(A_YEAR_OF_OLD for _ in _any_of(tuple(discourse["ancient"])).finditer(text))
    if years < FEWEST_YEARS:
        return Style.NEWS
    deictics = sum(1 for _ in _any_of(tuple(discourse["deictic"])).finditer(text))
    return Style.NARRATIVE if years > YEARS_A_DEICTIC * deictics else Style.NEWS


@lru_cache(maxsize=16)
def _any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)
