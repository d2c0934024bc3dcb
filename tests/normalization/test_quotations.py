from __future__ import annotations

import pytest

from dateline.languages import load_language
from dateline.model import BlockKind, Sentence
from dateline.normalization.quotations import is_quoted

DISCOURSE = load_language("en").discourse


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “it goes on today”.", True),
        ('He said "it goes on today".', True),
        ("“It goes on,” he said today.", False),
        ("It goes on today.", False),
        ("“One.” “Two today.”", True),
    ],
)
def test_words_between_quotation_marks_are_quoted(text: str, quoted: bool) -> None:
    assert is_quoted(Sentence(0, len(text), text, 0), text.index("today"), DISCOURSE) is quoted


def test_all_of_a_quotation_block_is_quoted() -> None:
    assert is_quoted(Sentence(0, 12, "It is today.", 0, BlockKind.QUOTATION), 6, DISCOURSE)
