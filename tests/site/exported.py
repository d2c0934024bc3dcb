"""Entries to export, as tests need them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.export.dateviews import view_date
from dateline.export.pages import Addresses, Item, PageMaker
from dateline.export.publication import Publication
from dateline.export.views import ArticleView, EntryView, ReadingView, TagView
from dateline.export.words import DateWords
from dateline.timevalue import edtf

SITE = "https://news.example/apollo"
PUBLICATION = Publication("Apollo 13", "The flight that did not land", "The wires", "en", SITE)
ON_DISK = replace(PUBLICATION, site="")
WORDS = DateWords("en")
HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    '"><svg onload=alert(2)>',
    "</script><!--",
    "a\nb\r\nc\td",
    "bell\a, null\0, escape\x1b[31m",
    "half \ud83d of a pair",
    "not a character \uffff",
    "rocket 🚀",
    "אפולו \u202eשלוש עשרה",
    "line\u2028separator\u2029s",
    "&amp; & &#x3c;",
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}",
    "it's; a, \\list",
]


def article(
    path: str = "content/wires.md", title: str = "Odyssey is hurt", published: str = "1970-04-14"
) -> ArticleView:
    name = path.removeprefix("content/").removesuffix(".md")
    return ArticleView(title, f"articles/{name}.html", path, view_date(edtf.parse(published), WORDS))


def item(date: str, **fields: Any) -> Item:
    """An entry of one article, of which all but the date can be left out."""
    fields = {
        "id": "tank-1a2b",
        "title": "Tank ruptures",
        "text": "It ruptured late Monday.",
        "when": "late Monday",
    } | fields
    fields["tags"] = tuple(TagView(name) for name in fields.get("tags", ()))
    fields["also"] = tuple(map(edtf.parse, fields.get("also", ())))
    if "added" in fields:
        fields["added"] = edtf.parse(fields["added"])
    return Item(value=edtf.parse(date), **fields)


def entries(*items: Item | str) -> list[EntryView]:
    """The entries of a timeline, dates standing for entries of their own."""
    whole = [item(each, id=f"at-{each}") if isinstance(each, str) else each for each in items]
    return [standing.entry for standing in PageMaker(WORDS, Addresses()).entries(whole)]


def disputed() -> EntryView:
    """An event that two articles tell of, with different dates."""
    first, second = article(), article("content/later.md", "Odyssey was hurt", "1970-04-20")
    told = (
        item("1970-04-13", id="tank-1", source=first, confidence=0.93, also=("1970-04-06",), why="the last Monday"),
        item("1970-04-14", id="tank-2", source=second, text="It blew up on Tuesday.", when="on Tuesday"),
    )
    readings = tuple(
        ReadingView(view_date(each.value, WORDS), (each.source,), agrees)
        for each, agrees in zip(told, (True, False), strict=True)
        if each.source
    )
    whole = replace(
        told[0], id="rupture", tellings=told, readings=readings, reason="1 of 2 goes with it", dated=told[0]
    )
    return entries(replace(whole, tags=(TagView("James A. Lovell Jr."), TagView("inquiry"))))[0]
