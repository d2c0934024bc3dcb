"""Which event each report is known to tell of, whatever a person calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import Report


def known_names(reports: Sequence[Report]) -> list[str]:
    """Return for each report the event that it is known to tell of, "" for none.

    A person may also name an entry's event by the entry's id: then it is that entry's event, or that id if it has none.
    """
    # Of entries with one id the event that comes last in the alphabet, so that their order makes no difference.
    of_entry = {name: event for event, name in sorted((each.event, each.id) for each in reports if each.event)}
    names = {report.event: _followed(report.event, of_entry) for report in reports if report.event}
    asked_for = frozenset(names.values())
    return [
        names[report.event] if report.event else (report.id if report.id in asked_for else "") for report in reports
    ]


def _followed(name: str, of_entry: Mapping[str, str]) -> str:
    """The event of the entry that a name is the id of, and so on; of entries that name each other the first id."""
    seen = [name]
    while (name := of_entry.get(name, name)) not in seen:
        seen.append(name)
    return name if of_entry.get(name, name) == name else min(seen)
