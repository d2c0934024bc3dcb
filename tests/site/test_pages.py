from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from dateline.export.dateviews import view_date
from dateline.export.mentions import find_mentions
from dateline.export.pages import Addresses, Item, PageMaker, split_sentence
from dateline.export.views import ArticleView, EntryView, ReadingView
from dateline.export.words import DateWords
from dateline.timevalue import edtf

MAKER = PageMaker(DateWords("en"), Addresses())


EARLY, LATE = (
    ArticleView(path, "", path, view_date(edtf.parse(date), DateWords("en")))
    for path, date in (("early.md", "1970-04-14"), ("late.md", "1970-06-16"))
)


def item(date: str, name: str = "x", **fields: str) -> Item:
    return Item(id=name, value=edtf.parse(date), title=name, **fields)  # type: ignore[arg-type]


def event(name: str = "rupture", **fields: Any) -> Item:
    """An event that two articles tell of, one of them twice."""
    told = (
        Item("first", edtf.parse("1970-04-13"), "Tank", "A tank burst on Monday.", "on Monday", source=EARLY),
        Item("again", edtf.parse("1970-04-14"), "Bang", "A bang was heard on Tuesday.", "on Tuesday", source=EARLY),
        Item("report", edtf.parse("1970-04-13T21:08"), "Fans", "At 9:08 p.m. it burst.", "At 9:08 p.m.", source=LATE),
    )
    readings = tuple(
        ReadingView(view_date(each.value, DateWords("en")), (source,), each is not told[1])
        for each, source in zip((told[2], told[0], told[1]), (LATE, EARLY, EARLY), strict=True)
    )
    whole = replace(told[0], id=name, value=told[2].value, tellings=told, readings=readings, dated=told[2])
    return replace(whole, **fields)


def view(item: Item) -> EntryView:
    return MAKER.entries([item])[0].entry


def test_entries_are_grouped_by_what_their_dates_say() -> None:
    items = [item(date) for date in ("1970-04-13T21:08", "1970-04", "1970", "196X", "1970-04-13", "1969-12/1970-01")]
    years = MAKER.timeline(MAKER.entries(items)).years
    assert [(year.words, len(year.entries), [month.words for month in year.months]) for year in years] == [
        ("1960", 1, []),
        ("1969", 0, ["December 1969"]),
        ("1970", 1, ["April 1970"]),
    ]
    april = years[-1].months[0]
    assert len(april.entries) == 1
    assert [(day.words, len(day.entries)) for day in april.days] == [("Monday, 13 April 1970", 2)]


def test_newest_first_turns_years_months_days_and_entries_round() -> None:
    dates = ["1969", "1970-03-01", "1970-04-01", "1970-04-02", "1970-04-02T10:00"]
    maker = PageMaker(DateWords("en"), Addresses(), newest_first=True)
    timeline = maker.timeline(maker.entries([item(date) for date in dates]))
    assert [year.words for year in timeline.years] == ["1970", "1969"]
    assert [month.name for month in timeline.years[0].months] == ["April", "March"]
    april = timeline.years[0].months[0]
    assert [day.number for day in april.days] == ["2", "1"]
    assert [entry.date.edtf for entry in april.days[0].entries] == ["1970-04-02T10:00", "1970-04-02"]
    assert timeline.span == "1969 – 2 April 1970"


def test_entries_of_one_time_stand_in_the_order_they_were_told() -> None:
    told = [
        ArticleView("", "", "", view_date(edtf.parse(published), DateWords("en")))
        for published in ("1970-04-17", "1970-04-14")
    ]
    items = [Item(f"x{at}", edtf.parse("1970-04-13"), "", source=source) for at, source in enumerate(told)]
    assert [each.entry.anchor for each in MAKER.entries(items)] == ["x1", "x0"]


def test_years_before_the_common_era_sort_first() -> None:
    timeline = MAKER.timeline(MAKER.entries([item("0001"), item("-0043"), item("Y12000"), item("-0100")]))
    assert [year.words for year in timeline.years] == ["101 BC", "44 BC", "1", "12000"]
    assert [year.url for year in timeline.years][:2] == ["timeline/-0100/", "timeline/-0043/"]


@pytest.mark.parametrize(
    ("date", "url"),
    [
        ("1970-04-13T21:08", "timeline/1970/04/#x"),
        ("1970-04", "timeline/1970/04/#x"),
        ("1970-21", "timeline/1970/#x"),
        ("197X", "timeline/1970/#x"),
        ("1970-04/..", "timeline/1970/04/#x"),
        ("../1970-04-02", "timeline/1970/04/#x"),
        ("-0043-03-15", "timeline/-0043/03/#x"),
    ],
)
def test_an_entry_has_its_permalink_on_the_page_of_its_month_or_year(date: str, url: str) -> None:
    assert MAKER.entries([item(date)])[0].entry.url == url


def test_every_entry_has_a_fragment_of_its_own() -> None:
    names = ["a", "a", "content", "two words", '"><svg>', ""]
    anchors = [each.entry.anchor for each in MAKER.entries([item("1970", name) for name in names])]
    assert anchors == ["a", "a-2", "entry-content", "two-words", "svg", "entry"]


