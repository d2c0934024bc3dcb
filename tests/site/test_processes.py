"""Work done in processes of its own: what comes of it comes back, whatever it is."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pelican.plugins.dateline import processes
from pelican.plugins.dateline.processes import end_all, processes_for, share, start

HERE = os.getpid()
BOTH = pytest.mark.parametrize("number", [1, 2])


def fail() -> None:
    raise ValueError("no such page")


class UnsendableError(Exception):
    """An error that cannot be made anew from its arguments."""

    def __init__(self, name: str, place: str) -> None:
        super().__init__(f"{name} at {place}")


def fail_beyond_words() -> None:
    raise UnsendableError("page", "home")


@BOTH
def test_what_work_returns_comes_back(number: int) -> None:
    assert start(lambda: [os.getpid() == HERE, 2], number).finish() == [number == 1, 2]


@BOTH
def test_what_goes_wrong_is_raised(number: int) -> None:
    with pytest.raises(ValueError, match="no such page"):
        start(fail, number).finish()


def test_an_error_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(RuntimeError, match="UnsendableError: page at home"):
        start(fail_beyond_words, 2).finish()


@BOTH
def test_what_is_logged_is_logged_here(number: int, caplog: pytest.LogCaptureFixture) -> None:
    start(lambda: logging.getLogger("pages").error("%s is broken", "home"), number).finish()
    assert [(each.name, each.getMessage()) for each in caplog.records] == [("pages", "home is broken")]


def test_a_process_that_is_ended_is_an_error() -> None:
    with pytest.raises(ChildProcessError, match="was ended"):
        start(lambda: os.kill(os.getpid(), signal.SIGKILL), 2).finish()


@pytest.mark.parametrize("number", [1, 2, 4])
def test_all_works_are_done_also_where_one_fails(number: int, tmp_path: Path) -> None:
    works = [(float(weight), (tmp_path / str(weight)).touch) for weight in range(9)]
    share(works, number).finish()
    assert len(list(tmp_path.iterdir())) == 9
    with pytest.raises(ValueError, match="no such page"):
        share([*works, (0.5, fail)], number).finish()


def test_what_is_left_running_is_ended(tmp_path: Path) -> None:
    start(lambda: (time.sleep(0.5), (tmp_path / "late").touch()), 2)
    begun = time.monotonic()
    end_all()
    assert time.monotonic() - begun < 0.4
    time.sleep(0.6)
    assert not (tmp_path / "late").exists()


def test_a_small_site_is_written_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert [processes_for(entries) for entries in (0, processes.FEW, processes.FEW + 1)] == [1, 1, processes.MOST]
    monkeypatch.delattr(os, "fork")
    assert processes_for(processes.FEW + 1) == 1


def test_no_process_outlives_a_build_that_fails(tmp_path: Path) -> None:
    program = """
import pathlib, sys, time
from pelican.plugins.dateline.processes import start
start(lambda: (time.sleep(0.5), pathlib.Path("late").touch()), 2)
sys.exit(3)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False).returncode == 3
    time.sleep(0.8)
    assert not (tmp_path / "late").exists()


def test_no_process_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    program = """
import os, pathlib, signal, time
from pelican.plugins.dateline.processes import start
for number in range(2):
    start(lambda: (time.sleep(1), pathlib.Path(f"late-{number}").touch()), 2)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False).returncode == -signal.SIGKILL
    time.sleep(1.5)
    assert list(tmp_path.iterdir()) == []
