from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.preview.conftest import ARTICLE, fill, free_port

PATIENCE = 30
MILLISECONDS = PATIENCE * 1000


class Serving:
    """``dateline serve`` in a process of its own."""

    def __init__(self, folder: Path, *arguments: str, port: int = 0, env: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.log = folder / "serve.log"
        command = [sys.executable, "-m", "dateline.cli", "serve", "--port", str(self.port), *arguments]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
            )
        self.wait_for(lambda: "The site is at" in self.log.read_text())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_for(self, seen: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline, self.log.read_text()
            assert self._process.poll() is None, self.log.read_text()
            time.sleep(0.05)

    def stop(self) -> int:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()

    def written(self, name: str) -> str:
        """A file of the site; it is away for a moment in each build."""
        path = self.folder / "output" / name
        return path.read_text() if path.exists() else ""

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview that several tests use; each leaves the site as it was."""
    serving = Serving(fill(tmp_path_factory.mktemp("preview")))
    yield serving
    assert serving.stop() == 0
    assert "Exception occurred" not in serving.log.read_text()  # in a thread that serves


@pytest.fixture
def page(browser: Any, serving: Serving) -> Iterator[Any]:
    """A page in the browser, which is to have nothing to complain of."""
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.set_default_timeout(MILLISECONDS)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def says(page: Any, text: str) -> None:
    page.wait_for_function("text => document.body.textContent.includes(text)", arg=text)


def test_a_page_shows_a_changed_article_and_stays_where_it_was(page: Any, serving: Serving) -> None:
    page.goto(f"{serving.address}/articles/long.html")
    builds = serving.log.read_text().count("Done:")
    page.evaluate("scrollTo({top: 300, behavior: 'instant'})")
    serving.change("content/long.md", "The crew slept on 19 April", "The crew awoke on 19 April")
    says(page, "The crew awoke")
    page.wait_for_function("() => scrollY === 300")
    disk = serving.written("articles/long.html")
    assert ("The crew awoke" in disk, "reload.js" in disk) == (True, False)
    assert page.locator(".panel").is_hidden()
    page.wait_for_timeout(1500)
    assert serving.log.read_text().count("Done:") == builds + 1  # what extraction wrote is no change


def test_a_broken_timeline_file_is_told_in_the_page_until_it_is_mended(page: Any, serving: Serving) -> None:
    page.goto(serving.address)
    hostile = "<img src=x onerror=document.title=1>"
    own = serving.folder / "timeline/own.yaml"
    own.write_text(f"entries:\n  - {{date: 1970, title: Launch}}\n  - {{date: '{hostile}', title: x}}\n")
    panel = page.locator("dateline-preview .panel")
    panel.wait_for(state="visible")
    assert panel.get_attribute("role") == "alert"
    assert panel.locator(".place").all_text_contents() == ["timeline/own.yaml:3:12"]
    assert panel.locator(".excerpt").all_text_contents() == [hostile]
    assert panel.locator("img").count() == 0
    says(page, "Launch")  # the rest of the site is there
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    page.reload()
    says(page, "Launch")
    page.wait_for_timeout(300)
    assert panel.is_hidden()  # it was closed, and nothing else is wrong
    (serving.folder / "content/undated.md").write_text("Title: x\n\nText.\n")
    panel.wait_for(state="visible")
    assert panel.locator(".place").all_text_contents() == ["content/undated.md", "timeline/own.yaml:3:12"]
    assert "no publication date" in panel.text_content()
    page.locator(".close").click()
    panel.wait_for(state="hidden")
    (serving.folder / "content/undated.md").unlink()
    panel.wait_for(state="visible")
    own.unlink()
    panel.wait_for(state="hidden")
    page.wait_for_function("() => !document.body.textContent.includes('Launch')")


def test_an_article_that_waits_for_its_timeline_file_is_done_once_that_is_mended(page: Any, serving: Serving) -> None:
    page.goto(serving.address)
    file = serving.folder / "timeline/tank.yaml"
    good = file.read_text()
    file.write_text(good + "  - {oops\n")
    page.locator(".place").wait_for(state="visible")
    serving.change("content/tank.md", "ruptured", "exploded")
    serving.wait_for(lambda: "exploded" in serving.written("articles/tank.html"))
    assert "exploded" not in file.read_text()
    file.write_text(good)
    serving.wait_for(lambda: "exploded" in file.read_text())
    page.locator(".panel").wait_for(state="hidden")
    says(page, "An oxygen tank exploded")


def test_style_sheets_change_without_the_page_loading_again(page: Any, serving: Serving) -> None:
    page.goto(serving.address)
    page.evaluate("window.stays = true")
    sheet = serving.folder / "theme/static/css/base.css"
    before = sheet.read_text()
    sheet.write_text(before + "body { outline: 7px solid red }\n")
    page.wait_for_function("() => getComputedStyle(document.body).outlineWidth === '7px'")
    assert page.evaluate("window.stays") is True
    sheet.write_text(before)
    page.wait_for_function("() => getComputedStyle(document.body).outlineWidth !== '7px'")
    assert page.evaluate("window.stays") is True


def test_a_site_that_cannot_be_built_keeps_its_pages_open_and_tells_why(page: Any, serving: Serving) -> None:
    page.goto(serving.address)
    page.evaluate("window.stays = true")
    serving.change("theme/templates/base.html", "</body>", "\n{% oops %}</body>")
    page.locator(".panel").wait_for(state="visible")
    line = (serving.folder / "theme/templates/base.html").read_text().partition("{% oops")[0].count("\n") + 1
    assert page.locator(".place").all_text_contents() == [f"theme/templates/base.html:{line}:1"]
    assert "oops" in page.locator(".message").text_content()
    assert page.evaluate("window.stays") is True
    serving.change("theme/templates/base.html", "\n{% oops %}</body>", "</body>")
    page.wait_for_function("() => window.stays === undefined")
    page.locator(".panel").wait_for(state="hidden")
    says(page, "Tank")


def test_settings_that_are_half_typed_are_told_with_their_line(page: Any, serving: Serving) -> None:
    page.goto(serving.address)
    serving.change("pelicanconf.py", 'SITENAME = "Apollo 13"', 'SITENAME = ("Apollo 14"')
    page.locator(".place").wait_for(state="visible")
    assert page.locator(".place").text_content().endswith("/pelicanconf.py:5:1")
    serving.change("pelicanconf.py", 'SITENAME = ("Apollo 14"', 'SITENAME = ("Apollo 14")')
    page.wait_for_function("() => document.title.includes('Apollo 14')")
    page.locator(".panel").wait_for(state="hidden")


def test_a_page_outlives_its_server_and_ctrl_c_ends_it_at_once(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.set_default_timeout(MILLISECONDS)
    first = Serving(site)
    page.goto(first.address)
    start = time.monotonic()
    assert first.stop() == 0
    assert time.monotonic() - start < 3
    assert "Traceback" not in first.log.read_text()
    (site / "content/tank.md").write_text(ARTICLE.replace("ruptured", "exploded"))
    second = Serving(site, port=first.port)
    says(page, "exploded")
    page.close()
    assert second.stop() == 0


def test_a_first_build_that_fails_has_a_page_that_tells_why(browser: Any, site: Path) -> None:
    template = site / "theme/templates/base.html"
    good = template.read_text()
    template.write_text("{% oops %}")
    serving = Serving(site)
    page = browser.new_page(color_scheme="dark")
    page.set_default_timeout(MILLISECONDS)
    page.goto(f"{serving.address}/index.html")
    page.locator(".place").wait_for(state="visible")
    assert page.locator(".place").text_content() == "theme/templates/base.html:1:1"
    template.write_text(good)
    says(page, "Tank")
    page.close()
    assert serving.stop() == 0


def test_ctrl_c_ends_a_build_as_well(site: Path) -> None:
    serving = Serving(site)
    (site / "pelicanconf.py").write_text((site / "pelicanconf.py").read_text() + "import time\ntime.sleep(1.5)\n")
    time.sleep(2.5)  # it is with Pelican now
    start = time.monotonic()
    assert serving.stop() == 0
    assert time.monotonic() - start < 3
    assert "Traceback" not in serving.log.read_text()


def test_the_browser_is_opened_once_the_site_is_built(site: Path) -> None:
    opener = site / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" > {site}/opened\n')
    opener.chmod(0o755)
    serving = Serving(site, "--open", env={"BROWSER": f"{opener} %s"})
    serving.wait_for((site / "opened").exists)
    serving.wait_for(lambda: (site / "opened").read_text() == f"{serving.address}/\n")
    assert serving.stop() == 0
