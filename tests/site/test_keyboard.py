from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.site.browsing import KINDS, STILL, Visit, focused, told, wait

WALKED = ("home", "month of many", "day", "article", "search", "help", "browse", "tag")
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 720}

# What the keyboard can stop at, and how each stop looks when the next is asked for.
WATCH_STOPS = """
() => {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
  const names = element => element.id || element.getAttribute("name") || element.textContent.trim().slice(0, 60);
  const isFree = (element, x, y) => {
    const top = document.elementFromPoint(x, y);
    // What lets the pointer through is seen with what lies under it in the same part of the page.
    const whole = getComputedStyle(element).pointerEvents === "none" ? element.parentElement : element;
    return Boolean(top) && (whole.contains(top) || top.contains(element) && top.localName === "label");
  };
  const isSeen = element => [...element.getClientRects()].some(({ left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const points = [[x, y], [left + 2, y], [right - 2, y], [x, top + 2], [x, bottom - 2]];
    return points.some(point => isFree(element, ...point));
  });
  window.walk = { stops: [], hidden: [], bare: [], expected: [] };
  window.walk.expected = [...document.querySelectorAll(stops)]
    .filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }))
    .map(names);
  addEventListener("keydown", event => {
    const element = document.activeElement;
    if (event.key !== "Tab" || !element || element === document.body) return;
    const style = getComputedStyle(element);
    window.walk.stops.push(names(element));
    if (!isSeen(element)) window.walk.hidden.push(names(element));
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) window.walk.bare.push(names(element));
  }, true);
}
"""


@pytest.fixture
def visit(browser: Any, served_story: str) -> Iterator[Visit]:
    with Visit(browser, served_story, viewport=PHONE, **STILL) as visit:
        yield visit


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def is_clear_of_bars(page: Any, selector: str) -> bool:
    """Whether an element is on the screen and nothing covers its middle."""
    seen = """
    element => {
      const { left, right, top, bottom } = element.getClientRects()[0];
      return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    }
    """
    return bool(page.eval_on_selector(selector, seen))


@pytest.mark.parametrize("kind", WALKED)
def test_every_control_is_reached_in_order_seen_and_left(browser: Any, kinds: Path, kind: str) -> None:
    with Visit(browser, kinds, viewport=DESK if kind == "article" else PHONE, **STILL) as visit:
        page = visit.open(KINDS[kind])
        page.evaluate(WATCH_STOPS)
        press(page, *["Tab"] * (page.evaluate("walk.expected.length") + 1))
        walk = page.evaluate("walk")
        assert walk["stops"] == walk["expected"]
        assert walk["hidden"] == []
        assert walk["bare"] == []


def test_every_control_is_seen_on_the_way_back(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds, viewport=PHONE, **STILL) as visit:
        page = visit.open(KINDS["day"])
        page.evaluate(WATCH_STOPS)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.focus(".footer li:last-child a")
        press(page, *["Shift+Tab"] * page.evaluate("walk.expected.length"))
        walk = page.evaluate("walk")
        assert walk["stops"] == walk["expected"][::-1]
        assert walk["hidden"] == []


