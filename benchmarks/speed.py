"""How fast texts are tagged, beside dateparser on the same texts in the same run, and how soon the command is ready."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateparser.search import search_dates

import dateline
from benchmarks.accuracy import Corpus

ROUNDS = 5
STARTS = 5
DOCUMENT = b'{"id": "1", "dct": "1998-01-08", "text": "It rained on Friday."}\n'
COMMAND = (sys.executable, "-c", "from dateline.cli import main; main()", "tag")

Document = tuple[str, str]
"""Text and date."""


@dataclass(frozen=True)
class Pace:
    """KB of text a second over a whole corpus, and the median of the ratios round by round."""

    corpus: str
    kilobytes: float
    ours: float
    dateparser: float
    ratio: float


@dataclass(frozen=True)
class Start:
    """Seconds until one short document is tagged, by a new process each time; and the first time ever."""

    median: float
    first: float


def measure(corpus: Corpus) -> Pace:
    """Time both taggers in alternating rounds, so that a machine that slows down slows both.

    Each round reads another part of the corpus: nothing that one remembers of a text can be of use for the next.
    """
    documents = [(document["text"], document["dct"]) for document in corpus.documents]
    _seconds(_ours, documents[:1])
    _seconds(_theirs, documents[:1])
    rounds = []
    for number in range(ROUNDS):
        part = documents[number::ROUNDS]
        rounds.append((_seconds(_ours, part), _seconds(_theirs, part)))
    size = sum(len(text.encode()) for text, _ in documents) / 1000
    return Pace(
        corpus=corpus.name,
        kilobytes=size,
        ours=size / sum(ours for ours, _ in rounds),
        dateparser=size / sum(theirs for _, theirs in rounds),
        ratio=statistics.median(theirs / ours for ours, theirs in rounds),
    )


def start() -> Start:
    """Time ``dateline tag`` from its start to its end, with what it keeps between runs and without."""
    with tempfile.TemporaryDirectory() as empty:
        first = _run({"XDG_CACHE_HOME": empty})
    _run({})
    return Start(statistics.median(_run({}) for _ in range(STARTS)), first)


def _run(environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(COMMAND, input=DOCUMENT, env={**os.environ, **environment}, capture_output=True, check=True)
    return time.perf_counter() - started


def _ours(text: str, published: str) -> None:
    dateline.tag(text, published)


def _theirs(text: str, _: str) -> None:
    search_dates(text, languages=["en"])


def _seconds(tag: Callable[[str, str], None], documents: Sequence[Document]) -> float:
    started = time.perf_counter()
    for text, published in documents:
        tag(text, published)
    return time.perf_counter() - started
