"""The dates of a text that carry their year, to look ahead to: where a story is going tells where it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from dateline.model import Mention
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Context, Fixed, walk
from dateline.timevalue.units import Grain

IN_VIEW = 6_000
"""How many characters ahead, two or three pages, a date still belongs to the same stretch of the story."""


class Landmarks:
    """The dates with a year and at least a month, in reading order; of a range only its end, which the story nears."""

    def __init__(self, mentions: Iterable[Mention], published: Period) -> None:
        found = [(mention.start, date) for mention in mentions for date in _dates(mention, published)]
        self._starts = [start for start, _ in found]
        self._dates = [date for _, date in found]

    def after(self, offset: int) -> Period | None:
        """Return the first that begins after an offset of the text, None where none is in view."""
        number = bisect_right(self._starts, offset)
        if number == len(self._starts) or self._starts[number] - offset > IN_VIEW:
            return None
        return self._dates[number]


def _dates(mention: Mention, published: Period) -> Iterator[Period]:
    end = mention.parts[-1] if mention.parts else mention
    if not any(isinstance(part, Fixed) and part.value.grain <= Grain.YEAR for part in walk(end.expression)):
        return
    try:
        value = end.expression.evaluate(Context(published, published))
    except ValueError:
        return
    if isinstance(value, Period) and value.grain < Grain.YEAR:
        yield value
