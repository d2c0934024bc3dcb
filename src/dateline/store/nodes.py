"""Values of a YAML file as typed, each with where it stands and how it is written."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from dateline.errors import Place

TRUE = ("true", "True", "TRUE", "yes", "Yes", "on", "On")
FALSE = ("false", "False", "FALSE", "no", "No", "off", "Off")
BREAK = re.compile(r"\r\n|[\r\n]")
YAML_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


class Lines:
    """The lines of a file, from which the place of an offset is found when it is asked for: few ever are."""

    def __init__(self, source: str, path: str) -> None:
        self._source = source
        self._path = path
        self._starts: array[int] | None = None

    def place_of(self, offset: int) -> Place:
        """Return the place of an offset in the file's text."""
        if self._starts is None:
            self._starts = array("l", (0, *(found.end() for found in YAML_BREAK.finditer(self._source))))
        line = bisect_right(self._starts, offset)
        return Place(self._path, line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed, ``source[start:end]``.

    ``kind`` is what YAML takes it for: str, int, float, bool, null or timestamp; ``style`` is ``'``, ``"``, ``|`` or
    ``>``, "" if plain. ``alias`` is the name of the anchor it stands for, where it is written as ``*name``, and
    ``origin`` is where that is; it is the same for lists and mappings.
    """

    text: str
    kind: str
    lines: Lines
    start: int = 0
    end: int = 0
    style: str = ""
    anchor: str = ""
    alias: str = ""
    origin: int = -1

    @property
    def place(self) -> Place:
        """Where it stands; of an alias, where what it stands for does."""
        return self.lines.place_of(self.start if self.origin < 0 else self.origin)

    @property
    def data(self) -> object:
        """The value as JSON has it; a date stays text."""
        if self.kind == "null":
            return None
        if self.kind == "bool" or (self.kind == "str" and self.text in TRUE + FALSE):
            return self.text in TRUE
        return self._number() if self.kind in ("int", "float") else self.text

    def _number(self) -> object:
        for convert in (int, float):
            try:
                return convert(self.text)
            except ValueError:
                continue
        return self.text


@dataclass(frozen=True, slots=True)
class Items:
    """A list, ``source[start:end]``; ``flow`` where it is in brackets."""

    items: tuple[Value, ...]
    lines: Lines
    start: int = 0
    end: int = 0
    flow: bool = False
    anchor: str = ""
    alias: str = ""
    origin: int = -1

    @property
    def place(self) -> Place:
        """Where it stands; of an alias, where what it stands for does."""
        return self.lines.place_of(self.start if self.origin < 0 else self.origin)

    @property
    def data(self) -> object:
        """The list as JSON has it."""
        return [item.data for item in self.items]


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, ``source[start:end]``; ``keys`` holds the keys as they stand there.

    What it inherits (``<<: *other``) is among ``fields`` and not among ``keys``.
    """

    fields: dict[str, Value]
    keys: dict[str, Scalar]
    lines: Lines
    start: int = 0
    end: int = 0
    flow: bool = False
    anchor: str = ""
    alias: str = ""
    origin: int = -1

    @property
    def place(self) -> Place:
        """Where it stands; of an alias, where what it stands for does."""
        return self.lines.place_of(self.start if self.origin < 0 else self.origin)

    @property
    def data(self) -> object:
        """The mapping as JSON has it."""
        return {key: value.data for key, value in self.fields.items()}

    def is_true(self, key: str) -> bool:
        """Tell whether a key is there and true."""
        return key in self.fields and self.fields[key].data is True


Value = Scalar | Items | Fields


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file: its values, None if there is nothing but comments, and where its comments begin.

    ``source`` is its text without the byte order mark, ``bom`` that mark or "", ``aliases`` are the anchors that
    something refers to.
    """

    source: str
    root: Value | None
    comments: tuple[int, ...] = ()
    aliases: frozenset[str] = frozenset()
    bom: str = ""

    @property
    def text(self) -> str:
        """The whole text of the file."""
        return self.bom + self.source

    def comments_in(self, start: int, end: int) -> list[int]:
        """Return where the comments between two offsets begin."""
        return list(self.comments[bisect_left(self.comments, start) : bisect_left(self.comments, end)])
