from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree
from tests.site.exported import HOSTILE, ON_DISK, PUBLICATION, SITE, article, disputed, entries, item

from dateline.export import atom, jsonfeed
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
PLACE = Outlet("feeds/timeline.atom.xml")
JSON_PLACE = Outlet("feeds/a.json")
JSON_FEED = {  # of jsonfeed.org/version/1.1
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string"},
        "feed_url": {"type": "string"},
        "description": {"type": "string"},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "authors": {
            "type": "array",
            "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}}},
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string"},
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
                    },
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                # What is not in the specification begins with an underscore, and is an object.
                "patternProperties": {"^_[^.]+$": {"type": "object"}},
                "propertyNames": {"pattern": "^(id|url|title|content_html|content_text|date_published|tags|_[a-z]+)$"},
            },
        },
    },
    "additionalProperties": False,
}


class Elements(HTMLParser):
    """The elements and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def atom_feed(publication: Publication = PUBLICATION, outlet: Outlet = PLACE, *found: Any) -> Any:
    return feedparser.parse(atom.write(publication, found, outlet), sanitize_html=False, resolve_relative_uris=False)


def json_feed(publication: Publication = PUBLICATION, outlet: Outlet = JSON_PLACE, *found: Any) -> Any:
    feed = json.loads(jsonfeed.write(publication, found, outlet))
    jsonschema.validate(feed, JSON_FEED)
    return feed


def test_an_atom_feed_says_what_it_is_of() -> None:
    feed = atom_feed(PUBLICATION, PLACE, *entries("1970-04-13"))
    assert (feed.bozo, feed.version, feed.encoding) == (False, "atom10", "utf-8")
    about = feed.feed
    assert (about.title, about.subtitle, about.author) == ("Apollo 13", "The flight that did not land", "The wires")
    links = {link.rel: link.href for link in about.links}
    assert links == {"alternate": f"{SITE}/", "self": f"{SITE}/feeds/timeline.atom.xml"}


def test_an_atom_feed_has_what_the_standard_asks_of_each_entry() -> None:
    feed = etree.fromstring(atom.write(PUBLICATION, [disputed(), *entries("1970-04-17")], PLACE).encode())
    found = feed.findall("atom:entry", ATOM)
    assert len(found) == 2
    for element in (feed, *found):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"atom:{name}", namespaces=ATOM), name
    ids = [element.findtext("atom:id", namespaces=ATOM) for element in (feed, *found)]
    assert len(set(ids)) == 3
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_an_entry_has_its_sentence_with_the_words_of_time_marked_and_its_sources() -> None:
    (found,) = atom_feed(PUBLICATION, PLACE, *entries(item("1970-04-13", source=article(), tags=("Lovell",)))).entries
    assert found.title == "Tank ruptures"
    assert found.link == f"{SITE}/timeline/1970/04/#tank-1a2b"
    assert found.content[0].type == "text/html"
    assert found.content[0].value == (
        "<p><strong>13 April 1970.</strong> It ruptured <mark>late Monday</mark>.</p>"
        f'<ul><li><a href="{SITE}/articles/wires.html">Odyssey is hurt</a>, 14 April 1970</li></ul>'
    )
    assert [tag.term for tag in found.tags] == ["Lovell"]


def test_an_event_is_one_entry_with_all_its_sources() -> None:
    (found,) = atom_feed(PUBLICATION, PLACE, disputed()).entries
    assert "articles/wires.html" in found.content[0].value
    assert "articles/later.html" in found.content[0].value


def test_what_came_last_is_first_and_what_came_together_is_in_the_order_of_time() -> None:
    told = entries(
        item("1960", id="old-late", added="1970-05-01"),
        item("1970-04-11", id="first", added="1970-04-14"),
        item("1970-04-13", id="second", added="1970-04-14"),
        item("1970-06-01", id="itself"),
        item("1970-06-02T01:00+02:00", id="in-zone"),
    )
    expected = ["in-zone", "itself", "old-late", "first", "second"]
    feed = atom_feed(PUBLICATION, PLACE, *told)
    assert [each.link.partition("#")[2] for each in feed.entries] == expected
    assert feed.feed.updated == feed.entries[0].updated == "1970-06-01T23:00:00+00:00"
    assert [each["url"].partition("#")[2] for each in json_feed(PUBLICATION, PLACE, *told)["items"]] == expected


def test_the_limit_keeps_the_newest() -> None:
    told = entries("1970-04-11", "1970-04-12", "1970-04-13")
    feed = atom_feed(PUBLICATION, Outlet("a.xml", 2), *told)
    assert [each.link.rpartition("-")[2] for each in feed.entries] == ["13", "12"]
    assert len(json_feed(PUBLICATION, Outlet("a.json", 2), *told)["items"]) == 2


@pytest.mark.parametrize("date", ["-0043-03-15", "Y12345", "../1970", "0001-01-01T00:00+14:00"])
def test_a_date_that_no_feed_can_say_is_long_ago(date: str) -> None:
    feed = atom_feed(PUBLICATION, PLACE, *entries(date))
    if date.startswith("../"):
        assert feed.entries[0].updated == "1970-01-01T00:00:00+00:00"
    else:
        assert feed.entries[0].updated == "0001-01-01T00:00:00+00:00"
        assert "date_published" not in json_feed(PUBLICATION, PLACE, *entries(date))["items"][0]


def test_an_empty_feed_is_old() -> None:
    assert atom_feed().feed.updated == "0001-01-01T00:00:00+00:00"
    assert json_feed()["items"] == []


def test_an_id_stays_when_the_date_is_corrected() -> None:
    before, after = entries(item("1970-04-13", source=article())), entries(item("1971-05-13", source=article()))
    assert before[0].url != after[0].url
    ids = [atom_feed(PUBLICATION, PLACE, *each).entries[0].id for each in (before, after)]
    ids += [json_feed(PUBLICATION, PLACE, *each)["items"][0]["id"] for each in (before, after)]
    assert len(set(ids)) == 1


def test_without_an_address_links_go_from_the_file() -> None:
    feed = atom_feed(ON_DISK, PLACE, *entries(item("1970-04-13", source=article())))
    assert feed.entries[0].link == "../timeline/1970/04/#tank-1a2b"
    assert '<a href="../articles/wires.html">' in feed.entries[0].content[0].value
    assert {link.rel: link.href for link in feed.feed.links}["alternate"] == "../"
    assert json_feed(ON_DISK, Outlet("feed.json"))["feed_url"] == "feed.json"
    assert json_feed(ON_DISK, Outlet("feed.json"))["home_page_url"] == "./"


def test_a_json_feed_holds_the_same() -> None:
    feed = json_feed(
        PUBLICATION, Outlet("feeds/a.json"), *entries(item("1970-04~", source=article(), tags=("Lovell",)))
    )
    (found,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Apollo 13",
        "description": "The flight that did not land",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feeds/a.json",
        "authors": [{"name": "The wires"}],
        "language": "en",
    }
    assert found["content_html"].startswith(
        "<p><strong>about April 1970.</strong> It ruptured <mark>late Monday</mark>."
    )
    assert found["content_text"] == (
        f"about April 1970. It ruptured late Monday.\n\nOdyssey is hurt, 14 April 1970 <{SITE}/articles/wires.html>"
    )
    assert found["date_published"] == "1970-04-01T00:00:00+00:00"
    assert found["tags"] == ["Lovell"]
    assert found["_dateline"] == {
        "edtf": "1970-04~",
        "words": "about April 1970",
        "start": "1970-04-01",
        "end": "1970-04-30",
        "status": "",
    }


def test_a_timeline_without_author_and_subtitle_has_none_in_its_feed() -> None:
    feed = json_feed(Publication("Apollo 13"))
    assert "authors" not in feed
    assert "description" not in feed


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_text(hostile: str) -> None:
    source = article(title=hostile)
    found = entries(item("1970-04-13", title=hostile, text=f"{hostile} late Monday", source=source, tags=(hostile,)))
    feed = atom_feed(Publication(hostile, hostile, hostile), PLACE, *found)
    assert not feed.bozo
    (item_json,) = json_feed(Publication(hostile, hostile, hostile), PLACE, *found)["items"]
    raw = etree.fromstring(atom.write(PUBLICATION, found, PLACE).encode())
    expected = item_json["title"]
    assert raw.findtext("atom:entry/atom:title", namespaces=ATOM) == expected
    for html in (item_json["content_html"], raw.findtext("atom:entry/atom:content", namespaces=ATOM)):
        read = Elements(html)
        assert read.names == ["p", "strong", "mark", "ul", "li", "a"]
        assert expected in read.text
