"""The timeline as files that people edit: reading, writing, merging and checking them."""

from __future__ import annotations

from dateline.store.cache import Cache
from dateline.store.check import Check, Problem, Severity
from dateline.store.check.shown import shown_faults
from dateline.store.corrections import Correction, correct, take_back
from dateline.store.decisions import Add, Conflict, Drop, Reorder, Set
from dateline.store.durable import digest_of, write_whole, writing_whole
from dateline.store.files import DateReader, load_timeline, read_timeline, timeline_paths
from dateline.store.folder import Merged, TimelineFolder, boundary_of, writing
from dateline.store.matching import Field, Record
from dateline.store.merge import DELETED, Action, Merge, merge
from dateline.store.ownership import key_of
from dateline.store.parts import DOUBLE_HINT
from dateline.store.questions import questions_of
from dateline.store.records import StoredEntry, TimelineFile
from dateline.store.renames import Beside

__all__ = [
    "DELETED",
    "DOUBLE_HINT",
    "Action",
    "Add",
    "Beside",
    "Cache",
    "Check",
    "Conflict",
    "Correction",
    "DateReader",
    "Drop",
    "Field",
    "Merge",
    "Merged",
    "Problem",
    "Record",
    "Reorder",
    "Set",
    "Severity",
    "StoredEntry",
    "TimelineFile",
    "TimelineFolder",
    "boundary_of",
    "correct",
    "digest_of",
    "key_of",
    "load_timeline",
    "merge",
    "questions_of",
    "read_timeline",
    "shown_faults",
    "take_back",
    "timeline_paths",
    "write_whole",
    "writing",
    "writing_whole",
]
