from __future__ import annotations

import random

import pytest

from dateline.timevalue import edtf
from dateline.timevalue.intervals import sort_key

ORDER = [
    "Y-17000",
    "-1XXX",  # of what begins together, the longest first
    "../-0043",  # an open start stands where its end does, before all that begins there
    "-0043",
    "-0043-03",
    "-0043-03-15",
    "0000",
    "0001/..",
    "00XX",
    "0001",
    "0079-08-24",
    "1667/1668",
    "18XX",
    "19XX",
    "196X/197X",
    "196X",
    "/1968",
    "1969-12-31T23:59:59",
    "../1970",
    "1970/..",
    "197X~",
    "1970/1971",
    "1970~",
    "1970-40",
    "1970-33",
    "1970-01",
    "1970-01-01",
    "1970-34",
    "1970-04/1970-05-03",
    "1970-04?",
    "1970-04-11/1970-04-17",
    "1970-04-11/1970-04-13",
    "1970-04-11",
    "../1970-04-13",
    "1970-04-13",
    "1970-04-13T21:08/1970-04-14",
    "1970-04-13T21:08/1970-04-13T22:15",
    "1970-04-13T21:08",
    "1970-04-13T21:08:00",
    "1970-04-13T21:08:01",
    "1970-04-14T02:00",
    "1970-24",
    "2XXX",
    "20XX",
    "2024-02-29",
    "Y17000",
    "Y17000-05-06",
]


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffled_timeline_comes_back_into_its_order(seed: int) -> None:
    shuffled = random.Random(seed).sample(ORDER, len(ORDER))
    assert sorted(shuffled, key=lambda text: sort_key(edtf.parse(text))) == ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The second is the earlier moment, or the same; but a date belongs to the day it had where it happened.
        ("1970-04-13T23:30-05:00", "1970-04-14T02:00+00:00"),
        ("1970-04-13T23:30-05:00", "1970-04-14T04:30Z"),
        ("2024-01-01T00:30+14:00", "2024-01-01T01:00-12:00"),
        ("2023-12-31T23:00-11:00", "2024-01-01T00:00+14:00"),
        ("1970-04-13T23:30-05:00", "1970-04-14"),
        ("1970-04-13", "1970-04-13T00:00+05:30"),
        ("1970-04-13T09:00+05:30", "1970-04-13T09:01"),
    ],
)
def test_clock_times_stand_on_their_own_day_whatever_their_zone(first: str, second: str) -> None:
    assert sort_key(edtf.parse(first)) < sort_key(edtf.parse(second))


def test_one_clock_time_has_one_place_in_all_zones() -> None:
    times = ["1970-04-13T21:08", "1970-04-13T21:08Z", "1970-04-13T21:08-06:00", "1970-04-13T21:08+05:30"]
    assert len({sort_key(edtf.parse(time)) for time in times}) == 1


@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_a_qualifier_does_not_move_a_date(mark: str) -> None:
    for date in ("197X", "1970", "1970-04", "1970-21", "1970-04-13", "-0043-03-15"):
        assert sort_key(edtf.parse(date + mark)) == sort_key(edtf.parse(date))


@pytest.mark.parametrize(
    ("several", "interval"),
    [
        ("[1667,1668]", "1667/1668"),
        ("{1668,1960,1667}", "1667/1960"),
        ("[..1760-12-03]", "../1760-12-03"),
        ("[1760-12..]", "1760-12/.."),
        ("1985-04-XX", "1985-04"),
    ],
)
def test_several_times_stand_where_all_of_them_together_do(several: str, interval: str) -> None:
    assert sort_key(edtf.parse(several)) == sort_key(edtf.parse(interval))
