"""Measure how well and how fast entries that tell of one happening are joined."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dateline.joining import report_of
from dateline.model import Report
from dateline.pipeline import extract
from dateline.store import load_timeline
from dateline.summarization import events_of
from dateline.timevalue import edtf
from dateline.typed_dates import date_in_words

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests/fixtures/events"
SIZES = (1_000, 5_000, 20_000)
"""Articles that are generated and clustered."""
START = date(2015, 1, 1)
DEEDS = (
    (
        "A fire destroyed the {thing} in {town}, killing {number} people",
        "{number} people died when the {thing} of {town} burned down",
    ),
    (
        "{town} voted to sell the {thing} for {number} million dollars",
        "The {thing} was sold by the council of {town} for {number} million dollars",
    ),
    (
        "{person} resigned as mayor of {town} over the {thing}",
        "The mayor of {town}, {person}, stepped down after a quarrel about the {thing}",
    ),
    (
        "A train derailed near {town}, injuring {number} passengers",
        "{number} passengers were hurt near {town} when a train left the rails",
    ),
    (
        "Police arrested {person} in {town} in the {thing} case",
        "{person} was detained by the police in {town} over the {thing}",
    ),
    ("The {thing} of {town} collapsed in a storm", "A storm brought down the {thing} in {town}"),
    (
        "{person} opened the new {thing} in {town} before {number} guests",
        "The new {thing} of {town} was inaugurated by {person}",
    ),
    (
        "Workers at the {thing} in {town} went on strike for {number} percent more pay",
        "A strike for higher wages shut the {thing} in {town}",
    ),
)
"""What happens, each in two wordings."""
THINGS = "library bridge mill harbor school market theatre stadium hospital museum brewery tower dam airport".split()
SYLLABLES = "al ber cor dun el far gil hal im jar kel lor mar nor os pel quin ros sel tor ul var wen yar zel".split()
FILLERS = (
    "Nobody could say how long that would take.",
    "Neighbors spoke of little else.",
    "The costs will be borne by the county.",
    "Officials asked for patience.",
)


@dataclass(frozen=True)
class Happening:
    """What is told of in several articles."""

    day: date
    wordings: tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print or write tables; returns the exit code."""
    parser = argparse.ArgumentParser("python -m benchmarks.events", description=__doc__)
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="also write the tables to a file")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many articles (default: %(default)s)")
    options = parser.parse_args(arguments)
    text = "\n".join([*_quality(), "", *_growth(options.sizes), ""])
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
    return 0


def _quality() -> Iterator[str]:
    yield "# Events\n\n## Joined and kept apart\n"
    for name in ("pairs.yaml", "more_pairs.yaml"):
        right = Counter(decided == pair["same"] for pair, decided in decisions(name))
        yield f"Of {right.total()} hard pairs of reports ({FIXTURES.name}/{name}) {right[True]} are decided right."
    joined = example()
    yield (
        f"Of the {joined['wanted']} pairs of entries that tell of one happening in the example content "
        f"{joined['right']} are joined without help, and {joined['wrong']} others."
    )


