"""Any text at all, tagged and made into entries, to see whether it is an error.

Each text is made from a seed of its own, which is told with the text when it fails; `--seed N --count 1`
makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import dateline
from dateline.errors import ValueSyntaxError
from dateline.languages import load_language
from dateline.languages.source import available

DATES = (
    "1998-01-08",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
    "0000-02-29",
    "-0490-09-12",
    "Y-170000002",
    "1970-04-13T21:08-06:00",
    "2011-03-11T14:46+09:00",
    "1999-12-31T23:59Z",
    "2016-12-31T23:59+14:00",
    "1970-04",
    "1970",
    "197X",
    "19XX",
    "2001-21",
    "1985~",
    "no date",
)
ZONES = (*[""] * 9, "America/Chicago", "Pacific/Apia", "Asia/Kathmandu", "UTC", "No/Where")
STYLES = (*[""] * 9, "news", "narrative", "colloquial", "unheard of")
MARKS = (*" \n\t\u00a0\u200b.,;:!?'’\"“”«»„()[]{}/-–—~#@$%&*+=_|\\", *"½²٣…", "\n\n", "\r\n")
FIGURES = tuple("0 00 7 13 31 32 60 24:00 25:61 1/1/1 2/30/98 99 1970 0000 9999 10000 1,000,000 3.5 1e9 '98".split())
MOST_TOLD = 20


@dataclass(frozen=True)
class Case:
    """What is tagged."""

    text: str
    published: str
    language: str
    zone: str
    style: str


@dataclass(frozen=True)
class Failure:
    """A text that was an error."""

    seed: int
    case: Case
    told: str


def case_of(seed: int) -> Case:
    """Return the case of a seed."""
    chance = random.Random(seed)
    language = chance.choice(available())
    make = chance.choice((_words, _words, _mutated, _mutated, _sentences, _unicode, _mixed))
    return Case(
        text=make(chance, language),
        published=chance.choice(DATES),
        language=language,
        zone=chance.choice(ZONES),
        style=chance.choice(STYLES),
    )


def run(case: Case) -> None:
    """Tag a case and make entries of it; a date, a zone or a style that is none may be refused, and nothing else."""
    try:
        timexes = dateline.tag(case.text, case.published, case.language, case.zone, style=case.style)
        dateline.extract(case.text, case.published, language=case.language, zone=case.zone)
    except ValueSyntaxError as error:
        if error.excerpt in {case.published, case.zone, case.style}:
            return
        raise
    for timex in timexes:
        assert case.text[timex["start"] : timex["end"]] == timex["text"], "the words are those of the text"
        assert 0 < timex["confidence"] <= 1, "a confidence is a share"
    ends = [timex["end"] for timex in timexes]
    assert all(end <= timex["start"] for end, timex in zip(ends, timexes[1:], strict=False)), "timexes do not overlap"


def fuzz(seconds: float, seed: int, count: int) -> tuple[int, list[Failure]]:
    """Try cases from a seed on until the time is up or, with a ``count``, so many are done."""
    failures: list[Failure] = []
    first, until = seed, time.monotonic() + seconds
    while seed - first < count if count else time.monotonic() < until:
        case = case_of(seed)
        try:
            run(case)
        except Exception:
            failures.append(Failure(seed, case, traceback.format_exc()))
        seed += 1
    return seed - first, failures


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns 1 where a text was an error."""
    parser = argparse.ArgumentParser("python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: %(default)s)")
    parser.add_argument("--count", type=int, default=0, help="stop after so many texts, whatever the time")
    options = parser.parse_args(arguments)
    done, failures = fuzz(60 * options.minutes, options.seed, options.count)
    kinds: dict[str, list[Failure]] = {}
    for failure in failures:
        kinds.setdefault(_kind(failure), []).append(failure)
    for same in list(kinds.values())[:MOST_TOLD]:
        shortest = min(same, key=lambda failure: len(failure.case.text))
        print(f"{len(same)} texts failed like seed {shortest.seed}: {shortest.case}\n{shortest.told}")
    print(f"{done} texts from seed {options.seed} on, {len(failures)} failed, in {len(kinds)} ways")
    return 1 if failures else 0


def _kind(failure: Failure) -> str:
    """Return where it failed and with what: the last two lines of code, and the error's name."""
    lines = failure.told.strip().splitlines()
    return "\n".join([*[line for line in lines if line.startswith("  File")][-2:], lines[-1].split(":")[0]])


@lru_cache(maxsize=8)
def _vocabulary(language: str) -> tuple[str, ...]:
    """Return the words that a language's rules are made of: those of its examples, and those it lists."""
    loaded = load_language(language)
    words = {word for record in loaded.rules.values() for example in _examples(record) for word in example.split()}
    tense = {"will", "had", "said", "has", "been", "wird", "hatte", "sagte", "until", "ended", "bis"}
    return tuple(sorted(words | tense))


@lru_cache(maxsize=8)
def _phrases(language: str) -> tuple[str, ...]:
    records = load_language(language).rules.values()
    return tuple(sorted({example for record in records for example in _examples(record)}))


def _examples(record: object) -> Sequence[str]:
    assert isinstance(record, dict)
    return [str(example) for example in record["examples"]]


def _words(chance: random.Random, language: str) -> str:
    vocabulary = _vocabulary(language)
    words = (
        chance.choice(vocabulary) if chance.random() < 0.85 else _odd(chance) for _ in range(chance.randint(1, 60))
    )
    return " ".join(_cased(chance, word) for word in words)


def _odd(chance: random.Random) -> str:
    return chance.choice(FIGURES) if chance.random() < 0.5 else chance.choice(MARKS)


def _cased(chance: random.Random, word: str) -> str:
    change: Callable[[str], str] = chance.choice((str, str, str, str, str.upper, str.capitalize, str.lower))
    return change(word)


def _sentences(chance: random.Random, language: str) -> str:
    subjects = ("The man said", "It was", "He will go", "They had met", "Es wird", "Er kam")
    marks = (". ", ", ", " ", "; ", ".\n\n", "\n", "” ", " “")
    pieces = []
    for _ in range(chance.randint(1, 20)):
        pieces += [chance.choice(subjects), " ", chance.choice(_phrases(language)), chance.choice(marks)]
    return "".join(pieces)


def _mutated(chance: random.Random, language: str) -> str:
    """Return sentences with some characters lost, doubled, swapped or replaced, and some figures changed."""
    text = list(_sentences(chance, language))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text))
        text[at] = chance.choice(
            ("", text[at] * 2, text[at - 1] + text[at], _odd(chance), chr(chance.randrange(0x250)))
        )
    return "".join(chance.choice("0123456789") if one.isdecimal() and chance.random() < 0.3 else one for one in text)


def _unicode(chance: random.Random, _: str) -> str:
    planes = (
        (0, 0x80),
        (0, 0x250),
        (0x600, 0x700),
        (0x2000, 0x2100),
        (0x4E00, 0x4F00),
        (0xE000, 0xF000),
        (0, 0x110000),
    )
    low, high = chance.choice(planes)
    codes = (chance.randrange(low, high) for _ in range(chance.randint(0, 200)))
    return "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)


def _mixed(chance: random.Random, language: str) -> str:
    pieces = [chance.choice((_words, _unicode, _mutated))(chance, language) for _ in range(chance.randint(2, 5))]
    return chance.choice(("", " ", "\n\n")).join(pieces)


if __name__ == "__main__":
    sys.exit(main())
