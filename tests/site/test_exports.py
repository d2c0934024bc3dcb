"""All formats together, and ``dateline export``."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree
from tests.site.conftest import EXAMPLE, ROOT, build_site
from tests.site.exported import ON_DISK, PUBLICATION, article, disputed, entries, item

from dateline.export.csvtable import COLUMNS
from dateline.export.formats import FORMATS
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.sitesettings import DEFAULTS

Dateline = Callable[..., Any]
ALL = pytest.mark.parametrize("name", FORMATS)

WIRES = "Title: Odyssey is hurt\nDate: 1970-04-14\nSlug: wires\n\nIt ruptured late Monday.\n"
TIMELINE = """\
article: content/wires.md
published: 1970-04-14
entries:
  - {id: tank-1, date: 1970-04-13, title: Tank ruptures, text: It ruptured late Monday., when: late Monday}
"""


def test_the_site_has_a_file_in_each_format() -> None:
    assert list(FORMATS) == ["atom", "jsonfeed", "json", "jsonld", "csv", "ics", "timelinejs"]
    assert DEFAULTS["DATELINE_EXPORTS"].keys() == FORMATS.keys()


@ALL
def test_the_same_entries_give_the_same_bytes(name: str) -> None:
    found = [disputed(), *entries("1970-04~/..", "-0043")]
    texts = {FORMATS[name].write(PUBLICATION, found, Outlet("a/b")) for _ in range(2)}
    assert len(texts) == 1


@ALL
def test_nothing_in_an_export_acts_on_a_terminal_or_turns_a_text_round(name: str) -> None:
    ranges = ((0, 9), (11, 13), (14, 32), (0x7F, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A))
    marks = "".join(chr(number) for first, end in ranges for number in range(first, end))
    odd = f"a {marks} b"
    source = article(f"content/{odd}.md", odd)
    fields = dict.fromkeys(("id", "title", "text", "when", "why", "reason"), odd)
    found = entries(item("1970-04-13", source=source, tags=(odd,), **fields))
    text = FORMATS[name].write(Publication(odd, odd, odd, site=PUBLICATION.site), found, Outlet("a"))
    assert not set(text) & set(marks)
    assert re.search("a +b", text)


@ALL
def test_a_timeline_without_entries_and_a_site_without_an_address_are_no_trouble(name: str) -> None:
    assert FORMATS[name].write(Publication(""), [], Outlet())
    assert FORMATS[name].write(ON_DISK, entries("1970-04-13"), Outlet())


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.sampled_from(list(FORMATS)))
def test_every_format_is_read_whatever_texts_say(text: str, name: str) -> None:
    found = entries(item("1970-04-13", id=text, title=text, text=text, when=text, why=text, source=article(title=text)))
    data = FORMATS[name].write(Publication(text, text, text), found, Outlet("a")).encode()
    if name == "atom":
        etree.parse(BytesIO(data))
    elif name == "ics":
        assert len(list(Calendar.from_ical(data.decode()).walk("VEVENT"))) == 1
    elif name == "csv":
        assert data.decode().startswith(",".join(COLUMNS))
    else:
        json.loads(data)


# The command


@pytest.fixture
def timeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article and its timeline."""
    for folder in ("content", "timeline"):
        (tmp_path / folder).mkdir()
    (tmp_path / "content/wires.md").write_text(WIRES, "utf-8")
    (tmp_path / "timeline/wires.yaml").write_text(TIMELINE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exported(dateline: Dateline, *arguments: str, code: int = 0) -> Any:
    run = dateline("export", "json", *arguments)
    assert run.code == code, run.err
    return json.loads(run.out)


def test_without_a_format_the_command_lists_them(dateline: Dateline, timeline: Path) -> None:
    for arguments in ((), ("pdf",)):
        run = dateline("export", *arguments)
        assert (run.code, run.out) == (2, "")
        assert all(f"  {name} " in run.err and each.purpose in run.err for name, each in FORMATS.items())
    assert "pdf" in run.err


@ALL
def test_the_command_writes_to_a_file_what_it_writes_to_the_standard_output(
    name: str, dateline: Dateline, timeline: Path
) -> None:
    run = dateline("export", name)
    assert run.code == 0
    assert dateline("export", name, "--output", "out/there").code == 0
    # The standard output of tests is text, which knows only one kind of end of line.
    assert (timeline / "out/there").read_bytes().decode().replace("\r\n", "\n") == run.out.replace("\r\n", "\n")
    assert list((timeline / "out").iterdir()) == [timeline / "out/there"]


def test_an_article_has_the_title_and_the_address_of_the_site(dateline: Dateline, timeline: Path) -> None:
    (timeline / "pelicanconf.py").write_text(
        'PATH = "content"\nSITENAME = "Apollo 13"\nSITEURL = "https://news.example"\nTIMEZONE = "UTC"\n'
        'ARTICLE_URL = "{date:%Y}/{date:%b}/{category}/{slug}/"\nARTICLE_SAVE_AS = ARTICLE_URL + "index.html"\n'
        'USE_FOLDER_AS_CATEGORY = False\nDEFAULT_CATEGORY = "News"\n',
        "utf-8",
    )
    read = exported(dateline)
    assert (read["title"], read["url"]) == ("Apollo 13", "https://news.example/")
    (entry,) = read["entries"]
    assert entry["url"] == "https://news.example/timeline/1970/04/#tank-1"
    assert entry["sources"] == [
        {
            "title": "Odyssey is hurt",
            "url": "https://news.example/1970/Apr/news/wires/",
            "path": "content/wires.md",
            "published": "1970-04-14",
        }
    ]


def test_other_settings_give_other_addresses(dateline: Dateline, timeline: Path) -> None:
    (timeline / "public.py").write_text('PATH = "content"\nSITEURL = "https://public.example/x/"\n', "utf-8")
    assert exported(dateline)["url"] == "./"
    assert exported(dateline, "--settings", "public.py")["url"] == "https://public.example/x/"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.md", "LONDON, April 14, 1970 (AP) — It ruptured late Monday.\n", ("A", "1970-04-14")),
        ("a.md", "Title: *So* & so\nDate: 13 janvier 2023\n\nIt ruptured late Monday.\n", ("*So* & so", "2023-01-13")),
        ("a.txt", "Title: Plain\nDate: 14 April 1970\n\nIt ruptured late Monday.\n", ("Plain", "1970-04-14")),
        ("a.rst", "Tank *and* ship\n###############\n\n:date: 1970-04-14 23:59\n\nIt ruptured.\n",
         ("Tank and ship", "1970-04-14")),
        ("1970-04-14-a.md", "Title: Dated\n\nIt ruptured late Monday.\n", ("Dated", "1970-04-14")),
    ],
)  # fmt: skip
def test_articles_are_read_as_the_site_reads_them(
    file: str, text: str, expected: tuple[str, str], dateline: Dateline, timeline: Path
) -> None:
    (timeline / "content/wires.md").unlink()
    (timeline / "content" / file).write_text(text, "utf-8")
    (timeline / "timeline/wires.yaml").write_text(TIMELINE.replace("wires.md", file), "utf-8")
    (source,) = exported(dateline)["entries"][0]["sources"]
    assert (source["title"], source["published"]) == expected


