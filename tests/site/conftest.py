from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings
from tests.site.browsing import chromium, serving

ROOT = Path(__file__).parents[2]
EXAMPLE = Path(__file__).parent / "example"

Build = Callable[..., Path]


ABOUT = """Title: About these pages

## Where they come from

See [the archive](https://example.org/).

| Wire | Since |
|------|-------|
| AP   | 1846  |
"""


def build_site(project: Path, **settings: Any) -> Path:
    """Build the project's content and timeline with the example site's settings; returns the output folder."""
    output = project / settings.pop("output", "output")
    override = {"PATH": str(project / "content"), "OUTPUT_PATH": str(output), "THEME": str(ROOT / "theme"), **settings}
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
    return output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small example, to change."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def build(project: Path) -> Build:
    """Builds ``project``; keyword arguments are settings."""
    return lambda **settings: build_site(project, **settings)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small example as it stands."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    return build_site(folder)


def copy_story(folder: Path) -> Path:
    """Copy the project's own content and timeline to a folder."""
    if not (ROOT / "timeline").is_dir():
        pytest.skip("timeline/ has not been made yet; `dateline extract` makes it")
    for part in ("content", "timeline"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the project's own content and timeline."""
    return build_site(copy_story(tmp_path_factory.mktemp("story", numbered=False)))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content on pages of three entries at most, with links to edit them and a page of text."""
    folder = copy_story(tmp_path_factory.mktemp("crowded", numbered=False))
    (folder / "content/pages").mkdir()
    (folder / "content/pages/about.md").write_text(ABOUT, "utf-8")
    return build_site(folder, DATELINE_PAGE_ENTRIES=3, DATELINE_EDIT_URL="https://example.org/edit/{path}#L{line}")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a project without articles and entries."""
    folder = tmp_path_factory.mktemp("empty", numbered=False)
    (folder / "content").mkdir()
    return build_site(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def kinds(story: Path, crowded: Path, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder from which ``browsing.KINDS`` counts."""
    return tmp_path_factory.getbasetemp()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the small example, in a folder of its host."""
    with serving(site, "/repo") as address:
        yield address


@pytest.fixture(scope="session")
def served_story(story: Path) -> Iterator[str]:
    """The address of the project's own content, in a folder of its host."""
    with serving(story, "/repo") as address:
        yield address


@pytest.fixture
def errors(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was logged as an error so far."""
    return lambda: [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
