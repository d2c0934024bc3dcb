"""The timeline as files that people edit: reading, writing, merging and checking them."""

from __future__ import annotations

from dateline.store.check import Problem, Severity, check
from dateline.store.files import (
    TimelineFolder,
    load_timeline,
    read_timeline,
    timeline_paths,
    write_whole,
    writing_whole,
)
from dateline.store.merge import Action, Decision, decide
from dateline.store.records import StoredEntry, TimelineFile
from dateline.store.render import render

__all__ = [
    "Action",
    "Decision",
    "Problem",
    "Severity",
    "StoredEntry",
    "TimelineFile",
    "TimelineFolder",
    "check",
    "decide",
    "load_timeline",
    "read_timeline",
    "render",
    "timeline_paths",
    "write_whole",
    "writing_whole",
]
