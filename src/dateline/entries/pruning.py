"""What of a dependency tree a headline keeps: a knapsack over its phrases.

Each phrase has a length and a worth, a phrase can be kept only with the one it hangs on, and the most worth that fits
is kept (compare Filippova & Strube, "Dependency Tree Based Sentence Compression", 2008). What a headline needs for
grammar or for truth (subject, object, particle, negation, numbers) is worth more than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

NEEDED = 1_000.0
"""What grammar or truth asks for; nothing else together is worth as much."""
_WORTH = {
    "nsubj": NEEDED, "csubj": NEEDED, "obj": NEEDED, "iobj": NEEDED, "xcomp": NEEDED, "ccomp": NEEDED, "expl": NEEDED,
    "aux": NEEDED, "cop": NEEDED, "case": NEEDED, "mark": NEEDED, "det": NEEDED, "compound": NEEDED, "fixed": NEEDED,
    "flat": NEEDED, "goeswith": NEEDED, "nummod": 60, "clf": NEEDED, "cc": NEEDED, "obl": 8, "nmod": 7, "conj": 6,
    "amod": 4, "advmod": 2, "acl": 5, "advcl": 4, "appos": 2.5, "parataxis": 1.5, "dep": 1, "list": 1, "orphan": 5,
    "dislocated": 2, "reparandum": -1, "discourse": -1, "vocative": -1, "punct": -1,
}  # fmt: skip
_BY_SUBTYPE = {"nmod:poss": 50.0, "obl:agent": 20.0, "acl:relcl": 3.0, "nmod:desc": 20.0, "compound:prt": NEEDED}
_CONDITION = NEEDED / 2
"""An "if" is left out only where nothing else will do: without it the headline is another."""
_QUALIFIES, _GENITIVE, _COMPLETES, _PURPOSE, _ANOTHER_CLAUSE = 40.0, 30.0, 12.0, 7.0, 3.0
_PARTS = {"case", "mark", "det", "aux", "cop", "compound", "fixed", "flat", "goeswith", "clf", "expl", "cc"}
"""Relations of words that belong to their head's own phrase."""


@dataclass
class Phrase:
    """A token with the small words that belong to it; the unit that is kept or left out."""

    head: Token
    tokens: list[Token]
    worth: float
    length: int
    below: list[Phrase]


@dataclass(frozen=True, slots=True)
class Pruning:
    """What has to go, what has to stay, which tokens say other times, and whether arguments stay with their verb."""

    left_out: Collection[int]
    needed: Collection[int]
    secondary: Collection[int]
    strict: bool


