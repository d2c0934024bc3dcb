from __future__ import annotations

import json
import logging
import shutil
import threading
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from tests.preview.conftest import free_port

from dateline.errors import Place, TimelineFileError
from dateline.preview.board import Board, Renewed
from dateline.preview.following import Follower
from dateline.preview.pages import loosened, previewed
from dateline.preview.server import site_served
from dateline.problems import Problem, each_once
from dateline.project import Project
from dateline.reporting import problem_of

SCRIPT = '<script src="/.dateline/reload.js" data-pages="ab-1" data-styles="0" defer></script>'
PATIENCE = 30


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
