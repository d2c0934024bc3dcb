"""Files copied, swapped, split, renamed and set back in any order: nothing is lost, undone or doubled."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from tests.file_acts import ACTS, KEY, MARK, Desk, read, write_article

from dateline.extraction import Outcome, extract_project
from dateline.project import Project

SEQUENCES = int(os.environ.get("DATELINE_FILE_SEQUENCES", "400"))
PARTS = 4
ROUNDS = 4


@contextmanager
def simple_articles() -> Iterator[None]:
    with (
        patch("dateline.extraction._read", lambda project, path: read(path, project.reader.shown(path))),
        patch("dateline.extraction.join_events", lambda *_: []),
    ):
        yield


def run(root: Path) -> list[Outcome]:
    project = Project.load(folder=root)
    return list(extract_project(project, project.articles()))


def texts(root: Path) -> str:
    return "\n".join(path.read_text() for path in sorted((root / "timeline").glob("*.yaml")))


def entries(root: Path) -> Counter[str]:
    """How often each sentence stands in the timeline, by its word."""
    return Counter(
        key[0] for text in texts(root).split("    text: ")[1:] if (key := KEY.search(text.partition("    when:")[0]))
    )


def remembered(root: Path) -> set[str]:
    """The words of the sentences that the bases know."""
    bases = [json.loads(path.read_text()) for path in (root / "timeline/.base").glob("*.json")]
    known = (record for base in bases for record in (*base["entries"], *base.get("former", ())))
    return {key[0] for record in known if (key := KEY.search(record["text"]))}


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_done_to_files_nothing_is_lost_undone_or_doubled(part: int) -> None:
    for number in range(part, SEQUENCES, PARTS):
        with tempfile.TemporaryDirectory() as folder, simple_articles():
            check_a_sequence(Path(folder), number)


def check_a_sequence(root: Path, number: int) -> None:
    """Do what chance says, in a few rounds, each followed by a run."""
    desk = Desk(root, Random(number))
    (root / "content").mkdir()
    for _ in range(3):
        write_article(desk)
    run(root)
    done: list[str] = []
    for _ in range(ROUNDS):
        for act in desk.chance.choices(ACTS, k=desk.chance.randint(1, 3)):
            if desk.files and desk.articles:
                done.append(act.__name__)
                act(desk)
        done.append("run")
        check_a_run(root, f"sequence {number}: {', '.join(done)}")


def check_a_run(root: Path, where: str) -> None:
    marks, before, known = Counter(MARK.findall(texts(root))), entries(root), remembered(root)
    run(root)
    after = entries(root)
    assert Counter(MARK.findall(texts(root))) == marks, f"an edit by hand is lost or doubled; {where}"
    assert not {key for key in known if not before[key] and after[key]}, f"a deletion is undone; {where}"
    assert not {key for key in after if after[key] > max(1, before[key])}, f"an entry stands twice; {where}"
    settled = contents(root)
    run(root)
    assert contents(root) == settled, f"a second run changes something; {where}"
