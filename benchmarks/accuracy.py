"""TIMEX3 accuracy on annotated corpora, with the scorer that comes with them."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import dateline

FIGURES = ("strict", "relaxed", "type", "value")


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
    def tagged(self) -> dict[str, list[dict[str, Any]]]:
        return {document["id"]: dateline.tag(document["text"], document["dct"]) for document in self.documents}

    @property
    def texts(self) -> list[str]:
        return [document["text"] for document in self.documents]


@dataclass(frozen=True)
class Result:
    """F1 of each figure in percent: of all documents, and of the last third alone."""

    corpus: str
    whole: dict[str, float]
    last_third: dict[str, float]


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
    gold = corpus.scorer.load(corpus.path)
    last = list(gold)[2 * len(gold) // 3 :]
    return Result(corpus.name, _f1(corpus, gold), _f1(corpus, {name: gold[name] for name in last}))


def _f1(corpus: Corpus, gold: dict[str, Any]) -> dict[str, float]:
    predicted = {name: _document(corpus, name, gold[name].text) for name in gold}
    scores = corpus.scorer.score(gold, predicted)
    return {figure: scores.f1(figure) for figure in FIGURES}


def _document(corpus: Corpus, name: str, text: str) -> Any:
    timexes = tuple(sorted(map(corpus.scorer.parse_timex, corpus.tagged[name])))
    return corpus.scorer.Document(name, text, timexes)
