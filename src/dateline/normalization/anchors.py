"""What a mention counts from: the publication date, or the time the story is at."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Anchor, AnchorKind
from dateline.normalization.rules import Case, Decision
from dateline.normalization.wording import counts_back, is_clock_alone
from dateline.timevalue.expressions import Base, Direction, Expression, walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import After, Before, Coming, EarlyYear, Last, Nearest, Next, Past, This, YearBefore
from dateline.timevalue.shifts import Repeating, days_between
from dateline.timevalue.units import Grain

FOCUS_RELIABILITY = 0.97
WORTH_A_LEAP = 60
"""A chronicle leaves its thread only for a way so many days shorter."""


def choose(case: Case, decision: Decision) -> Anchor:
    """Return the anchor of a mention: the focus where its words or the decision ask for it, else publication.

    A focus must be fine enough: "that evening" needs a day, so a story that is "at" a month falls back to the last
    day it named, and without any to the day of publication. A time of day that lies ahead ("is due at noon") is not
    one of a day that is over.
    """
    if decision.anchor is not None:
        return decision.anchor
    grain = needed_grain(case.mention.expression, narrative=decision.from_focus)
    if grain is None or _lies_ahead(case) or _looks_back_from_ahead(case):
        return publication(case)
    sought = case.sought
    if decision.from_focus and sought is not None and sought.within is Grain.YEAR and not case.goes_on:
        return _on_the_way(case, sought)
    return next(candidates(case, grain), publication(case))


def _on_the_way(case: Case, sought: Repeating) -> Anchor:
    """Return the anchor in a chronicle of what lacks its year, with the next date that has one in view.

    Of the times the story has been at it is the one that makes the shortest way from the last firm one over the date
    to that ``landmark``; leaving the thread must be worth it.
    """
    story, ahead = case.story, case.landmark
    firm = story.firm
    if firm is None or ahead is None or not _comes_at_all(sought, story.focus.period):
        return story.focus

    def way(anchor: Anchor) -> int:
        value = sought.onward(anchor.period)
        leap = 0 if anchor is story.focus else WORTH_A_LEAP
        return days_between(firm.period, value) + days_between(value, ahead) + leap

    told = (anchor for anchor in (firm, *story.earlier) if anchor.kind is AnchorKind.FOCUS)
    return min((story.focus, *told), key=way)


def _comes_at_all(sought: Repeating, period: Period) -> bool:
    try:
        sought.onward(period)
    except ValueError:  # the calendar has none (31 June), which evaluation will tell
        return False
    return True


def _lies_ahead(case: Case) -> bool:
    cue = case.cue
    if cue is None or cue.direction is not Direction.FUTURE or not (cue.near and cue.strong):
        return False
    over = case.story.focus.period.last_day < case.story.published.first_day
    return over and is_clock_alone(case.mention.expression)


def _looks_back_from_ahead(case: Case) -> bool:
    """Tell whether what is over would be counted from what is to come: "will open Friday ... agreed a day earlier"."""
    if case.cue is None or case.cue.direction is not Direction.PAST:
        return False
    return counts_back(case.mention.expression) and case.story.focus.period.first_day > case.story.published.last_day


def candidates(case: Case, grain: Grain) -> Iterator[Anchor]:
    """Yield the times the story has been at that are no coarser than ``grain``, the latest first."""
    for anchor in (case.passing, case.story.focus, *case.story.earlier):
        if anchor is not None and anchor.period.grain <= grain:
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
            case EarlyYear():
                return Grain.MILLENNIUM
            case Before() | After() if part.what is Base.FOCUS:
                return max(part.amount.unit, Grain.DAY)
            case Past() | Coming() if part.base in bases:
                return max(part.amount.unit, Grain.DAY)
    return None


def reliability(anchor: Anchor) -> float:
    """Return what counting from an anchor leaves of a reading's confidence."""
    return FOCUS_RELIABILITY if anchor.kind is AnchorKind.FOCUS else 1.0
