"""The words of a language that telling what happened turns on, from its ``telling.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dateline.languages import load_language
from dateline.summarization.phrasing import NEVER
from dateline.syntax import Token


class Vocabulary:
    """What the words of a tree do for telling: report, plan, negate, name a happening or a person."""

    def __init__(self, telling: Mapping[str, Any], discourse: Mapping[str, Any]) -> None:
        def words(key: str) -> frozenset[str]:
            return frozenset(telling.get(key, ()))

        self.verb_second: bool = discourse["verb_second"]
        self.time_prepositions = frozenset(discourse["time_prepositions"])
        self.nominal_times: Sequence[str] = telling.get("nominal_times", ())
        self.adverbial_times: Sequence[str] = telling.get("adverbial_times", ())
        self.speech, self.denials, self.plans = words("speech_verbs"), words("denial_verbs"), words("plan_words")
        self.future, self.possible = words("future_auxiliaries"), words("possible_auxiliaries")
        self.always_possible = words("always_possible")
        self.cancelling = words("cancelling_verbs")
        self.comparing, self.comparing_verbs = words("comparing"), words("comparing_verbs")
        self.people, self.feminine, self.masculine = words("person_nouns"), words("feminine"), words("masculine")
        self.qualifying, self.conditions = words("qualifying"), words("conditions")
        self.genitive_cases = words("genitive_cases")
        self.groups, self.openers, self.negations = words("groups"), words("openers"), words("negations")
        self.pronouns: Mapping[str, Mapping[str, Any]] = telling.get("pronouns", {})
        self.speaker_pronouns = words("speaker_pronouns")
        self.finite_forms: Mapping[str, list[str]] = telling.get("finite_forms", {})
        self.article: str = telling.get("article", "")
        self.possessive: str = telling.get("possessive_mark", "")
        self.furniture = re.compile(rf"\W*(?:{'|'.join(telling.get('furniture', ())) or NEVER})", re.IGNORECASE)
        self._happenings, self._none = words("event_nouns"), words("not_event_nouns")
        self._endings = tuple(telling.get("event_noun_endings", ()))

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> Vocabulary:
        """Return the vocabulary of a language; without data it knows no word."""
        found = load_language(language)
        return Vocabulary(found.telling, found.discourse)

    def names_happening(self, token: Token) -> bool:
        """Tell whether a noun is the name of something that happens: "election", "meeting"."""
        lemma = token.lemma.lower()
        if token.upos not in {"NOUN", "PROPN"}:
            return False
        if lemma in self._happenings:
            return True
        return token.upos == "NOUN" and lemma.endswith(self._endings) and len(lemma) > 5 and lemma not in self._none
