"""What a text speaks of, as terms that can be compared: stems, and the kinds of happening that words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

import snowballstemmer

from dateline.languages import load_language
from dateline.languages.source import available
from dateline.model import ENGLISH
from dateline.summarization.phrasing import NEVER, Phrasing, any_of

WEIGHTS = {"happening": 1.2, "word": 1.0, "figure": 0.8, "weak": 0.25}
"""How much a term tells of which happening it is, before it is known how common it is in the collection."""
CACHED_WORDS = 100_000
HAPPENING = "="
"""What the term of a kind of happening begins with, so that no word is taken for one."""
NEAR_THE_VERB = 8
"""So many words from the verb on tell what it is about."""
BETWEEN = 3
"""So many words may stand between two that mean one thing together."""
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x250))))
_CAPITALS = re.compile(rf"\b[{_CAPITAL}][\w’'-]*(?:\.?\s[{_CAPITAL}][\w’'-]*)*")
_SENTENCE_ENDS = ".!?:"

Terms = Mapping[str, float]
"""Terms with their weights."""


class Wording:
    """The words of a language as they matter for comparing what is told."""

    def __init__(self, events: Mapping[str, Any], discourse: Mapping[str, Any], phrasing: Phrasing) -> None:
        self._future = re.compile(rf"\b(?:{'|'.join(discourse['future'])})\b")
        self._finite, self._auxiliary, self._intro = phrasing.finite, phrasing.auxiliary, phrasing.intro
        self._verb_second, self.small_words = phrasing.verb_second, phrasing.small_words
        self._stemmer = snowballstemmer.stemmer(events["stemmer"]) if events.get("stemmer") else None
        self._function_words = self._stems(events, "function_words") | self._stems(events, "time_words")
        self._weak_words = self._stems(events, "weak_words")
        self._carriers = self._stems(events, "carriers")
        self.again = self._stems(events, "again")
        self._families = [frozenset(f"{HAPPENING}{kind}" for kind in each) for each in events.get("families", ())]
        self._capitals_name: bool = events.get("capitals_name", True)
        hanging = "|".join(events.get("hanging", ())) or NEVER
        self._hanging = re.compile(rf"[\W_]*(?:{hanging})", re.IGNORECASE)
        self._pronouns = frozenset(events.get("pronouns", ()))
        anywhere, after_comma = (any_of(events.get(f"subordinate{when}", ())) for when in ("", "_after_comma"))
        self._subordinate = re.compile(rf"(?<=\w)(?:,? (?:{anywhere})|, (?:{after_comma}))\b", re.IGNORECASE)
        self._kinds: dict[str, list[str]] = {}
        for kind, words in events.get("happenings", {}).items():
            for word in words:
                stems = " ".join(map(self.stem, word.split()))
                self._kinds.setdefault(stems, []).append(f"{HAPPENING}{kind}")
        self._first_of_two = frozenset(stems.split()[0] for stems in self._kinds if " " in stems)

    @staticmethod
    def of(language: str) -> Wording:
        """Return the wording of a language, of English for one that there is not."""
        return _wording_of(language if language in _known_languages() else ENGLISH)

    @lru_cache(maxsize=CACHED_WORDS)  # noqa: B019 - one wording a language, for as long as the program runs
    def stem(self, word: str) -> str:
        """Return a word in lower case without its ending."""
        word = word.lower()
        if self._stemmer is None or len(word) < 4 or word[0].isdigit():
            return word
        stem: str = self._stemmer.stemWord(word)
        return stem

    def terms(self, text: str) -> dict[str, float]:
        """Return the terms of a text with their weights, each once, in its order."""
        found: dict[str, float] = {}
        for stem, kinds in self._looked_up(text):
            found.update((kind, WEIGHTS["happening"]) for kind in kinds)
            if not kinds and stem not in self._function_words and (len(stem) > 1 or stem.isdigit()):
                found[stem] = self._weight(stem)
        return found

    def head_kinds(self, clause: str) -> frozenset[str]:
        """Return what kinds of happening a clause's verb tells, with the next words; none where it has none.

        Of "voted to close" it is the closing: some verbs only carry what follows them. In German what follows an
        auxiliary is at the clause's end: "hat das Werk eröffnet".
        """
        verb = self._finite.search(clause)
        found = list(self._looked_up(clause[verb.start() :])) if verb else []
        apart = verb and self._verb_second and self._auxiliary.match(clause, verb.start())
        order = found[::-1] if apart else found[:NEAR_THE_VERB]
        kinds = [(stem in self._carriers, kinds) for stem, kinds in order if kinds]
        return frozenset(min(kinds, key=itemgetter(0), default=(False, ()))[1])

    def _looked_up(self, text: str) -> Iterator[tuple[str, Sequence[str]]]:
        """The stems of a text with the kinds of happening that they tell; two words that mean one together are one.

        There may be other words between the two: "called the strike off", "found him guilty".
        """
        stems = [self.stem(word) for word in _WORD.findall(text)]
        second = -1
        for place, stem in enumerate(stems):
            if place == second:
                continue
            kinds = self._kinds.get(stem, ())
            if stem in self._first_of_two:
                for other in range(place + 1, min(place + 2 + BETWEEN, len(stems))):
                    if f"{stem} {stems[other]}" in self._kinds:
                        kinds, second = self._kinds[f"{stem} {stems[other]}"], other
                        break
            yield stem, kinds

    def clause_of(self, text: str, when: str, title: str = "") -> str:
        """Return the clause of a text that a time is said in: up to, between or from words that open another.

        The ``title`` was made of it, and is it where the time is in the main clause and nothing was cut off; in German
        the verb may be.
        """
        at = max(text.find(when), 0)
        intro = self._intro.match(text)
        opens = [match.start() for match in self._subordinate.finditer(text)]
        start = max(
            (place for place in opens if place <= at), default=intro.end() if intro and intro.end() <= at else 0
        )
        end = min((place for place in opens if place > at), default=len(text))
        if start or not title or title.endswith("…") or self._verb_second:
            return text[start:end]
        return title[: min((match.start() for match in self._subordinate.finditer(title)), default=len(title))]

    def tells_aside(self, text: str, when: str) -> bool:
        """Tell whether a time is said after words that open another clause than the main one."""
        at = text.find(when)
        return any(match.start() <= at for match in self._subordinate.finditer(text))

    def subject_of(self, clause: str) -> str:
        """Return what stands before a clause's verb, all of it where there is none."""
        verb = self._finite.search(clause)
        return clause[: verb.start()] if verb else clause

    def names(self, text: str, known: frozenset[str] = frozenset()) -> dict[str, float]:
        """Return the stems of names in a text; the words of one name weigh 1 together. See ``names_apart``."""
        found: dict[str, float] = {}
        for name in self.names_apart(text, known):
            found.update((stem, max(found.get(stem, 0.0), 1 / len(name))) for stem in sorted(name))
        return found

    def names_apart(self, text: str, known: frozenset[str] = frozenset()) -> list[frozenset[str]]:
        """Return the names in a text, each as the stems of its words.

        A name is words with a capital, at the beginning of a sentence, where every word has one, only if there are
        several; and what is among the known ones. Words that stand side by side are of one name.
        """
        found = []
        for run in _CAPITALS.finditer(text):
            words = _WORD.findall(run[0])
            in_place = self._capitals_name and (len(words) > 1 or not _begins_sentence(text, run.start()))
            stems = (stem for word in words if (stem := self.stem(word)) not in self._function_words)
            name = frozenset(stem for stem in stems if len(stem) > 1 and (in_place or stem in known))
            if name:
                found.append(name)
        return found

    def hangs(self, text: str) -> bool:
        """Tell whether a sentence begins as one that hangs on the sentence before."""
        return self._hanging.match(text) is not None

    def looks_ahead(self, text: str) -> bool:
        """Tell whether a text speaks of what is still to come."""
        return self._future.search(text.lower()) is not None

    def has_pronoun(self, text: str) -> bool:
        """Tell whether a text has a word that stands for a name."""
        return any(word.lower() in self._pronouns for word in _WORD.findall(text))

    def of_one_family(self, one: Set[str], other: Set[str]) -> bool:
        """Tell whether two reports of one happening may tell these kinds of it."""
        return bool(one & other) or any(one & family and other & family for family in self._families)

    def _weight(self, stem: str) -> float:
        if stem[0].isdigit():
            return WEIGHTS["figure"]
        return WEIGHTS["weak" if stem in self._weak_words else "word"]

    def _stems(self, events: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(map(self.stem, events.get(key, ())))


def _begins_sentence(text: str, start: int) -> bool:
    """Whether nothing but marks stands between a word and the end of the sentence before it, or the beginning."""
    while start and not text[start - 1].isalnum():
        start -= 1
        if text[start] in _SENTENCE_ENDS:
            return True
    return start == 0


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(available())


@cache
def _wording_of(language: str) -> Wording:
    found = load_language(language)
    return Wording(found.events, found.discourse, Phrasing.of(language))
