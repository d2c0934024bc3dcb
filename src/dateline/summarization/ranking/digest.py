"""The days of a story that matter most, each in a few sentences of the articles.

Datewise summarisation (Gholipour Ghalandari and Ifrim, ACL 2020; the sentences that may tell of a day as in Martschat
and Markert, "A Temporally Sensitive Submodular Framework for Timeline Summarization", CoNLL 2018): days first, by their
importance, then the sentences of each. Those are taken that lie nearest to the middle of all that is told of the day
(Radev, Jing, Styś and Tam, "Centroid-based Summarization of Multiple Documents", 2004), less what they repeat of
another one (maximal marginal relevance; Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.model import DigestDay, Passage
from dateline.summarization.ranking.collection import Collection, Statement
from dateline.summarization.ranking.importance import given, importance_of_days
from dateline.summarization.ranking.vectors import Vector, centre_of, likeness
from dateline.summarization.wording import Wording

CANDIDATES = 150
"""So many of a day's sentences, the best, are compared with each other."""
REPEATED = 0.5
"""What likeness to a sentence of the same day takes from the next one's worth."""
SAME, SAME_ELSEWHERE = 0.7, 0.8
"""From this likeness on two sentences of one day, or of two days, say the same."""
_MARKS = "\"'”’»)]… "
"""What may stand after the mark that ends a sentence."""
_BARE_QUOTATION = re.compile(r"\s*[\"“„«][^\"“”„«»]*[\"“”»]\W*")


@dataclass(frozen=True, slots=True)
class Taste:
    """What a sentence's other qualities count beside its nearness to the middle, which is 0 to 1.

    ``lead`` counts in full for an article's first sentence, ``length`` for one of ``best_length`` words; ``dependent``
    is what one loses that hangs on the sentence before it, or only quotes.
    """

    listed: float = 0.2
    lead: float = 0.05
    length: float = 0.15
    best_length: int = 24
    subject: float = 0.05
    quoted: float = 0.03
    dependent: float = 1.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    statement: Statement
    vector: Vector
    worth: float


def digest(
    collection: Collection,
    *,
    days: int,
    sentences: int,
    importance_overrides: Mapping[int, float] = MappingProxyType({}),
    worths: Mapping[Passage, float] | None = None,
    taste: Taste = Taste(),
) -> list[DigestDay]:
    """Return the most important days of a collection in the order of time, each with its best sentences.

    ``days`` and ``sentences`` (of a day) are how many there are at most. Where the collection has key phrases,
    sentences without any are passed over. ``importance_overrides`` are days, by their numbers, that somebody weighed.
    Where ``worths`` are given, sentences are chosen from those alone, by what they are worth there, 0 to 1. Sentences
    are verbatim, none is a question. The order of the passages makes no difference.
    """
    importances = importance_of_days(collection)
    importances |= {day: given(value) for day, value in importance_overrides.items() if collection.is_within(day)}
    choosing = _Choosing(collection, taste, worths)
    chosen: list[DigestDay] = []
    for day in sorted(importances, key=lambda day: (-importances[day].value, day)):
        if len(chosen) == days:
            break
        if best := choosing.best_of(day, sentences):
            chosen.append(DigestDay(day, importances[day], best))
    return sorted(chosen, key=lambda each: each.day)


class _Choosing:
    """Chooses sentences day by day; what was said of one day is not said of another."""

    def __init__(self, collection: Collection, taste: Taste, worths: Mapping[Passage, float] | None) -> None:
        self._collection = collection
        self._taste = taste
        self._worths = worths
        self._used: list[Vector] = []

    def best_of(self, day: int, number: int) -> tuple[Passage, ...]:
        """Return the best sentences for a day, none where no sentence will do."""
        left = self._candidates(day)
        chosen: list[_Candidate] = []
        while left and len(chosen) < number:
            best = max(left, key=lambda each: each.worth - REPEATED * _nearest(each, [one.vector for one in chosen]))
            left.remove(best)
            if not self._repeats(best, chosen):
                chosen.append(best)
        self._used += [each.vector for each in chosen]
        return tuple(each.statement.passage for each in chosen)

    def _repeats(self, candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
        same = _nearest(candidate, [each.vector for each in chosen]) > SAME
        return same or _nearest(candidate, self._used) > SAME_ELSEWHERE

    def _candidates(self, day: int) -> list[_Candidate]:
        told = [*self._collection.told.get(day, ()), *self._collection.undated.get(day, ())]
        once: dict[str, Statement] = {}
        for statement in told:
            once.setdefault(statement.passage.text, statement)
        vectors = {text: self._collection.vector_of(statement) for text, statement in once.items()}
        centre = centre_of(vectors.values())
        found = [
            _Candidate(statement, vectors[text], self._worth(statement, likeness(vectors[text], centre)))
            for text, statement in once.items()
            if statement.on_topic and not text.rstrip(_MARKS).endswith("?") and self._is_choice(statement)
        ]
        return sorted(found, key=lambda each: -each.worth)[:CANDIDATES]

    def _is_choice(self, statement: Statement) -> bool:
        return self._worths is None or statement.passage in self._worths

    def _worth(self, statement: Statement, central: float) -> float:
        taste, passage = self._taste, statement.passage
        if self._worths is not None:
            return self._worths[passage] - taste.dependent * _is_dependent(passage)
        best = taste.best_length
        fit = max(-1.0, 1 - abs(len(passage.text.split()) - best) / best)
        return (
            central
            + taste.listed * statement.listed
            + taste.subject * statement.is_subject
            + taste.lead / (1 + passage.position)
            + taste.length * fit
            - taste.quoted * statement.quotes
            - taste.dependent * _is_dependent(passage)
        )


def _nearest(candidate: _Candidate, vectors: Iterable[Vector]) -> float:
    return max((likeness(candidate.vector, vector) for vector in vectors), default=0.0)


def _is_dependent(passage: Passage) -> bool:
    return bool(_BARE_QUOTATION.fullmatch(passage.text)) or Wording.of(passage.language).hangs(passage.text)
