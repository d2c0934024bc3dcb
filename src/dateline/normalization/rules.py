"""Which of several: the table of small heuristics that choose a direction and an anchor for a mention.

Each looks at one case and either decides or passes; they are asked in the order of ``RULES``, and the order matters
only where a comment says so. A decision carries the words that explain it and how often it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.model import Anchor, AnchorKind, Mention, Style
from dateline.normalization.story import Story
from dateline.normalization.tense import Cue
from dateline.normalization.wording import counts_from_publication, sought
from dateline.timevalue.expressions import Direction, walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Nearest
from dateline.timevalue.shifts import Repeating, days_between
from dateline.timevalue.units import Grain

GOING_ON = "going on from the time the story was at"
FAR = 100
"""A date this many days from publication, whichever year it is of, is no longer simply the nearest."""


@dataclass(frozen=True, slots=True)
class Case:
    """A mention to be resolved, and all that may be known about it."""

    mention: Mention
    story: Story
    cue: Cue | None
    quoted: bool
    landmark: Period | None = None
    """The next date ahead in the text that has its year."""
    lender: Anchor | None = None
    """The date with a year that it shares its own with: "June 1955" for the April in "April and June 1955"."""
    passing: Anchor | None = None
    """What its sentence has glanced at: "had fled in June 1998 and returned later that year"."""
    goes_on: bool = False
    """Whether its sentence is the one that brought the story to where it is."""

    sought: Repeating | None = field(init=False)
    """The repeating thing whose direction is open ("Friday", "in September"), if there is one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sought", sought(self.mention.expression))  # asked for by most rules


@dataclass(frozen=True, slots=True)
class Decision:
    """Where to look, and whether from the publication date or from where the story is."""

    rule: str
    direction: Direction
    says: str
    confidence: float
    from_focus: bool = False
    anchor: Anchor | None = None
    """What to count from, where that is not for the words to say."""

    @property
    def moves(self) -> bool:
        """Whether what counts from the publication date counts from the anchor."""
        return self.from_focus or self.anchor is not None


def nothing_open(case: Case) -> Decision | None:
    """The words leave no choice of direction: "yesterday", "13 April 1970"."""
    if case.sought is not None:
        return None
    narrative = case.story.style is Style.NARRATIVE
    return Decision("nothing-open", Direction.NEAREST, "", 1.0, from_focus=narrative)


def year_lent(case: Case) -> Decision | None:
    """Of "April and June 1955" both are of that year, or April, were it to come after June, of the one before."""
    if case.sought is None or case.lender is None or case.sought.within is not Grain.YEAR:
        return None
    return Decision("year-lent", Direction.PAST, "its year is said right after", 0.97, anchor=case.lender)


def told_as_history(case: Case) -> Decision | None:
    """A narrative of long ago counts from the time it has reached, and goes forward: "1939 ... in November"."""
    if case.story.style is not Style.NARRATIVE:
        return None
    return Decision("told-as-history", Direction.ONWARD, GOING_ON, 0.95, from_focus=True)


def day_told_of(case: Case) -> Decision | None:
    """A day of a month without its month is of the one the story was at: "on July 16, 1969 ... on the 19th"."""
    focus = case.story.focus
    if case.sought is None or case.sought.within is not Grain.MONTH or focus.kind is not AnchorKind.FOCUS:
        return None
    if focus.period.grain > Grain.MONTH or counts_from_publication(case.mention.expression):
        return None
    return Decision("day-told-of", Direction.ONWARD, GOING_ON, 0.9, from_focus=True)


def told_as_of_then(case: Case) -> Decision | None:
    """In a text that tells of far years alone go on from there: "1 September 1939 ... on 17 September"."""
    story = case.story
    if case.sought is None or case.sought.within is not Grain.YEAR or story.is_of_today:
        return None
    if story.focus.kind is not AnchorKind.FOCUS or story.focus.period.grain > Grain.MONTH:
        return None
    return Decision("told-as-of-then", Direction.ONWARD, GOING_ON, 0.9, from_focus=True)


