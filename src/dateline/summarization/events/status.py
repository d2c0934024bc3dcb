"""Whether an event happened, where its reports say that it was planned, denied, called off or done."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Report, Status
from dateline.timevalue.intervals import SECONDS_A_DAY, sort_key

OF_ONE_TIME = (Status.POSSIBLE, Status.PLANNED, Status.DENIED, Status.CANCELLED)
"""Of reports that are published at one time, the one whose status stands last here has the last word."""


def status_of(reports: Sequence[Report]) -> str:
    """Return the status of an event from its reports, of which there is at least one; "" if it happened.

    It did if a person says so, or a report says nothing else and does not look ahead. If not, the newest report that
    has a status has the last word.
    """
    said = [report for report in reports if report.status]
    if not said or any(map(_tells_that_it_happened, reports)):
        return ""
    return max(said, key=_lateness).status


def _tells_that_it_happened(report: Report) -> bool:
    return report.status == Status.HAPPENED or (not report.status and _is_told_after(report))


def _is_told_after(report: Report) -> bool:
    """Whether a report is of the day of its date or later; one without a publication date looks ahead to nothing."""
    published = report.published
    return published is None or (published.first_day + 1) * SECONDS_A_DAY > sort_key(report.date)[0]


def _lateness(report: Report) -> tuple[float, int]:
    """When a report is published, as far as known, and its weight; without a publication date, on its day."""
    at = sort_key(report.published or report.date)[0]
    return at, OF_ONE_TIME.index(Status(report.status))
