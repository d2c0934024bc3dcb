from __future__ import annotations

import pytest

from dateline.errors import ValueSyntaxError
from dateline.normalization.zones import offset_at, with_offset
from dateline.timevalue.intervals import Interval, Period


@pytest.mark.parametrize(
    ("day", "offset"),
    [((1970, 4, 13), -360), ((1970, 6, 15), -300), ((2023, 1, 13), -360)],
)
def test_a_zone_has_the_offset_of_the_day(day: tuple[int, int, int], offset: int) -> None:
    assert offset_at(Period.minute_of(*day, 12, 0), "America/Chicago") == offset


def test_a_zone_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueSyntaxError, match="no such time zone"):
        offset_at(Period.minute_of(1970, 4, 13, 12, 0), "Mars/Olympus")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/localtime"])
def test_a_zone_is_no_path(name: str) -> None:
    with pytest.raises(ValueSyntaxError):
        offset_at(Period.minute_of(1970, 4, 13, 12, 0), name)


def test_a_time_before_the_calendar_of_zones_has_no_offset() -> None:
    assert offset_at(Period.minute_of(-489, 8, 12, 6, 0), "Europe/Athens") is None


def test_an_offset_that_is_said_stays() -> None:
    said = Period.minute_of(1970, 4, 13, 21, 8, -360)
    assert with_offset(said, "America/New_York", None) == said


def test_both_ends_of_an_interval_get_the_offset_of_their_day() -> None:
    start, end = Period.minute_of(1970, 4, 25, 12, 0), Period.minute_of(1970, 4, 27, 12, 0)
    value = with_offset(Interval(start, end), "America/Chicago", None)
    assert isinstance(value, Interval)
    assert [bound.offset for bound in (value.start, value.end) if isinstance(bound, Period)] == [-360, -300]


def test_a_day_has_no_offset() -> None:
    assert with_offset(Period.day_of(1970, 4, 13), "America/Chicago", None) == Period.day_of(1970, 4, 13)
