"""How much a day matters, or an event: a mean of parts between 0 and 1, each of which says in words what it counts.

The parts are what date selection for timelines goes by: how often a day is told of, and how long after it (Tran,
Tran, Tran, Alrifai and Kanhabua, "Leveraging Learning To Rank in an Optimization Framework for Timeline
Summarization", 2013; Gholipour Ghalandari and Ifrim, "Examining the State-of-the-Art in News Timeline Summarization",
ACL 2020), and how many articles come out around it. They count alike, but for the chronologies in the collection.
What a group of sentences is told with and when its day is are apart, so that days and events are weighed by one code.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, TypeVar

from dateline.model import Importance, Part, Passage
from dateline.summarization.ranking.collection import Collection, Statement
from dateline.summarization.ranking.vectors import likeness

LISTED = 2.0
"""What it counts to be in a chronology, of parts that count 1: an editor has weighed what can only be counted here."""
NOT_HAPPENED = 2.0
"""What it counts, of parts that count 1, that something has not happened: as told of, it comes behind what has."""
LATER = 2
"""From so many days after it a day is looked back on."""
SEASON, WEEK = 60, 7

Key = TypeVar("Key", bound=Hashable)
Votes = Mapping[str, float]
"""What each article gives a group: what its best sentence there gives."""


def given(value: float) -> Importance:
    """Return the importance that a person gave."""
    return Importance(value, {"given": Part(value, "as somebody decided")})


def importance_of_days(collection: Collection) -> dict[int, Importance]:
    """Return the importance of every day of a collection's span that is told of or that articles came out on."""
    days = {*collection.told, *filter(collection.is_within, collection.published.values())}
    return _weighed(collection, {day: collection.told.get(day, []) for day in sorted(days)}, lambda day: day)


def importance_of_groups(
    collection: Collection,
    groups: Mapping[str, Sequence[Passage]],
    day_of: Mapping[str, int],
    statuses: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Importance]:
    """Return the importance of groups of a collection's passages, as events, each of which has a day.

    ``statuses`` are those of groups that tell of what has not happened, as "planned", by the groups' names.

    Raises ``KeyError`` for a passage of another collection, or a group without a day.
    """
    statements = {name: [collection.statement_of(each) for each in group] for name, group in groups.items()}
    found = _weighed(collection, statements, day_of.__getitem__)
    return found | {name: _held_back(found[name], status) for name, status in statuses.items()}


def _held_back(importance: Importance, status: str) -> Importance:
    """The importance of what has not happened: a part more, which is 0 and so lowers the mean."""
    part = Part(0.0, f"{status}, and nobody tells that it happened", NOT_HAPPENED)
    return _mean({**importance.parts, "status": part})


def _weighed(
    collection: Collection, groups: Mapping[Key, Sequence[Statement]], day_of: Callable[[Key], int]
) -> dict[Key, Importance]:
    of_groups = _Groups(collection, groups, day_of).parts()
    days = _Days(collection)
    of_days = {day: days.parts(day) for day in {day_of(key) for key in groups}}
    return {key: _mean({name: each[key] for name, each in of_groups.items()} | of_days[day_of(key)]) for key in groups}


def _mean(parts: Mapping[str, Part]) -> Importance:
    total = sum(part.weight for part in parts.values())
    return Importance(sum(part.weight * part.value for part in parts.values()) / total, parts)


