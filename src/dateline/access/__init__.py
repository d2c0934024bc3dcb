"""Which files of a project may be read and written, how much is read, what a terminal may show, and faults of ours."""

from __future__ import annotations

from dateline.access.boundary import Boundary
from dateline.access.internal import internal_error
from dateline.access.merging import conflict_marker
from dateline.access.printable import is_printable, printable
from dateline.access.regular import is_there, read_regular
from dateline.access.timelimit import TimeLimitError, time_limit

__all__ = [
    "Boundary",
    "TimeLimitError",
    "conflict_marker",
    "internal_error",
    "is_printable",
    "is_there",
    "printable",
    "read_regular",
    "time_limit",
]
