"""The value of a mention under an anchor and a direction, and the values under others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from dateline.model import Alternative, Anchor, AnchorKind
from dateline.normalization import anchors
from dateline.normalization.rules import Case, Decision
from dateline.normalization.zones import with_offset
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.operators import Base, Context, Direction, Expression, Last, Next, Since, This, YearBefore, walk
from dateline.timevalue.shifts import Repeating, enlarge
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Duration, Recurring, Vague, Value

MOST_ALTERNATIVES = 3


def evaluate(case: Case, direction: Direction, anchor: Anchor) -> Value | None:
    """Return the value of a mention, or None where the calendar has no such thing."""
    story = case.story
    published = anchor.period if anchor.kind is not AnchorKind.PUBLISHED else story.published
    report = (story.report.quarter, story.report.compared) if story.report is not None else ()
    value = _value(case.mention.expression, Context(_local(published), _local(anchor.period), direction, *report))
    zone = _zone_said(case.mention.expression) or story.zone
    return None if value is None else with_offset(value, zone, anchor.period.offset)


# Words come again in a text, and under the same anchor once more among their other readings.
@lru_cache(maxsize=4096)
def _value(expression: Expression, context: Context) -> Value | None:
    try:
        return expression.evaluate(context)
    except ValueError:
        return None


def _zone_said(expression: Expression) -> str:
    whats = (getattr(part, "what", None) for part in walk(expression))
    return next((what.zone for what in whats if isinstance(what, Repeating) and what.zone), "")


def _local(period: Period) -> Period:
    return period if period.offset is None else replace(period, offset=None)


def alternatives(case: Case, decision: Decision, anchor: Anchor, value: Value) -> Iterator[Alternative]:
    """Yield the other readings that were considered, each with why it was not taken; at most three."""
    if isinstance(value, Duration | Recurring | Vague):
        return
    seen = {value}
    for other, why_not in _others(case, decision, anchor, value):
        if other is None or other in seen or isinstance(other, Duration | Recurring | Vague):
            continue
        seen.add(other)
        yield Alternative(other, why_not)
        if len(seen) > MOST_ALTERNATIVES:
            return


def _others(case: Case, decision: Decision, anchor: Anchor, value: Value) -> Iterator[tuple[Value | None, str]]:
    expression = case.mention.expression
    if isinstance(expression, Since) and isinstance(value, Interval) and isinstance(value.start, Period):
        until = enlarge(_local(case.story.published), Grain.DAY)
        yield Interval(value.start, until), "the words give no end"
        yield value.start, "it went on from then"
    sought = case.sought
    if sought is not None:
        for direction in (Direction.PAST, Direction.FUTURE):
            if direction is not decision.direction:
                yield evaluate(case, direction, anchor), decision.says or "not the nearest"
        yield from ((other, "one farther off") for other in _beside(case, sought, anchor, value))
    if case.story.report is not None and any(isinstance(part, YearBefore) for part in walk(expression)):
        yield evaluate(replace(case, story=replace(case.story, report=None)), decision.direction, anchor), "a report"
    grain = anchors.needed_grain(expression)
    if grain is not None:
        tried = {anchor.period}
        for other in anchors.candidates(case, grain):
            if other.period not in tried:
                tried.add(other.period)
                yield evaluate(case, decision.direction, other), f"the story was at “{anchor.words}” last"
        yield evaluate(case, decision.direction, anchors.publication(case)), "counted from the story, not from today"
    if case.quoted and _is_deictic(case):
        for other in anchors.candidates(case, Grain.DAY):
            spoken = Anchor(AnchorKind.QUOTATION, other.period, other.words)
            yield evaluate(case, decision.direction, spoken), "the speaker may have said so earlier"


def _beside(case: Case, sought: Repeating, anchor: Anchor, value: Value) -> Iterator[Value | None]:
    """Yield what the words come to if the open part of them is one round earlier or later: a week for a weekday."""
    if not isinstance(value, Period):
        return
    around = enlarge(_local(value), sought.within)
    for step in (-1, 1):
        shifted = Anchor(AnchorKind.FOCUS, Period(around.grain, around.index + step), anchor.words)
        yield evaluate(case, Direction.NEAREST, shifted)


def _is_deictic(case: Case) -> bool:
    return any(
        isinstance(part, This | Last | Next) and part.base is Base.PUBLISHED for part in walk(case.mention.expression)
    )
