"""What a mention can come to: a stretch of the calendar, a length, something that recurs, or a vague reference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.units import Grain, Mod


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit; ``count`` None is an unsaid number ("several months")."""

    count: Fraction | None
    unit: Grain

    @staticmethod
    def of(count: float | Fraction | None, unit: Grain) -> Amount:
        """Return an amount; a float keeps the precision it was written with."""
        return Amount(None if count is None else Fraction(str(count)), unit)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: one amount, or several of falling size ("two years and three months")."""

    amounts: tuple[Amount, ...]
    mod: Mod = Mod.NONE


class Quantity(StrEnum):
    """TIMEX3's ``quant`` of a SET, as far as texts use it."""

    NONE = ""
    EVERY = "EVERY"
    EACH = "EACH"
    SOME = "SOME"


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes again: ``pattern`` is TIMEX3's value (``XXXX-WXX-1``, ``P1D``); ``freq`` as ``2X``."""

    pattern: str
    quantity: Quantity = Quantity.NONE
    freq: str = ""


class Reference(StrEnum):
    """The vague references of TIMEX3; TOLD is a time the story speaks of that has no bounds, which has no value."""

    PAST = "PAST_REF"
    PRESENT = "PRESENT_REF"
    FUTURE = "FUTURE_REF"
    TOLD = ""


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar has: "now", "recently", "soon"."""

    reference: Reference


CalendarValue = Period | Interval
Value = Period | Interval | Duration | Recurring | Vague
