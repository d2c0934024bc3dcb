"""The sentences of an article as ranking sees them: with the days they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from dateline.model import Article, BlockKind, Passage, Resolution, Sentence
from dateline.timevalue.expressions import walk
from dateline.timevalue.intervals import Period
from dateline.timevalue.operators import Intersection, Nearest
from dateline.timevalue.units import Grain, civil, day_number, month_length

_SPACE = re.compile(r"\s+")


def passages_of(article: Article, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> list[Passage]:
    """Return the sentences of an article, headings left out, with the days they name, in reading order."""
    starts = [resolution.mention.start for resolution in resolutions]
    told = [sentence for sentence in sentences if sentence.kind is not BlockKind.HEADING]
    return [
        _passage(article, sentence, position, resolutions[_within(starts, sentence)])
        for position, sentence in enumerate(told)
    ]


def _within(starts: Sequence[int], sentence: Sentence) -> slice:
    return slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))


def _passage(article: Article, sentence: Sentence, position: int, resolutions: Sequence[Resolution]) -> Passage:
    dated = [(one, day) for one in resolutions if (day := day_of(one.value)) is not None]
    published = article.published.first_day
    return Passage(
        text=_SPACE.sub(" ", sentence.text),
        article=article.path,
        published=published,
        position=position,
        days=tuple(sorted({day for _, day in dated})),
        head=next((_looking_back(one, day, published) for one, day in dated if _is_head(one, sentence)), None),
        language=article.language,
    )


def day_of(value: object) -> int | None:
    """Return the day number of a value that is a day or within one, None for any other."""
    return value.first_day if isinstance(value, Period) and value.grain <= Grain.DAY else None


def _is_head(resolution: Resolution, sentence: Sentence) -> bool:
    """Tell whether a sentence begins with a date that has month and day, as "Feb 17 - ..." or "On 17 February, ..."."""
    before = sentence.text[: resolution.mention.start - sentence.start]
    # Names of places in capitals and what is as short as "On" may stand before it.
    begins = not any(one.islower() and other.islower() for one, other in pairwise(before))
    whole_day = isinstance(resolution.value, Period) and resolution.value.grain is Grain.DAY
    return begins and whole_day and any(map(_names_day, walk(resolution.mention.expression)))


def _names_day(expression: object) -> bool:
    if not isinstance(expression, Nearest | Intersection):
        return False
    return expression.what.month is not None and expression.what.day is not None


def _looking_back(resolution: Resolution, day: int, published: int) -> int:
    """A chronology tells in the present tense of what is over: a date without a year is not one to come."""
    without_year = any(isinstance(one, Nearest) and _names_day(one) for one in walk(resolution.mention.expression))
    if day <= published or not without_year:
        return day
    year, month, number = civil(day)
    return day_number(year - 1, month, min(number, month_length(year - 1, month)))
