"""The day an article was published: from its metadata, else a dateline or byline in its text, else its file name.

A date in running prose is never taken for the publication date: in the text, only a line of its own made for the date
(``Published: 3 March 2021``, ``By Jane Doe, 3 March 2021``) and the head of an opening paragraph
(``LONDON, April 14 (AP) —``) count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from dateline.errors import ArticleError, Place, UndatedArticleError
from dateline.model import Block, BlockKind
from dateline.reading.marked import MarkedText
from dateline.timevalue.intervals import Period

# How many blocks at the head of an article may carry its date, and how many at its foot.
HEAD_BLOCKS = 5
FOOT_BLOCKS = 2
LONGEST_LINE = 120
LONGEST_DATELINE = 90
LONGEST_DATE = 60
# dateparser fills in from a base; every part is required of it, so this one is never seen.
NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001

LABELS = (
    "published(?: on| at)?|posted(?: on)?|date(?:d|line)?|released?(?: on)?|issued(?: on)?|filed(?: on)?"
    "|first published|publié(?:e)?(?: le)?|date de publication|paru(?: le)?|veröffentlicht(?: am)?|datum|stand"
    "|erschienen(?: am)?|publicado(?: el| em)?|fecha|data|pubblicato(?: il)?|gepubliceerd(?: op)?|opublikowano"
    "|опубликовано|дата|日期|公開日"
)
BY = "by|par|von|por|di|de|da|door|av|af|przez|od"
LABELLED = re.compile(rf"(?:{LABELS})(?:\s*[:：]\s*|\s+)(?P<date>.+)", re.IGNORECASE)
BYLINE = re.compile(
    rf"(?:{BY})\s+\W*[^\W\d_][^\d|•·—–]{{1,70}}?\s*(?:[,|•·—–]|\s-|\n|\bon\b)\s*(?P<date>.+)", re.IGNORECASE
)
COLUMNS = re.compile(r"\s*[|•·]\s*")
DATELINE_END = re.compile(r"\s*(?:—|–|--|\s-\s|―)\s*")
AGENCY = re.compile(r"\s*\(\s*[^()\d]{2,30}\)\s*")
FIRST_WORD = re.compile(r"[^\W\d_][\w.'’-]+")
CLOCK = re.compile(r"\d\s*[:.h]\s*\d\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
AMBIGUOUS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d.*)?")
IN_DIGITS = re.compile(r"(?<!\d)\d{1,4}([/.-])\d\d?\1\d{1,4}(?!\d)")
NO_MONTH = re.compile(r"\d{4}[/.-](?:1[3-9]|[2-9]\d)[/.-]")
IN_FILE_NAME = re.compile(r"(?<!\d)(\d{4})(?P<sep>[-_.]?)(\d\d)(?P=sep)(\d\d)(?!\d)")
IN_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d\d)/(\d\d)(?=[/\-_.])")
YEAR_IN_PATH = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")

AMBIGUITY = "the date may be day/month or month/day"
HINT = 'add "Date: YYYY-MM-DD" to its metadata, or put the date in its name: YYYY-MM-DD-name{suffix}'


@dataclass(frozen=True, slots=True)
class DateLine:
    """A stretch of text that stands where a publication date would."""

    text: str
    year_may_lack: bool = False


def article_date(
    path: str,
    text: MarkedText,
    *,
    metadata_date: str = "",
    place: Place | None = None,
    zone: str = "",
    language: str = "en",
) -> Period:
    """Return the day, or minute where a clock time is given, an article was published.

    ``path`` is the article's, relative to the project; ``metadata_date`` is as written, standing at ``place``. A clock
    time without an offset is read in ``zone`` (an IANA name) if that is given.

    Raises:
        ArticleError: the metadata's date is not a date.
        UndatedArticleError: there is a date nowhere.
    """
    if metadata_date:
        return read_metadata_date(metadata_date, place or Place(path), zone, language)
    found = _date_in_text(path, text, zone, language) or _date_in_path(path)
    if found is None:
        raise _undated(path, text, language)
    return found


def read_metadata_date(written: str, place: Place, zone: str = "", language: str = "en") -> Period:
    """Return the day or minute that is written in an article's metadata; parameters are as for ``article_date``.

    Raises:
        ArticleError: it is not a date, or may be two.
    """
    written = written.strip().strip("\"'").replace("_", " ")
    if is_ambiguous(written):
        raise ArticleError(AMBIGUITY, place=place, excerpt=written[:60], expected="the day as YYYY-MM-DD")
    found = _parse(written, language)
    if found is None:
        raise ArticleError(
            "the date in the metadata is not a calendar date",
            place=place,
            excerpt=written[:60],
            expected="a day with its year, such as 1970-04-14 or 1970-04-14 21:08 -06:00",
        )
    return _period(written, found, zone)


def _date_in_text(path: str, text: MarkedText, zone: str, language: str) -> Period | None:
    for line in _date_lines(text):
        found = _parse(line.text, language) if YEAR.search(line.text) and not is_ambiguous(line.text) else None
        if found is None and line.year_may_lack:
            found = _with_year_of_path(line.text, path, language)
        if found:
            return _period(line.text, found, zone)
    return None


def _with_year_of_path(written: str, path: str, language: str) -> datetime | None:
    year = YEAR_IN_PATH.search(path)
    if not year or YEAR.search(written) or not re.search(r"\d", written):
        return None
    return _parse(f"{written} {year[0]}", language)


def _date_in_path(path: str) -> Period | None:
    for match in (*IN_FILE_NAME.finditer(PurePosixPath(path).stem), *IN_FOLDERS.finditer(path)):
        year, month, day = (int(part) for part in match.groups() if part.isdigit())
        try:
            date(year, month, day)
        except ValueError:
            continue
        return Period.day_of(year, month, day)
    return None


def _date_lines(text: MarkedText) -> Iterator[DateLine]:
    """The stretches of an article that stand where a publication date would, the surest first."""
    head = text.blocks[:HEAD_BLOCKS]
    foot = [block for block in text.blocks[-FOOT_BLOCKS:] if block not in head]
    for block in head:
        yield from _own_lines(text, block)
    for block in head:
        yield from _dateline(text.text[block.start : block.end], block)
    for block in foot:
        yield from (DateLine(match["date"]) for line in _lines(text, block) if (match := LABELLED.fullmatch(line)))


def _own_lines(text: MarkedText, block: Block) -> Iterator[DateLine]:
    """Lines made for the date: labelled, a byline, columns, or nothing but the date."""
    for line in _lines(text, block):
        labelled = LABELLED.fullmatch(line)
        rest = labelled["date"] if labelled else line
        if byline := BYLINE.fullmatch(rest):
            yield from (DateLine(tail) for part in COLUMNS.split(byline["date"]) for tail in _tails(part))
        if labelled or block.kind is not BlockKind.HEADING:
            yield from (DateLine(part) for part in COLUMNS.split(rest))


def _dateline(text: str, block: Block) -> Iterator[DateLine]:
    """The date at the head of a paragraph: ``LONDON, April 14 (AP) —``, ``Paris, 13 janvier 2023 —``."""
    head = " ".join(DATELINE_END.split(text[: LONGEST_DATELINE + 10], maxsplit=1)[0].split())
    if block.kind is BlockKind.HEADING or len(head) > LONGEST_DATELINE or len(head) == len(text):
        return
    bare = AGENCY.sub("", head).strip(" ,:")
    place, *tails = _tails(bare)
    first_word = FIRST_WORD.match(place)
    in_capitals = first_word is not None and first_word[0].isupper()
    by_agency = bare != head.strip(" ,:")
    if in_capitals or by_agency or " " not in bare.partition(",")[0]:
        yield from (DateLine(tail, year_may_lack=in_capitals) for tail in tails[:3])


def _tails(written: str) -> Iterator[str]:
    """``Houston, Tuesday, April 14`` -> itself, ``Tuesday, April 14``, ``April 14``."""
    yield written
    while ", " in written:
        written = written.partition(", ")[2]
        yield written


def _lines(text: MarkedText, block: Block) -> Iterator[str]:
    lines = (line.strip() for line in text.text[block.start : block.end].split("\n", HEAD_BLOCKS)[:HEAD_BLOCKS])
    return (" ".join(line.split()) for line in lines if 0 < len(line) <= LONGEST_LINE)


def _undated(path: str, text: MarkedText, language: str) -> UndatedArticleError:
    hint = HINT.format(suffix=PurePosixPath(path).suffix)
    for line in _date_lines(text):
        if line.year_may_lack and not YEAR.search(line.text) and _parse(f"{line.text} 2000", language):
            return UndatedArticleError(
                "the dateline gives no year",
                place=Place(path),
                excerpt=line.text,
                expected="a day with its year",
                hint=hint,
            )
        if is_ambiguous(line.text):
            return UndatedArticleError(AMBIGUITY, place=Place(path), excerpt=line.text[:60], hint=hint)
    return UndatedArticleError(
        "no publication date",
        place=Place(path),
        expected="a date in the metadata, in a dateline or byline, or in the file name",
        hint=hint,
    )


def is_ambiguous(written: str) -> bool:
    """Tell whether a date in numbers may be day/month or month/day."""
    match = AMBIGUOUS.search(written)
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def _iso(written: str) -> datetime | None:
    if not ISO.fullmatch(written):
        return None
    try:
        return datetime.fromisoformat(written.replace(" ", "T", 1).replace(" ", ""))
    except ValueError:
        return None


def _period(written: str, found: datetime, zone: str) -> Period:
    day = found.year, found.month, found.day
    if not CLOCK.search(YEAR.sub("", IN_DIGITS.sub("", written))):
        return Period.day_of(*day)
    aware = found if found.tzinfo or not zone else found.replace(tzinfo=ZoneInfo(zone))
    offset = aware.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    return Period.minute_of(*day, found.hour, found.minute, minutes)


@lru_cache(maxsize=256)
def _parse(written: str, language: str) -> datetime | None:
    """Read a date written out in any language; None unless day, month and year are all there and nothing else is."""
    written = written.strip(" .,;")
    if not re.search(r"\d", written) or len(written) > LONGEST_DATE or NO_MONTH.match(written):
        return None
    return _iso(written) or _parse_with(written, [language]) or _parse_with(written, None)


def _parse_with(written: str, languages: list[str] | None) -> datetime | None:
    import dateparser  # noqa: PLC0415 - a third of a second that articles with a plain date need not spend

    settings: Any = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": NO_CLOCK,
    }
    try:
        found: datetime | None = dateparser.parse(written, languages=languages, settings=settings)
    except ValueError:  # a language dateparser does not know
        return None
    return found
