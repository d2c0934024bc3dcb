"""What can be asked of a stretch of words without parsing it: whether it has a verb, what it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from dateline.languages import load_language

DATELINE = re.compile(
    r"""(?=\S*[A-Z]{3}) [A-Z][^—–.;:?!]{1,60}?     # HOUSTON, April 15, 1970
        (?:\.[^—–.;:?!]{0,12})? \s*                # CAPE KENNEDY, Fla.
        (?:\([A-Z][\w ]{1,20}\)\s*)? (?:[—–]|--)   # (AP) —
        \s+(?=\S)""",
    re.VERBOSE,
)
LONGEST_SUBJECT = 45
NEVER = "(?!)"


class Phrasing:
    """The words of a language that clauses and headlines turn on, compiled."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        verbs = "|".join(discourse["attribution"])
        openers = any_of(discourse["openers"])
        relatives = any_of(discourse["relative_pronouns"])
        # After a preposition "that" points ("of that evening") and opens no clause.
        subordinators = rf"(?<!of )(?<!on )(?<!in )(?<!at )\b(?:{any_of(discourse['subordinators'])})\b"
        self.preposition = re.compile(rf"(?<![\w’'])(?:{any_of(discourse['time_prepositions'])})\s+$", re.IGNORECASE)
        self.plain_preposition = re.compile(rf"\s(?:{any_of(discourse['plain_prepositions'])})\s+$")
        self.pointing = re.compile(any_of(discourse["pointing"]), re.IGNORECASE)
        self.opener = re.compile(rf"(?:{openers})\b(?P<comma>,)?\s+", re.IGNORECASE)
        self.inner_opener = re.compile(rf",\s*(?:{openers})\s*,\s*", re.IGNORECASE)
        self.attribution = re.compile(rf",?[”\"]?,?\s+(?P<tail>[^,“”\"]*\b(?:{verbs})\b.*)$")
        self.finite = re.compile(rf"\b(?:{'|'.join([*discourse['past'], *discourse['finite']])})\b")
        self.subordinator = re.compile(subordinators, re.IGNORECASE)
        self.auxiliary = re.compile(rf"\s*(?:{any_of(discourse['verbs_to_be'])})\b", re.IGNORECASE)
        introductions = f"{any_of(discourse['introductions'])}|{'|'.join(discourse['participles']) or NEVER}"
        self.intro = re.compile(rf"(?:{introductions})\b[^,“”\"]*,\s+", re.IGNORECASE)
        self.relative = re.compile(rf"(?P<antecedent>[^,;]{{2,60}}), (?:{relatives}) ")
        self.clause = re.compile(rf"\s+(?=(?:{any_of(discourse['clause_openers'])})\b)")
        self.phrase = re.compile(rf"\s+(?=(?:{any_of(discourse['phrase_openers'])})\b)")
        self.coordinated = re.compile(rf"[;:]\s+|,\s+(?:{any_of(discourse['coordinators'])})\s+|\s[—–]\s")
        # An appositive ends where a list would go on.
        conjunctions = any_of(discourse["conjunctions"])
        self.appositive = re.compile(rf", (?!(?:{conjunctions})\b)[^,“”\"]{{2,120}}?,(?= )")
        self.dangling = frozenset(discourse["dangling"])
        self.small_words = frozenset(discourse["small_words"])
        self.quotes: Mapping[str, str] = {opens: closes for opens, closes in discourse["quotations"] if opens != closes}
        self.verb_second: bool = discourse["verb_second"]

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> Phrasing:
        """Return the phrasing of a language."""
        return Phrasing(load_language(language).discourse)

    def has_verb(self, text: str) -> bool:
        """Tell whether words have a finite verb to spare, after each subordinate clause has had its own."""
        subordinate = len(self.subordinator.findall(text))
        return sum(1 for _ in islice(self.finite.finditer(text), subordinate + 1)) > subordinate

    def begins_with_verb(self, text: str) -> bool:
        """Tell whether words begin with a finite verb, the subject having been left to the clause before."""
        return self.finite.match(text.lstrip()) is not None

    def subject_of(self, sentence: str) -> str:
        """Return the words before a sentence's first verb, if they are a short, plain subject; else nothing."""
        verb = self.finite.search(sentence)
        subject = DATELINE.sub("", sentence[: verb.start()], count=1).strip() if verb else ""
        return subject if len(subject) <= LONGEST_SUBJECT and "," not in subject else ""

    def after_leading(self, text: str, start: int, end: int) -> str:
        """Return what follows the time at ``[start:end]`` where that leads the text as an adverbial, else nothing.

        Where the verb comes second whatever leads, as in German, nothing can be left out in front of it.
        """
        if self.verb_second:
            return ""
        before, after = text[:start], text[end:]
        preposition = self.preposition.search(before)
        head = DATELINE.sub("", before[: preposition.start()] if preposition else before, count=1).strip()
        opens = not head or self.opener.fullmatch(head + " ") is not None
        if not opens or not (preposition or after.lstrip().startswith(",") or not self.auxiliary.match(after)):
            return ""
        rest = after.lstrip(" ,")
        return rest if self.has_verb(rest) else ""


def any_of(words: Iterable[str]) -> str:
    """Return an expression that matches any of the words, the longest first; without words, none at all."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or NEVER
