"""What an expression is: a tree of operators that says what words mean, before any calendar.

It becomes a value once it is known what to count from, and in which direction to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from dateline.timevalue.intervals import Period
from dateline.timevalue.shifts import neighbour
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Value


class Base(Enum):
    """What an expression counts from: the publication date, where the story is, the quarter a report is about."""

    PUBLISHED = "published"
    FOCUS = "focus"
    REPORTED = "reported"


class Direction(Enum):
    """Where to look for a thing that repeats: the last before the anchor, the next after it, the nearest.

    ``ONWARD`` is how a chronicle goes: the one of the same year (week, day), or, where that lies far behind, the next.
    """

    PAST = "past"
    NEAREST = "nearest"
    FUTURE = "future"
    ONWARD = "onward"


@dataclass(frozen=True, slots=True)
class Context:
    """All that an expression may depend on besides its words.

    ``reported`` is the quarter that a business report is about, ``compared`` the stretch that it sets beside the one a
    year before, where that is another; both are None in any other text.
    """

    published: Period
    focus: Period
    direction: Direction = Direction.NEAREST
    reported: Period | None = None
    compared: Period | None = None

    @property
    def stretch(self) -> Period | None:
        """What a business report compares with the year before: its quarter, if it says no other; else None."""
        return self.compared or self.reported

    def base(self, base: Base) -> Period:
        """Return the period that a base stands for here; a report that names none is about the last whole quarter."""
        if base is Base.REPORTED:
            return self.reported or neighbour(self.published, Grain.QUARTER, -1)
        return self.published if base is Base.PUBLISHED else self.focus


class Expression:
    """The root of all operators."""

    __slots__ = ()

    def evaluate(self, at: Context) -> Value:
        """Return the value in a context; raises ``ValueError`` where the calendar has no such thing."""
        raise NotImplementedError

    def period(self, at: Context) -> Period:
        """Return the value where only one period will do; raises ``ValueError`` where it is anything else."""
        value = self.evaluate(at)
        if not isinstance(value, Period):
            raise ValueError("a single stretch of the calendar is needed here")
        return value


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all that it is made of, outermost first."""
    yield expression
    # dataclasses.fields makes a tuple anew each time, which shows where every mention is walked several times.
    for name in expression.__dataclass_fields__:  # type: ignore[attr-defined]
        value = getattr(expression, name)
        if isinstance(value, Expression):
            yield from walk(value)
