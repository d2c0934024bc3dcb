from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.site.browsing import KINDS, STILL, WIDTHS, Visit, open_details, overflow, resize
from tests.site.built import pages

PAGES = (
    "index.html", "timeline/1910/index.html", "timeline/1910/07/index.html",
    "articles/comet.html", "articles/hostile.html", "sources/index.html", "404.html",
)  # fmt: skip
LONG = "Donaudampfschifffahrtsgesellschaft" * 3

# The texts that can be seen outside of what only scripts bring.
TEXTS = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const isOfScripts = parent.closest("#filter, #help-switch, #search, #search-else, #told, script");
    if (parent.checkVisibility() && !isOfScripts) texts.push(walker.currentNode.data.trim());
  }
  return texts.filter(Boolean);
}
"""


def names(site: Path) -> list[str]:
    return [page.relative_to(site).as_posix() for page in pages(site)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_their_window_and_ask_for_nothing_outside(browser: Any, served: str, scheme: str) -> None:
    with Visit(browser, served, color_scheme=scheme) as visit:
        for name in PAGES:
            page = visit.open(name)
            open_details(page)
            for width in WIDTHS:
                resize(page, width)
                assert overflow(page) <= 0, (name, width)


@pytest.mark.parametrize("name", ["index.html", "timeline/1910/05/index.html"])
def test_pages_work_from_the_disk_with_their_styles(browser: Any, site: Path, name: str) -> None:
    with Visit(browser, site) as visit:
        page = visit.open(name)
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        page.click("text=Sources")
        assert page.title().startswith("Sources")


def test_the_example_site_fits_its_window_and_is_quiet_from_the_disk(browser: Any, story: Path) -> None:
    with Visit(browser, story) as visit:
        for name in names(story):
            page = visit.open(name)
            open_details(page)
            for width in (320, 1440):
                resize(page, width)
                assert overflow(page) <= 0, (name, width)


def test_no_kind_of_page_asks_for_anything_outside_or_complains(browser: Any, address: str) -> None:
    with Visit(browser, address) as visit:
        for name in KINDS.values():
            if name.startswith("story/output/"):
                visit.open(name.removeprefix("story/output/"))
        page = visit.open("index.html")
        page.fill("#filter-words", "moon")
        page.focus(".overview-slider")
        page.keyboard.press("End")
        page = visit.open("search/index.html?q=moon")
        page.wait_for_selector(".search-results a")


def test_every_kind_of_page_says_the_same_without_scripts(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds) as visit, Visit(browser, kinds, java_script_enabled=False) as bare:
        for kind, name in KINDS.items():
            texts = bare.open(name).evaluate(TEXTS)
            assert texts == visit.open(name).evaluate(TEXTS), kind
            assert len(texts) > 5


def test_the_site_can_be_gone_through_without_scripts(browser: Any, served_story: str) -> None:
    with Visit(browser, served_story, java_script_enabled=False) as visit:
        page = visit.open("index.html")
        assert page.locator(".entry").first.is_visible()
        month = "on-1970-04"
        for link in (f".jump a[href='#{month}']", f"#{month} > :first-child a", ".jump-days a >> nth=-1"):
            page.click(link)
        for link in (".entry cite a >> nth=-1", "a.mention"):
            page.click(link)
        assert "#" in page.url
        page.click("summary >> nth=-1")
        assert page.locator("details[open]").count() == 1


def test_right_to_left_turns_the_page_round(browser: Any, project: Path, build: Callable[..., Path]) -> None:
    site = build(DEFAULT_LANG="ar")
    with Visit(browser, site, **STILL) as visit:
        for name in (*PAGES, "search/index.html", "help/index.html", "browse/index.html"):
            page = visit.open(name)
            assert page.evaluate("document.documentElement.dir") == "rtl"
            open_details(page)
            for width in (320, 1280):
                resize(page, width)
                assert overflow(page) <= 0, (name, width)
                assert page.evaluate("document.documentElement.scrollLeft") == 0
        page = visit.open("index.html")
        right = "each => each.getBoundingClientRect().right"
        rail, text = (page.eval_on_selector(each, right) for each in (".day > :not(article)", ".entry :is(h4, h5)"))
        assert 640 < text < rail
        border = page.evaluate("getComputedStyle(document.querySelector('.entry')).borderRightStyle")
        assert border == "solid"


def test_left_to_right_has_the_rail_at_the_left(browser: Any, site: Path) -> None:
    with Visit(browser, site) as visit:
        left = "each => each.getBoundingClientRect().left"
        page = visit.open("index.html")
        assert page.eval_on_selector(".day > :not(article)", left) < page.eval_on_selector(".entry h5, .entry h4", left)


def test_links_in_articles_can_be_told_from_text(browser: Any, project: Path, build: Callable[..., Path]) -> None:
    links = (
        "A [plain](https://a.example/), an *[italic](https://b.example/)* <i><a href='https://c.example/'>one</a></i>"
    )
    (project / "content/links.md").write_text(f"Title: Links\nDate: 1910-05-20\n\n{links}.\n\n- {links}\n")
    with Visit(browser, build()) as visit:
        page = visit.open("articles/links.html")
        lines = "each => each.map(link => getComputedStyle(link).textDecorationLine)"
        assert page.eval_on_selector_all(".article-body a", lines) == ["underline"] * 6


def test_paper_has_the_entries_and_not_the_ways_to_them(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds) as visit:
        page = visit.open(KINDS["home"])
        page.emulate_media(media="print")
        for selector in (".jump", ".filter", ".masthead-nav", ".overview", ".footer nav", ".entry details", ".skip"):
            assert page.locator(selector).count()
            assert not page.locator(selector).first.is_visible(), selector
        for selector in (".entry h5", ".entry mark", ".day > :not(article)", ".year-heading", ".masthead-name"):
            assert page.locator(selector).first.is_visible(), selector
        page.eval_on_selector(".entry details", "each => { each.open = true }")
        assert page.locator(".entry details").first.is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.year-heading')).position") == "static"


def test_long_words_of_an_event_break_and_widen_nothing(
    browser: Any, project: Path, build: Callable[..., Path]
) -> None:
    for name, date in (("comet", '"1910-05-19T23:30+01:00/1910-05-20T01:30+01:00"'), ("storm", "1910-05-22")):
        file = project / f"timeline/{name}.yaml"
        entry = f"  - {{id: {name}-long, date: {date}, title: {LONG}, text: {LONG}, event: {LONG}, tags: [{LONG}]}}\n"
        file.write_text(file.read_text("utf-8") + entry, "utf-8")
    with Visit(browser, build(DATELINE_HIGHLIGHTS=2)) as visit:
        page = visit.open("index.html")
        open_details(page)
        assert page.locator(".highlights, .entry-tellings[open], .entry-disputed").count() == 3
        for width in (320, 360):
            resize(page, width)
            assert overflow(page) <= 0


@pytest.mark.parametrize("name", ["index.html", "timeline/1970/04/index.html"])
def test_a_link_to_a_telling_opens_the_details_that_it_stands_in(browser: Any, story: Path, name: str) -> None:
    with Visit(browser, story, viewport={"width": 360, "height": 640}, **STILL) as visit:
        last = ".entry-tellings li >> nth=-1"
        page = visit.open(name)
        assert not page.is_visible(last)
        visit.open(f"{name}#{page.get_attribute(last, 'id')}")
        assert page.is_visible(last)
        top = page.evaluate("document.querySelector('.entry-tellings li:target').getBoundingClientRect().top")
        bar = page.evaluate("[...document.querySelectorAll('.month > :first-child')].at(0)?.offsetHeight ?? 0")
        assert bar - 1 < top < 640


def test_the_sticky_bar_hides_no_entry_that_was_jumped_to(browser: Any, served: str) -> None:
    with Visit(browser, served, viewport={"width": 360, "height": 640}, **STILL) as visit:
        page = visit.open("index.html#comet-seen-1a2b")
        top = page.evaluate("document.querySelector('.entry:has(#comet-seen-1a2b) > p').getBoundingClientRect().top")
        bar = page.evaluate("document.querySelector('#on-1910-05 > :first-child').getBoundingClientRect().bottom")
        assert top >= bar
