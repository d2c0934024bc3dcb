"""What templates receive: frozen records that they only have to lay out.

All texts are plain text (templates escape them), all addresses are relative to the root of the site (templates put
``SITEURL`` before them).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.export.words import DateWords, html_datetime
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue


class Mark(StrEnum):
    """The shape of a date's mark on the time rail: what kind of date it is, at a glance."""

    MOMENT = "moment"
    DAY = "day"
    SPAN = "span"
    INTERVAL = "interval"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DateView:
    """A date: exact (``edtf``), in ``words``, as HTML's ``datetime`` ("" where HTML has no notation), and its mark."""

    edtf: str
    words: str
    datetime: str
    mark: Mark
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: title, address, path of its file, publication date, summary, and how many entries came from it."""

    title: str
    url: str
    path: str
    date: DateView
    summary: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry. ``before + marked + after`` is its sentence; ``marked`` is "" where ``when`` is not in it.

    ``confidence`` is in hundredths, None where the file gives none; ``also`` are the other readings; ``source`` is
    None for an entry written by hand; ``anchor`` is the fragment, ``url`` the permalink with it.

    An event that several entries tell of is one entry, that of the one which tells it best; ``tellings`` are all of
    them, first told first, each with a fragment of its own, ``readings`` the dates that they give, if there are
    several, and ``reason`` why ``date`` is the one of them that it is. Its ``when``, ``why``, ``confidence`` and
    ``also`` are those of the telling that gives ``date``, whose sentence may be another.
    """

    anchor: str
    url: str
    date: DateView
    title: str
    before: str
    marked: str
    after: str
    when: str
    why: str
    confidence: int | None
    confidence_words: str
    also: tuple[DateView, ...]
    source: ArticleView | None
    tags: tuple[str, ...] = ()
    tellings: tuple[EntryView, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    reason: str = ""

    @property
    def sources(self) -> tuple[ArticleView, ...]:
        """The articles that tell it, each once."""
        told = (each.source for each in self.tellings or (self,))
        return tuple({source.path: source for source in told if source}.values())

    @property
    def disputed(self) -> bool:
        """Whether a source gives a date that does not go with the others."""
        return not all(reading.agrees for reading in self.readings)

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.before + self.marked + self.after


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A date that some ``sources`` give an event, and whether it goes with the event's own."""

    date: DateView
    sources: tuple[ArticleView, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """A day that has entries: ``number`` of the month, short ``weekday``, and the whole date in ``words``."""

    anchor: str
    number: str
    weekday: str
    words: str
    datetime: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: first the ``entries`` that say no day, then its ``days``; ``name`` is just "April"."""

    anchor: str
    name: str
    words: str
    url: str
    count: int
    entries: tuple[EntryView, ...]
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: first the ``entries`` that say no month, then its ``months``."""

    anchor: str
    words: str
    url: str
    count: int
    entries: tuple[EntryView, ...]
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a page and what it is called."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline, or the part of it that a year or month page shows.

    ``span`` is the first and the last day in words (one date if they are the same, "" if there are no entries).
    """

    years: tuple[YearView, ...]
    count: int
    span: str


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A year or month page: where it goes, its part of the timeline, the page above it and its neighbours in time."""

    words: str
    url: str
    timeline: TimelineView
    parent: LinkView | None
    earlier: LinkView | None
    later: LinkView | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page receives as ``dateline``: where the plugin's pages are, and what the site holds.

    ``home``, ``sources`` and ``feed`` are addresses ("" for a feed that is turned off); ``count`` is the number of
    entries, ``articles`` of articles; ``span`` is the time the entries cover, in words.
    """

    home: str
    sources: str
    feed: str
    count: int
    articles: int
    span: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What an article's page receives as ``article.dateline``: the article and its entries in chronological order."""

    article: ArticleView
    entries: tuple[EntryView, ...]


def view_date(value: CalendarValue, words: DateWords) -> DateView:
    """Return a value as templates show it."""
    ends = (value.start, value.end) if isinstance(value, Interval) else (value,)
    approximate = any(isinstance(end, Period) and bool(end.qualifier) for end in ends)
    return DateView(edtf.write(value), words.say(value), html_datetime(value), mark_of(value), approximate)


def mark_of(value: CalendarValue) -> Mark:
    """Return the mark of a value.

    >>> [str(mark_of(edtf.parse(text))) for text in ("1970-04-13T21:08", "1970-04-13", "1970", "1969/1970", "1970/..")]
    ['moment', 'day', 'span', 'interval', 'open']
    """
    if isinstance(value, Interval):
        return Mark.OPEN if OPEN in (value.start, value.end) else Mark.INTERVAL
    if value.grain < Grain.PART:
        return Mark.MOMENT
    return Mark.DAY if value.grain <= Grain.DAY else Mark.SPAN
