"""The story's own thread: what time it is at, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from dateline.errors import ValueSyntaxError
from dateline.model import Anchor, AnchorKind, Mention, Sentence
from dateline.timevalue.intervals import Interval, Period, sort_key
from dateline.timevalue.operators import (
    Base,
    Before,
    Expression,
    Fixed,
    Last,
    Nearest,
    Next,
    Since,
    This,
    Until,
    YearBefore,
    walk,
)
from dateline.normalization.report import Report
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Value

REMEMBERED = 3
"""How many earlier focuses are kept, to offer as other readings."""
HEAD_OF_SENTENCE = 25
"""A time that begins within so many characters opens its sentence: "By the end of 1942", "In early 1943"."""
LONGEST_NOTE = 300
"""A colloquial text has no more characters than this."""
LONG_AGO = 2
"""A story whose years lie farther than this many from its publication is told as history."""


YEARS_A_DEICTIC = 8
"""A chronicle quotes a "today" now and then; more than one for so many years of long ago, and the text is news."""


class Style(StrEnum):
    """How a text tells its times.

    News counts from its date, a narrative from the time it has reached; colloquial text speaks of what is near.
    """

    NEWS = "news"
    NARRATIVE = "narrative"
    COLLOQUIAL = "colloquial"


@dataclass(slots=True)
class Story:
    """The state that resolving one mention leaves for the next."""

    published: Period
    zone: str
    style: Style
    focus: Anchor = field(init=False)
    report: Report | None = None
    earlier: list[Anchor] = field(default_factory=list)
    firm: Anchor | None = None
    """The last time told with its month or at the head of a sentence: a bare year further on may be an aside."""
    told_in: Sentence | None = None
    """The sentence that brought the story to where it is."""

    def __post_init__(self) -> None:
        self.focus = Anchor(AnchorKind.PUBLISHED, self.published)

    def would_go_back(self, value: Value) -> bool:
        """Tell whether a news story would go back in time if it went on from this value."""
        if self.style is not Style.NEWS or not isinstance(value, Period | Interval):
            return False
        return sort_key(value) < sort_key(self.focus.period)

    def moves_to(self, mention: Mention, value: Value, sentence: Sentence | None, *, aside: bool) -> None:
        """Take note of a time the story has reached, in a sentence; no ``aside`` moves it.

        A glance back ("the day before", "two years earlier", in news also "he had seen it in 1968"), a beginning or a
        limit ("since", "until") and a length leave the story where it is.
        """
        if isinstance(value, Interval) and value.length is None and isinstance(value.start, Period):
            value = value.start
        if not isinstance(value, Period) or isinstance(mention.expression, Since | Until):
            return
        if _looks_back(mention.expression) or aside:
            return
        self.earlier = [self.focus, *self.earlier][:REMEMBERED]
        self.focus = Anchor(AnchorKind.FOCUS, value.plain, mention.text)
        self.told_in = sentence
        if self.firm is None or value.grain < Grain.YEAR or _is_at_the_head(mention, sentence):
            self.firm = self.focus


def _is_at_the_head(mention: Mention, sentence: Sentence | None) -> bool:
    return sentence is None or mention.start - sentence.start < HEAD_OF_SENTENCE


def _looks_back(expression: Expression) -> bool:
    return any(
        (isinstance(part, Last | YearBefore) and part.base is Base.FOCUS)
        or (isinstance(part, Before) and part.what is Base.FOCUS)
        for part in walk(expression)
    )


def style_named(name: str) -> Style:
    """Return a style by its name; raises ``ValueSyntaxError`` where there is none."""
    try:
        return Style(name)
    except ValueError:
        expected = ", ".join(Style)
        raise ValueSyntaxError("no such style", excerpt=name, expected=f"one of {expected}") from None


def style_of(text: str, mentions: Iterable[Mention], published: Period, discourse: Mapping[str, Any]) -> Style:
    """Guess the style: a note is short and has its marks; a narrative names years of long ago and hardly a weekday."""
    if len(text) <= LONGEST_NOTE and _colloquial(tuple(discourse["colloquial"])).search(text):
        return Style.COLLOQUIAL
    years, deictics = 0, 0
    for mention in mentions:
        for part in walk(mention.expression):
            if isinstance(part, Fixed) and part.value.grain is Grain.YEAR:
                years += abs(part.value.index - published.year) > LONG_AGO
            elif _is_deictic(part):
                deictics += 1
    return Style.NARRATIVE if years > 2 and years > YEARS_A_DEICTIC * deictics else Style.NEWS


@lru_cache(maxsize=8)
def _colloquial(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(marks), re.IGNORECASE)


def _is_deictic(part: Expression) -> bool:
    """Tell whether words count from their writer's day: "on Friday", "yesterday", "last week"."""
    if isinstance(part, Nearest):
        return part.what.weekday is not None
    if not isinstance(part, This | Last | Next) or part.base is not Base.PUBLISHED:
        return False
    grain = part.what.grain if isinstance(part.what, Repeating) else part.what
    return grain <= Grain.WEEK
