"""Amounts, lengths and sets, and what is counted by them, from what the words of a rule say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, pairwise

from dateline.timevalue import operators
from dateline.timevalue.expressions import Base, Expression
from dateline.timevalue.intervals import YEARS_IN
from dateline.timevalue.operators import Every, Length
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.timex3 import write_duration
from dateline.timevalue.units import Grain, Mod
from dateline.timevalue.values import Amount, Duration, Quantity

SPLIT = {
    Grain.YEAR: (12, Grain.MONTH),
    Grain.DAY: (24, Grain.HOUR),
    Grain.HOUR: (60, Grain.MINUTE),
    Grain.MINUTE: (60, Grain.SECOND),
}
"""What half of a unit is counted in: half a year in months, half an hour in minutes."""


def fraction_of(text: str) -> float:
    """Return the value of a fraction written as ``1/2`` or ``½``."""
    if "/" not in text:
        return unicodedata.numeric(text)
    return float(Fraction(text))


def amount(count: float | Fraction | None, unit: Grain) -> Amount:
    """Return so many of a unit; None is an unsaid number. Decades and centuries count as years, as in TimeML."""
    if count is not None and unit in YEARS_IN:
        return Amount.of(count * YEARS_IN[unit], Grain.YEAR)
    return Amount.of(count, unit)


def length(*amounts: Amount) -> Expression:
    """Return the length of several amounts of falling size together; "two and a half years" are two years, six months.

    Raises ``ValueError`` where the sizes do not fall ("two days, three weeks").
    """
    if any(larger.unit <= smaller.unit for larger, smaller in pairwise(amounts)):
        raise ValueError("the units of a length grow smaller")
    return Length(tuple(chain.from_iterable(map(_whole, amounts))))


def moved_back(length_said: Expression, what: Expression) -> Expression:
    """Return the time so long before another: "two days before Christmas"."""
    return operators.Before(what, _one_amount(length_said))


def moved_on(length_said: Expression, what: Expression) -> Expression:
    """Return the time so long after another: "a week after Easter"."""
    return operators.After(what, _one_amount(length_said))


def back_by_date(what: Expression, said: Amount) -> Expression:
    """Return the same date so long before: "a year ago today"; raises ``ValueError`` where nobody counted."""
    return _by_date(what, said, -1)


def on_by_date(what: Expression, said: Amount) -> Expression:
    """Return the same date so long after: "a week from Tuesday"; raises ``ValueError`` where nobody counted."""
    return _by_date(what, said, 1)


def _by_date(what: Expression, said: Amount, sign: int) -> Expression:
    if said.count is None:
        raise ValueError("a counted amount is needed here")
    return operators.ByDate(what, said, sign)


def _one_amount(said: Expression) -> Amount:
    what = said.what if isinstance(said, operators.Modified) else said
    if not isinstance(what, Length) or len(what.amounts) != 1 or what.amounts[0].count is None:
        raise ValueError("one counted amount is needed here")
    return what.amounts[0]


def months(said: Amount) -> Expression:
    """Return a length in months; raises ``ValueError`` where it is said in any other unit."""
    if said.unit is not Grain.MONTH:
        raise ValueError("months are needed here")
    return Length((said,))


def length_of(what: Expression) -> Expression:
    """Return how long "the last two weeks" are, whichever they are; a length is as long as it says."""
    return Length((what.amount,)) if isinstance(what, operators.Past | operators.Coming) else what


def _whole(said: Amount) -> Iterator[Amount]:
    """Yield an amount as whole numbers of units, as far as there is a usual smaller unit."""
    if said.count is None or said.count.denominator == 1 or said.unit not in SPLIT:
        yield said
        return
    whole = said.count // 1
    factor, unit = SPLIT[said.unit]
    rest = (said.count - whole) * factor
    if rest.denominator != 1:
        yield said
        return
    if whole:
        yield Amount(Fraction(whole), said.unit)
    yield Amount(rest, unit)


def ago(said: Amount) -> Expression:
    """Return an amount before publication; "a year ago" may mean the quarter of a report."""
    if said == Amount.of(1, Grain.YEAR):
        return operators.YearBefore(base=Base.PUBLISHED)
    return operators.Before(Base.PUBLISHED, said)


def earlier(said: Amount) -> Expression:
    """Return an amount before the time the story is at; "a year earlier" may mean the quarter of a report."""
    if said == Amount.of(1, Grain.YEAR):
        return operators.YearBefore(base=Base.FOCUS)
    return operators.Before(Base.FOCUS, said)


def measured(what: Expression, mod: Mod | None) -> Expression:
    """Return a length with its "nearly", or as it is."""
    return what if mod is None else operators.Modified(what, mod)


def each(unit: Grain) -> Expression:
    """Return "every day" as TIMEX3 writes it: ``P1D``."""
    return each_of(Amount.of(1, unit))


def each_of(interval: Amount) -> Expression:
    """Return "every two hours", or, of an unsaid number, "every few hours"."""
    return Every(write_duration(Duration((interval,))), Quantity.EVERY)


def every(what: Repeating, quantity: Quantity = Quantity.EVERY) -> Expression:
    """Return "every Monday", "every April", "every morning" as TIMEX3 writes it: ``XXXX-WXX-1``."""
    if what.weekday is not None:
        value = f"XXXX-WXX-{what.weekday + 1}"
    elif what.month is not None:
        value = f"XXXX-{what.month:02}" + (f"-{what.day:02}" if what.day else "")
    elif what.season is not None:
        value = f"XXXX-{('SP', 'SU', 'FA', 'WI')[what.season]}"
    else:
        value = "XXXX-XX-XX"
    return Every(value + (f"T{what.part.code}" if what.part else ""), quantity)


def also_every(said: Expression) -> Expression:
    """Return "every Friday" for the Friday of "every Tuesday and Friday"; raises ``ValueError`` for any other."""
    if not isinstance(said, operators.Nearest):
        raise ValueError("nothing that there is one of every week or year")
    return every(said.what)
