"""What is planned, possible, denied or cancelled: it says so on the pages, in every export, and counts for less."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree
from tests.site.built import find, read, texts, words
from tests.site.entries import entry_on, title
from tests.site.exported import PUBLICATION, WORDS, article, entries, item
from tests.site.test_events import ATOM, OTHERS, happenings, write

from dateline.export import data, jsonld
from dateline.export.formats import FORMATS
from dateline.export.outlet import Outlet
from dateline.export.views import EntryView
from dateline.export.words import DateWords
from dateline.model import Status

Build = Callable[..., Path]

LABELS = {"planned": "Planned:", "possible": "Possible:", "denied": "Denied:", "cancelled": "Cancelled:"}
BEFORE = ("2021-02-20", "The mill is to go", "The old mill of Alden is to be torn down on March 1.")
PLAN = """\
  - id: mill-plan
    date: 2021-03-01
    title: The old mill of Alden is torn down
    status: planned
    text: The old mill of Alden is to be torn down on March 1.
    when: on March 1
    tags: [Alden]
    event: mill
"""
AFTER = ("2021-03-03", "The mill is gone", "The old mill of Alden was torn down on Monday.")
FACT = """\
  - id: mill-gone
    date: 2021-03-01
    title: The old mill of Alden was torn down
    text: The old mill of Alden was torn down on Monday.
    when: on Monday
    tags: [Alden]
    event: mill
"""


def entry_with(status: str) -> EntryView:
    (entry,) = entries(item("1970-05-02", title="Vote", status=status, source=article()))
    return entry


def written(name: str, status: str) -> str:
    return FORMATS[name].write(PUBLICATION, [entry_with(status)], Outlet(f"timeline.{name}"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article of a plan, and 14 other happenings."""
    for folder in ("content", "timeline"):
        (tmp_path / folder).mkdir()
    write(tmp_path, "before", BEFORE, PLAN)
    (tmp_path / "timeline/days.yaml").write_text(happenings())
    return tmp_path


def article_in(site: Path) -> Path:
    """The page of the only article."""
    (page,) = (site / "articles").glob("*.html")
    return page


# Words


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", list(LABELS.values())),
        ("en_US", list(LABELS.values())),
        ("de", ["Geplant:", "Möglich:", "Dementiert:", "Abgesagt:"]),
        ("fr", ["Prévu\u00a0:", "Possible\u00a0:", "Démenti\u00a0:", "Annulé\u00a0:"]),
        ("it", list(LABELS.values())),
    ],
)
def test_what_has_not_happened_has_a_word_for_it_in_every_language(language: str, labels: list[str]) -> None:
    assert [DateWords(language).say_status(status) for status in LABELS] == labels


def test_what_happened_has_no_word_for_that() -> None:
    assert (WORDS.say_status(""), WORDS.say_status(Status.HAPPENED)) == ("", "")
    assert (entry_with("").label, entry_with("").headline) == ("", "Vote")


# Exports


@pytest.mark.parametrize("status", ["", *LABELS])
def test_json_has_the_status_of_an_entry_and_of_each_telling(status: str) -> None:
    told = tuple(item("1970-05-02", id=f"vote-{each}", status=each) for each in ("planned", ""))
    (event,) = entries(replace(told[0], id="vote", status=status, tellings=told))
    whole = json.loads(data.write(PUBLICATION, [event], Outlet("timeline.json")))
    Draft202012Validator(json.loads(data.schema_text())).validate(whole)
    (entry,) = whole["entries"]
    assert (entry["status"], [each["status"] for each in entry["tellings"]]) == (status, ["planned", ""])


def test_the_schema_of_json_has_each_status_that_is_shown() -> None:
    schema = json.loads(data.schema_text())["$defs"]["told"]["properties"]["status"]
    assert set(schema["enum"]) == {"", *Status} - {Status.HAPPENED}


