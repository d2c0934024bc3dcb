"""Composing the entries of an article from its sentences and what their mentions resolved to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.model import Article, BlockKind, Entry, Resolution, Sentence
from dateline.summarization.headline import headline
from dateline.summarization.identity import entry_id
from dateline.summarization.selection import happenings
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

SURE = 0.85
"""From this confidence on, other readings are left to ``explain`` and do not burden the file."""
_SPACE = re.compile(r"\s+")
_CLAUSES = re.compile(r"[;:]\s+|,\s+(?:and|but)\s+|\s[—–]\s")


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


def _entry(article: Article, sentence: Sentence, resolution: Resolution, taken: frozenset[str], *, alone: bool) -> Entry:
    mention = resolution.mention
    start, end = (0, len(sentence.text)) if alone else _clause(sentence, resolution)
    title = headline(
        sentence.text[start:end], mention.start - sentence.start - start, mention.end - sentence.start - start, article.language
    )
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


def _clause(sentence: Sentence, resolution: Resolution) -> tuple[int, int]:
    """Return where the mention's clause begins and ends in a sentence that tells of several times."""
    start, end = resolution.mention.start - sentence.start, resolution.mention.end - sentence.start
    cuts = [match.span() for match in _CLAUSES.finditer(sentence.text)]
    first = max((after for before, after in cuts if before <= start), default=0)
    last = min((before for before, _ in cuts if before >= end), default=len(sentence.text))
    return (first, last) if last - first - (end - start) >= 20 else (0, len(sentence.text))
