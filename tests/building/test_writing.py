"""A file of the site that cannot be written fails the build, whoever writes it, and the old site stays."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building.conftest import add_settings, contents, hidden

LARGE = 2_000_000
LIMIT = "import resource\nif IN_PELICAN:\n    resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))\n"
FORKED = (
    "if IN_PELICAN:\n    from pelican.plugins.dateline import processes\n    processes.processes_for = lambda _: 3\n"
)
UNSEARCHED = "DATELINE_SEARCH_SAVE_AS = ''\n"
# Where no file may be larger than so many bytes: most pages, pages of other processes, files that Pelican copies and
# goes on without, and the index of the search.
LIMITS = {
    "a page": LIMIT.format(2000),
    "a page of another process": LIMIT.format(2000) + FORKED,
    "a copy": LIMIT.format(LARGE - 1) + UNSEARCHED,
    "the index": LIMIT.format(50_000) + "THEME_STATIC_PATHS = []\nSTATIC_PATHS = []\n",
}


def test_the_limits_are_those_of_what_they_are_meant_for(site: Path, dateline: Callable) -> None:
    (site / "content/images").mkdir()
    (site / "content/images/large.bin").write_bytes(bytes(LARGE))
    assert dateline("build").code == 0
    sizes = {path: path.stat().st_size for path in (site / "output").rglob("*") if path.is_file()}
    assert [path.name for path, size in sizes.items() if size >= LARGE] == ["large.bin"]
    index = {path for path in sizes if "pagefind" in path.parts}
    beside = {path for path in sizes if "theme" in path.parts or "images" in path.parts}
    assert max(sizes[path] for path in index) > 50_000 > max(sizes[path] for path in sizes.keys() - index - beside)


@pytest.mark.parametrize("what", LIMITS)
def test_a_file_that_cannot_be_written_fails_the_build(site: Path, dateline: Callable, what: str) -> None:
    (site / "content/images").mkdir()
    (site / "content/images/large.bin").write_bytes(bytes(LARGE))
    (site / "output").mkdir()
    (site / "output/index.html").write_text("old")
    add_settings(site, LIMITS[what])
    run = dateline("build")
    assert run.code == 1
    (line,) = [line for line in run.err.splitlines() if "error" in line]
    assert line.startswith("output")
    assert "error: cannot be written: File too large (" in line
    assert "Traceback" not in run.err
    assert contents(site / "output") == {"index.html": b"old"}
    assert hidden(site) == []


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file system of some kB."""
    (tmp_path / "disk").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={request.param}k", "none", tmp_path / "disk"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield tmp_path / "disk"
    subprocess.run(["umount", tmp_path / "disk"], check=True)


@pytest.mark.parametrize("small_disk", [64, 500], indirect=True)
def test_a_full_disk_fails_the_build(site: Path, small_disk: Path, dateline: Callable) -> None:
    (small_disk / "output").mkdir()
    (small_disk / "output/index.html").write_text("old")
    run = dateline("build", "--output", small_disk / "output")
    assert run.code == 1
    (line,) = [line for line in run.err.splitlines() if "error" in line]
    assert "error: cannot be written: No space left on device (" in line
    assert contents(small_disk / "output") == {"index.html": b"old"}
    assert hidden(small_disk) == []


def test_an_image_that_cannot_be_read_does_not_stop_the_others(site: Path, dateline: Callable) -> None:
    (site / "content/images").mkdir()
    (site / "content/images/a.png").symlink_to("nowhere.png")
    (site / "content/images/b.png").write_bytes(b"b")
    run = dateline("build")
    assert run.code == 1
    assert "content/images/a.png: error: cannot be opened: No such file or directory\n" in run.err
    assert (site / "output/images/b.png").read_bytes() == b"b"


def test_a_search_that_cannot_be_made_is_told_and_the_site_is_there(site: Path, dateline: Callable) -> None:
    add_settings(site, "import os\nif IN_PELICAN:\n    os.environ['PAGEFIND_BINARY_PATH'] = '/bin/false'")
    run = dateline("build")
    assert run.code == 1
    assert "the site cannot be searched, because it was not indexed: " in run.err
    assert (site / "output/index.html").is_file()
