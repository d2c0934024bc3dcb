"""Marks that Git leaves in a file where a merge of two branches has to be finished by hand."""

from __future__ import annotations

import re

MARKER = re.compile(r"^(?:<{7}|>{7})(?: .*)?\r?$", re.MULTILINE)


def conflict_marker(text: str) -> int:
    r"""Return the number of the line with the first conflict marker, from 1; 0 if there is none.

    A line of seven equals signs alone counts for nothing: Markdown underlines headings so.

    >>> conflict_marker("entries:\n<<<<<<< HEAD\n"), conflict_marker("Title\n=======\n")
    (2, 0)
    """
    found = MARKER.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
