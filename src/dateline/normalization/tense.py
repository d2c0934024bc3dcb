"""Reading off the words around a mention whether its sentence looks back or ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.languages import load_language
from dateline.timevalue.operators import Direction

REACH = 160
"""How many characters to either side of a mention may decide its direction; a verb farther off is another clause's."""
_CLAUSE_END = re.compile(r"[;:]|[,.]\s|\s[—–-]\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a direction, whether it stands in the mention's own clause, and whether it surely means it.

    A ``limit`` stands right before the mention and outweighs every verb: "until Friday", "ended Sept. 30". A cue is
    ``unopposed`` where every other one in reach looks the same way.
    """

    direction: Direction
    words: str
    near: bool
    strong: bool = True
    limit: bool = False
    unopposed: bool = False


class TenseReader:
    """The cues of a language, compiled; one per language."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        kinds = "|".join(f"(?P<{kind}>{'|'.join(discourse[kind])})" for kind in ("future", "maybe", "past"))
        self._cue = re.compile(rf"(?<![\w’'-])(?:{kinds})(?![\w’'])", re.IGNORECASE)
        over, ahead = ("|".join(discourse[f"{kind}_before"]) for kind in ("over", "ahead"))
        self._limit = re.compile(rf"\b(?:(?P<over>{over})|(?P<ahead>{ahead}))\s+(?:the\s+)?$", re.IGNORECASE)
        self._own_limit = re.compile(rf"(?:(?P<over>{over})|(?P<ahead>{ahead}))\b", re.IGNORECASE)
        self._not_past = frozenset(discourse["not_past"])
        self._flashback = re.compile(rf"(?:{'|'.join(discourse['flashback'])})\b", re.IGNORECASE)
        self._infinitive = re.compile(rf"\b(?:{'|'.join(discourse['infinitive'])})\s+$", re.IGNORECASE)

    def cue(self, sentence: str, start: int, end: int) -> Cue | None:
        """Return the cue that governs ``sentence[start:end]``: in its clause before it, then after it, then beyond.

        The verb of an English clause mostly stands before its adverbial of time; where the time opens the sentence
        ("On Wednesday, the leader had claimed"), the first verb after it counts.
        """
        before, after = sentence[max(0, start - REACH) : start], sentence[end : end + REACH]
        # "Since March 3" and "until Friday" are mentions that begin with their limit.
        limit = self._limit.search(before) or self._own_limit.match(sentence, start, end)
        if limit is not None:
            direction = Direction.PAST if limit["over"] else Direction.FUTURE
            return Cue(direction, limit.group().strip(), near=True, limit=True)
        cue = self._governing(before, after)
        # "Friday's ruling" names a ruling that has been; only a plain "will" makes it one to come.
        attributive = after[:2].lower() in ("'s", "’s")
        return None if attributive and cue is not None and not cue.strong else cue

    def _governing(self, before: str, after: str) -> Cue | None:
        lefts = list(self._cues(before))
        rights = list(self._cues(after))
        unopposed = len({bool(match["past"]) for match in (*lefts, *rights)}) == 1
        if lefts and not _CLAUSE_END.search(before, lefts[-1].end()):
            return self._as_cue(lefts[-1], near=True, unopposed=unopposed)
        if rights and not _CLAUSE_END.search(after.lstrip(" ,"), 0, rights[0].start()):
            return self._as_cue(rights[0], near=True, unopposed=unopposed)
        if lefts:
            return self._as_cue(lefts[-1], near=False, unopposed=unopposed)
        return self._as_cue(rights[0], near=False, unopposed=unopposed) if rights else None

    def steps_back(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether the verb that governs a time steps back behind the story: "he had seen it in 1968"."""
        cue = self.cue(sentence, start, end)
        return cue is not None and self._flashback.match(cue.words) is not None

    def _cues(self, words: str) -> list[re.Match[str]]:
        return [match for match in self._cue.finditer(words) if self._counts(match, words)]

    def _counts(self, match: re.Match[str], words: str) -> bool:
        # "Will set", "to put": what looks like a past tense is an infinitive after such words.
        if match.group().lower() in self._not_past:
            return False
        return match["past"] is None or not self._infinitive.search(words, max(0, match.start() - 12), match.start())

    def _as_cue(self, match: re.Match[str], *, near: bool, unopposed: bool) -> Cue:
        direction = Direction.PAST if match["past"] else Direction.FUTURE
        return Cue(direction, match.group(), near, strong=match["maybe"] is None, unopposed=unopposed)


@lru_cache(maxsize=8)
def tense_reader(language: str) -> TenseReader:
    """Return the reader of a language."""
    return TenseReader(load_language(language).discourse)
