"""Patterns of grammar rules: a small notation over words and categories, compiled to regular expressions over codes.

Every token of a text is given one character, its code, that stands for the set of categories the token belongs to.
A pattern thus becomes an ordinary regular expression over such characters, and the ``re`` module does the work.

    the? <month> <day_number:day> ( "," <year> )?

A bare or quoted word stands for itself in any case, ``<category>`` for any token of a category, which can be named as a
part (``<category:name>``; unnamed, the part is called as the category). ``( a | b )`` groups, ``?`` makes optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dateline.errors import LanguageError

_LEXEMES = re.compile(r"""\s*(?: (?P<part><[a-z_0-9]+(?::[a-z_0-9]+)?>) | (?P<mark>[()|?]) | "(?P<quoted>[^"]+)"
                               | (?P<word>[^\s()|?<>"]+) )""", re.VERBOSE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Atom:
    """One token: of a category, or a literal word. ``name`` is the part's name, "" for a literal."""

    category: str
    name: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """Once or not at all."""

    item: Node


Node = Atom | Sequence | Choice | Optional
Groups = Mapping[str, tuple[str, str]]


def literal(word: str) -> str:
    """Return the name of the category that a literal word makes by itself."""
    return f"'{word.lower()}'"


def parse(pattern: str) -> Node:
    """Parse a pattern; raises ``LanguageError`` saying which character cannot be read."""
    return _Parser(pattern).parse()


def atoms(node: Node) -> Iterator[Atom]:
    """Yield the atoms of a pattern from left to right."""
    match node:
        case Atom():
            yield node
        case Sequence(children) | Choice(children):
            for child in children:
                yield from atoms(child)
        case Optional(child):
            yield from atoms(child)


def openings(node: Node) -> frozenset[tuple[str, ...]]:
    """Return the pairs of categories a pattern can begin with; a pattern may also be one token long, or empty.

    >>> sorted(openings(parse("the? <month> <day>?")))
    [("'the'", 'month'), ('month',), ('month', 'day')]
    """
    match node:
        case Atom(category):
            return frozenset({(category,)})
        case Optional(child):
            return openings(child) | {()}
        case Choice(children):
            return frozenset().union(*map(openings, children))
        case Sequence(children):
            found: frozenset[tuple[str, ...]] = frozenset({()})
            for child in children:
                following = openings(child) if any(len(opening) < 2 for opening in found) else {()}
                found = frozenset((*opening, *more)[:2] for opening in found for more in following)
            return found


def compile_pattern(node: Node, codes_of: Callable[[str], str]) -> tuple[str, Groups]:
    """Return a regular expression over codes and, for each of its groups, the name and category of the part it holds.

    ``codes_of`` gives the characters of all tokens of a category. A part may be named in several branches; each
    gets a group of its own.
    """
    groups: dict[str, tuple[str, str]] = {}

    def write(node: Node) -> str:
        match node:
            case Atom(category, name):
                charset = f"[{re.escape(codes_of(category))}]"
                if not name:
                    return charset
                group = f"{name}_{len(groups)}"
                groups[group] = name, category
                return f"(?P<{group}>{charset})"
            case Sequence(children):
                return "".join(write(child) for child in children)
            case Choice(children):
                return f"(?:{'|'.join(write(child) for child in children)})"
            case Optional(child):
                return f"(?:{write(child)})?"

    return write(node), groups


class _Parser:
    """Recursive descent over the lexemes of one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.lexemes = list(self._split())
        self.position = 0

    def _split(self) -> Iterator[re.Match[str]]:
        position = 0
        end = len(self.pattern.rstrip())
        while position < end:
            match = _LEXEMES.match(self.pattern, position)
            if match is None:
                raise LanguageError(f"cannot read this pattern from character {position + 1}", excerpt=self.pattern)
            yield match
            position = match.end()

    def parse(self) -> Node:
        node = self._choice()
        if self.position < len(self.lexemes):
            raise LanguageError("a bracket closes that never opened", excerpt=self.pattern)
        return node

    def _mark(self) -> str | None:
        return self.lexemes[self.position]["mark"] if self.position < len(self.lexemes) else None

    def _choice(self) -> Node:
        branches = [self._sequence()]
        while self._mark() == "|":
            self.position += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self.position < len(self.lexemes) and self._mark() not in ("|", ")"):
            items.append(self._item())
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _item(self) -> Node:
        node = self._atom()
        if self._mark() == "?":
            self.position += 1
            return Optional(node)
        return node

    def _atom(self) -> Node:
        lexeme = self.lexemes[self.position]
        self.position += 1
        if lexeme["mark"] == "(":
            node = self._choice()
            if self._mark() != ")":
                raise LanguageError("a bracket opens that never closes", excerpt=self.pattern)
            self.position += 1
            return node
        if lexeme["mark"]:
            raise LanguageError("a question mark has nothing before it", excerpt=self.pattern)
        if lexeme["part"]:
            category, _, name = lexeme["part"][1:-1].partition(":")
            return Atom(category, name or category)
        return Atom(literal(lexeme["quoted"] or lexeme["word"]), "")
