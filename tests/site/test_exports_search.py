"""What search engines and those who share the site see: JSON-LD, the sitemap, the card."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import etree
from tests.site.exported import HOSTILE, ON_DISK, PUBLICATION, SITE, WORDS, article, disputed, entries, item

from dateline.export import card, jsonld, sitemap
from dateline.export.outlet import Outlet
from dateline.export.overview import make_overview
from dateline.export.publication import Publication
from dateline.export.typeface import face
from dateline.export.views import EntryView, OverviewView
from dateline.timevalue.intervals import Period

PLACE = Outlet("timeline.jsonld")
NAMES = {"sm": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PNG = b"\x89PNG\r\n\x1a\n"


def nodes(text: str, kind: str) -> list[Any]:
    return [node for node in json.loads(text)["@graph"] if node["@type"] == kind]


def event_of(date: str) -> Any:
    (event,) = nodes(jsonld.write(PUBLICATION, entries(date), PLACE), "Event")
    return event


# JSON-LD


def test_json_ld_has_the_site_and_the_list_of_its_entries() -> None:
    text = jsonld.write(PUBLICATION, entries("1970-04-17", "1970-04-13"), PLACE)
    assert json.loads(text)["@context"][0] == "https://schema.org"
    (site,), (listed,) = nodes(text, "WebSite"), nodes(text, "ItemList")
    assert (site["@id"], site["name"], site["inLanguage"]) == (f"{SITE}/", "Apollo 13", "en")
    assert site["description"] == "The flight that did not land"
    assert site["mainEntity"] == {"@id": listed["@id"]}
    assert listed["numberOfItems"] == 2
    assert [(each["position"], each["item"]["@id"].rpartition("-")[2]) for each in listed["itemListElement"]] == [
        (1, "13"), (2, "17"),
    ]  # fmt: skip


def test_each_entry_is_an_event_that_articles_are_about() -> None:
    text = jsonld.write(PUBLICATION, [disputed()], PLACE)
    (event,) = nodes(text, "Event")
    assert event == {
        "@type": "Event",
        "@id": f"{SITE}/timeline/1970/04/#rupture",
        "url": f"{SITE}/timeline/1970/04/#rupture",
        "name": "Tank ruptures",
        "description": "It ruptured late Monday.",
        "startDate": "1970-04-13",
        "dcterms:date": {"@type": "edtf:EDTF", "@value": "1970-04-13"},
        "keywords": ["James A. Lovell Jr.", "inquiry"],
        "subjectOf": [{"@id": f"{SITE}/articles/wires.html"}, {"@id": f"{SITE}/articles/later.html"}],
    }
    assert nodes(text, "NewsArticle")[0] == {
        "@type": "NewsArticle",
        "@id": f"{SITE}/articles/wires.html",
        "url": f"{SITE}/articles/wires.html",
        "headline": "Odyssey is hurt",
        "datePublished": "1970-04-14",
    }


def test_every_article_is_there_once_and_everything_that_is_pointed_at_is_there() -> None:
    found = entries(item("1970-04-13", id="a", source=article()), item("1970-04-14", id="b", source=article()))
    text = jsonld.write(PUBLICATION, found, PLACE)
    assert len(nodes(text, "NewsArticle")) == 1
    known = {node["@id"] for node in json.loads(text)["@graph"]}
    pointed = {each["item"]["@id"] for each in nodes(text, "ItemList")[0]["itemListElement"]}
    pointed |= {each["@id"] for event in nodes(text, "Event") for each in event["subjectOf"]}
    assert pointed <= known


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("1970-04-13T21:08-06:00", {"startDate": "1970-04-13T21:08-06:00"}),
        ("1970-04-13", {"startDate": "1970-04-13"}),
        ("1970-04", {"startDate": "1970-04"}),
        ("1970", {"startDate": "1970"}),
        ("1970-04/1970-06-15", {"startDate": "1970-04", "endDate": "1970-06-15"}),
        ("1970-04/..", {"startDate": "1970-04"}),
        ("../1970-04", {"endDate": "1970-04"}),
        # ISO 8601 has no "about", no "or", no decades, and other years only if both sides agree on it.
        ("1970-04~", {}),
        ("1970-04/1970-06?", {}),
        ("[1667,1668]", {}),
        ("1970-04-XX", {}),
        ("2004-06~-11", {}),
        ("197X", {}),
        ("1970-21", {}),
        ("1970-33", {}),
        ("0000", {}),
        ("-0043-03-15", {}),
        ("Y12345", {}),
    ],
)
def test_an_event_has_iso_dates_where_those_say_the_same_and_always_edtf(date: str, iso: dict[str, str]) -> None:
    event = event_of(date)
    assert {name: event[name] for name in ("startDate", "endDate") if name in event} == iso
    assert event["dcterms:date"]["@value"] == date


def test_in_a_page_the_same_is_short_and_its_links_go_from_there() -> None:
    text = jsonld.inline(ON_DISK, entries(item("1970-04-13", source=article())), Outlet("timeline/1970/04/index.html"))
    assert ": " not in text
    assert nodes(text, "Event")[0]["url"] == "../../../timeline/1970/04/#tank-1a2b"
    assert nodes(text, "NewsArticle")[0]["url"] == "../../../articles/wires.html"


def test_an_article_is_about_its_entries() -> None:
    source = article()
    found = entries(item("1970-04-13", source=source), item("1970-04-14", id="b", source=source))
    text = jsonld.article_node(PUBLICATION, source, found, Outlet("articles/wires.html"))
    (node,) = nodes(text, "NewsArticle")
    assert node["headline"] == "Odyssey is hurt"
    assert [(each["@id"], each["name"]) for each in node["about"]] == [
        (PUBLICATION.address(each.url), each.title) for each in found
    ]


class Scripts(HTMLParser):
    """The scripts of a page, and how many other elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_gets_out_of_the_script(hostile: str) -> None:
    source = article(title=hostile)
    found = entries(item("1970-04-13", id=hostile, title=hostile, text=hostile, source=source, tags=(hostile,)))
    for text in (
        jsonld.inline(Publication(hostile), found, Outlet()),
        jsonld.article_node(Publication(hostile), source, found, Outlet()),
    ):
        assert not set("<>&\u2028\u2029\n\0\a") & set(text)
        page = Scripts(f'<script type="application/ld+json">{text}</script>')
        assert page.names == ["script"]
        read = json.loads("".join(page.texts))
        assert read == json.loads(text)
        said = {text for node in read["@graph"] for text in (node.get("headline"), *node.get("keywords", ()))}
        assert len(said - {None}) == 1


