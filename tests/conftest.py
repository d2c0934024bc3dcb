from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests.site.browsing import chromium

from dateline import cli

# The same examples on each run, and no failure because a machine is slow.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests of a process; Playwright cannot be started twice in one."""
    with chromium() as browser:
        yield browser


@dataclass(frozen=True)
class Run:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is also the current folder."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dateline(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs the command line in this process."""

    def run(*arguments: str | Path) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Run(int(str(ended.value.code)), out, err)

    return run


@pytest.fixture
def review(dateline: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Runs ``dateline review`` in this process with what a person types."""

    def run(typed: str | StringIO, *arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "stdin", StringIO(typed) if isinstance(typed, str) else typed)
        return dateline("review", *arguments)

    return run


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the person's cache out of the tests and the tests out of it, those in processes of their own too.

    It lasts for all tests, since the data of the languages is in it, which takes a while to make; what is kept of a
    timeline is kept for its folder, and each test has one of its own.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))  # where logs go
        yield


@pytest.fixture(autouse=True)
def settings_modules_forgotten() -> Iterator[None]:
    """Pelican imports settings files as modules, which the next test's files of the same name must not get to see."""
    yield
    for name in ("pelicanconf", "publishconf"):
        sys.modules.pop(name, None)
