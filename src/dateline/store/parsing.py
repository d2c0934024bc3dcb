"""YAML as text with places: every value as typed, with where it stands and how it is written.

Only the structure of the file is taken from the YAML library, event by event, so that a value can be changed in the
text without touching the rest. No tag is ever acted on, a date stays the text that was typed, and an alias costs what
it refers to, so that a file of a few lines cannot grow without bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from dateline.access import conflict_marker
from dateline.errors import Place, TimelineFileError
from dateline.store import events
from dateline.store.events import Quick, UnsureError, Whole, quick
from dateline.store.nodes import Document, Fields, Items, Lines, Scalar, Value

MOST_WRITTEN = 2_500_000
"""Values and keys of a file, at most 1 GB in memory. A timeline of the largest size in bytes has no more."""
MOST_ALIASED = 1_000_000
"""Values and keys that aliases stand for, and so no size of the file bounds."""
DEEPEST = 50
TOO_MUCH = "too many or too deep values, through aliases perhaps"
HINTS = {
    "mapping values are not allowed": 'a text with ": " in it goes in quotes',
    "\\t": "indent with spaces, not tabs",
    "expected <block end>": "entries of one list, and keys of one entry, begin in the same column",
    "could not find expected ':'": "each line of an entry is key: value; a long text goes on further in",
    "while scanning a quoted scalar": "close the quotation mark",
    "cannot start any token": "a text that begins with this character goes in quotes",
    "expected the node content": "close the bracket, or give the value that is missing",
    "expected ',' or": "close the bracket, or put a comma between values",
    "undefined alias": "a text that begins with * goes in quotes",
}
BOM = "\ufeff"
INHERIT = "<<"
COLON = re.compile(r"\s*:")
# YAML allows tabs between values and before comments; the library does not. A space in their place moves nothing.
TABS_BETWEEN = re.compile(r"(?<=[:,\-\[{])[ ]*\t[ \t]*|[ \t]*\t[ \t]*(?=(?:#[^\r\n]*)?$)", re.MULTILINE)
HALF = re.compile("[\ud800-\udfff]")
"""Half of a character beyond U+FFFF as JSON escapes it, in two halves; alone it is none, and no file can hold it."""
COMMENT = re.compile(r"(?<![^\s,\[\]{}])#[^\r\n]*")
COMMENT_IN_HEAD = re.compile(r"[|>][^\s#]*[ \t]+#")


def parse(source: str, path: str) -> Document:
    """Read YAML, with or without a byte order mark; ``path`` is for places.

    Raises:
        TimelineFileError: it is not YAML, a key stands twice, half of a character stands alone, or it is too deep or
            too large.
    """
    bom = BOM if source.startswith(BOM) else ""
    try:
        return replace(_document(source.removeprefix(BOM), path), bom=bom)
    except TimelineFileError:
        if line := conflict_marker(source):
            hint = "finish the merge: keep either side, in the copy in .base too"
            raise TimelineFileError("a conflict marker of Git", place=Place(path, line, 1), hint=hint) from None
        raise


def _document(source: str, path: str) -> Document:
    try:
        if reading := quick(source):
            return _Builder(source, path, reading).document()
    except UnsureError:
        pass
    try:
        return _Builder(source, path, Whole(source)).document()
    except MarkedYAMLError as error:
        between = TABS_BETWEEN.sub(lambda tabs: " " * len(tabs[0]), source)
        if "\\t" not in str(error.problem) or between == source:
            raise _not_yaml(path, error) from None
    except YAMLError as error:
        raise _unreadable(source, path, error) from None
    try:
        return replace(_Builder(between, path, Whole(between)).document(), source=source)
    except MarkedYAMLError as error:
        raise _not_yaml(path, error) from None


@dataclass(slots=True)
class _Anchor:
    """What a name stands for, how many values that is with all that aliases in it bring, and how deep they go."""

    value: Value
    cost: int
    height: int


class _Comments:
    """Where comments begin: a # after white space or at the head of a line, outside of every value."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._before = 0
        self._found: list[int] = []

    def leave_out(self, start: int, end: int) -> None:
        """Pass over a value or a key; what lies between them, in the order of the file, is structure and comments."""
        if self._source.find("#", self._before, start) >= 0:
            gap = self._source[self._before : start]
            self._found.extend(self._before + match.start() for match in COMMENT.finditer(gap))
        self._before = max(self._before, end)

    def add(self, start: int) -> None:
        """Add one that stands inside of a value, in the head of a block."""
        self._found.append(start)

    def all(self) -> tuple[int, ...]:
        """Return the comments, once all values are left out."""
        self.leave_out(len(self._source), len(self._source))
        return tuple(sorted(self._found))