# The sitemap


def locations(text: str, root: str = "urlset") -> list[str | None]:
    read = etree.fromstring(text.encode())
    assert read.tag == f"{{{NAMES['sm']}}}{root}"
    return [each.text for each in read.iterfind("*/sm:loc", NAMES)]


def test_a_sitemap_lists_whole_addresses_once_each() -> None:
    files = sitemap.sitemap_files(PUBLICATION, "sitemap.xml", ["", "timeline/1970/", "timeline/1970/"])
    assert list(files) == ["sitemap.xml"]
    assert locations(files["sitemap.xml"]) == [f"{SITE}/", f"{SITE}/timeline/1970/"]


def test_addresses_are_escaped_and_stay_what_they_are() -> None:
    text = sitemap.write_sitemap(
        ["https://x.example/a?b=1&c=<2>", "https://x.example/früh jahr", "https://x.example/%20"]
    )
    assert locations(text) == [
        "https://x.example/a?b=1&c=%3C2%3E",
        "https://x.example/fr%C3%BCh%20jahr",
        "https://x.example/%20",
    ]


def test_more_than_one_file_can_hold_go_to_several_that_one_lists() -> None:
    files = sitemap.sitemap_files(PUBLICATION, "maps/sitemap.xml", [f"{number}/" for number in range(100_001)])
    assert list(files) == ["maps/sitemap.xml", *(f"maps/sitemap-{number}.xml" for number in (1, 2, 3))]
    listed = locations(files["maps/sitemap.xml"], "sitemapindex")
    assert listed == [f"{SITE}/maps/sitemap-{number}.xml" for number in (1, 2, 3)]
    counts = [len(locations(files[f"maps/sitemap-{number}.xml"])) for number in (1, 2, 3)]
    assert counts == [50_000, 50_000, 1]


