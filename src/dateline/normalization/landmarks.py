"""The dates of a text that carry their year, to look ahead to: where a story is going tells where it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dateline.model import Anchor, AnchorKind, Mention
from dateline.timevalue.expressions import Context, walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Fixed
from dateline.timevalue.units import Grain

LONGEST_JOINT = 12
IN_VIEW = 6_000
"""How many characters ahead, two or three pages, a date still belongs to the same stretch of the story."""


class Landmarks:
    """The dates with a year and at least a month, in reading order; of a range only its end, which the story nears."""

    def __init__(self, text: str, mentions: Iterable[Mention], published: Period, conjunctions: Iterable[str]) -> None:
        found = [(mention, date) for mention in mentions if (date := _date(mention, published)) is not None]
        self._starts = [mention.start for mention, _ in found]
        self._dates = [Anchor(AnchorKind.FOCUS, date, mention.text) for mention, date in found]
        self._text = text
        self._joints = frozenset({*conjunctions, ",", "-", "–", "/"})

    def lender(self, mention: Mention) -> Anchor | None:
        """Return the date that a conjunction alone parts from a mention: "June 1955" in "April and June 1955"."""
        number = bisect_right(self._starts, mention.start)
        if number == len(self._starts):
            return None
        # The longest conjunction is a short word; nothing farther off is looked at.
        between = self._text[mention.end : min(self._starts[number], mention.end + LONGEST_JOINT)]
        return self._dates[number] if between.strip() in self._joints else None

    def after(self, offset: int) -> Period | None:
        """Return the first that begins after an offset of the text, None where none is in view."""
        number = bisect_right(self._starts, offset)
        if number == len(self._starts) or self._starts[number] - offset > IN_VIEW:
            return None
        return self._dates[number].period


def _date(mention: Mention, published: Period) -> Period | None:
    end = mention.parts[-1] if mention.parts else mention
    if not any(isinstance(part, Fixed) and part.value.grain <= Grain.YEAR for part in walk(end.expression)):
        return None
    try:
        value = end.expression.evaluate(Context(published, published))
    except ValueError:
        return None
    return value if isinstance(value, Period) and value.grain < Grain.YEAR else None
