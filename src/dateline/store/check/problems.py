"""What checking finds: a problem, where it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.errors import DatelineError, Place


class Severity(StrEnum):
    """An error is a mistake for certain, a warning is likely one, a note is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do."""

    place: Place
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """One line: ``file:line:column: severity: message (hint)``."""
        return f"{self.place}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


def problem_of(error: DatelineError) -> Problem:
    """Return an error as a problem."""
    message = error.message
    if error.excerpt:
        message += f', found "{error.excerpt}"'
    if error.expected:
        message += f", expected {error.expected}"
    return Problem(error.place or Place(""), Severity.ERROR, message, error.hint)
