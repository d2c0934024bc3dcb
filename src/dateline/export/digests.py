"""A digest as text for people, as Markdown, as JSON, and in the form that timeline evaluation reads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.access import printable
from dateline.export.importance import importance_in_words, parts_as_data
from dateline.export.words import DateWords
from dateline.model import DigestDay, Passage
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Period
from dateline.timevalue.units import Grain

Digest = Sequence[DigestDay]

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")


def as_text(digest: Digest) -> str:
    """Return a digest for the eye: each day with its importance, why it has it, and its sentences."""
    return "\n".join(printable(line) for day in digest for line in _text_of(day))


def as_markdown(digest: Digest) -> str:
    """Return a digest as Markdown: a heading a day, its sentences as a list."""
    return "\n".join(line for day in digest for line in _markdown_of(day))


def as_json(digest: Digest) -> str:
    """Return a digest as a list of objects, a day each."""
    return json.dumps([_data_of(day) for day in digest], ensure_ascii=False, indent=2) + "\n"


def as_tls(digest: Digest) -> str:
    """Return a digest as ``[["YYYY-MM-DD", ["sentence", ...]], ...]``."""
    days = [[_iso(each.day), [passage.text for passage in each.sentences]] for each in digest]
    return json.dumps(days, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Digest], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "tls": as_tls,
}


def _text_of(day: DigestDay) -> Iterator[str]:
    yield f"{_words(day.day)}  {importance_in_words(day.importance)}"
    yield from (f"  • {passage.text} ({passage.article})" for passage in day.sentences)
    yield ""


def _markdown_of(day: DigestDay) -> Iterator[str]:
    yield f"## {_words(day.day)}\n"
    yield f"{importance_in_words(day.importance)}\n"
    yield from (f"- {_escaped(passage.text)} ({_escaped(printable(passage.article))})" for passage in day.sentences)
    yield ""


def _data_of(day: DigestDay) -> dict[str, object]:
    return {
        "date": _iso(day.day),
        "importance": round(day.importance.value, 4),
        "parts": parts_as_data(day.importance),
        "sentences": [_sentence_data(passage) for passage in day.sentences],
    }


def _sentence_data(passage: Passage) -> dict[str, str]:
    published = _iso(passage.published)
    return {"text": passage.text, "article": passage.article, "published": published, "event": passage.event}


def _words(day: int) -> str:
    return DateWords().say_full_day(Period(Grain.DAY, day))


def _iso(day: int) -> str:
    return edtf.write(Period(Grain.DAY, day))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
