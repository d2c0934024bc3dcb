"""A headline out of a sentence: without its date, its attribution and its asides, and never cut mid-phrase.

The words are the sentence's own: this only leaves out, first what the page shows anyway (the time), then what a
headline does without (dateline, openers, asides, attribution), then, while it is too long, what grammar lets go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.summarization.clauses import Clause
from dateline.summarization.phrasing import DATELINE, Phrasing

LONGEST = 90
SHORTEST = 24
"""A cut that leaves less than this says too little."""
_SPACE = re.compile(r"\s+")
_ASIDE = re.compile(r"\s*\((?:[^()]{0,80})\)")
_STOPS = re.compile(r"[,;:]\s|\s[—–]\s")
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]?|\w\.\w|Gov|Sen|Rep|Inc|Corp|Ltd|Co)\.$")
_TRAILING = " \t\n,;:—–-"


def headline(clause: Clause, language: str) -> str:
    """Return a headline of at most 90 characters for what a clause tells of its time.

    Where no whole clause fits, it breaks off after a phrase and ends in "…".
    """
    shortening = _Shortening(Phrasing.of(language))
    text = _SPACE.sub(" ", shortening.without_time(clause)).strip()
    text = _ASIDE.sub("", DATELINE.sub("", text, count=1)).replace(" ,", ",").replace(" .", ".")
    text = shortening.without_opener(shortening.without_attribution(text))
    text = _finished(shortening.fitted(text))
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class _Shortening:
    """The ways of leaving words out, in one language."""

    words: Phrasing

    def without_time(self, clause: Clause) -> str:
        """Leave the time out where it is an adverbial: first in the sentence, last in it, or after "at" or "on"."""
        before, after = clause.text[: clause.start], clause.text[clause.end :]
        rest = self.words.after_leading(clause.text, clause.start, clause.end)
        if rest:
            return self.words.inner_opener.sub(" ", rest, count=1)
        preposition = self.words.preposition.search(before)
        head = before[: preposition.start()] if preposition else before
        # "The final is on Monday": there the time is what the sentence says.
        predicate = not after[:1].isspace() and self._dangles(head)
        if preposition and not after.strip(' .”"') and self.words.has_verb(head) and not predicate:
            return head.rstrip(_TRAILING)
        pointing = self.words.pointing.match(clause.text, clause.start) is not None
        keeps = pointing or predicate or not head.strip()
        if self.words.plain_preposition.search(before) and not keeps and self.words.has_verb(head + after):
            return head.rstrip() + after
        return clause.text

    def without_attribution(self, text: str) -> str:
        match = self.words.attribution.search(text)
        if (
            match is None
            or match.start() < SHORTEST
            or text[match.start()] not in ',”"'
            or len(match["tail"]) > LONGEST
        ):
            return text
        kept = self._closed(text[: match.start()])
        return kept if self.words.has_verb(kept) else text

    def without_opener(self, text: str) -> str:
        match = self.words.opener.match(text)
        return text[match.end() :] if match and match["comma"] else text

    def fitted(self, text: str) -> str:
        """Return as much of a text as a headline has room for, by the gentlest means that will do."""
        for shorter in (self._as_it_is, self._cut_at_clause, self._without_intro, self._without_appositive):
            found = shorter(text)
            if found is not None:
                return found
        bare = self._bared(text)
        return self._cut(bare, self._phrases(bare)) or self._closed(self._broken_off(bare).rstrip(_TRAILING) + "…")

    def _broken_off(self, text: str) -> str:
        """Return the beginning of a text that no whole clause fits of: up to a phrase, else up to a word."""
        places = [*self._clauses(text), *self._phrases(text)]
        fitting = [place for place in places if SHORTEST <= place < LONGEST - 1 and not self._dangles(text[:place])]
        return text[: max(fitting, default=text.rfind(" ", 0, LONGEST - 1))]

    def _as_it_is(self, text: str) -> str | None:
        return text if len(_finished(text)) <= LONGEST else None

    def _cut_at_clause(self, text: str) -> str | None:
        # Not right after the introduction: what comes behind that says more.
        intro = self.words.intro.match(text)
        beyond = intro.end() if intro else 0
        return self._cut(text, (place for place in self._clauses(text) if place > beyond))

    def _without_intro(self, text: str) -> str | None:
        """Turn "On a map released by the ministry, Soledar did not appear" into "Soledar did not appear"."""
        rest = self._past_intro(text)
        return None if rest == text else self._as_it_is(rest) or self._cut_at_clause(rest)

    def _without_appositive(self, text: str) -> str | None:
        """Turn "The leader, Yevgeny Prigojine, had claimed" into "The leader had claimed"."""
        rest = self.words.appositive.sub("", self._past_intro(text), count=1)
        return self._as_it_is(rest) or self._cut_at_clause(rest) if rest != text else None

    def _past_intro(self, text: str) -> str:
        match = self.words.intro.match(text)
        rest = text[match.end() :] if match else text
        if match and self.words.subordinator.match(rest):
            rest = rest.partition(", ")[2]
        return rest if self.words.has_verb(rest) else text

    def _bared(self, text: str) -> str:
        """Leave out appositives before the verb, so that a cut after the verb fits."""
        rest = self._past_intro(text)
        shorter = self.words.appositive.sub("", rest, count=1)
        return shorter if self.words.has_verb(shorter) else rest

    def _cut(self, text: str, places: Iterable[int]) -> str | None:
        fitting = [place for place in places if SHORTEST <= place <= LONGEST and self._can_end(text[:place])]
        return text[: max(fitting)] if fitting else None

    def _clauses(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in _STOPS.finditer(text))
        yield from (match.start() for match in self.words.clause.finditer(text))

    def _phrases(self, text: str) -> Iterator[int]:
        yield from (match.start() for match in self.words.phrase.finditer(text))

    def _can_end(self, text: str) -> bool:
        return not self._dangles(text) and self._is_balanced(text) and self.words.has_verb(text)

    def _dangles(self, text: str) -> bool:
        last = text.rstrip(_TRAILING).rpartition(" ")[2].strip("“”\"'")
        return last in self.words.dangling or last.lower() in self.words.dangling

    def _is_balanced(self, text: str) -> bool:
        paired = all(text.count(opening) == text.count(closing) for opening, closing in self.words.quotes.items())
        return paired and text.count('"') % 2 == 0 and text.count("(") == text.count(")")

    def _closed(self, text: str) -> str:
        """Close a quotation that lost its end with the attribution."""
        for opening, closing in self.words.quotes.items():
            if text.count(opening) > text.count(closing):
                return text + closing
        return text + '"' if text.count('"') % 2 else text


def _finished(text: str) -> str:
    text = text.rstrip(_TRAILING)
    return text[:-1].rstrip(_TRAILING) if text.endswith(".") and not _ABBREVIATION.search(text) else text