def test_articles_that_share_an_address_have_one_each(dateline: Dateline, timeline: Path) -> None:
    (timeline / "content/again.md").write_text(WIRES, "utf-8")
    (timeline / "timeline/again.yaml").write_text(TIMELINE.replace("wires.md", "again.md"), "utf-8")
    urls = {each["sources"][0]["path"]: each["sources"][0]["url"] for each in exported(dateline)["entries"]}
    assert urls == {"content/again.md": "wires.html", "content/wires.md": "wires-2.html"}


def test_a_draft_is_left_out_with_its_entries(dateline: Dateline, timeline: Path) -> None:
    (timeline / "content/wires.md").write_text(f"Status: draft\n{WIRES}", "utf-8")
    assert exported(dateline)["entries"] == []


def test_an_article_that_cannot_be_read_is_told_and_its_entries_have_no_source(
    dateline: Dateline, timeline: Path
) -> None:
    (timeline / "content/wires.md").write_text("Title: No date\n\nNothing says when.\n", "utf-8")
    assert exported(dateline, code=1)["entries"][0]["sources"] == []
    assert "content/wires.md" in dateline("export", "json").err


def test_addresses_that_cannot_be_made_are_told(dateline: Dateline, timeline: Path) -> None:
    (timeline / "pelicanconf.py").write_text('PATH = "content"\nARTICLE_URL = "{nothing}.html"\n', "utf-8")
    assert exported(dateline, code=1)["entries"][0]["sources"] == []
    assert "nothing" in dateline("export", "json").err


def test_a_broken_timeline_file_is_told_and_the_rest_written(dateline: Dateline, timeline: Path) -> None:
    (timeline / "timeline/broken.yaml").write_text("entries: [", "utf-8")
    assert len(exported(dateline, code=1)["entries"]) == 1
    assert "timeline/broken.yaml:1" in dateline("export", "json").err


def test_a_wrong_setting_is_told(dateline: Dateline, timeline: Path) -> None:
    (timeline / "pelicanconf.py").write_text('PATH = "content"\nDATELINE_ORDER = "upwards"\n', "utf-8")
    assert len(exported(dateline, code=1)["entries"]) == 1
    assert "DATELINE_ORDER" in dateline("export", "json").err


def test_without_a_timeline_the_command_says_what_to_do(dateline: Dateline, timeline: Path) -> None:
    (timeline / "timeline/wires.yaml").unlink()
    (timeline / "timeline").rmdir()
    run = dateline("export", "csv", "--output", "out.csv")
    assert run.code == 2
    assert "dateline extract" in run.err
    assert not (timeline / "out.csv").exists()


def test_feeds_hold_as_many_entries_as_the_settings_say(dateline: Dateline, timeline: Path) -> None:
    (timeline / "pelicanconf.py").write_text('PATH = "content"\nFEED_MAX_ITEMS = 0\n', "utf-8")
    assert json.loads(dateline("export", "jsonfeed").out)["items"] == []
    assert len(exported(dateline)["entries"]) == 1


@pytest.mark.parametrize("address", ["", "https://x.example/repo"])
def test_the_command_writes_what_the_site_has(
    dateline: Dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    settings += f"\nSITEURL = {address!r}\nTHEME = {str(ROOT / 'theme')!r}\n"
    (tmp_path / "pelicanconf.py").write_text(settings, "utf-8")
    monkeypatch.chdir(tmp_path)
    site = build_site(tmp_path, SITEURL=address)
    for name, file in DEFAULTS["DATELINE_EXPORTS"].items():
        run = dateline("export", name, "--output", tmp_path / "exported")
        assert run.code == 0, run.err
        assert (tmp_path / "exported").read_bytes() == (site / file).read_bytes(), name
