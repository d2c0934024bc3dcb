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
    """A word that tells a direction, and whether it stands in the mention's own clause."""

    direction: Direction
    words: str
    near: bool


class TenseReader:
    """The cues of a language, compiled; one per language."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        future, past = ("|".join(discourse[name]) for name in ("future", "past"))
        self._cue = re.compile(rf"(?<![\w’'-])(?:(?P<future>{future})|(?P<past>{past}))(?![\w’'])", re.IGNORECASE)
        self._not_past = frozenset(discourse["not_past"])

    def cue(self, sentence: str, start: int, end: int) -> Cue | None:
        """Return the cue that governs ``sentence[start:end]``: in its clause before it, then after it, then beyond.

        The verb of an English clause mostly stands before its adverbial of time; where the time opens the sentence
        ("On Wednesday, the leader had claimed"), the first verb after it counts.
        """
        before, after = sentence[max(0, start - REACH) : start], sentence[end : end + REACH]
        lefts = list(self._cues(before))
        rights = list(self._cues(after))
        if lefts and not _CLAUSE_END.search(before, lefts[-1].end()):
            return self._as_cue(lefts[-1], near=True)
        if rights and not _CLAUSE_END.search(after.lstrip(" ,"), 0, rights[0].start()):
            return self._as_cue(rights[0], near=True)
        if lefts:
            return self._as_cue(lefts[-1], near=False)
        return self._as_cue(rights[0], near=False) if rights else None

    def _cues(self, words: str) -> list[re.Match[str]]:
        return [match for match in self._cue.finditer(words) if match.group().lower() not in self._not_past]

    def _as_cue(self, match: re.Match[str], *, near: bool) -> Cue:
        direction = Direction.FUTURE if match["future"] else Direction.PAST
        return Cue(direction, match.group(), near)


@lru_cache(maxsize=8)
def tense_reader(language: str) -> TenseReader:
    """Return the reader of a language."""
    return TenseReader(load_language(language).discourse)
