"""The names that a grammar's ``means`` may use, and how such a line becomes a function.

Language data is untrusted like any other file: a ``means`` is parsed, and only calls, names, numbers, strings and
arithmetic of numbers are let through, so it can name the operators and nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from dateline.errors import LanguageError
from dateline.languages.meanings import clocks, dates, lengths
from dateline.timevalue import operators
from dateline.timevalue.expressions import Base
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain, Mod, PartOfDay, Season
from dateline.timevalue.values import Quantity, Reference

Meaning = Callable[[Mapping[str, Any]], Any]

OPERATORS = (operators.This, operators.Last, operators.Next, operators.Nearest, operators.Before, operators.After,
             operators.Modified, operators.Between, operators.Since,
             operators.Until, operators.Ending, operators.YearBefore, operators.Past,
             operators.Coming, operators.Unplaced)  # fmt: skip

CONSTANTS: tuple[type[Enum], ...] = (Grain, Mod, PartOfDay, Season, Base, Reference)

NAMES: dict[str, Any] = {
    **{operator.__name__: operator for operator in OPERATORS},
    **{name: member for kind in CONSTANTS for name, member in kind.__members__.items()},
    "Year": dates.year,
    "LikelyYear": dates.likely_year,
    "ShortYear": dates.short_year,
    "Decade": dates.decade,
    "Century": dates.century,
    "YearBCE": dates.before_common_era,
    "BCE": dates.bce,
    "EarlyYear": dates.early_year,
    "EarlyYearAlone": dates.early_year_alone,
    "Day": dates.day,
    "NthDay": dates.nth_day,
    "EasterDay": dates.easter_day,
    "Month": dates.month,
    "Quarter": dates.quarter,
    "Half": dates.half,
    "Join": dates.join,
    "On": operators.Intersection,
    "Clock": clocks.clock,
    "ClockOf": clocks.clock_of,
    "DottedClock": clocks.dotted_clock,
    "Military": clocks.military,
    "InZone": clocks.in_zone,
    "Date": dates.date,
    "EarlierHour": clocks.earlier_hour,
    "ClockInPart": clocks.clock_in_part,
    "ClockOn": clocks.clock_on,
    "Twelve": clocks.twelve,
    "Moment": clocks.moment,
    "NthWeekday": dates.nth_weekday,
    "FractionOf": lengths.fraction_of,
    "MilitaryHalf": clocks.military_half,
    "YearSaid": dates.year_said,
    "FiscalYear": dates.fiscal_year,
    "PeriodOfYear": dates.period_of_year,
    "WeekOf": dates.week_of,
    "FiscalYearOf": dates.fiscal_year_of,
    "OnDay": clocks.on_day,
    "MovedBack": lengths.moved_back,
    "MovedOn": lengths.moved_on,
    "BackByDate": lengths.back_by_date,
    "OnByDate": lengths.on_by_date,
    "QuarterEnded": dates.quarter_ended,
    "NthUnit": dates.nth_unit,
    "Ahead": dates.ahead,
    "SameCentury": dates.same_century,
    "DayBefore": dates.day_before,
    "DayAfter": dates.day_after,
    "Ago": lengths.ago,
    "Earlier": lengths.earlier,
    "DateIn": dates.date_in,
    "PartOn": clocks.part_on,
    "DecadeOf": dates.decade_of,
    "ShortYearOf": dates.short_year_of,
    "Part": clocks.part,
    "Measured": lengths.measured,
    "Amount": lengths.amount,
    "Length": lengths.length,
    "LengthOf": lengths.length_of,
    "Months": lengths.months,
    "Each": lengths.each,
    "EachOf": lengths.each_of,
    "Every": lengths.every,
    "AlsoEvery": lengths.also_every,
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
