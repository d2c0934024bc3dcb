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

from dateline import extraction

ARTICLE = "Title: Tank\nDate: 1970-04-14\n\nAn oxygen tank ruptured on Monday. The crew slept.\n"
BAD = {
    "undated.md": (b"Title: x\n\nText.", "content/undated.md: error: no publication date, expected"),
    "metadata.md": (b"Title: x\nDate: 1970-13-44\n\nText.", "content/metadata.md:2:7: error: the date in the metadata"),
    "empty.md": (b"", "content/empty.md: error: the file is empty"),
    "latin.md": (b"Title: x\nDate: 1970-04-14\n\nCaf\xe9.", "content/latin.md:4:4: error: not UTF-8 text"),
    "nothing.html": (b"<html><body><p></b></html>", "content/nothing.html: error: there is no text"),
    "rest.rst": (b"X\n#\n\n:date: 1970-04-14\n\nText `x\n", "content/rest.rst:6:1: error: Inline interpreted text"),
    "zone.md": (
        b"Title: x\nDate: 1970-04-14\nTimezone: Mars\n\nText.",
        "content/zone.md:3:11: error: unknown time zone",
    ),
    "lang.md": (b"Title: x\nDate: 1970-04-14\nLang: xx\n\nText.", "content/lang.md"),
}
Dateline = Callable[..., object]


