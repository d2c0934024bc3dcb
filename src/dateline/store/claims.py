"""Claims of articles to files: how closely each says what a file was made from, and who gets it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from dateline.errors import ArticleError, Place
from dateline.store.matching import Record, same_as_known
from dateline.store.ownership import Holding, Ownership, key_of

PARTICULAR = re.compile(r"[^\W_]*[A-ZÄÖÜ\d][^\W_]*")
"""Names and numbers, and what else has a capital: what differs between two sentences of one form."""


class Closeness(NamedTuple):
    """How much an article says of what is remembered, as shares of the entries.

    ``exact`` is word for word, ``dated`` with the same date too, ``same`` with the same names and numbers. ``alike`` is
    all that may be the same sentence, edited; it may as well be one of the same form about something else.
    """

    exact: float
    dated: float
    same: float
    alike: float

    @property
    def rank(self) -> tuple[float, float, float]:
        """What claims are compared by; the first that differs decides."""
        return self.exact, self.dated, self.same


NOTHING_SAID = Closeness(0.0, 0.0, 0.0, 0.0)
ALL_SAID = Closeness(1.0, 1.0, 1.0, 1.0)


def closeness(now: Sequence[Record], before: Sequence[Record], *, whole: bool) -> Closeness:
    """Return how much of what was said before is said now; of a ``whole`` file also how much of what is said now."""
    if not before or not now:
        return NOTHING_SAID
    pairs = [(now[our], before[their]) for our, their in same_as_known(now, before).items()]
    exact = [(one, other) for one, other in pairs if sentence_of(one) == sentence_of(other)]
    dated = sum(one.get("date") == other.get("date") for one, other in exact)
    same = sum(_particulars(one) == _particulars(other) for one, other in pairs)
    size = max(len(now) if whole else 0, len(before))
    return Closeness(len(exact) / size, dated / size, same / size, len(pairs) / size)


def sentence_of(record: Record) -> str:
    """Return the sentence of an entry as it is compared."""
    return str(record.get("text", "")).casefold()


def _particulars(record: Record) -> list[str]:
    return PARTICULAR.findall(str(record.get("text", "")))


@dataclass(frozen=True, slots=True)
class Claim:
    """A base with its files, an article's own or another's, that an article says the entries of, and how closely."""

    path: str
    owner: str
    unit: Holding
    closeness: Closeness

    @property
    def is_own(self) -> bool:
        """Whether the article has it already."""
        return key_of(self.path) == self.owner

    @property
    def order(self) -> tuple[tuple[float, float, float], bool]:
        """The greatest comes first; who has it already comes before others that say as much of it."""
        return self.closeness.rank, self.is_own


@dataclass(slots=True)
class Decision:
    """Gives files to articles, the closest first.

    ``doubtful`` are the paths of the articles that are in doubt, by their keys. ``errors`` are what cannot be told, by
    the articles' paths, ``moved`` the paths of those that gave or took anything.
    """

    owners: Ownership
    doubtful: Mapping[str, str]
    errors: dict[str, ArticleError] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    _taken: set[Holding] = field(default_factory=set)
    _contested: set[Holding] = field(default_factory=set)
    _settled: dict[str, str] = field(default_factory=dict)

    def make(self, claims: Iterable[Claim]) -> None:
        """Decide on all claims."""
        for _, group in groupby(sorted(claims, key=_order, reverse=True), key=_order):
            self._decide([claim for claim in group if self._is_open(claim)])

    def _is_open(self, claim: Claim) -> bool:
        """Whether neither the files are given nor the article has those of another owner."""
        has = self._settled.get(claim.path, claim.owner)
        return claim.path not in self.errors and claim.unit not in self._taken and has == claim.owner

    def _decide(self, equals: Sequence[Claim]) -> None:
        """Decide on claims of the same weight: of two to one file, and of one article's to two, none is the better."""
        articles: defaultdict[Holding, set[str]] = defaultdict(set)
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for claim in equals:
            articles[claim.unit].add(claim.path)
            owners[claim.path].add(claim.owner)
        for claim in equals:
            if len(owners[claim.path]) > 1:
                self._contest(claim, f"{' and '.join(sorted(owners[claim.path]))} said the same")
            elif len(articles[claim.unit]) > 1:
                self._contest(claim, f"{' and '.join(sorted(articles[claim.unit]))} say the same")
        for claim in equals:
            if self._is_open(claim):
                self._give(claim)

    def _contest(self, claim: Claim, why: str) -> None:
        self._contested.add(claim.unit)
        for path in {claim.path, self.doubtful.get(claim.owner, claim.path)}:
            self.errors.setdefault(path, unknown(path, claim.unit, why))

    def _give(self, claim: Claim) -> None:
        if claim.unit in self._contested or self.doubtful.get(claim.owner) in self.errors:
            why = f"{claim.owner} cannot be told apart from others"
            self.errors[claim.path] = unknown(claim.path, claim.unit, why)
            return
        self._taken.add(claim.unit)
        self._settled[claim.path] = claim.owner
        if not claim.is_own:
            self.owners.give(claim.path, claim.unit, claim.owner)
            self.moved |= {claim.path, self.doubtful.get(claim.owner, claim.owner)}


def _order(claim: Claim) -> tuple[tuple[float, float, float], bool]:
    return claim.order


def unknown(path: str, unit: Holding, why: str) -> ArticleError:
    """Return that it cannot be told whether some files are an article's."""
    name = (unit.files or unit.loose)[0]
    return ArticleError(
        f"says what {name} was made from, and whether it is that article under a new name cannot be told: {why}",
        place=Place(path),
        hint=f'put the right path after "article:" in {name}',
    )
