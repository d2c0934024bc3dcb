"""A headline out of a sentence: without its date, its attribution and its asides, and never cut mid-phrase.

The words are the sentence's own: this only leaves out, first what the page shows anyway (the time), then what a
headline does without (dateline, openers, asides, attribution), then, while it is too long, what grammar lets go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from dateline.languages import load_language

LONGEST = 90
SHORTEST = 24
"""A cut that leaves less than this says too little."""
_SPACE = re.compile(r"\s+")
_ASIDE = re.compile(r"\s*\((?:[^()]{0,80})\)")
_DATELINE = re.compile(
    r"""(?=\S*[A-Z]{3}) [A-Z][^—–.;:?!]{1,60}?     # HOUSTON, April 15, 1970
        (?:\.[^—–.;:?!]{0,12})? \s*                # CAPE KENNEDY, Fla.
        (?:\([A-Z][\w ]{1,20}\)\s*)? (?:[—–]|--)   # (AP) —
        \s+(?=\S)""",
    re.VERBOSE,
)
_STOPS = re.compile(r"[,;:]\s|\s[—–]\s")
_APPOSITIVE = re.compile(r", (?!and\b|or\b)[^,“”\"]{2,70}?,(?= )")
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]?|\w\.\w|Gov|Sen|Rep|Inc|Corp|Ltd|Co)\.$")
_TRAILING = " \t\n,;:—–-"
_QUOTES = {"“": "”", "«": "»"}


def headline(sentence: str, start: int, end: int, language: str) -> str:
    """Return a headline of at most 90 characters for what ``sentence`` tells of the time at ``[start:end]``.

    Where no phrase ends within that length, it is cut after a whole word and ends in "…".
    """
    words = _Words.of(language)
    text = _SPACE.sub(" ", words.without_time(sentence, start, end)).strip()
    text = _ASIDE.sub("", _DATELINE.sub("", text, count=1)).replace(" ,", ",").replace(" .", ".")
    text = words.without_opener(words.without_attribution(text))
    text = _finished(words.fitted(text))
    return text[:1].upper() + text[1:]


def stands_alone(clause: str, language: str) -> bool:
    """Tell whether a clause can be read without the rest of its sentence: it has a verb, and a subject before it."""
    return _Words.of(language).has_verb(clause) and not begins_with_verb(clause, language)


def begins_with_verb(clause: str, language: str) -> bool:
    """Tell whether a clause begins with a finite verb, its subject having been left to the clause before."""
    return _Words.of(language).finite.match(clause.lstrip()) is not None


def subject_of(sentence: str, language: str) -> str:
    """Return the words before a sentence's first verb, if they are a short, plain subject; else nothing."""
    verb = _Words.of(language).finite.search(sentence)
    subject = _DATELINE.sub("", sentence[: verb.start()], count=1).strip() if verb else ""
    return subject if len(subject) <= LONGEST // 2 and "," not in subject else ""


