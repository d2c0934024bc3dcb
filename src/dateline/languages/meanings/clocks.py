"""Clock times and parts of day, from what the words of a rule say of them."""

from __future__ import annotations

from dataclasses import replace

from dateline.languages.meanings.dates import date
from dateline.timevalue import operators
from dateline.timevalue.expressions import Base, Expression, walk
from dateline.timevalue.operators import Intersection
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain, PartOfDay

HOURS_A_DAY, MINUTES_AN_HOUR, SECONDS_A_MINUTE = 24, 60, 60
_FIRST_LATE_HOUR = {PartOfDay.AFTERNOON: 0, PartOfDay.EVENING: 0, PartOfDay.NIGHT: 6}
"""From this hour on, an hour of twelve is in the later half of the day: "9 at night", but not "3 at night"."""


def clock(
    hour: float,
    minute: float | None = None,
    second: int | None = None,
    half_day: str | None = None,
    zone: int | str | None = None,
) -> Repeating:
    """Return a clock time; ``half_day`` is "am" or "pm", ``zone`` as for ``in_zone``.

    Raises ``ValueError`` for what no clock shows.
    """
    if hour % 1 or (minute or 0) % 1:
        raise ValueError("no clock shows part of an hour or a minute")
    hour, minute = int(hour), int(minute or 0)
    if half_day is not None:
        if not 1 <= hour <= 12:
            raise ValueError(f"no hour {hour} {half_day}")
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    seconds = (hour * MINUTES_AN_HOUR + minute) * SECONDS_A_MINUTE + (second or 0)
    if hour > 23 or minute > 59 or (second or 0) > 59:
        raise ValueError("no clock shows this")
    return in_zone(Repeating(clock=seconds, clock_grain=Grain.MINUTE if second is None else Grain.SECOND), zone)


def clock_of(text: str, half_day: str | None = None, zone: int | str | None = None) -> Repeating:
    """Return the clock time written as ``8:00``, ``20.15`` or ``20:00:30``."""
    hour, *rest = (int(digits) for digits in text.replace(".", ":").split(":"))
    minute, second = (*rest, None, None)[:2]
    return clock(hour, minute, second, half_day, zone)


def dotted_clock(text: str, zone: int | str | None = None) -> Repeating:
    """Return the clock time written as ``7.30am`` or ``8.15 p.m.``."""
    figures = text.rstrip(" .apmAPM")
    half_day = "pm" if "p" in text.lower() else "am"
    return clock_of(figures, half_day, zone)


def military(number: int, zone: int | str | None = None) -> Repeating:
    """Return the clock time written as one number: 0842, 2100."""
    return clock(number // 100, number % 100, None, None, zone)


def military_half(number: int, half_day: str, zone: int | str | None = None) -> Repeating:
    """Return the clock time written as one number with its half of the day: 430pm."""
    return clock(number // 100, number % 100, None, half_day, zone)


def in_zone(what: Repeating, zone: int | str | None) -> Repeating:
    """Give a clock time its zone: minutes east of UTC, or the IANA name of a zone whose offset goes with the season."""
    return replace(what, zone=zone) if isinstance(zone, str) else replace(what, offset=zone)


def on_day(day: Expression, moment: Expression) -> Expression:
    """Put a clock time that names no day on a day; raises ``ValueError`` for any other time."""
    outer, what = _day_and_clock(moment)
    if outer is not None:
        raise ValueError("the clock time has a day of its own")
    return Intersection(day, what)


def clock_in_part(clock_time: Repeating | None, hour: int | None, part: Repeating) -> Repeating:
    """Return a clock time whose half of the day a part of day tells: "4 in the morning", "3 at night"."""
    if clock_time is None:
        clock_time = clock(hour or 0)
    seconds, half_a_day = clock_time.clock or 0, HOURS_A_DAY // 2 * MINUTES_AN_HOUR * SECONDS_A_MINUTE
    hours = seconds // (MINUTES_AN_HOUR * SECONDS_A_MINUTE)
    if part.part is PartOfDay.NIGHT and hours == 12:
        return replace(clock_time, clock=seconds - half_a_day)
    if hours < 12 and hours >= _FIRST_LATE_HOUR.get(part.part or PartOfDay.DAYTIME, 12):
        return replace(clock_time, clock=seconds + half_a_day)
    return clock_time


def twelve(hour: int, which: Repeating) -> Repeating:
    """Return which twelve o'clock it is: "12 noon"; raises ``ValueError`` for any other hour."""
    if hour != 12:
        raise ValueError("noon and midnight are at twelve")
    return which


def clock_on(outer: Expression, what: Repeating) -> Expression:
    """Put a clock time on a day or in a part of one, which tells its half of the day: "6:30 on Friday evening"."""
    parts = (getattr(each, "what", None) for each in walk(outer))
    which = next((each for each in parts if isinstance(each, Repeating) and each.part is not None), None)
    return Intersection(outer, what if which is None else clock_in_part(what, None, which))


def part(which: PartOfDay) -> Repeating:
    """Return a part of day as a repeating thing."""
    return Repeating(part=which)


def part_on(outer: Expression, which: Repeating | None) -> Expression:
    """Return a part of a day, or the day where no part is said."""
    return outer if which is None else Intersection(outer, which)


def moment(text: str) -> Expression:
    """Return the moment written as ``1970-04-13T21:08``."""
    written_date, _, written_clock = text.partition("T")
    return Intersection(date(written_date, "ymd"), clock_of(written_clock))


def earlier_hour(hour: int, moment: Expression) -> Expression:
    """Return the hour before a moment of the same day and half-day: "8" in "between 8 and 9 p.m. EST Tuesday"."""
    outer, what = _day_and_clock(moment)
    end = (what.clock or 0) // (MINUTES_AN_HOUR * SECONDS_A_MINUTE) or HOURS_A_DAY
    start = min((hour % 12, hour % 12 + 12), key=lambda each: (end - each) % HOURS_A_DAY or HOURS_A_DAY)
    timed = replace(what, clock=start * MINUTES_AN_HOUR * SECONDS_A_MINUTE)
    return Intersection(outer, timed) if outer is not None else operators.This(timed, Base.FOCUS)


def _day_and_clock(moment: Expression) -> tuple[Expression | None, Repeating]:
    if isinstance(moment, Intersection):
        return moment.outer, moment.what
    if isinstance(moment, operators.This) and isinstance(moment.what, Repeating):
        return None, moment.what
    raise ValueError("not a clock time")
