"""A headline out of a dependency tree: the subtree of a happening, pruned until it fits, never cut.

Pruning is a knapsack over the phrases of the tree: each phrase has a length and a worth, a phrase can be kept only with
the one it hangs on, and the most worth that fits is kept (compare Filippova & Strube, "Dependency Tree Based Sentence
Compression", 2008). What a headline needs for grammar or for truth (subject, object, particle, negation, numbers) is
worth more than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.entries.happening import Happening, Shape
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

LONGEST = 90
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
_OPENING, _CLOSING = '“„«‘(["', '”“»’)]"'
_CLINGING = frozenset([*",;:.?!%”’)]'", "'s", "’s", "n't", "n’t"])
_EDGES = " \t\n,;:–—-/|"
_SPACE = re.compile(r"\s+")
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]?|\w\.\w|Gov|Sen|Rep|Inc|Corp|Ltd|Co|Jr|Sr|No|St|Mr|Mrs|Ms|Dr)\.$")

_FIRST_LETTER = re.compile(r"^\W*[^\W\d_]")
_ARTICLE = re.compile(r"\b([Aa])n? (?=(\w))")

Naming = Callable[[Token], str]
"""Gives what a pronoun stands for, in the form it takes its place in; "" where it can stay or nobody knows."""


@dataclass
class _Phrase:
    """A token with the small words that belong to it; the unit that is kept or left out."""

    head: Token
    tokens: list[Token]
    worth: float
    length: int
    below: list[_Phrase]


class Headliner:
    """Writes the headlines of one sentence."""

    def __init__(self, tree: Tree, words: Vocabulary, naming: Naming) -> None:
        self._tree, self._words, self._naming = tree, words, naming
        self._after_possessive = self._given = -1
        self._plural = False
        self._time: frozenset[int] = frozenset()

    def write(
        self, happening: Happening, times: Collection[frozenset[int]], others: Collection[int], longest: int = LONGEST
    ) -> str:
        """Return a headline of at most ``longest`` characters, or "" where the tree gives none.

        ``times`` are the words of the sentence's other times, ``others`` the tokens that those of them date which have
        entries of their own: their clauses are left to their own headlines.
        """
        self._time = happening.time
        self._after_possessive = self._owned_by(happening.time)
        plan = self._plan(happening)
        needed = self._path(happening)
        left_out = {index for index in (*happening.time, *others) if index not in needed} | plan.without
        secondary = {index for time in times for index in time} - happening.time
        room = longest
        for strict in (True, False):
            pruning = _Pruning(left_out, needed, secondary, strict)
            pieces = [self._phrase(top, pruning, 1.0) for top in plan.tops]
            if sum(piece.length for piece in pieces) <= room:
                break
        # What stands between the words, commas and quotation marks, is known only when the words are.
        while room > 0:
            text = self._realized(pieces, _fitting(pieces, room), plan)
            if len(text) <= longest:
                return text
            room -= len(text) - longest
        return ""

    # ---- What is told, in which order ----

    def _plan(self, happening: Happening) -> _Plan:
        head = happening.head
        if happening.shape is Shape.NOUN:
            return _Plan([head], self._outer(head))
        return self._with_subject(head)

    def _outer(self, head: Token) -> frozenset[int]:
        """Return the small words that tie a phrase to its surroundings: preposition, conjunction, commas."""
        ties = {"case", "mark", "cc", "punct"}
        return frozenset(
            child.index for child in self._tree.children(head) if child.basic in ties and child.index < head.index
        )

    def _with_subject(self, head: Token) -> _Plan:
        above = self._tree.head(head)
        ties = self._opening_ties(head)
        own = self._tree.child(head, "nsubj", "csubj", "expl")
        if head.basic == "acl" and above is not None:
            return self._of_relative(head, above, ties, own)
        if own is None and head.basic in {"conj", "advcl"} and above is not None:
            return self._of_conjunct(head, above, ties)
        if own is not None and self._words.verb_second and self._is_inverted(head, own):
            return _Plan([own, head], ties | {own.index})
        return _Plan([head], ties)

    def _is_inverted(self, head: Token, subject: Token) -> bool:
        """Tell whether a verb stands first now that its time is left out: "Am Montag platzte ein Tank"."""
        words = [token for token in self._tree.subtree(head) if token.upos != "PUNCT" and token.index not in self._time]
        return bool(words) and words[0].upos in {"VERB", "AUX"} and subject.index > words[0].index and bool(self._time)

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

    def _of_relative(self, head: Token, noun: Token, ties: frozenset[int], own: Token | None) -> _Plan:
        """Tell "a sailor whom it had detained" as "it had detained a sailor", "a map released by" as it stands."""
        if self._tree.child(noun, "cop") is not None and noun.upos != "PROPN":
            noun = self._tree.child(noun, "nsubj") or noun
        antecedent = _Plan([noun], self._outer(noun) | {head.index} | self._tail_of(noun, head))
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
            return _Plan([noun, head], frozenset(antecedent.without | clause_without))
        if pronoun is not None and (pronoun.upos == "ADV" or pronoun.basic in {"obl", "advmod"}):
            return _Plan([head], frozenset(clause_without))
        # The antecedent is an object: it goes behind the verb and its particles.
        return _Plan([head, noun], frozenset(antecedent.without | clause_without), inner=True)

    def _tail_of(self, noun: Token, clause: Token) -> frozenset[int]:
        """Return the tops of what else hangs on a noun behind a clause of its, and of other such clauses."""
        return frozenset(
            child.index
            for child in self._tree.children(noun)
            if child.index != clause.index
            and (child.relation == "acl:relcl" or child.basic in {"appos", "conj", "parataxis"})
        )

    def _of_conjunct(self, head: Token, first: Token, ties: frozenset[int]) -> _Plan:
        """Give a verb that leaves its subject to the verb before that subject, and an auxiliary if it needs one."""
        chain = [first, *self._tree.ancestors(first)]
        owner = next((each for each in chain if self._tree.child(each, "nsubj", "csubj", "expl") is not None), None)
        if owner is None:
            return _Plan([head], ties)
        subject = self._tree.child(owner, "nsubj", "csubj", "expl")
        assert subject is not None  # noqa: S101 - so the owner was chosen
        self._given, self._plural = head.index, subject.features.get("Number") == "Plur"
        noun = self._tree.head(owner)
        if subject.features.get("PronType") == "Rel" and noun is not None:
            return _Plan([noun, head], ties | self._outer(noun) | {owner.index} | self._tail_of(noun, owner))
        tops = [subject]
        has_own = any(child.basic in {"aux", "cop"} for child in self._tree.children(head))
        if not has_own and head.features.get("VerbForm") in {"Part", "Inf", "Ger"}:
            tops += [child for child in self._tree.children(owner) if child.basic == "aux"]
        return _Plan([*tops, head], ties | self._outer(subject))

    def _path(self, happening: Happening) -> frozenset[int]:
        """Return the tokens from what is dated up to what is told: without them the time would date nothing."""
        found, node = {happening.dated.index}, happening.dated
        while node.index != happening.head.index:
            above = self._tree.head(node)
            if above is None:
                break
            node = above
            found.add(node.index)
        return frozenset(found)

    # ---- What is kept ----

    def _phrase(self, head: Token, pruning: _Pruning, scale: float) -> _Phrase:
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
            phrase = self._phrase(child, pruning, scale * 0.8)
            if worth >= NEEDED and (pruning.strict or self._is_part(child, head)):
                tokens += phrase.tokens
                below += phrase.below
                continue
            phrase.worth = worth * scale
            below.append(phrase)
        tokens.sort(key=lambda token: token.index)
        below.sort(key=lambda phrase: phrase.head.index)
        return _Phrase(head, tokens, NEEDED, self._length(tokens), below)

    def _length(self, tokens: Iterable[Token]) -> int:
        return sum(len(self._word(token)) + (1 if self._spaced(token) else 0) for token in tokens)

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

    # ---- How it reads ----

    def _word(self, token: Token) -> str:
        word = self._naming(token) or self._as_finite(token) or self._in_mid_sentence(token)
        return f"{self._words.article} {word}" if token.index == self._after_possessive else word

    def _as_finite(self, token: Token) -> str:
        """Return "was" for "being" where the clause has been given a subject: "after being sacked in July"."""
        forms = (
            self._words.finite_forms.get(token.lower) if token.basic == "aux" and token.head == self._given else None
        )
        if not forms:
            return ""
        return forms[1] if self._plural else forms[0]

    def _in_mid_sentence(self, token: Token) -> str:
        """Return a word without the capital that it only has at the beginning of its sentence."""
        opens = not self._tree.text[: token.start].strip(_OPENING + _EDGES)
        return (
            token.form.lower() if opens and token.form.istitle() and token.upos not in {"PROPN", "NUM"} else token.form
        )

    def _owned_by(self, time: Collection[int]) -> int:
        """Return the token before which an article stands in for a possessive time: "the theme" for "this year's"."""
        for index in time:
            token = self._tree.tokens[index]
            if token.relation == "nmod:poss" and token.head not in time and max(time) + 1 < len(self._tree.tokens):
                return max(time) + 1
        return -1

    def _spaced(self, token: Token) -> bool:
        return token.start > 0 and self._tree.text[token.start - 1].isspace()

    def _realized(self, pieces: Sequence[_Phrase], kept: Sequence[_Phrase], plan: _Plan) -> str:
        chosen = {token.index for phrase in kept for token in phrase.tokens}
        groups = []
        for piece in pieces:
            inside = {token.index for phrase in _all(piece) for token in phrase.tokens}
            groups.append([self._tree.tokens[index] for index in sorted(inside & chosen)])
        if plan.inner:
            groups = self._with_object_inside(groups[0], groups[1], plan.tops[0])
        marks = self._marks(chosen)
        text = " ".join(filter(None, (self._joined(self._with_marks(group, marks)) for group in groups)))
        return finished(text)

    def _marks(self, chosen: set[int]) -> set[int]:
        """Return the punctuation that stays: commas and hyphens between two kept words, quotation marks around some."""
        tokens, kept, opened = self._tree.tokens, set[int](), list[int]()
        for token in tokens:
            if token.upos not in {"PUNCT", "SYM"} or token.index in chosen:
                continue
            if token.form in _OPENING and (token.form != '"' or not opened):
                opened.append(token.index)
            elif token.form in _CLOSING and opened:
                start = opened.pop()
                inside = [index for index in range(start + 1, token.index) if tokens[index].upos != "PUNCT"]
                if len(inside) > 0 and inside[0] in chosen and inside[-1] in chosen:
                    kept |= {start, token.index}
            elif token.upos == "PUNCT" and self._next_word(token, -1) in chosen and self._next_word(token, 1) in chosen:
                kept.add(token.index)
        return kept

    def _next_word(self, token: Token, step: int) -> int:
        index = token.index + step
        while 0 <= index < len(self._tree.tokens) and self._tree.tokens[index].upos == "PUNCT":
            index += step
        return index

    def _with_marks(self, group: Sequence[Token], marks: set[int]) -> list[Token]:
        if not group:
            return []
        first, last = group[0].index, group[-1].index
        around = {index for index in marks if first - 1 <= index <= last + 1}
        return [self._tree.tokens[index] for index in sorted({token.index for token in group} | around)]

    def _with_object_inside(self, clause: list[Token], noun: list[Token], verb: Token) -> list[list[Token]]:
        end = verb.index
        for child in self._tree.children(verb):
            if child.relation == "compound:prt":
                end = max(end, child.index)
        return [[t for t in clause if t.index <= end], noun, [t for t in clause if t.index > end]]

    def _joined(self, tokens: Sequence[Token]) -> str:
        parts: list[str] = []
        for before, token in pairwise([None, *tokens]):
            assert token is not None  # noqa: S101 - only the first has nothing before it
            parts += [" "] if before is not None and self._is_apart(before, token) else []
            parts.append(self._word(token))
        return _ARTICLE.sub(_article, "".join(parts))

    def _is_apart(self, before: Token, token: Token) -> bool:
        """Tell whether a space stands between two words of the headline that may not have been neighbours."""
        if before.end == token.start or (not self._spaced(token) and token.form in _CLINGING):
            return False
        return before.form not in _OPENING or self._tree.text[before.end : before.end + 1].isspace()


@dataclass(frozen=True, slots=True)
class _Pruning:
    """What has to go, what has to stay, which tokens say other times, and whether arguments stay with their verb."""

    left_out: Collection[int]
    needed: Collection[int]
    secondary: Collection[int]
    strict: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """The subtrees that a headline is made of, in their order; ``inner``: the second goes inside of the first."""

    tops: list[Token]
    without: frozenset[int]
    inner: bool = False


def _article(match: re.Match[str]) -> str:
    """Fit "a" or "an" to the word that follows now, where an adjective in between was left out."""
    if match[0].lower() == "an " and match[2].lower() in "bcdfgjkpqtvwyz":
        return f"{match[1]} "
    if match[0].lower() == "a " and match[2].lower() in "aei":
        return f"{match[1]}n "
    return match[0]


def _all(phrase: _Phrase) -> Iterable[_Phrase]:
    yield phrase
    for each in phrase.below:
        yield from _all(each)


def _fitting(pieces: Sequence[_Phrase], room: int) -> list[_Phrase]:
    """Return the phrases of most worth that fit into ``room`` characters, each with the one it hangs on.

    A tree knapsack over the phrases in pre-order: to leave a phrase out is to skip all below it.
    """
    order: list[_Phrase] = []
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


def _flatten(phrase: _Phrase, order: list[_Phrase], jump: list[int]) -> None:
    position = len(order)
    order.append(phrase)
    jump.append(0)
    for each in phrase.below:
        _flatten(each, order, jump)
    jump[position] = len(order)


def finished(text: str) -> str:
    """Return a text as a headline: closed quotations, no stop at its end, no mark at its edges, a capital."""
    text = _SPACE.sub(" ", text)
    text = re.sub(r"\s+([,;:.!?])", r"\1", text)
    text = re.sub(r"(?:[,;:–—-]\s*)+([,;:.])", r"\1", text)
    # “ closes what „ opens, and opens where there is none.
    for opening, closing in (*_PAIRS, ("„", "“") if "„" in text else ("“", "”")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = text.replace("“”", "").replace('""', "").replace("()", "")
    while True:
        shorter = text.strip(_EDGES)
        if shorter.endswith(".") and not _ABBREVIATION.search(shorter):
            shorter = shorter[:-1]
        if shorter.startswith("."):
            shorter = shorter[1:]
        if re.match(r"^[“\"][^”\"]*[”\"]$", shorter) and len(shorter) > 2:
            shorter = shorter[1:-1]
        shorter = re.sub(r"[,;:.]([”\"])$", r"\1", shorter)
        if shorter == text:
            break
        text = shorter
    return _FIRST_LETTER.sub(lambda match: match[0].upper(), _SPACE.sub(" ", text), count=1)
