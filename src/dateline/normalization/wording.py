"""What the words of a mention leave open, and what they count from: read off its expression alone."""

from __future__ import annotations

from dateline.timevalue.expressions import Base, Expression, walk
from dateline.timevalue.operators import Before, Last, Nearest, Next, This, YearBefore
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain


def sought(expression: Expression) -> Repeating | None:
    """Return the repeating thing in an expression whose direction is open, or None."""
    return next((part.what for part in walk(expression) if isinstance(part, Nearest)), None)


def is_open(expression: Expression) -> bool:
    """Tell whether the tense of the sentence has a say in what an expression comes to."""
    return any(isinstance(part, Nearest) or _is_clock(part) or _is_back(part) for part in walk(expression))


def is_clock_alone(expression: Expression) -> bool:
    """Tell whether an expression is a time of day whose day the words leave out."""
    return any(map(_is_clock, walk(expression)))


def counts_back(expression: Expression) -> bool:
    """Tell whether an expression counts back from where the story is: "two days earlier"."""
    return any(map(_is_back, walk(expression)))


def looks_back(expression: Expression) -> bool:
    """Tell whether an expression glances back from where the story is: "two days earlier", "the previous year"."""
    return any(
        _is_back(part) or (isinstance(part, Last | YearBefore) and part.base is Base.FOCUS) for part in walk(expression)
    )


def _is_clock(part: Expression) -> bool:
    if not isinstance(part, This) or part.base is not Base.FOCUS:
        return False
    return isinstance(part.what, Repeating) and part.what.within is Grain.DAY


def _is_back(part: Expression) -> bool:
    return isinstance(part, Before) and part.what is Base.FOCUS


def counts_from_publication(expression: Expression) -> bool:
    """Tell whether a part of an expression surely counts from publication: the "tomorrow" of "tomorrow or the 24th"."""
    return any(isinstance(part, This | Last | Next) and part.base is Base.PUBLISHED for part in walk(expression))
