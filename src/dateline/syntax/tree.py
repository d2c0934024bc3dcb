"""A dependency tree over a sentence: tokens with offsets, lemma, part of speech, features, head and relation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word of UD, ``tree.text[start:end]``.

    ``index`` and ``head`` are positions in ``tree.tokens``, from 0; the head of a root is -1. ``relation`` is a UD
    relation with its subtype ("obl:tmod"), ``features`` has the morphological features ("VerbForm" -> "Fin").
    """

    index: int
    start: int
    end: int
    form: str
    lemma: str
    upos: str
    features: dict[str, str]
    head: int
    relation: str

    @property
    def basic(self) -> str:
        """The relation without its subtype: "obl" for "obl:tmod"."""
        return self.relation.partition(":")[0]

    @property
    def lower(self) -> str:
        """The form in lower case."""
        return self.form.lower()


@dataclass(frozen=True)
class Tree:
    """The tokens of a sentence; every token but the roots has a head, and there are no cycles."""

    text: str
    tokens: tuple[Token, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def children(self, token: Token) -> list[Token]:
        """Return the dependents of a token, in their order in the sentence."""
        return [self.tokens[index] for index in self._children[token.index]]

    def child(self, token: Token, *relations: str) -> Token | None:
        """Return the first dependent with one of the relations, given with or without subtype."""
        for each in self.children(token):
            if each.relation in relations or each.basic in relations:
                return each
        return None

    def head(self, token: Token) -> Token | None:
        """Return what a token depends on; None for a root."""
        return self.tokens[token.head] if token.head >= 0 else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Yield the head of a token, the head of that, and so on up to the root."""
        above = self.head(token)
        while above is not None:
            yield above
            above = self.head(above)

    def subtree(self, token: Token, without: Collection[int] = ()) -> list[Token]:
        """Return a token and all below it, in the order of the sentence, but no branch whose top is in ``without``."""
        found, waiting = [], [token.index]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting += [child for child in self._children[index] if child not in without]
        return [self.tokens[index] for index in sorted(found)]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that overlap ``text[start:end]``."""
        return [token for token in self.tokens if token.start < end and token.end > start]

    def top(self, tokens: Sequence[Token]) -> Token | None:
        """Return the token of some neighbours that the others hang on: the first whose head is none of them.

        Of several such it is the one with most of the others below it.
        """
        inside = {token.index for token in tokens}
        tops = [token for token in tokens if token.head not in inside]
        return max(tops, key=lambda token: len(inside & {each.index for each in self.subtree(token)}), default=None)

    def with_only(self, first: Token, conjunct: Token) -> Tree:
        """Return the tree with one conjunct in the place of the first, and without the others.

        The conjunct takes over the preposition of the first where it has none. The offsets stay.
        """
        if first.index == conjunct.index:
            dropped = {child.index for child in self.children(first) if child.basic == "conj"}
        else:
            dropped = {first.index, *(child.index for child in self.children(first) if child.basic == "conj")}
            dropped.discard(conjunct.index)
        cases = {child.index for child in self.children(first) if child.basic == "case"}
        has_case = self.child(conjunct, "case") is not None
        tied = {
            child.index
            for child in self.children(conjunct)
            if child.basic == "cc" or (child.basic == "punct" and child.index < conjunct.index)
        }
        placed: dict[int, tuple[int, str]] = dict.fromkeys(dropped | tied, (-1, "root"))
        if not has_case:
            placed.update((index, (conjunct.index, "case")) for index in cases)
        placed[conjunct.index] = first.head, first.relation
        return Tree(
            self.text,
            tuple(
                replace(token, head=placed[token.index][0], relation=placed[token.index][1])
                if token.index in placed
                else token
                for token in self.tokens
            ),
        )
