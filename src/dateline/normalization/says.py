"""Saying in a line what a resolution counted from and came to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.model import Anchor, AnchorKind, Step
from dateline.normalization import anchors
from dateline.normalization.rules import Case
from dateline.timevalue import edtf
from dateline.timevalue.expressions import walk
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.operators import Fixed
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Value


def anchored(case: Case, anchor: Anchor, value: Value) -> Iterator[Step]:
    """Yield the step that names the anchor, unless the words name the time in full or no time of the calendar."""
    if not isinstance(value, Period | Interval):
        return
    if anchor.kind is AnchorKind.FOCUS:
        yield Step("focus", f"from “{anchor.words}”, {_written(anchor.period)}")
    elif not _said_in_full(case):
        published = case.story.published
        yield Step("published", f"from publication on {_written(_day(published))}")


def _said_in_full(case: Case) -> bool:
    parts = list(walk(case.mention.expression))
    return any(isinstance(part, Fixed) for part in parts) and not case.sought and not anchors.needed_grain(parts[0])


# A story stays where it is for a while, and its date of publication for good.
_written = lru_cache(maxsize=256)(edtf.write)


def _day(period: Period) -> Period:
    return Period(Grain.DAY, period.first_day) if period.grain < Grain.DAY else period
