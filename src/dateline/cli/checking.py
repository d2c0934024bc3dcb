"""What is wrong with timeline files."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.access import internal_error
from dateline.cli.console import (
    EXISTING,
    counted,
    say,
    say_to_workflow,
    settings_option,
    summary,
    tell_of_waiting,
    unsure_option,
    with_bar,
)

if TYPE_CHECKING:
    from dateline.store import Check, Problem

# GitHub reads annotations from lines of this form, in which these characters are written so.
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


@click.command(
    epilog="""\b
Examples:
  dateline check                        the whole timeline
  dateline check timeline/launch.yaml
  dateline check --fix                  also write dates like "April 1970" as EDTF
  dateline check --format github        for a workflow on GitHub"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("--fix", is_flag=True, help="Write readable dates as EDTF; nothing else is touched.")
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json", "github"]),
    help="How to write what is found; json is one object a line.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@unsure_option
@settings_option
def check(paths: tuple[Path, ...], fix: bool, form: str, strict: bool, unsure: float, settings: Path | None) -> int:
    """Check timeline files: YAML, keys, dates, ids, articles, and what waits for you to look at it.

    PATHS are timeline files or folders of them; without any, it is timeline/. Each problem is one line,
    file:line:column: severity: message (hint). An error is a mistake for certain; a warning is likely one; a
    note is worth a look. The exit code is 1 if there are errors, or with --strict warnings, else 0.
    """
    from dateline.project import Project
    from dateline.store import Check, Severity, TimelineFolder, writing

    project = Project.load(settings)
    files = project.timeline_files(paths)
    shown = project.reader.shown
    checking = Check(TimelineFolder(project.timeline, project.root, shown), project.root, project.in_words, unsure)
    tell_of = WRITERS[form]
    found = dict.fromkeys(Severity, 0)
    fixed = 0
    writes = fix and bool(files)
    with writing(project.timeline, tell_of_waiting, project.boundary, shown) if writes else nullcontext():
        for file in with_bar(files, len(files), "Checking files"):
            done = _fixed(checking, file, shown(file)) if fix else []
            fixed += sum(problem.severity is Severity.NOTE for problem in done)
            for problem in [*done, *checking.problems(file, shown(file))]:
                tell_of(problem)
                found[problem.severity] += 1
    mended = f"{counted(fixed, 'date')} written as EDTF, " if fix else ""
    counts = [counted(found[each] - (fixed if each is Severity.NOTE else 0), each) for each in Severity]
    summary(f"{counted(len(files), 'file')} checked: {mended}{', '.join(counts)}")
    return 1 if found[Severity.ERROR] or (strict and found[Severity.WARNING]) else 0


def _fixed(checking: Check, file: Path, shown: str) -> list[Problem]:
    """Fix what can be; what keeps a file from being read is told of by the check that follows."""
    from dateline.errors import DatelineError, Place
    from dateline.store import Problem, Severity

    try:
        return checking.fix(file, shown)
    except DatelineError:
        return []
    except OSError as error:
        return [Problem(Place(shown), Severity.ERROR, f"cannot be written: {error.strerror or error}")]
    except Exception as error:
        fault = internal_error(Place(shown), error)
        return [Problem(Place(shown), Severity.ERROR, fault.message, fault.hint)]


def _as_text(problem: Problem) -> None:
    say(str(problem))


def _as_json(problem: Problem) -> None:
    place = problem.place
    data = {"file": place.path, "line": place.line, "column": place.column, "severity": problem.severity}
    say(json.dumps({**data, "message": problem.message, "hint": problem.hint}, ensure_ascii=False))


def _for_github(problem: Problem) -> None:
    """``::error file=…,line=…,col=…::message``, as GitHub's workflow commands are written."""
    place = problem.place
    spot = f",line={place.line},col={place.column or 1}" if place.line else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    path = "".join(ESCAPES.get(letter, letter) for letter in place.path)
    message = "".join(ESCAPES[letter] if letter in "%\r\n" else letter for letter in problem.message + hint)
    say_to_workflow(f"::{GITHUB[problem.severity]} file={path}{spot}::{message}")


WRITERS: dict[str, Callable[[Problem], None]] = {"text": _as_text, "json": _as_json, "github": _for_github}
