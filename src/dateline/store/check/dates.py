"""Whether dates are dates, and such as can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.errors import DatelineError, Place, ValueSyntaxError
from dateline.store.check.problems import Problem, Severity, problem_of
from dateline.store.files import DateReader
from dateline.store.nodes import Fields, Items, Scalar, Value
from dateline.store.records import checked_date
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.values import CalendarValue

DATES = ("published", "date", "also")
FAR = 25
"""Years. So far beyond all that its article tells of, a date is more likely a slip of the finger."""


def dates_of(fields: Fields) -> Iterator[tuple[str, Value]]:
    """The dates that stand among some keys."""
    for key in DATES:
        found = fields.fields.get(key)
        for date in found.items if isinstance(found, Items) else [found]:
            if date is not None and not (isinstance(date, Scalar) and date.kind == "null"):
                yield key, date


def against_calendar(fields: Fields, in_words: DateReader) -> Iterator[Problem]:
    """Tell of dates that are none, or that say it in words, and of ends before their start."""
    for _, date in dates_of(fields):
        try:
            read = checked_date(date, in_words)
        except DatelineError as error:
            yield problem_of(error)
            continue
        yield from backwards(read, date.place)
        if isinstance(date, Scalar) and (better := _better(date, read)):
            text = " ".join(date.text.split())
            yield Problem(date.place, Severity.NOTE, f'"{text}" is read as {better}', "--fix writes it so")


def as_edtf(date: Scalar, in_words: DateReader) -> str | None:
    """Return a readable date that is not EDTF as EDTF; None for one that is, or that cannot be read."""
    try:
        return _better(date, checked_date(date, in_words))
    except ValueSyntaxError:
        return None


def _better(date: Scalar, read: str) -> str | None:
    """The EDTF of a date, if it is written otherwise; ``read`` is what it is read as."""
    if read != " ".join(date.text.split()):
        return read
    # Read leniently, a clock time may stand after a space.
    return edtf.write(edtf.parse(read)) if " " in read and not read.startswith(("[", "{")) else None


def backwards(date: str, place: Place) -> list[Problem]:
    """Tell of a date in EDTF that ends before it starts."""
    value = edtf.parse(date)
    if not isinstance(value, Interval) or not _is_backwards(value):
        return []
    return [Problem(place, Severity.ERROR, f"{date} ends before it starts", "turn it round")]


def _is_backwards(value: Interval) -> bool:
    return (
        isinstance(value.start, Period)
        and isinstance(value.end, Period)
        and value.end.seconds[1] <= value.start.seconds[0]
    )


def out_of_reach(entry: Fields, reach: Sequence[int], in_words: DateReader) -> Iterator[Problem]:
    """Tell of a date that is far from all that the article tells of; ``reach`` is its first and last year."""
    date = entry.fields.get("date")
    if date is None or not reach:
        return
    try:
        years = years_of(edtf.parse(checked_date(date, in_words)))
    except DatelineError:
        return
    for year in years:
        if not min(reach) - FAR <= year <= max(reach) + FAR:
            told = f"{min(reach)} to {max(reach)}" if min(reach) != max(reach) else str(reach[0])
            message = f"the year {year} is far from what the article tells of, {told}"
            yield Problem(date.place, Severity.WARNING, message, "a slip of the finger? If not: reviewed: true")
            return


def years_of(value: CalendarValue) -> list[int]:
    """The years in which a value begins and ends, as far as it says so."""
    bounds = (value.start, value.end) if isinstance(value, Interval) else (value,)
    return [bound.year for bound in bounds if isinstance(bound, Period)]
