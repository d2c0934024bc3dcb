"""The ``edtf`` package, another reading of the same standard, over all shapes of dates; where it differs is listed."""

from __future__ import annotations

import re
from itertools import product

import edtf as oracle
import pytest

from dateline.errors import ValueSyntaxError
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period
from dateline.timevalue.units import civil

YEARS = ["1985", "2000", "1900", "2004", "0000", "0001", "0985", "-0001", "-0044", "-1985", "-9999", "9999", "-0000"]
LEAP_OR_NOT = ["1985", "1900", "2000", "0000", "-0044"]
COARSE = ["199X", "19XX", "1XXX", "200X", "20XX", "2XXX", "003X", "00XX", "-003X", "-044X", "-04XX", "XXXX"]
LONG = ["Y12345", "Y-12345", "Y170000002", "Y-170000002", "Y1985", "12345", "985"]
MONTHS = [f"{month:02}" for month in range(14)] + [
    "20",
    "21",
    "22",
    "23",
    "24",
    "25",
    "33",
    "36",
    "37",
    "40",
    "41",
    "42",
    "XX",
]
DAYS = ["00", "01", "11", "28", "29", "30", "31", "32", "XX"]
MARKS = ["", "~", "?", "%"]
CLOCKS = ["T23:20:30", "T00:00:00Z", "T23:59:59-04", "T10:10:10+04:30", "T10:60:10", "T25:10:10", "T10:10:10-12:00"]
ENDS = ["", "..", "1964", "1985-04", "1985-04-12", "1984~", "2004-06?", "2004-06-11%", "-0044", "2001-21", "199X"]

SINGLE = [
    *(year + mark for year in [*YEARS, *COARSE, *LONG] for mark in MARKS),
    *("-".join(parts) for parts in product([*YEARS, "199X", "19XX"], MONTHS)),
    *("-".join(parts) for parts in product(LEAP_OR_NOT, [*MONTHS[:14], "XX"], DAYS)),
    *("-".join(parts) for parts in product(["2004~", "?2004", "2004"], ["06", "~06", "06?"], ["11", "%11", "11~"])),
    *(f"{date}{clock}" for date in ("1985-04-12", "2001-02-29", "2000-02-29", "-0044-03-15") for clock in CLOCKS),
]
INTERVALS = ["/".join(ends) for ends in product(ENDS, ENDS)]

FIRST, LAST = ["1667", "1667-03", "..1667-03-04", "1660..1662"], ["1668", "1668-12", "1668..", "1670..1672"]
SETS = [f"{opening}{one},{other}{closing}" for one, other in product(FIRST, LAST) for opening, closing in ("[]", "{}")]

DIFFERENCES = {
    r"XXXX.*": "a year of which nothing is known stands nowhere on the calendar",
    r"00XX[~?%]?": "our first century has no year 0, which is 1 BCE",
    r"Y.*[~?%]": "the oracle qualifies no long years",
    r".*-24": "the oracle's winter ends with its year; ours with February",
    r".*-(25|37)": "level 2's hemispheres and spans of four months are not said in texts",
    r"-.*-XX": "the oracle swaps the ends of what is unspecified before the common era",
    r"(1985|1900|2001)-02-29.*": "the oracle knows a 29 February in every year",
    r"-?\d+X+-\d\d": "a month of some year of a decade stands in no one place",
    r"-?\d{4}-XX-\d\d": "a day of some month stands in no one place",
    r"[?]?2004.?-.?06.?-.?11.?": "the oracle reads few of the ways in which parts are qualified",
    r"(\.\.)?/(\.\.)?": "an interval without a date stands nowhere",
    r".*/199X": "the oracle reads decades in intervals only beside plain dates",
    r"199X/.*": "the oracle reads decades in intervals only beside plain dates",
}
"""What only one of the two reads, or both read otherwise, and why that is meant."""

Days = tuple[tuple[int, ...], tuple[int, ...]]


def _ours(text: str) -> Days | None:
    try:
        value = edtf.parse(text)
    except ValueSyntaxError:
        return None
    assert isinstance(value, Period)
    return civil(value.first_day), civil(value.last_day)


def _theirs(text: str) -> Days | None:
    try:
        value = oracle.parse_edtf(text)
    except oracle.EDTFParseException:
        return None
    return tuple(value.lower_strict()[:3]), tuple(value.upper_strict()[:3])


def _our_several(text: str) -> str | None:
    try:
        return edtf.write(edtf.parse(text))
    except ValueSyntaxError:
        return None


def _their_several(text: str) -> str | None:
    try:
        return str(oracle.parse_edtf(text)).replace(", ", ",")
    except (oracle.EDTFParseException, TypeError):
        return None


@pytest.fixture(scope="module")
def different() -> set[str]:
    dates = {text for text in SINGLE if _ours(text) != _theirs(text)}
    return dates | {text for text in [*INTERVALS, *SETS] if _our_several(text) != _their_several(text)}


def test_the_generated_set_is_large() -> None:
    assert len({*SINGLE, *INTERVALS, *SETS}) > 1300


def test_both_read_the_same_and_place_it_alike_but_for_known_differences(different: set[str]) -> None:
    assert {text for text in different if not any(re.fullmatch(known, text) for known in DIFFERENCES)} == set()


def test_each_known_difference_is_one(different: set[str]) -> None:
    assert [known for known in DIFFERENCES if not any(re.fullmatch(known, text) for text in different)] == []
