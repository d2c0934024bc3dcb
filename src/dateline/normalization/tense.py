"""Reading off the words around a mention whether its sentence looks back or ahead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dateline.languages import load_language
from dateline.timevalue.expressions import Direction

REACH = 160
"""How many characters to either side of a mention may decide its direction; a verb farther off is another clause's."""
LIMIT_REACH = 60
"""How many characters before a mention may hold a limit ("until", "ended on the"), which stands right before it."""
LONGEST_BEFORE_VERB = 12
"""How many characters right before a verb are looked at for what makes it none of the past: "their first"."""
_CLAUSE_END = re.compile(r"[;:]|,\s|(?<!\.\w)\.\s|\s[—–-]\s")


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence once read: its words as they are looked at, its cues, and where each of them begins."""

    sentence: str
    words: str
    cues: list[re.Match[str]]
    starts: list[int]


class TenseReader:
    """The cues of a language, compiled; one per language."""

    def __init__(self, discourse: Mapping[str, Any]) -> None:
        kinds = "|".join(f"(?P<{kind}>{'|'.join(discourse[kind])})" for kind in ("future", "maybe", "past"))
        # To look at small letters alone takes a quarter of the time, where no cue tells small from capital.
        self._small = _tells_no_case(kinds)
        case = re.NOFLAG if self._small else re.IGNORECASE
        # A cue begins with a letter or an apostrophe: no figure and no mark need be held against all of them.
        self._cue = re.compile(rf"(?<![\w’'-])(?=[^\W\d_]|['’])(?:{kinds})(?![\w’'])", case)
        self._clitic = re.compile(rf"(?=['’])(?:{kinds})(?![\w’'])", case)
        over, ahead = ("|".join(discourse[f"{kind}_before"]) for kind in ("over", "ahead"))
        limits = f"(?P<over>{over})|(?P<ahead>{ahead})"
        self._limit = re.compile(rf"\b(?=[^\W\d_])(?:{limits})\s+(?:the\s+)?$", re.IGNORECASE)
        self._own_limit = re.compile(rf"(?:{limits})\b", re.IGNORECASE)
        self._present = re.compile(rf"(?<![\w’'-])(?:{'|'.join(discourse['present'])})(?![\w’'-])", case)
        self._not_past = frozenset(discourse["not_past"])
        self._names_too = frozenset(discourse["names_too"])
        self._flashback = re.compile(rf"(?:{'|'.join(discourse['flashback'])})\b", re.IGNORECASE)
        self._infinitive = re.compile(rf"\b(?:{'|'.join(discourse['infinitive'])})\s+$", re.IGNORECASE)
        # The mentions of a sentence come one after the other, so that it is read once for all of them.
        self._read = lru_cache(maxsize=2)(self._read_anew)

    def cue(self, sentence: str, start: int, end: int) -> Cue | None:
        """Return the cue that governs ``sentence[start:end]``: in its clause before it, then after it, then beyond.

        The verb of an English clause mostly stands before its adverbial of time; where the time opens the sentence
        ("On Wednesday, the leader had claimed"), the first verb after it counts.
        """
        # "Since March 3" and "until Friday" are mentions that begin with their limit.
        own = self._own_limit.match(sentence, start, end)
        upto = start if own is None else own.end() + 1
        limit = self._limit.search(sentence, max(0, start - LIMIT_REACH), upto) or own
        if limit is not None:
            ahead = limit["ahead"] is not None and not (start == 0 and self._tells_past(sentence, end))
            direction = Direction.FUTURE if ahead else Direction.PAST
            return Cue(direction, limit.group().strip(), near=True, limit=True)
        cue = self._governing(sentence, start, end)
        # "Friday's ruling" names a ruling that has been; only a plain "will" makes it one to come.
        attributive = sentence[end : end + 2].lower() in ("'s", "’s")
        return None if attributive and cue is not None and not cue.strong else cue

    def _tells_past(self, sentence: str, end: int) -> bool:
        """Tell whether a sentence goes on in the past: "Until Thursday, they had not called"."""
        verb = self._first_after(sentence, end)
        return verb is not None and verb["past"] is not None

    def steps_back(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether the verb that governs a time steps back behind the story: "he had seen it in 1968"."""
        if self._flashback.search(sentence) is None:  # as in most sentences, whose verbs need not be looked for
            return False
        cue = self.cue(sentence, start, end)
        return cue is not None and self._flashback.match(cue.words) is not None

    def _governing(self, sentence: str, start: int, end: int) -> Cue | None:
        left = self._last_before(sentence, start)
        if left is not None and not _CLAUSE_END.search(sentence, left.end(), start):
            return _as_cue(left, sentence, near=True)
        right = self._first_after(sentence, end)
        if right is not None and not _CLAUSE_END.search(sentence, _past_comma(sentence, end), right.start()):
            return _as_cue(right, sentence, near=True)
        far = left or right
        if far is None:
            return self._in_the_present(sentence)
        return replace(_as_cue(far, sentence, near=False), unopposed=self._all_agree(sentence, start, end))

    def _in_the_present(self, sentence: str) -> Cue | None:
        """Return the verb of a whole sentence in the present: "Voters choose a new president on Friday."."""
        if not sentence.rstrip("\"”’') ").endswith("."):
            return None
        verb = self._present.search(self._read(sentence).words)
        if verb is None:
            return None
        return Cue(Direction.FUTURE, sentence[verb.start() : verb.end()], near=True, strong=False)

    def _all_agree(self, sentence: str, start: int, end: int) -> bool:
        """Tell whether all cues in reach look the same way."""
        read, floor = self._read(sentence), max(0, start - REACH)
        around = read.cues[bisect_left(read.starts, floor) : bisect_left(read.starts, end + REACH)]
        return len({bool(cue["past"]) for cue in around if self._counts(cue, read, floor)}) == 1

    def _read_anew(self, sentence: str) -> _Read:
        words = sentence.lower() if self._small else sentence
        if len(words) != len(sentence):  # "İ" is two characters when small
            words = "".join(small if len(small := letter.lower()) == 1 else letter for letter in sentence)
        cues = list(self._cue.finditer(words))
        return _Read(sentence, words, cues, [cue.start() for cue in cues])

    def _last_before(self, sentence: str, start: int) -> re.Match[str] | None:
        """Return the last cue before a mention, as if the sentence ended where the mention begins."""
        read, floor = self._read(sentence), max(0, start - REACH)
        at = bisect_left(read.starts, start) - 1
        if at < 0 or read.starts[at] < floor:
            return None
        # The last one may run into the mention ("agreed Tuesday to"), so it is read again up to there.
        again = self._cue.finditer(read.words, read.starts[at], start)
        found = [cue for cue in again if self._counts(cue, read, floor)]
        if found:
            return found[-1]
        earlier = read.cues[bisect_left(read.starts, floor) : at]
        return next((cue for cue in reversed(earlier) if self._counts(cue, read, floor)), None)

    def _first_after(self, sentence: str, end: int) -> re.Match[str] | None:
        """Return the first cue after a mention, as if the sentence began where the mention ends."""
        read = self._read(sentence)
        return next((cue for cue in self._after(read, end) if self._counts(cue, read, end)), None)

    def _after(self, read: _Read, end: int) -> Iterator[re.Match[str]]:
        ceiling = end + REACH
        clitic = self._clitic.match(read.words, end, ceiling)
        if clitic is not None:  # "Friday'll"
            yield clitic
        at = bisect_left(read.starts, end)
        if at and read.cues[at - 1].end() > end:
            yield from self._cue.finditer(read.words, end, ceiling)
            return
        for number in range(at, len(read.cues)):
            if read.cues[number].end() > ceiling:
                return
            yield read.cues[number]

    def _counts(self, cue: re.Match[str], read: _Read, floor: int) -> bool:
        # "Will set", "to put": what looks like a past tense is an infinitive after such words.
        word, start = cue.group().lower(), cue.start()
        if word in self._not_past:
            return False
        if word in self._names_too and start and read.sentence[start].isupper():  # "in May"
            return False
        return cue["past"] is None or not self._infinitive.search(
            read.words, max(floor, start - LONGEST_BEFORE_VERB), start
        )


def _tells_no_case(expression: str) -> bool:
    letters = re.sub(r"\\.|\?P<\w+>", "", expression)
    return "(?-i" not in letters and letters == letters.lower()


def _as_cue(cue: re.Match[str], sentence: str, *, near: bool) -> Cue:
    direction = Direction.PAST if cue["past"] else Direction.FUTURE
    return Cue(direction, sentence[cue.start() : cue.end()], near, strong=cue["maybe"] is None)


def _past_comma(sentence: str, end: int) -> int:
    while sentence[end : end + 1] in {" ", ","}:
        end += 1
    return end


@lru_cache(maxsize=8)
def tense_reader(language: str) -> TenseReader:
    """Return the reader of a language."""
    return TenseReader(load_language(language).discourse)
