"""Whether words stand in quoted speech, whose "today" is the speaker's, or in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model import BlockKind, Sentence


def is_quoted(sentence: Sentence, offset: int, discourse: Mapping[str, Any]) -> bool:
    """Tell whether the character at ``offset`` of the text stands between quotation marks that open in its sentence."""
    if sentence.kind is BlockKind.QUOTATION:
        return True
    text, end = sentence.text, offset - sentence.start
    return any(_is_open(text, end, opening, closing) for opening, closing in discourse["quotations"])


def is_bracketed(sentence: Sentence, offset: int) -> bool:
    """Tell whether the character at ``offset`` of the text stands in round brackets that open in its sentence."""
    return _is_open(sentence.text, offset - sentence.start, "(", ")")


def _is_open(text: str, end: int, opening: str, closing: str) -> bool:
    if opening == closing:
        return text.count(opening, 0, end) % 2 == 1
    opened = text.rfind(opening, 0, end)
    return opened >= 0 and opened > text.rfind(closing, 0, end)
