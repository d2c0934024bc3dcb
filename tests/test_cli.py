from __future__ import annotations

import json
import subprocess
import sys
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
    assert dateline("extract", second.parent).out.startswith("timeline/other.yaml: created, 1 entry\n")
    assert dateline("extract", "content/c.md").code == 2


def test_a_folder_without_articles_is_told(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    (project / "notes").mkdir()
    run = dateline("extract", "notes")
    assert (run.code, run.out) == (2, "")
    assert run.err == "notes: error: no articles in this folder (articles are looked for in content)\n"


def test_a_timeline_that_cannot_be_written_is_one_line(project: Path, dateline: Dateline) -> None:
    write(project, "a.md")
    (project / "timeline").write_text("")
    run = dateline("extract")
    assert (run.code, run.out) == (1, "")
    hint = "see to it that you may write to timeline/, and that the disk is not full"
    assert run.err == f"timeline/.base: error: cannot be written: Not a directory ({hint})\n"


def test_each_bad_article_is_one_line_and_the_rest_is_done(project: Path, dateline: Dateline) -> None:
    for name, (text, _) in BAD.items():
        write(project, name, text)
    write(project, "good.md")
    run = dateline("extract")
    assert (run.code, run.out) == (1, "timeline/tank.yaml: created, 1 entry\n")
    *errors, summary = run.err.splitlines()
    assert summary == f"1 article, 1 entry, {len(BAD)} not done"
    for (_, says), line in zip(sorted(BAD.values(), key=lambda bad: bad[1]), sorted(errors), strict=True):
        assert line.startswith(says)
    assert set(contents(project / "timeline")) == {"tank.yaml", ".base/tank.yaml.json", "entry.schema.json"}


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
    assert "content/a.md: error: internal error (RuntimeError: oops) (please report it" in run.err
    assert "Traceback" in run.err
    assert run.out == "timeline/other.yaml: created, 1 entry\n"


def test_an_edited_file_is_merged_and_what_changed_is_told(project: Path, dateline: Dateline) -> None:
    article = write(project, "a.md")
    dateline("extract")
    file = project / "timeline/tank.yaml"
    file.write_text(file.read_text() + "# mine\n")
    assert dateline("extract").err == "1 article, 1 entry\n"
    article.write_text(ARTICLE.replace("Monday", "Sunday"))
    assert dateline("extract", "--dry-run").out == "timeline/tank.yaml: would be merged, 1 entry (3 changed)\n"
    run = dateline("extract")
    assert (run.code, run.out) == (0, "timeline/tank.yaml: merged, 1 entry (3 changed)\n")
    assert "date: 1970-04-12\n" in file.read_text()
    assert file.read_text().endswith("# mine\n")


def test_a_conflict_is_told_once_with_its_place_and_counted_each_time(project: Path, dateline: Dateline) -> None:
    article = write(project, "a.md")
    dateline("extract")
    file = project / "timeline/tank.yaml"
    file.write_text(file.read_text().replace("date: 1970-04-13", "date: 1970-04-11"))
    article.write_text(ARTICLE.replace("Monday", "Sunday"))
    run = dateline("extract")
    sides = 'you wrote "1970-04-11", and the article now gives "1970-04-12" instead of "1970-04-13"'
    told = f"timeline/tank.yaml:6:5: conflict: date: {sides} (yours stays; dateline review)"
    summary = "1 article, 1 entry, 1 conflict to look at: dateline review"
    assert (run.code, run.err.splitlines()) == (0, [told, summary])
    assert (dateline("extract").err, dateline("extract", "--afresh").err) == (f"{summary}\n",) * 2


def test_an_entry_that_is_kept_and_a_file_that_is_deleted_are_told(project: Path, dateline: Dateline) -> None:
    article = write(project, "a.md")
    dateline("extract")
    file = project / "timeline/tank.yaml"
    file.write_text(file.read_text().replace("title:", "desk: Space\n    title:"))
    article.write_text(ARTICLE.replace("An oxygen tank ruptured on Monday. ", ""))
    kept, summary = dateline("extract").err.splitlines()
    assert kept.startswith('timeline/tank.yaml:5:5: notice: "')
    assert kept.endswith('" is kept as you left it, though the article no longer gives it')
    assert summary == "1 article, 0 entries"
    file.unlink()
    for _ in range(2):
        deleted = dateline("extract").err.splitlines()[0]
        hint = "to have it back, delete its copy in .base too"
        assert deleted == f"timeline/tank.yaml: notice: was deleted by hand and stays so ({hint})"


def test_an_article_that_has_not_changed_is_not_read_again(
    project: Path, dateline: Dateline, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = write(project, "a.md")
    dateline("extract")
    read: list[str] = []
    real = extraction.extract_article

    def reads(article: object) -> object:
        read.append(article.path)
        return real(article)

    monkeypatch.setattr(extraction, "extract_article", reads)
    assert (dateline("extract").err, read) == ("1 article, 1 entry\n", [])
    assert dateline("extract", "--afresh").code == 0
    assert read == ["content/a.md"]
    for change in (lambda: article.write_text(ARTICLE + "\n"), (project / "timeline/tank.yaml").unlink):
        change()
        dateline("extract")
        dateline("extract")
    assert read == ["content/a.md"] * 3


def test_a_draft_is_told_and_left_out(project: Path, dateline: Dateline) -> None:
    write(project, "a.md", "Status: draft\n" + ARTICLE)
    run = dateline("extract")
    assert (run.code, run.err.splitlines()[0]) == (0, "content/a.md: notice: left out, its status is draft")


def test_an_article_elsewhere_is_not_extracted(project: Path, dateline: Dateline, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "a.md"
    path.write_text(ARTICLE)
    run = dateline("extract", path)
    assert run.code == 1
    assert "outside of the content folder" in run.err


def test_a_project_without_content_is_told_what_to_do(tmp_path: Path, monkeypatch, dateline: Dateline) -> None:
    monkeypatch.chdir(tmp_path)
    run = dateline("extract")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert run.err.startswith("content: error: there is no content folder (put articles there")


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


INTERRUPTED = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from dateline.cli import main
main(["extract"])
"""


@pytest.mark.parametrize("module", ["click", "dateline.errors", "dateline.cli.commands", "dateline.extraction"])
def test_ctrl_c_stops_in_order_while_modules_are_imported(project: Path, module: str) -> None:
    run = subprocess.run([sys.executable, "-c", INTERRUPTED, module], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.strip()) == (130, "Stopped. Nothing is left half-written.")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from dateline.cli import commands; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pelican", "rich", "jsonschema", "dateparser", "watchfiles"} & set(loaded)
