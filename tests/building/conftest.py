from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.preview.conftest import fill

PATIENCE = 15
COMMAND = (sys.executable, "-m", "dateline.cli")


@pytest.fixture
def site(project: Path) -> Path:
    """A project of some articles, with the example site's theme and settings."""
    return fill(project)


@pytest.fixture
def begin(site: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts commands in the project, as programs of their own, which end with the test."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen([*COMMAND, *arguments], cwd=site, stdout=pipe, stderr=pipe, text=True))
        return begun[-1]

    yield start
    for program in begun:
        program.kill()
        program.communicate()


def add_settings(site: Path, text: str) -> None:
    """Add lines to the settings; ``IN_PELICAN`` tells whether Pelican itself reads them."""
    with (site / "pelicanconf.py").open("a") as file:
        file.write(f"\nimport sys\nIN_PELICAN = 'pelican' in sys.argv[0]\n{text}\n")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hidden(folder: Path) -> list[str]:
    """What builds leave behind beside an output folder, or in it."""
    return [path.name for path in folder.rglob(".*dateline-*")]


def wait_for(seen: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"  # which has ended, though nobody asked how