class _Words:
    """The words of a language that a headline turns on, compiled."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        verbs = "|".join(discourse["attribution"])
        openers = _any_of(discourse["openers"])
        self.preposition = re.compile(rf"(?<![\w’'])(?:{_any_of(discourse['time_prepositions'])})\s+$", re.IGNORECASE)
        self.plain_preposition = re.compile(r"\s(?:at|on)\s+$")
        self.pointing = re.compile(r"that|this", re.IGNORECASE)
        self.opener = re.compile(rf"(?:{openers})\b(?P<comma>,)?\s+", re.IGNORECASE)
        self.inner_opener = re.compile(rf",\s*(?:{openers})\s*,\s*", re.IGNORECASE)
        self.attribution = re.compile(rf",?[”\"]?,?\s+(?P<tail>[^,“”\"]*\b(?:{verbs})\b.*)$")
        self.finite = re.compile(rf"\b(?:{'|'.join([*discourse['past'], *discourse['finite']])})\b")
        self.subordinator = re.compile(
            rf"(?<!of )(?<!on )(?<!in )(?<!at )\b(?:{_any_of(discourse['subordinators'])})\b", re.IGNORECASE
        )
        self.verb_next = re.compile(rf"\s*(?:{_any_of(discourse['verbs_to_be'])})\b", re.IGNORECASE)
        self.intro = re.compile(rf"(?:{_any_of(discourse['introductions'])}|\w+ing)\b[^,“”\"]*,\s+", re.IGNORECASE)
        self.clause = re.compile(rf"\s+(?=(?:{_any_of(discourse['clause_openers'])})\b)")
        self.phrase = re.compile(rf"\s+(?=(?:{_any_of(discourse['phrase_openers'])})\b)")
        self.dangling = frozenset(discourse["dangling"])

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> _Words:
        return _Words(load_language(language).discourse)

    def without_time(self, sentence: str, start: int, end: int) -> str:
        """Leave the time out where it is an adverbial: first in the sentence, last in it, or after "at" or "on"."""
        before, after = sentence[:start], sentence[end:]
        preposition = self.preposition.search(before)
        head = before[: preposition.start()] if preposition else before
        if self._opens(head) and (preposition or after.lstrip().startswith(",") or not self.verb_next.match(after)):
            rest = self.inner_opener.sub(" ", after.lstrip(" ,"), count=1)
            return rest if self.has_verb(rest) else sentence
        if preposition and not after.strip(' .”"') and self.has_verb(head):
            return head.rstrip(_TRAILING)
        pointing = self.pointing.match(sentence, start) is not None
        if self.plain_preposition.search(before) and not pointing and self.has_verb(head + after):
            return head.rstrip() + after
        return sentence

    def _opens(self, head: str) -> bool:
        bare = _DATELINE.sub("", head, count=1).strip()
        return not bare or self.opener.fullmatch(bare + " ") is not None

    def has_verb(self, text: str) -> bool:
        """Tell whether words have a finite verb to spare, after each subordinate clause has had its own."""
        subordinate = len(self.subordinator.findall(text))
        return sum(1 for _ in islice(self.finite.finditer(text), subordinate + 1)) > subordinate

    def without_attribution(self, text: str) -> str:
        match = self.attribution.search(text)
        if (
            match is None
            or match.start() < SHORTEST
            or text[match.start()] not in ',”"'
            or len(match["tail"]) > LONGEST
        ):
            return text
        kept = _closed(text[: match.start()])
        return kept if self.has_verb(kept) else text

    def without_opener(self, text: str) -> str:
        match = self.opener.match(text)
        return text[match.end() :] if match and match["comma"] else text

    def fitted(self, text: str) -> str:
        """Return as much of a text as a headline has room for, by the gentlest means that will do."""
        for shorter in (self._as_it_is, self._cut_at_clause, self._without_intro, self._without_appositive):
            found = shorter(text)
            if found is not None:
                return found
        bare = self._bared(text)
        return self._cut(bare, self._phrases(bare)) or _closed(
            bare[: bare.rfind(" ", 0, LONGEST - 1)].rstrip(_TRAILING) + "…"
        )

    def _as_it_is(self, text: str) -> str | None:
        return text if len(_finished(text)) <= LONGEST else None

    def _cut_at_clause(self, text: str) -> str | None:
        return self._cut(text, self._clauses(text))

    def _without_intro(self, text: str) -> str | None:
        """Turn "On a map released by the ministry, Soledar did not appear" into "Soledar did not appear"."""
        rest = self._past_intro(text)
        return None if rest == text else self._as_it_is(rest) or self._cut_at_clause(rest)

    def _without_appositive(self, text: str) -> str | None:
        """Turn "The leader, Yevgeny Prigojine, had claimed" into "The leader had claimed"."""
        rest = _APPOSITIVE.sub("", self._past_intro(text), count=1)
        return self._as_it_is(rest) or self._cut_at_clause(rest) if rest != text else None

    def _past_intro(self, text: str) -> str:
        match = self.intro.match(text)
        rest = text[match.end() :] if match else text
        if match and self.subordinator.match(rest):
            rest = rest.partition(", ")[2]
        return rest if self.has_verb(rest) else text

    def _bared(self, text: str) -> str:
        """Leave out appositives before the verb, so that a cut after the verb fits."""
        rest = self._past_intro(text)
        shorter = _APPOSITIVE.sub("", rest, count=1)
        return shorter if self.has_verb(shorter) else rest

    def _cut(self, text: str, places: Iterable[int]) -> str | None:
        fitting = [place for place in places if SHORTEST <= place <= LONGEST and self._can_end(text[:place])]
        return text[: max(fitting)] if fitting else None

    def _clauses(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in _STOPS.finditer(text))
        yield from (match.start() for match in self.clause.finditer(text))

    def _phrases(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in self.phrase.finditer(text))

    def _can_end(self, text: str) -> bool:
        last = text.rstrip(_TRAILING).rpartition(" ")[2].strip("“”\"'")
        if last in self.dangling or last.lower() in self.dangling:
            return False
        return _is_balanced(text) and self.has_verb(text)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _is_balanced(text: str) -> bool:
    paired = all(text.count(opening) == text.count(closing) for opening, closing in _QUOTES.items())
    return paired and text.count('"') % 2 == 0 and text.count("(") == text.count(")")


def _closed(text: str) -> str:
    """Close a quotation that lost its end with the attribution."""
    for opening, closing in _QUOTES.items():
        if text.count(opening) > text.count(closing):
            return text + closing
    return text + '"' if text.count('"') % 2 else text


def _finished(text: str) -> str:
    text = text.rstrip(_TRAILING)
    return text[:-1].rstrip(_TRAILING) if text.endswith(".") and not _ABBREVIATION.search(text) else text
