"""Ten entries look full, ten thousand stay fast: what a full page weighs, how a large timeline is split into pages."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from benchmarks.prose import Prose, write_project
from tests.site.built import find, pages, read
from tests.site.conftest import ROOT, build_site

ENTRIES = 500
ARTICLES = 33
PAGES_ALONE = {"DATELINE_SEARCH_SAVE_AS": "", "DATELINE_EXPORTS": {}}
PARAGRAPH = re.compile(r"^[^\n:]{80,}$", re.MULTILINE)


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def address(site: Path, page: Path) -> str:
    return f"/{page.relative_to(site).as_posix()}"


def entries(site: Path, page: Path) -> list[tuple[str, str]]:
    """The entries that a page shows in full: where each stands, and where its headline leads, from the site's root."""
    own = address(site, page)
    headlines = [entry.xpath("(.//*[@id])[1]")[0] for entry in find(read(page), "article.entry")]
    return [(f"{own}#{each.get('id')}", urljoin(own, each.xpath("a/@href")[0])) for each in headlines]


def leads_to(site: Path, page: Path) -> set[str]:
    """Where the links in what a page is about lead, from the site's root."""
    return {urljoin(address(site, page), href) for href in find(read(page), "main")[0].xpath(".//@href")}


def periods(site: Path) -> set[str]:
    """The pages of years, months and days."""
    return {address(site, page) for page in pages(site / "timeline")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles and entries of a few years, as many as one page can have, a tenth of them told of twice."""
    folder = tmp_path_factory.mktemp("years")
    write_project(folder, ARTICLES, ENTRIES, retold=ENTRIES // 20, years=3)
    return folder


@pytest.fixture(scope="module")
def full(project: Path) -> Path:
    """A site whose home page has as many entries as a page can have."""
    return build_site(project, output="full", **PAGES_ALONE)


@pytest.fixture(scope="module")
def split(project: Path) -> Path:
    """The same for a setting that lets a page have fewer."""
    return build_site(project, output="split", DATELINE_PAGE_ENTRIES=100, **PAGES_ALONE)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a single month, January 2004, that has more entries than a page can have."""
    folder = tmp_path_factory.mktemp("month")
    write_project(folder, 4, 60, retold=3, scattered=False)
    return build_site(folder, DATELINE_PAGE_ENTRIES=50, **PAGES_ALONE)


def test_the_made_up_sentences_are_as_varied_as_those_of_the_example() -> None:
    articles = "".join(path.read_text("utf-8") for path in sorted((ROOT / "content").glob("*.md")))
    example = " ".join(PARAGRAPH.findall(articles))
    prose = Prose(1)
    made_up = " ".join(prose.said() for _ in range(len(example) // 50))[: len(example)]
    assert compressed(made_up) >= compressed(example)


def test_a_home_page_with_500_entries_weighs_little(full: Path) -> None:
    """A little more than the page of a month, since these are of sixty years, with a heading for each day."""
    html = (full / "index.html").read_text("utf-8")
    assert len(entries(full, full / "index.html")) == ENTRIES
    assert len(html.encode()) <= 300 * 1024
    assert compressed(html) <= 60_000


def test_the_page_of_a_month_with_500_entries_weighs_little(tmp_path: Path) -> None:
    write_project(tmp_path, ARTICLES, ENTRIES, retold=ENTRIES // 20, scattered=False)
    site = build_site(tmp_path, **PAGES_ALONE)
    html = (site / "timeline/2004/01/index.html").read_text("utf-8")
    assert len(entries(site, site / "timeline/2004/01/index.html")) == ENTRIES
    assert len(html.encode()) <= 300_000
    assert compressed(html) <= 60_000


def test_processes_write_what_one_process_writes(project: Path) -> None:
    written = {}
    for few in (0, 1_000_000):
        program = f"import pelican, pelican.plugins.dateline.processes as p; p.FEW = {few}; pelican.main()"
        output = project / f"by-{few}"
        options = ["content", "-o", output, "-s", ROOT / "pelicanconf.py", "-t", ROOT / "theme"]
        subprocess.run([sys.executable, "-c", program, *options], cwd=project, check=True, capture_output=True)
        written[few] = {path.relative_to(output): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert written[0] == written[1_000_000]
    assert len(written[0]) > 100


def test_ten_entries_all_stand_on_the_home_page(tmp_path: Path) -> None:
    write_project(tmp_path, 1, 10)
    site = build_site(tmp_path, **PAGES_ALONE)
    assert len(entries(site, site / "index.html")) == 10


def test_a_home_page_with_too_many_entries_leads_to_all_years_and_months(split: Path) -> None:
    home = split / "index.html"
    assert not entries(split, home)
    assert periods(split) <= leads_to(split, home)


def test_a_month_with_too_many_entries_leads_to_its_days(crowded: Path) -> None:
    january, days = crowded / "timeline/2004/01/index.html", {page for page in periods(crowded) if page.count("/") == 5}
    assert len(days) > 20
    assert not entries(crowded, january)
    assert days <= leads_to(crowded, january)
    assert address(crowded, january) in leads_to(crowded, crowded / "timeline/2004/index.html")


@pytest.mark.parametrize(("name", "number"), [("full", ENTRIES), ("split", ENTRIES), ("crowded", 60)])
def test_every_entry_stands_on_the_one_page_that_its_permalink_leads_to(
    name: str, number: int, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(name)
    shown = [entry for page in pages(site / "timeline") for entry in entries(site, page)]
    at_home = [place for place, permalink in shown if place == permalink]
    assert len(at_home) == len(set(at_home)) == number
    assert {permalink for _, permalink in shown} == set(at_home)


@pytest.mark.parametrize(("name", "number"), [("full", 525), ("split", 525), ("crowded", 63)])
def test_what_articles_mention_leads_to_its_entry(name: str, number: int, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    mentions = {
        urljoin(address(site, page), mention.get("href"))
        for page in pages(site / "articles")
        for mention in find(read(page), "a.mention")
    }
    assert len(mentions) == number
    there = {f"{address(site, page)}#{name}" for page in pages(site / "timeline") for name in read(page).xpath("//@id")}
    assert mentions <= there
