from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from dateline.errors import Place, TimelineFileError
from dateline.extraction import Project
from dateline.preview.board import Board, Renewed
from dateline.preview.following import Follower
from dateline.preview.pages import loosened, previewed
from dateline.preview.server import site_served
from dateline.problems import Problem, each_once
from dateline.reporting import problem_of

ROOT = Path(__file__).parents[1]
ARTICLE = "Title: Tank\nDate: 1970-04-14\n\nAn oxygen tank ruptured on Monday. The crew slept.\n"
SCRIPT = '<script src="/.dateline/reload.js" data-pages="ab-1" data-styles="0" defer></script>'
PATIENCE = 30
MILLISECONDS = PATIENCE * 1000


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        (
            "default-src 'none'; style-src 'self'; img-src 'self' data:",
            "default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; script-src 'self'",
        ),
        (
            "default-src 'none'; script-src 'self'; connect-src 'none'; style-src 'sha256-x='",
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-x=' 'self'",
        ),
        (
            "default-src https://a.example 'NONE'",
            "default-src https://a.example 'NONE'"
            + "".join(f"; {name}-src https://a.example 'self'" for name in ("connect", "script", "style")),
        ),
        ("SCRIPT-SRC 'Self'; script-src b.example", "script-src 'Self'"),
        (" ;script-src;; style-src-elem a.example ; ", "script-src 'self'; style-src-elem a.example 'self'"),
        ("script-src 'none'; script-src-elem 'none'", "script-src 'self'; script-src-elem 'self'"),
        ("img-src 'none'; base-uri 'none'", "img-src 'none'; base-uri 'none'"),
        ("upgrade-insecure-requests", "upgrade-insecure-requests"),
        ("", ""),
    ],
)
def test_a_policy_is_loosened_as_far_as_the_script_needs(policy: str, wanted: str) -> None:
    assert loosened(policy) == wanted
    assert loosened(wanted) == wanted


def shown(page: str) -> str:
    return previewed(page.encode(), "ab-1", "0").decode()


def test_the_script_goes_to_the_end_of_the_head() -> None:
    page = "<!doctype html>\n<HTML><head>\n<title>é</title></HEAD >\n<body>ü</body></html>"
    assert shown(page) == page.replace("</HEAD >", f"{SCRIPT}</HEAD >")


def test_what_only_looks_like_the_end_of_the_head_is_passed_over() -> None:
    page = "<head><!-- </head> --><script>'</head>'</script><title>x</title></head><body></head></body>"
    assert shown(page) == page.replace("</title></head>", f"</title>{SCRIPT}</head>")


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<title>x</title><body>y</body>", f"<title>x</title>{SCRIPT}<body>y</body>"),
        ("<p>words", f"<p>words{SCRIPT}"),
        ("", SCRIPT),
        ("<![oops x]><p>y", f"<![oops x]><p>y{SCRIPT}"),
    ],
)
def test_a_page_without_an_end_of_the_head_gets_the_script(page: str, wanted: str) -> None:
    assert shown(page) == wanted


def test_every_policy_of_a_page_is_loosened_and_nothing_else_changes() -> None:
    page = (
        "<head>\n<meta charset=utf-8><!-- <meta http-equiv=content-security-policy content=\"default-src 'none'\"> -->"
        "<meta name=description content=\"default-src 'none'\">\n"
        "<META CONTENT='script-src &#39;none&#39;;\nimg-src &quot;' HTTP-EQUIV=Content-Security-Policy />"
        "<meta http-equiv=content-security-policy content=\"script-src 'self'\"></head>é"
    )
    assert shown(page) == (
        "<head>\n<meta charset=utf-8><!-- <meta http-equiv=content-security-policy content=\"default-src 'none'\"> -->"
        "<meta name=description content=\"default-src 'none'\">\n"
        '<meta content="script-src \'self\'; img-src &quot;" http-equiv="Content-Security-Policy">'
        f'<meta http-equiv="content-security-policy" content="script-src \'self\'">{SCRIPT}</head>é'
    )


def test_bytes_that_are_no_text_stay() -> None:
    page = bytes(range(256)).replace(b"<", b"") + b"</head>"
    assert previewed(page, "ab-1", "0") == page.replace(b"</head>", SCRIPT.encode() + b"</head>")


def test_a_problem_that_is_found_twice_is_told_once() -> None:
    error = TimelineFileError("not a date", place=Place("timeline/a.yaml", 2, 3), excerpt="<b>", hint="see docs")
    problem = Problem.of(error)
    assert problem == Problem("not a date", "timeline/a.yaml:2:3", "<b>", hint="see docs")
    assert Problem.from_line(problem.as_line()) == problem
    assert each_once([problem, Problem("other"), Problem.of(error)]) == (problem, Problem("other"))


def test_errors_that_are_logged_are_told_with_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    error = TimelineFileError("not a date", place=Place("a.yaml", 2))
    Path("conf.py").write_text("x = (")
    with pytest.raises(SyntaxError) as raised:
        compile("x = (", str(tmp_path / "conf.py"), "exec")
    syntax = (type(raised.value), raised.value, None)

    def told(message: str, args: tuple[object, ...], exc_info: Any = None) -> Problem:
        return problem_of(logging.LogRecord("x", logging.ERROR, "", 0, message, args, exc_info))

    assert told("%s", (error,)) == Problem("not a date", "a.yaml:2:1")
    assert told("Could not %s", ("read",)) == Problem("Could not read")
    assert told("broken", (), syntax) == Problem("broken", "conf.py:1:1")


