"""Which rule decides what a sentence leaves open, and what that comes to."""

from __future__ import annotations

import pytest

from dateline.normalization.rules import RULES
from dateline.pipeline import explain
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

FRIDAY = "2023-01-13"
CHRONICLE = "It began in May 1931. In 1933 he fled, in 1935 he came back, in 1937 he died. "

DECIDED = [
    ("He met them in April and June 1955.", 0, "year-lent", "1955-04"),
    (f"{CHRONICLE}In November she left.", -1, "told-as-history", "1937-11"),
    ("War came on 1 September 1939. On 17 September they crossed the border.", 1, "told-as-of-then", "1939-09-17"),
    ("It lifted off on July 16, 1969. It entered orbit on the 19th.", 1, "day-told-of", "1969-07-19"),
    ("The vote is this Friday.", 0, "leaning-ahead", "2023-01-13"),
    ("They will vote on Thursday.", 0, "weekday-ahead", "2023-01-19"),
    ("They voted on Thursday.", 0, "weekday-back", "2023-01-12"),
    ("Profit rose in the third quarter.", 0, "quarter-back", "2022-35"),
    ("Profit will rise in the third quarter.", 0, "named-ahead", "2023-35"),
    ("They voted in March.", 0, "named-back", "2022-03"),
    ("They will vote in November.", 0, "named-ahead", "2023-11"),
    ("It is cold in March.", 0, "named-nearest", "2023-03"),
]


@pytest.mark.parametrize(("text", "which", "rule", "date"), DECIDED)
def test_a_rule_decides_what_the_words_leave_open(text: str, which: int, rule: str, date: str) -> None:
    resolution = explain(text, FRIDAY)[which]
    assert rule in [step.rule for step in resolution.steps]
    assert isinstance(resolution.value, Period | Interval)
    assert edtf.write(resolution.value) == date


def test_each_rule_but_the_one_with_nothing_to_say_is_tried_here() -> None:
    names = {rule.__name__.replace("_", "-") for rule in RULES} - {"nothing-open"}
    assert names == {rule for _, _, rule, _ in DECIDED}
