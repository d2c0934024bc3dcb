"""One happening told by several articles: found among all entries, and written into their files as ``event``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline.errors import ValueSyntaxError
from dateline.model import Report
from dateline.pipeline import as_period
from dateline.store import Record, StoredEntry, TimelineFile, TimelineFolder
from dateline.summarization import events_of
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period


def join_events(
    folder: TimelineFolder, timeline: Iterable[TimelineFile]
) -> Iterator[tuple[TimelineFile, dict[str, str]]]:
    """Find the events of a timeline, and yield the files whose entries, by their ids, are of others than they say.

    An event that a person gave an entry, or took from it, is theirs; files and entries that are not the machine's are
    left as they are, and their events are open to others.
    """
    files = {file.path: file for file in timeline}
    reports = [report for file in files.values() for report in _reports(file, _known(folder, file))]
    changes: dict[str, dict[str, str]] = defaultdict(dict)
    for name, told in events_of(reports):
        # An event that is published stays, also where only one entry is left of it.
        event = name if len(told) > 1 or told[0].event == name else ""
        for report in told:
            if not report.by_hand and report.event != event:
                changes[report.article][report.id] = event
    for path, events in sorted(changes.items()):
        yield files[path], events


def report_of(entry: StoredEntry, file: TimelineFile, *, position: int = 0, by_hand: bool = True) -> Report:
    """Return an entry of a file as clustering and ranking see it.

    ``position`` is its place in the file; ``by_hand`` says that a person chose its event.
    """
    return Report(
        id=entry.id,
        article=file.path,
        date=edtf.parse(entry.date),
        text=entry.text or entry.title,
        title=entry.title,
        when=entry.when,
        published=published_of(file),
        language=file.language,
        tags=entry.tags,
        event=entry.event,
        by_hand=by_hand,
        vouched=entry.reviewed,
        position=position,
        status=entry.status,
    )


def _known(folder: TimelineFolder, file: TimelineFile) -> Mapping[str, Record]:
    base = folder.base_of(Path(file.path))
    return {str(record["id"]): record for record in base.entries} if base else {}


def _reports(file: TimelineFile, known: Mapping[str, Record]) -> Iterator[Report]:
    """What a person wrote, froze or gave an event is theirs to join or leave."""
    for position, entry in enumerate(file.entries):
        record = known.get(entry.id)
        is_empty = "event" in entry.keys and not entry.event
        theirs = record is None or entry.locked or is_empty or entry.event != record.get("event", "")
        yield report_of(entry, file, position=position, by_hand=theirs)


def published_of(file: TimelineFile) -> Period | None:
    """The publication date of a file's article, None where there is none or it is no single date."""
    try:
        return as_period(file.published or "")
    except ValueSyntaxError:
        return None
