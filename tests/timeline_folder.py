"""What tests ask and do of the articles and timeline files in a project's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Dateline = Callable[..., Any]


def entries(project: Path, name: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load((project / f"timeline/{name}.yaml").read_text())["entries"])


def article(project: Path, name: str) -> str:
    return str(YAML(typ="safe").load((project / f"timeline/{name}.yaml").read_text())["article"])


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / f"{name}"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def contents(project: Path) -> dict[str, bytes]:
    return {str(path.relative_to(project)): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def is_settled(project: Path, dateline: Dateline) -> bool:
    """Whether a second run, also one that reads everything again, changes nothing."""
    before = contents(project)
    runs = [dateline("extract").out, dateline("extract", "--afresh").out, dateline("diff").out]
    return runs == ["", "", ""] and contents(project) == before


def swap(one: Path, other: Path) -> None:
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)
