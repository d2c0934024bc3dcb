"""What a mention counts from: the publication date, or the time the story is at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import Anchor, AnchorKind, Resolution
from dateline.normalization.rules import Case, Decision, is_clock_alone
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import (
    After,
    Base,
    Before,
    Direction,
    Expression,
    Last,
    Nearest,
    Next,
    This,
    YearBefore,
    walk,
)
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain

FOCUS_RELIABILITY = 0.97


def choose(case: Case, decision: Decision) -> Anchor:
    """Return the anchor of a mention: the focus where its words or the decision ask for it, else publication.

    A focus must be fine enough: "that evening" needs a day, so a story that is "at" a month falls back to the last
    day it named, and without any to the day of publication. A time of day that lies ahead ("is due at noon") is not
    one of a day that is over.
    """
    grain = needed_grain(case.mention.expression, narrative=decision.from_focus)
    if grain is None or _lies_ahead(case):
        return publication(case)
    return next(candidates(case, grain), publication(case))


def _lies_ahead(case: Case) -> bool:
    cue = case.cue
    if cue is None or cue.direction is not Direction.FUTURE or not (cue.near and cue.strong):
        return False
    over = case.story.focus.period.last_day < case.story.published.first_day
    return over and is_clock_alone(case.mention.expression)


def candidates(case: Case, grain: Grain) -> Iterator[Anchor]:
    """Yield the times the story has been at that are no coarser than ``grain``, the latest first."""
    for anchor in (case.story.focus, *case.story.earlier):
        if anchor.period.grain <= grain:
            yield anchor


def publication(case: Case) -> Anchor:
    """Return the publication date as an anchor."""
    return Anchor(AnchorKind.PUBLISHED, case.story.published)


def needed_grain(expression: Expression, *, narrative: bool = False) -> Grain | None:
    """Return the coarsest grain of focus that an expression can count from; None if it does not count from one.

    In a ``narrative`` whatever else would count from the publication date counts from the story, too, but for "ago".
    """
    bases = (Base.FOCUS, Base.PUBLISHED) if narrative else (Base.FOCUS,)
    for part in walk(expression):
        match part:
            case Nearest() if part.base in bases:
                return Grain.MILLENNIUM
            case This() | Last() | Next() if part.base in bases:
                return part.what.within if isinstance(part.what, Repeating) else part.what
            case YearBefore() if part.base is Base.FOCUS:
                return Grain.YEAR
            case Before() | After() if part.what is Base.FOCUS:
                return max(part.amount.unit, Grain.DAY)
    return None


def reliability(anchor: Anchor) -> float:
    """Return what counting from an anchor leaves of a reading's confidence."""
    return FOCUS_RELIABILITY if anchor.kind is AnchorKind.FOCUS else 1.0


def with_value(resolution: Resolution, value: Period) -> Resolution:
    """Return a resolution with the value that its phrase gives it."""
    return replace(resolution, value=value)
