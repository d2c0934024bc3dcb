from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.site.browsing import STILL, Visit, told, wait
from tests.site.conftest import Build

MIXED = """
entries:
  - {id: cafe, date: 1999-12-31, title: Café opens, text: A café opened., tags: [Food, Paris]}
  - {id: caesar, date: -0043-03-15, title: Caesar is killed, tags: [Rome]}
  - {id: republic, date: -0043, title: A year of war, tags: [Rome]}
  - {id: hour, date: "1999-12-31T23:59", title: The last minute}
  - {id: month, date: 1999-11, title: A wet month}
  - {id: range, date: 1999-11-03/1999-11-05, title: A fair}
  - {id: since, date: 1999-10-01/.., title: The shop is open}
  - {id: until, date: ../1998-05, title: The war lasts}
  - {id: about, date: 1999-10-02~, title: A rumour}
  - {id: far, date: Y12000-06-01, title: Far from now}
"""
DAYS = {"cafe", "caesar", "about"}


@pytest.fixture(scope="module")
def visit(browser: Any, served_story: str) -> Iterator[Visit]:
    with Visit(browser, served_story, viewport={"width": 1280, "height": 800}, **STILL) as visit:
        yield visit


@pytest.fixture
def mixed(project: Path, build: Build) -> Path:
    """A site with an entry of each kind of date, each known by its id."""
    for file in (project / "timeline").iterdir():
        file.unlink()
    (project / "timeline/mixed.yaml").write_text(MIXED, "utf-8")
    return build()


def shown(page: Any) -> set[str]:
    """The ids of the entries that can be seen."""
    ids = "all => all.filter(each => each.checkVisibility()).map(each => each.querySelector('[id]').id)"
    return set(page.eval_on_selector_all(".entry", ids))


def asked(page: Any, query: str) -> set[str]:
    """What is shown of the page when it is opened with a query."""
    page.goto(f"{page.url.partition('?')[0]}?{query}")
    return shown(page)


def query(page: Any) -> str:
    return str(page.evaluate("location.search"))


def test_every_word_has_to_be_in_an_entry(visit: Visit) -> None:
    page = visit.open("index.html")
    whole = shown(page)
    page.fill("#filter-words", "MOON")
    one = shown(page)
    page.fill("#filter-words", "moon lovell")
    both = shown(page)
    assert whole > one > both > set()
    texts = page.eval_on_selector_all(".entry:not([hidden])", "all => all.map(each => each.textContent.toLowerCase())")
    assert all("moon" in text and "lovell" in text for text in texts)


def test_groups_without_an_entry_that_fits_are_hidden(visit: Visit) -> None:
    page = visit.open("index.html")
    page.fill("#filter-words", "splashdown")
    bare = "all => all.filter(each => each.checkVisibility() && !each.querySelector('.entry:not([hidden])')).length"
    assert page.eval_on_selector_all(".year, .month, .day", bare) == 0
    assert 0 < page.locator(".day:not([hidden])").count() < page.locator(".day").count()


def test_what_fits_is_counted_and_told_when_typing_pauses(visit: Visit) -> None:
    page = visit.open("index.html")
    page.fill("#filter-words", "splashdown")
    words = f"{len(shown(page))} of {page.locator('.entry').count()} entries"
    assert page.text_content("#filter-count") == words
    assert told(page) != words
    wait(page, "words => document.getElementById('told').textContent === words", words)


def test_nothing_fits_is_said(visit: Visit) -> None:
    page = visit.open("index.html")
    page.fill("#filter-words", "zeppelin")
    assert (shown(page), page.text_content("#filter-count")) == (set(), "Nothing fits")
    wait(page, "document.getElementById('told').textContent === 'Nothing fits'")


def test_the_button_shows_all_again(visit: Visit) -> None:
    page = visit.open("index.html?q=oxygen&kind=moment")
    before = shown(page)
    page.click("text=Show all")
    wait(page, "document.getElementById('told').textContent === 'All entries'")
    assert len(before) < len(shown(page)) == page.locator(".entry").count()
    assert query(page) == ""
    assert page.evaluate("document.activeElement.id") == "filter-words"
    assert not page.is_visible("text=Show all")


def test_an_article_leaves_the_entries_that_it_tells(visit: Visit) -> None:
    page = visit.open("index.html")
    page.click("text=More ways to filter")
    title = page.locator("#filter-source option").nth(1).text_content()
    page.select_option("#filter-source", title)
    sources = "all => all.map(each => [...each.querySelectorAll('cite')].map(cite => cite.textContent))"
    left = page.eval_on_selector_all(".entry:not([hidden])", sources)
    assert left
    assert all(title in each for each in left)


