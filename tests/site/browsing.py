"""The pages of a built site, as a browser shows them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDTHS = (320, 360, 768, 1440)
STILL = {"reduced_motion": "reduce"}
"""With this, the page has scrolled when a key has been pressed."""
KINDS = {
    "home": "story/output/index.html",
    "year": "story/output/timeline/1970/index.html",
    "month": "story/output/timeline/1970/04/index.html",
    "article": "story/output/articles/apollo-13-oxygen-tank.html",
    "tag": "story/output/tags/james-a-lovell-jr/index.html",
    "browse": "story/output/browse/index.html",
    "sources": "story/output/sources/index.html",
    "search": "story/output/search/index.html",
    "help": "story/output/help/index.html",
    "not found": "story/output/404.html",
    "home of many": "crowded/output/index.html",
    "year of many": "crowded/output/timeline/1970/index.html",
    "month of many": "crowded/output/timeline/1970/04/index.html",
    "day": "crowded/output/timeline/1970/04/13/index.html",
    "page": "crowded/output/pages/about.html",
    "home of none": "empty/output/index.html",
}
"""A page of each kind, as a file in the folder ``kinds``."""

WATCH = "document.addEventListener('securitypolicyviolation', event => console.error('CSP:', event.violatedDirective))"


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, or a reason to skip what needs one."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_api.sync_playwright() as playwright:
        if not path and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("there is no Chromium: `make test` installs one")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Handler(SimpleHTTPRequestHandler):
    """Shows a folder as one of a host."""

    def __init__(self, *args: Any, under: str, **options: Any) -> None:
        self.under = under
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(f"{self.under}/")
        return super().translate_path(path.removeprefix(self.under) if inside else "/there-is-no-such-file")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving(folder: Path, under: str = "") -> Iterator[str]:
    """The address at which a server shows a folder."""
    handler = partial(Handler, under=under, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{under}"
    server.shutdown()
    server.server_close()


class Visit:
    """A window of the browser, and what went wrong in it; leaving it without an error means that nothing did."""

    def __init__(self, browser: Any, base: str | Path, **options: Any) -> None:
        self.base = base if isinstance(base, str) else base.as_uri()
        self.complaints: list[str] = []
        self.page = browser.new_page(**options)
        self.page.set_default_timeout(10_000)
        self.page.add_init_script(WATCH)
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._check_dialog)
        self.page.on("request", self._check_request)
        self.page.on("requestfailed", self._check_failure)
        self.page.on("response", self._check_response)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.page.close()
        if not kind:
            assert not self.complaints, self.complaints

    def _check_dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

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
        """The page, with a file of the site in it; a query or a fragment can follow the file's name."""
        self.page.goto(f"{self.base}/{name}")
        return self.page


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def open_details(page: Any, *, opened: bool = True) -> None:
    page.evaluate("opened => document.querySelectorAll('details').forEach(each => each.open = opened)", opened)


def resize(page: Any, width: int, height: int = 800) -> None:
    page.set_viewport_size({"width": width, "height": height})


def told(page: Any) -> str:
    """What a screen reader was last told."""
    return str(page.text_content("#told"))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def wait(page: Any, fact: str, arg: object = None) -> None:
    """Wait until an expression, or a function of ``arg``, is true: Playwright's own way needs what the CSP forbids."""
    deadline = monotonic() + 5
    while not page.evaluate(fact, arg):
        assert monotonic() < deadline, fact
        page.wait_for_timeout(15)
