"""What a run changes in timeline files, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from dateline.extraction import Outcome
from dateline.store import Action, Add, Conflict, Drop, Field, Merge, Record, Reorder, Set

LONGEST = 70
ONLY_REMEMBERED = "no change; what the article gives is remembered in .base"


def stat_of(merge: Merge) -> str:
    """Return how much changes in a file: ``2 changed, 1 added``."""
    counts = {
        "changed": sum(isinstance(change, Set) for change in merge.changes),
        "added": sum(isinstance(change, Add) for change in merge.changes),
        "removed": sum(isinstance(change, Drop) for change in merge.changes),
        "kept": len(merge.kept),
        "in conflict": len(merge.conflicts),
    }
    told = [f"{number} {what}" for what, number in counts.items() if number]
    if any(isinstance(change, Reorder) for change in merge.changes):
        told.append("another order")
    if merge.action is Action.CREATE and not told:
        told.append("new, without entries")
    if merge.action is Action.LEAVE_DELETED:
        told.append(merge.action)
    return ", ".join(told) or ONLY_REMEMBERED


def with_events(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return what becomes of each article in one piece: its changes, and the events that it is found to tell of.

    What is added has its event already. The articles are in order of their paths, whatever order they were done in.
    """
    found: dict[str, Outcome] = {}
    for number, outcome in enumerate(outcomes):
        first = found.get(outcome.file)
        if outcome.of_events and outcome.merge and first and first.merge:
            outcome = replace(first, merge=_joined(first.merge, outcome.merge))  # noqa: PLW2901
        found[outcome.file or f"{number}"] = outcome
    return sorted(found.values(), key=lambda outcome: (not outcome.article, outcome.article))


def _joined(first: Merge, second: Merge) -> Merge:
    added = {change.record["id"] for change in first.changes if isinstance(change, Add)}
    more = [change for change in second.changes if not (isinstance(change, Set) and change.id in added)]
    return replace(first, text=second.text, changes=(*first.changes, *more))


def as_lines(merge: Merge) -> Iterator[str]:
    """Yield a line for each change: + added, - removed, ~ changed, ! in conflict, = kept, and for a notice."""
    for change in merge.changes:
        if isinstance(change, Set):
            yield f"~ {change.id or 'head'}  {change.key}: {as_text(change.old)} -> {as_text(change.new)}"
        elif isinstance(change, Reorder):
            yield "~ the entries stand in another order, that of the article"
        else:
            sign, record = "+" if isinstance(change, Add) else "-", change.record
            yield f"{sign} {record['id']}  {record['date']}  {as_text(headline_of(record))}"
    for kept in merge.kept:
        yield f"= {kept.record['id']}  kept, though the article no longer gives it"
    for conflict in merge.conflicts:
        yield f"! {conflict.id or 'head'}  {conflict.key}: {sides(conflict)}"
    if merge.notice:
        yield f"# {merge.notice}"


def messages(merge: Merge) -> Iterator[str]:
    """Yield what a person should hear of once: new conflicts, and entries that were kept."""
    for conflict in merge.conflicts:
        if conflict.new:
            yield f"{conflict.place}: conflict: {conflict.key}: {sides(conflict)} (yours stays; dateline review)"
    for kept in merge.kept:
        title = as_text(kept.record["title"])
        yield f'{kept.place}: notice: "{title}" is kept as you left it, though the article no longer gives it'


def sides(conflict: Conflict) -> str:
    """Return what both sides of a conflict say."""
    now, before = _quoted(conflict.machine), _quoted(conflict.was)
    return f"you wrote {_quoted(conflict.hand)}, and the article now gives {now} instead of {before}"


def as_data(file: str, merge: Merge) -> dict[str, Any]:
    """Return the changes of a file as JSON has them."""
    sets = [change for change in merge.changes if isinstance(change, Set)]
    return {
        "file": file,
        "action": merge.action,
        "added": [dict(change.record) for change in merge.changes if isinstance(change, Add)],
        "removed": [dict(change.record) for change in merge.changes if isinstance(change, Drop)],
        "changed": [{"id": each.id, "key": each.key, "old": each.old, "new": each.new} for each in sets],
        "kept": [dict(kept.record) for kept in merge.kept],
        "conflicts": [conflict_data(conflict) for conflict in merge.conflicts],
        "reordered": any(isinstance(change, Reorder) for change in merge.changes),
        "notice": merge.notice,
    }


def conflict_data(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as JSON has it."""
    return {key: value for key, value in asdict(conflict).items() if key not in ("place", "new")}


def _quoted(value: Field | None) -> str:
    return "nothing" if value is None else f'"{as_text(value)}"'


def headline_of(record: Record) -> str:
    """Return the title of an entry as it is shown, with what it says of whether it happened."""
    return ": ".join(str(record[key]) for key in ("status", "title") if key in record)


def as_text(value: Field | None) -> str:
    """Return a value as it is shown, cut short if it is long."""
    if value is None:
        return "nothing"
    text = ", ".join(value) if isinstance(value, tuple) else value
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
