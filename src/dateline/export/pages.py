"""What the pages show: entries in, frozen records out, ready for templates that only lay them out.

Everything a template receives is one of these records. All texts are plain text (templates escape them), all addresses
are relative to the root of the site (templates put ``SITEURL`` before them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypeVar
from urllib.parse import quote

from dateline.export.words import DateWords, html_datetime, point_of
from dateline.timevalue import edtf
from dateline.timevalue.intervals import OPEN, Interval, Period, sort_key
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue

Part = TypeVar("Part")

RESERVED_IDS = ("content", "highlights-heading", "legend-heading")


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


@dataclass(frozen=True, slots=True)
class ItemReading:
    """A date that some articles give an event, and whether it goes with the event's own."""

    value: CalendarValue
    sources: tuple[ArticleView, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What a page builder is given of an entry: its values read, its texts as they stand in YAML.

    For an event that several tell of, ``tellings`` are those, and ``dated`` is the one that gives ``value``.
    """

    id: str
    value: CalendarValue
    title: str
    text: str = ""
    when: str = ""
    why: str = ""
    confidence: float | None = None
    also: tuple[CalendarValue, ...] = ()
    source: ArticleView | None = None
    tags: tuple[str, ...] = ()
    tellings: tuple[Item, ...] = ()
    readings: tuple[ItemReading, ...] = ()
    reason: str = ""
    dated: Item | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where year and month pages are; ``page`` is the file name to link to in a folder ("" where a server finds it)."""

    folder: str = "timeline"
    page: str = ""

    def year(self, period: Period) -> str:
        """Return the address of the page of the period's year."""
        return f"{self.folder}/{edtf.write_year(period.year)}/{self.page}"

    def month(self, period: Period) -> str:
        """Return the address of the page of the period's month."""
        return f"{self.folder}/{edtf.write_year(period.year)}/{period.month:02}/{self.page}"

    def of(self, period: Period) -> str:
        """Return the address of the page that a period's entries are on."""
        return self.year(period) if period.month is None else self.month(period)


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


def split_sentence(text: str, when: str) -> tuple[str, str, str]:
    """Return the sentence before, in and after the words ``when``, however either is broken into lines.

    >>> split_sentence("It ruptured late Monday.", "late Monday"), split_sentence("It ruptured.", "late Monday")
    (('It ruptured ', 'late Monday', '.'), ('It ruptured.', '', ''))
    """
    folded, wanted = " ".join(text.split()), " ".join(when.split())
    before, found, after = folded.partition(wanted) if wanted else (folded, "", "")
    return before, found, after


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry and the period it stands at: its own, a day for a time of day, the start of an interval.

    ``number`` is its place among the items that it was made from.
    """

    period: Period
    entry: EntryView
    number: int = 0


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes records for pages, all in one language, with one scheme of addresses, in one order."""

    words: DateWords
    addresses: Addresses
    newest_first: bool = False

    def entries(self, items: Iterable[Item]) -> list[Standing]:
        """Return the entries in chronological order, of one time the first told first, each with its own fragment."""
        taken = set(RESERVED_IDS)
        standings = []
        for number, item in sorted(enumerate(items), key=lambda each: _order(each[1])):
            period = point_of(item.value)
            standings.append(Standing(period, self._entry(item, self.addresses.of(period), taken), number))
        return standings

    def timeline(self, standings: Sequence[Standing]) -> TimelineView:
        """Group entries (in chronological order) by year, month and day."""
        years = [self._year(group) for group in _grouped(standings, lambda period: period.year)]
        return TimelineView(self._ordered(years), len(standings), self._span(standings))

    def year_pages(self, standings: Sequence[Standing]) -> list[PeriodPage]:
        """Return a page for each year that has entries, in chronological order."""
        groups = _grouped(standings, lambda period: period.year)
        return self._pages([(self._year_link(group[0].period), None, group) for group in groups])

    def month_pages(self, standings: Sequence[Standing]) -> list[PeriodPage]:
        """Return a page for each month that has entries, in chronological order."""
        groups = _grouped([each for each in standings if each.period.month is not None], _month_key)
        return self._pages([(self._month_link(g[0].period), self._year_link(g[0].period), g) for g in groups])

    def _pages(self, parts: Sequence[tuple[LinkView, LinkView | None, Sequence[Standing]]]) -> list[PeriodPage]:
        links = [None, *(link for link, _, _ in parts), None]
        return [
            PeriodPage(link.words, link.url, self.timeline(group), parent, earlier, later)
            for (link, parent, group), earlier, later in zip(parts, links, links[2:], strict=False)
        ]

    def _entry(self, item: Item, page: str, taken: set[str]) -> EntryView:
        anchor = _unique(re.sub(r"[^\w.-]+", "-", item.id).strip("-") or "entry", taken)
        before, marked, after = split_sentence(item.text, item.when)
        dated = item.dated or item
        return EntryView(
            anchor=anchor,
            url=f"{page}#{quote(anchor)}",
            date=view_date(item.value, self.words),
            title=item.title,
            before=before,
            marked=marked,
            after=after,
            when=dated.when,
            why=dated.why,
            confidence=None if dated.confidence is None else round(min(max(dated.confidence, 0), 1) * 100),
            confidence_words="" if dated.confidence is None else self.words.say_confidence(dated.confidence),
            also=tuple(view_date(value, self.words) for value in dated.also),
            source=item.source,
            tags=item.tags,
            tellings=tuple(self._entry(telling, page, taken) for telling in item.tellings),
            readings=tuple(
                ReadingView(view_date(reading.value, self.words), reading.sources, reading.agrees)
                for reading in item.readings
            ),
            reason=item.reason,
        )

    def _year(self, standings: Sequence[Standing]) -> YearView:
        period = standings[0].period
        link = self._year_link(period)
        within = [each for each in standings if each.period.month is not None]
        return YearView(
            anchor=f"on-{edtf.write_year(period.year)}",
            words=link.words,
            url=link.url,
            count=len(standings),
            entries=self._ordered([each.entry for each in standings if each.period.month is None]),
            months=self._ordered([self._month(group) for group in _grouped(within, _month_key)]),
        )

    def _month(self, standings: Sequence[Standing]) -> MonthView:
        period = standings[0].period
        link = self._month_link(period)
        within = [each for each in standings if each.period.day is not None]
        return MonthView(
            anchor=f"on-{edtf.write(_month_of(period))}",
            name=self.words.say_in_pattern(period, "LLLL"),
            words=link.words,
            url=link.url,
            count=len(standings),
            entries=self._ordered([each.entry for each in standings if each.period.day is None]),
            days=self._ordered([self._day(group) for group in _grouped(within, lambda period: period.first_day)]),
        )

    def _day(self, standings: Sequence[Standing]) -> DayView:
        day = Period(Grain.DAY, standings[0].period.first_day)
        return DayView(
            anchor=f"on-{edtf.write(day)}",
            number=self.words.say_in_pattern(day, "d"),
            weekday=self.words.say_in_pattern(day, "EEE"),
            words=self.words.say_full_day(day),
            datetime=html_datetime(day),
            entries=self._ordered([each.entry for each in standings]),
        )

    def _year_link(self, period: Period) -> LinkView:
        return LinkView(self.words.say(Period.year_of(period.year)), self.addresses.year(period))

    def _month_link(self, period: Period) -> LinkView:
        return LinkView(self.words.say(_month_of(period)), self.addresses.month(period))

    def _ordered(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(reversed(parts)) if self.newest_first else tuple(parts)

    def _span(self, standings: Sequence[Standing]) -> str:
        if not standings:
            return ""
        start, end = (_day_or_coarser(each.period.plain) for each in (standings[0], standings[-1]))
        return self.words.say(Interval(start, end))


def _order(item: Item) -> tuple[tuple[float, float], str]:
    first = item.tellings[0] if item.tellings else item
    return sort_key(item.value), first.source.date.edtf if first.source else ""


def _grouped(standings: Sequence[Standing], key: Callable[[Period], object]) -> list[list[Standing]]:
    return [list(group) for _, group in groupby(standings, key=lambda each: key(each.period))]


def _month_key(period: Period) -> tuple[int, int | None]:
    return period.year, period.month


def _month_of(period: Period) -> Period:
    year, month, _ = period.civil
    return Period.month_of(year, month)


def _unique(anchor: str, taken: set[str]) -> str:
    unique, number = anchor, 1
    while unique in taken:
        number += 1
        unique = f"{anchor}-{number}"
    taken.add(unique)
    return unique


def _day_or_coarser(period: Period) -> Period:
    return Period(Grain.DAY, period.first_day) if period.grain < Grain.DAY else period
