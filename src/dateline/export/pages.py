"""What the pages show: entries in, the records of ``views`` out, grouped by year, month and day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TypeVar
from urllib.parse import quote

from dateline.export.dateviews import FULL_DAY, say, view_date
from dateline.export.fragments import free_name, is_taken
from dateline.export.overview import make_overview
from dateline.export.views import (
    ArticleView,
    DayView,
    EntryView,
    LinkView,
    MonthView,
    OverviewView,
    PeriodPage,
    ReadingView,
    TagPage,
    TagView,
    TimelineView,
    YearView,
)
from dateline.export.words import DateWords, html_datetime, point_of
from dateline.timevalue import edtf
from dateline.timevalue.intervals import Interval, Period, sort_key
from dateline.timevalue.units import Grain
from dateline.timevalue.values import CalendarValue

Part = TypeVar("Part")
Link = Callable[[Period], LinkView]

GROUPINGS = {"day": Grain.DAY, "month": Grain.MONTH, "year": Grain.YEAR}


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
    tags: tuple[TagView, ...] = ()
    tellings: tuple[Item, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    reason: str = ""
    dated: Item | None = None
    edit: str = ""
    added: CalendarValue | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of years, months and days are.

    ``page`` is the file name to link to in a folder ("" where a server finds it). Entries stand in groups as small as
    ``grouping``. Only ``crowded`` months (year and month) have pages of their days.
    """

    folder: str = "timeline"
    page: str = ""
    grouping: Grain = Grain.DAY
    crowded: frozenset[tuple[int, int | None]] = frozenset()

    def year(self, period: Period) -> str:
        """Return the address of the page of the period's year."""
        return f"{self.folder}/{edtf.write_year(period.year)}/{self.page}"

    def month(self, period: Period) -> str:
        """Return the address of the page of the period's month."""
        return f"{self.folder}/{edtf.write_year(period.year)}/{period.month:02}/{self.page}"

    def day(self, period: Period) -> str:
        """Return the address of the page of the period's day."""
        return f"{self.folder}/{edtf.write_year(period.year)}/{period.month:02}/{period.day:02}/{self.page}"

    def of(self, period: Period) -> str:
        """Return the address of the page that the permalinks of a period's entries lead to."""
        if period.month is None or self.grouping is Grain.YEAR:
            return self.year(period)
        return self.day(period) if self.splits(period) and period.day is not None else self.month(period)

    def splits(self, period: Period) -> bool:
        """Return whether the days of the period's month have pages of their own."""
        return self.grouping is Grain.DAY and _month_key(period) in self.crowded


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

    ``number`` is its place among the items that it was made from. ``year``, ``month`` (with its year) and ``day`` are
    what it is grouped by, worked out once; a part that the period does not say is None.
    """

    period: Period
    entry: EntryView
    number: int
    year: int
    month: tuple[int, int | None]
    day: int | None

    @staticmethod
    def at(period: Period, entry: EntryView, number: int) -> Standing:
        """Return an entry as it stands at a period."""
        day = period.first_day if period.grain <= Grain.DAY else None
        return Standing(period, entry, number, period.year, _month_key(period), day)


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes records for pages, all in one language, with one scheme of addresses, in one order.

    ``limit`` is how many entries a page shows at most, where it can leave them to the pages of smaller periods.
    """

    words: DateWords
    addresses: Addresses
    newest_first: bool = False
    limit: int = 500

    def entries(self, items: Iterable[Item]) -> list[Standing]:
        """Return the entries in chronological order, of one time the first told first, each with its own fragment."""
        taken: set[str] = set()
        standings = []
        for number, item in sorted(enumerate(items), key=lambda each: _order(each[1])):
            period = point_of(item.value)
            standings.append(Standing.at(period, self._entry(item, self.addresses.of(period), taken), number))
        return standings

    def timeline(self, standings: Sequence[Standing]) -> TimelineView:
        """Group entries (in chronological order) by year, month and day."""
        years = [self._year(group) for group in _grouped(standings, "year")]
        return TimelineView(self._ordered(years), len(standings), self.span(standings))

    def span(self, standings: Sequence[Standing]) -> str:
        """Return the time that entries (in chronological order) cover, in words."""
        if not standings:
            return ""
        start, end = (_day_or_coarser(each.period.plain) for each in (standings[0], standings[-1]))
        return self.words.say(Interval(start, end))

    def pages(self, standings: Sequence[Standing]) -> list[PeriodPage]:
        """Return the pages of all years, months and days that have one; each kind in chronological order."""
        months = [each for each in standings if each.month[1] is not None]
        days = [each for each in months if each.day is not None and each.month in self.addresses.crowded]
        pages = self._pages("year", [(self._year_link, None, g) for g in _grouped(standings, "year")])
        if self.addresses.grouping is not Grain.YEAR:
            pages += self._pages("month", [(self._month_link, self._year_link, g) for g in _grouped(months, "month")])
            pages += self._pages("day", [(self._day_link, self._month_link, g) for g in _grouped(days, "day")])
        return pages

    def tag_pages(self, standings: Sequence[Standing]) -> list[TagPage]:
        """Return a page for each tag that has an address, by their names; its entries are grouped by year alone."""
        by_year = replace(self, addresses=replace(self.addresses, grouping=Grain.YEAR))
        tagged: dict[TagView, list[Standing]] = {}
        for standing in standings:
            for tag in standing.entry.tags:
                if tag.url:
                    tagged.setdefault(tag, []).append(standing)
        return [
            TagPage(tag, by_year.timeline(group))
            for tag, group in sorted(tagged.items(), key=lambda pair: (pair[0].name.casefold(), pair[0].name))
        ]

    def overview(self, standings: Sequence[Standing], *, in_page: bool) -> OverviewView | None:
        """Return when how much happened; columns lead to places in the page or to pages of periods."""
        periods = [each.period for each in happened(standings)]
        overview = make_overview(periods, self.words, self._place if in_page else self._page)
        return overview and replace(overview, uncounted=len(standings) - len(periods))

    def is_whole(self, standings: Sequence[Standing]) -> bool:
        """Return whether a page of these entries shows them all."""
        return len(standings) <= self.limit

    def _pages(self, unit: str, parts: Sequence[tuple[Link, Link | None, list[Standing]]]) -> list[PeriodPage]:
        links = [link(group[0].period) for link, _, group in parts]
        return [
            PeriodPage(
                unit=unit,
                words=own.words,
                url=own.url,
                timeline=self.timeline(group),
                whole=(whole := self.is_whole(group) or not self._has_smaller(unit)),
                overview=self.overview(group, in_page=whole),
                parent=above(group[0].period) if above else None,
                earlier=earlier,
                later=later,
            )
            for (_, above, group), own, earlier, later in zip(
                parts, links, [None, *links], [*links[1:], None], strict=False
            )
        ]

    def _has_smaller(self, unit: str) -> bool:
        """Whether there are pages of smaller periods than of a unit."""
        grouping = self.addresses.grouping
        return (unit == "year" and grouping is not Grain.YEAR) or (unit == "month" and grouping is Grain.DAY)

    def _place(self, period: Period) -> str:
        """The fragment of a period's group, the smallest there is."""
        if period.grain <= Grain.DAY and self.addresses.grouping is Grain.DAY:
            return f"#on-{edtf.write(Period(Grain.DAY, period.first_day))}"
        if period.month is not None and self.addresses.grouping is not Grain.YEAR:
            return f"#on-{edtf.write(_month_of(period))}"
        return f"#on-{edtf.write_year(period.year)}"

    def _page(self, period: Period) -> str:
        """The page of a period, and the period's place on it."""
        page = self.addresses.of(period)
        own = page in {self.addresses.year(period), self.addresses.month(period) if period.month else ""}
        return page + self._place(period) if period.grain <= Grain.DAY and own else page

    def _entry(self, item: Item, page: str, taken: set[str]) -> EntryView:
        name = re.sub(r"[^\w.-]+", "-", item.id).strip("-") or "entry"
        anchor = free_name(f"entry-{name}" if is_taken(name) else name, taken)
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
            edit=item.edit,
            added=view_date(item.added, self.words) if item.added else None,
            status=item.status,
            label=self.words.say_status(item.status),
        )

    def _year(self, standings: Sequence[Standing]) -> YearView:
        period = standings[0].period
        link = self._year_link(period)
        grouped = self.addresses.grouping is not Grain.YEAR
        within = [each for each in standings if grouped and each.month[1] is not None]
        rest = [each for each in standings if not grouped or each.month[1] is None]
        return YearView(
            anchor=f"on-{edtf.write_year(period.year)}",
            words=link.words,
            url=link.url,
            count=len(standings),
            entries=self._ordered([each.entry for each in rest]),
            months=self._ordered([self._month(group) for group in _grouped(within, "month")]),
        )

    def _month(self, standings: Sequence[Standing]) -> MonthView:
        period = standings[0].period
        link = self._month_link(period)
        grouped = self.addresses.grouping is Grain.DAY
        within = [each for each in standings if grouped and each.day is not None]
        rest = [each for each in standings if not grouped or each.day is None]
        return MonthView(
            anchor=f"on-{edtf.write(_month_of(period))}",
            name=say(self.words, _month_of(period), "LLLL"),
            words=link.words,
            url=link.url,
            count=len(standings),
            entries=self._ordered([each.entry for each in rest]),
            days=self._ordered([self._day(group) for group in _grouped(within, "day")]),
        )

    def _day(self, standings: Sequence[Standing]) -> DayView:
        day = Period(Grain.DAY, standings[0].period.first_day)
        return DayView(
            anchor=f"on-{edtf.write(day)}",
            number=say(self.words, day, "d"),
            weekday=say(self.words, day, "EEE"),
            words=say(self.words, day, FULL_DAY),
            datetime=html_datetime(day),
            url=self.addresses.day(day) if self.addresses.splits(day) else "",
            entries=self._ordered([each.entry for each in standings]),
        )

    def _year_link(self, period: Period) -> LinkView:
        return LinkView(say(self.words, Period.year_of(period.year)), self.addresses.year(period))

    def _month_link(self, period: Period) -> LinkView:
        return LinkView(say(self.words, _month_of(period)), self.addresses.month(period))

    def _day_link(self, period: Period) -> LinkView:
        return LinkView(say(self.words, Period(Grain.DAY, period.first_day)), self.addresses.day(period))

    def _ordered(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(reversed(parts)) if self.newest_first else tuple(parts)


def happened(standings: Iterable[Standing]) -> list[Standing]:
    """Return those of some entries that tell of what happened."""
    return [each for each in standings if not each.entry.status]


def _order(item: Item) -> tuple[tuple[float, float], str]:
    first = item.tellings[0] if item.tellings else item
    return sort_key(item.value), first.source.date.edtf if first.source else ""


def _grouped(standings: Sequence[Standing], unit: str) -> list[list[Standing]]:
    return [list(group) for _, group in groupby(standings, key=attrgetter(unit))]


def crowded_months(values: Iterable[CalendarValue], limit: int) -> frozenset[tuple[int, int | None]]:
    """Return the months (year and month) in which more than ``limit`` of some dates fall."""
    counts = Counter(_month_key(point_of(value)) for value in values)
    return frozenset(key for key, count in counts.items() if count > limit and key[1] is not None)


def _month_key(period: Period) -> tuple[int, int | None]:
    return period.year, period.month


def _month_of(period: Period) -> Period:
    year, month, _ = period.civil
    return Period.month_of(year, month)


def _day_or_coarser(period: Period) -> Period:
    return Period(Grain.DAY, period.first_day) if period.grain < Grain.DAY else period
