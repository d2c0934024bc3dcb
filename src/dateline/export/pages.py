"""What the pages show: entries in, the records of ``views`` out, grouped by year, month and day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from urllib.parse import quote

from dateline.export.views import (
    ArticleView,
    DayView,
    EntryView,
    LinkView,
    MonthView,
    PeriodPage,
    ReadingView,
    TimelineView,
    YearView,
    view_date,
)
from dateline.export.words import DateWords, html_datetime, point_of
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period, sort_key
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue

Part = TypeVar("Part")

RESERVED_IDS = ("content", "highlights-heading", "legend-heading")


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
    readings: tuple[ReadingView, ...] = ()
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
            readings=item.readings,
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
