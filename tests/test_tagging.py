from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

Dateline = Callable[..., object]


def lines(*documents: object) -> str:
    return "".join(json.dumps(document) + "\n" for document in documents)


def test_tag_answers_each_line_with_one_and_tells_of_bad_ones(project: Path, dateline: Dateline) -> None:
    good = {"id": 7, "dct": "1970-04-14", "text": "😀 It ruptured on Monday."}
    bad = ["{oops", "[]", '{"id": 1}', '{"id": 1, "dct": "soon", "text": "x"}', '{"id": 1, "dct": 3, "text": "x"}']
    (project / "in.jsonl").write_text(lines(good) + "\n" + "\n".join(bad) + "\n" + lines({**good, "id": "last"}))
    run = dateline("tag", "--input", "in.jsonl", "--output", "out.jsonl")
    assert run.code == 1
    out = [json.loads(line) for line in (project / "out.jsonl").read_text().splitlines()]
    assert [document["id"] for document in out] == [7, "last"]
    timex = out[0]["timexes"][0]
    assert (timex["start"], timex["end"], timex["type"], timex["value"]) == (17, 23, "DATE", "1970-04-13")
    assert [line.split(" error: ")[0] for line in run.err.splitlines()] == [
        "in.jsonl:3:2:",
        "in.jsonl:4:1:",
        "in.jsonl:5:1:",
        "in.jsonl:6:1:",
        "in.jsonl:7:1:",
    ]


def test_tag_keeps_the_order_whatever_the_number_of_jobs(project: Path, dateline: Dateline) -> None:
    documents = [{"id": i, "dct": "1970-04-14", "text": "On Monday. " * (i % 7)} for i in range(150)]
    (project / "in.jsonl").write_text(lines(*documents))
    assert dateline("tag", "--input", "in.jsonl", "--output", "two.jsonl", "--jobs", "2").code == 0
    assert dateline("tag", "--input", "in.jsonl", "--output", "one.jsonl").code == 0
    assert (project / "one.jsonl").read_bytes() == (project / "two.jsonl").read_bytes()
    assert len((project / "one.jsonl").read_text().splitlines()) == 150


def test_tag_reads_and_writes_the_standard_streams(dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = lines({"id": 1, "dct": "1970-04-14", "text": "On \ud800 Monday."}) + "oops\n"
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
    run = dateline("tag")
    assert json.loads(run.out)["timexes"][0]["value"] == "1970-04-13"
    assert run.err.startswith("<stdin>:2:1: error: not JSON")


def test_a_closed_pipe_is_no_traceback(project: Path) -> None:
    (project / "in.jsonl").write_text(lines(*[{"id": 1, "dct": "1970-04-14", "text": "On Monday."}] * 3000))
    command = f"'{sys.executable}' -m dateline.cli tag --input in.jsonl | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


def test_ctrl_c_ends_with_130_and_leaves_nothing_half_written(project: Path) -> None:
    read, write_end = os.pipe()
    command = [sys.executable, "-m", "dateline.cli", "tag", "--output", "out.jsonl"]
    with subprocess.Popen(command, stdin=read, stderr=subprocess.PIPE, text=True) as running:
        os.write(write_end, lines({"id": 1, "dct": "1970-04-14", "text": "On Monday."}).encode())
        deadline = time.monotonic() + 20
        while not any(project.glob(".out.jsonl.*.tmp")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=20)
    os.close(read)
    os.close(write_end)
    assert (running.returncode, err) == (130, "\nStopped. Nothing is left half-written.\n")
    assert [path.name for path in project.iterdir()] == ["content"]


def test_a_result_that_cannot_be_written_is_no_traceback(project: Path, dateline: Dateline) -> None:
    (project / "file").write_text("")
    (project / "in.jsonl").write_text(lines({"id": 1, "dct": "1970-04-14", "text": "On Monday."}))
    run = dateline("tag", "--input", "in.jsonl", "--output", "file/out.jsonl")
    assert run.code == 1
    assert run.err.endswith("file: error: File exists\n")
