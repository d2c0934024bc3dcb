"""Who a pronoun stands for: the name before it that agrees in number, gender and kind, by how likely it is to go on.

Candidates are scored by salience as in Lappin & Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994):
recency, subjecthood, names before nouns, what is named often. Where two come close, the pronoun stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2
from typing import Any, Protocol

from dateline.entries.vocabulary import Vocabulary
from dateline.summarization.names import Kind, Named
from dateline.syntax import Token, Tree

WINDOW = 6
"""So many sentences back a name can stand."""
MARGIN = 0.4
"""An antecedent must lead the next by so much to be clear."""
_SENTENCE_COST = 1.0
_SUBJECT, _OBJECT, _NAME, _PRONOUN = 2.0, 0.7, 1.2, 1.8
LONGEST_CHAIN = 12
"""So many pronouns are followed back to a name."""
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]+")
_DOUBT = 0.6
"""What it costs a name, for "he" and "she", that nothing tells it to be a person's."""
LONGEST_NAME = 45


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a pronoun can stand for: its name, what it agrees with, and how salient it is where it stands."""

    name: str
    start: int
    number: str
    gender: str
    person: bool | None
    salience: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tree; ``start`` is its offset in the article, ``times`` where it says times, from there.

    ``original`` are its words where the tree's text has simpler ones, of the same length.
    """

    start: int
    tree: Tree
    times: tuple[tuple[int, int], ...] = ()
    original: str = ""

    def time_at(self, token: Token) -> tuple[int, int] | None:
        """Return where the time stands that a token is part of, if it is."""
        return next((span for span in self.times if span[0] < token.end and span[1] > token.start), None)


class Neighbours(Protocol):
    """Gives the parsed sentences before and after the one at an offset of the article, the nearest first."""

    def before(self, offset: int) -> Iterator[Parsed]: ...  # noqa: D102
    def after(self, offset: int) -> Iterator[Parsed]: ...  # noqa: D102


