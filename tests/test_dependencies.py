"""What is installed is what was tested, and what its licences ask is written down."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

LOCKS = [Path("requirements.txt"), Path("requirements-dev.txt")]
COPYLEFT = re.compile(
    r"GPL|GNU |MPL|Mozilla|EPL-|Eclipse Public|EUPL|European Union Public|CDDL|OSL-|Sleepycat|CC-BY-SA"
)
DOCUMENT = Path("docs/dependencies.md").read_text("utf-8")


def locked(path: Path) -> dict[str, list[str]]:
    """The hashes of each requirement of a lock."""
    entries = re.split(r"\n(?=\S)", path.read_text("utf-8").partition("\n#    make lock\n")[2].strip())
    return {entry.partition("==")[0]: re.findall(r"--hash=sha256:([0-9a-f]{64})", entry) for entry in entries}


def licence_of(package: Distribution) -> str:
    """All that a package says of its licence, without the licence's own text."""
    data = package.metadata
    said = [data.get("License-Expression") or "", (data.get("License") or "").partition("\n")[0]]
    return " · ".join([*said, *(each for each in data.get_all("Classifier") or [] if each.startswith("License"))])


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_no_word_of_where_it_comes_from(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=sha256:[0-9a-f]{64}\b)", text, re.MULTILINE)
    found = locked(path)
    assert {"pelican", "hatchling", "pyyaml"} <= found.keys()
    assert all(found.values())
    assert not re.search(r"^[\w.-]+(?!==)[<>~!]", text, re.MULTILINE)


def test_the_checks_run_with_the_versions_that_the_program_runs_with() -> None:
    run, dev = (set(re.findall(r"^\S+==\S+", path.read_text("utf-8"), re.MULTILINE)) for path in LOCKS)
    assert run < dev


def test_make_installs_nothing_without_a_hash() -> None:
    makefile = Path("Makefile").read_text("utf-8")
    installs = [line for line in makefile.splitlines() if re.search(r"\bpip\b.* install|PIP\) install", line)]
    kept = [line for line in installs if "install --quiet uv" not in line]
    assert len(kept) == 2
    assert all("--require-hashes" in line or "--no-deps --no-build-isolation" in line for line in kept)


def test_each_dependency_with_a_copyleft_licence_is_told_of() -> None:
    """A new one has to be looked at: what it asks of those who use, publish with, or pass on Dateline."""
    found = {each.name: licence_of(each) for each in distributions()}
    copyleft = {name: licence for name, licence in found.items() if COPYLEFT.search(licence)}
    assert {"pelican", "Unidecode"} <= copyleft.keys()
    for name, licence in copyleft.items():
        assert re.search(rf"^\| {re.escape(name)} \|", DOCUMENT, re.MULTILINE | re.IGNORECASE), f"{name}: {licence}"


def test_each_dependency_says_its_licence_or_is_told_of() -> None:
    for each in distributions():
        silent = not licence_of(each).strip(" ·") and each.name != "dateline"
        assert not silent or re.search(rf"^\| {re.escape(each.name)} \|", DOCUMENT, re.MULTILINE), each.name
