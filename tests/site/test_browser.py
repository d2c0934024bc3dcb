from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDTHS = (320, 360, 768, 1440)
PAGES = (
    "index.html", "timeline/1910/index.html", "timeline/1910/07/index.html",
    "articles/comet.html", "articles/hostile.html", "sources/index.html", "404.html",
)  # fmt: skip

LONG = "Donaudampfschifffahrtsgesellschaft" * 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_api.sync_playwright() as playwright:
        if not path and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("there is no Chromium: `make test` installs one")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The address of a server that shows the site under /repo/."""
    root = site.parent / "served"
    root.mkdir()
    (root / "repo").symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo"
    server.shutdown()
    server.server_close()


class Visit:
    """A page opened in the browser, and what went wrong while it was."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        self.base = base
        self.complaints: list[str] = []
        self.page = browser.new_page(**options)
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._check_request)
        self.page.on("requestfailed", self._check_failure)
        self.page.on("response", self._check_response)

    def _check_request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.complaints.append(f"outside request: {request.url}")

    def _check_failure(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the icon, when the next page is opened before it has come
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _check_response(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, name: str) -> Any:
        self.page.goto(f"{self.base}/{name}")
        return self.page


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def open_details(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_their_window_and_ask_for_nothing_outside(browser: Any, served: str, width: int, scheme: str) -> None:
    visit = Visit(browser, served, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for name in PAGES:
        page = visit.open(name)
        open_details(page)
        assert overflow(page) <= 0, name
    visit.page.close()
    assert visit.complaints == []


@pytest.mark.parametrize("name", ["index.html", "timeline/1910/05/index.html"])
def test_pages_work_from_the_disk_with_their_styles(browser: Any, site: Path, name: str) -> None:
    visit = Visit(browser, f"file://{site}")
    page = visit.open(name)
    assert page.evaluate("getComputedStyle(document.querySelector('.entry-permalink')).textDecorationLine") == "none"
    page.click("text=Sources")
    assert page.title().startswith("Sources")
    visit.page.close()
    assert visit.complaints == []


def test_the_example_site_fits_its_window(browser: Any, story: Path) -> None:
    names = [path.relative_to(story).as_posix() for path in sorted(story.rglob("*.html"))]
    for width in WIDTHS:
        visit = Visit(browser, f"file://{story}", viewport={"width": width, "height": 800})
        for name in names:
            page = visit.open(name)
            assert overflow(page) <= 0, (name, width)
            open_details(page)
            assert overflow(page) <= 0, (name, width)
        visit.page.close()
        assert visit.complaints == []


@pytest.mark.parametrize("width", [320, 360])
def test_long_words_of_an_event_break_and_widen_nothing(
    browser: Any, project: Path, build: Callable[..., Path], width: int
) -> None:
    for name, date in (("comet", '"1910-05-19T23:30+01:00/1910-05-20T01:30+01:00"'), ("storm", "1910-05-22")):
        file = project / f"timeline/{name}.yaml"
        entry = f"  - {{id: {name}-long, date: {date}, title: {LONG}, text: {LONG}, event: {LONG}, tags: [{LONG}]}}\n"
        file.write_text(file.read_text("utf-8") + entry, "utf-8")
    visit = Visit(browser, f"file://{build(DATELINE_HIGHLIGHTS=2)}", viewport={"width": width, "height": 800})
    page = visit.open("index.html")
    open_details(page)
    assert page.locator(".highlights, .entry-tellings[open], .entry-disputed").count() == 3
    assert overflow(page) <= 0
    visit.page.close()


@pytest.mark.parametrize("name", ["index.html", "timeline/1970/04/index.html"])
def test_a_link_to_a_telling_opens_the_details_that_it_stands_in(browser: Any, story: Path, name: str) -> None:
    visit = Visit(browser, f"file://{story}", viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    last = ".entry-tellings li >> nth=-1"
    page = visit.open(name)
    assert not page.is_visible(last)
    visit.open(f"{name}#{page.get_attribute(last, 'id')}")
    assert page.is_visible(last)
    top = page.evaluate("document.querySelector('.entry-tellings li:target').getBoundingClientRect().top")
    bar = page.evaluate("[...document.querySelectorAll('.month-heading')].at(0)?.offsetHeight ?? 0")
    assert bar - 1 < top < 640
    visit.page.close()


def test_the_keyboard_opens_what_the_sources_say(browser: Any, story: Path) -> None:
    visit = Visit(browser, f"file://{story}")
    page = visit.open("index.html")
    page.focus(".entry-tellings summary")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.is_visible(".entry-tellings li")
    visit.page.close()


def test_the_sticky_bar_hides_no_entry_that_was_jumped_to(browser: Any, served: str) -> None:
    visit = Visit(browser, served, viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page = visit.open("index.html#comet-seen-1a2b")
    top = page.evaluate("document.querySelector('#comet-seen-1a2b .entry-date').getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('#on-1910-05 .month-heading').getBoundingClientRect().bottom")
    assert top >= bar
    visit.page.close()


def test_the_keyboard_reaches_content_first_and_sees_where_it_is(browser: Any, served: str) -> None:
    visit = Visit(browser, served)
    page = visit.open("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.close()
