"""Which files of a project may be read and written, how much of them is read, and what of them a terminal may show."""

from __future__ import annotations

from dateline.access.boundary import Boundary
from dateline.access.printable import is_printable, printable
from dateline.access.regular import read_regular
from dateline.access.timelimit import TimeLimitError, time_limit

__all__ = ["Boundary", "TimeLimitError", "is_printable", "printable", "read_regular", "time_limit"]
