"""Measure what hand editing costs: runs over many articles of which few have changed, and merges into large files."""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dateline.model import Article, Entry
from dateline.store import load_timeline, merge
from dateline.timevalue.intervals import Period
from dateline.typed_dates import date_in_words

COMMAND = (sys.executable, "-m", "dateline.cli", "extract")
LOAD = "from benchmarks.editing import load; load({folder!r})"
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
DEEDS = "opened the library,closed the bridge,met the council,cut the budget,found a well,sold the mill".split(",")
SIZES = (100, 1_000, 10_000)
"""Entries of a file."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print or write a table; returns the exit code."""
    parser = argparse.ArgumentParser("python -m benchmarks.editing", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="how many (default: %(default)s)")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="also write the tables to a file")
    options = parser.parse_args(arguments)
    text = "\n".join([*_runs(options.articles), "", *_merges(), ""])
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    return 0


def _runs(number: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_articles(root / "content", number)
        yield f"# Hand editing\n\n## Runs over {number:,} articles of four entries\n\n| run | seconds |\n|---|---:|"
        yield f"| the first | {_seconds(root):.1f} |"
        unchanged = min(_seconds(root) for _ in range(5))
        yield f"| nothing has changed (best of five) | {unchanged:.2f} |"
        _append(root / "content/story-7.md", "\nOn Friday it rained.\n")
        _append(root / "timeline/story-9.yaml", "# looked at\n")
        yield f"| an article and a file have changed | {_seconds(root):.2f} |"
        yield f"| every article is read again (`--afresh`) | {_seconds(root, '--afresh'):.1f} |"
        load = [sys.executable, "-c", LOAD.format(folder=str(root / "timeline"))]
        cold, warm = _timed(lambda: _run(load, Path.cwd())), _timed(lambda: _run(load, Path.cwd()))
        yield f"| the site loads the timeline, never read before | {cold:.1f} |"
        yield f"| the site loads the timeline again | {warm:.2f} |"
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        yield f"\nEach is a process from start to end; none took more than {memory} MB."


def _merges() -> Iterator[str]:
    yield "## Merging one new sentence into a file with a comment of a person's\n\n| entries | seconds |\n|---:|---:|"
    article = Article("content/a.md", "a", "A", Period.day_of(1970, 4, 14), "", ())
    for size in SIZES:
        entries = [_entry(number) for number in range(size)]
        first = merge(None, None, article, entries, "a.yaml")
        hand = f"{first.text}# mine\n"
        edited = [replace(entries[0], text=f"{entries[0].text} Again."), *entries[1:]]
        seconds = _timed(lambda: merge(first.base, hand, article, edited, "a.yaml"))  # noqa: B023 - called at once
        yield f"| {size:,} | {seconds:.2f} |"


def write_articles(folder: Path, number: int) -> None:
    """Write made-up articles, the same ones each time."""
    folder.mkdir(parents=True)
    for each in range(number):
        chance = random.Random(each)
        told = [f"On {chance.choice(DAYS)} the town {chance.choice(DEEDS)} {chance.randrange(999)}." for _ in range(3)]
        told.append(f"In May {chance.randrange(1950, 1999)} it had {chance.choice(DEEDS)}.")
        date = f"20{chance.randrange(24):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        (folder / f"story-{each}.md").write_text(f"Title: Story {each}\nDate: {date}\n\n{' '.join(told)}\n")


def load(folder: str) -> None:
    """Load a timeline as the site does."""
    timeline, errors = load_timeline(Path(folder), date_in_words)
    assert timeline
    assert not errors


def _entry(number: int) -> Entry:
    chance = random.Random(number)
    text = f"On {chance.choice(DAYS)} the town {chance.choice(DEEDS)} number {number}."
    return Entry(f"town-{number:05x}", "1970-04-13", f"The town {number}", text, "Monday", "weekday", 0.9)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def _seconds(root: Path, *options: str) -> float:
    return _timed(lambda: _run([*COMMAND, *options], root))


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
