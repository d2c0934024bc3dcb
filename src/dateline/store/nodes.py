"""YAML as text with places: every value as typed, with the line and column it stands at.

Only the structure of the file is taken from the YAML library. No tag is ever acted on, a date stays the text that was
typed, and an alias costs what it refers to, so that a file of a few lines cannot grow without bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from dateline.errors import Place, TimelineFileError

MOST_VALUES = 1_000_000
DEEPEST = 50
TRUE = ("true", "True", "TRUE", "yes", "Yes", "on", "On")
FALSE = ("false", "False", "FALSE", "no", "No", "off", "Off")
HINTS = {
    "mapping values are not allowed": 'a text with ": " in it goes in quotes',
    "\\t": "indent with spaces, not tabs",
    "expected <block end>": "entries of one list, and keys of one entry, begin in the same column",
    "could not find expected ':'": "each line of an entry is key: value; a long text goes on further in",
    "while scanning a quoted scalar": "close the quotation mark",
    "cannot start any token": "a text that begins with this character goes in quotes",
    "expected the node content": "close the bracket, or give the value that is missing",
    "found undefined alias": "a text that begins with * goes in quotes",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed. ``kind`` is what YAML takes it for: str, int, float, bool, null or timestamp."""

    text: str
    kind: str
    place: Place

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
    """A list."""

    items: tuple[Value, ...]
    place: Place

    @property
    def data(self) -> object:
        """The list as JSON has it."""
        return [item.data for item in self.items]


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; ``places`` says where each key stands."""

    fields: dict[str, Value]
    places: dict[str, Place]
    place: Place

    @property
    def data(self) -> object:
        """The mapping as JSON has it."""
        return {key: value.data for key, value in self.fields.items()}


Value = Scalar | Items | Fields


def parse(source: str, path: str) -> Value | None:
    """Read YAML; ``path`` is for places. None if there is nothing but comments.

    Raises:
        TimelineFileError: it is not YAML, a key stands twice, or it is too deep or too large.
    """
    try:
        root = YAML(typ="safe", pure=True).compose(source)
        return _Converter(path).convert(root, 0) if root is not None else None
    except ReaderError as error:
        raise _unprintable(source, path, error) from None
    except MarkedYAMLError as error:
        raise _not_yaml(path, error) from None
    except YAMLError as error:
        raise TimelineFileError("not valid YAML", place=Place(path), excerpt=str(error).split("\n")[0]) from None
    except RecursionError:
        raise TimelineFileError("lists and keys nested too deeply", place=Place(path)) from None


class _Converter:
    """Turns the library's nodes into values, up to a limit."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._left = MOST_VALUES

    def convert(self, node: Node, depth: int) -> Value:
        place = self._place(node)
        self._left -= 1
        if self._left < 0 or depth > DEEPEST:
            raise TimelineFileError("too many or too deep values, through aliases perhaps", place=place)
        if isinstance(node, ScalarNode):
            return Scalar(str(node.value), _kind(node), place)
        if isinstance(node, SequenceNode):
            return Items(tuple(self.convert(item, depth + 1) for item in node.value), place)
        if isinstance(node, MappingNode):
            return self._fields(node, depth)
        raise TimelineFileError("neither a value, a list nor keys", place=place)

    def _fields(self, node: MappingNode, depth: int) -> Fields:
        fields: dict[str, Value] = {}
        places: dict[str, Place] = {}
        for key, value in self._pairs(node):
            place = self._place(key)
            if not isinstance(key, ScalarNode):
                raise TimelineFileError("a key that is not a word", place=place, expected="key: value")
            name = str(key.value)
            if name in fields:
                first = places[name].line
                raise TimelineFileError(f'"{name}" stands twice, first in line {first}', place=place, hint="remove one")
            places[name] = place
            fields[name] = self.convert(value, depth + 1)
        return Fields(fields, places, self._place(node))

    @staticmethod
    def _pairs(node: MappingNode) -> Iterator[tuple[Node, Node]]:
        yield from node.value

    def _place(self, node: Node) -> Place:
        return Place(self._path, node.start_mark.line + 1, node.start_mark.column + 1)


def _kind(node: ScalarNode) -> str:
    """The last part of the tag the library found or the person wrote; a tag of theirs makes a text."""
    kind = str(node.tag).rpartition(":")[2]
    return kind if kind in ("int", "float", "bool", "null", "timestamp") else "str"


def _not_yaml(path: str, error: MarkedYAMLError) -> TimelineFileError:
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    problem = " ".join(str(error.problem or error.context or "").split())
    told = f"{error.context} {problem}"
    hint = next((hint for sign, hint in HINTS.items() if sign in told), "")
    return TimelineFileError(f"not valid YAML: {problem}", place=place, hint=hint)


def _unprintable(source: str, path: str, error: ReaderError) -> TimelineFileError:
    before = source[: error.position]
    place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    character = error.character if isinstance(error.character, int) else ord(source[error.position])
    return TimelineFileError("a character that YAML does not allow", place=place, excerpt=f"U+{character:04X}")
