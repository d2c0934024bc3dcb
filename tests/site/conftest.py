from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings
from tests.site.browsing import serving

from dateline.sitesettings import TITLES

ROOT = Path(__file__).parents[2]
EXAMPLE = Path(__file__).parent / "example"

Build = Callable[..., Path]


ABOUT = """Title: About these pages

## Where they come from

See [the archive](https://example.org/).

| Wire | Since |
|------|-------|
| AP   | 1846  |
"""

ATTACK = (
    "<script>window.pwned = 1</script><img alt='' src=data:image/png;base64,AAAA onerror='window.pwned=1'>"
    "\"><svg onload='window.pwned=1'><x-evil>"
)
RAW = f"""
{ATTACK}

<iframe src="https://evil.example/" srcdoc="<script>parent.pwned = 1</script>"></iframe>
<p id="told">An article</p><p id="content">has a right</p><p id="search-count">to its own names</p>
<p onmouseover="window.pwned = 1" style="position: fixed; inset: 0">Come here on Friday</p>
<p><a href="javascript:window.pwned=1">one</a> <a href=" jav&#x09;ascript:window.pwned=1">other</a></p>
<base href="https://evil.example/"><form action="https://evil.example/"><input name="x"></form>
<link rel="stylesheet" href="https://evil.example/x.css"><style>* {{ display: none }}</style>
"""
IDENTIFIERS = [
    '"><svg onload=window.pwned=1>', "../../x", "a b", "it's", "<b>", "told", "content", "filter", "overview-chosen",
    "on-1910", "search-words", "%3Cscript%3E", "é", "#", "..", "a/b\\c", "__proto__", "constructor",
]  # fmt: skip
TAGS = [f"Tag{ATTACK}", "../../etc", "..", "/etc/passwd", "a·b", "%2e%2e%2f", "__proto__", "CON", "javascript:alert(1)"]


def build_site(project: Path, **settings: Any) -> Path:
    """Build the project's content and timeline with the example site's settings; returns the output folder."""
    output = project / settings.pop("output", "output")
    override = {"PATH": str(project / "content"), "OUTPUT_PATH": str(output), "THEME": str(ROOT / "theme"), **settings}
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
    return output


def copy_story(folder: Path) -> Path:
    """Copy the project's own content and timeline to a folder."""
    if not (ROOT / "timeline").is_dir():
        pytest.skip("timeline/ has not been made yet; `dateline extract` makes it")
    for part in ("content", "timeline"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def write_hostile(project: Path) -> Path:
    """Write what an attacker would wherever something can be written; returns the project."""
    for folder in ("content/pages", "timeline"):
        (project / folder).mkdir(parents=True)
    head = f"Title: Title{ATTACK}\nDate: 1910-07-01\nSummary: Summary{ATTACK}\nTags: {ATTACK}\nAuthor: {ATTACK}\n"
    (project / "content/markdown.md").write_text(f"{head}\n{RAW}", "utf-8")
    for number, way_out in enumerate(("Slug: ../../slug", "Save_as: ../../saved.html")):
        text = f"Title: Out\nDate: 1910-07-01\n{way_out}\n\nOut"
        (project / f"content/way-out-{number}.md").write_text(text, "utf-8")
    (project / "content/pages/page.md").write_text(f"Title: Title{ATTACK}\n\n{RAW}", "utf-8")
    (project / "content/text.txt").write_text(f"Title{ATTACK}\n\nLISBON, 2 July 1910 — {RAW}", "utf-8")
    title = f"<title>{escape(ATTACK)}</title><meta name='date' content='1910-07-03'>"
    (project / "content/page.html").write_text(f"<html><head>{title}</head><body>{RAW}</body></html>", "utf-8")
    entry = {
        "title": f"Title{ATTACK}",
        "text": f"Text{ATTACK} on Friday{ATTACK}.",
        "when": f"on Friday{ATTACK}",
        "why": f"Why{ATTACK}",
        "confidence": 0.5,
        "also": ["1910-06-24"],
        "tags": TAGS,
    }
    ids = [{"id": each, "date": f"1910-07-{day:02}", **entry} for day, each in enumerate(IDENTIFIERS, 1)]
    event = {"date": "1910-08-01", **entry, "event": f"Event{ATTACK}"}
    long_ago = {"id": "friday", **entry, "date": "Y-11999", "when": "on Friday"}
    files = {
        "ids": {"entries": ids},
        "markdown": {"article": "content/markdown.md", "entries": [{"id": "one", **event}]},
        "text": {"article": "content/text.txt", "entries": [{"id": "two", **event, "date": "1910-08-03"}]},
        "page": {"article": "content/page.html", "entries": [long_ago]},
        "outside": {"article": "../../x", "entries": [{"id": "outside", **entry, "date": "1911"}]},
        "nowhere": {"article": "javascript:window.pwned=1", "entries": [{"id": "nowhere", **entry, "date": "1911-01"}]},
    }
    for name, file in files.items():
        (project / f"timeline/{name}.yaml").write_text(json.dumps(file), "utf-8")
    return project


def build_hostile(project: Path, **settings: Any) -> Path:
    """Build what ``write_hostile`` wrote, with settings that are hostile too; returns the output folder."""
    titles = dict.fromkeys(TITLES, f"Name{ATTACK}")
    named = {"SITENAME": f"Site{ATTACK}", "SITESUBTITLE": f"Subtitle{ATTACK}", "AUTHOR": f"Author{ATTACK}"}
    return build_site(project, **{**named, "DATELINE_TITLES": titles, "DATELINE_TAG_ENTRIES": 1, **settings})


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small example, to change."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def build(project: Path) -> Build:
    """Builds ``project``; keyword arguments are settings."""
    return lambda **settings: build_site(project, **settings)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small example as it stands."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    return build_site(folder)


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the project's own content and timeline."""
    return build_site(copy_story(tmp_path_factory.mktemp("story", numbered=False)))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content on pages of three entries at most, with links to edit them and a page of text."""
    folder = copy_story(tmp_path_factory.mktemp("crowded", numbered=False))
    (folder / "content/pages").mkdir()
    (folder / "content/pages/about.md").write_text(ABOUT, "utf-8")
    return build_site(folder, DATELINE_PAGE_ENTRIES=3, DATELINE_EDIT_URL="https://example.org/edit/{path}#L{line}")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a project without articles and entries."""
    folder = tmp_path_factory.mktemp("empty", numbered=False)
    (folder / "content").mkdir()
    return build_site(folder)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of what an attacker would write."""
    return build_hostile(write_hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="session")
def kinds(story: Path, crowded: Path, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder from which ``browsing.KINDS`` counts."""
    return tmp_path_factory.getbasetemp()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the small example, in a folder of its host."""
    with serving(site, "/repo") as address:
        yield address


@pytest.fixture(scope="session")
def served_story(story: Path) -> Iterator[str]:
    """The address of the project's own content, in a folder of its host."""
    with serving(story, "/repo") as address:
        yield address


@pytest.fixture(scope="session", params=["", "/repo"], ids=["at the root", "in a folder"])
def address(request: pytest.FixtureRequest, story: Path) -> Iterator[str]:
    """The address of the project's own content, first alone on its host, then in a folder of it."""
    with serving(story, request.param) as address:
        yield address


@pytest.fixture
def errors(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was logged as an error so far."""
    return lambda: [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
