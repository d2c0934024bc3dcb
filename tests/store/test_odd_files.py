"""Files that are none, bases that are damaged, and faults of ours: one line each, and the rest is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import TimelineFileError
from dateline.store import base as bases
from dateline.store import files
from dateline.store.base import read_base
from dateline.store.check import Check
from dateline.store.files import read_bytes

Dateline = Callable[..., Any]
GOOD = "entries:\n- {date: 1970, title: Flood}\n"
COMMANDS = [
    ("check",),
    ("check", "--fix"),
    ("extract",),
    ("diff",),
    ("events", "--all"),
    ("digest",),
    ("export", "csv"),
]
NO_FILES = {
    "gone.yaml": "cannot be opened: No such file or directory",
    "itself.yaml": "cannot be opened: Too many levels of symbolic links",
    "pipe.yaml": "cannot be opened: not a regular file",
    "zero.yaml": "a symbolic link that leads out of the project (links are followed within the project only: put the "
    "file itself there)",
}
ENTRY = {"id": "a", "date": "1970", "title": "A"}
CONFLICT = {"id": "a", "key": "date", "was": "1970", "hand": "1971", "machine": "1972"}
MALFORMED = [
    "",
    "[]",
    '"text"',
    "null",
    "7",
    "[" * 100_000,
    '{"entries": ' + "[" * 100_000,
    "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
    "{}",
    '{"entries": [{"id": "a", "date": "1970", "title": "\\ud83d"}]}',
    *(
        json.dumps({"article": "content/a.md", "published": "1970-04-14", "entries": [ENTRY], **wrong})
        for wrong in (
            {"article": 7},
            {"article": ["content/a.md"]},
            {"published": 2020},
            {"language": {"code": "de"}},
            {"entries": {}},
            {"entries": ""},
            {"entries": None},
            {"entries": [7]},
            {"entries": [{**ENTRY, "title": ["A"]}]},
            {"entries": [{**ENTRY, "date": 1970}]},
            {"entries": [{**ENTRY, "confidence": 0.5}]},
            {"entries": [{**ENTRY, "tags": [1]}]},
            {"entries": [{**ENTRY, "also": [["1970"]]}]},
            {"entries": [{"id": "a", "title": "A"}]},
            {"entries": [{"id": "", "date": "1970", "title": "A"}]},
            {"former": ENTRY},
            {"former": None},
            {"conflicts": [{**CONFLICT, "key": 1}]},
            {"conflicts": [{**CONFLICT, "id": None, "hand": {"a": 1}}]},
            {"conflicts": [{"id": "a"}]},
            {"conflicts": "none"},
        )
    ),
]


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:40])
def test_a_base_of_another_form_is_malformed_with_its_path(text: str) -> None:
    with pytest.raises(TimelineFileError) as caught:
        read_base(text, "timeline/.base/a.yaml.json")
    expected = "timeline/.base/a.yaml.json: error: malformed, not a record of what was generated"
    assert str(caught.value) == expected


@pytest.fixture
def made(project: Path, dateline: Dateline) -> Path:
    (project / "content/a.md").write_text("Title: A\nDate: 1970-04-14\n\nOn Monday the mill closed.\n")
    assert dateline("extract").code == 0
    (project / "timeline/good.yaml").write_text(GOOD)
    return project


def run_within_time(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline.cli", *command],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_file_keeps_no_command_waiting(command: tuple[str, ...], made: Path) -> None:
    timeline = made / "timeline"
    os.mkfifo(timeline / "pipe.yaml")
    (timeline / "zero.yaml").symlink_to("/dev/zero")
    (timeline / "itself.yaml").symlink_to("itself.yaml")
    (timeline / "gone.yaml").symlink_to("nowhere.yaml")
    (timeline / "folder.yaml").mkdir()
    (timeline / os.fsdecode(b"\xff.yaml")).write_text(GOOD)
    run = run_within_time(made, *command)
    assert run.returncode == 1, run.stderr
    told = [line for line in (run.stdout + run.stderr).splitlines() if ": error: " in line]
    assert sorted(told) == [f"timeline/{name}: error: {says}" for name, says in NO_FILES.items()]


@pytest.mark.parametrize("name", ["pipe.yaml", "zero.yaml"])
def test_what_is_no_file_is_told_where_it_is_named(name: str, made: Path) -> None:
    os.mkfifo(made / "timeline/pipe.yaml")
    (made / "timeline/zero.yaml").symlink_to("/dev/zero")
    run = run_within_time(made, "check", f"timeline/{name}")
    assert run.stdout == f"timeline/{name}: error: {NO_FILES[name]}\n"


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:40])
def test_no_command_fails_over_a_malformed_base(text: str, made: Path, dateline: Dateline) -> None:
    (made / "timeline/.base/a.yaml.json").write_text(text)
    for command in COMMANDS:
        run = dateline(*command)
        assert run.code in (0, 1)
        assert "internal error" not in run.out + run.err


def test_a_file_that_cannot_be_opened_is_told_as_before(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(TimelineFileError, match="too large for a timeline, expected less than 32 MB"):
        read_bytes(path, "large.yaml")


@pytest.mark.parametrize("command", [("events", "--all"), ("export", "csv"), ("digest",)], ids=" ".join)
def test_a_fault_of_ours_in_one_file_costs_no_other(
    command: tuple[str, ...], made: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.timeline_file

    def fail(path: str, *rest: Any) -> Any:
        if path.endswith("good.yaml"):
            raise KeyError("oops")
        return real(path, *rest)

    monkeypatch.setattr(files, "timeline_file", fail)
    run = dateline(*command)
    assert run.code == 1
    assert "timeline/good.yaml: error: internal error (KeyError: 'oops') (please report it; traceback: " in run.err
    assert "mill" in run.out


def test_a_fault_of_ours_in_checking_one_file_costs_no_other(
    made: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Check, document: Any, path: Path, shown: str) -> Any:
        raise RuntimeError(f"oops\n{path.name}")

    monkeypatch.setattr(Check, "_problems", fail)
    run = dateline("check")
    assert run.code == 1
    for line, name in zip(run.out.splitlines(), ("a.yaml", "good.yaml"), strict=True):
        fault = (
            f"timeline/{name}: error: internal error (RuntimeError: oops\\u000a{name}) (please report it; traceback: "
        )
        assert line.startswith(fault)


def test_a_fault_of_ours_in_fixing_is_told(made: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Check, path: Path, shown: str) -> Any:
        raise RuntimeError("oops")

    monkeypatch.setattr(Check, "fix", fail)
    run = dateline("check", "--fix", "timeline/good.yaml")
    assert (run.code, run.out.count("internal error (RuntimeError: oops)")) == (1, 1)


def test_what_is_written_as_a_base_is_read() -> None:
    text = json.dumps({"article": "a", "published": "1970", "entries": [ENTRY], "conflicts": [CONFLICT]})
    assert read_base(bases.write_base(read_base(text, "a")), "a") == read_base(text, "a")
