"""Names for entries that stay the same from run to run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

WORDS_IN_ID = 4
LETTERS_OF_HASH = 4
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def entry_id(
    title: str, article: str, text: str, when: str, used: Counter[str], *, small_words: frozenset[str] = frozenset()
) -> str:
    """Return an id such as ``oxygen-tank-ruptures-5c1f``: words of the title, and letters that tell it from others.

    The letters come from the article's slug and the words of the sentence and of the time, without case, marks and
    white space, so that punctuation can be mended without a new id. ``used`` counts how often each such id was asked
    for in the article, and is added to: a sentence that an article repeats gets a number, ``...-5c1f-2``.
    ``small_words`` of the title are left out.
    """
    words = [word for word in _plain(title).split("-") if word and word not in small_words]
    stem = "-".join(words[:WORDS_IN_ID]) or "entry"
    digest = hashlib.sha256("\n".join((article, _plain(text), _plain(when))).encode()).hexdigest()
    found = f"{stem}-{digest[:LETTERS_OF_HASH]}"
    used[found] += 1
    return found if used[found] == 1 else f"{found}-{used[found]}"


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_A_WORD.sub("-", ascii_only.replace("'", "")).strip("-")