def test_a_tag_leaves_the_entries_that_carry_it(visit: Visit) -> None:
    page = visit.open("index.html?tag=launch")
    tags = "each.querySelector('i').textContent.split('·').map(tag => tag.trim())"
    tagged = f"all => all.every(each => {tags}.includes('launch'))"
    assert page.input_value("#filter-tag") == "launch"
    assert shown(page)
    assert page.eval_on_selector_all(".entry:not([hidden])", tagged)
    assert page.is_visible("#filter-tag")


def test_what_is_asked_for_is_in_the_address_and_comes_back_with_it(visit: Visit) -> None:
    page = visit.open("index.html")
    page.click("text=More ways to filter")
    page.fill("#filter-words", "crew & moon")
    page.fill("#filter-words", "moon")
    page.select_option("#filter-kind", "day")
    page.fill("#filter-from", "1970-04-11")
    wait(page, "location.search.includes('from')")
    before = shown(page)
    assert query(page) == "?q=moon&kind=day&from=1970-04-11"
    page.reload()
    assert shown(page) == before
    assert page.input_value("#filter-from") == "1970-04-11"
    other = visit.open(f"index.html{query(page)}")
    assert shown(other) == before
    assert other.is_visible("#filter-from")


def test_the_address_takes_any_words(visit: Visit) -> None:
    page = visit.open("index.html")
    page.fill("#filter-words", "a&b=c#d%20é")
    wait(page, "location.search")
    page.reload()
    assert page.input_value("#filter-words") == "a&b=c#d%20é"
    assert visit.open("index.html?q=%zz&strange=1&q[]=2").is_visible("#filter")


def test_a_link_to_an_entry_that_is_filtered_out_shows_it(visit: Visit) -> None:
    page = visit.open("index.html")
    last = page.eval_on_selector_all(".entry :is(h3, h4, h5)", "all => all.at(-1).id")
    page = visit.open(f"index.html?q=zeppelin#{last}")
    wait(page, "id => document.getElementById(id).checkVisibility()", last)
    visit.open("index.html?q=zeppelin")
    page.evaluate("id => { location.hash = id }", last)
    wait(page, "id => document.getElementById(id).checkVisibility()", last)
    top, height = page.evaluate("id => [document.getElementById(id).getBoundingClientRect().top, innerHeight]", last)
    assert 0 < top < height


def test_a_date_that_is_none_is_marked_and_rules_nothing_out(visit: Visit) -> None:
    page = visit.open("index.html")
    page.click("text=More ways to filter")
    page.fill("#filter-from", "last week")
    assert page.get_attribute("#filter-from", "aria-invalid") == "true"
    assert len(shown(page)) == page.locator(".entry").count()
    page.fill("#filter-from", "1970")
    assert page.get_attribute("#filter-from", "aria-invalid") == "false"


def test_pages_of_a_year_and_of_a_month_can_be_filtered(visit: Visit) -> None:
    for name in ("timeline/1970/index.html", "timeline/1970/04/index.html"):
        page = visit.open(name)
        whole = shown(page)
        assert set() < asked(page, "q=splashdown") < whole
        assert set() < asked(page, "from=1970-04-17&to=1970-04-17") < whole


def test_accents_kinds_and_dates_from_the_disk(browser: Any, mixed: Path) -> None:
    with Visit(browser, mixed) as visit:
        page = visit.open("index.html")
        whole = shown(page)
        for asking, left in {
            "q=CAFE": {"cafe"},
            "q=café": {"cafe"},
            "tag=Rome": {"caesar", "republic"},
            "tag=Food": {"cafe"},
            "kind=moment": {"hour"},
            "kind=day": DAYS | {"far"},
            "kind=span": {"month", "republic"},
            "kind=interval": {"range"},
            "kind=since": {"since"},
            "kind=until": {"until"},
            "kind=about": {"about"},
            "from=2000": {"far"},
            "to=-43": {"caesar", "republic"},
            "to=0": {"caesar", "republic"},
            "from=-43&to=-43": {"caesar", "republic"},
            "from=1999-12-31": {"cafe", "hour", "far"},
            "from=1999-11&to=1999-11": {"month", "range"},
            "from=1999-11-04&to=1999-11-04": {"month", "range"},
            "to=1998": {"caesar", "republic", "until"},
            "from=12000": {"far"},
            "from=1999&to=1999&q=a&kind=day": {"cafe", "about"},
        }.items():
            assert asked(page, asking) == left, asking
            assert left < whole


def test_a_page_with_one_entry_has_no_filter(visit: Visit) -> None:
    page = visit.open("timeline/1960/index.html")
    assert page.locator(".entry").count() == 1
    assert not page.is_visible("#filter")


def test_choices_that_are_none_are_left_out(browser: Any, mixed: Path) -> None:
    with Visit(browser, mixed) as visit:
        page = visit.open("index.html")
        page.click("text=More ways to filter")
        assert not page.is_visible("#filter-source")
        assert page.is_visible("#filter-tag")
        options = page.eval_on_selector_all("#filter-tag option", "all => all.map(each => each.textContent)")
        assert options == ["Any", "Food", "Paris", "Rome"]
