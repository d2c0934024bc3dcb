"""Errors that nobody expected: one line for the person, the traceback in a log file."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.access import describe, faults, internal_error_line, log_traceback
from dateline.project import Project


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the log file."""
    folder = tmp_path / "logs"
    monkeypatch.setattr(faults, "user_log_path", lambda _: folder)
    return folder


def raised(message: str) -> Exception:
    try:
        raise KeyError(message)
    except KeyError as error:
        return error


def test_the_line_names_the_file_the_error_and_the_log_which_holds_the_traceback(logs: Path) -> None:
    line = internal_error_line(raised("x\x1b[2J\ny"), "content/a\n.md")
    log = logs / faults.NAME
    assert line == rf"internal error in content/a\u000a.md: KeyError: 'x\x1b[2J\ny' (traceback: {log})"
    text = log.read_text()
    assert "in raised" in text
    assert "\x1b" not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_message_that_fails_or_is_long_is_no_trouble(logs: Path) -> None:
    class OddError(Exception):
        def __str__(self) -> str:
            raise ValueError

    assert internal_error_line(OddError()).startswith("internal error: OddError (traceback: ")
    assert len(describe(ValueError("x" * 10_000))) < 600


def test_the_log_keeps_all_errors_and_does_not_grow_without_end(logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "LARGEST", 5000)
    for number in range(100):
        log_traceback(raised(f"number {number:03}"), "")
    assert "number 098" in "".join(path.read_text() for path in logs.iterdir())
    assert "number 099" in (logs / faults.NAME).read_text()
    assert sum(path.stat().st_size for path in logs.iterdir()) < 3 * 5000
    log_traceback(raised("x" * 10_000_000), "")
    assert (logs / faults.NAME).stat().st_size < 5000 + 2 * faults.LONGEST


def test_where_the_log_cannot_be_written_another_place_is_taken_or_none(
    logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.write_text("a file, no folder")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(faults.tempfile, "tempdir", None)
    log = log_traceback(raised("x"), "")
    assert log is not None
    assert log.parent == tmp_path
    assert "KeyError" in log.read_text()
    monkeypatch.setattr(faults.tempfile, "tempdir", str(tmp_path / "no/such"))
    assert log_traceback(raised("x"), "") is None
    assert internal_error_line(raised("x")) == "internal error: KeyError: 'x'"


@pytest.mark.parametrize("debug", [False, True])
def test_a_command_that_fails_unexpectedly_tells_it_in_one_line(
    project: Path, dateline: Callable, logs: Path, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too \x1b[2J deep")

    monkeypatch.setattr(Project, "load", fail)
    run = dateline(*(["--debug"] if debug else []), "extract")
    line, *more = run.err.splitlines()
    assert (run.code, run.out) == (1, "")
    assert line == rf"internal error: RecursionError: too \u001b[2J deep (traceback: {logs / faults.NAME})"
    assert ("in fail" in "\n".join(more)) is debug
    assert "\x1b" not in run.err
    assert [path.name for path in logs.iterdir()] == [faults.NAME]
