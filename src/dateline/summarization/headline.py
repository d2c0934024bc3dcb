"""A headline out of a sentence: without its date, its attribution and its asides, and never cut mid-phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from dateline.languages import load_language

LONGEST = 90
SHORTEST = 24
"""A cut that leaves less than this says too little."""
_SPACE = re.compile(r"\s+")
_ASIDE = re.compile(r"\s*\((?:[^()]{0,80})\)")
_TRAILING = " \t\n,;:—–-"
_QUOTES = {"“": "”", "«": "»"}


def headline(sentence: str, start: int, end: int, language: str) -> str:
    """Return a headline of at most 90 characters for what ``sentence`` tells of the time at ``[start:end]``.

    The words are the sentence's own. A headline longer than that with no phrase to end on is cut after a whole word and
    ends in "…".
    """
    words = _Words.of(language)
    text = words.without_time(sentence, start, end)
    text = _SPACE.sub(" ", _ASIDE.sub("", text)).replace(" ,", ",").replace(" .", ".").strip()
    text = words.without_opener(words.without_attribution(text))
    text = _finished(words.cut(text))
    return text[:1].upper() + text[1:]


class _Words:
    """The words of a language that a headline turns on, compiled."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        prepositions = _any_of(discourse["time_prepositions"])
        verbs = "|".join(discourse["attribution"])
        self.preposition = re.compile(rf"(?<![\w’'])(?:{prepositions})\s+(?:the\s+)?$", re.IGNORECASE)
        self.opener = re.compile(rf"(?:{_any_of(discourse['openers'])})\b,?\s+", re.IGNORECASE)
        self.inner_opener = re.compile(rf",\s*(?:{_any_of(discourse['openers'])})\s*,\s*", re.IGNORECASE)
        self.attribution = re.compile(rf",?[”\"]?,?\s+(?P<tail>[^,“”\"]*\b(?:{verbs})\b.*)$")
        self.verb = re.compile(rf"\s*(?:{_any_of(discourse['verbs_to_be'])})\b", re.IGNORECASE)
        self.clause = re.compile(rf"\s+(?=(?:{_any_of(discourse['clause_openers'])})\b)")
        self.phrase = re.compile(rf"\s+(?=(?:{_any_of(discourse['phrase_openers'])})\b)")
        self.dangling = frozenset(discourse["dangling"])

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> _Words:
        return _Words(load_language(language).discourse)

    def without_time(self, sentence: str, start: int, end: int) -> str:
        """Leave the time out where it is an adverbial: at the head of the sentence, or at its end after a preposition."""
        before, after = sentence[:start], sentence[end:]
        preposition = self.preposition.search(before)
        head = before[: preposition.start()] if preposition else before
        opening = self.opener.fullmatch(head.strip() + " ") if head.strip() else True
        if opening and (preposition or after.lstrip().startswith(",") or not self.verb.match(after)):
            return self.inner_opener.sub(" ", after.lstrip(" ,"), count=1) if after.strip(" .") else sentence
        if preposition and not after.strip(" .”\""):
            return head.rstrip(_TRAILING)
        return sentence

    def without_attribution(self, text: str) -> str:
        match = self.attribution.search(text)
        if match is None or match.start() < SHORTEST or not self._is_tail(text, match):
            return text
        return _closed(text[: match.start()])

    def _is_tail(self, text: str, match: re.Match[str]) -> bool:
        return text[match.start()] in ",”\"" and len(match["tail"]) < LONGEST

    def without_opener(self, text: str) -> str:
        match = self.opener.match(text)
        return text[match.end() :] if match and "," in match.group() else text

    def cut(self, text: str) -> str:
        """Return the text, or as much of it as ends with a clause, else with a phrase, within the length allowed."""
        if len(_finished(text)) <= LONGEST:
            return text
        for places in (self._clauses(text), self._phrases(text)):
            fitting = [place for place in places if SHORTEST <= place <= LONGEST and self._can_end(text[:place])]
            if fitting:
                return text[: max(fitting)]
        return text[: text.rfind(" ", 0, LONGEST)].rstrip(_TRAILING) + "…"

    def _clauses(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in re.finditer(r"[,;:]\s|\s[—–]\s|[.!?]\s", text))
        yield from (match.start() for match in self.clause.finditer(text))

    def _phrases(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in self.phrase.finditer(text))

    def _can_end(self, text: str) -> bool:
        last = text.rstrip(_TRAILING).rpartition(" ")[2].strip("“”\"'")
        return last not in self.dangling and last.lower() not in self.dangling and _is_balanced(text)


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
    return text[:-1].rstrip(_TRAILING) if text.endswith(".") and not re.search(r"\b[A-Z][a-z]?\.$|\.\w\.$", text) else text
