"""The formats for programs of one's own: timeline.json, the table, TimelineJS."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.site.exported import HOSTILE, ON_DISK, PUBLICATION, SITE, article, disputed, entries, item

from dateline.export import csvtable, data, timelinejs
from dateline.export.dateviews import Mark
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.views import EntryView

ROOT = Path(__file__).parents[2]
PLACE = Outlet("timeline.json")
SCHEMA = json.loads(data.schema_text())
DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer", "not": {"const": 0}},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
    },
    "dependentRequired": {"day": ["month"], "hour": ["day"], "minute": ["hour"]},
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
TIMELINEJS = {  # of timeline.knightlab.com/docs/json-format.html
    "type": "object",
    "required": ["events"],
    "properties": {
        "title": {"type": "object", "properties": {"text": TEXT}, "additionalProperties": False},
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date"],
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "display_date": {"type": "string"},
                    "text": TEXT,
                    "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "autolink": {"type": "boolean"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
DATES = [
    # date, earliest day, latest day
    ("1970-04-13T21:08-06:00", "1970-04-13", "1970-04-13"),
    ("1970-04-13", "1970-04-13", "1970-04-13"),
    ("1970-04~", "1970-04-01", "1970-04-30"),
    ("1968-02-XX", "1968-02-01", "1968-02-29"),
    ("1970", "1970-01-01", "1970-12-31"),
    ("197X", "1970-01-01", "1979-12-31"),
    ("00XX", "0001-01-01", "0099-12-31"),
    ("1970-24", "1970-12-01", "1971-02-28"),
    ("1970-04/1970-06-15", "1970-04-01", "1970-06-15"),
    ("[1667,1669]", "1667-01-01", "1669-12-31"),
    ("1970-04/..", "1970-04-01", ""),
    ("../1970-04", "", "1970-04-30"),
    ("/1970-04", "", "1970-04-30"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
    ("0000", "0000-01-01", "0000-12-31"),
    ("Y12345", "+12345-01-01", "+12345-12-31"),
]


def whole(*found: EntryView, publication: Publication = PUBLICATION) -> Any:
    read = json.loads(data.write(publication, found, PLACE))
    Draft202012Validator(SCHEMA).validate(read)
    return read


def rows(*found: EntryView, publication: Publication = PUBLICATION) -> list[dict[str, str]]:
    text = csvtable.write(publication, found, Outlet("timeline.csv"))
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def slides(*found: EntryView, publication: Publication = PUBLICATION) -> Any:
    read = json.loads(timelinejs.write(publication, found, PLACE))
    Draft202012Validator(TIMELINEJS).validate(read)
    return read


# timeline.json


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["date"]["properties"]["mark"]["enum"] == [str(mark) for mark in Mark]


def test_json_says_all_there_is_of_the_timeline() -> None:
    read = whole()
    assert read == {
        "version": 1,
        "title": "Apollo 13",
        "subtitle": "The flight that did not land",
        "author": "The wires",
        "language": "en",
        "url": f"{SITE}/",
        "entries": [],
    }


def test_json_says_all_there_is_of_an_event() -> None:
    (entry,) = whole(disputed())["entries"]
    day = {"edtf": "1970-04-13", "words": "13 April 1970", "start": "1970-04-13", "end": "1970-04-13"}
    day |= {"mark": "day", "approximate": False}
    assert entry["id"] == "rupture"
    assert entry["url"] == f"{SITE}/timeline/1970/04/#rupture"
    assert entry["date"] == day
    assert (entry["title"], entry["text"]) == ("Tank ruptures", "It ruptured late Monday.")
    assert (entry["when"], entry["why"], entry["confidence"]) == ("late Monday", "the last Monday", 0.93)
    assert [each["edtf"] for each in entry["also"]] == ["1970-04-06"]
    assert entry["tags"] == ["James A. Lovell Jr.", "inquiry"]
    assert entry["sources"][0] == {
        "title": "Odyssey is hurt",
        "url": f"{SITE}/articles/wires.html",
        "path": "content/wires.md",
        "published": "1970-04-14",
    }
    assert [each["path"] for each in entry["sources"]] == ["content/wires.md", "content/later.md"]
    assert (entry["disputed"], entry["reason"]) == (True, "1 of 2 goes with it")
    assert [(each["date"]["edtf"], each["agrees"], each["sources"]) for each in entry["readings"]] == [
        ("1970-04-13", True, ["content/wires.md"]),
        ("1970-04-14", False, ["content/later.md"]),
    ]
    first, second = entry["tellings"]
    assert (first["id"], first["source"], second["id"], second["source"]) == (
        "tank-1", "content/wires.md", "tank-2", "content/later.md",
    )  # fmt: skip
    assert (second["text"], second["date"]["edtf"]) == ("It blew up on Tuesday.", "1970-04-14")


def test_json_has_null_where_there_is_nothing() -> None:
    (entry,) = whole(*entries("1970-04-13/.."))["entries"]
    assert (entry["confidence"], entry["added"], entry["date"]["end"], entry["sources"]) == (None, None, None, [])
    assert entry["date"]["mark"] == "since"
    assert not entry["disputed"]


def test_json_says_when_an_entry_came() -> None:
    (entry,) = whole(*entries(item("1970-04-13", added="1970-05-01")))["entries"]
    assert entry["added"]["edtf"] == "1970-05-01"


def test_json_keeps_the_order_of_time() -> None:
    assert [each["date"]["edtf"] for each in whole(*entries("1970-04-17", "1970-04-11"))["entries"]] == [
        "1970-04-11", "1970-04-17",
    ]  # fmt: skip


def keys_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for each in schema.values():
            yield from keys_of(each)


def documented(section: str) -> list[str]:
    """What the tables of a section of the manual are about."""
    manual = (ROOT / "docs/exports.md").read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    rows_of = re.findall(r"^\| (`.+?`) \|", manual, re.MULTILINE)
    return [key for row in rows_of for key in re.findall(r"`(.+?)`", row)]


def test_every_key_of_the_schema_is_documented() -> None:
    manual = (ROOT / "docs/exports.md").read_text("utf-8")
    section = manual.partition("\n## timeline.json\n")[2].partition("\n## ")[0]
    documented = {
        key for row in re.findall(r"^\| (`.+?`) \|", section, re.MULTILINE) for key in re.findall(r"`(.+?)`", row)
    }
    assert documented == set(keys_of(SCHEMA))


def test_every_column_of_the_table_is_documented() -> None:
    manual = (ROOT / "docs/exports.md").read_text("utf-8")
    section = manual.partition("\n## CSV table\n")[2].partition("\n## ")[0]
    documented = [
        key for row in re.findall(r"^\| (`.+?`) \|", section, re.MULTILINE) for key in re.findall(r"`(.+?)`", row)
    ]
    assert documented == list(csvtable.COLUMNS)


@pytest.mark.parametrize(("date", "start", "end"), DATES)
def test_each_date_has_its_earliest_and_its_latest_day(date: str, start: str, end: str) -> None:
    (entry,) = whole(*entries(date))["entries"]
    assert (entry["date"]["start"], entry["date"]["end"]) == (start or None, end or None)
    (row,) = rows(*entries(date))
    # What a spreadsheet would take for a formula has an apostrophe before it.
    plain = {name: row[name].removeprefix("'") for name in ("edtf", "start", "end")}
    assert plain == {"edtf": date, "start": start, "end": end}


# The table


def test_the_table_has_a_row_for_each_entry() -> None:
    (row,) = rows(disputed())
    assert row == {
        "id": "rupture",
        "edtf": "1970-04-13",
        "start": "1970-04-13",
        "end": "1970-04-13",
        "date": "13 April 1970",
        "title": "Tank ruptures",
        "text": "It ruptured late Monday.",
        "when": "late Monday",
        "why": "the last Monday",
        "confidence": "0.93",
        "also": "1970-04-06",
        "tellings": "2",
        "tags": "James A. Lovell Jr.\ninquiry",
        "sources": f"Odyssey is hurt <{SITE}/articles/wires.html>\nOdyssey was hurt <{SITE}/articles/later.html>",
        "url": f"{SITE}/timeline/1970/04/#rupture",
        "disputed": "yes",
        "readings": "1970-04-13\n1970-04-14",
        "status": "",
    }


def test_an_empty_table_has_its_head() -> None:
    assert csvtable.write(PUBLICATION, [], Outlet()) == ",".join(csvtable.COLUMNS) + "\r\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (row,) = rows(*entries(item("1970", title=cell, text=f" {cell}", when=cell, why=cell, tags=(cell,))))
    assert [row[name] for name in ("title", "text", "when", "why", "tags")] == ["'" + cell] * 5


@pytest.mark.parametrize("cell", ["\t=1", "\r=1", "\n=1"])
def test_a_cell_that_begins_with_a_blank_that_hides_a_formula_is_inert(cell: str) -> None:
    assert csvtable.inert(cell) == f"'{cell}"
    assert csvtable.inert("a = b") == "a = b"


def test_a_year_before_the_common_era_is_inert_too() -> None:
    assert rows(*entries("-0043-03-15"))[0]["start"] == "'-0043-03-15"


# TimelineJS


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("1970-04-13T21:08-06:00", {"year": 1970, "month": 4, "day": 13, "hour": 21, "minute": 8}, None),
        ("1970-04-13", {"year": 1970, "month": 4, "day": 13}, None),
        ("1970-04~", {"year": 1970, "month": 4}, None),
        ("1970", {"year": 1970}, None),
        ("197X", {"year": 1970}, {"year": 1979}),
        ("1970-24", {"year": 1970, "month": 12}, {"year": 1971, "month": 2}),
        ("1970-33", {"year": 1970, "month": 1}, {"year": 1970, "month": 3}),
        ("1970-04/1970-06-15", {"year": 1970, "month": 4}, {"year": 1970, "month": 6, "day": 15}),
        ("[1667,1669]", {"year": 1667}, {"year": 1669}),
        ("1970-04/..", {"year": 1970, "month": 4}, None),
        ("../197X", {"year": 1970}, None),
        # It has no year 0: 1 BCE is -1, and EDTF's -0043 is 44 BCE.
        ("0000", {"year": -1}, None),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None),
        ("Y12345", {"year": 12345}, None),
    ],
)
def test_a_slide_stands_at_its_date(date: str, start: object, end: object) -> None:
    read = slides(*entries(date))
    (slide,) = read["events"]
    assert (slide["start_date"], slide.get("end_date"), read["scale"]) == (start, end, "human")


def test_the_date_of_a_slide_is_in_our_words() -> None:
    assert slides(*entries("1970-04~/.."))["events"][0]["display_date"] == "since about April 1970"


def test_dates_beyond_what_javascript_knows_make_the_scale_cosmological_and_all_dates_years() -> None:
    read = slides(*entries("Y-300000", "1970-04-13", "1970-04-13/1971-02"))
    assert read["scale"] == "cosmological"
    years = [(each["start_date"], each.get("end_date")) for each in read["events"]]
    assert years == [({"year": -300001}, None), ({"year": 1970}, {"year": 1971}), ({"year": 1970}, None)]


def test_a_slide_tells_and_links_its_sources() -> None:
    (slide,) = slides(*entries(item("1970-04-13", source=article())))["events"]
    assert slide["text"] == {
        "headline": "Tank ruptures",
        "text": "<p>It ruptured late Monday.</p>"
        f'<p><a href="{SITE}/articles/wires.html">Odyssey is hurt</a>, 14 April 1970</p>'
        f'<p><a href="{SITE}/timeline/1970/04/#tank-1a2b">Apollo 13</a></p>',
    }
    assert slide["unique_id"] == "tank-1a2b"
    (slide,) = slides(*entries(item("1970-04-13", source=article())), publication=ON_DISK)["events"]
    assert "<a" not in slide["text"]["text"]


def test_slides_stand_in_rows_by_the_few_tags_that_most_have() -> None:
    tags = [("a", "b"), ("b",), ("c",), ("a", "d"), ("d", "e"), ("e", "f"), ("f", "b"), ("lone",)]
    read = slides(*entries(*(item(f"1970-04-{day:02}", id=f"e{day}", tags=each) for day, each in enumerate(tags, 1))))
    # b is on three, a, d, e and f on two each: four rows at most, equal ones by their names.
    assert [each.get("group") for each in read["events"]] == ["b", "b", None, "a", "d", "e", "b", None]


def test_a_timeline_without_entries_has_its_title() -> None:
    assert slides() == {
        "title": {"text": {"headline": "Apollo 13", "text": "<p>The flight that did not land</p>"}},
        "events": [],
        "scale": "human",
    }


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_text(hostile: str) -> None:
    found = [
        *entries(item("1970", id=hostile, title=hostile, text=hostile, tags=(hostile,), source=article(title=hostile))),
        *entries(item("1971", tags=(hostile,))),
    ]
    publication = Publication(hostile, hostile, hostile, site=SITE)
    read = whole(*found, publication=publication)
    expected = read["title"]
    assert len(expected.split("\n")) == 1
    assert read["entries"][0]["sources"][0]["title"] == read["entries"][0]["tags"][0] == expected
    assert rows(*found, publication=publication)[0]["title"].removeprefix("'") == expected
    slide = slides(*found, publication=publication)["events"][0]
    html = "".join([slide["text"]["headline"], slide["text"]["text"], slide.get("group", "")])
    assert set(re.findall(r"<\w+", html)) <= {"<p", "<a"}
