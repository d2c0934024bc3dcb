from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from dateline.preview.board import Board
from dateline.preview.server import site_served

ROOT = Path(__file__).parents[1]
ARTICLE = "Title: Tank\nDate: 1970-04-14\n\nAn oxygen tank ruptured on Monday. The crew slept.\n"
PATIENCE = 30


@pytest.fixture
def site(project: Path) -> Path:
    """A project of one article, with the example site's theme and settings."""
    shutil.copy(ROOT / "pelicanconf.py", project)
    shutil.copytree(ROOT / "theme", project / "theme")
    (project / "content/tank.md").write_text(ARTICLE)
    return project


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_makes_timeline_and_site_and_the_next_changes_no_byte(site: Path, dateline: Callable) -> None:
    assert dateline("build").code == 0
    assert "Tank" in (site / "output/index.html").read_text()
    before = contents(site / "output"), contents(site / "timeline")
    assert dateline("build").code == 0
    assert (contents(site / "output"), contents(site / "timeline")) == before


def test_an_article_whose_timeline_file_is_broken_keeps_its_page(site: Path, dateline: Callable) -> None:
    dateline("build")
    file = site / "timeline/tank.yaml"
    file.write_text(file.read_text() + "  - {oops\n")
    (site / "content/tank.md").write_text(ARTICLE.replace("Monday", "Sunday"))
    run = dateline("build")
    assert run.code == 1
    assert "timeline/tank.yaml:12:5: error: not valid YAML" in run.err
    assert "on Sunday" in (site / "output/articles/tank.html").read_text()


def test_what_is_wrong_with_entries_that_are_shown_is_told_as_check_does(site: Path, dateline: Callable) -> None:
    (site / "timeline").mkdir()
    (site / "timeline/hand.yaml").write_text(
        """entries:
  - {id: "a b<c", date: 1970-01-01, title: Blank}
  - {id: s, date: 1970-01-02, title: First}
  - {id: s, date: 1970-01-03, title: Second, confidence: 7, tags: [{a: b}]}
  - {date: 1970-01-05/1970-01-02, title: Backwards, hidden: maybe}
"""
    )
    (site / "timeline/other.yaml").write_text("entries: [{id: s, date: 1970-01-04, title: Third}]\n")
    checked = dateline("check")
    assert checked.code == 1
    lines = checked.out.replace(": error: ", ": warning: ").splitlines()
    assert len(lines) == 7
    built, exported = dateline("build"), dateline("export", "csv")
    assert (built.code, exported.code) == (0, 0)
    for run in (built, exported):
        assert [line for line in run.err.splitlines() if "warning" in line] == lines
    assert [row.partition(",")[0] for row in exported.out.splitlines()[1:5]] == ["a-b-c", "s", "s-2", "s-3"]


def test_of_what_an_error_tells_there_is_no_warning(site: Path, dateline: Callable) -> None:
    (site / "timeline").mkdir()
    (site / "timeline/hand.yaml").write_text(
        "entries:\n  - {id: s, date: never, title: [No]}\n  - {date: 1970, title: A}\n"
    )
    run = dateline("export", "csv")
    assert (run.code, run.err.count("error: "), run.err.count("warning: ")) == (1, 1, 0)


@pytest.mark.parametrize(
    "setting",
    [
        "DATELINE_TIMELINE = 5",
        "DATELINE_TIMELINE = 'content'",
        "DATELINE_TIMELINE = '.'",
        "DATELINE_TIMEZONE = []",
        "FEED_MAX_ITEMS = 'x'",
        "IGNORE_FILES = 5",
        "IGNORE_FILES = [5]",
        "SITENAME = None",
    ],
)
@pytest.mark.parametrize("command", [("extract",), ("build",), ("export", "json")])
def test_a_setting_that_cannot_be_is_told_by_its_name(
    site: Path, dateline: Callable, setting: str, command: tuple[str, ...]
) -> None:
    with (site / "pelicanconf.py").open("a") as file:
        file.write(f"\n{setting}\n")
    run = dateline(*command)
    assert run.code == 2
    assert f"pelicanconf.py: error: {setting.replace(' = ', ' is ')}, expected a " in run.err


@pytest.mark.parametrize("slug", ["../../esc", ".esc", "a/../esc"])
def test_a_slug_that_cannot_be_used_is_told_and_left_out_by_extract_and_build(
    site: Path, dateline: Callable, slug: str
) -> None:
    (site / "content/tank.md").write_text(f"Slug: {slug}\n{ARTICLE}")
    says = f'content/tank.md:1:1: error: the metadata cannot be used, found "slug: {slug}", expected letters, digits'
    for command in ("extract", "diff", "build", "extract"):
        run = dateline(command)
        assert (run.code, run.err.count(says), run.err.count("error: ")) == (1, 1, 1), command
    assert [path.name for path in (site / "timeline").glob("*.yaml")] == ["tank.yaml"]
    assert (site / "output/articles/tank.html").is_file()


