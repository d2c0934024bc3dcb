"""Which times of a sentence may make an entry: on the calendar, sure enough, and not in the article's furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from dateline.entries.vocabulary import Vocabulary
from dateline.languages import load_language
from dateline.model import Resolution, Sentence
from dateline.timevalue.intervals import Interval, Period

LEAST_CONFIDENCE = 0.3
_CLAUSE_START = re.compile(r"[;:.!?]\s|\s[—–]\s")
_DATELINE_AFTER = re.compile(r"\s*(?:\([^)]{1,30}\)\s*)?[—–-]{1,2}\s")
_DATELINE_BEFORE = re.compile(r"[^a-z]*[A-Z][^.;:!?]{0,60},\s*")


def dated(sentence: Sentence, resolutions: Sequence[Resolution], language: str) -> Iterator[Resolution]:
    """Yield those resolutions of a sentence that may make an entry, each time once, in reading order."""
    if Vocabulary.of(language).furniture.match(sentence.text):
        return
    seen = set()
    compared = False
    joining = (*load_language(language).discourse["conjunctions"], ",")
    previous_end = sentence.start
    for resolution in resolutions:
        start = resolution.mention.start
        joined = sentence.text[previous_end - sentence.start : start - sentence.start].strip() in joining
        compared = (compared and joined) or _only_compared(sentence, start, language)
        previous_end = resolution.mention.end
        if compared or resolution.value in seen or not _is_dated(resolution) or _is_dateline(sentence, resolution):
            continue
        if _is_imagined(sentence, start, language):
            continue
        seen.add(resolution.value)
        yield resolution


def _is_dated(resolution: Resolution) -> bool:
    return isinstance(resolution.value, Period | Interval) and resolution.confidence >= LEAST_CONFIDENCE


def _is_dateline(sentence: Sentence, resolution: Resolution) -> bool:
    """Tell whether a mention is the date of a dateline: "HOUSTON, April 15, 1970 — "."""
    start, end = resolution.mention.start - sentence.start, resolution.mention.end - sentence.start
    return bool(_DATELINE_BEFORE.fullmatch(sentence.text[:start]) and _DATELINE_AFTER.match(sentence.text, end))


def _only_compared(sentence: Sentence, start: int, language: str) -> bool:
    return bool(_patterns(language)["compared"].search(sentence.text[: start - sentence.start]))


def _is_imagined(sentence: Sentence, start: int, language: str) -> bool:
    before = sentence.text[: start - sentence.start]
    clause = list(_CLAUSE_START.finditer(before))
    return bool(_patterns(language)["imagined"].search(before, clause[-1].end() if clause else 0))


@lru_cache(maxsize=8)
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    discourse: Mapping[str, Any] = load_language(language).discourse
    prepositions = "|".join(sorted(discourse["time_prepositions"], key=len, reverse=True))
    compared = "|".join(discourse["compared"])
    return {
        "compared": re.compile(rf"(?:{compared})(?:\s+(?:{prepositions}))?\s*$", re.IGNORECASE),
        "imagined": re.compile("|".join(discourse["imagined"]), re.IGNORECASE),
    }
