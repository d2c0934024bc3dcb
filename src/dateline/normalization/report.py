"""What a business report is about as it goes on: which quarter it tells of, and what it compares with a year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Mention
from dateline.timevalue.expressions import Base, Expression, walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Intersection, Length, Modified, Nearest, This
from dateline.timevalue.shifts import enlarge, shift
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Amount, Value

MONTHS_REPORTED = (6, 9)
"""Companies report so many months of a year together, and compare them with the year before."""


@dataclass(slots=True)
class Report:
    """The ``quarter`` told of, and the stretch that "a year earlier" is compared with: a quarter, or a year so far.

    Until the text names its quarter, that is the last one that was over when it was published.
    """

    published: Period
    quarter: Period
    compared: Period
    is_named: bool = False

    def goes_on(self, mention: Mention, value: Value) -> None:
        """Take note of a stretch that the report tells of.

        A quarter that was not over is one to come, unless it is the first named: a fiscal year has quarters of its own.
        """
        if isinstance(value, Period) and value.grain is Grain.QUARTER and _names_quarter(mention.expression):
            is_newer = value.index >= self.quarter.index and value.last_day < self.published.first_day
            if is_newer or not self.is_named:
                self.quarter, self.is_named = value, True
                self.compared = value
        elif _is_about_the_quarter(mention.expression):
            self.compared = self.quarter
        elif _is_longer_stretch(mention.expression):
            self.compared = enlarge(self.quarter, Grain.YEAR)


def report_in(mentions: Iterable[Mention], published: Period) -> Report | None:
    """Return a report that begins, if a text is one: it names quarters of the year. None for any other text.

    What was published in some year may name them, too, but there is no last one to begin with.
    """
    if published.grain > Grain.QUARTER or not any(
        _names_quarter(mention.expression) or _is_about_the_quarter(mention.expression) for mention in mentions
    ):
        return None
    quarter = shift(published, Amount.of(1, Grain.QUARTER), -1)
    return Report(published, quarter, quarter)


def _names_quarter(expression: Expression) -> bool:
    """Tell whether words name a quarter, and not something that is only counted from one."""
    named = expression.what if isinstance(expression, Modified) else expression
    return isinstance(named, Nearest | Intersection) and named.what.quarter is not None


def _is_about_the_quarter(expression: Expression) -> bool:
    return any(isinstance(part, This) and part.base is Base.REPORTED for part in walk(expression))


def _is_longer_stretch(expression: Expression) -> bool:
    return any(
        amount.unit is Grain.MONTH and amount.count in MONTHS_REPORTED
        for part in walk(expression)
        if isinstance(part, Length)
        for amount in part.amounts
    )