def test_without_the_address_of_the_site_there_is_no_sitemap() -> None:
    assert sitemap.sitemap_files(ON_DISK, "sitemap.xml", ["timeline/1970/"]) == {}


# The card


def overview(*found: EntryView) -> OverviewView | None:
    days = [Period.day_of(1970, 4, day) for day in (11, 13, 13, 13, 14, 17)]
    return make_overview(days, WORDS, str)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def drawn(publication: Publication = PUBLICATION, **colours: str | tuple[str, str]) -> bytes:
    return card.draw_card(publication, "11–17 April 1970", "6 entries", overview(), colours)


@pytest.mark.parametrize("title", ["Apollo 13", "", "A very long title " * 20, "Donaudampfschifffahrt" * 9, *HOSTILE])
def test_a_card_has_the_size_that_is_asked_for_whatever_stands_on_it(title: str) -> None:
    assert size_of(drawn(replace(PUBLICATION, title=title, subtitle=title))) == (1200, 630)


def test_a_card_of_an_empty_timeline_has_its_title() -> None:
    assert size_of(card.draw_card(Publication("Apollo 13"), "", "", None, {})) == (1200, 630)


def test_a_card_is_the_same_each_time() -> None:
    assert drawn() == drawn()


def test_a_card_shows_what_it_is_given() -> None:
    cards = [
        drawn(),
        drawn(replace(PUBLICATION, title="Apollo 14")),
        drawn(replace(PUBLICATION, subtitle="Another")),
        drawn(accent="#0000ff"),
        card.draw_card(PUBLICATION, "1970", "6 entries", overview(), {}),
        card.draw_card(PUBLICATION, "11–17 April 1970", "7 entries", overview(), {}),
        card.draw_card(PUBLICATION, "11–17 April 1970", "6 entries", None, {}),
    ]
    assert len(set(cards)) == len(cards)


def test_of_two_colours_the_card_takes_the_one_for_light_pages() -> None:
    assert drawn(accent=("#0000ff", "#ffffff")) == drawn(accent="#0000ff")
    assert drawn(paper="#fdfbf6") == drawn()


@pytest.mark.parametrize(
    "title", ["Apollo 13", "Ἀπόλλων" * 3, "The fall of the bridge and what came after", "x" * 200, "a " * 300]
)
def test_a_title_fits(title: str) -> None:
    size, lines = card.title_lines(title, card.TITLE_HEIGHT)
    assert 1 <= len(lines) <= card.TITLE_LINES
    assert len(lines) * size * card.TITLE_LEADING <= card.TITLE_HEIGHT
    assert all(face("Bold").width(line, size) <= card.MEASURE for line in lines)


def test_a_short_title_is_large_and_a_longer_one_smaller_and_even() -> None:
    large, (one,) = card.title_lines("Apollo 13", card.TITLE_HEIGHT)
    small, lines = card.title_lines("The fall of the Ponte Morandi and what came after", card.TITLE_HEIGHT)
    assert one == "Apollo 13"
    assert large == card.TITLE_SIZES[0] > small
    assert " ".join(lines) == "The fall of the Ponte Morandi and what came after"
    widths = [face("Bold").width(line, small) for line in lines]
    assert min(widths) > 0.6 * max(widths)


def test_what_fits_in_no_size_ends_with_an_ellipsis() -> None:
    _, lines = card.title_lines("A very long title " * 20, card.TITLE_HEIGHT)
    assert lines[0].startswith("A very long title")
    assert lines[-1].endswith("…")


def test_the_typeface_that_comes_along_has_what_european_languages_need() -> None:
    for text in ("Größe, Œuvre, Łódź, Ğ, ﬁ — “13 April–15 June”", "Москва", "Αθήνα"):
        assert face("Bold").has(text.replace("ﬁ", "fi")), text
    assert not face("Bold").has("東京")