class _Builder:
    """Turns events into values, up to a limit."""

    def __init__(self, source: str, path: str, reading: Quick | Whole) -> None:
        self._source = source
        self._path = path
        self._lines = Lines(source, path)
        self._events = reading.events
        self._tag_of = reading.tag_of
        self._written = self._aliased = 0
        self._deepest = 0
        self._anchors: dict[str, _Anchor | None] = {}
        self._aliases: set[str] = set()
        self._comments = _Comments(source)

    def document(self) -> Document:
        root: Value | None = None
        for event in self._events:
            if isinstance(event, events.DOCUMENT_START):
                if root is not None:
                    hint = 'put all entries under one "entries:", without a line "---" between them'
                    raise TimelineFileError("a second document", place=self._place(event), hint=hint)
                root = self._document_root()
        return Document(self._source, root, self._comments.all(), frozenset(self._aliases))

    def _document_root(self) -> Value | None:
        event = next(self._events)
        nothing = (
            isinstance(event, events.SCALAR) and event.start_mark.index == event.end_mark.index and not event.style
        )
        root = self._value(event, 0)
        if not isinstance(next(self._events), events.DOCUMENT_END):
            raise AssertionError("a document has one root")
        return None if nothing else root

    def _value(self, event: Any, depth: int) -> Value:
        self._written += 1
        if self._written > MOST_WRITTEN or depth > DEEPEST:
            raise TimelineFileError(TOO_MUCH, place=self._place(event))
        if isinstance(event, events.ALIAS):
            return self._alias(event, depth)
        anchor = str(event.anchor or "")
        if anchor:
            return self._anchored(event, anchor, depth)
        self._deepest = max(self._deepest, depth)
        return self._unnamed(event, "", depth)

    def _unnamed(self, event: Any, anchor: str, depth: int) -> Value:
        if isinstance(event, events.SCALAR):
            return self._scalar(event, anchor)
        if isinstance(event, events.SEQUENCE_START):
            return self._items(event, anchor, depth)
        if isinstance(event, events.MAPPING_START):
            return self._fields(event, anchor, depth)
        raise TimelineFileError("neither a value, a list nor keys", place=self._place(event))

    def _anchored(self, event: Any, anchor: str, depth: int) -> Value:
        before, above = self._written + self._aliased - 1, self._deepest
        self._anchors[anchor] = None
        self._deepest = depth
        value = self._unnamed(event, anchor, depth)
        cost, height = self._written + self._aliased - before, self._deepest - depth
        self._anchors[anchor] = _Anchor(value, cost, height)
        self._deepest = max(self._deepest, above)
        return value

    def _alias(self, event: Any, depth: int) -> Value:
        name = str(event.anchor)
        anchor = self._anchors.get(name)
        if anchor is None:
            inside = name in self._anchors
            problem = f'"*{name}" stands inside of what it refers to' if inside else f'undefined alias "*{name}"'
            hint = "" if inside else HINTS["undefined alias"]
            raise TimelineFileError(f"not valid YAML: {problem}", place=self._place(event), hint=hint)
        self._aliased += anchor.cost
        self._deepest = max(self._deepest, depth + anchor.height)
        if self._aliased > MOST_ALIASED or self._deepest > DEEPEST:
            raise TimelineFileError(TOO_MUCH, place=self._place(event))
        self._aliases.add(name)
        start, end = event.start_mark.index, event.end_mark.index
        self._comments.leave_out(start, end)
        origin = anchor.value.start
        return replace(anchor.value, start=start, end=end, anchor="", alias=name, origin=origin)

    def _scalar(self, event: Any, anchor: str) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in ("|", ">"):
            end = self._end_of_block(start, end)
        if start != end:  # the place of one that is not written is not known yet
            self._comments.leave_out(start, end)
        return Scalar(self._text(event), self._kind(event), self._lines, start, end, style, anchor)

    def _text(self, event: Any) -> str:
        """The text of a scalar; JSON's two escapes for one character are one."""
        text = str(event.value)
        if not HALF.search(text):
            return text
        try:
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            message, hint = "half of a character", "write the character itself, or both halves of it"
            raise TimelineFileError(message, place=self._place(event), expected="\\ud83d\\ude00", hint=hint) from None

    def _end_of_block(self, start: int, end: int) -> int:
        """Where the last line of a block scalar ends; the library counts the blank lines after it too."""
        if COMMENT_IN_HEAD.search(self._source, start, end):
            self._comments.add(self._source.index("#", start))
        return start + len(self._source[start:end].rstrip())

    def _kind(self, event: Any) -> str:
        """The last part of the tag the library finds or the person wrote; a tag of theirs makes a text."""
        kind = self._tag_of(event).rpartition(":")[2]
        return kind if kind in ("int", "float", "bool", "null", "timestamp") else "str"

    def _items(self, start: Any, anchor: str, depth: int) -> Items:
        items: list[Value] = []
        for event in self._events:
            if isinstance(event, events.SEQUENCE_END):
                begin, end = self._extent(start, event, items)
                return Items(tuple(items), self._lines, begin, end, bool(start.flow_style), anchor)
            items.append(self._value(event, depth + 1))
        raise AssertionError("a list ends")

    def _fields(self, start: Any, anchor: str, depth: int) -> Fields:
        fields: dict[str, Value] = {}
        keys: dict[str, Scalar] = {}
        inherited: dict[str, Value] = {}
        for event in self._events:
            if isinstance(event, events.MAPPING_END):
                begin, end = self._extent(start, event, list(fields.values()))
                flow = bool(start.flow_style)
                return Fields({**inherited, **fields}, keys, self._lines, begin, end, flow, anchor)
            key = self._key(event, keys)
            value = self._at_colon(self._value(next(self._events), depth + 1), key)
            fields[key.text] = value
            if key.text == INHERIT and key.style == "":
                inherited.update(_inherited(value))
        raise AssertionError("a mapping ends")

    def _key(self, event: Any, keys: dict[str, Scalar]) -> Scalar:
        if not isinstance(event, events.SCALAR):
            raise TimelineFileError("a key that is not a word", place=self._place(event), expected="key: value")
        key = self._value(event, 0)
        assert isinstance(key, Scalar)  # noqa: S101 - made from a scalar's event
        if key.text in keys:
            first = keys[key.text].place.line
            message = f'"{key.text}" stands twice, first in line {first}'
            raise TimelineFileError(message, place=key.place, hint="remove one")
        keys[key.text] = key
        return key

    def _at_colon(self, value: Value, key: Scalar) -> Value:
        """A value that is not written stands right after its colon; the library puts it before the next token.

        After a question mark, and in braces, there may be a key without a colon.
        """
        if not isinstance(value, Scalar) or value.start != value.end or value.style:
            return value
        colon = COLON.match(self._source, key.end)
        end = colon.end() if colon else key.end
        self._comments.leave_out(key.end, end)
        return replace(value, start=end, end=end)

    def _extent(self, start: Any, end: Any, values: list[Value]) -> tuple[int, int]:
        begin = start.start_mark.index
        if start.flow_style:
            return begin, end.end_mark.index
        return begin, max((value.end for value in values), default=start.end_mark.index)

    def _place(self, event: Any) -> Place:
        return Place(self._path, event.start_mark.line + 1, event.start_mark.column + 1)


