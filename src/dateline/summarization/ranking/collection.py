"""A collection of articles as ranking sees it: which sentence tells of which day, and how much it counts there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Passage
from dateline.summarization.ranking.chronologies import listed_in
from dateline.summarization.ranking.vectors import Vector, centre_of, rarity_of, vector_of, words_of

LEAD = 5
"""So many sentences of an article, the first, tell of its own day where they name none."""
NEAR_START = 25
"""A key phrase that begins before so many characters is what the sentence is about."""
BESIDE, QUOTED = 0.3, 0.5
"""What a sentence counts that has no key phrase, and one that quotes."""
OFF_TOPIC = 0.3
"""What is left of it in an article that has next to no key phrase."""
ON_TOPIC_SENTENCES, ON_TOPIC_SHARE = 10, 0.3
"""An article with so many sentences that have a key phrase, or such a share of them, is on the topic."""
LISTING_FOCUS = 0.5
COMPARED = 150
"""So many sentences of a day, the first, stand for its words."""
_QUOTE = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence within its collection.

    ``days`` are those it tells of, ``listed`` says that it does so in a chronology; ``vote`` is what it counts where
    days and groups are weighed, 0 to 1.
    """

    passage: Passage
    words: tuple[str, ...]
    days: tuple[int, ...]
    listed: bool
    on_topic: bool
    is_subject: bool
    quotes: bool
    vote: float


class Collection:
    """The passages of a collection, read once for all that is asked of them."""

    def __init__(self, passages: Iterable[Passage], about: Iterable[str], start: int, end: int) -> None:
        """``about`` are key phrases of the topic, none for all that there is; days are those from start to end."""
        self.keys = tuple(phrase.casefold() for phrase in about)
        self.start, self.end = start, end
        # An order of its own, so that nothing hangs on that in which the articles come.
        self.articles = _by_article(sorted(passages, key=_order))
        self.published = {name: article[0].published for name, article in self.articles.items()}
        self._keyed = {passage for article in self.articles.values() for passage in article if self._has_key(passage)}
        self.focus = {name: self._focus_of(article) for name, article in self.articles.items()}
        listed = {
            passage: day
            for name, article in self.articles.items()
            if self.focus[name] >= LISTING_FOCUS
            for passage, day in listed_in(article)
        }
        statements = [
            self._statement(passage, listed.get(passage)) for each in self.articles.values() for passage in each
        ]
        self._statement_of = {statement.passage: statement for statement in statements}
        self.rarity = rarity_of([statement.words for statement in statements])
        self.told, self.undated = self._by_day(statements)
        self._centres: dict[int, Vector] = {}

    def statement_of(self, passage: Passage) -> Statement:
        """Return a passage of the collection as it stands in it; raises ``KeyError`` for any other."""
        return self._statement_of[passage]

    def vector_of(self, statement: Statement) -> Vector:
        """Return the words of a sentence, those weighing more that are rare in the collection."""
        return vector_of(statement.words, self.rarity)

    def centre_of(self, day: int) -> Vector:
        """Return what the sentences that tell of a day have in common; raises ``KeyError`` if none does."""
        if day not in self._centres:
            self._centres[day] = centre_of(map(self.vector_of, self.told[day][:COMPARED]))
        return self._centres[day]

    def leads(self) -> list[int]:
        """Return the days on which articles on the topic were published, each as often as there are."""
        return [
            self.published[name]
            for name, article in self.articles.items()
            if any(passage in self._keyed for passage in article[:LEAD])
        ]

    def is_within(self, day: int) -> bool:
        """Tell whether a day is in the span."""
        return self.start <= day <= self.end

    def _has_key(self, passage: Passage) -> bool:
        text = passage.text.casefold()
        return not self.keys or any(key in text for key in self.keys)

    def _focus_of(self, article: Sequence[Passage]) -> float:
        keyed = sum(passage in self._keyed for passage in article)
        return min(1.0, keyed / max(1, min(ON_TOPIC_SENTENCES, ON_TOPIC_SHARE * len(article))))

    def _statement(self, passage: Passage, listed: int | None) -> Statement:
        text = passage.text.casefold()
        on_topic = passage in self._keyed or listed is not None
        quotes = bool(_QUOTE.search(text))
        focus = OFF_TOPIC + (1 - OFF_TOPIC) * self.focus[passage.article]
        return Statement(
            passage,
            tuple(words_of(text)),
            passage.days if listed is None else (listed,),
            listed is not None,
            on_topic,
            is_subject=any(-1 < text.find(key) < NEAR_START for key in self.keys),
            quotes=quotes,
            vote=(1.0 if on_topic else BESIDE) * (QUOTED if quotes else 1.0) * focus,
        )

    def _by_day(
        self, statements: Iterable[Statement]
    ) -> tuple[Mapping[int, list[Statement]], Mapping[int, list[Statement]]]:
        """Sentences by the days they tell of; and those of a lead that name no day, by the days they may tell of."""
        told, undated = defaultdict(list), defaultdict(list)
        for statement in statements:
            for day in filter(self.is_within, statement.days):
                told[day].append(statement)
            passage = statement.passage
            if not statement.days and passage.position < LEAD:
                for day in filter(self.is_within, (passage.published, passage.published - 1)):
                    undated[day].append(statement)
        return dict(told), dict(undated)


def _order(passage: Passage) -> tuple[object, ...]:
    return passage.published, passage.article, passage.position, passage.text, passage.days


def _by_article(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    articles: dict[str, list[Passage]] = {}
    for passage in passages:
        articles.setdefault(passage.article, []).append(passage)
    return articles
