"""TIMEX3 accuracy on annotated corpora, with the scorer that comes with them."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline import pipeline
from dateline.model import Mention, Resolution
from dateline.normalization import rules

FIGURES = ("strict", "relaxed", "type", "value")
TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True)
class Found:
    """A timex as ``dateline.tag`` gives it, and how it came about: its own resolution, and that of its confidence.

    The two differ in a phrase of one timex ("since May"), which is as sure as the phrase is.
    """

    timex: dict[str, Any]
    own: Resolution
    judged: Resolution
    decision: rules.Decision


@dataclass(frozen=True)
class Pair:
    """An annotated timex and the one found in its place; None where there is no counterpart."""

    document: str
    text: str
    gold: Any
    found: Found | None


@dataclass(frozen=True)
class Corpus:
    """An annotated corpus, and the scorer that knows its form."""

    name: str
    path: Path
    scorer: Any

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines() if line.strip()]

    @cached_property
    def gold(self) -> dict[str, Any]:
        loaded: dict[str, Any] = self.scorer.load(self.path)
        return loaded

    @cached_property
    def found(self) -> dict[str, list[Found]]:
        return {one["id"]: list(_found(one["text"], one["dct"])) for one in self.documents}

    @cached_property
    def pairs(self) -> list[Pair]:
        return [pair for name in self.gold for pair in self._pairs_in(name)]

    def _pairs_in(self, name: str) -> Iterator[Pair]:
        document = self.gold[name]
        ours = {(found.timex["start"], found.timex["end"]): found for found in self.found[name]}
        timexes = [self.scorer.parse_timex(found.timex) for found in self.found[name]]
        for wanted, got in self.scorer.align(document.timexes, timexes):
            yield Pair(name, document.text, wanted, ours[got.start, got.end] if got else None)

    def f1(self, names: Sequence[str]) -> dict[str, float]:
        """Return F1 in percent of each figure over some of the documents."""
        predicted = {name: self._document(name) for name in names}
        scores = self.scorer.score({name: self.gold[name] for name in names}, predicted)
        return {figure: scores.f1(figure) for figure in FIGURES}

    def _document(self, name: str) -> Any:
        timexes = tuple(sorted(self.scorer.parse_timex(found.timex) for found in self.found[name]))
        return self.scorer.Document(name, self.gold[name].text, timexes)


@dataclass(frozen=True)
class Kind:
    """How often annotated timexes of a type were found, with the same span, the same type and the same value."""

    gold: int
    found: int
    span: int
    type: int
    value: int


@dataclass(frozen=True)
class Result:
    """F1 of each figure in percent: of all documents, of the two thirds one may tune on, of the last third."""

    corpus: str
    whole: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    kinds: dict[str, Kind]


def load_corpora(folder: Path) -> list[Corpus]:
    """Return the corpora of a folder, with its scorer."""
    spec = importlib.util.spec_from_file_location("timex_scorer", folder / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder / 'score.py'} cannot be loaded")
    scorer = importlib.util.module_from_spec(spec)
    # dataclasses look their module up while it is being made
    sys.modules[spec.name] = scorer
    spec.loader.exec_module(scorer)
    return [Corpus(path.stem, path, scorer) for path in sorted((folder / "data").glob("*.jsonl"))]


def measure(corpus: Corpus) -> Result:
    """Tag a corpus and score it."""
    names = list(corpus.gold)
    cut = 2 * len(names) // 3
    kinds = {kind: _kind(corpus, kind) for kind in TYPES}
    return Result(corpus.name, corpus.f1(names), corpus.f1(names[:cut]), corpus.f1(names[cut:]), kinds)


def _kind(corpus: Corpus, kind: str) -> Kind:
    wanted = [pair for pair in corpus.pairs if pair.gold and pair.gold.type == kind]
    got = [(pair.gold, pair.found.timex) for pair in wanted if pair.found]
    return Kind(
        gold=len(wanted),
        found=len(got),
        span=sum((gold.start, gold.end) == (timex["start"], timex["end"]) for gold, timex in got),
        type=sum(gold.type == timex["type"] for gold, timex in got),
        value=sum(gold.value == timex["value"] for gold, timex in got),
    )


def _found(text: str, published: str) -> Iterator[Found]:
    with _decisions() as decided:
        resolutions = pipeline.explain(text, published)
    for resolution in resolutions:
        parts = resolution.parts or (resolution,)
        for timex, own in zip(pipeline.timexes(resolution), parts, strict=True):
            judged = resolution if len(parts) == 1 else own
            yield Found(timex, own, judged, decided[id(judged.mention)])


@contextmanager
def _decisions() -> Iterator[dict[int, rules.Decision]]:
    """Note what is decided for each mention: a resolution tells it in words only, and not where nothing was open."""
    decide, decided = rules.decide, {}
    kept: list[Mention] = []  # so that no two mentions have the same id

    def noting(case: rules.Case) -> rules.Decision:
        decided[id(case.mention)] = decision = decide(case)
        kept.append(case.mention)
        return decision

    rules.decide = noting
    try:
        yield decided
    finally:
        rules.decide = decide
