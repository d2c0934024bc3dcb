"""The people, organisations and places that sentences name, each in the fullest form that the article gives.

Nothing but words and their neighbours is looked at; a language's names.yaml says which. A name is left out where it
is in doubt: a wrong tag does more harm than a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice

from dateline.model import Article, BlockKind, Sentence
from dateline.summarization.names.readers import Candidate, candidates_of
from dateline.summarization.names.runs import runs_in
from dateline.summarization.names.variants import Definition, Parts, can_be_one, definitions_in, parts_of
from dateline.summarization.names.words import Kind, NameWords

MOST_FORMS = 12
"""An article with more names of one surname has several people of it."""
MOST_DEFINITIONS = 50
"""With these two bounds work stays linear on any input."""
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-zà-ÿ]{3,}(?![\w’'-])")


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what ``article.text[start:end]`` names, in the fullest form that the article gives.

    ``kind`` is None where nothing but a capital tells; ``before`` is the word before it.
    """

    start: int
    end: int
    name: str
    kind: Kind | None
    before: str


def names_in(article: Article, sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """Return for each sentence of an article the names in it, in reading order and each once."""
    return names_within(named_in(article), sentences)


def names_within(named: Sequence[Named], sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """Return the same of what ``named_in`` has found already."""
    starts = [each.start for each in named]
    return [
        tuple(dict.fromkeys(each.name for each in named[slice(*_within(starts, sentence))])) for sentence in sentences
    ]


def named_in(article: Article) -> list[Named]:
    """Return where an article names people, organisations and places, in reading order; headings have none.

    A surname alone stands for the full name, if the article has one with that surname; an acronym that the article
    explains and its long form both become the one that is used more often.
    """
    language = NameWords.of(article.language)
    if language.empty:
        return []
    definitions = [
        definition
        for definition in islice(definitions_in(article.text), MOST_DEFINITIONS)
        if definition.long.split()[-1] not in language.thing_words
    ]
    found = _candidates(article, definitions, language)
    names = _Names(article.text, found, definitions, language)
    named = (Named(each.start, each.end, names.of(each), each.kind, each.before) for each in found)
    return [each for each in named if each.name]


def _within(starts: Sequence[int], sentence: Sentence) -> tuple[int, int]:
    return bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)


def _candidates(article: Article, definitions: Iterable[Definition], language: NameWords) -> list[Candidate]:
    blocks = [block for block in article.blocks if block.kind is not BlockKind.HEADING]
    small = frozenset(_LOWER_CASE.findall(article.text))
    runs = (run for block in blocks for run in runs_in(article.text, block.start, block.end, language, small))
    found = [candidate for run in runs for candidate in candidates_of(run)]
    defined = sorted(
        {each for definition in definitions for each in _of_definition(article.text, definition)}, key=_place
    )
    ends = [each.end for each in defined]
    return sorted([*defined, *(each for each in found if not _overlaps(each, defined, ends))], key=_place)


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.end


def _overlaps(candidate: Candidate, others: Sequence[Candidate], ends: Sequence[int]) -> bool:
    after = bisect_right(ends, candidate.start)
    return after < len(others) and others[after].start < candidate.end


def _of_definition(text: str, definition: Definition) -> Iterator[Candidate]:
    yield Candidate(definition.start, definition.end, definition.long, Kind.ORGANISATION)
    for match in re.finditer(rf"(?<![\w(-]){re.escape(definition.short)}(?![\w-])", text):
        yield Candidate(*match.span(), definition.short, Kind.ORGANISATION)


class _Names:
    """What an article's candidates tell of each other."""

    def __init__(
        self, text: str, found: Sequence[Candidate], definitions: Iterable[Definition], language: NameWords
    ) -> None:
        self._language = language
        self._preferred = dict(form for definition in definitions for form in _preferred(text, definition))
        self._things = {each.name for each in found if each.kind is Kind.THING}
        self._told = {each.name for each in found if each.kind not in {None, Kind.THING}} - self._things
        self._families: dict[str, _Family] = {}
        self._by_given: dict[str, set[str]] = defaultdict(set)
        for each in found:
            if each.kind is Kind.PERSON and " " in each.name and each.name not in self._things:
                self._add(self._nominative(each.name), each.start)

    def of(self, candidate: Candidate) -> str:
        """Return the form of a name that is its tag, or nothing where it is none."""
        if candidate.kind is Kind.THING or candidate.name in self._things:
            return ""
        if candidate.kind is Kind.PERSON and " " in candidate.name:
            name = self._nominative(candidate.name)
            return self._families[parts_of(name).surname].fullest(name)
        is_named_otherwise = candidate.kind in {Kind.PLACE, Kind.ORGANISATION} and not self._is_person(candidate)
        return self._preferred.get(candidate.name, candidate.name) if is_named_otherwise else self._bare(candidate)

    def _add(self, name: str, start: int) -> None:
        parts = parts_of(name)
        self._families.setdefault(parts.surname, _Family(start)).members[name] = parts
        if parts.given:
            self._by_given[name.partition(" ")[0]].add(parts.surname)

    def _nominative(self, name: str) -> str:
        return self._language.without_genitive(name, self._told) or name

    def _is_person(self, place: Candidate) -> bool:
        """Tell whether what could be a place is a person named before: Washington, after George Washington."""
        family = self._families.get(place.name.casefold())
        is_after = family is not None and family.start < place.start
        return is_after and place.before.lower() not in self._language.prepositions

    def _bare(self, candidate: Candidate) -> str:
        """Return whom a surname or a given name stands for, where it is clear."""
        is_titled = candidate.kind is Kind.PERSON
        if (
            self._language.nouns_capitalised
            and not is_titled
            and candidate.before.lower() in self._language.determiners
        ):
            return ""
        surname = self._language.without_genitive(candidate.name.casefold(), self._families)
        family = self._families.get(surname or candidate.name.casefold())
        if family is not None:
            return family.only()
        surnames = self._by_given.get(candidate.name, set())
        if len(surnames) == 1 and not is_titled:
            return self._families[next(iter(surnames))].only()
        name = self._nominative(candidate.name)
        return name if is_titled or name in self._told else ""


@dataclass(slots=True)
class _Family:
    """The people of an article with one surname, and where the first of them stands."""

    start: int
    members: dict[str, Parts] = field(default_factory=dict)

    def fullest(self, name: str) -> str:
        """Return the longest form of a member's name, or the name where it can be of several members."""
        if len(self.members) > MOST_FORMS:
            return name
        parts = self.members[name]
        alike = {other: theirs for other, theirs in self.members.items() if _can_be_one(parts, theirs)}
        return _longest(alike) if _are_one(alike) else name

    def only(self) -> str:
        """Return the longest form of the name if all can be of one person, else nothing."""
        return _longest(self.members) if _are_one(self.members) else ""


def _preferred(text: str, definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield an acronym and its long form, each with the one of them that is used more often."""
    shorts = len(re.findall(rf"\b{re.escape(definition.short)}\b", text))
    best = definition.short if shorts > text.count(definition.long) else definition.long
    yield from ((definition.short, best), (definition.long, best))


def _longest(names: Iterable[str]) -> str:
    return max(names, key=lambda name: (len(name), name))


def _are_one(members: Mapping[str, Parts]) -> bool:
    return len(members) <= MOST_FORMS and all(
        _can_be_one(one, other) for one, other in combinations(members.values(), 2)
    )


def _can_be_one(one: Parts, other: Parts) -> bool:
    return one == other or can_be_one(one, other, in_one_text=True)
