from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from tests.site.browsing import STILL, Visit, wait
from tests.site.built import read


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:
    with Visit(browser, address, **STILL) as visit:
        yield visit


def results(page: Any, words: str) -> list[str]:
    """The addresses that a search for some words gives, once it has ended."""
    page.fill("#search-words", words)
    wait(page, "words => new URLSearchParams(location.search).get('q') === words", words)
    wait(page, "document.getElementById('search-count').textContent !== ''")
    if not page.text_content("#search-count").startswith("No "):
        page.wait_for_selector(".search-results a")
    return list(page.eval_on_selector_all(".search-results a", "all => all.map(each => each.href)"))


def test_a_word_leads_to_articles_and_entries_that_are_there(visit: Visit, story: Path) -> None:
    page = visit.open("search/index.html")
    page.wait_for_selector("#search:not([hidden])")
    links = results(page, "parachutes")
    assert any("/articles/" in link for link in links)
    assert any("/timeline/" in link and "#" in link for link in links)
    for link in links:
        assert link.startswith(f"{visit.base}/")
        parts = urlsplit(link.removeprefix(f"{visit.base}/"))
        file = story / unquote(parts.path)
        page_of = read(file / "index.html" if file.is_dir() else file)
        assert not parts.fragment or page_of.xpath("//*[@id=$id]", id=unquote(parts.fragment)), link
    with page.expect_navigation():
        page.click(".search-results a")


def test_results_say_how_many_and_show_the_words_marked(visit: Visit) -> None:
    page = visit.open("search/index.html?q=Lovell")
    page.wait_for_selector(".search-results a")
    assert page.input_value("#search-words") == "Lovell"
    assert page.text_content("#search-count").split()[1] in ("page", "pages")
    assert "lovell" in page.locator(".search-results mark").first.text_content().lower()
    assert page.get_attribute("#search-count", "role") == "status"
    assert not page.is_visible("#search-else")


def test_what_is_nowhere_gives_no_pages(visit: Visit) -> None:
    page = visit.open("search/index.html")
    page.wait_for_selector("#search:not([hidden])")
    assert results(page, "zeppelinxyz") == []
    assert page.text_content("#search-count") == "No pages"
    page.fill("#search-words", "")
    wait(page, "document.getElementById('search-count').textContent === ''")


def test_each_page_stands_once_among_the_results(visit: Visit) -> None:
    page = visit.open("search/index.html")
    page.wait_for_selector("#search:not([hidden])")
    results(page, "moon")
    while page.is_visible("#search-more"):
        count = page.locator(".search-results > li").count()
        page.click("#search-more")
        wait(page, "count => document.querySelectorAll('.search-results > li').length > count", count)
    links = page.eval_on_selector_all(".search-results h2 a", "all => all.map(each => each.href)")
    assert len(links) == len(set(links)) == int(page.text_content("#search-count").split()[0])


def test_the_last_words_win(visit: Visit) -> None:
    page = visit.open("search/index.html")
    page.wait_for_selector("#search:not([hidden])")
    page.focus("#search-words")
    page.keyboard.type("moon")
    page.keyboard.press("Enter")
    last = results(page, "parachutes")
    texts = page.eval_on_selector_all(".search-results > li", "all => all.map(each => each.textContent.toLowerCase())")
    assert last
    assert all("parachute" in text for text in texts)


def test_an_entry_is_found_at_its_permalink(visit: Visit, story: Path) -> None:
    page = visit.open("search/index.html")
    page.wait_for_selector("#search:not([hidden])")
    links = results(page, "splashdown")
    permalinks = {
        f"{visit.base}/{file.parent.relative_to(story).as_posix()}/#{name}"
        for file in story.glob("timeline/*/*/index.html")
        for name in read(file).xpath("//@id")
    }
    assert {link for link in links if "#" in link and "/timeline/" in link} <= permalinks


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_tells_other_ways_where_it_cannot_search(browser: Any, story: Path, scripts: bool) -> None:
    with Visit(browser, story, java_script_enabled=scripts) as visit:
        page = visit.open("search/index.html")
        assert page.is_visible("#search-else")
        assert not page.is_visible("#search")
        assert page.locator("#search-else a").count() == 3
