"""Measure what the site costs: how long building takes beside plain Pelican, how much memory, and what pages weigh."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pelican.plugins.dateline.searching import NOT_SEARCHED, pages_to_read

from benchmarks.prose import write_project
from dateline.sitesettings import DEFAULTS

ROOT = Path(__file__).parent.parent
OURS = ("--settings", str(ROOT / "pelicanconf.py"), "--theme", str(ROOT / "theme"))
PLAIN = ("--extra-settings", "PLUGINS=[]")
"""No settings but this one: Pelican's own theme, feeds and pages, and no plugin that it would find by itself."""
NO_SEARCH = {"DATELINE_SEARCH_SAVE_AS": ""}
NO_TAGS = {"DATELINE_TAGS_FOLDER": ""}
NO_EXPORTS = {"DATELINE_EXPORTS": {}}
ROUNDS = 3
RETOLD = 0.05
"""The part of all entries that tell of what another article told of first."""
CROWDED = 500
"""Entries of a page that is as full as DATELINE_PAGE_ENTRIES lets it be."""
ENTRY = re.compile(rb'<article class="?entry\b')
NOTES = """
Each figure is the median of {rounds} rounds, in each of which the first three were built one after the other; the
others were built once. Processor seconds include those of Pagefind, and hardly depend on what else the machine does.
Plain Pelican has the same articles and no settings: its own theme, its index, archives, categories and feeds.
Dateline has the settings of the example; the timeline had been read before, as it has been after `dateline extract`,
but for the build that says otherwise.
""".strip()


@dataclass(frozen=True)
class Run:
    """A process from start to end: seconds, processor seconds, and its peak memory in MB (the largest process's)."""

    seconds: float
    processor: float
    memory: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print or write tables; returns the exit code."""
    parser = argparse.ArgumentParser("python -m benchmarks.site", description=__doc__)
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="also write the tables to a file")
    parser.add_argument("--articles", type=int, default=1_000, help="how many (default: %(default)s)")
    parser.add_argument("--entries", type=int, default=15_000, help="how many (default: %(default)s)")
    options = parser.parse_args(arguments)
    text = "\n".join([*_builds(options.articles, options.entries), "", *_weights(), ""])
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    return 0


def _builds(articles: int, entries: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        retold = round(entries * RETOLD)
        write_project(root, articles, entries - retold, retold)
        cold = _ours(root, "whole")
        whole, unsearched, plain = zip(*_rounds(root), strict=True)
        pages = _ours(root, "pages", {**NO_SEARCH, **NO_EXPORTS})
        untagged = _ours(root, "untagged", {**NO_SEARCH, **NO_TAGS, **NO_EXPORTS})
        pagefind = _index(root / "whole", root / "index")
        yield f"# The site\n\n## Building {articles:,} articles and {entries:,} entries\n"
        yield "| built | seconds | times plain | processor seconds | times plain | pages | MB | MB of memory |"
        yield "|---|---:|---:|---:|---:|---:|---:|---:|"
        yield _row("plain Pelican", plain, plain, root / "plain")
        yield _row("Dateline, all of it", whole, plain, root / "whole")
        yield _row("Dateline, all but the search", unsearched, plain, root / "unsearched")
        yield _row("… and no files for other programs", [pages], plain, root / "pages")
        yield _row("… and no pages of tags", [untagged], plain, root / "untagged")
        yield _row("Dateline, all of it, timeline never read before", [cold], plain, root / "whole")
        yield _row("Pagefind alone, as all of it runs it", [pagefind], plain, root / "index")
        yield f"\n{NOTES.format(rounds=ROUNDS)}"
        together = max(run.memory for run in unsearched) + pagefind.memory
        yield f"\nPelican and Pagefind, the two largest processes, run at one time and hold up to {together:,} MB."


def _rounds(root: Path) -> Iterator[tuple[Run, Run, Run]]:
    """Build all of the site, all but its search and the plain site in turns."""
    for _ in range(ROUNDS):
        yield _ours(root, "whole"), _ours(root, "unsearched", NO_SEARCH), _pelican(root, "plain", PLAIN)


def _ours(root: Path, output: str, settings: Mapping[str, object] | None = None) -> Run:
    given = [f"{name}={json.dumps(value)}" for name, value in (settings or {}).items()]
    return _pelican(root, output, [*OURS, *(["--extra-settings", *given] if given else [])])


def _pelican(root: Path, output: str, options: Sequence[str]) -> Run:
    shutil.rmtree(root / output, ignore_errors=True)
    return _run(["pelican", str(root / "content"), "--output", str(root / output), *options], root)


def _index(site: Path, index: Path) -> Run:
    read = pages_to_read(site, DEFAULTS["DATELINE_TAGS_FOLDER"])
    options = ["--output-path", str(index), "--glob", read, "--exclude-selectors", NOT_SEARCHED]
    return _run(["pagefind", "--site", str(site), *options], site.parent)


def _run(arguments: Sequence[str], folder: Path) -> Run:
    """Run a module in a folder, with a cache of its own there."""
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    start = time.perf_counter()
    with (folder / "log.txt").open("w+", encoding="utf-8") as log:
        command = [sys.executable, "-m", *arguments]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        log.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{log.read()}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def _row(name: str, runs: Sequence[Run], plain: Sequence[Run], output: Path) -> str:
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    seconds, processor = (_beside(runs, plain, kind) for kind in ("seconds", "processor"))
    return f"| {name} | {seconds} | {processor} | {pages:,} | {size:.0f} | {max(run.memory for run in runs):,} |"


def _beside(runs: Sequence[Run], plain: Sequence[Run], kind: str) -> str:
    """Return how long runs took, and how many times as long as those of plain Pelican in the same rounds."""
    taken = [getattr(run, kind) for run in runs]
    others = [getattr(run, kind) for run in plain]
    pairs = zip(taken, others, strict=True) if taken[1:] else [(taken[0], median(others))]
    return f"{median(taken):.1f} | {median(mine / theirs for mine, theirs in pairs):.1f}"


def _weights() -> Iterator[str]:
    yield "## What pages weigh\n\n| page | entries | bytes | with gzip -9 |\n|---|---:|---:|---:|"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for folder, scattered in (("years", True), ("month", False)):
            write_project(root / folder, CROWDED // 15, CROWDED, round(CROWDED * RETOLD), scattered=scattered)
            _ours(root / folder, "site", {**NO_SEARCH, **NO_EXPORTS})
        for folder in ("content", "timeline"):
            shutil.copytree(ROOT / folder, root / "example" / folder)
        _ours(root / "example", "site")
        yield _weight("home page, entries of many years", root / "years/site/index.html")
        yield _weight("page of a month", next((root / "month/site/timeline").glob("*/01/index.html")))
        yield _weight("home page of the example", root / "example/site/index.html")
    yield "\n| own files, all together | bytes |\n|---|---:|"
    for kind, words in (("css", "style sheets"), ("js", "scripts")):
        yield f"| {words} | {sum(file.stat().st_size for file in (ROOT / 'theme/static').rglob(f'*.{kind}')):,} |"


def _weight(name: str, page: Path) -> str:
    html = page.read_bytes()
    return f"| {name} | {len(ENTRY.findall(html)):,} | {len(html):,} | {len(gzip.compress(html, 9)):,} |"


if __name__ == "__main__":
    sys.exit(main())
