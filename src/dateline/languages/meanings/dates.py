"""Years, months, days, feasts and quarters, from what the words of a rule say of them."""

from __future__ import annotations

from dataclasses import fields, replace

from dateline.timevalue import operators
from dateline.timevalue.expressions import Base, Direction, Expression
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Fixed, Intersection
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain

LIKELY_YEARS = range(1901, 2040)
"""In running text a bare number of this range is a year almost always; others count things just as often."""
HUNDREDS_OF_A_DECADE = 2000
"""The 1800s are a century; the 2000s, so far, a decade."""
CENTURY_PIVOT = 50
"""A year of two digits below this is of the 2000s, from it on of the 1900s."""


def year(number: float) -> Expression:
    """Return the expression of a year; raises ``ValueError`` for a part of one."""
    if number % 1:
        raise ValueError(f"no year {number}")
    return Fixed(Period.year_of(int(number)))


def likely_year(said: Expression) -> Expression:
    """Return a year as it is; raises ``ValueError`` where the number may well count something, as 2000 or 1812 may."""
    if not isinstance(said, Fixed) or said.value.index not in LIKELY_YEARS or said.value.index % 100 == 0:
        raise ValueError("the number may count something")
    return said


def short_year(number: int) -> Expression:
    """Return the expression of a year said with two digits."""
    return year(number + (2000 if number < CENTURY_PIVOT else 1900))


def short_year_of(text: str) -> Expression:
    """Return the year written as ``'68``."""
    return short_year(int(text[1:]))


def year_said(full: Expression | None, short: str | None) -> Expression:
    """Return the year that is said in one of two ways: 1968 or '68."""
    return full if full is not None else short_year_of(short or "")


def fiscal_year(number: int | None, short: str | None) -> Expression:
    """Return a fiscal year, which is named after the year it ends in."""
    return year(number) if number is not None else short_year_of(short or "")


def fiscal_year_of(text: str) -> Expression:
    """Return the fiscal year written as ``FY2013`` or ``FY 13``."""
    digits = "".join(filter(str.isdigit, text))
    return year(int(digits)) if len(digits) == 4 else short_year(int(digits))


