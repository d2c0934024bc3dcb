"""What a time dates: the way from its words in a dependency tree up to a verb, a predicate or an event noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

Span = tuple[int, int]

_QUOTATION_MARKS = " \t\n\"'“”‘’»«"

_ADVERBIAL = {"obl", "advmod", "discourse", "dislocated", "vocative"}
_OF_A_NOUN = {"nmod", "compound", "nummod", "amod", "det", "appos", "flat", "dep", "acl", "list", "goeswith"}
_NAMING = {"compound", "nummod", "amod", "flat", "goeswith"}
"""A time with one of these relations says which thing is meant: "the 1971 Convention"."""
_CLAUSAL = {"root", "ccomp", "advcl", "acl", "csubj", "parataxis", "conj", "xcomp"}
_VERBAL = {"VERB", "AUX"}
_CORE = {"nsubj", "obj", "iobj", "xcomp"}
_ORIGINS = frozenset({"of", "from"})
"""After one of these a time says which thing is meant: "posts from September"."""
_BOUNDING = frozenset({"since", "until", "till", "before"})
"""An event noun after one of these is when something else began or ended."""
_PLAIN_CASES = frozenset({"", "in", "on", "at", "during", "with", "by", "until", "till", "im", "am", "bei"})
"""After one of these an event noun is where or how something took place, not another happening."""


class Shape(StrEnum):
    """How a happening is told."""

    CLAUSE = "clause"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Happening:
    """What one time of a sentence dates.

    ``head`` is the verb, predicate or noun whose subtree in ``tree`` tells it; ``dated`` what the time depends on,
    ``head`` or something below it; ``time`` are the indices of the tokens that say the time, with its preposition,
    none where the clause makes no sense without ("October is National Magic Month").
    """

    tree: Tree
    head: Token
    dated: Token
    shape: Shape
    time: frozenset[int]


class NoHappening(StrEnum):
    """Why nothing happens at a time, in words for ``explain``."""

    NAME = "the time only says which thing is meant"
    COMPARED = "the time is only compared with"
    QUESTION = "the sentence asks"
    IMAGINED = "the sentence only imagines it"
    LABEL = "the time labels the text"


class Finder:
    """Finds the happenings of one sentence."""

    def __init__(self, tree: Tree, times: Sequence[Span], words: Vocabulary) -> None:
        self._tree, self._words = tree, words
        self._tokens_of = {span: tree.within(*span) for span in times}
        self._tops = {span: tree.top(tokens) for span, tokens in self._tokens_of.items()}
        self._in_a_time = {token.index for tokens in self._tokens_of.values() for token in tokens}

    def of(self, span: Span) -> Happening | NoHappening:
        """Return what the time at ``tree.text[start:end]`` dates, or why it dates nothing."""
        top = self._tops[span]
        if top is None:
            return self._of_line(span)
        if self._tree.text.rstrip(_QUOTATION_MARKS).endswith("?"):
            return NoHappening.QUESTION
        top = self._with_measure(top)
        if self._is_compared(top):
            return NoHappening.COMPARED
        dated = self._dated(top)
        if isinstance(dated, NoHappening):
            return dated
        head, shape = self._told(dated)
        opens = not self._tree.text[: span[0]].strip()
        if shape is Shape.NOUN and (head.index in self._in_a_time or not (opens or self._words.names_happening(head))):
            return NoHappening.LABEL
        time = frozenset() if self._is_subject(top, span) else self._words_of_time(top, span)
        tree, dated = self._restricted(top, dated)
        return Happening(tree, tree.tokens[head.index], dated, shape, time)

    def _is_subject(self, top: Token, span: Span) -> bool:
        """Tell whether a clause says something of a time: "October is National Magic Month"."""
        after = self._tree.within(span[1], span[1] + 2)
        return top.basic == "nsubj" and bool(after) and after[0].upos in _VERBAL

    def _restricted(self, top: Token, dated: Token) -> tuple[Tree, Token]:
        """Leave only that of several nouns which a time is said of: "Italy in November, Mexico in May"."""
        before = top.index - 1
        cases = {child.index for child in self._tree.children(top)}
        while before in cases:
            before -= 1
        noun = self._tree.tokens[before] if before >= 0 else None
        if noun is None or self._tree.tokens[before].upos == "PUNCT":
            return self._tree, dated
        while noun is not None and noun.basic in {"flat", "compound", "nmod", "appos", "fixed"}:
            noun = self._tree.head(noun)
        if (
            noun is None
            or noun.upos not in {"NOUN", "PROPN"}
            or noun.index in self._in_a_time
            or not self._is_one_of_several(noun)
        ):
            return self._tree, dated
        first = self._tree.head(noun) if noun.basic == "conj" else noun
        assert first is not None  # noqa: S101 - a conjunct has a first
        tree = self._tree.with_only(first, noun)
        return tree, tree.tokens[noun.index if dated.index == first.index else dated.index]

    def _of_line(self, span: Span) -> Happening | NoHappening:
        """Return what a line of a chronology tells, whose time stands in front of it and is no part of the tree."""
        root = next((token for token in self._tree.tokens if token.head < 0 and token.upos != "PUNCT"), None)
        if root is None or self._tree.text[: span[0]].strip():
            return NoHappening.LABEL
        shape = Shape.CLAUSE if self._is_predicate(root) else Shape.NOUN
        return Happening(self._tree, root, root, shape, frozenset())

    def _with_measure(self, top: Token) -> Token:
        """Climb within what says the time: from "Friday" in "early Friday" or "hours before Monday" to "early"."""
        head = self._tree.head(top)
        while head is not None and head.index in self._in_a_time and not self._is_predicate(head):
            top, head = head, self._tree.head(head)
        return top

    def _words_of_time(self, top: Token, span: Span) -> frozenset[int]:
        found = {token.index for token in self._tokens_of[span]}
        if not self._is_predicate(top):
            helpers = {"case", "det", "advmod", "nummod", "amod", "mark", "fixed", "cc"}
            for child in self._tree.children(top):
                if child.basic in helpers and child.index not in self._in_a_time:
                    found |= {token.index for token in self._tree.subtree(child)}
            if top.index not in found:
                found |= {token.index for token in self._tree.subtree(top)}
        return frozenset(found)

    def _is_compared(self, top: Token) -> bool:
        for token in (top, *self._tree.ancestors(top)):
            cases = [child for child in self._tree.children(token) if child.basic in {"case", "mark"}]
            if any(case.lemma.lower() in self._words.comparing for case in cases):
                return True
            head = self._tree.head(token)
            if any(case.basic == "case" and case.lemma.lower() in self._words.comparing_verbs for case in cases):
                return True
            if head is not None and head.lemma.lower() in self._words.comparing_verbs and token.basic in {"obl", "obj"}:
                return True
            if token.basic in _CLAUSAL or token.upos in _VERBAL:
                return False
        return False

    def _dated(self, top: Token) -> Token | NoHappening:
        """Return the verb, predicate or event noun that a time depends on."""
        node, relation = top, top.basic
        seen = 0
        while True:
            seen += 1
            head = self._tree.head(node)
            if self._is_predicate(node) and node.index not in self._in_a_time:
                return node
            if head is None or seen > len(self._tree.tokens):
                return node
            if self._is_predicate(head) or head.upos in _VERBAL:
                return head
            if head.index in self._in_a_time:
                node, relation = head, head.basic
                continue
            if self._words.names_happening(head) and relation != "appos":
                return self._of_noun(head)
            if relation in _NAMING and node.index in self._in_a_time and self._stands_before_noun(node, head):
                return NoHappening.NAME
            if relation == "nmod" and self._is_one_of_several(head):
                return head
            if relation == "nmod" and self._case(node) in _ORIGINS and head.upos in {"NOUN", "PROPN"}:
                return NoHappening.NAME
            node, relation = head, head.basic

    def _stands_before_noun(self, time: Token, noun: Token) -> bool:
        """Tell whether a time stands in front of its noun, with no preposition of its own: "the 1971 Convention"."""
        return time.index < noun.index and self._tree.child(time, "case") is None

    def _is_one_of_several(self, noun: Token) -> bool:
        """Tell whether a noun is coordinated with others that have times of their own."""
        first = self._tree.head(noun) if noun.basic == "conj" else noun
        if first is None:
            return False
        several = [first, *(child for child in self._tree.children(first) if child.basic == "conj")]
        ends = [
            max(token.index for token in self._tree.subtree(each, {other.index for other in several}))
            for each in several
        ]
        tokens = self._tree.tokens
        dated = [
            each
            for each, end in zip(several, ends, strict=True)
            if any(child.index in self._in_a_time for child in self._tree.subtree(each, {o.index for o in several}))
            or any(
                index in self._in_a_time and tokens[index - 1].upos != "PUNCT"
                for index in range(end + 1, min(end + 3, len(tokens)))
            )
        ]
        return len(several) > 1 and len(dated) > 1

    def _of_noun(self, noun: Token) -> Token:
        """Return an event noun, or the verb whose clause tells the event that it names."""
        verb = next(
            (each for each in self._tree.ancestors(noun) if each.upos == "VERB" or self._is_predicate(each)), None
        )
        if verb is None or self._has_another_time(verb):
            return noun
        return verb if self._is_in_clause(noun, verb) else noun

    def _is_in_clause(self, noun: Token, verb: Token) -> bool:
        """Tell whether a clause tells the event that a noun in it names: as its subject, its object, its place."""
        bare = not any(
            child.basic in {"nmod", "acl", "compound"} and child.index not in self._in_a_time
            for child in self._tree.children(noun)
        )
        if noun.index == verb.index:
            return True
        if noun.basic == "nmod" and bare and self._case(noun) in {"", "of", "in"}:
            head = self._tree.head(noun)
            return head is not None and (head.index == verb.index or self._is_in_clause(head, verb))
        if noun.head != verb.index:
            return False
        return noun.basic in _CORE or (
            noun.basic == "obl" and (self._case(noun) in _PLAIN_CASES or (bare and self._case(noun) not in _BOUNDING))
        )

    def _case(self, noun: Token) -> str:
        case = self._tree.child(noun, "case")
        return case.lemma.lower() if case is not None else ""

    def _has_another_time(self, verb: Token) -> bool:
        """Tell whether a time depends on a verb itself."""
        return any(
            child.index in self._in_a_time and child.basic in {"obl", "advmod", "nmod"}
            for child in self._tree.children(verb)
        )

    def _told(self, dated: Token) -> tuple[Token, Shape]:
        """Return the head of the smallest clause or noun phrase around what is dated that can stand alone."""
        if dated.upos in {"NOUN", "PROPN"} and not self._is_predicate(dated) and self._words.names_happening(dated):
            return dated, Shape.NOUN
        node = self._clause_of(dated)
        if node is None:
            return dated, Shape.NOUN
        if not (self._is_predicate(node) or node.upos in _VERBAL):
            return node, Shape.NOUN
        content = self._tree.head(node)
        if node.basic == "parataxis" and content is not None and node.lemma.lower() in self._words.speech:
            return content, Shape.CLAUSE
        return node, Shape.CLAUSE

    def _clause_of(self, node: Token) -> Token | None:
        """Return the clause that a token belongs to, the event noun before that, or the root; None for the root."""
        start = node
        while True:
            head = self._tree.head(node)
            if (self._is_predicate(node) or node.upos in _VERBAL) and (head is None or self._stands(node)):
                return node
            if node.index != start.index and self._words.names_happening(node) and node.basic not in {"obj", "nsubj"}:
                return node
            if head is None:
                return None if node.index == start.index else node
            node = head

    def _stands(self, node: Token) -> bool:
        """Tell whether a clause can be told alone: it has a subject, or takes one from what it belongs to."""
        if self._tree.child(node, "nsubj", "csubj", "expl") is not None:
            return True
        if node.relation == "acl:relcl":
            head = self._tree.head(node)
            return head is not None and head.upos not in {"PRON", "ADV", "DET"}
        if node.basic == "acl":
            return node.features.get("VerbForm") in {"Part", "Ger"}
        if node.basic == "conj":
            first = self._tree.head(node)
            return first is None or first.basic != "advcl" or node.features.get("VerbForm") == "Fin"
        if node.basic == "advcl":
            passive = any(child.relation == "aux:pass" for child in self._tree.children(node))
            return passive or (node.features.get("VerbForm") == "Part" and node.features.get("Tense") == "Past")
        return node.basic in {"ccomp", "parataxis"}

    def _is_predicate(self, token: Token) -> bool:
        """Tell whether a token is what a clause says of its subject."""
        if token.upos == "VERB":
            return token.basic not in {"amod", "compound", "case"}
        return any(child.basic in {"cop", "nsubj", "csubj", "expl"} for child in self._tree.children(token))
