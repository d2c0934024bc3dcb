"""Single corrections to a timeline file, made for a person who asked for them: written as carefully as a merge."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import TimelineFileError
from dateline.store.base import read_base, write_base
from dateline.store.decisions import Conflict, Set
from dateline.store.durable import write_together
from dateline.store.files import parse_file, read_text
from dateline.store.hand import read_hand
from dateline.store.matching import Field
from dateline.store.splice import splice


@dataclass(frozen=True, slots=True)
class Correction:
    """What was written, and what stood there before; ``base`` is "" where there is none."""

    path: Path
    base_path: Path
    before: str
    after: str
    base_before: str
    base_after: str


def correct(
    path: Path,
    base_path: Path,
    entry: int,
    values: Mapping[str, Field | None],
    settled: Collection[Conflict] = (),
    *,
    shown: str,
) -> Correction:
    """Give keys of an entry values (by its place among the file's), and forget conflicts that are settled.

    A key whose value is None is taken out.

    Raises:
        TimelineFileError: the file cannot be read, or not be changed safely.
        OSError: it cannot be written.
    """
    document = parse_file(path, shown)
    record = read_hand(document).at(entry).record
    changes = [
        Set(entry, str(record.get("id", "")), key, record.get(key), value)
        for key, value in values.items()
        if record.get(key) != value
    ]
    after = splice(document, changes)
    base_before = read_text(base_path, shown) if base_path.exists() else ""
    base_after = base_before
    if settled:
        base = read_base(base_before, shown)
        base_after = write_base(replace(base, conflicts=tuple(each for each in base.conflicts if each not in settled)))
    correction = Correction(path, base_path, document.text, after.text, base_before, base_after)
    _write(correction)
    return correction


def take_back(correction: Correction, *, shown: str) -> None:
    """Undo a correction.

    Raises:
        TimelineFileError: the file has changed since.
    """
    if read_text(correction.path, shown) != correction.after:
        raise TimelineFileError("changed since, so that nothing can be taken back", place=None, excerpt=shown)
    _write(
        replace(
            correction,
            before=correction.after,
            after=correction.before,
            base_before=correction.base_after,
            base_after=correction.base_before,
        )
    )


def _write(correction: Correction) -> None:
    file = correction.after if correction.after != correction.before else None
    base = correction.base_after if correction.base_after != correction.base_before else None
    write_together(correction.path, file, correction.base_path, base)
