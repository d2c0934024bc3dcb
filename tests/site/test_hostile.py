from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.site.browsing import STILL, Visit, open_details, serving, wait
from tests.site.built import broken_links, pages, read
from tests.site.conftest import build_hostile, write_hostile

EVIL = "x-evil"
SCRIPTED = ("javascript:", "vbscript:", "data:text")


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile site as it is built where articles are taken as they are."""
    return build_hostile(write_hostile(tmp_path_factory.mktemp("trusting")), DATELINE_SANITIZE=False)


@pytest.fixture(scope="module")
def served_hostile(hostile: Path) -> Iterator[str]:
    with serving(hostile) as address:
        yield address


def names(site: Path) -> list[str]:
    return [page.relative_to(site).as_posix() for page in pages(site)]


def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """All that a page's elements could lead to or load."""
    for page in pages(site):
        for element in read(page).iter():
            for name, value in element.attrib.items():
                if name.endswith(("href", "src", "action", "data", "poster", "srcdoc", "cite", "ping")):
                    yield page.name, value


def test_no_file_is_written_outside_the_output(tmp_path: Path) -> None:
    project = write_hostile(tmp_path / "deep/down/project")
    before = set(tmp_path.rglob("*"))
    output = build_hostile(project)
    assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(output)} == before
    assert all(path.resolve().is_relative_to(output.resolve()) for path in output.rglob("*"))


def test_names_of_files_are_plain(hostile: Path) -> None:
    for path in hostile.rglob("*"):
        name = path.relative_to(hostile).as_posix()
        assert not set(name) & set("<>\"'&?#: \\"), name


def test_no_address_runs_anything(hostile: Path) -> None:
    assert [each for each in addresses(hostile) if "".join(each[1].split()).lower().startswith(SCRIPTED)] == []


def test_no_element_and_no_handler_comes_from_a_text(hostile: Path) -> None:
    for page in pages(hostile):
        tree = read(page)
        assert tree.xpath(f"//{EVIL} | //iframe | //object | //embed | //base | //style | //form[@action]") == [], page
        assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == [], page
        for script in tree.iter("script"):
            assert script.get("src", "").partition("theme/")[1] or script.get("type") == "application/ld+json", page


def test_hostile_texts_can_be_read(hostile: Path) -> None:
    home = read(hostile / "index.html").text_content()
    for part in ("Title", "Text", "Why", "Tag", "Site"):
        assert f"{part}<script>window.pwned = 1</script>" in home, part


def test_what_programs_are_told_is_data(hostile: Path) -> None:
    told = 0
    for page in pages(hostile):
        for script in read(page).xpath("//script[@type='application/ld+json']"):
            graph = json.loads(script.text)
            told += "<script>window.pwned = 1</script>" in str(graph)
            assert "<" not in script.text
    assert told


def test_every_link_leads_somewhere(hostile: Path) -> None:
    assert list(broken_links(hostile)) == []


def test_nothing_runs_in_a_browser(browser: Any, served_hostile: str, hostile: Path) -> None:
    of_texts = f"document.querySelectorAll('{EVIL}, [onload], [onerror], [onmouseover]').length"
    with Visit(browser, served_hostile, **STILL) as visit:
        for name in names(hostile):
            page = visit.open(name)
            open_details(page)
            assert page.evaluate("window.pwned") is None, name
            assert page.evaluate(of_texts) == 0, name


def test_what_the_filter_offers_and_the_address_says_is_text(browser: Any, served_hostile: str) -> None:
    with Visit(browser, served_hostile, **STILL) as visit:
        attack = quote('"><img src=x onerror="window.pwned=1"><script>window.pwned = 1</script>')
        page = visit.open(f"index.html?q={attack}&tag={attack}&from={attack}#{attack}")
        assert page.text_content("#filter-count") == "Nothing fits"
        page = visit.open("index.html")
        page.click("text=More ways to filter")
        options = page.eval_on_selector_all("#filter option", "all => all.map(each => each.textContent)")
        assert any("<script>" in option for option in options)
        tag = next(option for option in options if option.startswith("Tag<script>"))
        page.select_option("#filter-tag", tag)
        assert page.locator(".entry:not([hidden])").count()
        page.focus(".overview-slider")
        page.keyboard.press("End")
        page.keyboard.press("j")
        assert page.evaluate("window.pwned") is None


def test_results_of_a_search_are_text(browser: Any, served_hostile: str) -> None:
    with Visit(browser, served_hostile, **STILL) as visit:
        page = visit.open("search/index.html?q=pwned")
        page.wait_for_selector(".search-results a")
        assert "<script>" in page.text_content(".search-results")
        elements = "all => [...new Set(all.map(each => each.localName))].sort()"
        assert set(page.eval_on_selector_all(".search-results *", elements)) <= {"a", "h2", "li", "mark", "p", "ul"}
        links = page.eval_on_selector_all(".search-results a", "all => all.map(each => each.protocol)")
        assert set(links) == {"http:"}
        attack = quote("<img src=x onerror=window.pwned=1>")
        page = visit.open(f"search/index.html?q={attack}")
        wait(page, "document.getElementById('search-count').textContent")
        assert page.evaluate("window.pwned") is None


def test_articles_are_cleaned_unless_they_are_trusted(hostile: Path, trusting: Path) -> None:
    for kind in (f"//{EVIL}", "//iframe", "//*[@onerror]", "//a[contains(@href, 'javascript:')]", "//p[@onmouseover]"):
        for name in ("markdown", "page"):
            assert read(trusting / f"articles/{name}.html").xpath(kind), kind
            assert not read(hostile / f"articles/{name}.html").xpath(kind), kind


def test_the_policy_keeps_what_a_trusted_article_holds_from_running(browser: Any, trusting: Path) -> None:
    visit = Visit(browser, trusting, **STILL)
    for name in ("articles/markdown.html", "articles/page.html", "articles/text.html", "pages/page.html", "index.html"):
        page = visit.open(name)
        page.evaluate("document.querySelectorAll('a[href^=javascript]').forEach(each => each.click())")
        page.evaluate(
            "document.querySelectorAll('[onmouseover]').forEach(each => each.dispatchEvent(new Event('mouseover')))"
        )
        assert page.evaluate("window.pwned") is None, name
    page.close()
    asked = [each.partition(": ")[2] for each in visit.complaints if each.startswith("outside request: ")]
    assert all(f"failed: {each}: csp" in visit.complaints for each in asked)
    assert not [each for each in visit.complaints if each.startswith("dialog")]


def test_the_policy_is_in_force(browser: Any, hostile: Path) -> None:
    visit = Visit(browser, hostile)
    for name in ("index.html", "search/index.html", "articles/markdown.html"):
        page = visit.open(name)
        page.evaluate(
            "{ const script = document.createElement('script'); script.textContent = 'window.pwned = 1';"
            "  document.body.append(script); }"
        )
        page.evaluate("document.body.setAttribute('onclick', 'window.pwned = 1'); document.body.click()")
        assert page.evaluate("window.pwned") is None, name
        assert any(each.startswith("error: CSP:") for each in visit.complaints), name
        visit.complaints.clear()
    page.close()
