"""Composing the entries of an article from its sentences and what their mentions resolved to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.model import Article, BlockKind, Entry, Resolution, Sentence
from dateline.summarization.clauses import clause_of
from dateline.summarization.headline import headline
from dateline.summarization.identity import entry_id
from dateline.summarization.names import names_in
from dateline.summarization.phrasing import Phrasing
from dateline.summarization.selection import happenings
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period

SURE = 0.8
"""From this confidence on, other readings are left to ``explain`` and do not burden the file."""
_SPACE = re.compile(r"\s+")


def compose(article: Article, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> list[Entry]:
    """Return the entries of an article in reading order: one for each time that something happens in a sentence.

    Headings, durations, sets and vague words make no entry by themselves. An entry's tags are the names in its sentence
    and the article's own.
    """
    used: Counter[str] = Counter()
    names = dict(zip((sentence.start for sentence in sentences), names_in(article, sentences), strict=True))
    return [
        entry_of(
            article,
            sentence,
            resolution,
            _title(article, sentence, resolution, others),
            used,
            tags=(*names[sentence.start], *article.tags),
        )
        for sentence, resolution, others in _happenings(article, sentences, resolutions)
    ]


def _happenings(
    article: Article, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]
) -> Iterator[tuple[Sentence, Resolution, list[Resolution]]]:
    starts = [resolution.mention.start for resolution in resolutions]
    for sentence in sentences:
        if sentence.kind is BlockKind.HEADING:
            continue
        inside = resolutions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found = list(happenings(sentence, inside, article.language))
        yield from ((sentence, one, [other for other in found if other is not one]) for one in found)


def _title(article: Article, sentence: Sentence, resolution: Resolution, others: Sequence[Resolution]) -> str:
    spans = [span_of(other, sentence) for other in others]
    clause = clause_of(sentence.text, span_of(resolution, sentence), spans, article.language)
    return headline(clause, article.language)


def entry_of(
    article: Article,
    sentence: Sentence,
    resolution: Resolution,
    title: str,
    used: Counter[str],
    *,
    tags: Iterable[str],
    status: str = "",
) -> Entry:
    """Return the entry of a time in a sentence; ``used`` counts the ids of the article, see ``entry_id``."""
    mention = resolution.mention
    text = _SPACE.sub(" ", sentence.text)
    when = _SPACE.sub(" ", mention.text)
    assert isinstance(resolution.value, Period | Interval), "only dated mentions are selected"  # noqa: S101
    return Entry(
        id=entry_id(title, article.slug, text, when, used, small_words=Phrasing.of(article.language).small_words),
        date=edtf.write(resolution.value),
        title=title,
        text=text,
        when=when,
        why="; ".join(step.says for step in resolution.steps),
        confidence=resolution.confidence,
        also=tuple(_also(resolution)),
        tags=tuple(dict.fromkeys(tags)),
        status=status,
    )


def span_of(resolution: Resolution, sentence: Sentence) -> tuple[int, int]:
    """Return where a time stands in its sentence."""
    return resolution.mention.start - sentence.start, resolution.mention.end - sentence.start


def _also(resolution: Resolution) -> Iterator[str]:
    if resolution.confidence >= SURE:
        return
    for alternative in resolution.alternatives:
        if isinstance(alternative.value, Period | Interval):
            yield edtf.write(alternative.value)