class Antecedents:
    """Finds antecedents in one article, whose ``text`` tells how often a name is named."""

    def __init__(self, text: str, names: Sequence[Named], words: Vocabulary, around: Neighbours) -> None:
        self._words, self._before, self._after = words, around.before, around.after
        self._names = names
        self._starts = [each.start for each in names]
        self._often = Counter(_CAPITALISED.findall(text))
        self._gender = dict(self._genders())
        self._resolved: dict[int, str] = {}

    def of(self, token: Token, sentence: Parsed, depth: int = 0) -> str:
        """Return the name that a pronoun stands for, "" where it is not clear."""
        place = sentence.start + token.start
        if place not in self._resolved:
            self._resolved[place] = ""  # a pronoun never stands for itself, by whatever detour
            self._resolved[place] = self._of(token, sentence, depth)
        return self._resolved[place]

    def _of(self, token: Token, sentence: Parsed, depth: int) -> str:
        agreement = self._words.pronouns.get(token.lower)
        if agreement is None:
            return ""
        scored: dict[str, float] = {}
        found = [*self._in(sentence, token.start, 0), *self._same(agreement, sentence, token.start, 0, depth)]
        for distance, parsed in enumerate(islice(self._before(sentence.start), WINDOW), 1):
            found += self._in(parsed, len(parsed.tree.text), distance)
            found += self._same(agreement, parsed, len(parsed.tree.text), distance, depth)
        for each in found:
            if self._agrees(each, agreement):
                doubt = _DOUBT if agreement.get("person") and each.person is None else 0.0
                scored[each.name] = max(scored.get(each.name, -99.0), each.salience - doubt)
        ranked = sorted(scored.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return ""
        return self._short(ranked[0][0])

    def _same(
        self, agreement: Mapping[str, Any], parsed: Parsed, end: int, distance: int, depth: int
    ) -> Iterator[Candidate]:
        """Yield what a pronoun of the same kind before stands for: who is spoken of goes on being spoken of."""
        if depth >= LONGEST_CHAIN:
            return
        for token in parsed.tree.tokens:
            other = self._words.pronouns.get(token.lower)
            if token.start >= end or other is None or token.upos != "PRON":
                continue
            if any(other.get(key) != agreement.get(key) for key in ("number", "gender", "person")):
                continue
            name = self.of(token, parsed, depth + 1)
            if name:
                salience = _PRONOUN - _SENTENCE_COST * distance + (_SUBJECT if token.basic == "nsubj" else 0.0)
                yield Candidate(name, parsed.start + token.start, "Any", "", None, salience + self._frequency(name))

    def _short(self, name: str) -> str:
        """Return the surname of a person, as a paper has it after the first time."""
        words = name.split()
        is_person = any(each.name == name and each.kind is Kind.PERSON for each in self._names)
        return words[-1] if is_person and len(words) > 1 and len(words[-1]) > 3 and words[-1].isalpha() else name

    def speaker(self, sentence: Parsed) -> str:
        """Return who says a sentence: as it says itself, or the sentence after it or before it."""
        for parsed in (sentence, *islice(self._after(sentence.start), 1), *islice(self._before(sentence.start), 2)):
            for verb in parsed.tree.tokens:
                subject = parsed.tree.child(verb, "nsubj")
                if verb.lemma.lower() not in self._words.speech or subject is None:
                    continue
                if subject.lower in self._words.speaker_pronouns or verb.basic in {"advcl", "acl"}:
                    continue
                name = self._name_of(subject, parsed)
                if name:
                    return name
        return ""

    def protagonist(self) -> str:
        """Return the surname of who the article is about: the person that it names far more often than any other."""
        people = Counter(each.name for each in self._names if each.kind is Kind.PERSON)
        ranked = people.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return ""
        return self._short(ranked[0][0])

    def _name_of(self, subject: Token, parsed: Parsed) -> str:
        if subject.lower in self._words.pronouns:
            return self.of(subject, parsed)
        parts = [
            subject,
            *(child for child in parsed.tree.children(subject) if child.basic in {"appos", "flat", "nmod"}),
        ]
        named = next((found for part in parts if (found := self._named_at(parsed.start + part.start))), None)
        return named.name if named else self._phrase(subject, parsed.tree)

    def _in(self, parsed: Parsed, end: int, distance: int) -> Iterator[Candidate]:
        tree = parsed.tree
        for token in tree.tokens:
            if (
                parsed.time_at(token)
                or token.start >= end
                or token.upos not in {"NOUN", "PROPN"}
                or token.basic in {"compound", "flat", "nmod:poss"}
            ):
                continue
            yield from self._candidate(token, parsed, distance)

    def _candidate(self, token: Token, parsed: Parsed, distance: int) -> Iterator[Candidate]:
        tree = parsed.tree
        named = self._named_at(parsed.start + token.start)
        salience = -_SENTENCE_COST * distance
        salience += {"nsubj": _SUBJECT, "obj": _OBJECT, "root": 1.0, "nmod": -0.3, "obl": 0.0}.get(token.basic, 0.0)
        subject_of = tree.head(token)
        if token.basic == "nsubj" and subject_of is not None and subject_of.basic in {"acl", "advcl"}:
            salience -= 0.8
        plural = token.features.get("Number") == "Plur"
        joined = any(child.basic == "conj" and child.upos in {"NOUN", "PROPN"} for child in tree.children(token))
        if named is not None:
            person = {Kind.PERSON: True, None: None}.get(named.kind, False)
            salience += _NAME + self._frequency(named.name)
            number = "Plur" if plural else "Any" if named.kind is Kind.ORGANISATION else "Sing"
            yield Candidate(named.name, named.start, number, self._gender.get(named.name, ""), person, salience)
            return
        name = self._phrase(token, tree)
        if token.upos == "PROPN" and name:
            number = "Plur" if plural or joined else "Sing"
            yield Candidate(
                name, parsed.start + token.start, number, "", None, salience + _NAME + self._frequency(name)
            )
            return
        if (
            not name
            or token.basic != "nsubj"
            or subject_of is None
            or subject_of.basic not in {"root", "ccomp", "conj"}
        ):
            return
        lemma = token.lemma.lower()
        person = lemma in self._words.people
        gender = "feminine" if lemma in self._words.feminine else "masculine" if lemma in self._words.masculine else ""
        number = "Plur" if plural or joined else "Any" if lemma in self._words.groups else "Sing"
        yield Candidate(name, parsed.start + token.start, number, gender, person, salience)

    def _frequency(self, name: str) -> float:
        """Return how much it adds that a name stands in the article again and again."""
        return min(1.5, 0.5 * log2(max(1, *(self._often[word] for word in name.split()))))

    def _phrase(self, token: Token, tree: Tree) -> str:
        """Return a noun with what names it closer, short enough for a headline: "the Nasdaq index"."""
        parts = [
            child for child in tree.children(token) if child.basic in {"compound", "amod", "det", "nummod", "flat"}
        ]
        if any(child.features.get("PronType") == "Ind" or child.lower in {"a", "an"} for child in parts):
            parts = [child for child in parts if child.lower not in {"a", "an"}]
        tokens = sorted([token, *parts], key=lambda each: each.index)
        text = tree.text[tokens[0].start : tokens[-1].end]
        return text if len(text) <= LONGEST_NAME and token.features.get("PronType") is None else ""

    def _named_at(self, offset: int) -> Named | None:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self._names[index].end > offset:
            return self._names[index]
        return None

    def _agrees(self, candidate: Candidate, agreement: Mapping[str, Any]) -> bool:
        number = agreement.get("number")
        if number and candidate.number not in {number, "Any"}:
            return False
        if "person" in agreement and candidate.person is not None and candidate.person is not agreement["person"]:
            return False
        gender = agreement.get("gender")
        return not (gender and candidate.gender and candidate.gender != gender)

    def _genders(self) -> Iterator[tuple[str, str]]:
        for each in self._names:
            if each.kind is not Kind.PERSON:
                continue
            words = [each.before, *each.name.split()[:1]]
            if any(word in self._words.feminine or word.lower() in self._words.feminine for word in words):
                yield each.name, "feminine"
            elif any(word.lower() in self._words.masculine for word in words):
                yield each.name, "masculine"
