"""What templates receive: frozen records that they only have to lay out.

All texts are plain text (templates escape them), all addresses are relative to the root of the site (templates put
``SITEURL`` before them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.export.dateviews import DateView

MANY = 200


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
class TagView:
    """A tag: its name, how many entries carry it, and the address of its page, "" if it has none."""

    name: str
    url: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry. ``before + marked + after`` is its sentence; ``marked`` is "" where ``when`` is not in it.

    ``confidence`` is in hundredths, None where the file gives none; ``also`` are the other readings; ``source`` is
    None for an entry written by hand; ``anchor`` is the fragment, ``url`` the permalink with it; ``edit`` is the
    address where the file that it stands in can be edited, "" if none is known; ``added`` is when it came to the
    timeline, None if nothing tells. ``status`` is "planned", "possible", "denied" or "cancelled", and ``label`` what
    stands before its title then; both are "" for what happened.

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
    tags: tuple[TagView, ...] = ()
    tellings: tuple[EntryView, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    reason: str = ""
    edit: str = ""
    added: DateView | None = None
    status: str = ""
    label: str = ""

    @property
    def headline(self) -> str:
        """The title with its label, for where it stands as one text."""
        return f"{self.label} {self.title}" if self.label else self.title

    @property
    def sources(self) -> tuple[ArticleView, ...]:
        """The articles that tell it, each once."""
        if not self.tellings:
            return (self.source,) if self.source else ()
        told = (each.source for each in self.tellings)
        return tuple({source.path: source for source in told if source}.values())

    @property
    def disputed(self) -> bool:
        """Whether a source gives a date that does not go with the others."""
        return not all(reading.agrees for reading in self.readings)

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.before + self.marked + self.after

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the date is what it is: words that are not in the sentence, the reason, rule and anchor, how sure."""
        if not (self.why or self.reason or self.confidence is not None or self.also):
            return ()
        sure = ", ".join(filter(None, (self.confidence_words, f"{self.confidence}%")))
        said = (
            f"“{self.when}”" if self.when and " ".join(self.when.split()) != self.marked else "",
            self.reason,
            self.why.replace("->", "→"),
            "" if self.confidence is None else sure,
        )
        return tuple(each[:1].upper() + each[1:] for each in said if each)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A date that some ``sources`` give an event, and whether it goes with the event's own."""

    date: DateView
    sources: tuple[ArticleView, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """A day that has entries: ``number`` of the month, short ``weekday``, and the whole date in ``words``.

    ``url`` is its page, "" for most: only the days of months that have too many entries for one page have their own.
    """

    anchor: str
    number: str
    weekday: str
    words: str
    datetime: str
    url: str
    entries: tuple[EntryView, ...]

    @property
    def count(self) -> int:
        """How many entries it has."""
        return len(self.entries)


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
    """A link to a page and what it is called; ``name`` is the page's own, as templates know it ("" for most)."""

    words: str
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline, or the part of it that a page shows.

    ``span`` is the first and the last day in words (one date if they are the same, "" if there are no entries).
    """

    years: tuple[YearView, ...]
    count: int
    span: str

    @property
    def many(self) -> bool:
        """Whether there are so many entries that a page of them is to be written as short as it can be."""
        return self.count > MANY


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A unit of time that has entries, in the overview: where it is and how high, in words, and where it leads.

    ``x`` and ``width`` are in hundredths of the overview's width, ``height`` in hundredths of the highest one's.
    """

    x: float
    width: float
    height: float
    words: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class GapView:
    """A time without entries that is drawn narrower than it is: where, and how long it is in words."""

    x: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A date below the overview; ``at_end`` ones end at ``x``; those that are not ``always`` need a wide page."""

    x: float
    words: str
    at_end: bool = False
    always: bool = True


@dataclass(frozen=True, slots=True)
class OverviewView:
    """How much happened when: columns of one ``unit`` ("day", "month", "year" …), and gaps between.

    ``unplaced`` entries say no such unit, so that they are in no column; nor are the ``uncounted``, which tell of what
    has not happened.
    """

    unit: str
    columns: tuple[ColumnView, ...]
    gaps: tuple[GapView, ...]
    labels: tuple[AxisLabel, ...]
    unplaced: int
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """The page of a year, a month or a day (``unit``): its part of the timeline, the page above it, its neighbours.

    A page that is not ``whole`` has too many entries: it shows those that stand in no smaller period, and links to the
    pages of the others.
    """

    unit: str
    words: str
    url: str
    timeline: TimelineView
    whole: bool
    overview: OverviewView | None
    parent: LinkView | None
    earlier: LinkView | None
    later: LinkView | None


@dataclass(frozen=True, slots=True)
class TagPage:
    """The page of a tag: all entries that carry it."""

    tag: TagView
    timeline: TimelineView


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page receives as ``dateline``: where the plugin's pages are, and what the site holds.

    Addresses of pages that the site does not have are "". ``address`` is that of the site itself, "" if unknown.
    ``fields`` are what entries show, ``titles`` what pages are called, ``exports`` the files for other programs by
    their formats; ``direction`` is that of the language's writing, "ltr" or "rtl".
    """

    address: str
    home: str
    browse: str
    sources: str
    search: str
    help: str
    pages: tuple[LinkView, ...]
    exports: Mapping[str, LinkView]
    card: str
    colours: str
    fields: tuple[str, ...]
    titles: Mapping[str, str]
    direction: str
    count: int
    articles: int
    span: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What an article's page receives as ``article.dateline``: the article and its entries in chronological order.

    ``jsonld`` says the same to programs, ready to stand inside a ``script`` element.
    """

    article: ArticleView
    entries: tuple[EntryView, ...]
    jsonld: str = ""
