"""Which entries are the same: by id and by their words, by likeness where the words were edited, never by position."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

Field = str | tuple[str, ...]
"""A value of an entry as it is compared: the text of a date, a title, a number; a list of such."""
Record = Mapping[str, Field]
"""An entry, by key. The keys that Dateline writes, in their order, are ``FIELDS``."""

FIELDS = ("id", "date", "title", "status", "text", "when", "why", "confidence", "also", "event", "tags")
ALIKE = 0.74
OF_THE_TIME = 0.15
"""Two entries are the same from this likeness on. Most of it is their sentences', word by word and without the words of
time, the rest their time's: of twelve words one may be another, and three if the date or the words of time are the
same."""
WORD = re.compile(r"\w+")


def same_as_known(proposed: Sequence[Record], known: Sequence[Record]) -> dict[int, int]:
    """Pair what an article gives now with what it gave before: positions in ``proposed`` to positions in ``known``.

    The words come first, since an id that was carried over from an edited sentence may come up again for its old words.
    """
    return _pair(proposed, known, (_words_and_id, _words, _id))


def same_by_hand(written: Sequence[Record], known: Sequence[Record]) -> dict[int, int]:
    """Pair the entries of a file with known ones: positions in ``written`` to positions in ``known``.

    The id comes first: it is what stays when a person edits the rest, and it goes by the words where they took it out.
    """
    return _pair(written, known, (_id, _words))


def _pair(
    ours: Sequence[Record], theirs: Sequence[Record], keys: Iterable[Callable[[Record], Hashable]]
) -> dict[int, int]:
    pairs: dict[int, int] = {}
    left = list(range(len(theirs)))
    for key in keys:
        places = defaultdict(list)
        for their in reversed(left):
            places[key(theirs[their])].append(their)
        places.pop(None, None)
        for our, record in enumerate(ours):
            if our not in pairs and (same := places.get(key(record))):
                pairs[our] = same.pop()
        taken = set(pairs.values())
        left = [their for their in left if their not in taken]
    return pairs | _alike(ours, theirs, [our for our in range(len(ours)) if our not in pairs], left)


def _alike(
    ours: Sequence[Record], theirs: Sequence[Record], our_left: Iterable[int], their_left: Iterable[int]
) -> dict[int, int]:
    """The best pairs first, each entry in one of them."""
    sentences = {their: words for their in their_left if (words := _sentence(theirs[their]))}
    least = 100 * (ALIKE - OF_THE_TIME) / (1 - OF_THE_TIME)
    found = [
        (-score, our, their)
        for our in our_left
        if (words := _sentence(ours[our])) and sentences
        for _, _, their in process.extract(words, sentences, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        if (score := likeness(ours[our], theirs[their])) >= ALIKE
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, our, their in sorted(found):
        if our not in pairs and their not in taken:
            pairs[our] = their
            taken.add(their)
    return pairs


def likeness(one: Record, other: Record) -> float:
    """Return from 0 to 1 how alike two entries are: the words of their sentences, and their time."""
    mine, theirs = _sentence(one), _sentence(other)
    if not mine or not theirs:
        return 0.0
    same = any(one.get(key) and one.get(key) == other.get(key) for key in ("date", "when"))
    # Where a person took the words of time out, there is nothing that speaks against it.
    unsaid = not (one.get("when") and other.get("when"))
    return fuzz.ratio(mine, theirs) / 100 * (1 - OF_THE_TIME) + (OF_THE_TIME if same or unsaid else 0.0)


def _sentence(record: Record) -> list[str]:
    """The words of a sentence but those of its time, which may be corrected without its being another."""
    return WORD.findall(str(record.get("text", "")).replace(str(record.get("when", "")), " ", 1).casefold())


def _id(record: Record) -> Hashable:
    return record.get("id") or None


def _words(record: Record) -> Hashable:
    return (record["text"], record.get("when")) if record.get("text") else None


def _words_and_id(record: Record) -> Hashable:
    return (record["text"], record.get("when"), record["id"]) if record.get("text") and record.get("id") else None
