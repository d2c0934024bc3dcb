from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.timelines import Task, main


def task(topic: str) -> Task:
    reference = {date(1970, 4, 13): "It fell.", date(1970, 4, 17): "It rose."}
    return Task(Path(topic), 1, reference, ("bridge", "river"), 2, 1)


def test_a_task_is_the_span_the_length_and_the_key_phrases_of_its_reference() -> None:
    span = ["--from", "1970-04-13", "--to", "1970-04-17"]
    rest = ["--days", "2", "--sentences", "1", "--about", "bridge", "--about", "river"]
    assert task("flood").options == [*span, *rest]


def test_topics_with_capitals_get_a_week_more_on_either_side() -> None:
    assert task("Some_Mayor").options[:4] == ["--from", "1970-04-06", "--to", "1970-04-24"]


def test_without_the_data_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--tls", str(tmp_path), "--report", str(tmp_path / "report.md")]) == 0
    assert "no timelines in" in capsys.readouterr().err
    assert not (tmp_path / "report.md").exists()