def decisions(name: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield each pair of a fixture, and whether its reports are taken for one happening."""
    for pair in _yaml(FIXTURES / name):
        one, two = (_report_of_pair(f"r{number}", pair[key], pair) for number, key in enumerate(("one", "two")))
        yield pair, len(events_of([one, two])) == 1


def _report_of_pair(name: str, told: dict[str, Any], pair: dict[str, Any]) -> Report:
    """The report as it would come from an article that holds nothing else."""
    published, language = str(told["published"]), pair.get("language", "en")
    entries = extract(told["text"], published, language=language)
    entry = next((entry for entry in entries if entry.date == str(told["date"])), entries[0])
    return Report(
        name, name, edtf.parse(str(told["date"])), entry.text, entry.title, entry.when,
        _day(published), language, entry.tags,
    )  # fmt: skip


def example() -> Counter[str]:
    """Count the pairs of entries of the example that are joined, as if nobody had joined any by hand."""
    gold = _yaml(FIXTURES / "example.yaml")
    files, _ = load_timeline(ROOT / "timeline", date_in_words)
    reports = [
        replace(report_of(entry, file, by_hand=False), event="", vouched=False)
        for file in files
        for entry in file.entries
    ]
    wanted = {frozenset(pair) for event in gold["events"] for pair in combinations(event["entries"], 2)}
    joined = {frozenset((one.id, two.id)) for _, told in events_of(reports) for one, two in combinations(told, 2)}
    return Counter(wanted=len(wanted), right=len(joined & wanted), wrong=len(joined - wanted))


def _growth(sizes: Sequence[int]) -> Iterator[str]:
    yield "## Growth\n\nGenerated articles of five sentences each; a process of its own on one core.\n"
    yield "| articles | entries | events | seconds | MB | pairs joined rightly | of those that are one |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            entries, events, seconds, memory, precision, recall = pool.apply(_clustered, (size,))
        yield f"| {size:,} | {entries:,} | {events:,} | {seconds:.1f} | {memory:,} | {precision:.1%} | {recall:.1%} |"


def _clustered(size: int) -> tuple[int, int, float, int, float, float]:
    reports, truth = zip(*_reports(size), strict=True)
    start = time.perf_counter()
    events = events_of(reports)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    of = {(report.article, report.id): happening for report, happening in zip(reports, truth, strict=True)}
    return len(reports), len(events), seconds, memory, *_scores((told for _, told in events), of)


def _scores(events: Iterable[Sequence[Report]], of: dict[tuple[str, str], int]) -> tuple[float, float]:
    """Pairwise precision and recall."""
    right = joined = 0
    for told in events:
        counts = Counter(of[report.article, report.id] for report in told)
        joined += len(told) * (len(told) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in counts.values())
    wanted = sum(n * (n - 1) // 2 for n in Counter(of.values()).values())
    return right / joined, right / wanted


def _reports(size: int) -> Iterator[tuple[Report, int]]:
    """The entries of generated articles, each with the number of the happening that it tells of."""
    chance = random.Random(5)
    happenings = [_happening(chance, number, size) for number in range(size * 2)]
    for number in range(size):
        published = START + timedelta(days=number * 3000 // size)
        recent = range(max(0, number * 2 - 40), min(len(happenings), number * 2 + 2))
        told = [index for index in chance.sample(recent, min(4, len(recent))) if happenings[index].day < published]
        by_sentence = {_sentence(happenings[index], published, chance): index for index in told}
        text = " ".join([*by_sentence, chance.choice(FILLERS)])
        for entry in extract(text, published, slug=f"a{number}"):
            if entry.text in by_sentence:
                yield (
                    Report(
                        entry.id, f"a{number}", edtf.parse(entry.date), entry.text, entry.title, entry.when,
                        _day(str(published)), tags=entry.tags,
                    ),
                    by_sentence[entry.text],
                )  # fmt: skip


def _happening(chance: random.Random, number: int, size: int) -> Happening:
    words = {
        "town": _name(chance),
        "person": f"{_name(chance)} {_name(chance)}",
        "thing": chance.choice(THINGS),
        "number": str(chance.randrange(3, 90)),
    }
    day = START + timedelta(days=number * 1500 // size - 1)
    return Happening(day, tuple(each.format(**words) for each in chance.choice(DEEDS)))


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3)).capitalize()


def _sentence(happening: Happening, published: date, chance: random.Random) -> str:
    day, ago = happening.day, (published - happening.day).days
    said = [f"on {day:%B} {day.day}, {day.year}"]
    if 0 < ago < 7:
        said.append(f"on {day:%A}")
    return f"{chance.choice(happening.wordings)} {chance.choice(said)}."


def _day(text: str) -> Any:
    return edtf.parse(text)


def _yaml(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
