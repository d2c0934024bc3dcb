"""Words written as one that are several: "Montagabend", "dreiundzwanzig". The tokenizer cuts them into their parts.

A lexicon describes its compounds in the notation of grammar rules, over its own categories; the rules then see the
parts as if they had been written apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dateline.languages import patterns
from dateline.languages.patterns import Atom, Choice, Node, Optional, Sequence

WordsOf = Callable[[str], Iterable[str]]


def part_expression(compounds: Iterable[str], words_of: WordsOf) -> str:
    """Return the expression of one part of a compound, or "" where there are none.

    ``words_of`` gives the words of a category. Only a word that is wholly a compound is cut; of two parts that fit, the
    longer is taken.
    """
    nodes = [patterns.parse(compound) for compound in compounds]
    if not nodes:
        return ""
    wholes = "|".join(_expression(node, words_of) for node in nodes)
    parts = _any_of({word for node in nodes for atom in patterns.atoms(node) for word in _words(atom, words_of)})
    # Within a word there is nowhere else to go on from: any other word is taken whole.
    return rf"(?i:\b(?=(?:{wholes})\b){parts}|(?<=[^\W\d_]){parts})"


def _expression(node: Node, words_of: WordsOf) -> str:
    match node:
        case Atom():
            return _any_of(_words(node, words_of))
        case Sequence(items):
            return "".join(_expression(item, words_of) for item in items)
        case Choice(branches):
            return f"(?:{'|'.join(_expression(branch, words_of) for branch in branches)})"
        case Optional(item):
            return f"(?:{_expression(item, words_of)})?"


def _words(atom: Atom, words_of: WordsOf) -> Iterable[str]:
    return words_of(atom.category) if atom.name else [atom.category[1:-1]]


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))})"
