"""Which forms of a name are of one: "James Lovell" and "James A. Lovell Jr.", an acronym and what it is short for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_BRACKETED = re.compile(r"(?<=\s)\(([^\W\d_]{2,8})\)")
WORDS_BEYOND_LETTERS = 4
"""The long form of an acronym may have so many more words than the acronym has letters."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a person's name is made of, in small letters; an initial is one letter."""

    given: tuple[str, ...]
    surname: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym in brackets, and the words before it that it is short for, at ``text[start:end]``."""

    start: int
    end: int
    long: str
    short: str


def unified(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the form to show of each name of a collection, where ``counts`` says how often each is there.

    Names are variants of one where their surname is the same and their given names and initials can be: "J. Lovell",
    "James Lovell" and "James A. Lovell Jr."; further given names must be initials. One that can be of two that cannot
    be of each other stays apart, and so does a surname alone. Names that differ in full stops and capitals only are
    one. The most frequent form is shown, among equals the longest, among those the first in the alphabet.
    """
    shown = {}
    for group in _groups(counts):
        best = min(group, key=lambda name: (-counts[name], -len(name), name))
        shown.update(dict.fromkeys(group, best))
    return shown


def parts_of(name: str) -> Parts:
    """Return the parts of a person's name."""
    words = [word for word in name.split() if word[0].isupper()] or name.split()
    is_suffixed = len(words) > 1 and _SUFFIX.fullmatch(words[-1].lower()) is not None
    suffix = words.pop().lower().rstrip(".") if is_suffixed else ""
    return Parts(tuple(_given(words[:-1])), words[-1].casefold(), suffix)


def can_be_one(one: Parts, other: Parts, *, in_one_text: bool = False) -> bool:
    """Tell whether two names can be of one person; ``in_one_text`` further given names may be more than initials."""
    if one.surname != other.surname or not (one.given and other.given):
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    shorter, longer = sorted((one.given, other.given), key=len)
    if not all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(shorter, longer, strict=False)):
        return False
    return in_one_text or all(len(word) == 1 for word in longer[len(shorter) :])


def definitions_in(text: str) -> Iterator[Definition]:
    """Yield the acronyms that stand in brackets behind what they are short for: "Federal Trade Commission (FTC)"."""
    for match in _BRACKETED.finditer(text):
        end = match.start() - 1
        start = _start_of_long_form(text, end, match[1])
        if start >= 0:
            yield Definition(start, match.end(), " ".join(text[start:end].split()), match[1])


def _given(words: Collection[str]) -> Iterator[str]:
    for word in words:
        if _INITIALS.fullmatch(word):
            yield from (letter.casefold() for letter in word if letter != ".")
        else:
            yield word.casefold()


def _groups(names: Collection[str]) -> Iterator[list[str]]:
    """Yield the names that are of one, each name in one group."""
    spellings = defaultdict(list)
    for name in sorted(names):
        spellings[name.replace(".", "").replace("’", "'").casefold()].append(name)
    buckets = defaultdict(list)
    for spelled in spellings.values():
        parts = parts_of(spelled[0])
        buckets[parts.surname, parts.given[0][0] if parts.given else ""].append((parts, spelled))
    for bucket in buckets.values():
        yield from _groups_among(bucket)


def _groups_among(bucket: list[tuple[Parts, list[str]]]) -> Iterator[list[str]]:
    near = [[j for j, (other, _) in enumerate(bucket) if can_be_one(one, other)] for one, _ in bucket]
    # Where a name is near two that are not near each other, nobody knows whose it is. Without those, being near is
    # being of one group.
    clear = {i for i, around in enumerate(near) if all(set(around) <= set(near[j]) for j in around)}
    left = dict.fromkeys(range(len(bucket)))
    while left:
        first = next(iter(left))
        group = [first, *(j for j in near[first] if j != first and j in left and {first, j} <= clear)]
        yield [name for index in group for name in bucket[index][1]]
        for index in group:
            del left[index]


def _start_of_long_form(text: str, end: int, short: str) -> int:
    """Return where the words before ``end`` begin that have the letters of an acronym in their order, else -1.

    The letters are looked for from the last to the first, which must begin a word with a capital.
    """
    at = end
    least = max(0, end - 12 * (len(short) + WORDS_BEYOND_LETTERS))
    for position in range(len(short) - 1, -1, -1):
        at -= 1
        while at >= least and not _is_letter(text, at, short[position].lower(), begins=position == 0):
            at -= 1
        if at < least:
            return -1
    words = text[at:end].split()
    is_phrase = not re.search(r"[.!?:;()]\s", text[at:end]) and len(words) <= len(short) + WORDS_BEYOND_LETTERS
    return at if is_phrase and len(text[at:end]) > 2 * len(short) else -1


def _is_letter(text: str, at: int, letter: str, *, begins: bool) -> bool:
    if text[at].lower() != letter:
        return False
    return not begins or (text[at].isupper() and (at == 0 or not text[at - 1].isalnum()))
