from __future__ import annotations

from base64 import b64encode
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.site.browsing import KINDS, STILL, Visit, open_details, overflow, resize
from tests.site.conftest import Build

pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GOOD_PRACTICE = """
    heading-order page-has-heading-one region landmark-one-main landmark-unique landmark-no-duplicate-banner
    landmark-no-duplicate-contentinfo landmark-banner-is-top-level landmark-contentinfo-is-top-level empty-heading
    landmark-complementary-is-top-level skip-link tabindex accesskeys aria-allowed-role presentation-role-conflict
""".split()
MARKED = ("moment", "span", "interval", "since")
OF_COLOURS = ["color-contrast", "link-in-text-block"]


# Texts that do not fit their box and cannot be scrolled to.
CUT = """
() => [...document.querySelectorAll("body *")]
  .filter(each => each.checkVisibility() && !each.closest(".visually-hidden, svg"))
  .filter(each => {
    const { overflowX, overflowY } = getComputedStyle(each);
    const cuts = side => ["hidden", "clip"].includes(side);
    return cuts(overflowX) && each.scrollWidth > each.clientWidth + 1
      || cuts(overflowY) && each.scrollHeight > each.clientHeight + 1;
  })
  .map(each => each.outerHTML.slice(0, 120))
"""
# Pairs of texts of which one stands on the other, among those that share a bar, a rail or a line.
OVERLAPS = """
() => {
  const boxes = (selector, within = document) => [...within.querySelectorAll(selector)]
    .filter(each => each.checkVisibility())
    .map(each => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return { text: each.textContent.trim(), box: range.getBoundingClientRect() };
    });
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const found = [];
  const compare = (ones, others) => {
    for (const one of ones) for (const other of others)
      if (one !== other && one.box.width && meet(one.box, other.box)) found.push(`${one.text} / ${other.text}`);
  };
  for (const year of document.querySelectorAll(".year")) {
    compare(boxes(".year-heading a", year), boxes(".month > :first-child a", year));
  }
  const labels = boxes(".overview-label");
  labels.forEach((each, at) => compare([each], labels.slice(at + 1)));
  const outside = labels.filter(each => each.box.right > innerWidth || each.box.left < 0);
  found.push(...outside.map(each => `outside: ${each.text}`));
  compare(boxes(".day > :not(article)"), boxes(".entry > p:first-child"));
  return found;
}
"""
THIN = """
() => {
  const kept = {};
  for (const entry of document.querySelectorAll(".entry")) {
    const parts = new Set([...entry.querySelectorAll("*")].map(each => each.localName + each.className));
    const shape = [...parts].sort().join();
    kept[shape] = (kept[shape] ?? 0) + 1;
    if (kept[shape] > 1) entry.remove();
  }
}
"""
"""Leaves of a long page one entry of each shape; looking at hundreds takes long and shows nothing more."""


def colours(browser: Any, picture: bytes) -> int:
    """How many colours a picture in PNG has."""
    count = """
    async text => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }
    """
    page = browser.new_page()
    number = page.evaluate(count, b64encode(picture).decode())
    page.close()
    return int(number)