def leaning_ahead(case: Case) -> Decision | None:
    """Take "this Friday" as the one to come, unless the sentence looks back."""
    leaning = next((part.leaning for part in walk(case.mention.expression) if isinstance(part, Nearest)), None)
    if leaning is not Direction.FUTURE or (case.cue and case.cue.direction is Direction.PAST and case.cue.near):
        return None
    return Decision("leaning-ahead", Direction.FUTURE, "the words lean ahead", 0.9)


def weekday_ahead(case: Case) -> Decision | None:
    """A weekday in a sentence that looks ahead is the next one; in a report of that very day, the day itself."""
    if not _is_weekday(case) or case.cue is None or case.cue.direction is not Direction.FUTURE:
        return None
    return Decision("weekday-ahead", Direction.FUTURE, _tells(case.cue, "ahead"), 0.85 if case.cue.near else 0.7)


def weekday_back(case: Case) -> Decision | None:
    """A weekday in a sentence that looks back, or says nothing, is the last one: news tells of what has happened."""
    if not _is_weekday(case):
        return None
    if case.cue is None:
        return Decision("weekday-back", Direction.PAST, "nothing points ahead", 0.9)
    return Decision("weekday-back", Direction.PAST, _tells(case.cue, "back"), 0.97)


def quarter_back(case: Case) -> Decision | None:
    """A quarter, half-year or weekend is the last one, unless its clause looks ahead: what is over is reported."""
    sought = case.sought
    if sought is None or sought.grain not in (Grain.QUARTER, Grain.HALF, Grain.WEEKEND):
        return None
    if case.cue is not None and case.cue.near and case.cue.direction is Direction.FUTURE:
        return None
    return Decision("quarter-back", Direction.PAST, "nothing points ahead", 0.98)


def named_back(case: Case) -> Decision | None:
    """A month or season without a year in a clause that looks back is the last one.

    Not so a day of a month: that one is near, whatever the tense ("extended to Nov. 20"). What is far to either side
    is the last one if the sentence as a whole looks back.
    """
    sought, cue = case.sought, case.cue
    if sought is None or cue is None or cue.direction is not Direction.PAST:
        return None
    if not (cue.limit or (cue.near and sought.grain >= Grain.MONTH)) and not (
        (cue.near or cue.unopposed) and _is_far_either_way(sought, case.story.published)
    ):
        return None
    return Decision("named-back", Direction.PAST, _tells(cue, "back"), 0.98)


def named_ahead(case: Case) -> Decision | None:
    """A month, season or date without a year in a clause that looks ahead is the next one."""
    cue = case.cue
    if cue is None or not cue.near or not cue.strong or cue.direction is not Direction.FUTURE:
        return None
    return Decision("named-ahead", Direction.FUTURE, _tells(cue, "ahead"), 0.97)


def named_nearest(_: Case) -> Decision | None:
    """A month, season or date without a year is the one nearest to the publication date."""
    return Decision("named-nearest", Direction.NEAREST, "no year is said", 0.98)


RULES: tuple[Callable[[Case], Decision | None], ...] = (
    nothing_open,
    # A year that is said goes before all that can be guessed.
    year_lent,
    told_as_history,
    day_told_of,
    told_as_of_then,
    leaning_ahead,
    weekday_ahead,
    # Weekdays that are not ahead are back; so this must come after the one above.
    weekday_back,
    quarter_back,
    named_back,
    named_ahead,
    # Decides whatever is left.
    named_nearest,
)


def decide(case: Case) -> Decision:
    """Return what the first rule that decides says."""
    return next(decision for rule in RULES if (decision := rule(case)) is not None)


def _is_weekday(case: Case) -> bool:
    sought = case.sought
    return sought is not None and sought.weekday is not None and sought.grain is Grain.DAY and sought.month is None


def _is_far_either_way(sought: Repeating, published: Period) -> bool:
    try:
        return days_between(published, sought.nearest(published)) > FAR
    except ValueError:  # the calendar has none, which evaluation will tell
        return False


def _tells(cue: Cue, where: str) -> str:
    return f"“{cue.words}” looks {where}"
