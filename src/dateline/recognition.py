"""Finding the mentions of time in a text: tokens, then islands of words the grammar knows, then the cascade.

Most of a text is no time at all, and costs one table look-up a word: only runs of known words ("islands") that hold a
word of time ("trigger") are parsed. All work is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from dateline.languages import Language
from dateline.languages.compiler import BREAK, FIRST_CODE, Rule, Stage
from dateline.model import Mention, Style, TimexType
from dateline.timevalue.expressions import Expression
from dateline.timevalue.operators import Every

_NEXT_LETTER = re.compile(r"\s+([^\W\d_])|\s*\Z")
PHRASE = "PHRASE"
"""The type of what is no timex but holds some: "from May 3 to 8" holds two."""


class Item(NamedTuple):
    """A token, or what a rule has made of several: offsets in the text, a code, values by category."""

    start: int
    end: int
    code: str
    values: Mapping[str, Any]
    rule: Rule | None = None
    parts: tuple[Mention, ...] = ()
    trace: tuple[str, ...] = ()


def find_mentions(text: str, language: Language, style: Style = Style.NEWS) -> list[Mention]:
    """Return the mentions of a text in reading order; they do not overlap. ``style`` is how the text is told."""
    return list(_Reader(text, language, style).mentions())


def rules_used(text: str, language: Language, style: Style = Style.NEWS) -> frozenset[str]:
    """Return the ids of all rules that took part in reading a text, also those that made no mention by themselves."""
    reader = _Reader(text, language, style)
    return frozenset(rule for items in reader.read_islands() for item in items for rule in item.trace)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One text being read in one language."""

    text: str
    language: Language
    style: Style

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions in reading order."""
        for items in self.read_islands():
            for item in items:
                mention = self._mention(item)
                if mention is not None:
                    yield mention

    def read_islands(self) -> Iterator[list[Item]]:
        """Yield what the cascade makes of each run of known words that holds a word of time."""
        table = self.language.lexicon.table
        # Not the matches: a long text has many, and each takes more memory than its word.
        words, starts = [], []
        for match in self.language.token.finditer(self.text):
            words.append(match[0])
            starts.append(match.start())
        codes = "".join([table[word].code for word in words])
        for first, last in self._islands(codes):
            items = []
            for start, word in zip(starts[first:last], words[first:last], strict=True):
                lexeme = table[word]
                items.append(Item(start, start + len(word), lexeme.code, lexeme.values))
            before, after = codes[first - 1 : first] if first else BREAK, codes[last : last + 1] or BREAK
            yield self._cascade(items, before, after)

    def _islands(self, codes: str) -> Iterator[tuple[int, int]]:
        """Yield the first token of each run of known words that holds a word of time, and the one after its last."""
        last = 0
        while trigger := self.language.trigger.search(codes, last):
            first, end = trigger.start(), self.language.unknown.search(codes, trigger.end())
            while first > last and codes[first - 1] >= FIRST_CODE:
                first -= 1
            last = end.start() if end else len(codes)
            yield first, last

    def _cascade(self, items: list[Item], before: str, after: str) -> list[Item]:
        codes = before + "".join([item.code for item in items]) + after
        for stage in self.language.stages(self.style):
            if stage.starts.search(codes, 1, len(codes) - 1):
                items, codes = self._reduce(items, codes, stage)
        return items

    def _reduce(self, items: list[Item], codes: str, stage: Stage) -> tuple[list[Item], str]:
        # codes[i + 1] is the code of items[i]: the first and the last code are those of the island's neighbours.
        reduced: list[Item] = []
        taken = position = 1
        while (start := stage.starts.search(codes, position, len(codes) - 1)) is not None:
            position = start.start()
            rules = stage.by_opening[codes[position : position + 2]]
            found = self._longest(items, codes, position, rules) if rules else None
            if found is None:
                position += 1
                continue
            reduced.extend(items[taken - 1 : position - 1])
            item, taken = found
            reduced.append(item)
            position = taken
        if not reduced:
            return items, codes
        reduced.extend(items[taken - 1 :])
        return reduced, codes[0] + "".join([item.code for item in reduced]) + codes[-1]

    def _longest(
        self, items: Sequence[Item], codes: str, position: int, rules: Iterable[Rule]
    ) -> tuple[Item, int] | None:
        """Apply the rule that takes most items from here on; of two, the one that stands first in the file."""
        candidates = [
            (match, rule)
            for rule in rules
            if (match := rule.match.match(codes, position)) and position < match.end() < len(codes)
        ]
        if len(candidates) > 1:
            candidates.sort(key=lambda candidate: -candidate[0].end())
        for match, rule in candidates:
            parts = {
                name: (items[match.start(group) - 1], category)
                for group, (name, category) in rule.groups.items()
                if match.start(group) >= 0
            }
            item = self._apply(rule, items[position - 1 : match.end() - 1], parts)
            if item is not None:
                return item, match.end()
        return None

    def _apply(self, rule: Rule, taken: Sequence[Item], parts: Mapping[str, tuple[Item, str]]) -> Item | None:
        """Return what the rule makes of the items, or None where the calendar or the clock has no such thing."""
        values = dict.fromkeys(name for name, _ in rule.groups.values())
        values.update((name, item.values[category]) for name, (item, category) in parts.items())
        try:
            submeanings = {name: means(values) for name, means in rule.submentions.items() if values[name] is not None}
            meaning = rule.means({**values, **submeanings})
        except ValueError:
            return None
        inner: tuple[Mention, ...] = ()
        if self.language.types.get(rule.category) == PHRASE:
            inner = tuple(
                Mention(*self._span(item), _type_of(submeanings[name]), submeanings[name], rule.id, trace=(rule.id,))
                if name in submeanings
                else self._part(item)
                for name, (item, _) in parts.items()
            )
        trace = (*chain.from_iterable(item.trace for item in taken), rule.id)
        return Item(taken[0].start, taken[-1].end, rule.code, {rule.category: meaning}, rule, inner, trace)

    def _span(self, item: Item) -> tuple[int, int, str]:
        """Return where a mention stands; the full stop of an abbreviation is left to the sentence that it ends."""
        end = item.end
        following = _NEXT_LETTER.match(self.text, end) if self.text[end - 1] == "." else None
        if following is not None and not (following[1] or "").islower():  # a capital, or the end of the text
            last = self.text[item.start : end].rpartition(" ")[2].lower()
            end -= last.lstrip("0123456789") in self.language.abbreviations
        return item.start, end, self.text[item.start : end]

    def _part(self, item: Item) -> Mention:
        """Return the mention that a part of a phrase is by itself: "May 3" in "from May 3 to 8"."""
        mention = self._mention(item)
        assert mention is not None, "every part of a phrase is a mention"  # noqa: S101 - the grammar's tests hold it
        return mention

    def _mention(self, item: Item) -> Mention | None:
        """Return the mention that an item is at the end of the cascade, or None for a mere word."""
        if item.rule is None or item.rule.category not in self.language.types:
            return None
        kind = self.language.types[item.rule.category]
        type_ = item.parts[0].type if kind == PHRASE else TimexType(kind)
        expression = item.values[item.rule.category]
        return Mention(*self._span(item), type_, expression, item.rule.id, item.parts, item.trace)


def _type_of(expression: Expression) -> TimexType:
    """Return the type of what a phrase says of its part: in "every Tuesday and Friday" the Friday is a set."""
    return TimexType.SET if isinstance(expression, Every) else TimexType.DATE