def write(project: Path, name: str, text: str | bytes = ARTICLE) -> Path:
    path = project / "content" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def contents(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_extract_makes_a_timeline_file_an_article(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    run = dateline("extract")
    assert (run.code, run.out, run.err) == (0, "timeline/tank.yaml: created, 1 entry\n", "1 article, 1 entry\n")
    assert "    date: 1970-04-13\n" in (project / "timeline/tank.yaml").read_text()
    assert (project / "timeline/entry.schema.json").is_file()


def test_extracting_again_changes_nothing_and_says_so(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    dateline("extract")
    before = contents(project)
    run = dateline("extract")
    assert (run.code, run.out, contents(project)) == (0, "", before)


def test_a_dry_run_tells_and_writes_nothing(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    before = contents(project)
    run = dateline("extract", "--dry-run")
    assert (run.out, contents(project)) == ("timeline/tank.yaml: would be created, 1 entry\n", before)


def test_paths_name_the_articles_to_extract(project: Path, dateline: Dateline) -> None:
    first, second = write(project, "a.md"), write(project, "b.md", ARTICLE.replace("Tank", "Other"))
    assert dateline("extract", first).out == "timeline/tank.yaml: created, 1 entry\n"
    assert dateline("extract", second.parent).out == "timeline/other.yaml: created, 1 entry\n"
    assert dateline("extract", "content/c.md").code == 2


def test_a_folder_without_articles_is_told(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    (project / "notes").mkdir()
    run = dateline("extract", "notes")
    assert (run.code, run.out) == (2, "")
    assert run.err == "notes: error: no articles in this folder (articles are looked for in content)\n"


def test_a_timeline_that_cannot_be_written_is_one_line_an_article(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    (project / "timeline").write_text("")
    run = dateline("extract")
    told = "content/a.md: error: its timeline file cannot be written: Not a directory"
    assert (run.code, run.out) == (1, "")
    assert run.err.splitlines()[0] == f"{told} (see to it that you may write to timeline/)"


def test_each_bad_article_is_one_line_and_the_rest_is_done(project: Path, dateline: Dateline) -> None:
    for name, (text, _) in BAD.items():
        write(project, name, text)
    write(project, "good.md")
    run = dateline("extract")
    assert (run.code, run.out) == (1, "timeline/tank.yaml: created, 1 entry\n")
    *errors, summary = run.err.splitlines()
    assert summary == f"1 article, 1 entry, {len(BAD)} not read"
    for (_, says), line in zip(sorted(BAD.values(), key=lambda bad: bad[1]), sorted(errors), strict=True):
        assert line.startswith(says)
    assert set(contents(project / "timeline")) == {"tank.yaml", ".base/tank.yaml", "entry.schema.json"}


def test_an_article_of_five_megabytes_is_done(project: Path, dateline: Dateline) -> None:
    write(project, "a.md", ARTICLE + ("\n" + "The crew slept & woke. " * 20 + "\n") * 11_000)
    assert dateline("extract").code == 0


def test_a_fault_of_ours_is_told_and_the_rest_is_done(
    project: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "a.md")
    write(project, "b.md", ARTICLE.replace("Tank", "Other"))
    real = extraction.extract_article

    def broken(article: object) -> object:
        if article.path.endswith("a.md"):
            raise RuntimeError("oops")
        return real(article)

    monkeypatch.setattr(extraction, "extract_article", broken)
    run = dateline("--debug", "extract")
    assert run.code == 1
    assert "content/a.md: error: Dateline failed here (RuntimeError: oops) (please report it" in run.err
    assert "Traceback" in run.err
    assert run.out == "timeline/other.yaml: created, 1 entry\n"


def test_an_edited_file_is_kept_and_news_for_it_are_told(project: Path, dateline: Dateline) -> None:
    article = write(project, "a.md")
    dateline("extract")
    file = project / "timeline/tank.yaml"
    file.write_text(file.read_text() + "# mine\n")
    assert dateline("extract").err == "1 article, 1 entry\n"
    article.write_text(ARTICLE.replace("Monday", "Sunday"))
    run = dateline("extract")
    assert run.code == 0
    assert run.err.startswith("timeline/tank.yaml: notice: kept, edited by hand")
    assert file.read_text().endswith("# mine\n")


def test_a_draft_is_told_and_left_out(project: Path, dateline: Dateline) -> None:
    write(project, "a.md", "Status: draft\n" + ARTICLE)
    run = dateline("extract")
    assert (run.code, run.err.splitlines()[0]) == (0, "content/a.md: notice: left out, its status is draft")


def test_an_article_elsewhere_is_not_extracted(project: Path, dateline: Dateline, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "a.md"
    path.write_text(ARTICLE)
    run = dateline("extract", path)
    assert run.code == 1
    assert "outside of the project's folder" in run.err


def test_a_project_without_content_is_told_what_to_do(tmp_path: Path, monkeypatch, dateline: Dateline) -> None:
    monkeypatch.chdir(tmp_path)
    run = dateline("extract")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert run.err.startswith("content: error: there is no content folder (put articles there")


def test_check_tells_each_problem_with_its_place(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    dateline("extract")
    assert dateline("check").code == 0
    (project / "timeline/bad.yaml").write_text("entries:\n  - {date: soon, title: x}\n")
    (project / "timeline/broken.yaml").write_text("entries: [\n")
    run = dateline("check")
    assert run.code == 1
    assert [line.split(": error:")[0] for line in run.out.splitlines()] == [
        "timeline/bad.yaml:2:12",
        "timeline/broken.yaml:2:1",
    ]
    assert run.err == "3 files checked: 2 errors, 0 warnings\n"
    assert dateline("check", "timeline/tank.yaml").code == 0


def test_warnings_alone_are_no_failure(project: Path, dateline: Dateline) -> None:
    (project / "timeline").mkdir()
    (project / "timeline/a.yaml").write_text("article: content/gone.md\nentries: []\n")
    run = dateline("check")
    assert (run.code, "warning: there is no article" in run.out) == (0, True)


def test_explain_shows_words_date_steps_and_other_readings(dateline: Dateline) -> None:
    run = dateline("explain", "It had leaked since last April.", "--date", "1970-04-14")
    assert run.code == 0
    for part in ("since last April", "1969-04/..", "DATE", "not 1969-04", "0.88"):
        assert part in run.out


def test_explain_writes_json(dateline: Dateline) -> None:
    found = json.loads(dateline("explain", "It ruptured on Monday.", "--date", "1970-04-14", "--json").out)
    assert [(one["text"], one["start"], one["edtf"], one["type"]) for one in found] == [
        ("Monday", 15, "1970-04-13", "DATE")
    ]
    assert found[0]["anchor"] == {"kind": "published", "date": "1970-04-14", "words": ""}
    assert found[0]["steps"]
    assert found[0]["alternatives"][0]["edtf"] == "1970-04-20"


def test_explain_takes_an_article_with_its_own_date_or_another(project: Path, dateline: Dateline) -> None:
    path = write(project, "a.md")
    assert '"edtf": "1970-04-13"' in dateline("explain", path, "--json").out
    assert '"edtf": "1970-04-20"' in dateline("explain", path, "--json", "--date", "1970-04-21").out
    undated = write(project, "b.txt", "It ruptured on Monday.")
    assert dateline("explain", undated).code == 1
    assert '"edtf": "1970-04-13"' in dateline("explain", undated, "--json", "--date", "1970-04-14").out


def test_explain_says_so_where_there_is_nothing(dateline: Dateline) -> None:
    assert dateline("explain", "Nothing here.", "--date", "1970-04-14").out == "No mention of time.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["explain", "On Monday."], 2, "error: a text has no date of its own (name its publication date"),
        (["explain", "On Monday.", "--date", "soon"], 1, "--date: error: not a date"),
        (["explain", "content/none.md", "--date", "1970-04-14"], 2, "content/none.md: error: no such file"),
        (["explain", "content", "--date", "1970-04-14"], 2, "content: error: a folder"),
        (["explain", "At 9 p.m.", "--date", "1970-04-14", "--timezone", "Mars"], 1, "error: "),
        (["extract", "--settings", "none.py"], 2, "none.py: error: no such settings file"),
        (["build"], 2, "pelicanconf.py: error: no settings to build with"),
        (["nonsense"], 2, "Usage: "),
        (["tag", "--input", "none.jsonl"], 2, "Usage: "),
        (["tag", "--input", "content"], 2, "Usage: "),
        (["tag", "--output", "content"], 2, "Usage: "),
    ],
)
def test_a_call_that_cannot_work_says_why(
    project: Path, dateline: Dateline, arguments: list[str], code: int, says: str
) -> None:
    run = dateline(*arguments)
    assert (run.code, run.err.startswith(says)) == (code, True), run.err


def test_standard_input_that_is_no_text_is_told(dateline: Dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"On Monday \xff")))
    run = dateline("explain", "-", "--date", "1970-04-14")
    assert (run.code, run.err) == (1, "<stdin>: error: not UTF-8 text (byte 11)\n")


def test_a_result_that_cannot_be_written_is_no_traceback(project: Path, dateline: Dateline) -> None:
    (project / "file").write_text("")
    (project / "in.jsonl").write_text(lines({"id": 1, "dct": "1970-04-14", "text": "On Monday."}))
    run = dateline("tag", "--input", "in.jsonl", "--output", "file/out.jsonl")
    assert run.code == 1
    assert run.err.endswith("file: error: File exists\n")


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


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from dateline import cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pelican", "rich", "jsonschema", "dateparser", "watchfiles"} & set(loaded)
