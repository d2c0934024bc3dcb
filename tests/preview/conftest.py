from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = "Title: Tank\nDate: 1970-04-14\n\nAn oxygen tank ruptured on Monday. The crew slept.\n"


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


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
