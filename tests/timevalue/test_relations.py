"""How two dates stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.timevalue.strategies import edtf_values

from dateline.timevalue.edtf import parse
from dateline.timevalue.relations import Relation, place_of, relation

CASES = """
1970-04-13                 1970-04-13                 SAME
1970-04-13                 1970-04-13T21:08           SAME
1970-04-13T21:08-06:00     1970-04-13T22:08-05:00     EXACT
1970-04-13T21:08-06:00     1970-04-14T03:08Z          EXACT
1970-04-13T21:08-06:00     1970-04-13T21:08           EXACT
1970-04-17T12:00           1970-04-17T12:07           EXACT
1970-04-17T12:07           1970-04-17T12:09           CLOSE
1970-04-13T21:08           1970-04-13T22:40           CLOSE
1970-04-13T09:08           1970-04-13T21:08           NEAR
1970-04-13T21:08-06:00     1970-04-14                 CLOSE
1970-04-13                 1970-04-14                 NEAR
1970-04-13                 1970-04-15                 APART
1970-04                    1970-04-13                 WITHIN
1970                       1970-04-13T21:08           WITHIN
1970                       1970-04                    WITHIN
1970-03                    1970-04                    APART
1970-04                    1970-04                    SAME
1970-04-11/1970-04-17      1970-04-13                 WITHIN
1970-04-11/1970-04-13      1970-04-12/1970-04-17      CLOSE
1965/1970                  1968-12-24                 APART
1965/1970                  1965/1970                  SAME
1970-04-13/..              1970-04-13                 SAME
../1970-04-13              1970-04-13T21:08           SAME
1970-04-13~                1970-04-14                 WITHIN
197X                       1970-04-13                 APART
""".split("\n")[1:-1]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_dates_stand_to_each_other(case: str) -> None:
    one, other, expected = case.split()
    assert relation(place_of(parse(one)), place_of(parse(other))).name == expected


@given(edtf_values, edtf_values)
def test_it_is_the_same_from_both_sides(one: object, other: object) -> None:
    mine, theirs = place_of(one), place_of(other)  # type: ignore[arg-type]
    assert relation(mine, theirs) is relation(theirs, mine)


@given(edtf_values)
def test_a_date_goes_with_itself(value: object) -> None:
    place = place_of(value)  # type: ignore[arg-type]
    assert relation(place, place) in {Relation.EXACT, Relation.SAME}
