"""What a digest is made of where there is no timeline: the sentences of articles that come as lines of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.access import internal_error
from dateline.documents import document_in, whole_characters
from dateline.errors import DatelineError, Place, ValueSyntaxError
from dateline.model import ENGLISH, Article, Block, BlockKind, DigestDay, Passage
from dateline.pipeline import as_period, passages
from dateline.segmentation import blocks_of
from dateline.summarization import Collection, digest
from dateline.timevalue.units import Grain

KEYS = ("id", "published", "text")
EXPECTED = 'a line {"id": …, "published": "1970-04-14", "text": "…"}'
_SENTENCE_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*[^\S\n]*\n+")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one line: the sentences of its article, none where it is out of the span, or an error."""

    passages: tuple[Passage, ...] = ()
    error: DatelineError | None = None


def day_number_of(written: str) -> int:
    """Return the number of a day in EDTF; raises ``ValueSyntaxError`` for what is none."""
    period = as_period(written)
    if period.grain > Grain.DAY:
        raise ValueSyntaxError("not a day", excerpt=written, expected="a date as 1970-04-14")
    return period.first_day


def article_passages(
    lines: Iterable[bytes], source: str, start: int | None = None, end: int | None = None, language: str = ENGLISH
) -> Iterator[Read]:
    """Read the articles of a stream of JSON lines, one after the other; ``source`` is its name in errors.

    An article is ``{"id", "published", "text"}``; ``language`` may say another than the default. Those published
    before ``start`` or after ``end`` are left out. Blank lines are passed over.
    """
    known: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read(line, Place(source, number, 1), (start, end), language, known)


def _read(line: bytes, place: Place, span: tuple[int | None, int | None], language: str, known: dict[str, int]) -> Read:
    try:
        document = document_in(line, place, KEYS, EXPECTED)
        name, published = whole_characters(str(document["id"])), day_number_of(document["published"])
        if known.setdefault(name, place.line) != place.line:
            hint = "give each article an id of its own"
            raise DatelineError(f"the id of line {known[name]} again", excerpt=name, hint=hint)
        if not _is_within(published, span):
            return Read()
        text = whole_characters(document["text"])
        written_in = str(document.get("language") or language)
        day = as_period(document["published"])
        return Read(tuple(passages(Article(name, name, "", day, text, blocks_by_line(text), written_in))))
    except DatelineError as error:
        return Read(error=error.at(place))
    except Exception as error:  # a fault of ours in one article shall not cost the others
        return Read(error=internal_error(place, error))


def _is_within(day: int, span: tuple[int | None, int | None]) -> bool:
    start, end = span
    return (start is None or start <= day) and (end is None or day <= end)


def blocks_by_line(text: str) -> tuple[Block, ...]:
    r"""Return the paragraphs of a plain text, which blank lines part, and line breaks where a sentence ends.

    Texts come with a paragraph a line, or with a sentence, or broken at a width: only there a line break is a space.

    >>> [text[block.start:block.end] for text in ["It rained.\nIt was\ncold."] for block in blocks_by_line(text)]
    ['It rained.\n', 'It was\ncold.']
    """
    return tuple(part for block in blocks_of(text) for part in _lines_of(text, block))


def _lines_of(text: str, block: Block) -> Iterator[Block]:
    if block.kind is BlockKind.HEADING:
        yield block
        return
    start = block.start
    for match in _SENTENCE_ENDS.finditer(text, block.start, block.end):
        yield replace(block, start=start, end=match.end())
        start = match.end()
    if start < block.end:
        yield replace(block, start=start)


def digest_of(
    passages: Iterable[Passage], *, days: int, sentences: int, start: int, end: int, about: Iterable[str] = ()
) -> list[DigestDay]:
    """Return the days of articles that matter most.

    ``days`` and ``sentences`` are those of ``summarization.digest``, the others those of a ``Collection``.
    """
    return digest(Collection(passages, about, start, end), days=days, sentences=sentences)


def span_of(passages: Iterable[Passage]) -> tuple[int, int]:
    """Return the numbers of the first and the last day that passages tell of or were published on; (0, 0) for none."""
    days = [day for passage in passages for day in (passage.published, *passage.days)]
    return min(days, default=0), max(days, default=0)
