"""The names that a grammar's ``means`` may use, and how such a line becomes a function.

Language data is untrusted like any other file: a ``means`` is parsed, and only calls, names, numbers, strings and
arithmetic of numbers are let through, so it can name the operators and nothing else.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from enum import Enum
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

from dateline.errors import LanguageError
from dateline.timevalue import operators
from dateline.timevalue.intervals import YEARS_IN, Period
from dateline.timevalue.operators import Base, Every, Expression, Fixed, Intersection, Length
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.timex3 import write_duration
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season
from dateline.timevalue.values import Amount, Duration, Quantity, Reference

Meaning = Callable[[Mapping[str, Any]], Any]
HOURS_A_DAY, MINUTES_AN_HOUR, SECONDS_A_MINUTE = 24, 60, 60
CENTURY_PIVOT = 50
"""A year of two digits below this is of the 2000s, from it on of the 1900s."""


def year(number: int) -> Expression:
    """Return the expression of a year."""
    return Fixed(Period.year_of(number))


def short_year(number: int) -> Expression:
    """Return the expression of a year said with two digits."""
    return year(number + (2000 if number < CENTURY_PIVOT else 1900))


def decade(first_year: int) -> Expression:
    """Return the expression of a decade, given its first year; two digits are of the 1900s."""
    return Fixed(Period(Grain.DECADE, (first_year if first_year >= 100 else 1900 + first_year) // 10))


def century(ordinal: int) -> Expression:
    """Return the expression of the n-th century: the 20th is 19XX."""
    return Fixed(Period(Grain.CENTURY, ordinal - 1))


def before_common_era(number: int) -> Expression:
    """Return the expression of a year BCE: 1 BCE is year 0."""
    return Fixed(Period.year_of(1 - number))


def bce(said: int | Expression) -> Expression:
    """Return a year BCE that is said with its era or, first of two, without."""
    return said if isinstance(said, Expression) else before_common_era(said)


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


def month(number: int) -> Repeating:
    """Return the n-th month; raises ``ValueError`` outside 1 to 12."""
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    return Repeating(month=number)


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


def join(first: Repeating, second: Repeating) -> Repeating:
    """Put the fields of two repeating things together: April, the 13th."""
    blank = Repeating()
    said = {
        field.name: getattr(second, field.name)
        for field in fields(second)
        if getattr(second, field.name) != getattr(blank, field.name)
    }
    return replace(first, **said)


def on(outer: Expression, what: Repeating) -> Expression:
    """Put a time of day or a date into what holds it; "late Friday night" keeps its "late"."""
    return Intersection(outer, what)


def clock(
    hour: int,
    minute: int | None = None,
    second: int | None = None,
    half_day: str | None = None,
    offset: int | None = None,
) -> Repeating:
    """Return a clock time; ``half_day`` is "am" or "pm". Raises ``ValueError`` for what no clock shows."""
    if half_day is not None:
        if not 1 <= hour <= 12:
            raise ValueError(f"no hour {hour} {half_day}")
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    seconds = (hour * MINUTES_AN_HOUR + (minute or 0)) * SECONDS_A_MINUTE + (second or 0)
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        raise ValueError("no clock shows this")
    return Repeating(clock=seconds, clock_grain=Grain.MINUTE if second is None else Grain.SECOND, offset=offset)


def clock_of(text: str, half_day: str | None = None, offset: int | None = None) -> Repeating:
    """Return the clock time written as ``8:00``, ``20.15`` or ``20:00:30``."""
    hour, *rest = (int(digits) for digits in text.replace(".", ":").split(":"))
    minute, second = (*rest, None, None)[:2]
    return clock(hour, minute, second, half_day, offset)


def military(number: int, offset: int | None = None) -> Repeating:
    """Return the clock time written as one number: 0842, 2100."""
    return clock(number // 100, number % 100, None, None, offset)


def in_zone(what: Repeating, offset: int) -> Repeating:
    """Give a clock time its offset in minutes east of UTC."""
    return replace(what, offset=offset)


def date(text: str, order: str) -> Expression:
    """Return a date written in numbers, such as ``4/13/1970``; ``order`` names its fields, as "mdy"."""
    numbers = dict(zip(order, text.replace(".", "/").replace("-", "/").split("/"), strict=True))
    if "y" not in numbers:
        return operators.Nearest(join(month(int(numbers["m"])), day(int(numbers["d"]))))
    written = numbers["y"]
    outer = short_year(int(written)) if len(written) == 2 else year(int(written))
    return Intersection(outer, join(month(int(numbers["m"])), day(int(numbers["d"]))))


def earlier_hour(hour: int, moment: Expression) -> Expression:
    """Return the hour before a moment of the same day and half-day: "8" in "between 8 and 9 p.m. EST Tuesday"."""
    outer, what = _day_and_clock(moment)
    end = (what.clock or 0) // (MINUTES_AN_HOUR * SECONDS_A_MINUTE)
    start = hour + 12 if hour < 12 <= end and hour + 12 <= end else hour
    timed = replace(what, clock=start * MINUTES_AN_HOUR * SECONDS_A_MINUTE)
    return Intersection(outer, timed) if outer is not None else operators.This(timed, Base.FOCUS)


def _day_and_clock(moment: Expression) -> tuple[Expression | None, Repeating]:
    if isinstance(moment, Intersection):
        return moment.outer, moment.what
    if isinstance(moment, operators.This) and isinstance(moment.what, Repeating):
        return None, moment.what
    raise ValueError("not a clock time")


def clock_in_part(clock_time: Repeating | None, hour: int | None, part: Repeating) -> Repeating:
    """Return a clock time whose half of the day a part of day tells: "4 in the morning"."""
    if clock_time is None:
        clock_time = clock(hour or 0)
    seconds, half_a_day = clock_time.clock or 0, HOURS_A_DAY // 2 * MINUTES_AN_HOUR * SECONDS_A_MINUTE
    late = part.part in (PartOfDay.AFTERNOON, PartOfDay.EVENING, PartOfDay.NIGHT)
    if late and seconds < half_a_day:
        clock_time = replace(clock_time, clock=seconds + half_a_day)
    return clock_time


def moment(text: str) -> Expression:
    """Return the moment written as ``1970-04-13T21:08``."""
    written_date, _, written_clock = text.partition("T")
    return Intersection(date(written_date, "ymd"), clock_of(written_clock))


def nth_weekday(n: int, what: Repeating, of_month: Repeating, of_year: Expression | None) -> Expression:
    """Return the n-th weekday of a month, of a year if one is said."""
    named = replace(what, nth=n, month=of_month.month)
    return operators.Nearest(named) if of_year is None else Intersection(of_year, named)


def date_in(of_year: Expression | None, what: Repeating) -> Expression:
    """Return a date in a year, or, where none is said, the date with its year left open."""
    return operators.Nearest(what) if of_year is None else Intersection(of_year, what)


def part_on(outer: Expression, which: Repeating | None) -> Expression:
    """Return a part of a day, or the day where no part is said."""
    return outer if which is None else Intersection(outer, which)


def decade_of(text: str) -> Expression:
    """Return the decade written as ``1960s`` or ``'60s``."""
    return decade(int("".join(filter(str.isdigit, text))))