def _inherited(value: Value) -> dict[str, Value]:
    """What ``<<: *other`` or ``<<: [*one, *other]`` brings in; the first that has a key gives it."""
    found: dict[str, Value] = {}
    for source in value.items if isinstance(value, Items) else (value,):
        if isinstance(source, Fields):
            found = {**source.fields, **found}
    return found


def _not_yaml(path: str, error: MarkedYAMLError) -> TimelineFileError:
    # What is never closed is told of where it was opened, not at the end of the file.
    unclosed = any(end in str(error.problem) for end in ("<stream end>", "end of stream"))
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    problem = " ".join(str(error.problem or error.context or "").split())
    told = f"{error.context} {problem}"
    hint = next((hint for sign, hint in HINTS.items() if sign in told), "")
    return TimelineFileError(f"not valid YAML: {problem}", place=place, hint=hint)


def _unreadable(source: str, path: str, error: YAMLError) -> TimelineFileError:
    if not isinstance(error, ReaderError):
        return TimelineFileError("not valid YAML", place=Place(path), excerpt=str(error).split("\n")[0])
    before = source[: error.position]
    place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    character = error.character if isinstance(error.character, int) else ord(source[error.position])
    return TimelineFileError("a character that YAML does not allow", place=place, excerpt=f"U+{character:04X}")
