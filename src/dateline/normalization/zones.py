"""The offset of a place at a local time, from the zone database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.errors import ValueSyntaxError
from dateline.timevalue.intervals import Interval, Period
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


def with_offset(value: Value, zone: str, said: int | None) -> Value:
    """Give the clock times of a value the offset of their place: one ``said`` in the story, else the zone's."""
    if isinstance(value, Interval):
        ends = (with_offset(end, zone, said) if isinstance(end, Period) else end for end in (value.start, value.end))
        start, end = ends
        return replace(value, start=start, end=end)
    if not isinstance(value, Period) or value.grain > Grain.HOUR or value.offset is not None:
        return value
    return replace(value, offset=offset_at(value, zone) if zone else said)
