"""Which files of a project may be read and written, how much is read, what a terminal may show, and faults of ours."""

from __future__ import annotations

from dateline.access.boundary import Boundary
from dateline.access.internal import internal_error
from dateline.access.printable import is_printable, printable
from dateline.access.regular import read_regular

__all__ = ["Boundary", "internal_error", "is_printable", "printable", "read_regular"]
