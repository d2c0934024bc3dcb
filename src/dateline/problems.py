"""What is wrong with a site, as building it finds and its pages show it in the preview."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from dateline.access import printable
from dateline.errors import DatelineError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the parts of the line that the terminal shows, in printable text."""

    message: str
    place: str = ""
    excerpt: str = ""
    expected: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        """Make the text printable: articles are anyone's, and errors cite them."""
        for part in fields(self):
            object.__setattr__(self, part.name, printable(getattr(self, part.name), keep="\n\t"))

    @staticmethod
    def of(error: DatelineError) -> Problem:
        """Return what an error tells."""
        return Problem(error.message, str(error.place or ""), error.excerpt, error.expected, error.hint)

    def as_line(self) -> str:
        """Return it as a line of JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_line(line: str) -> Problem:
        """Return what ``as_line`` wrote."""
        return Problem(**json.loads(line))


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in their order; one that several parts of a build found is told once."""
    found: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.place, problem.message), problem)
    return tuple(found.values())