class _Groups(Generic[Key]):
    """The parts that hang on what is told: each beside the highest of all groups, on a logarithmic scale."""

    def __init__(
        self, collection: Collection, groups: Mapping[Key, Sequence[Statement]], day_of: Callable[[Key], int]
    ) -> None:
        self._published = collection.published
        self._keys = collection.keys
        self._groups = groups
        self._votes = {key: votes_of(group) for key, group in groups.items()}
        self._later = {
            key: {name: vote for name, vote in votes.items() if self._published[name] - day_of(key) >= LATER}
            for key, votes in self._votes.items()
        }
        self._subject = {key: votes_of(each for each in group if each.is_subject) for key, group in groups.items()}

    def parts(self) -> dict[str, dict[Key, Part]]:
        """Return the parts by their names; that of the subject only where there is a topic to be it."""
        parts: dict[str, dict[Key, Part]] = {
            "told": self._part(self._told, lambda key: f"told of by {_articles(self._votes[key])}"),
            "retold": self._part(self._retold, lambda key: f"told of on {_counted(len(self._days(key)), 'day')}"),
            "later": self._part(
                lambda key: sum(self._later[key].values()),
                lambda key: f"looked back on by {_articles(self._later[key])}",
            ),
            "listed": self._part(
                lambda key: len(self._lists(key)),
                lambda key: f"listed in {_counted(len(self._lists(key)), 'chronology', 'chronologies')}",
                LISTED,
            ),
        }
        if self._keys:
            parts["subject"] = self._part(
                lambda key: sum(self._subject[key].values()),
                lambda key: f"about the topic itself in {_articles(self._subject[key])}",
            )
        return parts

    def _part(self, count: Callable[[Key], float], says: Callable[[Key], str], weight: float = 1.0) -> dict[Key, Part]:
        counts = {key: math.log1p(count(key)) for key in self._groups}
        top = max(counts.values(), default=0.0) or 1.0
        return {key: Part(value / top, says(key), weight) for key, value in counts.items()}

    def _told(self, key: Key) -> float:
        """Articles of one day tell much the same, so that each more of them counts less."""
        return sum(math.log1p(sum(votes)) for votes in self._days(key).values())

    def _retold(self, key: Key) -> float:
        return sum(max(votes) for votes in self._days(key).values())

    def _days(self, key: Key) -> dict[int, list[float]]:
        """What a group is given, by the days of publication."""
        by_day = defaultdict(list)
        for name, vote in self._votes[key].items():
            by_day[self._published[name]].append(vote)
        return by_day

    def _lists(self, key: Key) -> set[str]:
        return {statement.passage.article for statement in self._groups[key] if statement.listed}


class _Days:
    """The parts that hang on the day: what comes out around it, and whether it has words of its own."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._leads = sorted(collection.leads())
        self._most = math.log1p(max(Counter(self._leads).values(), default=0)) or 1.0
        self._told = Counter({day: sum(votes_of(each).values()) for day, each in collection.told.items()})

    def parts(self, day: int) -> dict[str, Part]:
        """Return the parts of a day by their names."""
        out, fresh = self._out(day, day), self._out(day, day + 1)
        season, near = self._out(day - SEASON, day + SEASON), self._out(day - 2, day + 1)
        week = sum(self._told[each] for each in range(day - WEEK, day + WEEK + 1))
        own = self._own(day)
        counted = _counted(fresh, "article") + " came out on the day and the next"
        return {
            "published": Part(math.log1p(out) / self._most, f"{_counted(out, 'article')} came out on the day"),
            "burst": Part(fresh / (season + 2), f"{counted}, of {season} in four months"),
            "rise": Part(fresh / (near + 1), f"{counted}, of {near} in four days"),
            "peak": Part(
                self._told[day] / (week + 1), f"{_share(self._told[day], week)} of what is told of its two weeks"
            ),
            "own": Part(own, f"told in words of its own: {own:.0%}"),
        }

    def _out(self, first: int, last: int) -> int:
        """How many articles come out from a day to another."""
        return bisect_right(self._leads, last) - bisect_left(self._leads, first)

    def _own(self, day: int) -> float:
        collection = self._collection
        if day not in collection.told:
            return 0.0
        beside = [collection.centre_of(each) for each in (day - 1, day + 1) if each in collection.told]
        return 1 - min(1.0, max((likeness(collection.centre_of(day), centre) for centre in beside), default=0.0))


def votes_of(statements: Iterable[Statement]) -> Votes:
    """Return what articles give a day or group: their best sentence's vote, shared among the days that it names."""
    votes: dict[str, float] = {}
    for statement in statements:
        name = statement.passage.article
        votes[name] = max(votes.get(name, 0.0), statement.vote / (len(statement.days) or 1))
    return votes


def _articles(votes: Votes) -> str:
    return _counted(len(votes), "article")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "nothing"
