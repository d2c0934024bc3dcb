"""What the terminal and the report get of what Pelican logs: printable text, a line for each error."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.problems import Problem
from dateline.reporting import Folders, PrintableStream, Reporter, line_of, message_of, problem_of

NAME = "a\x1b[2J\n\u202eb.md"
SHOWN = r"a\u001b[2J\u000a\u202eb.md"


def record(message: object, *args: Any, exc_info: Any = None) -> logging.LogRecord:
    return logging.LogRecord("x", logging.ERROR, "", 0, message, args, exc_info)


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (record("%s is\n\tbroken", NAME), f"{SHOWN} is\n\tbroken"),
        (record("%s is broken", Path(NAME)), f"{SHOWN} is broken"),
        (record("%s", ValueError(NAME)), SHOWN),
        (record("%(name)s, %(number)03d", {"name": NAME, "number": 7}), f"{SHOWN}, 007"),
        (record("%d of %5.1f%%: %10s", 1, 2.5, "x"), "1 of   2.5%:          x"),
        (record(f"{NAME}: 100%"), SHOWN.replace(r"\u000a", "\n") + ": 100%"),
        (record("%d", NAME), f"%d ({SHOWN!r},)".replace(repr(SHOWN), r"'a\x1b[2J\n\u202eb.md'")),
        (record(Path("x")), "x"),
    ],
)
def test_messages_are_printable_and_only_they_have_lines(made: logging.LogRecord, shown: str) -> None:
    assert message_of(made) == shown
    assert problem_of(made).message == shown


def test_problems_are_printable_whoever_makes_them() -> None:
    problem = Problem("m\x1b", "p\x07", "e\u202e", "x\x9b", "h\r")
    assert problem == Problem(r"m\u001b", r"p\u0007", r"e\u202e", r"x\u009b", r"h\u000d")
    assert Problem.from_line(problem.as_line()) == problem


def test_what_others_write_to_the_terminal_is_printable() -> None:
    buffer = io.BytesIO()
    stream = PrintableStream(buffer, "ascii", "backslashreplace")
    stream.write("warning: \x1b[2J\u20ac\udcff\n\tmore\n")
    stream.flush()
    assert buffer.getvalue() == b"warning: \\u001b[2J\\u20ac\\udcff\n\tmore\n"


def test_an_exception_is_one_line_and_debug_shows_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def told(*, debug: bool) -> tuple[str, list[dict[str, str]]]:
        terminal, report = io.StringIO(), io.BytesIO()
        reporter = Reporter(report, Folders(tmp_path / ".new", tmp_path / "output"), terminal, debug=debug)
        try:
            raise KeyError(NAME)
        except KeyError as error:
            made = record("%s: %s", "KeyError", error, exc_info=(KeyError, error, error.__traceback__))
            made.levelno = logging.CRITICAL
            reporter.emit(made)
        return terminal.getvalue(), [json.loads(line) for line in report.getvalue().splitlines()]

    text, problems = told(debug=False)
    assert text.count("\n") == 1
    assert text.startswith("internal error: KeyError: ")
    assert "\x1b" not in text
    assert [problem["message"].startswith("KeyError: ") for problem in problems] == [True]
    assert "in told" in told(debug=True)[0]


def test_an_article_that_pelican_gives_up_is_told_with_the_reason() -> None:
    try:
        raise ValueError(NAME)
    except ValueError:
        made = record("Could not process %s", NAME)
        line = line_of(made)
        assert problem_of(made).message == f"Could not process {SHOWN}: ValueError: {SHOWN}"
    assert line.startswith(f"Could not process {SHOWN}: ValueError: {SHOWN} (traceback: ") or ": error: " in line


def test_hostile_names_and_texts_send_nothing_to_the_terminal(site: Path, dateline: Callable) -> None:
    (site / "content/pages").mkdir()
    (site / f"content/pages/{NAME}").write_text("Title: Page\n\nText.\n")
    (site / "content/pages/page.md").write_text("Title: Page\nDate: soon\x1b[2J\n\nText.\n")
    (site / "content/b.md").write_text("Title: \x1b[2J\nDate: 1970-04-14\nTemplate: \x1b[2J\n\nIt burst on Monday.\n")
    run = dateline("build")
    assert "a\\u001b[2J\\u000a\\u202eb.md" in run.err
    pelicans = [line for line in run.err.splitlines() if "pages/page.md" in line or "template" in line]
    assert len(pelicans) == 2
    assert not any(character in "".join(pelicans) for character in "\x1b\u202e")
