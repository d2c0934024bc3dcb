"""Texts that nobody wrote: whether ten times as much of one takes ten times as long, whatever it consists of."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import dateline

SMALL, LARGE, LARGEST = 100_000, 1_000_000, 10_000_000
"""Characters."""
SHORTEST, SOON = 0.02, 3.0
"""Seconds: what takes less cannot be told from the clock's own noise; what takes less is measured three times."""
UNITS: Mapping[str, str] = {
    "ones": "1 ",
    "dates": "April 13, 1970 ",
    "dates in figures": "4/13/1970 ",
    "years": "1998 ",
    "clock times": "8:00 ",
    "weekdays": "Monday ",
    "numbers in words": "two hundred ",
    "amounts": "three weeks ago ",
    "phrases": "from May 3 to 8 ",
    "ends without phrases": "since until ",
    "verbs and times": "he had said Monday he will ",
    "a word twice": "the the ",
    "initials": "a.b.",
    "clitics": "’s",
    "half clock times": "1:1",
    "addresses": "http://",
    "one letter": "x",
    "a word without end": "quixotry",
    "one figure": "7",
    "figures and commas": "1,000,",
    "commas": ",",
    "dashes": "- ",
    "open brackets": "(",
    "straight quotes": '"',
    "open quotes": "“",
    "quoted words": '"today ',
    "line ends": "\n",
    "paragraphs": "May\n\n",
    "lines": "May\n",
    "blanks": " ",
    "mixed": 'On 3 May ("the the") 1 1 a.b. since 8:00, 1998 - “x',
}
"""What each text consists of, over and over, in one line unless there is a line end in it."""


@dataclass(frozen=True)
class Growth:
    """The seconds that 1 MB of a text takes, and how many times as long ten times as much takes."""

    name: str
    unit: str
    seconds: float
    ratio: float


def measure() -> Iterator[Growth]:
    """Tag each text in two lengths, one of 100 KB and one of 1 MB; where that is done in no time, longer ones."""
    dateline.tag("It rained on Friday.", "1998-01-08")
    for name, unit in UNITS.items():
        size = SMALL
        while (small := _seconds(unit, size)) < SHORTEST and size < LARGEST:
            size *= 10
        large = _seconds(unit, 10 * size)
        yield Growth(name, unit, large * LARGE / (10 * size), large / small if small else 0.0)


def _seconds(unit: str, length: int) -> float:
    """Return the processor's seconds for a text, at best: what is soon done is done three times."""
    text = unit * (length // len(unit))
    best = _once(text)
    return best if best > SOON else min(best, _once(text), _once(text))


def _once(text: str) -> float:
    started = time.process_time()
    dateline.tag(text, "1998-01-08")
    return time.process_time() - started
