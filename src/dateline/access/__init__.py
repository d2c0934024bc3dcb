"""Which files of a project may be read and written, how much of them is read, and what of them a terminal may show."""

from __future__ import annotations

from dateline.access.boundary import Boundary
from dateline.access.faults import describe, internal_error, log_traceback
from dateline.access.locking import lock
from dateline.access.printable import is_printable, printable
from dateline.access.regular import read_regular

__all__ = [
    "Boundary",
    "describe",
    "internal_error",
    "is_printable",
    "lock",
    "log_traceback",
    "printable",
    "read_regular",
]
