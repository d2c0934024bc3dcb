"""Which files of a project may be read and written, how much is read, what a terminal may show, and faults of ours."""

from __future__ import annotations

from dateline.access.boundary import Boundary, each_file_once
from dateline.access.faults import describe, internal_error, internal_error_line, log_traceback
from dateline.access.locking import lock
from dateline.access.merging import conflict_marker
from dateline.access.printable import is_printable, printable
from dateline.access.regular import is_there, read_regular
from dateline.access.timelimit import TimeLimitError, time_limit

__all__ = [
    "Boundary",
    "TimeLimitError",
    "conflict_marker",
    "describe",
    "each_file_once",
    "internal_error",
    "internal_error_line",
    "is_printable",
    "is_there",
    "lock",
    "log_traceback",
    "printable",
    "read_regular",
    "time_limit",
]