def short_year_of(text: str) -> Expression:
    """Return the year written as ``'68``."""
    return short_year(int(text[1:]))


def part(which: PartOfDay) -> Repeating:
    """Return a part of day as a repeating thing."""
    return Repeating(part=which)


def fraction_of(text: str) -> float:
    """Return the value of a fraction written as ``1/2`` or ``½``."""
    if "/" not in text:
        return unicodedata.numeric(text)
    return float(Fraction(text))


def military_half(number: int, half_day: str, offset: int | None = None) -> Repeating:
    """Return the clock time written as one number with its half of the day: 430pm."""
    return clock(number // 100, number % 100, None, half_day, offset)


def year_said(full: Expression | None, short: str | None) -> Expression:
    """Return the year that is said in one of two ways: 1968 or '68."""
    return full if full is not None else short_year_of(short or "")


def fiscal_year(number: int | None, short: str | None) -> Expression:
    """Return a fiscal year, which is named after the year it ends in."""
    return year(number) if number is not None else short_year_of(short or "")


def period_of_year(of_year: Expression) -> Expression:
    """Return the stretch a report is about, in the year that is said."""
    if not isinstance(of_year, Fixed):
        raise ValueError("a year in figures is needed here")
    return operators.SameInYear(of_year.value.index)


def nth_unit(
    n: int | None, unit: Grain, of_month: Repeating | None, of_year: Expression | None, outer: Grain | None
) -> Expression:
    """Return the n-th unit of a month or of another unit; no number means the last."""
    if outer is not None:
        return operators.Nth(n or -1, unit, operators.This(outer))
    return operators.Nth(n or -1, unit, date_in(of_year, of_month or Repeating()))


def ahead(what: Repeating) -> Expression:
    """Return a repeating thing whose words lean ahead: "this Friday"."""
    return operators.Nearest(what, Base.PUBLISHED, operators.Direction.FUTURE)


def same_century(first: Expression, digits: int) -> Expression:
    """Return the second year of "1915-17": two digits in the century of the first; raises ``ValueError`` if earlier."""
    if not isinstance(first, Fixed):
        raise ValueError("a year in figures is needed here")
    second = first.value.index // 100 * 100 + digits
    if second <= first.value.index:
        raise ValueError("the second year comes before the first")
    return year(second)


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


def amount(count: float | Fraction | None, unit: Grain) -> Amount:
    """Return so many of a unit; None is an unsaid number. Decades and centuries count as years, as in TimeML."""
    if count is not None and unit in YEARS_IN:
        return Amount.of(count * YEARS_IN[unit], Grain.YEAR)
    return Amount.of(count, unit)


SPLIT = {
    Grain.YEAR: (12, Grain.MONTH),
    Grain.DAY: (24, Grain.HOUR),
    Grain.HOUR: (60, Grain.MINUTE),
    Grain.MINUTE: (60, Grain.SECOND),
}
"""What half of a unit is counted in: half a year in months, half an hour in minutes."""


def length(*amounts: Amount) -> Expression:
    """Return the length of several amounts of falling size together; "two and a half years" are two years, six months.

    Raises ``ValueError`` where the sizes do not fall ("two days, three weeks").
    """
    if any(larger.unit <= smaller.unit for larger, smaller in pairwise(amounts)):
        raise ValueError("the units of a length grow smaller")
    return Length(tuple(chain.from_iterable(map(_whole, amounts))))


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


def each(unit: Grain) -> Expression:
    """Return "every day" as TIMEX3 writes it: ``P1D``."""
    return each_of(Amount.of(1, unit), None)


def each_of(interval: Amount | None, unit: Grain | None) -> Expression:
    """Return "every two hours", or, of an unsaid number of a unit, "every few hours"."""
    said = interval if interval is not None else Amount(None, unit or Grain.DAY)
    return Every(write_duration(Duration((said,))), Quantity.EVERY)


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


OPERATORS = (operators.This, operators.Last, operators.Next, operators.Nearest, operators.Before, operators.After,
             operators.Intersection, operators.Nth, operators.Modified, operators.Between, operators.Since,
             operators.Until, operators.Past, operators.Coming, operators.Unplaced)  # fmt: skip

CONSTANTS: tuple[type[Enum], ...] = (Grain, Mod, PartOfDay, Season, Base, Reference)

NAMES: dict[str, Any] = {
    **{operator.__name__: operator for operator in OPERATORS},
    **{name: member for kind in CONSTANTS for name, member in kind.__members__.items()},
    "Year": year,
    "ShortYear": short_year,
    "Decade": decade,
    "Century": century,
    "YearBCE": before_common_era,
    "BCE": bce,
    "Day": day,
    "NthDay": nth_day,
    "EasterDay": easter_day,
    "Month": month,
    "Quarter": quarter,
    "Half": half,
    "Join": join,
    "On": on,
    "Clock": clock,
    "ClockOf": clock_of,
    "Military": military,
    "InZone": in_zone,
    "Date": date,
    "EarlierHour": earlier_hour,
    "ClockInPart": clock_in_part,
    "Moment": moment,
    "NthWeekday": nth_weekday,
    "FractionOf": fraction_of,
    "MilitaryHalf": military_half,
    "YearSaid": year_said,
    "FiscalYear": fiscal_year,
    "PeriodOfYear": period_of_year,
    "NthUnit": nth_unit,
    "Ahead": ahead,
    "SameCentury": same_century,
    "DayBefore": day_before,
    "DayAfter": day_after,
    "Ago": ago,
    "Earlier": earlier,
    "YearBefore": operators.YearBefore,
    "DateIn": date_in,
    "PartOn": part_on,
    "DecadeOf": decade_of,
    "ShortYearOf": short_year_of,
    "Part": part,
    "Measured": measured,
    "Amount": amount,
    "Length": length,
    "Each": each,
    "EachOf": each_of,
    "Every": every,
    "Number": Fraction,
    "NONE": None,
}
"""PAST, PRESENT and FUTURE are TIMEX3's vague references; the operators are called ``Past`` and ``Coming``."""

_ALLOWED = (ast.Expression, ast.Call, ast.Name, ast.Load, ast.Constant, ast.keyword, ast.BinOp, ast.Add, ast.Sub,
            ast.Mult, ast.Div, ast.UnaryOp, ast.USub, ast.BoolOp, ast.Or)  # fmt: skip


def compile_meaning(source: str, parts: frozenset[str]) -> Meaning:
    """Return the function from a rule's parts to what it means.

    Raises ``LanguageError`` where the line is no expression over the vocabulary and the rule's ``parts``.
    """
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError as error:
        raise LanguageError(f"this meaning cannot be read: {error.msg}", excerpt=source) from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise LanguageError("a meaning holds calls, names and numbers only", excerpt=source)
        if isinstance(node, ast.Name) and node.id not in NAMES and node.id not in parts:
            raise LanguageError(
                f'a meaning names "{node.id}", which is no operator and no part', excerpt=source, hint=_known(parts)
            )
    code = compile(tree, "<means>", "eval")
    scope = {"__builtins__": {}, **NAMES}
    return lambda values: eval(code, scope, values)  # noqa: S307 - only the names above can be reached


def _known(parts: frozenset[str]) -> str:
    return f"parts of this rule: {', '.join(sorted(parts)) or 'none'}"


READERS: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "number": lambda raw: None if raw is None else (int(raw) if float(raw).is_integer() else float(raw)),
    "grain": lambda raw: Grain[str(raw).upper()],
    "mod": lambda raw: Mod[str(raw).upper()],
    "part": lambda raw: Repeating(part=PartOfDay[str(raw).upper()]),
    "season": lambda raw: Repeating(season=Season[str(raw).upper()]),
    "weekday": lambda raw: Repeating(weekday=int(raw)),
    "month": lambda raw: Repeating(month=int(raw)),
    "weekend": lambda raw: Repeating(weekend=bool(raw)),
    "feast": lambda raw: Repeating(**raw),
    "minutes": lambda raw: Repeating(clock=int(raw) * 60),
    "reference": lambda raw: Reference[str(raw).upper()],
    "quantity": lambda raw: Quantity[str(raw).upper()],
}
"""How the values of a lexicon category are read, by the category's ``kind``."""
