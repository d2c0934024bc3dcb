"""The order of the stages, and nothing else: the only module that knows it.

text -> mentions -> sentences -> resolutions -> entries
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dateline.errors import ValueSyntaxError
from dateline.languages import load_language
from dateline.model import Article, Entry, Passage, Resolution, Sentence
from dateline.normalization import normalize, style_named, style_of
from dateline.recognition import find_mentions
from dateline.segmentation import blocks_of, other_sentences_of, sentences_of
from dateline.summarization import compose, passages_of
from dateline.timevalue import edtf, timex3
from dateline.timevalue.intervals import Interval, Period


def extract_article(article: Article) -> list[Entry]:
    """Return the timeline entries of an article, in reading order."""
    sentences, resolutions = _analyse(article)
    return compose(article, sentences, resolutions)


def extract(
    text: str, published: Period | date | str, *, slug: str = "text", language: str = "en", zone: str = ""
) -> list[Entry]:
    """Return the timeline entries of a plain text, in reading order.

    ``published`` and ``zone`` are as for ``explain``; ``slug`` names the text and goes into the entries' ids.
    """
    return extract_article(_plain(text, published, slug, language, zone))


def passages(article: Article) -> list[Passage]:
    """Return every sentence of an article with the days it names, in reading order."""
    dated, resolutions = _analyse(article)
    undated = other_sentences_of(article.text, article.blocks, dated, article.language)
    return passages_of(article, sorted((*dated, *undated), key=lambda sentence: sentence.start), resolutions)


def explain_article(article: Article) -> list[Resolution]:
    """Return every mention of time in an article, resolved, in reading order."""
    return _analyse(article)[1]


def explain(
    text: str, published: Period | date | str, language: str = "en", zone: str = "", *, style: str = ""
) -> list[Resolution]:
    """Return every mention of time in a plain text, resolved, in reading order.

    ``published`` is the document creation time: a period, a date, or an EDTF string; ``zone`` an IANA zone for clock
    times that name none; ``style`` is "news", "narrative" or "colloquial", guessed from the text where not given. Blank
    lines part paragraphs. Raises ``ValueSyntaxError`` for a date, zone or style that is none.
    """
    return _analyse(_plain(text, published, "text", language, zone), style)[1]


def _plain(text: str, published: Period | date | str, slug: str, language: str, zone: str) -> Article:
    return Article(slug, slug, "", as_period(published), text, blocks_of(text), language, zone)


def _analyse(article: Article, style: str = "") -> tuple[list[Sentence], list[Resolution]]:
    language = load_language(article.language)
    told_as = style_named(style) if style else style_of(article.text, article.published, language.discourse)
    mentions = find_mentions(article.text, language, told_as)
    sentences = sentences_of(article.text, article.blocks, mentions, article.language)
    return sentences, normalize(article, mentions, sentences, language, told_as)


def tag(
    text: str, published: Period | date | str, language: str = "en", zone: str = "", *, style: str = ""
) -> list[dict[str, Any]]:
    """Return the TIMEX3 annotations of a plain text.

    Each is a dict with ``start`` and ``end`` (code points of ``text``), ``type``, ``value`` and ``text``, ``mod``,
    ``quant`` and ``freq`` where the timex has them, ``edtf`` where it stands on the calendar, ``confidence`` (0 to 1),
    and ``also``, the EDTF of other readings. A phrase such as "since May" is no timex: its "May" is, with the phrase's
    words and value as ``phrase`` and ``edtf``. The arguments, and what is raised, are as for ``explain``.

    >>> [(timex["text"], timex["value"]) for timex in tag("It rained on Friday.", "1970-04-14")]
    [('Friday', '1970-04-10')]
    """
    resolutions = explain(text, published, language, zone, style=style)
    return [timex for resolution in resolutions for timex in timexes(resolution)]


def timexes(resolution: Resolution) -> list[dict[str, Any]]:
    """Return the TIMEX3 annotations of a resolution: its own, or those of its parts."""
    if not resolution.parts:
        return [_timex(resolution)]
    found = [_timex(part) for part in resolution.parts]
    phrase = _timex(resolution)
    for timex in found:
        timex["phrase"] = resolution.mention.text
    if len(found) == 1:
        found[0].update((key, phrase[key]) for key in ("edtf", "also", "confidence") if key in phrase)
    return found


def as_period(published: Period | date | str) -> Period:
    """Return a publication date as a period; raises ``ValueSyntaxError`` for a string that is no single EDTF date."""
    if isinstance(published, Period):
        return published
    if isinstance(published, datetime):
        offset = published.utcoffset()
        minutes = None if offset is None else round(offset.total_seconds() / 60)
        day = Period.day_of(published.year, published.month, published.day)
        return Period.minute_of(*day.civil, published.hour, published.minute, minutes)
    if isinstance(published, date):
        return Period.day_of(published.year, published.month, published.day)
    value = edtf.parse(published)
    if isinstance(value, Interval):
        raise ValueSyntaxError("a publication date is one day", excerpt=published, expected=edtf.EXPECTED)
    return value


def _timex(resolution: Resolution) -> dict[str, Any]:
    mention, written = resolution.mention, timex3.write(resolution.value)
    timex: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "type": written.type,
        "value": str(written.value),
        "text": mention.text,
    }
    timex.update((key, str(got)) for key in ("mod", "quant", "freq") if (got := getattr(written, key)))
    if isinstance(resolution.value, Period | Interval):
        timex["edtf"] = edtf.write(resolution.value)
    timex["confidence"] = resolution.confidence
    also = [edtf.write(other.value) for other in resolution.alternatives if isinstance(other.value, Period | Interval)]
    if also:
        timex["also"] = also
    return timex
