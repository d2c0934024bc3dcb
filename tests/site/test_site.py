from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from tests.site.built import broken_links, find, pages, read, texts
from tests.site.entries import dates, entry_on, title, titles, why

ROOT = Path(__file__).parents[2]
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
Build = Callable[..., Path]
Errors = Callable[[], list[str]]


def digests(site: Path) -> dict[str, str]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_home_page_shows_every_entry_in_order(site: Path) -> None:
    home = site / "index.html"
    assert titles(home) == [
        "Caesar is killed",
        "Comet is seen before",
        "Something in the decade",
        "Something in 1909",
        "Something in May",
        "Comet is seen over the city",
        "Comet will be gone",
        "Rain comes",
        "{{ 7 * 7 }} javascript:alert(6)",
        "<script>alert(4)</script>",
    ]
    assert texts(home, ".year-heading") == ["44 BC", "1835", "1900", "1909", "1910"]
    assert dates(home)[-3:] == ["11 June 1910, 9:08 p.m. (UTC)", "since about July 1910", "1 July 1910"]


def test_an_entry_shows_its_evidence(site: Path) -> None:
    entry = entry_on(site / "timeline/1910/05/index.html", "comet-seen-1a2b")
    assert find(entry, "mark")[0].text_content() == "late Thursday"
    assert [find(each, "time")[0].get("datetime") for each in entry.iterancestors("section")] == ["1910-05-19"]
    evidence = why(entry)
    assert "Weekday, past tense → the Thursday on or before 1910-05-20" in evidence
    assert "Almost certain, 93%" in evidence
    assert evidence.endswith("12 May 1910")
    assert find(entry, "cite a")[0].get("href").endswith("articles/comet.html")


def test_newest_first_is_a_setting(build: Build, site: Path) -> None:
    home = build(DATELINE_ORDER="newest") / "index.html"
    assert texts(home, ".year-heading") == ["1910", "1909", "1900", "1835", "44 BC"]
    assert titles(home)[1] == "<script>alert(4)</script>"
    assert titles(home)[-1] == "Caesar is killed"
    assert sorted(titles(home)) == sorted(titles(site / "index.html"))


def test_an_unknown_order_is_reported(build: Build, errors: Errors) -> None:
    build(DATELINE_ORDER="sideways")
    assert errors() == ["DATELINE_ORDER is 'sideways', expected one of oldest, newest"]


def test_there_is_a_page_for_each_year_and_month(site: Path) -> None:
    folder = site / "timeline"
    found = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    assert found == [
        "-0043", "-0043/03", "1835", "1835/11", "1900", "1909", "1910", "1910/05", "1910/06", "1910/07",
    ]  # fmt: skip
    assert texts(folder / "1910/index.html", "h1") == ["1910"]
    assert texts(folder / "1910/06/index.html", "h1") == ["June 1910"]
    assert titles(folder / "1910/06/index.html") == ["Comet will be gone", "Rain comes"]
    assert texts(folder / "1910/06/index.html", ".neighbours a") == ["← May 1910", "July 1910 →"]


def test_mentions_are_marked_in_their_articles(site: Path) -> None:
    comet = read(site / "articles/comet.html")
    marked = [(a.text_content(), a[0].get("datetime"), a.get("href")) for a in find(comet, "a.mention")]
    assert marked == [
        ("late Thursday", "1910-05-19", "../timeline/1910/05/index.html#comet-seen-1a2b"),
        ("by June 1910", "1910-06", "../timeline/1910/06/index.html#comet-gone-3c4d"),
        ("in November 1835", "1835-11", "../timeline/1835/11/index.html#comet-before-5e6f"),
    ]
    assert find(comet, "em")[0].text_content() == "over the city"


def test_a_mention_inside_a_link_is_marked_without_a_second_link(site: Path) -> None:
    link = find(read(site / "articles/hostile.html"), ".article-body a")[0]
    assert link.get("href") == "https://example.org/"
    assert find(link, "time")[0].get("datetime") == "1910-07-01"
    assert not find(link, "a a")


