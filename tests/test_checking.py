"""``dateline check``: what is wrong with timeline files, in words and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.merging import TANK, changed, contested_file, file_of, put

Dateline = Callable[..., Any]
WRONG = "entries:\n  - {date: soon, title: x}\n"
LIKELY = "article: content/gone.md\nentries: []\n"
WORTH_A_LOOK = "entries:\n  - {date: April 1970, title: x} # mine\n"


@pytest.fixture
def timeline(project: Path) -> Path:
    (project / "timeline").mkdir()
    (project / "content/a.md").write_text("Title: Tank\nDate: 1970-04-14\n\nIt ruptured on Monday.\n")
    return project / "timeline"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_problem_is_told_with_its_place(timeline: Path, dateline: Dateline) -> None:
    dateline("extract")
    assert dateline("check").code == 0
    (timeline / "bad.yaml").write_text(WRONG)
    (timeline / "broken.yaml").write_text("entries: [\n")
    run = dateline("check")
    assert run.code == 1
    assert [line.split(": error:")[0] for line in run.out.splitlines()] == [
        "timeline/bad.yaml:2:12",
        "timeline/broken.yaml:2:1",
    ]
    assert run.err == "3 files checked: 2 errors, 0 warnings, 0 notes\n"


def test_paths_choose_what_is_checked(timeline: Path, dateline: Dateline) -> None:
    (timeline / "a.yaml").write_text(WORTH_A_LOOK)
    (timeline / "b.yaml").write_text(WRONG)
    assert dateline("check", "timeline/a.yaml").err == "1 file checked: 0 errors, 0 warnings, 1 note\n"
    assert dateline("check", "timeline").err == "2 files checked: 1 error, 0 warnings, 1 note\n"
    assert dateline("check", "timeline/none.yaml").code == 2


@pytest.mark.parametrize(
    ("text", "code", "strict"), [("entries: []\n", 0, 0), (WORTH_A_LOOK, 0, 0), (LIKELY, 0, 1), (WRONG, 1, 1)]
)
def test_errors_fail_and_warnings_do_if_asked_to(
    timeline: Path, dateline: Dateline, text: str, code: int, strict: int
) -> None:
    (timeline / "a.yaml").write_text(text)
    assert (dateline("check").code, dateline("check", "--strict").code) == (code, strict)


def test_what_waits_for_a_person_is_told(project: Path, timeline: Path, dateline: Dateline) -> None:
    put(project, "a", contested_file())
    put(project, "b", file_of(changed(TANK, id="b", confidence=0.5)))
    run = dateline("check")
    assert (run.code, run.err) == (0, "2 files checked: 0 errors, 4 warnings, 1 note\n")
    assert 'warning: you changed "date", and the article now gives "1970-04-12" (dateline review' in run.out
    assert "timeline/b.yaml:6:5: note: the date is hardly sure: confidence 0.5 (" in run.out
    assert dateline("check", "--unsure", "0.5").err.endswith("4 warnings, 0 notes\n")
    assert dateline("check", "--unsure", "5").code == 2


def test_json_is_an_object_a_problem(timeline: Path, dateline: Dateline) -> None:
    (timeline / "a.yaml").write_text(WORTH_A_LOOK)
    (timeline / "b.yaml").write_text("")
    run = dateline("check", "--format", "json")
    note, error = [json.loads(line) for line in run.out.splitlines()]
    assert note == {
        "file": "timeline/a.yaml",
        "line": 2,
        "column": 12,
        "severity": "note",
        "message": '"April 1970" is read as 1970-04',
        "hint": "--fix writes it so",
    }
    assert (error["file"], error["line"], error["column"], error["severity"]) == ("timeline/b.yaml", 0, 0, "error")
    assert run.code == 1


def test_github_reads_annotations(timeline: Path, dateline: Dateline) -> None:
    (timeline / "50%, a:b.yaml").write_text(WORTH_A_LOOK)
    (timeline / "b.yaml").write_text(LIKELY.replace("gone", "100%"))
    (timeline / "c.yaml").write_text("")
    run = dateline("check", "--format", "github")
    note, warning, error = run.out.splitlines()
    place = "timeline/50%25%2C a%3Ab.yaml,line=2,col=12"
    assert note == f'::notice file={place}::"April 1970" is read as 1970-04 (--fix writes it so)'
    assert warning.startswith(
        "::warning file=timeline/b.yaml,line=1,col=10::there is no article content/100%25.md (corr"
    )
    assert error.startswith('::error file=timeline/c.yaml::not a timeline, expected "entries:" and')
    assert run.code == 1


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_where_nothing_is_wrong_nothing_is_written(timeline: Path, dateline: Dateline, form: str) -> None:
    (timeline / "a.yaml").write_text("entries: []\n")
    run = dateline("check", "--format", form, "--strict")
    assert (run.code, run.out, run.err) == (0, "", "1 file checked: 0 errors, 0 warnings, 0 notes\n")


def test_checking_writes_nothing(timeline: Path, dateline: Dateline) -> None:
    (timeline / "a.yaml").write_text(WORTH_A_LOOK)
    before = contents(timeline)
    dateline("check")
    assert contents(timeline) == before


def test_fixing_writes_dates_as_edtf_and_says_so(timeline: Path, dateline: Dateline) -> None:
    (timeline / "a.yaml").write_bytes(WORTH_A_LOOK.replace("\n", "\r\n").encode())
    (timeline / "b.yaml").write_text(WRONG)
    (timeline / "c.yaml").write_text("entries: [\n")
    run = dateline("check", "--fix")
    fixed, *errors = run.out.splitlines()
    assert fixed == 'timeline/a.yaml:2:12: note: "April 1970" is now 1970-04'
    assert [error.partition(": error")[0] for error in errors] == ["timeline/b.yaml:2:12", "timeline/c.yaml:2:1"]
    assert (run.code, run.err) == (1, "3 files checked: 1 date written as EDTF, 2 errors, 0 warnings, 0 notes\n")
    assert (timeline / "a.yaml").read_bytes() == b"entries:\r\n  - {date: 1970-04, title: x} # mine\r\n"
    before = contents(timeline)
    assert dateline("check", "--fix", "timeline/a.yaml").err.startswith(
        "1 file checked: 0 dates written as EDTF, 0 err"
    )
    assert contents(timeline) == before


def test_fixing_goes_on_where_a_file_cannot_be_written(timeline: Path, dateline: Dateline) -> None:
    for name in ("a", "b"):
        (timeline / f"{name}.yaml").write_text(WORTH_A_LOOK)
    (timeline / "a.yaml").chmod(0o444)
    run = dateline("check", "--fix")
    assert run.out.startswith("timeline/a.yaml: error: cannot be written: the file is read-only\n")
    assert (run.code, run.err) == (1, "2 files checked: 1 date written as EDTF, 1 error, 0 warnings, 1 note\n")
    assert (timeline / "a.yaml").read_text() == WORTH_A_LOOK
    assert "date: 1970-04," in (timeline / "b.yaml").read_text()


def test_dates_are_read_in_the_language_of_the_site(project: Path, timeline: Path, dateline: Dateline) -> None:
    (timeline / "a.yaml").write_text("entries:\n  - {date: 5. Dezember 1970, title: x}\n")
    (project / "pelicanconf.py").write_text('DEFAULT_LANG = "de"\nPATH = "content"\n')
    assert '"5. Dezember 1970" is read as 1970-12-05' in dateline("check").out
