"""Which folders a site may go to, and what of the old site stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.building.conftest import add_settings, contents, hidden


@pytest.mark.parametrize(
    ("folder", "why"),
    [
        (".", "is or holds the content folder"),
        ("..", "is or holds the content folder"),
        ("content", "is or holds the content folder"),
        ("content/site", "lies in the content folder"),
        ("timeline", "is or holds the timeline folder"),
        ("timeline/.base", "lies in the timeline folder"),
        ("theme", "is or holds the theme"),
        ("theme/static", "lies in the theme"),
        ("overrides", "is or holds the theme"),
        ("conf", "is or holds the settings"),
        ("link", "is or holds the content folder"),
        ("link/site", "lies in the content folder"),
        ("loop", "is not a folder"),
        ("a\0b", "is not a folder"),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_site_does_not_replace_what_it_is_made_from(
    site: Path, dateline: Callable, folder: str, why: str, command: str
) -> None:
    for name in ("timeline", "overrides", "conf"):
        (site / name).mkdir()
    (site / "link").symlink_to("content")
    (site / "loop").symlink_to("loop")
    add_settings(site, f"OUTPUT_PATH = {folder!r}\nTHEME_TEMPLATES_OVERRIDES = ['overrides']")
    settings = site / "pelicanconf.py"
    if folder == "conf":
        shutil.move(settings, site / "conf")
        text = "PATH = '../content'\nTHEME = '../theme'\nOUTPUT_PATH = '.'\nTHEME_TEMPLATES_OVERRIDES = []\n"
        settings = site / "conf/pelicanconf.py"
        settings.write_text(settings.read_text() + text)
    before = contents(site)
    run = dateline(command, "--settings", settings)
    assert run.code == 2
    assert f"error: cannot be the output folder: it {why}" in run.err
    assert contents(site) == before
    if "\0" not in folder and folder != "conf":
        assert dateline(command, "--output", folder).code == 2
        assert contents(site) == before


def test_a_file_is_no_output_folder(site: Path, dateline: Callable) -> None:
    (site / "output").write_text("mine")
    run = dateline("build")
    assert (run.code, "it is a file" in run.err, (site / "output").read_text()) == (2, True, "mine")


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ("", []),
        ("OUTPUT_RETENTION = ['.git', 'CNAME']", [".git/HEAD", "CNAME"]),
        ("DELETE_OUTPUT_DIRECTORY = False", [".git/HEAD", "CNAME", "mine/page.txt"]),
    ],
)
def test_what_pelicans_settings_keep_is_kept(site: Path, dateline: Callable, settings: str, kept: list[str]) -> None:
    for name in (".git/HEAD", "CNAME", "mine/page.txt"):
        (site / "real" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "real" / name).write_text(name)
    (site / "output").symlink_to("real")
    add_settings(site, settings)
    assert dateline("build").code == 0
    built = contents(site / "real")
    assert sorted(name for name in built if name in (".git/HEAD", "CNAME", "mine/page.txt")) == kept
    assert "index.html" in built
    assert (site / "output").is_symlink()
    assert hidden(site) == []


def test_a_build_that_fails_leaves_the_old_site_and_tells_where(site: Path, dateline: Callable) -> None:
    assert dateline("build").code == 0
    before = contents(site / "output")
    (site / "content/tank.md").write_text("Title: Tank\nDate: 1970-04-14\n\nIt burst on Monday.\n")
    page = site / "theme/templates/article.html"
    page.write_text(page.read_text().replace("{% block content %}", "{% block content %}{{ nothing.at.all }}"))
    run = dateline("build")
    assert run.code == 1
    (line,) = [line for line in run.err.splitlines() if "nothing" in line]
    assert "theme/templates/article.html:" in line
    assert "(traceback: " in line
    log = Path(line.rpartition("(traceback: ")[2].removesuffix(")"))
    assert "Traceback" not in run.err
    assert "UndefinedError" in log.read_text()
    assert contents(site / "output") == before
    assert hidden(site) == []
    assert "Traceback (most recent call last)" in dateline("--debug", "build").err
