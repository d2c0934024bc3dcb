"""What goes wrong, most frequent first: the list that one works through."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.accuracy import Corpus, Pair

CLASSES = ("missed", "spurious", "wrong span", "wrong type", "wrong value")
CONTEXT = 50
EXAMPLES = 3


@dataclass(frozen=True)
class Error:
    """A fault: its class, the rule that found the timex ("" for a missed one), the words with figures as ``#``."""

    fault: str
    rule: str
    surface: str
    pair: Pair


def errors_of(corpora: Iterable[Corpus]) -> list[Error]:
    """Return every fault; a timex with a wrong span, type and value has three."""
    return [
        Error(fault, pair.found.own.mention.rule if pair.found else "", _surface(pair), pair)
        for corpus in corpora
        for pair in corpus.pairs
        for fault in _faults(pair)
    ]


def listing(errors: Sequence[Error], most: int) -> str:
    """Return, for each class, its ``most`` frequent groups of rule and surface, each with some examples."""
    return "\n\n".join(_class(fault, [error for error in errors if error.fault == fault], most) for fault in CLASSES)


def _class(fault: str, errors: Sequence[Error], most: int) -> str:
    groups: defaultdict[tuple[str, str], list[Error]] = defaultdict(list)
    for error in errors:
        groups[error.rule, error.surface].append(error)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    rules = Counter(error.rule for error in errors if error.rule).most_common(8)
    lines = [f"## {fault}: {len(errors)}"]
    if rules:
        lines.append("by rule: " + ", ".join(f"{rule} {count}" for rule, count in rules))
    for (rule, surface), group in ordered[:most]:
        lines.append(f"{len(group):5}  {surface}" + (f"  [{rule}]" if rule else ""))
        lines.extend(f"         {_example(error.pair)}" for error in group[:EXAMPLES])
    left = sum(len(group) for _, group in ordered[most:])
    if left:
        lines.append(f"       and {left} in {len(ordered) - most} other groups")
    return "\n".join(lines)


def _faults(pair: Pair) -> Iterator[str]:
    if pair.found is None:
        yield "missed"
    elif pair.gold is None:
        yield "spurious"
    else:
        timex = pair.found.timex
        wrong = {
            "span": (pair.gold.start, pair.gold.end) != (timex["start"], timex["end"]),
            "type": pair.gold.type != timex["type"],
            "value": pair.gold.value != timex["value"],
        }
        yield from (f"wrong {what}" for what, is_wrong in wrong.items() if is_wrong)


def _surface(pair: Pair) -> str:
    start, end = _span(pair)
    return re.sub(r"\d", "#", " ".join(pair.text[start:end].lower().split()))


def _example(pair: Pair) -> str:
    """Return what was wanted and what was found, the words around them, and how they were read."""
    start, end = _span(pair)
    before, words, after = pair.text[max(0, start - CONTEXT) : start], pair.text[start:end], pair.text[end:]
    context = " ".join(f"{before}[{words}]{after[:CONTEXT]}".split())
    sides = []
    if pair.gold:
        sides.append(f"gold “{' '.join(pair.text[pair.gold.start : pair.gold.end].split())}” {_value(pair.gold)}")
    if pair.found:
        sides.append(f"ours {pair.found.timex['type']} {pair.found.timex['value']} ({pair.found.decision.rule})")
    return f"{pair.document}: {'; '.join(sides)}\n           …{context}…"


def _value(gold: object) -> str:
    return f"{getattr(gold, 'type', '')} {getattr(gold, 'value', '')}"


def _span(pair: Pair) -> tuple[int, int]:
    if pair.found:
        return pair.found.timex["start"], pair.found.timex["end"]
    return pair.gold.start, pair.gold.end
