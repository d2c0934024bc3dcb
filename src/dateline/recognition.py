"""Finding the mentions of time in a text: tokens, then islands of words the grammar knows, then the cascade.

Most of a text is no time at all, and costs one table look-up a word: only runs of known words ("islands") that hold a
word of time ("trigger") are parsed. All work is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from dateline.languages import Language
from dateline.languages.compiler import Lexeme, Rule, Stage
from dateline.model import Mention, TimexType

CACHED_TOKENS = 50_000
PHRASE = "PHRASE"
"""The type of what is no timex but holds some: "from May 3 to 8" holds two."""


@dataclass(frozen=True, slots=True)
class Item:
    """A token, or what a rule has made of several: offsets in the text, a code, values by category."""

    start: int
    end: int
    code: str
    values: Mapping[str, Any]
    rule: Rule | None = None
    parts: tuple[Mention, ...] = ()
    trace: tuple[str, ...] = ()


def find_mentions(text: str, language: Language) -> list[Mention]:
    """Return the mentions of a text in reading order; they do not overlap."""
    return list(iter_mentions(text, language))


def iter_mentions(text: str, language: Language) -> Iterator[Mention]:
    """Yield the mentions of a text in reading order."""
    table = _Table(language)
    matches = list(language.token.finditer(text))
    codes = "".join([table[match.group()].code for match in matches])
    for island in language.island.finditer(codes):
        first, last = island.span()
        if not language.trigger.search(codes, first, last):
            continue
        items = [Item(*match.span(), table[match.group()].code, table[match.group()].values) for match in matches[first:last]]
        context = codes[first - 1 : first] if first else "¶", codes[last : last + 1] or "¶"
        for item in _cascade(items, context, text, language):
            mention = _mention(item, text, language)
            if mention is not None:
                yield mention


class _Table(dict[str, Lexeme]):
    """Tokens already looked up; emptied when full, so that memory stays bounded on any input."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._look_up = language.lexicon.look_up

    def __missing__(self, token: str) -> Lexeme:
        if len(self) >= CACHED_TOKENS:
            self.clear()
        lexeme = self[token] = self._look_up(token)
        return lexeme


def _cascade(items: list[Item], context: tuple[str, str], text: str, language: Language) -> list[Item]:
    before, after = context
    for stage in language.stages:
        codes = before + "".join([item.code for item in items]) + after
        items = _reduce(items, codes, stage, text, language)
    return items


def _reduce(items: list[Item], codes: str, stage: Stage, text: str, language: Language) -> list[Item]:
    # codes[i + 1] is the code of items[i]: the first and the last code are those of the island's neighbours.
    reduced: list[Item] = []
    position, end = 1, len(codes) - 1
    while True:
        start = stage.starts.search(codes, position, end)
        if start is None:
            break
        reduced.extend(items[position - 1 : start.start() - 1])
        position = start.start()
        found = _longest(items, codes, position, stage, text, language)
        if found is None:
            reduced.append(items[position - 1])
            position += 1
        else:
            item, position = found
            reduced.append(item)
    if not reduced:
        return items
    reduced.extend(items[position - 1 :])
    return reduced


def _longest(
    items: Sequence[Item], codes: str, position: int, stage: Stage, text: str, language: Language
) -> tuple[Item, int] | None:
    """Apply the rule that takes most items from here on; of two, the one that stands first in the file."""
    candidates = []
    for rule in stage.by_code[codes[position]]:
        match = rule.match.match(codes, position)
        if match and position < match.end() < len(codes):
            candidates.append((match, rule))
    candidates.sort(key=lambda candidate: -candidate[0].end())
    for match, rule in candidates:
        taken = items[position - 1 : match.end() - 1]
        parts = {
            name: (items[match.start(group) - 1], category)
            for group, (name, category) in rule.groups.items()
            if match.start(group) >= 0
        }
        item = _apply(rule, taken, parts, text, language)
        if item is not None:
            return item, match.end()
    return None


def _apply(
    rule: Rule, taken: Sequence[Item], parts: Mapping[str, tuple[Item, str]], text: str, language: Language
) -> Item | None:
    """Return what the rule makes of the items, or None where the calendar or the clock has no such thing."""
    values = dict.fromkeys(name for name, _ in rule.groups.values())
    values.update((name, item.values[category]) for name, (item, category) in parts.items())
    try:
        submeanings = {name: means(values) for name, means in rule.submentions.items() if values[name] is not None}
        meaning = rule.means({**values, **submeanings})
    except ValueError:
        return None
    inner: tuple[Mention, ...] = ()
    if language.types.get(rule.category) == PHRASE:
        inner = tuple(_inner(rule, name, item, submeanings, text, language) for name, (item, _) in parts.items())
    trace = (*chain.from_iterable(item.trace for item in taken), rule.id)
    return Item(taken[0].start, taken[-1].end, rule.code, {rule.category: meaning}, rule, inner, trace)


def _inner(
    rule: Rule, name: str, item: Item, submeanings: Mapping[str, Any], text: str, language: Language
) -> Mention:
    """Return the mention that a part of a phrase is by itself: "May 3" and "8" in "from May 3 to 8"."""
    if name in submeanings:
        words = text[item.start : item.end]
        return Mention(item.start, item.end, words, TimexType.DATE, submeanings[name], rule.id, trace=(rule.id,))
    mention = _mention(item, text, language)
    assert mention is not None, "every part of a phrase is a mention"  # noqa: S101 - the tests of the grammar hold it
    return mention


def _mention(item: Item, text: str, language: Language) -> Mention | None:
    """Return the mention that an item is at the end of the cascade, or None for a mere word."""
    if item.rule is None or item.rule.category not in language.types:
        return None
    expression = item.values[item.rule.category]
    kind = language.types[item.rule.category]
    inner_type = item.parts[0].type if kind == PHRASE and item.parts else TimexType.DATE
    return Mention(
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        type=inner_type if kind == PHRASE else TimexType(kind),
        expression=expression,
        rule=item.rule.id,
        parts=item.parts,
        trace=item.trace,
    )
