"""YAML that means harm, or is past all measure: one clear error, nothing run, and memory and time within bounds."""

from __future__ import annotations

import os
import resource
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DatelineError
from dateline.store import parsing, read_timeline
from dateline.store.hand import entries_of, line_start
from dateline.store.nodes import Fields
from dateline.store.parsing import parse
from dateline.typed_dates import date_in_words

MEGABYTES = 600
SECONDS = 60
MOST_VALUES = 20_000
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(60))
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
)
KEYED_LAUGHS = "a: &a {k: x}\n" + "".join(
    f"{name}: &{name} {{{', '.join(f'k{number}: *{before}' for number in range(9))}}}\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
)
HARMFUL = {
    "a billion laughs": (f"{LAUGHS}entries: *k\n", "too many or too deep values"),
    "a billion laughs in keys": (f"{KEYED_LAUGHS}entries: *k\n", "too many or too deep values"),
    "laughs by inheritance": (f"{KEYED_LAUGHS}entries: [{{<<: *k}}]\n", "too many or too deep values"),
    "aliases deep within aliases": (f"{CHAIN}entries: *a60\n", "too deep"),
    "a list in itself": ("entries: &a [*a]\n", "stands inside of what it refers to"),
    "brackets without end": ("entries: " + "[" * 100_000, "too many or too deep values"),
    "braces without end": ("entries: " + "{a: " * 100_000, "too many or too deep values"),
    "lists in lists": ("entries:\n" + "".join("  " * depth + "-\n" for depth in range(1, 2000)), "too deep"),
    "a key twice": ("entries:\n  - date: 1970\n    title: a\n    date: 1971\n", '"date" stands twice'),
    "half of a character": ('entries:\n  - {date: 1970, title: "\\ud83d"}\n', "half of a character"),
    "a key twice in braces": ("entries: [{date: 1970, title: a, title: b}]\n", '"title" stands twice'),
    "more values than anyone has": ("entries: [" + "1, " * MOST_VALUES + "]\n", "too many or too deep values"),
    "50 megabytes": ("entries:\n" + "  - {date: 1970, title: aaaaaaaaaaaaaaaaaaaaaaaaaaa}\n" * 1_000_000, "too large"),
    "50 megabytes in a line": ("entries: " + "a" * 50_000_000, "too large"),
}
TAGGED = """\
entries:
  - date: 1970
    title: !!python/object/apply:os.system ["touch harmed"]
  - date: !!python/name:os.system 1971
    title: !!python/object:pathlib.Path {}
  - !!python/object/new:subprocess.Popen
    date: 1972
    title: !!python/module:os ""
"""


@pytest.mark.parametrize("name", HARMFUL)
def test_harm_is_one_clear_error_with_its_place_within_bounds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Millions of values are read in half a minute, which is not what this is about.
    monkeypatch.setattr(parsing, "MOST_WRITTEN", MOST_VALUES)
    monkeypatch.setattr(parsing, "MOST_ALIASED", MOST_VALUES)
    text, message = HARMFUL[name]
    path = tmp_path / "harm.yaml"
    path.write_text(text)
    found = tmp_path / "found"
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child starts no thread and waits for none
        child = os.fork()
    if not child:
        read_within_bounds(path, found)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert time.perf_counter() - start < SECONDS
    assert found.read_text().startswith(str(path))
    assert message in found.read_text()
    assert len(found.read_text()) < 500


def test_laughs_are_refused_long_before_they_are_as_many_as_values_may_be() -> None:
    start = time.process_time()
    for name in ("a billion laughs", "a billion laughs in keys", "laughs by inheritance"):
        with pytest.raises(DatelineError, match="too many or too deep values"):
            parse(HARMFUL[name][0], "laughs.yaml")
    assert time.process_time() - start < 5


def test_a_hundred_thousand_entries_are_no_harm() -> None:
    text = "entries:\n" + "".join(f"- {{date: 1970, title: t{number}, tags: [a, b, c]}}\n" for number in range(100_000))
    root = parse(text, "many.yaml").root
    assert isinstance(root, Fields)
    assert len(entries_of(root.fields["entries"])) == 100_000


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_beginning_of_a_line_is_found_as_soon_at_the_end_of_a_large_file(end: str) -> None:
    text = f"one line{end}" * 500_000
    start = time.process_time()
    for number in range(490_000, 500_000):
        begin = number * (8 + len(end))
        assert line_start(text, begin) == line_start(text, begin + 8) == begin
    assert time.process_time() - start < 2


def read_within_bounds(path: Path, found: Path) -> None:
    """In a process that gets no more memory than that, and ends here."""
    try:
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 2**20, resource.RLIM_INFINITY))
        read_timeline(path, date_in_words)
    except DatelineError as error:
        found.write_text(str(error))
        os._exit(0)
    finally:
        os._exit(1)


def test_no_tag_runs_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tags.yaml"
    path.write_text(TAGGED)
    with pytest.raises(DatelineError):
        read_timeline(path, date_in_words)
    parse(TAGGED, "tags.yaml")
    assert {each.name for each in tmp_path.iterdir()} == {"tags.yaml"}


def test_harm_in_one_file_stops_no_command_from_doing_the_others(project: Path, dateline: Any) -> None:
    (project / "content/a.md").write_text("Title: a\nDate: 1970-04-14\n\nOn Monday it rained.\n")
    (project / "timeline").mkdir()
    (project / "timeline/laughs.yaml").write_text(f"{LAUGHS}entries: *k\n")
    told = dateline("extract")
    assert (told.code, told.err.count("timeline/laughs.yaml:7:8: error: ")) == (1, 1)
    checked = dateline("check")
    assert (checked.code, checked.out.count("\n")) == (1, 1)
    assert checked.out.startswith("timeline/laughs.yaml:")
    assert "2 files checked: 1 error" in checked.err