@pytest.mark.parametrize("status", ["", *LABELS])
def test_the_table_has_the_status_in_a_column_and_the_title_as_it_is(status: str) -> None:
    (row,) = csv.DictReader(StringIO(written("csv", status), newline=""))
    assert (row["status"], row["title"]) == (status, "Vote")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("", None),
        ("planned", "https://schema.org/EventScheduled"),
        ("possible", None),
        ("denied", None),
        ("cancelled", "https://schema.org/EventCancelled"),
    ],
)
def test_json_ld_says_what_schema_org_has_a_word_for_and_the_name_says_the_rest(status: str, kind: str | None) -> None:
    (event,) = (each for each in json.loads(written("jsonld", status))["@graph"] if each["@type"] == "Event")
    named = f"{LABELS.get(status, '')} Vote".lstrip()
    assert (event.get("eventStatus"), event["name"]) == (kind, named)
    of_page = json.loads(jsonld.article_node(PUBLICATION, article(), [entry_with(status)], Outlet()))
    assert [each["name"] for each in of_page["@graph"][0]["about"]] == [named]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("", None),
        ("planned", "TENTATIVE"),
        ("possible", "TENTATIVE"),
        ("denied", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_calendar_knows_what_is_not_sure_and_what_does_not_take_place(status: str, kind: str | None) -> None:
    (event,) = Calendar.from_ical(written("ics", status)).walk("VEVENT")
    assert (event.get("STATUS"), event["SUMMARY"]) == (kind, f"{LABELS.get(status, '')} Vote".lstrip())


def test_a_calendar_stands_in_the_order_of_the_library() -> None:
    text = written("ics", "planned")
    assert Calendar.from_ical(text).to_ical().decode() == text


@pytest.mark.parametrize("status", LABELS)
def test_feeds_and_slides_have_it_in_their_headlines(status: str) -> None:
    headline = f"{LABELS[status]} Vote"
    atom = etree.fromstring(written("atom", status).encode())
    assert atom.findtext("atom:entry/atom:title", "", ATOM) == headline
    (feed,) = json.loads(written("jsonfeed", status))["items"]
    assert (feed["title"], feed["_dateline"]["status"]) == (headline, status)
    (slide,) = json.loads(written("timelinejs", status))["events"]
    assert slide["text"]["headline"] == headline


# Pages


def test_a_plan_says_so_in_its_headline_wherever_that_stands(project: Path, build: Build) -> None:
    site = build(DATELINE_TAG_ENTRIES=1)
    label = "Planned: The old mill of Alden is torn down"
    for page in ("index.html", "timeline/2021/index.html", "timeline/2021/03/index.html"):
        assert title(entry_on(site / page, "mill-plan")) == label
    for page in (article_in(site), site / "tags/alden/index.html"):
        assert texts(page, ".line a") == [label]


def test_the_word_for_it_is_plain_text_in_the_link_of_the_headline(project: Path, build: Build) -> None:
    """So that it is heard where headlines or links are listed, and seen without colours and styles."""
    (link,) = entry_on(build() / "index.html", "mill-plan").xpath(".//*[@id='mill-plan']/a")
    (label,) = find(link, ".status")
    assert (words(label), label.tag, dict(label.attrib)) == ("Planned:", "em", {"class": "status"})


def test_what_happened_has_no_label(project: Path, build: Build) -> None:
    write(project, "before", BEFORE, PLAN.replace("planned", "happened"))
    site = build()
    assert title(entry_on(site / "index.html", "mill-plan")) == "The old mill of Alden is torn down"
    assert find(read(site / "index.html"), ".status") == []
    assert json.loads((site / "timeline.json").read_text("utf-8"))["entries"][0]["status"] == ""


def test_a_label_is_in_the_language_of_the_dates(project: Path, build: Build) -> None:
    assert texts(build(DATELINE_LANGUAGE="de") / "index.html", "main .entry .status") == ["Geplant:"]


def test_the_words_of_a_plan_in_its_article_say_so_too(project: Path, build: Build) -> None:
    (link,) = find(read(article_in(build())), "a.mention")
    assert link.get("title") == "Planned: 1 March 2021"


def test_a_plan_that_came_true_is_one_event_and_one_of_its_tellings_with_a_label(project: Path, build: Build) -> None:
    write(project, "after", AFTER, FACT)
    event = entry_on(build() / "index.html", "mill")
    assert title(event) == "The old mill of Alden was torn down"
    assert [words(each) for each in find(event, ".entry-telling")] == [
        "Planned: The old mill of Alden is to be torn down on March 1.",
        "The old mill of Alden was torn down on Monday.",
    ]


def test_a_plan_that_was_called_off_is_cancelled(project: Path, build: Build) -> None:
    off = FACT.replace("    text:", "    status: cancelled\n    text:")
    write(project, "after", ("2021-02-27", *AFTER[1:]), off)
    event = entry_on(build() / "index.html", "mill")
    assert title(event) == "Cancelled: The old mill of Alden was torn down"
    assert [words(each) for each in find(event, ".entry-telling .status")] == ["Planned:", "Cancelled:"]


def test_highlights_show_the_label(project: Path, build: Build) -> None:
    write(project, "before", BEFORE, PLAN.replace("    event:", "    importance: 1\n    event:"))
    shown = texts(build(DATELINE_HIGHLIGHTS=1) / "index.html", ".highlight-title")
    assert shown == ["Planned: The old mill of Alden is torn down"]


def test_of_two_events_of_a_day_the_one_that_happened_is_the_highlight(project: Path, build: Build) -> None:
    write(project, "after", AFTER, FACT.replace("event: mill", "status: denied\n    event: other"))
    another = (
        "  - {id: fair, date: 2021-03-01, title: The fair of Alden began, text: The fair of Alden began on Monday.}\n"
    )
    write(project, "fair", ("2021-03-02", "A fair", "The fair of Alden began on Monday."), another)
    shown = texts(build(DATELINE_HIGHLIGHTS=7) / "index.html", ".highlight-title")
    assert "The fair of Alden began" in shown
    assert not any("mill" in each for each in shown)


def test_the_overview_counts_what_happened_and_says_what_it_leaves_out(project: Path, build: Build) -> None:
    home = build() / "index.html"
    columns = texts(home, ".overview a title")
    assert len(columns) == len(OTHERS)
    assert not any("March" in each for each in columns)
    (caption,) = texts(home, ".overview-caption")
    assert caption.endswith("; 1 entry of what has not happened is not counted.")


def test_the_card_counts_what_happened(project: Path, build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.export import card

    drawn: list[tuple[Any, ...]] = []
    monkeypatch.setattr(card, "draw_card", lambda *given: drawn.append(given) or b"")
    build(SITEURL="https://news.example", RELATIVE_URLS=False)
    ((_, span, count, overview, _),) = drawn
    assert (span, count, len(overview.columns)) == ("1–14 May 2021", "14 entries", 14)


def test_a_timeline_of_plans_alone_is_built(project: Path, build: Build, errors: Callable[[], list[str]]) -> None:
    (project / "timeline/days.yaml").unlink()
    site = build(SITEURL="https://news.example", RELATIVE_URLS=False)
    assert find(read(site / "index.html"), ".overview") == []
    assert (site / "card.png").is_file()
    assert errors() == []


def test_an_entry_with_a_wrong_status_is_told_and_shown_nowhere(
    project: Path, build: Build, errors: Callable[[], list[str]]
) -> None:
    write(project, "before", BEFORE, PLAN.replace("planned", "planed"))
    site = build()
    assert not any("mill" in each for each in texts(site / "index.html", ".entry h4"))
    (error,) = errors()
    assert re.search(r'timeline/before\.yaml:7:13: error: not a status, found "planed".*"planned"', error)