def test_the_board_tells_those_that_wait() -> None:
    board = Board()
    number, text = board.news(0, 0) or (0, "")
    first = json.loads(text)
    assert (first["building"], first["problems"]) == (False, [])
    assert board.news(number, 0) == (number, text)
    threading.Timer(0.1, board.begin).start()
    number, text = board.news(number, PATIENCE) or (0, "")
    assert json.loads(text)["building"]
    board.write()
    board.end([Problem("x")], Renewed.NOTHING)
    _, text = board.news(number, PATIENCE) or (0, "")
    assert json.loads(text) == {**first, "problems": [json.loads(Problem("x").as_line())]}
    before = board.stamp
    board.end([], Renewed.STYLES)
    assert (board.stamp[0] == before[0], board.stamp[1] == before[1]) == (True, False)
    board.end([], Renewed.PAGES)
    assert board.stamp[0] != before[0]
    assert Board().stamp != Board().stamp
    board.close()
    assert board.news(0, PATIENCE) is None


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_only_pages_get_the_script_and_a_page_that_is_missing_too(tmp_path: Path) -> None:
    port, board = free_port(), Board()
    base = f"http://127.0.0.1:{port}"
    site = tmp_path / "output"

    def fetched(address: str, method: str = "GET") -> tuple[int, str, bytes]:
        try:
            with urlopen(Request(base + address, method=method), timeout=PATIENCE) as response:
                return response.status, response.headers["Content-Type"], response.read()
        except HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    with site_served(site, board, "127.0.0.1", port):
        code, kind, body = fetched("/")
        assert (code, kind, b"no page here" in body, b"reload.js" in body) == (
            404,
            "text/html; charset=utf-8",
            True,
            True,
        )
        (site / "sub").mkdir(parents=True)
        (site / "a.txt").write_text("</head>")
        (site / "sub/index.html").write_text("<head></head>")
        assert fetched("/")[0] == 404  # and no list of files
        (site / "404.html").write_text("<head></head>own page")
        assert fetched("/sub/no")[2].endswith(b"</script></head>own page")
        assert fetched("/a.txt")[1:] == ("text/plain", b"</head>")
        assert fetched("/sub")[2] == fetched("/sub/")[2] == fetched("/sub/index.html?a")[2]
        assert fetched("/sub/")[2].startswith(b'<head><script src="/.dateline/reload.js"')
        assert fetched("/sub/", "HEAD") == (200, "text/html", b"")
        assert fetched("/sub/index.html/")[0] == 404
        assert fetched("/.dateline/reload.css")[1] == "text/css; charset=utf-8"
        assert fetched("/.dateline/reload.js")[:2] == (200, "text/javascript; charset=utf-8")
        assert fetched("/.dateline/board.py")[0] == 404
        assert fetched("/.dateline/../../secret")[0] == 404
        board.write()
        threading.Timer(0.2, board.end, ([], Renewed.PAGES)).start()
        before = board.stamp[0].encode()
        assert before not in fetched("/sub/")[2]  # it waited for the files to be written
    with pytest.raises(URLError):
        urlopen(base)


@pytest.fixture
def site(project: Path) -> Path:
    """A project of some articles, with the example site's theme and settings."""
    return fill(project)


def fill(folder: Path) -> Path:
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "pelicanconf.py", folder)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/tank.md").write_text(ARTICLE)
    long = "\n\n".join(f"The crew slept on {day} April 1970." for day in range(1, 20))
    (folder / "content/long.md").write_text(f"Title: Long\nDate: 1970-05-01\n\n{long}\n")
    return folder


def test_what_a_site_is_made_from_is_followed_and_what_programs_write_is_not(site: Path) -> None:
    (site / "timeline").mkdir()
    (site / "conf").mkdir()
    settings = site / "conf/mine.py"
    settings.write_text('PATH = "../content"\nTHEME = "../theme"\nTHEME_TEMPLATES_OVERRIDES = ["overrides"]\n')
    follower = Follower(Project.load(settings), site / "content/out")

    def written(*names: str) -> list[str]:
        for name in names:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text("x")
        changed = follower.look()
        found = changed.content | changed.timeline | changed.theme | changed.settings
        return sorted(Path(path).relative_to(site).as_posix() for path in found)

    assert written() == []
    assert written("content/new/a.md", "timeline/a.yaml") == ["content/new/a.md", "timeline/a.yaml"]
    assert written("theme/static/css/new.css", "overrides/x.html") == ["overrides/x.html", "theme/static/css/new.css"]
    assert written("conf/other.py", "conf/notes.txt") == ["conf/other.py"]
    assert written("content/out/index.html", "timeline/.base/a.json", "content/.a.md.swp", "content/a.md~") == []
    assert written("conf/__pycache__/mine.pyc", "theme/__pycache__/x.py", "cache/x", "notes.md") == []
    (site / "content/new/a.md").unlink()
    assert written() == ["content/new/a.md"]
    (site / "timeline/b.yaml").write_text("x")
    (site / "content/b.md").write_text("x")
    follower.pass_over_timeline()
    assert written() == ["content/b.md"]
    (site / "theme/static/css/new.css").write_text("yy")
    assert follower.look().only_styles


def test_changes_while_the_caller_is_busy_come_next_and_at_once(site: Path) -> None:
    follower = Follower(Project.load(), site / "output")
    changes = follower.changes()
    (site / "content/a.md").write_text("x")
    assert {Path(path).name for path in next(changes).content} == {"a.md"}
    (site / "content/b.md").write_text("x")
    (site / "output").mkdir()
    (site / "output/index.html").write_text("x")
    (site / "content/a.md").unlink()
    changed = next(changes)
    assert ({Path(path).name for path in changed.content}, bool(changed.theme)) == ({"a.md", "b.md"}, False)
    shutil.move(site / "theme", site / "away")
    assert next(changes).theme
    shutil.move(site / "away", site / "theme")
    assert next(changes).theme
    (site / "theme/new.css").write_text("x")
    assert next(changes).only_styles


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
