from __future__ import annotations

import pytest

from dateline.entries import compose
from dateline.languages import load_language
from dateline.model import Article, Entry, Style
from dateline.normalization import normalize
from dateline.pipeline import as_period
from dateline.recognition import find_mentions
from dateline.segmentation import blocks_of, other_sentences_of, sentences_of


def entries(text: str, published: str = "2023-01-13") -> list[Entry]:
    article = Article("text", "text", "", as_period(published), text, blocks_of(text))
    language = load_language("en")
    mentions = find_mentions(text, language, Style.NEWS)
    sentences = sentences_of(text, article.blocks, mentions, "en")
    resolutions = normalize(article, mentions, sentences, language, Style.NEWS)
    return compose(article, sentences, resolutions, lambda: other_sentences_of(text, article.blocks, sentences, "en"))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("On Wednesday, however, the council closed the bridge.", ["The council closed the bridge"]),
        ("The day before, Moscow had changed its mind.", ["Moscow had changed its mind"]),
        ("Ann Smith was arrested. She was released on Wednesday.", ["[Smith] was released"]),
        ("The council is due to meet on Friday, January 20.", ["The council is due to meet"]),
        ("Prices were higher than in July 1969.", []),
        ("Published: January 11, 2023", []),
    ],
)
def test_each_time_that_something_happens_makes_an_entry_with_its_clause(text: str, titles: list[str]) -> None:
    assert [entry.title for entry in entries(text)] == titles


def test_what_is_to_come_is_planned() -> None:
    (entry,) = entries("The council will meet in the town hall on January 20, 2023.")
    assert (entry.date, entry.status) == ("2023-01-20", "planned")


def test_no_headline_stands_twice_in_a_sentence() -> None:
    found = entries("On Wednesday and on Thursday the council met in Bonn.")
    assert len({entry.title for entry in found}) == len(found)
