from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]
EXAMPLE = Path(__file__).parent / "example"

Build = Callable[..., Path]


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


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the project's own content and timeline."""
    if not (ROOT / "timeline").is_dir():
        pytest.skip("timeline/ has not been made yet; `dateline extract` makes it")
    folder = tmp_path_factory.mktemp("story")
    for part in ("content", "timeline"):
        shutil.copytree(ROOT / part, folder / part)
    return build_site(folder)


@pytest.fixture
def errors(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was logged as an error so far."""
    return lambda: [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
