"""The value of a mention under an anchor and a direction."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dateline.model import Anchor, AnchorKind
from dateline.normalization.rules import Case
from dateline.normalization.zones import has_clock, with_offset
from dateline.timevalue.expressions import Context, Direction, Expression, walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.values import Value


def evaluate(
    case: Case, direction: Direction, anchor: Anchor, *, moved: bool = False, as_report: bool = True
) -> Value | None:
    """Return the value of a mention, or None where the calendar has no such thing.

    ``moved`` says that the anchor stands for the publication date, too, as in a chronicle or a quotation; without
    ``as_report`` a business report is read as any other text.
    """
    story = case.story
    published = anchor.period if moved or anchor.kind is AnchorKind.QUOTATION else story.published
    report = (story.report.quarter, story.report.compared) if as_report and story.report is not None else ()
    value = _value(
        case.mention.expression, Context(without_offset(published), without_offset(anchor.period), direction, *report)
    )
    if value is None or not has_clock(value):
        return value
    zone = _zone_said(case.mention.expression) or story.zone
    return with_offset(value, zone, anchor.period.offset)


# Words come again in a text, and under the same anchor once more among their other readings.
@lru_cache(maxsize=4096)
def _value(expression: Expression, context: Context) -> Value | None:
    try:
        return expression.evaluate(context)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _zone_said(expression: Expression) -> str:
    whats = (getattr(part, "what", None) for part in walk(expression))
    return next((what.zone for what in whats if isinstance(what, Repeating) and what.zone), "")


def without_offset(period: Period) -> Period:
    """Return a period as it is told where it happened."""
    return period if period.offset is None else replace(period, offset=None)
