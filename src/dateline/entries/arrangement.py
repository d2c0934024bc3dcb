"""Which parts of a dependency tree tell a happening, in which order: a clause is given the subject that it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.entries.happening import Happening, Shape
from dateline.syntax import Token


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The subtrees that a headline is made of, in their order, and the tops of the branches that it does ``without``.

    ``inner``: the second goes inside of the first. ``given`` is the index of a verb that was given a subject of another
    clause, and ``plural`` tells whether that is one; -1 if there is none.
    """

    tops: list[Token]
    without: frozenset[int]
    inner: bool = False
    given: int = -1
    plural: bool = False


def arrangement_of(happening: Happening, *, verb_second: bool) -> Arrangement:
    """Return how a happening is told; ``verb_second`` is for languages whose verb stands second whatever leads."""
    return _Arranger(happening, verb_second).arranged()


class _Arranger:
    def __init__(self, happening: Happening, verb_second: bool) -> None:
        self._happening, self._tree, self._verb_second = happening, happening.tree, verb_second

    def arranged(self) -> Arrangement:
        head = self._happening.head
        if self._happening.shape is Shape.NOUN:
            return Arrangement([head], self._outer(head))
        return self._with_subject(head)

    def _outer(self, head: Token) -> frozenset[int]:
        """Return the small words that tie a phrase to its surroundings: preposition, conjunction, commas."""
        ties = {"case", "mark", "cc", "punct"}
        return frozenset(
            child.index for child in self._tree.children(head) if child.basic in ties and child.index < head.index
        )

    def _with_subject(self, head: Token) -> Arrangement:
        above = self._tree.head(head)
        ties = self._opening_ties(head)
        own = self._tree.child(head, "nsubj", "csubj", "expl")
        if head.basic == "acl" and above is not None:
            return self._of_relative(head, above, ties, own)
        if own is None and head.basic in {"conj", "advcl"} and above is not None:
            return self._of_conjunct(head, above, ties)
        if own is not None and self._verb_second and self._is_inverted(head, own):
            return Arrangement([own, head], ties | {own.index})
        return Arrangement([head], ties)

    def _is_inverted(self, head: Token, subject: Token) -> bool:
        """Tell whether a verb stands first now that its time is left out: "Am Montag platzte ein Tank"."""
        words = [
            token
            for token in self._tree.subtree(head)
            if token.upos != "PUNCT" and token.index not in self._happening.time
        ]
        return (
            bool(words)
            and words[0].upos in {"VERB", "AUX"}
            and subject.index > words[0].index
            and bool(self._happening.time)
        )

    def _opening_ties(self, head: Token) -> frozenset[int]:
        """Return the words before a clause that tie it to its surroundings: "and", "that", "when", a comma."""
        found: set[int] = set()
        if head.basic == "root":
            return frozenset(
                child.index for child in self._tree.children(head) if child.basic == "cc" and child.index < head.index
            )
        for child in self._tree.children(head):
            if child.index < head.index and (
                child.basic in {"cc", "mark", "punct"}
                or (child.features.get("PronType") in {"Int", "Rel"} and child.upos == "ADV")
            ):
                found |= {token.index for token in self._tree.subtree(child)}
        return frozenset(found)

    def _of_relative(self, head: Token, noun: Token, ties: frozenset[int], own: Token | None) -> Arrangement:
        """Tell "a sailor whom it had detained" as "it had detained a sailor", "a map released by" as it stands."""
        if self._tree.child(noun, "cop") is not None and noun.upos != "PROPN":
            noun = self._tree.child(noun, "nsubj") or noun
        antecedent = Arrangement([noun], self._outer(noun) | {head.index} | self._tail_of(noun, head))
        pronoun = next(
            (
                t
                for t in self._tree.subtree(head)
                if t.features.get("PronType") in {"Rel", "Int"} and t.index < head.index
            ),
            None,
        )
        clause_without = set(ties)
        if pronoun is not None:
            clause_without |= {pronoun.index}
            case = self._tree.child(pronoun, "case")
            if case is not None:
                clause_without.add(case.index)
        if own is None or (pronoun is not None and own.index == pronoun.index):
            if pronoun is not None and pronoun.basic == "nmod":
                clause_without -= {pronoun.index}
            return Arrangement([noun, head], frozenset(antecedent.without | clause_without))
        if pronoun is not None and (pronoun.upos == "ADV" or pronoun.basic in {"obl", "advmod"}):
            return Arrangement([head], frozenset(clause_without))
        # The antecedent is an object: it goes behind the verb and its particles.
        return Arrangement([head, noun], frozenset(antecedent.without | clause_without), inner=True)

    def _tail_of(self, noun: Token, clause: Token) -> frozenset[int]:
        """Return the tops of what else hangs on a noun behind a clause of its, and of other such clauses."""
        return frozenset(
            child.index
            for child in self._tree.children(noun)
            if child.index != clause.index
            and (child.relation == "acl:relcl" or child.basic in {"appos", "conj", "parataxis"})
        )

    def _of_conjunct(self, head: Token, first: Token, ties: frozenset[int]) -> Arrangement:
        """Give a verb that leaves its subject to the verb before that subject, and an auxiliary if it needs one."""
        chain = [first, *self._tree.ancestors(first)]
        owner = next((each for each in chain if self._tree.child(each, "nsubj", "csubj", "expl") is not None), None)
        if owner is None:
            return Arrangement([head], ties)
        subject = self._tree.child(owner, "nsubj", "csubj", "expl")
        assert subject is not None  # noqa: S101 - so the owner was chosen
        plural = subject.features.get("Number") == "Plur"
        noun = self._tree.head(owner)
        if subject.features.get("PronType") == "Rel" and noun is not None:
            without = ties | self._outer(noun) | {owner.index} | self._tail_of(noun, owner)
            return Arrangement([noun, head], without, given=head.index, plural=plural)
        tops = [subject]
        has_own = any(child.basic in {"aux", "cop"} for child in self._tree.children(head))
        if not has_own and head.features.get("VerbForm") in {"Part", "Inf", "Ger"}:
            tops += [child for child in self._tree.children(owner) if child.basic == "aux"]
        return Arrangement([*tops, head], ties | self._outer(subject), given=head.index, plural=plural)