@pytest.mark.parametrize(
    ("article", "settings"),
    [("Save_as: index.html\n", ""), ("Slug: ../../x\n", ""), ("", "DATELINE_ORDER = 'latest'\n")],
)
def test_what_pelican_or_the_plugin_calls_an_error_makes_the_build_fail(
    site: Path, dateline: Callable, article: str, settings: str
) -> None:
    (site / "content/odd.md").write_text(f"{article}{ARTICLE}")
    with (site / "pelicanconf.py").open("a") as file:
        file.write(settings)
    assert dateline("build").code == 1
    assert "Tank" in (site / "output/index.html").read_text()


def test_the_site_is_built_without_what_is_broken_and_each_break_is_told_once(site: Path, dateline: Callable) -> None:
    (site / "content/undated.md").write_text("Title: x\n\nText.")
    (site / "content/latin.md").write_bytes(b"Title: x\nDate: 1970-04-14\n\nCaf\xe9.")
    (site / "timeline").mkdir()
    (site / "timeline/bad.yaml").write_text("entries:\n  - {date: soon, title: x}\n  - {date: 1970, title: Launch}\n")
    (site / "timeline/broken.yaml").write_text("entries: [\n")
    run = dateline("build", "--output", "public")
    assert run.code == 1
    home = (site / "public/index.html").read_text()
    assert "ruptured" in home
    assert "Launch" in home
    told = [line.partition(": error: ")[0] for line in run.err.splitlines() if ": error: " in line]
    assert sorted(told) == [
        "content/latin.md:4:4",
        "content/undated.md",
        "timeline/bad.yaml:2:12",
        "timeline/broken.yaml:2:1",
    ]


def test_a_wrong_other_reading_is_told_with_its_place_and_fails_the_build(site: Path, dateline: Callable) -> None:
    (site / "timeline").mkdir()
    (site / "timeline/own.yaml").write_text("entries:\n  - {date: 1970, title: Launch, also: [1969, soon]}\n")
    run = dateline("build")
    assert run.code == 1
    assert 'timeline/own.yaml:2:46: error: not a date, found "soon"' in run.err
    assert "Launch" in (site / "output/index.html").read_text()


def test_a_port_that_is_taken_is_told(site: Path, dateline: Callable) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = dateline("serve", "--port", taken.getsockname()[1])
    assert run.code == 2
    assert "(name another port with --port)" in run.err


@pytest.mark.parametrize(("address", "seen"), [("::1", "[::1]"), ("127.0.0.1", "127.0.0.1")])
def test_a_site_is_served_at_an_address_of_either_kind(tmp_path: Path, address: str, seen: str) -> None:
    (tmp_path / "here.txt").write_text("here")
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as free:
        free.bind((address, 0))
        port = free.getsockname()[1]
    with site_served(tmp_path, Board(), address, port), urlopen(f"http://{seen}:{port}/here.txt", timeout=5) as answer:
        assert answer.read() == b"here"


def wait_for(seen: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def test_serving_shows_the_site_and_follows_articles_and_timeline(site: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def home() -> str:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                return response.read().decode()
        except (URLError, ConnectionError):
            return ""

    command = [sys.executable, "-m", "dateline.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            wait_for(lambda: "ruptured" in home())
            with socket.create_connection(("127.0.0.1", port)):  # a browser opens one ahead and says nothing on it
                assert "ruptured" in home()
            with pytest.raises(HTTPError, match="404") as missing:
                urlopen(f"http://127.0.0.1:{port}/no/such/page")
            assert b"reload.js" in missing.value.read()
            assert b"reload.js" not in (site / "output/404.html").read_bytes()
            settings = (site / "pelicanconf.py").read_text()
            (site / "pelicanconf.py").write_text("SITENAME = (")
            time.sleep(1)
            (site / "pelicanconf.py").write_text(settings)
            (site / "content/tank.md").write_text(ARTICLE.replace("ruptured", "exploded"))
            wait_for(lambda: "exploded" in home())
            file = site / "timeline/tank.yaml"
            file.write_text(file.read_text().replace("exploded", "burst"))
            wait_for(lambda: "burst" in home())
        finally:
            serving.send_signal(signal.SIGINT)
        assert serving.wait(PATIENCE) == 0
    assert home() == ""
