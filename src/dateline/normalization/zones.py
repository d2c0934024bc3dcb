"""The offset of a place at a local time, from the zone database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import Bound, Interval, Period
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Value

FIRST_YEAR, LAST_YEAR = 1, 9999


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return an IANA zone; raises ``ValueSyntaxError`` where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueSyntaxError(
            "no such time zone", excerpt=name, expected="an IANA name such as America/Chicago or UTC"
        ) from None


def offset_at(period: Period, zone: str) -> int | None:
    """Return the offset of a zone (minutes east of UTC) at a local time; None outside the years it is known for.

    At the hour that clocks repeat in autumn it is the first of the two; in the hour they skip, the one before.
    """
    year, month, day = period.civil
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    local = datetime(year, month, day, period.hour or 0, period.minute_of_day % 60, tzinfo=zone_of(zone))
    offset = local.utcoffset()
    return None if offset is None else round(offset.total_seconds() / 60)


def has_clock(value: Value) -> bool:
    """Tell whether a value, or an end of it, is told to the hour or finer, so that it has an offset."""
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    return any(isinstance(end, Period) and end.grain <= Grain.HOUR for end in ends)


def with_offset(value: Value, zone: str, said: int | None) -> Value:
    """Give the clock times of a value their offset: that of the zone, or, without one, the one ``said`` before."""
    if isinstance(value, Interval):
        start, end = (
            bound if isinstance(bound, Bound) else _placed(bound, zone, said) for bound in (value.start, value.end)
        )
        changed = start is not value.start or end is not value.end
        return replace(value, start=start, end=end) if changed else value
    return _placed(value, zone, said) if isinstance(value, Period) else value


def _placed(bound: Period, zone: str, said: int | None) -> Period:
    if bound.grain > Grain.HOUR or bound.offset is not None:
        return bound
    offset = offset_at(bound, zone) if zone else said
    return bound if offset is None else replace(bound, offset=offset)
