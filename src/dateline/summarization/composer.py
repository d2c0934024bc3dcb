"""Composing the entries of an article from its sentences and what their mentions resolved to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.model import Article, BlockKind, Entry, Resolution, Sentence
from dateline.summarization.headline import begins_with_verb, headline, stands_alone, subject_of
from dateline.summarization.identity import entry_id
from dateline.summarization.selection import happenings
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

SURE = 0.85
"""From this confidence on, other readings are left to ``explain`` and do not burden the file."""
_SPACE = re.compile(r"\s+")
_CLAUSES = re.compile(r"[;:]\s+|\s[—–]\s")
_COORDINATED = re.compile(r"[;:]\s+|,\s+(?:and|but)\s+|\s[—–]\s")
SHORTEST_CLAUSE = 20


def compose(article: Article, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> list[Entry]:
    """Return the entries of an article in reading order: one for each time that something happens in a sentence.

    Headings, durations, sets and vague words make no entry by themselves.
    """
    taken: set[str] = set()
    entries = []
    for sentence, resolution, alone in _happenings(article, sentences, resolutions):
        entry = _entry(article, sentence, resolution, frozenset(taken), alone=alone)
        taken.add(entry.id)
        entries.append(entry)
    return entries


def _happenings(
    article: Article, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]
) -> Iterator[tuple[Sentence, Resolution, bool]]:
    starts = [resolution.mention.start for resolution in resolutions]
    for sentence in sentences:
        if sentence.kind is BlockKind.HEADING:
            continue
        inside = resolutions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found = list(happenings(sentence, inside, article.language))
        yield from ((sentence, resolution, len(found) == 1) for resolution in found)


def _entry(
    article: Article, sentence: Sentence, resolution: Resolution, taken: frozenset[str], *, alone: bool
) -> Entry:
    mention = resolution.mention
    at = mention.start - sentence.start, mention.end - sentence.start
    clause, start = _clause(sentence.text, at, _CLAUSES if alone else _COORDINATED, article.language)
    title = headline(clause, at[0] - start, at[1] - start, article.language)
    text = _SPACE.sub(" ", sentence.text)
    when = _SPACE.sub(" ", mention.text)
    assert isinstance(resolution.value, Period | Interval), "only dated mentions are selected"  # noqa: S101
    return Entry(
        id=entry_id(title, article.slug, text, when, taken),
        date=edtf.write(resolution.value),
        title=title,
        text=text,
        when=when,
        why="; ".join(step.says for step in resolution.steps),
        confidence=resolution.confidence,
        also=tuple(_also(resolution)),
    )


def _also(resolution: Resolution) -> Iterator[str]:
    if resolution.confidence >= SURE:
        return
    for alternative in resolution.alternatives:
        if isinstance(alternative.value, Period | Interval):
            yield edtf.write(alternative.value)


def _clause(text: str, at: tuple[int, int], cuts: re.Pattern[str], language: str) -> tuple[str, int]:
    """Return the clause of the time ``at``, and where it begins in ``text``; the whole where no clause stands alone.

    A second clause that shares its subject with the first ("He will meet them on Saturday, and has asked ...") is given
    that subject, so the offset may be less than nothing.
    """
    spans = [match.span() for match in cuts.finditer(text)]
    first = max((after for _, after in spans if after <= at[0]), default=0)
    last = min((before for before, _ in spans if before >= at[1]), default=len(text))
    clause = text[first:last]
    rest = text[first : at[0]] + text[at[1] : last]
    if len(rest) < SHORTEST_CLAUSE:
        return text, 0
    if stands_alone(rest, language):
        return clause, first
    subject = subject_of(text, language) if first and begins_with_verb(clause, language) else ""
    return (f"{subject} {clause}", first - len(subject) - 1) if subject else (text, 0)