def violations(page: Any, *, rules: list[str] | None = None) -> list[str]:
    """What axe finds, each with the element that it is found at."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    tags = {"type": "tag", "values": TAGS}
    only = {"type": "rule", "values": rules} if rules else tags
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    if not rules:
        options["rules"] = {name: {"enabled": True} for name in [*GOOD_PRACTICE, "target-size"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_a_page_is_hard_to_get_at(browser: Any, kinds: Path, kind: str) -> None:
    with Visit(browser, kinds, viewport={"width": 1280, "height": 800}, **STILL) as visit:
        page = visit.open(KINDS[kind])
        page.evaluate(THIN)
        found = [f"as it opens: {each}" for each in violations(page)]
        open_details(page)
        page.emulate_media(color_scheme="dark")
        found += [f"opened up, dark: {each}" for each in violations(page, rules=OF_COLOURS)]
        resize(page, 360)
        found += [f"opened up, narrow, dark: {each}" for each in violations(page)]
        page.emulate_media(color_scheme="light")
        found += [f"opened up, narrow: {each}" for each in violations(page, rules=OF_COLOURS)]
        assert found == []


def test_results_of_a_search_are_easy_to_get_at(browser: Any, served_story: str) -> None:
    with Visit(browser, served_story, viewport={"width": 1280, "height": 800}, **STILL) as visit:
        page = visit.open("search/index.html?q=moon")
        page.wait_for_selector(".search-results a")
        found = violations(page)
        resize(page, 360)
        page.emulate_media(color_scheme="dark")
        assert found + violations(page) == []


def test_a_filtered_page_is_easy_to_get_at(browser: Any, served_story: str) -> None:
    with Visit(browser, served_story, viewport={"width": 360, "height": 800}, **STILL) as visit:
        page = visit.open("index.html?q=parachutes&from=soon")
        assert page.is_visible("text=Show all")
        assert violations(page) == []


def test_every_kind_of_page_reflows(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds, **STILL) as visit:
        for kind, name in KINDS.items():
            page = visit.open(name)
            open_details(page)
            for width in (320, 768, 1280):
                resize(page, width)
                assert overflow(page) <= 0, (kind, width)
                assert page.evaluate(CUT) == [], (kind, width)
                assert page.evaluate(OVERLAPS) == [], (kind, width)


def test_nothing_is_cut_at_two_hundred_per_cent(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds, viewport={"width": 640, "height": 400}, device_scale_factor=2, **STILL) as visit:
        for kind, name in KINDS.items():
            page = visit.open(name)
            open_details(page)
            assert overflow(page) <= 0, kind
            assert page.evaluate(CUT) == [], kind
            assert page.evaluate(OVERLAPS) == [], kind


def test_nothing_is_cut_when_only_the_text_is_twice_as_large(browser: Any, kinds: Path) -> None:
    root = "document.documentElement"
    double = f"{root}.style.fontSize = `${{2 * parseFloat(getComputedStyle({root}).fontSize)}}px`"
    with Visit(browser, kinds, viewport={"width": 1280, "height": 800}, **STILL) as visit:
        found = []
        for kind, name in KINDS.items():
            page = visit.open(name)
            page.evaluate(double)
            open_details(page)
            found += [f"{kind}: {overflow(page)} px too wide"] if overflow(page) > 0 else []
            found += [f"{kind}: {each}" for each in page.evaluate(CUT) + page.evaluate(OVERLAPS)]
        assert found == []


def test_years_far_away_overlap_nothing(browser: Any, project: Path, build: Build) -> None:
    dates = ("Y-11999-09-04", "Y-11999-09-05", "-0043-03-15", "Y10000-09-06", "Y10000-09-07", "Y12345-11-08")
    entries = "".join(f"  - {{id: e{number}, date: {date}, title: Far}}\n" for number, date in enumerate(dates))
    (project / "timeline/far.yaml").write_text(f"entries:\n{entries}", "utf-8")
    with Visit(browser, build(), **STILL) as visit:
        page = visit.open("index.html")
        for width in (320, 360, 768, 1280):
            resize(page, width, 500)
            assert overflow(page) <= 0, width
            assert page.evaluate(OVERLAPS) == [], width
            for number in range(len(dates)):
                page.evaluate("id => document.getElementById(id).scrollIntoView()", f"e{number}")
                assert page.evaluate(OVERLAPS) == [], (width, dates[number])


def test_nothing_moves_by_itself_for_those_who_want_that(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds) as visit:
        page = visit.open(KINDS["home"])
        behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
        assert page.evaluate(behaviour) == "smooth"
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(behaviour) == "auto"
        moving = "all => all.filter(each => getComputedStyle(each).transitionDuration !== '0s').length"
        assert page.eval_on_selector_all("*", moving) == 0


def test_marks_and_columns_can_be_seen_in_forced_colours(browser: Any, kinds: Path) -> None:
    with Visit(browser, kinds, viewport={"width": 800, "height": 600}, forced_colors="active", **STILL) as visit:
        page = visit.open(KINDS["home"])
        for selector in (".overview a rect:last-child", ".mark", *(f".entry.is-{kind}" for kind in MARKED)):
            element = page.locator(selector).first
            element.scroll_into_view_if_needed()
            box = element.bounding_box()
            right, down = (-8.5, 22) if ".entry" in selector else (0, 0)
            place = {"x": box["x"] + right, "y": box["y"] + down}
            assert colours(browser, page.screenshot(clip={**place, "width": 16, "height": 16})) > 1, selector
