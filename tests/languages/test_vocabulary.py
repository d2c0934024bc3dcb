from __future__ import annotations

import pytest

from dateline.errors import LanguageError
from dateline.languages.meanings.clocks import clock, clock_of, military
from dateline.languages.meanings.dates import join, month
from dateline.languages.vocabulary import compile_meaning
from dateline.timevalue.expressions import Base
from dateline.timevalue.operators import Before, Last
from dateline.timevalue.shifts import Repeating
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Amount


def test_a_meaning_is_a_function_of_the_parts() -> None:
    meaning = compile_meaning("Last(month)", frozenset({"month"}))
    assert meaning({"month": Repeating(month=4)}) == Last(Repeating(month=4))


def test_a_meaning_can_name_units_and_bases() -> None:
    assert compile_meaning("Before(PUBLISHED, Amount(2, WEEK))", frozenset())({}) == Before(
        Base.PUBLISHED, Amount.of(2, Grain.WEEK)
    )


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('true')",
        "month.__class__",
        "[month]",
        "lambda: month",
        "open('/etc/passwd')",
        "Last(unknown)",
        "Last(month",
        "(month := 3)",
        "{month: 1}[month]",
    ],
)
def test_a_meaning_can_name_nothing_but_the_vocabulary_and_its_parts(source: str) -> None:
    with pytest.raises(LanguageError):
        compile_meaning(source, frozenset({"month"}))


@pytest.mark.parametrize(
    ("hour", "half_day", "seconds"), [(12, "am", 0), (12, "pm", 43200), (1, "pm", 46800), (11, "am", 39600)]
)
def test_noon_and_midnight_are_twelve(hour: int, half_day: str, seconds: int) -> None:
    assert clock(hour, half_day=half_day).clock == seconds


@pytest.mark.parametrize("text", ["24:30", "9:75", "12:30:99"])
def test_what_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="clock"):
        clock_of(text)


def test_thirteen_pm_is_refused() -> None:
    with pytest.raises(ValueError, match="no hour 13 pm"):
        clock(13, half_day="pm")


def test_a_military_time_is_hours_and_minutes() -> None:
    assert military(842).clock == (8 * 60 + 42) * 60


def test_joining_puts_the_said_fields_together() -> None:
    assert join(month(4), Repeating(day=13)) == Repeating(month=4, day=13)


def test_there_is_no_month_thirteen() -> None:
    with pytest.raises(ValueError, match="no month 13"):
        month(13)