def test_period_pages_know_their_neighbours_and_the_page_above() -> None:
    entries = MAKER.entries([item(date) for date in ("1969", "1970-04-13", "1970-06", "1972-01-01")])
    pages = MAKER.pages(entries)
    years, months = ([page for page in pages if page.unit == unit] for unit in ("year", "month"))
    assert [(page.words, page.timeline.count) for page in years] == [("1969", 1), ("1970", 2), ("1972", 1)]
    assert [page.words for page in months] == ["April 1970", "June 1970", "January 1972"]
    june = months[1]
    assert june.earlier is not None
    assert june.later is not None
    assert june.parent is not None
    assert (june.earlier.words, june.later.words, june.parent.url) == ("April 1970", "January 1972", "timeline/1970/")
    assert years[0].earlier is None
    assert years[0].parent is None


def test_an_event_is_one_entry_with_its_tellings_in_their_order() -> None:
    whole = view(event())
    assert (whole.anchor, whole.title, whole.text) == ("rupture", "Tank", "A tank burst on Monday.")
    assert [(each.anchor, each.url) for each in whole.tellings] == [
        ("first", "timeline/1970/04/#first"),
        ("again", "timeline/1970/04/#again"),
        ("report", "timeline/1970/04/#report"),
    ]


def test_a_telling_stands_on_the_page_of_its_event_whatever_date_it_gives_itself() -> None:
    whole = view(event(value=edtf.parse("1971")))
    assert {each.url.partition("#")[0] for each in (whole, *whole.tellings)} == {"timeline/1971/"}
    assert [each.date.edtf for each in whole.tellings] == ["1970-04-13", "1970-04-14", "1970-04-13T21:08"]


def test_every_event_and_every_telling_has_a_fragment_of_its_own() -> None:
    entries = MAKER.entries([event(), event(), event("first"), item("1970", "report")])
    anchors = [each.anchor for standing in entries for each in (standing.entry, *standing.entry.tellings)]
    assert len(anchors) == len(set(anchors)) == 13


def test_the_sources_of_an_event_are_its_articles_once_each() -> None:
    assert [source.path for source in view(event()).sources] == ["early.md", "late.md"]
    assert [source.path for source in view(Item("x", edtf.parse("1970"), "", source=LATE)).sources] == ["late.md"]
    assert view(item("1970")).sources == ()


def test_an_event_is_disputed_where_a_reading_does_not_agree() -> None:
    whole = event()
    assert [(each.date.edtf, each.sources[0].path, each.agrees) for each in view(whole).readings] == [
        ("1970-04-13T21:08", "late.md", True),
        ("1970-04-13", "early.md", True),
        ("1970-04-14", "early.md", False),
    ]
    assert view(whole).disputed
    assert not view(replace(whole, readings=whole.readings[:2])).disputed
    assert not view(item("1970")).disputed


def test_the_evidence_of_an_event_is_that_of_its_date_and_the_mark_that_of_its_sentence() -> None:
    dated = Item("x", edtf.parse("1970-04-13T21:08"), "", "", "At 9:08 p.m.", "clock time", 0.6, (edtf.parse("1971"),))
    whole = view(event(dated=dated))
    assert (whole.before, whole.marked, whole.after) == ("A tank burst ", "on Monday", ".")
    assert (whole.when, whole.why, whole.confidence) == ("At 9:08 p.m.", "clock time", 60)
    assert [date.edtf for date in whole.also] == ["1971"]


def test_counts_count_an_event_once() -> None:
    timeline = MAKER.timeline(MAKER.entries([event(), item("1970-04-13"), item("1970-05")]))
    (year,) = timeline.years
    assert (timeline.count, year.count, [month.count for month in year.months]) == (3, 3, [2, 1])


def test_an_event_stands_among_others_of_its_time_where_it_was_first_told() -> None:
    between = ArticleView("", "", "between.md", view_date(edtf.parse("1970-05-01"), DateWords("en")))
    other = Item("other", edtf.parse("1970-04-13T21:08"), "", source=between)
    entries = MAKER.entries([other, event(source=LATE)])
    assert [each.entry.anchor for each in entries] == ["rupture", "other"]


@pytest.mark.parametrize(
    ("text", "when", "parts"),
    [
        ("It fell\n  on  Monday.", "on Monday", ("It fell ", "on Monday", ".")),
        ("It fell.", "on Monday", ("It fell.", "", "")),
        ("It fell.", "", ("It fell.", "", "")),
        ("", "on Monday", ("", "", "")),
    ],
)
def test_a_sentence_is_split_at_its_words_of_time(text: str, when: str, parts: tuple[str, str, str]) -> None:
    assert split_sentence(text, when) == parts


def test_mentions_are_found_however_the_lines_break_and_never_overlap() -> None:
    text = "On Monday it rained.\n\nOn\nMonday it\nrained. It (really) rained."
    sentence = ("On Monday it rained.", "On Monday")
    assert find_mentions(text, [sentence, sentence, sentence]) == [(0, 9), (22, 31), None]
    place = text.index("(really)")
    assert find_mentions(text, [("It (really) rained.", "(really)"), ("", "On"), (sentence[0], "")]) == [
        (place, place + len("(really)")),
        None,
        None,
    ]
    again = "It failed\nlate Monday. Later: It failed late Monday."
    failed = ("It failed late Monday.", "late Monday")
    assert find_mentions(again, [failed, failed]) == [(10, 21), (40, 51)]


def test_finding_mentions_takes_time_in_proportion_to_their_number() -> None:
    sentence = ("The council met on Monday.", "on Monday")

    def seconds(number: int) -> float:
        text, begun = " ".join([sentence[0]] * number), time.process_time()
        assert None not in find_mentions(text, [sentence] * number)
        return time.process_time() - begun

    # Quadratic work would take a hundred times as long; at best of three, since machines have other work, too.
    assert any(seconds(10_000) < 25 * seconds(1_000) + 0.01 for _ in range(3))
