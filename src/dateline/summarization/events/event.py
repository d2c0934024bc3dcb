"""Events as they are shown: one happening with all that is reported of it, its date, its headline and its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Report
from dateline.summarization.events.dating import Dating, date_of
from dateline.summarization.events.naming import known_names
from dateline.summarization.events.status import status_of
from dateline.summarization.events.telling import headline_of, ranked


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: its date, the report whose title heads it, and all its reports, the one that tells it best first.

    The words of title and text are always a report's own. ``status`` is a ``Status``, "" if it happened.
    """

    id: str
    dating: Dating
    heading: Report
    reports: tuple[Report, ...]
    status: str = ""

    @property
    def telling(self) -> Report:
        """The report that tells it best."""
        return self.reports[0]


def grouped(reports: Sequence[Report]) -> list[tuple[str, list[Report]]]:
    """Return reports by their events, each event with its id; a report without one is an event under its own id."""
    groups: dict[object, list[Report]] = defaultdict(list)
    names = known_names(reports)
    for report, name in zip(reports, names, strict=True):
        groups[name or report.key].append(report)
    return [(key if isinstance(key, str) else told[0].id, told) for key, told in groups.items()]


def event_of(name: str, reports: Sequence[Report]) -> Event:
    """Return the event that reports, of which there is at least one, tell of.

    What has another status, as the plan of what then happened, heads it and tells it best in no case.
    """
    status = status_of(reports)
    order = sorted(ranked(reports), key=lambda each: each.shown_status != status)
    heading = headline_of([each for each in order if each.shown_status == status])
    return Event(name, date_of(order), heading, tuple(order), status)
