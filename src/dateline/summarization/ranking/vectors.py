"""Texts as vectors of words: sparse, of length 1, compared by their cosine."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_]{3,}")


def words_of(text: str) -> list[str]:
    """Return the words of a text of three letters and more, in its order."""
    return _WORD.findall(text.casefold())


def rarity_of(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return how rare each word of some texts is, next to 0 for one that all have.

    The root damps the inverse document frequency (Spärck Jones 1972): in a small collection, what stands in one text
    alone is as a rule a slip or an aside.
    """
    spread = Counter(word for text in texts for word in dict.fromkeys(text))
    # One text more than there are, so that texts of nothing but such words can be compared, too.
    return {word: math.sqrt(math.log((len(texts) + 1) / count)) for word, count in spread.items()}


def vector_of(words: Sequence[str], rarity: Mapping[str, float]) -> Vector:
    """Return the vector of a text."""
    return _unit({word: (1 + math.log(count)) * rarity[word] for word, count in Counter(words).items()})


def centre_of(vectors: Iterable[Vector]) -> Vector:
    """Return the direction that vectors have in common."""
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight
    return _unit(total)


def likeness(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}