def test_the_skip_link_leads_past_the_masthead(visit: Visit) -> None:
    page = visit.open("index.html")
    press(page, "Tab")
    assert focused(page) == "Skip to content"
    assert is_clear_of_bars(page, ".skip")
    press(page, "Enter", "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_enter_opens_and_closes_details(visit: Visit) -> None:
    page = visit.open("index.html")
    page.focus(".entry-tellings summary")
    press(page, "Enter")
    assert page.is_visible(".entry-tellings li")
    press(page, "Enter")
    assert not page.is_visible(".entry-tellings li")


@pytest.mark.parametrize("name", ["index.html", "timeline/1970/04/index.html"])
def test_j_and_k_go_through_the_entries_and_say_where(visit: Visit, name: str) -> None:
    page = visit.open(name)
    titles = page.eval_on_selector_all(".entry :is(h2, h3, h4, h5) > a", "all => all.map(each => each.textContent)")
    for number in range(1, 4):
        press(page, "j")
        assert (focused(page), told(page)) == (titles[number - 1], f"{number} of {len(titles)}")
        assert is_clear_of_bars(page, ":focus")
    press(page, "k")
    assert (focused(page), told(page)) == (titles[1], f"2 of {len(titles)}")
    assert is_clear_of_bars(page, ":focus")


def test_j_and_k_stop_at_the_ends(visit: Visit) -> None:
    page = visit.open("tags/launch/index.html")
    count = page.locator(".lines a").count()
    press(page, *["j"] * (count + 2))
    assert told(page) == f"{count} of {count}"
    press(page, *["k"] * (count + 2))
    assert told(page) == f"1 of {count}"


def test_j_starts_at_what_is_on_the_screen(visit: Visit) -> None:
    page = visit.open("index.html")
    page.evaluate("document.querySelectorAll('.entry')[20].scrollIntoView({ block: 'center' })")
    press(page, "j")
    assert 17 <= int(told(page).split()[0]) <= 22


def test_j_leaves_out_what_is_filtered_out(visit: Visit) -> None:
    page = visit.open("index.html?q=splashdown")
    count = page.locator(".entry:not([hidden])").count()
    press(page, "j", "j")
    assert told(page) == f"2 of {count}"


def test_enter_goes_where_j_has_gone(visit: Visit) -> None:
    page = visit.open("index.html")
    press(page, "j")
    address = page.evaluate("document.activeElement.href")
    press(page, "Enter")
    page.wait_for_url(address)
    assert "/timeline/" in address


def test_j_goes_through_the_results_of_a_search(visit: Visit) -> None:
    page = visit.open("search/index.html?q=moon")
    page.wait_for_selector(".search-results h2 a")
    press(page, "Escape", "j")
    assert told(page).startswith("1 of ")


def test_the_slash_goes_to_the_filter_or_to_the_search(visit: Visit) -> None:
    page = visit.open("index.html")
    press(page, "/")
    assert (focused(page), page.input_value("#filter-words")) == ("filter-words", "")
    page = visit.open("articles/apollo-13-oxygen-tank.html")
    press(page, "/")
    page.wait_for_url("**/search/index.html")
    wait(page, "document.activeElement.id === 'search-words'")


def test_escape_ends_filtering_and_then_leaves_the_field(visit: Visit) -> None:
    page = visit.open("index.html")
    count = page.locator(".entry").count()
    press(page, "/")
    page.keyboard.type("parachutes")
    wait(page, "document.getElementById('told').textContent.includes(' of ')")
    assert page.locator(".entry:not([hidden])").count() < count
    press(page, "Escape")
    wait(page, "document.getElementById('told').textContent === 'All entries'")
    assert page.locator(".entry:not([hidden])").count() == count
    press(page, "Escape")
    assert page.evaluate("document.activeElement === document.body")


def test_the_question_mark_leads_to_the_help(visit: Visit) -> None:
    page = visit.open("articles/apollo-13-oxygen-tank.html")
    press(page, "?")
    page.wait_for_url("**/help/index.html")


def test_what_is_told_is_a_status(visit: Visit) -> None:
    page = visit.open("index.html")
    assert page.get_attribute("#told", "role") == "status"
    assert page.evaluate("document.getElementById('told').checkVisibility()")


def test_keys_with_modifiers_and_keys_that_are_typed_do_nothing(visit: Visit) -> None:
    page = visit.open("index.html")
    press(page, "Control+j", "Alt+j", "Meta+j", "Control+k", "Control+Shift+?")
    assert told(page) == ""
    page.focus("#filter-words")
    page.keyboard.type("j/k?")
    assert page.input_value("#filter-words") == "j/k?"
    assert focused(page) == "filter-words"
    page.locator("#filter summary").click()
    page.focus("#filter-kind")
    press(page, "j")
    assert focused(page) == "filter-kind"


def test_keys_stay_off_once_they_are_turned_off(visit: Visit) -> None:
    page = visit.open("help/index.html")
    page.uncheck("#help-keys")
    assert told(page) == "The keys are off"
    page = visit.open("index.html")
    press(page, "j", "k", "/", "?")
    assert (told(page), page.evaluate("document.activeElement === document.body")) == ("", True)
    assert page.url.endswith("index.html")
    page = visit.open("help/index.html")
    assert not page.is_checked("#help-keys")
    page.check("#help-keys")
    assert told(page) == "The keys are on"
    page = visit.open("index.html")
    press(page, "j")
    assert told(page).startswith("1 of ")


def test_escape_ends_filtering_where_the_keys_are_off(visit: Visit) -> None:
    page = visit.open("help/index.html")
    page.uncheck("#help-keys")
    page = visit.open("index.html?q=moon")
    page.focus("#filter-words")
    press(page, "Escape")
    wait(page, "!document.querySelector('.entry[hidden]')")


def value(page: Any) -> tuple[str, str]:
    slider = page.locator(".overview-slider")
    return slider.get_attribute("aria-valuenow"), slider.get_attribute("aria-valuetext")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", ["index.html", "timeline/1970/04/index.html"])
def test_arrows_go_through_the_overview_and_the_page_follows(
    browser: Any, served_story: str, name: str, size: dict[str, int]
) -> None:
    with Visit(browser, served_story, viewport=size, **STILL) as visit:
        page = visit.open(name)
        titles = page.eval_on_selector_all("#overview a title", "all => all.map(each => each.textContent)")
        last = len(titles)
        page.focus(".overview-slider")
        assert value(page) == ("1", titles[0])
        steps = {
            "ArrowRight": 2,
            "ArrowUp": 1,
            "ArrowLeft": 1,
            "ArrowDown": 2,
            "PageDown": 12,
            "PageUp": 2,
            "End": last,
        }
        for key, number in {**steps, "Home": 1}.items():
            press(page, key)
            assert value(page) == (str(number), titles[number - 1]), key
            assert page.text_content("#overview-chosen") == titles[number - 1]
        press(page, "End", "ArrowRight")
        assert value(page) == (str(last), titles[-1])
        for _ in range(0, last, 2):
            target = page.eval_on_selector(".is-chosen", "each => each.getAttribute('href')")
            assert is_clear_of_bars(page, f"[id='{target[1:]}'] .entry :is(h2, h3, h4, h5) > a"), target
            assert page.evaluate(
                "{ const { top, bottom } = document.getElementById('overview').getBoundingClientRect();"
                " 0 <= top + 1 && bottom <= innerHeight }"
            )
            press(page, "ArrowLeft", "ArrowLeft")


def test_enter_on_the_overview_goes_there(visit: Visit) -> None:
    page = visit.open("index.html")
    page.focus(".overview-slider")
    press(page, "End")
    target = page.eval_on_selector(".is-chosen", "each => each.getAttribute('href')")
    press(page, "Enter")
    wait(page, "target => location.hash === target", target)


def test_enter_on_the_overview_of_many_entries_opens_a_page(browser: Any, crowded: Path) -> None:
    with Visit(browser, crowded) as visit:
        page = visit.open("index.html")
        page.focus(".overview-slider")
        press(page, "End", "Enter")
        page.wait_for_url("**/timeline/1970/**")
        assert page.locator(".entry").count()


def test_the_overview_leaves_keys_with_modifiers_to_the_browser(visit: Visit) -> None:
    page = visit.open("index.html")
    page.focus(".overview-slider")
    press(page, "Control+End", "Alt+ArrowRight", "Tab")
    assert value(page)[0] == "1"
    assert not page.evaluate("document.querySelector('.overview').contains(document.activeElement)")
    assert page.text_content("#overview-chosen") == ""
