"""The readings of a mention that were considered and not taken: a table of what words may mean besides.

Each function looks at one case and yields other values, each with why it is not the one. The order of ``OTHERS`` is
that of their likelihood, because no more than three are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from dateline.model import Alternative, Anchor, AnchorKind
from dateline.normalization import anchors
from dateline.normalization.readings import evaluate, without_offset
from dateline.normalization.rules import Case, Decision
from dateline.normalization.wording import counts_from_publication
from dateline.normalization.zones import has_clock
from dateline.timevalue.expressions import Base, Direction, Expression, walk
from dateline.timevalue.intervals import MONTHS_IN, YEARS_IN, Interval, Period
from dateline.timevalue.operators import After, Before, Last, Since, This, Unplaced, YearBefore
from dateline.timevalue.shifts import enlarge, shift_by_date, shift_years
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Amount, Reference, Value

MOST_ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A case with the reading that was taken of it."""

    case: Case
    decision: Decision
    anchor: Anchor
    value: Value

    def under(self, direction: Direction, anchor: Anchor) -> Value | None:
        """Return the value under another direction or anchor."""
        return evaluate(self.case, direction, anchor, moved=self.decision.moves)

    @property
    def at_last(self) -> str:
        """Why nothing but the anchor taken is counted from."""
        return f"the story was at “{self.anchor.words}” last" if self.anchor.words else "counted from publication"


Other = tuple[Value | None, str]


def alternatives(taken: Taken) -> list[Alternative]:
    """Return the other readings on the calendar, each once, with why it was not taken; at most three."""
    found: dict[Value, str] = {}
    for other, why_not in chain.from_iterable(readings(taken) for readings in OTHERS):
        if isinstance(other, Period | Interval) and other != taken.value:
            found.setdefault(other, why_not)
            if len(found) == MOST_ALTERNATIVES:
                break  # each further one costs as much as the value itself
    return [Alternative(other, why_not) for other, why_not in found.items()]


def since_then(taken: Taken) -> Iterator[Other]:
    """What has gone on since a time may have ended by now, and may have been over at once."""
    value, expression = taken.value, taken.case.mention.expression
    if isinstance(expression, Since) and isinstance(value, Interval) and isinstance(value.start, Period):
        until = enlarge(without_offset(taken.case.story.published), Grain.DAY)
        yield Interval(value.start, until), "the words give no end"
        yield value.start, "it went on from then"


def elsewhere_in_the_story(taken: Taken) -> Iterator[Other]:
    """A chronicle may be at another of the times it has told of."""
    case = taken.case
    if not taken.decision.from_focus or (_counts_from_nothing(case.mention.expression) and not has_clock(taken.value)):
        return
    for anchor in (case.story.focus, case.story.firm, *case.story.earlier):
        if anchor is not None and anchor.kind is AnchorKind.FOCUS and anchor.period != taken.anchor.period:
            yield taken.under(taken.decision.direction, anchor), taken.at_last


def _counts_from_nothing(expression: Expression) -> bool:
    """Tell whether words come to one value wherever the story is: "13 April 1970"; but for the offset of a clock."""
    parts = list(walk(expression))
    return not any(isinstance(getattr(part, name, None), Base) for part in parts for name in ("base", "what"))


def other_way(taken: Taken) -> Iterator[Other]:
    """What the tense of the sentence decides is the other way where the tense means something else."""
    if taken.case.sought is None:
        return
    for direction in (Direction.PAST, Direction.FUTURE):
        if direction is not taken.decision.direction:
            yield taken.under(direction, taken.anchor), taken.decision.says or "not the nearest"


def round_beside(taken: Taken) -> Iterator[Other]:
    """The open part of the words may be of one round earlier or later: another week for a weekday."""
    sought, value = taken.case.sought, taken.value
    if sought is None or not isinstance(value, Period):
        return
    around = enlarge(without_offset(value), sought.within)
    for step in (-1, 1):
        beside = Anchor(AnchorKind.FOCUS, Period(around.grain, around.index + step), taken.anchor.words)
        yield evaluate(taken.case, Direction.NEAREST, beside, moved=True), "one farther off"


def no_report(taken: Taken) -> Iterator[Other]:
    """In a business report "a year ago" may still be a year, and "last year" the quarter of last year."""
    case = taken.case
    report = case.story.report
    if report is None:
        return
    for part in walk(case.mention.expression):
        if isinstance(part, YearBefore):
            yield evaluate(case, taken.decision.direction, taken.anchor, as_report=False), "a report"
            yield shift_years(report.quarter, -1), "a longer stretch is compared"
        elif isinstance(part, Last | This) and part.what is Grain.YEAR:
            quarter = shift_years(report.compared, -1) if isinstance(part, Last) else report.quarter
            yield quarter, "the words name the whole year"


def to_the_day(taken: Taken) -> Iterator[Other]:
    """Years and months "ago" are named by themselves, but may be said on the very day."""
    for part in walk(taken.case.mention.expression):
        if isinstance(part, YearBefore) and part.what is None:
            amount, what = Amount.of(1, Grain.YEAR), part.base
        elif isinstance(part, Before | After) and isinstance(part.what, Base):
            amount, what = part.amount, part.what
        else:
            continue
        if amount.count is None or (amount.unit not in MONTHS_IN and amount.unit not in YEARS_IN):
            continue
        base = taken.case.story.published if what is Base.PUBLISHED else taken.anchor.period
        if base.grain <= Grain.DAY:
            day = enlarge(without_offset(base), Grain.DAY)
            yield shift_by_date(day, amount, 1 if isinstance(part, After) else -1), "no day is said"


def other_focus(taken: Taken) -> Iterator[Other]:
    """What counts from the story may count from a time it told of before, or from publication."""
    case = taken.case
    grain = anchors.needed_grain(case.mention.expression)
    if grain is None:
        return
    for anchor in anchors.candidates(case, grain):
        if anchor.period != taken.anchor.period:
            yield taken.under(taken.decision.direction, anchor), taken.at_last
    yield taken.under(taken.decision.direction, anchors.publication(case)), "counted from the story, not from today"


def of_the_speaker(taken: Taken) -> Iterator[Other]:
    """A "today" in a quotation is the day it was said, which may be one the story told of."""
    case = taken.case
    if not case.quoted or not counts_from_publication(case.mention.expression):
        return
    for anchor in anchors.candidates(case, Grain.DAY):
        spoken = Anchor(AnchorKind.QUOTATION, anchor.period, anchor.words)
        yield taken.under(taken.decision.direction, spoken), "the speaker may have said so earlier"


def told_of(taken: Taken) -> Iterator[Other]:
    """A "same time" has no value of its own, but may be the time the story is at."""
    expression, focus = taken.case.mention.expression, taken.case.story.focus
    if isinstance(expression, Unplaced) and expression.reference is Reference.TOLD and focus.kind is AnchorKind.FOCUS:
        yield focus.period, "no bounds are said"


OTHERS: tuple[Callable[[Taken], Iterator[Other]], ...] = (
    since_then,
    no_report,
    of_the_speaker,
    elsewhere_in_the_story,
    other_way,
    round_beside,
    to_the_day,
    other_focus,
    told_of,
)
