"""What articles, timeline files and names of files hold cannot act on the terminal that shows it."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.access import is_printable, printable

Dateline = Callable[..., Any]
EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt\x00\x08\u2028\x85x\u200bFORGED"
LINES = "x\r\nFORGED\r\n::error::FORGED\n##[error]FORGED\n"
CLI = Path("src/dateline/cli")
ARTICLE = "Title: Flood {title}\nDate: 1970-04-14\n\nOn Monday the river rose and the [red]bridge[/red] was closed.\n"


def in_yaml(text: str) -> str:
    return json.dumps(text)


def assert_harmless(run: Any) -> None:
    shown = run.out + run.err
    assert shown
    assert is_printable(shown.replace("\n", "")), ascii(printable(shown, "\n"))[:2000]
    for line in shown.split("\n"):
        assert not line.lstrip().startswith(("FORGED", "::", "##[")), line


def hostile(text: str) -> str:
    return text.replace("\x00", "").replace("/", "")


def is_utf8(name: str) -> bool:
    return os.fsencode(name).decode("utf-8", "ignore") == name


@pytest.fixture
def harmed(project: Path) -> Path:
    """A project whose articles and timeline are full of what a terminal would act on."""
    (project / "timeline").mkdir()
    for number, name in enumerate(
        (hostile(EVIL), hostile(LINES), "::error::FORGED", "[red]", os.fsdecode(b"\xff\xfe"))
    ):
        if is_utf8(name):
            (project / f"content/{name}.md").write_text(ARTICLE.format(title=hostile(EVIL).replace("\n", " ")))
        text = in_yaml(f"{name.encode('utf-8', 'replace').decode()}{EVIL}{LINES}")
        entry = f"  - {{id: {text}, date: 1970-04-1{number}, title: {text}, text: {text}, event: {text}, hiden: 1}}\n"
        (project / f"timeline/{name}.yaml").write_text(f"article: {text}\nentries:\n{entry * 2}")
    (project / "content/::warning::.md").write_text("no date")
    (project / f"timeline/{hostile(LINES)}broken.yaml").write_text("entries: [")
    return project


COMMANDS = [
    ("diff",),
    ("diff", "--json"),
    ("diff", "--stat"),
    ("extract",),
    ("extract", "--afresh"),
    ("check",),
    ("check", "--format", "json"),
    ("events", "--all"),
    ("events", "--all", "--format", "json"),
    ("digest",),
    ("digest", "--format", "markdown"),
    ("digest", "--format", "json"),
    ("digest", "--format", "tls"),
    ("explain", f"The river{EVIL} rose on Monday{LINES}.", "--date", "1970-04-14"),
    ("explain", f"The river{EVIL} rose on Mon\x9bday.", "--date", "1970-04-14", "--json"),
    ("explain", f"It rose on {EVIL}.", "--date", EVIL),
    ("check", f"{EVIL}{LINES}"),
    (f"{EVIL}{LINES}",),
    ("export", f"{EVIL}{LINES}"),
    ("export",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: printable(" ".join(command)[:20]))
def test_no_command_lets_its_input_act_on_the_terminal(
    command: tuple[str, ...], harmed: Path, dateline: Dateline
) -> None:
    assert_harmless(dateline(*(each.replace("\x00", "") for each in command)))


def test_workflow_commands_are_those_of_check_alone(harmed: Path, dateline: Dateline) -> None:
    run = dateline("check", "--format", "github")
    assert is_printable(run.out.replace("\n", ""))
    lines = run.out.splitlines()
    assert len(lines) > 10
    for line in lines:
        assert line.startswith(("::error file=timeline/", "::warning file=timeline/", "::notice file=timeline/"))
        assert line.partition(" file=")[2].partition("::")[0].count(":") == 0


def test_json_says_what_stands_there(harmed: Path, dateline: Dateline) -> None:
    found = [json.loads(line) for line in dateline("check", "--format", "json").out.splitlines()]
    files = {os.fsdecode(path.name.encode("utf-8", "surrogateescape")) for path in (harmed / "timeline").glob("*.yaml")}
    assert {each["file"].removeprefix("timeline/") for each in found} == files
    events = json.loads(dateline("events", "--all", "--format", "json").out)
    assert any(EVIL.split("\u2028", maxsplit=1)[0] in event["title"] for event in events)


def test_review_shows_nothing_that_acts(harmed: Path, review: Any) -> None:
    for typed in ("sdx\nq", ""):
        assert_harmless(review(typed, "--unsure", "1"))
    assert_harmless(review('{"id": "\\u001b[2J", "act": "\\u009b"}\n', "--json", "--unsure", "1"))


def test_tag_writes_nothing_that_acts(project: Path, dateline: Dateline) -> None:
    line = json.dumps({"id": EVIL, "dct": "1970-04-14", "text": f"On Monday {EVIL} it rained."}, ensure_ascii=False)
    (project / "in.jsonl").write_text(f'{line}\n{{"id": 1, "dct": "\x9b", "text": ""}}\n', encoding="utf-8")
    run = dateline("tag", "--input", "in.jsonl")
    assert_harmless(run)
    assert json.loads(run.out)["id"] == EVIL


def test_a_digest_in_a_file_is_as_it_is(harmed: Path, dateline: Dateline) -> None:
    dateline("digest", "--format", "markdown", "--output", "digest.md")
    assert "\u202e" in (harmed / "digest.md").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(CLI.glob("*.py")), ids=lambda path: path.name)
def test_commands_show_nothing_past_the_console(path: Path) -> None:
    """All that is shown goes through one place; ``console.py`` is that place."""
    if path.name == "console.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        assert name not in {"print", "click.echo", "click.secho", "click.style", "sys.stdout.write", "sys.stderr.write"}
