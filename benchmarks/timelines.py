"""Measure digests on news timelines that editors wrote: their days, their sentences, time and memory.

A folder holds score.py, with load, score and mean, and data/<topic>/ with articles.jsonl, keywords.json and
timelines.json. Every timeline is a task: the command is given the articles of its span (for topics whose names have
capitals, those of seven days more on either side), its number of days and of sentences a day, and the key phrases.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from dateline.digesting import article_passages
from dateline.model import Passage
from dateline.summarization.ranking.collection import Collection
from dateline.summarization.ranking.digest import Taste, digest

COMMAND = (sys.executable, "-m", "dateline.cli", "digest")
MEASURES = ("dates", "AR-1", "AR-2")
SETS = {True: "T17", False: "Entities"}
"""Topics of Timeline17 have names in lower case (Tran et al. 2013), those of Entities capitals (2020)."""
MARGIN = 7
OTHERS = {
    "mention counts": (".612 .121 .037", ".279 .071 .024"),
    "news-tls Clust": (".486 .086 .020", ".329 .072 .017"),
    "news-tls Datewise": (".633 .134 .042", ".328 .084 .021"),
}
"""What others reach on the same tasks, from the README of the data."""
TARGETS = (".660 .145 .047", ".400 .100 .030")
GRID = tuple(
    Taste(lead=lead, length=length, subject=subject, best_length=words)
    for lead, length, subject, words in product((0.05, 0.1), (0.1, 0.15), (0.0, 0.05), (20, 24, 28))
)
SIZES = (0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Task:
    """A reference timeline and what the protocol lets a system know of it."""

    topic: Path
    number: int
    reference: Any
    keywords: tuple[str, ...]
    days: int
    sentences: int

    @property
    def name(self) -> str:
        return f"{self.topic.name} {self.number}"

    @property
    def in_t17(self) -> bool:
        return self.topic.name[0].islower()

    @property
    def span(self) -> tuple[date, date]:
        margin = timedelta(days=0 if self.in_t17 else MARGIN)
        return min(self.reference) - margin, max(self.reference) + margin

    @property
    def options(self) -> list[str]:
        start, end = map(str, self.span)
        about = [option for phrase in self.keywords for option in ("--about", phrase)]
        return ["--from", start, "--to", end, "--days", str(self.days), "--sentences", str(self.sentences), *about]


@dataclass(frozen=True)
class Cost:
    """What a run of the command took, from start to end: seconds of one core, megabytes at most."""

    seconds: float
    megabytes: float


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print or write tables; returns the exit code."""
    parser = argparse.ArgumentParser("python -m benchmarks.timelines", description=__doc__)
    folder = Path(os.environ.get("DATELINE_TLS", "../shared/tls"))
    parser.add_argument("--tls", type=Path, default=folder, help="the folder of timelines (default: %(default)s)")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="also write the tables to a file")
    options = parser.parse_args(arguments)
    if not (options.tls / "score.py").is_file():
        print(f"no timelines in {options.tls}: digests are not measured", file=sys.stderr)
        return 0
    text = "\n".join([*_report(options.tls), ""])
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    return 0


def _report(folder: Path) -> Iterator[str]:
    sys.path.insert(0, str(folder.resolve()))
    scoring = importlib.import_module("score")
    tasks = [task for topic in sorted((folder / "data").iterdir()) for task in _tasks(topic, scoring)]
    # First, while this process is small: what it takes would count as taken by those that it starts.
    costs = list(_costs(max((task.topic for task in tasks), key=lambda topic: len(_lines(topic))), tasks))
    yield "# Digests\n\nDate F1 and alignment-based ROUGE-1 and ROUGE-2 (AR-1, AR-2) of `dateline digest`, held against"
    yield "timelines that editors wrote. All was developed on these very tasks.\n"
    scores = [scoring.score(scoring.parse(_run(task)), task.reference) for task in tasks]
    yield from _of_tasks(tasks, scores)
    rows = {
        "**`dateline digest`**": scores,
        "constants from the other topics": _left_out(tasks, scoring),
        "no chronologies": [_score(task, _without_chronologies(task), Taste(), scoring) for task in tasks],
    }
    yield from _means(tasks, rows, scoring)
    yield from costs


def _tasks(topic: Path, scoring: Any) -> Iterator[Task]:
    keywords = tuple(json.loads((topic / "keywords.json").read_text("utf-8")))
    raw = json.loads((topic / "timelines.json").read_text("utf-8"))
    for number, (timeline, reference) in enumerate(zip(raw, scoring.load(topic / "timelines.json"), strict=True), 1):
        sentences = round(sum(len(told) for _, told in timeline) / len(timeline))
        yield Task(topic, number, reference, keywords, len(timeline), sentences)


def _lines(topic: Path) -> list[bytes]:
    return (topic / "articles.jsonl").read_bytes().splitlines(keepends=True)