def test_bare_text_is_an_article_with_the_date_of_its_dateline(site: Path) -> None:
    storm = site / "articles/storm.html"
    assert texts(storm, ".article-date") == ["12 June 1910"]
    assert texts(storm, ".mention") == ["At 9:08 p.m. on Saturday"]
    assert "A <b>bold</b> claim & a true one." in read(storm).text_content()


def test_hidden_entries_and_entries_of_drafts_do_not_show(site: Path) -> None:
    for file in site.rglob("*.*ml"):
        text = file.read_text("utf-8")
        assert "hidden thing" not in text, file
        assert "Parade" not in text, file


def test_entries_written_by_hand_need_no_article(site: Path) -> None:
    caesar = entry_on(site / "timeline/-0043/03/index.html", "caesar")
    assert title(caesar) == "Caesar is killed"
    assert not find(caesar, "cite") + find(caesar, "details")


def test_an_entry_whose_article_is_gone_still_shows(project: Path, build: Build) -> None:
    (project / "content/comet.md").unlink()
    assert "Comet is seen over the city" in titles(build() / "index.html")


def test_hostile_texts_are_shown_and_do_nothing(site: Path) -> None:
    for page in pages(site):
        tree = read(page)
        assert not tree.xpath("//script[not(@src) and not(@type='application/ld+json')]"), page
        assert not tree.xpath("//svg[@onload] | //img[@onerror] | //*[@onmouseover]"), page
        assert not tree.xpath("//*[starts-with(@href, 'javascript:')]"), page
    hostile = read(site / "timeline/1910/07/index.html").text_content()
    assert "<script>alert(4)</script>" in hostile
    assert '"><img src=x onerror=alert(5)>' in hostile
    assert "{{ 7 * 7 }}" in hostile


