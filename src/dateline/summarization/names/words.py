"""The words that tell names from other words with a capital, compiled from a language's names.yaml."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from dateline.languages import load_language
from dateline.summarization.phrasing import any_of

UPPER = "".join(filter(str.isupper, map(chr, range(0x530))))
"""The capitals of the Latin, Greek and Cyrillic scripts."""
LONGEST_NAME = 10
LONGEST_TITLE = 3
"""So many words are looked at for a name, and for a title; so work stays linear on any input."""
REMEMBERED_WORDS = 4096
SHORTEST_STEM = 4
SHORTEST_TOWN = 7
Answer = TypeVar("Answer")


class Kind(StrEnum):
    """What bears a name; ships, prizes, wars and other things are told apart only to be left out."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"


class NameWords:
    """The evidence for names in a language; without data, a language in which no names are found."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        def words(key: str) -> frozenset[str]:
            return frozenset(names.get(key, ()))

        self.empty = not names
        self.nouns_capitalised: bool = names.get("nouns_capitalised", False)
        self.titles, self.kept_titles = words("titles"), words("kept_titles")
        self._title_openings = {title.lower().partition(" ")[0] for title in self.titles if " " in title}
        self.particles, self.suffixes = words("particles"), words("name_suffixes")
        self.given_names, self.surnames_too = words("given_names"), words("surnames_too")
        self.openings, self.cues, self.prepositions = map(words, ("place_openings", "place_cues", "place_prepositions"))
        self.doubtful, self.attributive = words("doubtful"), words("attributive")
        self.not_names, self.adjectives = words("not_names"), words("adjectives")
        self.thing_words, self.thing_nouns = words("thing_words"), words("thing_nouns")
        self.not_people = self.thing_words | self.kept_titles
        """Before "of" and a name these make the name of a thing, or of an office."""
        self.small_words, self.determiners = words("small_words"), words("determiners")
        self.articles_and_prepositions = self.determiners | self.prepositions
        self.joiners, self.purposes = (
            frozenset(tuple(joiner.split()) for joiner in words(key)) for key in ("joiners", "purposes")
        )
        self.possessives = tuple(names.get("possessives", ()))
        self.genitives, self._not_genitive = tuple(names.get("genitives", ())), tuple(names.get("not_genitive", ()))
        self._enders = dict.fromkeys(words("place_words"), Kind.PLACE) | dict.fromkeys(
            words("organisation_words"), Kind.ORGANISATION
        )
        self._organisation, self._title = tuple(names.get("organisation_endings", ())), _declined(names)
        self._place, self._ordinary = tuple(names.get("place_endings", ())), tuple(names.get("ordinary_endings", ()))
        inflections = names.get("inflections", ())
        self._adjective = tuple(names.get("adjective_endings", ()))
        self._inflection = re.compile(f"(?:{any_of(inflections)})$") if inflections else None
        several = {name for name in self.not_names | self.adjectives if " " in name}
        places, organisations = words("places"), words("organisations")
        self.low = self.particles.union(*self.joiners, *self.purposes, *map(_small_words_of, places | organisations))
        """Words in lower case that stand inside names."""
        self._known = self._table(
            {Kind.THING: several, Kind.PLACE: places, Kind.ORGANISATION: organisations, Kind.PERSON: words("people")}
        )
        self.is_title = _remembering(self._is_title)
        """Tells whether a word or words, as "Mr." and "prime minister", stand before a person's name."""
        self.ender = _remembering(self._ender)
        """Gives what a name is of that ends in this word: an organisation in "Agency", a place in "River"."""
        self.is_plain = _remembering(self._is_plain)
        """Tells whether nothing known of a word with a capital keeps it from being a person's or a place's."""
        self.run = _run_of_capitals(_abbreviations(names), self.low)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> NameWords:
        """Return the evidence for names in a language."""
        return NameWords(load_language(language).names)

    def may_begin_title(self, word: str) -> bool:
        """Tell whether a title of several words begins with this one."""
        return word.lower() in self._title_openings

    def _is_title(self, word: str) -> bool:
        return word in self.titles or word.lower() in self.titles or word.lower().endswith(self._title)

    def is_given(self, word: str) -> bool:
        """Tell whether a word is a given name, or a pair of which one is."""
        return word in self.given_names or ("-" in word and not self.given_names.isdisjoint(word.split("-")))

    def _ender(self, word: str) -> Kind | None:
        found = self._enders.get(word)
        return Kind.ORGANISATION if found is None and word.lower().endswith(self._organisation) else found

    def ends_as_place(self, word: str) -> bool:
        """Tell whether a word ends as names of towns do."""
        return word.endswith(self._place) and len(word) >= SHORTEST_TOWN

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word that begins a sentence looks as if it had its capital from that alone."""
        return self.is_small(word) or word.endswith(self._ordinary)

    def is_small(self, word: str) -> bool:
        """Tell whether a word is one of those that stand in any sentence."""
        return word.lower() in self.small_words

    def _is_plain(self, word: str) -> bool:
        if word in self.not_names or word in self.adjectives or word in self.thing_words:
            return False
        if word.endswith(self._adjective):
            return False
        is_acronym = len(word) > 1 and word.isupper()
        return not is_acronym and word.lower() not in self.articles_and_prepositions and not self.ender(word)

    def known(self, words: Sequence[str]) -> tuple[int, str, Kind] | None:
        """Return how many of the words, from the first, are a known name, the longest there is, with its form."""
        for keys, name, kind in self._known.get(self._stem(words[0]), ()):
            if len(keys) == 1:
                if words[0] == name or self.without_genitive(words[0], (name,)):
                    return 1, name, kind
            elif tuple(map(self._stem, words[: len(keys)])) == keys:
                return len(keys), name, kind
        return None

    def without_genitive(self, word: str, bases: Container[str]) -> str:
        """Return the one of ``bases`` whose genitive a word is, else nothing."""
        stripped = (word.removesuffix(ending) for ending in self.genitives if word.endswith(ending))
        return next((base for base in stripped if base in bases), "")

    def has_genitive(self, word: str) -> bool:
        """Tell whether a word may end in a genitive."""
        return bool(self.genitives) and word.endswith(self.genitives) and not word.endswith(self._not_genitive)

    def _stem(self, word: str) -> str:
        if self._inflection is None or len(word) <= SHORTEST_STEM:
            return word
        return self._inflection.sub("", word)

    def _table(self, names: Mapping[Kind, Iterable[str]]) -> Mapping[str, list[tuple[tuple[str, ...], str, Kind]]]:
        table = defaultdict(list)
        for kind, listed in names.items():
            for name in sorted(listed):
                keys = tuple(map(self._stem, name.split()))
                for first in {keys[0], *(self._stem(name + ending) for ending in self.genitives if len(keys) == 1)}:
                    table[first].append((keys, name, kind))
        return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in table.items()}


def _remembering(tell: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Return the same function with a memory, for the words of a text recur; it is bounded, as texts are not."""
    return lru_cache(maxsize=REMEMBERED_WORDS)(tell)


def _declined(names: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what titles end in, in the nominative and in other cases: "Präsident", "Präsidenten"."""
    cases = ("", *names.get("inflections", ()))
    return tuple(f"{ending}{case}" for ending in names.get("title_endings", ()) for case in cases)


def _small_words_of(name: str) -> Iterator[str]:
    return (word for word in name.split()[1:] if word.islower())


def _abbreviations(names: Mapping[str, Any]) -> Iterator[str]:
    for listed in names.values():
        for name in listed if isinstance(listed, list) else ():
            yield from (word[0].upper() + word[1:] for word in name.split() if word.endswith("."))


def _run_of_capitals(abbreviations: Iterable[str], inside: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words with a capital in a row, and what may stand between them in lower case."""
    abbreviated = rf"(?:{any_of(set(abbreviations))})(?!\w)"
    word = rf"(?:[^\W\d_{UPPER}]{{1,2}}[-’'])?[{UPPER}]\w*+(?:[-’'&]\w++)*+"
    capital = rf"(?:{abbreviated}|(?:[{UPPER}]\.)+|{word})"
    between = rf"(?:(?:{any_of(inside)})\s+){{0,2}}"
    return re.compile(rf"(?<![\w’'-]){capital}(?:\s+{between}{capital})*")