def decade(first_year: int) -> Expression:
    """Return the expression of a decade, given its first year; two digits are of the 1900s."""
    return Fixed(Period(Grain.DECADE, (first_year if first_year >= 100 else 1900 + first_year) // 10))


def decade_of(text: str, era: str | None = None) -> Expression:
    """Return the decade written as ``1960s`` or ``'60s``, or the century written as ``1800s``.

    With an ``era`` it is one before the common era: ``470s BC``.
    """
    first_year = int("".join(filter(str.isdigit, text)))
    if era is None and len(str(first_year)) == 4 and first_year % 100 == 0 and first_year < HUNDREDS_OF_A_DECADE:
        return Fixed(Period(Grain.CENTURY, first_year // 100))
    return decade(first_year) if era is None else Fixed(Period(Grain.DECADE, -(first_year // 10) - 1))


def century(ordinal: int, era: str | None = None) -> Expression:
    """Return the expression of the n-th century: the 20th is 19XX; with an ``era``, of the n-th before the common."""
    return Fixed(Period(Grain.CENTURY, ordinal - 1 if era is None else -ordinal))


def before_common_era(number: int) -> Expression:
    """Return the expression of a year BCE: 1 BCE is year 0."""
    return year(1 - number)


def bce(said: int | Expression) -> Expression:
    """Return a year BCE that is said with its era or, first of two, without."""
    return said if isinstance(said, Expression) else before_common_era(said)


def early_year(number: float) -> Expression:
    """Return a year of two or three figures, of the era the story is in; raises ``ValueError`` for any other number."""
    return _early_year(number, alone=False)


def early_year_alone(number: float) -> Expression:
    """Return such a year where nothing but the story says that it is one: "in 218"."""
    return _early_year(number, alone=True)


def _early_year(number: float, *, alone: bool) -> Expression:
    if number % 1 or not 10 <= number < operators.EARLY_YEARS.stop:
        raise ValueError("no early year")
    return operators.EarlyYear(int(number), alone)


def same_century(first: Expression, digits: int) -> Expression:
    """Return the second year of "1915-17": two digits in the century of the first; raises ``ValueError`` if earlier."""
    if not isinstance(first, Fixed):
        raise ValueError("a year in figures is needed here")
    second = first.value.index // 100 * 100 + digits
    if second <= first.value.index:
        raise ValueError("the second year comes before the first")
    return year(second)


def quarter(number: int) -> Repeating:
    """Return the n-th quarter of a year; raises ``ValueError`` outside 1 to 4."""
    if not 1 <= number <= 4:
        raise ValueError(f"no quarter {number}")
    return Repeating(quarter=number)


def half(number: int) -> Repeating:
    """Return the n-th half of a year; raises ``ValueError`` outside 1 to 2."""
    if not 1 <= number <= 2:
        raise ValueError(f"no half {number}")
    return Repeating(half=number)


def month(number: int) -> Repeating:
    """Return the n-th month; raises ``ValueError`` outside 1 to 12."""
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    return Repeating(month=number)


def day(number: int) -> Repeating:
    """Return the n-th day of a month; raises ``ValueError`` outside 1 to 31."""
    if not 1 <= number <= 31:
        raise ValueError(f"no month has a day {number}")
    return Repeating(day=number)


def nth_day(of_month: int, on_weekday: int, nth: int) -> Repeating:
    """Return a feast on the n-th weekday (Monday is 0) of a month; -1 is the last."""
    return Repeating(month=of_month, weekday=on_weekday, nth=nth)


def easter_day(days: int) -> Repeating:
    """Return a feast so many days after Western Easter Sunday."""
    return Repeating(easter=days)


def nth_weekday(n: int, what: Repeating, of_month: Repeating, of_year: Expression | None) -> Expression:
    """Return the n-th weekday of a month, of a year if one is said."""
    named = replace(what, nth=n, month=of_month.month)
    return operators.Nearest(named) if of_year is None else Intersection(of_year, named)


def nth_unit(
    n: int | None, unit: Grain, of_month: Repeating | None, of_year: Expression | None, outer: Grain | None
) -> Expression:
    """Return the n-th unit of a month or of another unit; no number means the last."""
    if outer is not None:
        return operators.Nth(n or -1, unit, operators.This(outer))
    return operators.Nth(n or -1, unit, date_in(of_year, of_month or Repeating()))


def join(first: Repeating, second: Repeating) -> Repeating:
    """Put the fields of two repeating things together: April, the 13th."""
    blank = Repeating()
    said = {
        field.name: getattr(second, field.name)
        for field in fields(second)
        if getattr(second, field.name) != getattr(blank, field.name)
    }
    return replace(first, **said)


def date(text: str, order: str) -> Expression:
    """Return a date written in numbers, such as ``4/13/1970`` or ``13.4.``; ``order`` names its fields, as "mdy"."""
    numbers = dict(zip(order, text.replace(".", "/").replace("-", "/").strip("/").split("/"), strict=True))
    if "y" not in numbers:
        return operators.Nearest(join(month(int(numbers["m"])), day(int(numbers["d"]))))
    written = numbers["y"]
    outer = short_year(int(written)) if len(written) == 2 else year(int(written))
    return Intersection(outer, join(month(int(numbers["m"])), day(int(numbers["d"]))))


def date_in(of_year: Expression | None, what: Repeating) -> Expression:
    """Return a date in a year, or, where none is said, the date with its year left open."""
    return operators.Nearest(what) if of_year is None else Intersection(of_year, what)


def ahead(what: Repeating) -> Expression:
    """Return a repeating thing whose words lean ahead: "this Friday"."""
    return operators.Nearest(what, Base.PUBLISHED, Direction.FUTURE)


def week_of(day_said: Expression) -> Expression:
    """Return the week that holds a day."""
    return operators.Holding(Grain.WEEK, day_said)


def quarter_ended(said: Expression, end: Expression) -> Expression:
    """Return "the quarter ended July 31"; raises ``ValueError`` where the quarter has a number of its own."""
    if not isinstance(said, operators.This) or said.base is not Base.REPORTED:
        raise ValueError("the quarter is said already")
    return operators.Ending(Grain.QUARTER, end)


def period_of_year(of_year: Expression) -> Expression:
    """Return the stretch a report is about, in the year that is said."""
    if not isinstance(of_year, Fixed):
        raise ValueError("a year in figures is needed here")
    return operators.SameInYear(of_year.value.index)


def day_before(number: int, end: Expression) -> Expression:
    """Return the first day of "5 to 8 May 1970", given its number and the date the words name in full."""
    return _other_day(number, end, 1)


def day_after(number: int, start: Expression) -> Expression:
    """Return the last day of "May 3 to 8", given its number and the date the words name in full."""
    return _other_day(number, start, -1)


def _other_day(number: int, said: Expression, sign: int) -> Expression:
    what = getattr(said, "what", None)
    if not isinstance(said, Intersection | operators.Nearest) or not isinstance(what, Repeating):
        raise ValueError("a day of a month is needed here")
    if what.day is None or (what.day - number) * sign <= 0:
        raise ValueError("the days do not follow each other")
    return replace(said, what=join(what, day(number)))