def test_every_internal_link_and_fragment_resolves(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_every_link_of_the_public_site_resolves(build: Build) -> None:
    address = "https://user.github.io/repo"
    for relative in (True, False):
        site = build(SITEURL=address, RELATIVE_URLS=relative)
        assert list(broken_links(site, address)) == []
    assert {a.get("href") for a in find(read(site / "404.html"), "main a")} == {
        f"{address}/",
        f"{address}/browse/",
        f"{address}/sources/",
    }


def test_every_link_of_the_example_site_resolves(story: Path) -> None:
    assert list(broken_links(story)) == []


def test_building_twice_gives_the_same_bytes(build: Build, site: Path) -> None:
    assert digests(build(output="once")) == digests(build(output="again")) == digests(site)


@pytest.mark.parametrize("address", ["", "https://x.example/repo"])
def test_hash_seeds_and_time_zones_change_nothing(project: Path, address: str) -> None:
    def built(seed: str, zone: str) -> dict[str, str]:
        output = project / f"seed-{seed}"
        command = [
            sys.executable,
            "-m",
            "pelican",
            "content",
            "-s",
            ROOT / "pelicanconf.py",
            "-t",
            ROOT / "theme",
            "-o",
            output,
            "-e",
            f'SITEURL="{address}"',
        ]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(command, cwd=project, check=True, capture_output=True, env=environment)
        return digests(output)

    assert built("1", "Asia/Tokyo") == built("2", "America/Chicago")


def test_pelican_finds_the_plugin_when_no_plugins_are_named(build: Build, site: Path) -> None:
    assert digests(build(PLUGINS=None)) == digests(site)


def test_the_plugin_leaves_sites_with_other_themes_alone(project: Path, build: Build, errors: Errors) -> None:
    output = build(PLUGINS=None, THEME="simple", DIRECT_TEMPLATES=["index"])
    assert not (output / "timeline").exists()
    assert "Comet returns" in (output / "index.html").read_text("utf-8")
    assert errors() == []


def test_a_broken_timeline_file_is_reported_and_the_others_are_shown(
    project: Path, build: Build, errors: Errors
) -> None:
    (project / "timeline/comet.yaml").write_text("entries:\n  - {id: a, date: [unclosed\n", "utf-8")
    home = build() / "index.html"
    assert "Rain comes" in titles(home)
    assert len(errors()) == 1
    assert "comet.yaml:" in errors()[0]


def test_a_date_that_cannot_be_read_is_reported_with_its_line(project: Path, build: Build, errors: Errors) -> None:
    file = project / "timeline/comet.yaml"
    file.write_text(file.read_text("utf-8").replace("1835-11", "1835-13"), "utf-8")
    shown = titles(build() / "index.html")
    assert "Comet is seen before" not in shown
    assert "Comet will be gone" in shown
    assert len(errors()) == 1
    assert "comet.yaml:20" in errors()[0]
    assert "1835-13" in errors()[0]


def test_a_date_in_another_language_is_read(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/fr.md").write_text("Title: Neige\nDate: 13 janvier 2023\n\nIt snowed.\n", "utf-8")
    dates = [element.get("datetime") for element in find(read(build() / "articles/fr.html"), "time")]
    assert (dates[0], errors()) == ("2023-01-13", [])


def test_an_undated_article_is_reported(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/undated.md").write_text("Title: When?\n\nIt rained.\n", "utf-8")
    assert (build() / "index.html").is_file()
    assert any("content/undated.md" in line and "no publication date" in line for line in errors())


def test_articles_of_one_name_in_two_folders_both_have_a_page(project: Path, build: Build, errors: Errors) -> None:
    for year in (2023, 2024):
        (project / f"content/{year}").mkdir()
        (project / f"content/{year}/fire.md").write_text(f"Title: Fire of {year}\nDate: {year}-05-01\n\nIt burned.\n")
    site = build()
    headings = [texts(site / f"articles/{name}.html", "h1") for name in ("fire", "fire-2")]
    assert headings == [["Fire of 2023"], ["Fire of 2024"]]
    assert errors() == []


def test_a_site_without_entries_says_so(project: Path, build: Build, errors: Errors) -> None:
    for file in (project / "timeline").iterdir():
        file.unlink()
    output = build()
    assert "There is nothing on this timeline yet" in texts(output / "index.html", "h2")
    assert list(broken_links(output)) == []
    assert errors() == []


def test_the_sources_page_lists_published_articles_oldest_first(site: Path) -> None:
    assert texts(site / "sources/index.html", ".source-title") == [
        "Comet returns & the crowd cheers",
        "Storm breaks the long drought",
        '<script>alert(1)</script> "><svg onload=alert(2)>',
    ]
    assert texts(site / "sources/index.html", ".source-count")[0] == "3 entries on the timeline"


def test_the_feed_is_atom_with_the_last_told_first(build: Build) -> None:
    output = build(SITEURL="https://example.org/site", RELATIVE_URLS=False)
    feed = etree.fromstring((output / "feeds/timeline.atom.xml").read_bytes())
    assert feed.findtext("atom:updated", namespaces=ATOM) == "1910-07-01T00:00:00+00:00"
    entries = feed.findall("atom:entry", ATOM)
    assert len(entries) == 10
    assert entries[0].find("atom:link", ATOM).get("href").startswith("https://example.org/site/timeline/1910/07/#")
    identifiers = [entry.findtext("atom:id", namespaces=ATOM) for entry in entries]
    assert len(set(identifiers)) == 10
    for entry in [feed, *entries]:
        for name in ("id", "title", "updated"):
            assert entry.findtext(f"atom:{name}", namespaces=ATOM), name
    assert feed.findtext("atom:author/atom:name", namespaces=ATOM)


def test_an_empty_feed_has_no_clock_in_it(project: Path, build: Build) -> None:
    for file in (project / "timeline").iterdir():
        file.unlink()
    assert "<updated>0001-01-01T00:00:00+00:00</updated>" in (build() / "feeds/timeline.atom.xml").read_text("utf-8")


def test_headings_go_down_a_step_at_a_time(site: Path, story: Path) -> None:
    for page in [*pages(site), *pages(story)]:
        levels = [int(each.tag[1]) for each in read(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page, levels)


def test_identifiers_are_unique_on_each_page(site: Path, story: Path) -> None:
    for page in [*pages(site), *pages(story)]:
        identifiers = read(page).xpath("//@id")
        assert len(identifiers) == len(set(identifiers)), page