class Pruner:
    """Takes a tree apart into phrases; ``length`` gives how many characters some tokens take in a headline."""

    def __init__(self, tree: Tree, words: Vocabulary, length: Callable[[Iterable[Token]], int]) -> None:
        self._tree, self._words, self._length = tree, words, length

    def phrase(self, head: Token, pruning: Pruning, scale: float = 1.0) -> Phrase:
        """Return the phrase of a token, with the phrases below it that can be left out."""
        tokens, below = [head], []
        for child in self._tree.children(head):
            if child.index in pruning.left_out:
                continue
            worth = NEEDED if child.index in pruning.needed else self._worth(child, head)
            if worth < 0:
                continue
            if child.index in pruning.secondary and child.index not in pruning.needed:
                continue
            phrase = self.phrase(child, pruning, scale * 0.8)
            if worth >= NEEDED and (pruning.strict or self._is_part(child, head)):
                tokens += phrase.tokens
                below += phrase.below
                continue
            phrase.worth = worth * scale
            below.append(phrase)
        tokens.sort(key=lambda token: token.index)
        below.sort(key=lambda phrase: phrase.head.index)
        return Phrase(head, tokens, NEEDED, self._length(tokens), below)

    def _is_part(self, child: Token, head: Token) -> bool:
        """Tell whether a word belongs to its head's own phrase: left out, it leaves bad grammar or another meaning."""
        if child.basic == "advmod":
            return child.lemma.lower() in self._words.negations or head.upos == "NUM" or child.upos == "ADP"
        if child.relation == "nmod:poss":
            is_short = head.basic in {"nsubj", "obj", "obl"} and not self._tree.child(child, "nmod", "acl")
            return child.upos in {"PRON", "DET"} or is_short
        if child.basic == "amod":
            return child.form[:1].isupper() and child.index < head.index
        return child.basic in _PARTS or (child.basic == "nummod" and not self._tree.children(child))

    def _worth(self, token: Token, head: Token) -> float:
        """Return what a headline loses with a phrase; below 0 for what it is better without."""
        if self._is_part(token, head):
            return NEEDED
        worth = _BY_SUBTYPE.get(token.relation, _WORTH.get(token.basic, 1.0))
        if token.basic == "advmod":
            return -1 if token.lower in self._words.openers else worth
        if token.basic == "advcl":
            return self._worth_of_clause(token)
        if token.basic == "nmod":
            return self._worth_of_attribute(token, head)
        if token.basic == "obl" and token.index > head.index:
            # Without an object what follows the verb completes it: "went to Harrow".
            has_object = any(child.basic in {"obj", "xcomp", "ccomp"} for child in self._tree.children(head))
            return worth if has_object else worth + _COMPLETES
        if token.basic == "conj" and token.upos in {"VERB", "AUX"}:
            return _ANOTHER_CLAUSE
        if token.relation == "acl:relcl" and self._tree.tokens[self._first(token) - 1].form == ",":
            return -1
        is_doubt = token.basic == "amod" and token.lemma.lower() in self._words.qualifying
        return _QUALIFIES if is_doubt else worth

    def _first(self, token: Token) -> int:
        """Return the index of the first word below a token, or of itself."""
        return next(each.index for each in self._tree.subtree(token) if each.upos != "PUNCT")

    def _worth_of_clause(self, clause: Token) -> float:
        if any(child.lower in self._words.conditions for child in self._tree.children(clause)):
            return _CONDITION
        return _PURPOSE if clause.features.get("VerbForm") == "Inf" else _WORTH["advcl"]

    def _worth_of_attribute(self, token: Token, head: Token) -> float:
        case = self._tree.child(token, "case")
        if case is None or case.lower not in self._words.genitive_cases:
            return _BY_SUBTYPE.get(token.relation, _WORTH["nmod"])
        return NEEDED if head.upos == token.upos == "PROPN" else _GENITIVE


def all_of(phrase: Phrase) -> Iterator[Phrase]:
    """Yield a phrase and all below it."""
    yield phrase
    for each in phrase.below:
        yield from all_of(each)


def fitting(pieces: Sequence[Phrase], room: int) -> list[Phrase]:
    """Return the phrases of most worth that fit into ``room`` characters, each with the one it hangs on.

    A tree knapsack over the phrases in pre-order: to leave a phrase out is to skip all below it.
    """
    order: list[Phrase] = []
    jump: list[int] = []
    for piece in pieces:
        _flatten(piece, order, jump)
    best: list[list[float]] = [[0.0] * (room + 1) for _ in range(len(order) + 1)]
    for index in range(len(order) - 1, -1, -1):
        phrase, after = order[index], jump[index]
        skipped, taken = best[after], best[index + 1]
        row = list(skipped)
        for space in range(phrase.length, room + 1):
            worth = taken[space - phrase.length] + phrase.worth
            row[space] = max(row[space], worth)
        best[index] = row
    kept, index, space = [], 0, room
    while index < len(order):
        if best[index][space] > best[jump[index]][space]:
            kept.append(order[index])
            space -= order[index].length
            index += 1
        else:
            index = jump[index]
    return kept


def _flatten(phrase: Phrase, order: list[Phrase], jump: list[int]) -> None:
    position = len(order)
    order.append(phrase)
    jump.append(0)
    for each in phrase.below:
        _flatten(each, order, jump)
    jump[position] = len(order)