def _run(task: Task) -> Any:
    command = [*COMMAND, "--articles", str(task.topic / "articles.jsonl"), "--format", "tls", *task.options]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def _of_tasks(tasks: Sequence[Task], scores: Sequence[Any]) -> Iterator[str]:
    yield "| task | articles | days × sentences | date F1 | AR-1 | AR-2 |\n|---|---:|---:|---:|---:|---:|"
    for task, score in zip(tasks, scores, strict=True):
        figures = " | ".join(f"{score[measure].f1:.3f}" for measure in MEASURES)
        yield f"| {task.name} | {len(_lines(task.topic))} | {task.days} × {task.sentences} | {figures} |"


def _means(tasks: Sequence[Task], rows: Mapping[str, Sequence[Any]], scoring: Any) -> Iterator[str]:
    yield "\n## Means, beside others\n"
    yield "| | T17 date F1 | AR-1 | AR-2 | Entities date F1 | AR-1 | AR-2 |\n|---|---:|---:|---:|---:|---:|---:|"
    for name, figures in {**OTHERS, "target": TARGETS}.items():
        yield f"| {name} | {' | '.join(' '.join(figures).split())} |"
    for name, row in rows.items():
        means = [_mean([s for task, s in zip(tasks, row, strict=True) if task.in_t17 is t17], scoring) for t17 in SETS]
        yield f"| {name} | {' | '.join(f'{mean[m].f1:.3f}'.removeprefix('0') for mean in means for m in MEASURES)} |"
    yield "\nFor the row before the last, what a sentence's place, length and subject count is picked for each topic by"
    yield f"the other topics, from {len(GRID)} combinations: so good are they on a topic that was not seen."
    yield "For the last, nothing is taken for a line of a chronology, as if there were none: some of T17 hold"
    yield "one or more, and that of one task nearly the reference itself."


def _mean(scores: Sequence[Any], scoring: Any) -> Any:
    return scoring.mean(list(scores))


def _left_out(tasks: Sequence[Task], scoring: Any) -> list[Any]:
    """The scores of tasks with the constants that are best for the tasks of other topics."""
    grid: list[list[Any]] = [[] for _ in GRID]
    for task in tasks:
        passages = _passages(task)
        for scores, taste in zip(grid, GRID, strict=True):
            scores.append(_score(task, passages, taste, scoring))
    return [max(grid, key=lambda row: _worth(row, tasks, task, scoring))[i] for i, task in enumerate(tasks)]


def _worth(row: Sequence[Any], tasks: Sequence[Task], without: Task, scoring: Any) -> float:
    """How good scores are without those of a topic: by how much the means exceed the targets."""
    worth = 0.0
    for t17, target in zip(SETS, TARGETS, strict=True):
        others = [s for s, t in zip(row, tasks, strict=True) if t.in_t17 is t17 and t.topic != without.topic]
        mean, (_, *wanted) = _mean(others, scoring), map(float, target.split())
        worth += sum(mean[measure].f1 / least for measure, least in zip(MEASURES[1:], wanted, strict=True))
    return worth


def _passages(task: Task) -> list[Passage]:
    start, end = (day.toordinal() for day in task.span)
    reads = article_passages(_lines(task.topic), task.topic.name, start, end)
    return [passage for read in reads for passage in read.passages]


def _without_chronologies(task: Task) -> list[Passage]:
    return [replace(passage, head=None) for passage in _passages(task)]


def _score(task: Task, passages: Sequence[Passage], taste: Taste, scoring: Any) -> Any:
    start, end = (day.toordinal() for day in task.span)
    length = {"days": task.days, "sentences": task.sentences}
    found = digest(Collection(passages, task.keywords, start, end), taste=taste, **length)
    days = [(date.fromordinal(each.day).isoformat(), [one.text for one in each.sentences]) for each in found]
    return scoring.score(scoring.parse(days), task.reference)


def _costs(topic: Path, tasks: Sequence[Task]) -> Iterator[str]:
    task = next(task for task in tasks if task.topic == topic)
    yield "\n## Time and memory\n"
    yield f"The command from start to end, on one core, with the articles of {topic.name} or part of them:\n"
    yield "| articles | characters | seconds | MB |\n|---:|---:|---:|---:|"
    lines = _lines(topic)
    for size in SIZES:
        some = lines[:: round(1 / size)]
        cost = _cost(some, task)
        letters = sum(len(json.loads(line)["text"]) for line in some)
        yield f"| {len(some)} | {letters:,} | {cost.seconds:.1f} | {cost.megabytes:.0f} |"


def _cost(lines: Sequence[bytes], task: Task) -> Cost:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(b"".join(lines))
        file.flush()
        command = [*COMMAND, "--articles", file.name, "--output", os.devnull, *task.options]
        start = time.perf_counter()
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=_QUIET)
        _, status, usage = os.wait4(process, 0)
    assert status == 0
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024)


_QUIET = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0o600) for descriptor in (1, 2)]


if __name__ == "__main__":
    sys.exit(main())
