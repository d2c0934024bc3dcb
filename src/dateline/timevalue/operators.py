"""The operators that expressions are made of: what words mean before any calendar, as a tree to be read aloud.

The operators are SCATE's (Bethard and Parker, LREC 2016). A phrase such as "the Friday before last Easter" becomes a
tree; ``evaluate`` turns the tree into a value once an anchor and a direction are known. Rules of a language name these
operators in YAML, or functions of ``languages/meanings`` that make them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.timevalue.expressions import Base, Context, Direction, Expression, walk
from dateline.timevalue.intervals import OPEN, PIECES_A_DAY, Interval, Period
from dateline.timevalue.shifts import Repeating, enlarge, neighbour, shift, shift_by_date, shift_years, unit_at
from dateline.timevalue.units import Grain, Mod, Season
from dateline.timevalue.values import Amount, Duration, Quantity, Recurring, Reference, Vague, Value

EARLY_YEARS = range(100, 1000)
"""Years of three figures."""


@dataclass(frozen=True, slots=True)
class Fixed(Expression):
    """A period the words name in full. "13 April 1970" -> Fixed(1970-04-13)."""

    value: Period

    def evaluate(self, at: Context) -> Period:  # noqa: ARG002
        return self.value


@dataclass(frozen=True, slots=True)
class This(Expression):
    """The unit or repeating thing that the base is in. "this year" -> This(YEAR), "this summer" -> This(SUMMER)."""

    what: Grain | Repeating
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Period:
        base = at.base(self.base).plain
        if isinstance(self.what, Grain):
            return enlarge(base, self.what)
        season = enlarge(base, Grain.SEASON)
        if season.grain is Grain.SEASON and season.index % len(Season) == self.what.season:
            return season  # in January "this winter" is the one that began last year
        found = self.what.inside(enlarge(base, self.what.within))
        if found is None:
            raise ValueError("the calendar has no such day")
        return found


@dataclass(frozen=True, slots=True)
class Last(Expression):
    """The latest that is over. "last week" -> Last(WEEK); "last April" -> Last(APRIL)."""

    what: Grain | Repeating
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Period:
        base = at.base(self.base).plain
        if isinstance(self.what, Grain):
            return neighbour(base, self.what, -1)
        return self.what.before(base, strictly=True)


@dataclass(frozen=True, slots=True)
class Next(Expression):
    """The first still to come. "next week" -> Next(WEEK); "next Easter" -> Next(EASTER)."""

    what: Grain | Repeating
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Period:
        base = at.base(self.base).plain
        if isinstance(self.what, Grain):
            return neighbour(base, self.what, 1)
        return self.what.after(base, strictly=True)


@dataclass(frozen=True, slots=True)
class Nearest(Expression):
    """One of a repeating thing, with the direction left to the sentence. "on Friday" -> Nearest(FRIDAY).

    ``leaning`` is the direction the words themselves suggest: "this Friday" leans ahead.
    """

    what: Repeating
    base: Base = Base.PUBLISHED
    leaning: Direction = Direction.NEAREST

    def evaluate(self, at: Context) -> Period:
        base = at.base(self.base).plain
        if base.grain >= self.what.within and (inside := self.what.inside(base)) is not None:
            return inside
        if at.direction is Direction.PAST:
            return self.what.before(base, strictly=False)
        if at.direction is Direction.FUTURE:
            return self.what.after(base, strictly=False)
        if at.direction is Direction.ONWARD:
            return self.what.onward(base)
        return self.what.nearest(base)


@dataclass(frozen=True, slots=True)
class Before(Expression):
    """An amount before something. "two weeks ago" -> Before(PUBLISHED, P2W)."""

    what: Expression | Base
    amount: Amount

    def evaluate(self, at: Context) -> Period | Vague:
        return _moved(self.what, self.amount, -1, at)


@dataclass(frozen=True, slots=True)
class After(Expression):
    """An amount after something. "two days later" -> After(FOCUS, P2D)."""

    what: Expression | Base
    amount: Amount

    def evaluate(self, at: Context) -> Period | Vague:
        return _moved(self.what, self.amount, 1, at)


@dataclass(frozen=True, slots=True)
class YearBefore(Expression):
    """The same stretch a year before. "the year-earlier quarter" -> YearBefore().

    In a business report that is the quarter it is about, a year before; anywhere else the year before the base's.
    ``what`` is the quarter if the words name it: "the year-ago third quarter".
    """

    what: Repeating | None = None
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Period:
        if self.what is not None:
            around = Period(Grain.YEAR, at.base(Base.REPORTED).year - 1)
            return Intersection(Fixed(around), self.what).evaluate(at)
        compared = at.stretch
        return neighbour(at.base(self.base).plain, Grain.YEAR, -1) if compared is None else shift_years(compared, -1)


@dataclass(frozen=True, slots=True)
class SameInYear(Expression):
    """The stretch that a report is about, in another year. "the 1988 period" -> SameInYear(1988)."""

    year: int

    def evaluate(self, at: Context) -> Period:
        compared = at.stretch
        return Period.year_of(self.year) if compared is None else shift_years(compared, self.year - compared.year)


@dataclass(frozen=True, slots=True)
class EarlyYear(Expression):
    """A year of two or three figures without an era: of the era that the story is in. "in 218" -> EarlyYear(218).

    Raises ``ValueError`` where such a number is hardly a year: one of two figures in our era, and any that stands
    ``alone`` in a story of later times.
    """

    number: int
    alone: bool = False
    base: Base = Base.FOCUS

    def evaluate(self, at: Context) -> Period:
        around = at.base(self.base).year
        if around <= 0:
            return Period.year_of(1 - self.number)
        if self.number not in EARLY_YEARS or (self.alone and around > EARLY_YEARS.stop):
            raise ValueError("a number that is hardly a year")
        return Period.year_of(self.number)


@dataclass(frozen=True, slots=True)
class ByDate(Expression):
    """The same date so long before (-1) or after (+1). "a year ago today" -> ByDate(This(DAY), P1Y, -1).

    Unlike ``Before`` it keeps the grain of what it counts from, not that of the amount.
    """

    what: Expression
    amount: Amount
    sign: int

    def evaluate(self, at: Context) -> Period:
        return shift_by_date(self.what.period(at).plain, self.amount, self.sign)


@dataclass(frozen=True, slots=True)
class Holding(Expression):
    """The unit that holds a time. "the week of March 6" -> Holding(WEEK, MARCH 6)."""

    unit: Grain
    what: Expression

    def evaluate(self, at: Context) -> Period:
        return enlarge(self.what.period(at).plain, self.unit)


@dataclass(frozen=True, slots=True)
class Ending(Expression):
    """The unit that ends nearest to a date. "the quarter ended July 31" -> Ending(QUARTER, JULY 31)."""

    unit: Grain
    end: Expression

    def evaluate(self, at: Context) -> Period:
        end = self.end.period(at).plain
        around = (neighbour(end, self.unit, -1), neighbour(end, self.unit, 0))
        return min(around, key=lambda one: abs(one.last_day - end.last_day))


@dataclass(frozen=True, slots=True)
class Intersection(Expression):
    """A repeating thing inside a larger one. "May of last year" -> Intersection(Last(YEAR), MAY)."""

    outer: Expression
    what: Repeating

    def evaluate(self, at: Context) -> Period:
        found = self.what.inside(self.outer.period(at).plain)
        if found is None:
            raise ValueError("the calendar has no such day")
        return found


@dataclass(frozen=True, slots=True)
class Nth(Expression):
    """The n-th unit inside something, from 1; -1 is the last. "the first week of May" -> Nth(1, WEEK, MAY).

    A week that is cut by an edge counts: the first week of May is the one that holds 1 May.
    """

    n: int
    unit: Grain
    outer: Expression

    def evaluate(self, at: Context) -> Period:
        outer = self.outer.period(at).plain
        begin, end = outer.seconds
        found = unit_at(self.unit, begin, self.n - 1) if self.n > 0 else unit_at(self.unit, end - 1, self.n + 1)
        if not self.n or self.unit >= outer.grain or found.seconds[0] >= end or found.seconds[1] <= begin:
            raise ValueError("there are not so many in it")
        return found


@dataclass(frozen=True, slots=True)
class Modified(Expression):
    """A part of something, or something less than exactly. "late 1998" -> Modified(1998, END)."""

    what: Expression
    mod: Mod

    def evaluate(self, at: Context) -> Value:
        value = self.what.evaluate(at)
        if isinstance(value, Period | Duration):
            return replace(value, mod=self.mod)
        if isinstance(value, Interval) and value.length is not None:
            return replace(value, length=replace(value.length, mod=self.mod))
        return value


@dataclass(frozen=True, slots=True)
class Between(Expression):
    """From one time to another, both included. "from May 3 to 8" -> Between(MAY 3, MAY 8).

    The end is the later of the two: where it would come first, it is looked for from the start on. "From November to
    February" ends in the next year, "from 10 p.m. to 2 a.m." on the next day.
    """

    start: Expression
    end: Expression

    def evaluate(self, at: Context) -> Interval:
        start = self._start(at)
        from_start = replace(at, published=start, focus=start, direction=Direction.FUTURE)
        end = self.end.period(at)
        if _is_over_before(end, start):
            end = self.end.period(from_start)
        if _is_over_before(end, start) and _is_time_of_day(self.end):
            end = replace(end, index=end.index + PIECES_A_DAY[end.grain])
        if _is_over_before(end, start):
            raise ValueError("the end comes before the start")
        return Interval(start, end)

    def _start(self, at: Context) -> Period:
        """Return the start; where only the end has its year ("from March 3 to March 9, 1996"), the last before it."""
        lacks_year = any(isinstance(part, Nearest) for part in walk(self.start))
        if not lacks_year or not any(isinstance(part, Fixed) for part in walk(self.end)):
            return self.start.period(at)
        end = self.end.period(at)
        return self.start.period(replace(at, published=end, focus=end, direction=Direction.PAST))


@dataclass(frozen=True, slots=True)
class Since(Expression):
    """From a time on, with no end in sight. "since last April" -> Since(Last(APRIL))."""

    start: Expression

    def evaluate(self, at: Context) -> Interval:
        return Interval(self.start.period(at), OPEN)


@dataclass(frozen=True, slots=True)
class Until(Expression):
    """Up to a time, from nobody says when. "until Friday" -> Until(FRIDAY)."""

    end: Expression

    def evaluate(self, at: Context) -> Interval:
        return Interval(OPEN, self.end.period(at))


@dataclass(frozen=True, slots=True)
class Past(Expression):
    """The stretch of a length that ends at the base. "the past 24 hours" -> Past(PT24H)."""

    amount: Amount
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Interval | Duration:
        return _stretch(at.base(self.base).plain, self.amount, -1)


@dataclass(frozen=True, slots=True)
class Coming(Expression):
    """The stretch of a length that begins at the base. "the next three months" -> Coming(P3M)."""

    amount: Amount
    base: Base = Base.PUBLISHED

    def evaluate(self, at: Context) -> Interval | Duration:
        return _stretch(at.base(self.base).plain, self.amount, 1)


@dataclass(frozen=True, slots=True)
class Length(Expression):
    """A length of time that stands nowhere on the calendar. "for three months" -> Length(P3M)."""

    amounts: tuple[Amount, ...]

    def evaluate(self, at: Context) -> Duration:  # noqa: ARG002
        return Duration(self.amounts)


@dataclass(frozen=True, slots=True)
class Every(Expression):
    """Something that comes again and again; ``pattern`` as in TIMEX3. "every Monday" -> Every(XXXX-WXX-1)."""

    pattern: str
    quantity: Quantity = Quantity.NONE
    freq: str = ""

    def evaluate(self, at: Context) -> Recurring:  # noqa: ARG002
        return Recurring(self.pattern, self.quantity, self.freq)


@dataclass(frozen=True, slots=True)
class Unplaced(Expression):
    """A time that no calendar has. "recently" -> Unplaced(PAST_REF)."""

    reference: Reference

    def evaluate(self, at: Context) -> Vague:  # noqa: ARG002
        return Vague(self.reference)


def _is_over_before(end: Period, start: Period) -> bool:
    east = 0 if end.offset is None or start.offset is None else end.offset - start.offset
    return end.seconds[1] - east * 60 <= start.seconds[0]


def _is_time_of_day(what: Expression) -> bool:
    return isinstance(what, This) and isinstance(what.what, Repeating) and what.what.within is Grain.DAY


def _moved(what: Expression | Base, amount: Amount, sign: int, at: Context) -> Period | Vague:
    if amount.count is None:
        return Vague(Reference.PAST if sign < 0 else Reference.FUTURE)
    base = at.base(what) if isinstance(what, Base) else what.period(at)
    return shift(base.plain, amount, sign)


def _stretch(base: Period, amount: Amount, sign: int) -> Interval | Duration:
    length = Duration((amount,))
    if amount.count is None:
        return length
    edge = base if amount.unit < Grain.PART else enlarge(base, Grain.DAY)
    other = shift_by_date(edge, amount, sign)
    return Interval(other, edge, length) if sign < 0 else Interval(edge, other, length)
