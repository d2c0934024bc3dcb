"""Every error a person can cause, as one tree.

An error says where it stands (file:line:column), what stood there, what was expected and what to do about it, so the
command line can print one line that is enough to mend the file. Nothing here prints or exits: the command line does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; line and column count from 1, and 0 means "not known"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


class DatelineError(Exception):
    """The root: anything wrong with what a person gave us, as opposed to a fault of ours.

    ``exit_code`` is what a command that ends with this error exits with; the codes are listed in docs/commands.md.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self, message: str, *, place: Place | None = None, excerpt: str = "", expected: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.excerpt = excerpt
        self.expected = expected
        self.hint = hint

    def __str__(self) -> str:
        """One line: ``place: error: message, found "excerpt", expected … (hint)``."""
        line = f"{self.place}: error: {self.message}" if self.place else f"error: {self.message}"
        if self.excerpt:
            line += f', found "{self.excerpt}"'
        if self.expected:
            line += f", expected {self.expected}"
        return f"{line} ({self.hint})" if self.hint else line

    def at(self, place: Place) -> DatelineError:
        """Give an error from a pure function the place that only its caller knows; returns the same error."""
        self.place = self.place or place
        return self


class ArticleError(DatelineError):
    """An article that cannot be read: wrong encoding, broken metadata, nothing in it."""


class UndatedArticleError(ArticleError):
    """An article whose publication date stands nowhere we look."""


class TimelineFileError(DatelineError):
    """A timeline file that is not valid YAML or not a timeline."""


class OutputError(DatelineError):
    """A site that cannot be written: the disk is full, or the folder is closed."""


class ValueSyntaxError(DatelineError, ValueError):
    """A string that is not a time value (EDTF, TIMEX3, a time zone)."""


class LanguageError(DatelineError):
    """Language data that does not follow its schema, or a rule whose own examples fail."""


class UsageError(DatelineError):
    """A command called in a way that cannot work."""

    exit_code: ClassVar[int] = 2
