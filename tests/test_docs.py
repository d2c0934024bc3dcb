from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import click
import pytest
from ruamel.yaml import YAML

from dateline.cli.commands import cli
from dateline.errors import DatelineError, UsageError
from dateline.store import Check, TimelineFolder
from dateline.timevalue import edtf
from dateline.typed_dates import date_in_words

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs/commands.md").read_text("utf-8")
TIMELINE = (ROOT / "docs/timeline-file.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "src/dateline/store/entry.schema.json").read_text("utf-8"))


def section(name: str) -> str:
    return COMMANDS.partition(f"\n## `dateline {name}`\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_each_command_is_documented_with_all_its_options(name: str) -> None:
    text = section(name)
    assert text
    assert f"[`dateline {name}`](#dateline-{name})" in COMMANDS
    for parameter in cli.commands[name].params:
        is_option = isinstance(parameter, click.Option)
        written = parameter.opts[0] if is_option else (parameter.metavar or parameter.name or "").upper().split("|")[0]
        assert f"`{written}" in text, written


def test_no_option_is_documented_that_does_not_exist() -> None:
    for name, command in cli.commands.items():
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"^\| `(--[a-z-]+)", section(name), re.MULTILINE)) == {o for o in known if o[0] == "-"}


def test_each_command_teaches_with_examples() -> None:
    for name, command in cli.commands.items():
        assert f"dateline {name}" in (command.epilog or ""), name
        assert all(isinstance(each, click.Argument) or each.help for each in command.params), name


@pytest.mark.parametrize("error", [DatelineError, UsageError])
def test_each_exit_code_is_documented(error: type[DatelineError]) -> None:
    assert f"\n| {error.exit_code} | " in COMMANDS


def test_each_key_of_the_timeline_file_is_documented() -> None:
    for key in [*SCHEMA["properties"], *SCHEMA["definitions"]["entry"]["properties"]]:
        assert f"\n| `{key}` | " in TIMELINE, key


def test_each_date_in_the_table_of_dates_is_one() -> None:
    dates = re.findall(r"`(.+?)`", TIMELINE.partition("## Dates\n")[2].partition("\n## ")[0])
    assert len(dates) > 10
    assert [edtf.parse(date) for date in dates]


def test_the_examples_of_timeline_files_are_good_ones(tmp_path: Path) -> None:
    for number, example in enumerate(re.findall(r"```yaml\n(.*?)```", TIMELINE, re.DOTALL)):
        path = tmp_path / f"{number}.yaml"
        path.write_text(example, "utf-8")
        checking = Check(TimelineFolder(tmp_path, tmp_path), tmp_path, date_in_words, unsure=0.5)
        assert [each for each in map(str, checking.problems(path, path.name)) if "no article" not in each] == []


def test_each_date_in_words_is_read_as_the_manual_says() -> None:
    rows = re.findall(r"^\| (`.+) \| (`.+) \|$", TIMELINE.partition("## Dates in words\n")[2], re.MULTILINE)
    assert len(rows) > 5
    for written, read in rows:
        found = {date_in_words(date) for date in re.findall("`(.+?)`", written)}
        assert found == set(re.findall("`(.+?)`", read))


def test_the_hook_for_pre_commit_runs_a_command_there_is() -> None:
    (hook,) = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    name, command = hook["entry"].split()
    assert (name, command in cli.commands) == ("dateline", True)
    assert f"id: {hook['id']}" in COMMANDS
    assert all(re.search(hook["files"], path) for path in ("timeline/launch.yaml", "content/launch.md"))


def test_each_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    explained = (ROOT / "docs/dependencies.md").read_text("utf-8").replace(",", " |")
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert re.search(rf"\| {re.escape(name[0])} \|", explained), name[0]


def test_each_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert len(targets) > 5
    for target in set(targets) - {"help"}:
        assert f"`make {target}`" in COMMANDS, target
