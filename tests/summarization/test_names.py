"""Names become tags: few wrong ones, most of the right ones, each in its fullest form.

``fixtures/names`` holds sentences with the tags a careful editor would give, in articles of a few sentences.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import pipeline
from dateline.errors import LanguageError
from dateline.languages import load_language, source
from dateline.model import Article, Block, BlockKind, Sentence
from dateline.reading import Reader
from dateline.recognition import find_mentions
from dateline.segmentation import sentences_of
from dateline.summarization.names import names_in, unified
from dateline.summarization.names.words import NameWords

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests/fixtures/names"
LANGUAGES = ROOT / "src/dateline/languages"
LANGUAGES_PAGE = (ROOT / "docs/languages.md").read_text("utf-8")
PRECISION, RECALL = 0.9, 0.75


@dataclass(frozen=True)
class Told:
    """A sentence and the tags expected of it, or given to it."""

    sentence: str
    tags: frozenset[str]


def checked(path: Path) -> list[list[Told]]:
    """Read a file's articles: a line is ``sentence | tag; tag``, a blank line begins a new article."""
    articles = path.read_text("utf-8").split("\n\n")
    return [[parsed(line) for line in lines_of(article)] for article in articles if lines_of(article)]


def lines_of(article: str) -> list[str]:
    return [line for line in article.splitlines() if line.strip() and not line.startswith("#")]


def parsed(line: str) -> Told:
    sentence, mark, tags = line.rpartition(" |")
    assert mark, f"no tags behind a bar: {line!r}"
    return Told(sentence, frozenset(tag.strip() for tag in tags.split(";") if tag.strip()))


def article_of(sentences: Sequence[str], language: str = "en") -> tuple[Article, list[Sentence]]:
    """One paragraph of sentences."""
    text = " ".join(sentences)
    found, start = [], 0
    for sentence in sentences:
        found.append(Sentence(start, start + len(sentence), sentence, 0))
        start += len(sentence) + 1
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    return Article("a.md", "a", "", pipeline.as_period("2020-01-01"), text, blocks, language), found


def tags(*sentences: str, language: str = "en") -> list[tuple[str, ...]]:
    return names_in(*article_of(sentences, language))


def score(pairs: Iterable[tuple[Told, frozenset[str]]]) -> tuple[float, float, str]:
    """Precision, recall, and what is wrong or missing."""
    listed = list(pairs)
    right = sum(len(told.tags & names) for told, names in listed)
    lines = [
        f"{told.sentence}\n    wrong: {sorted(names - told.tags)}, missing: {sorted(told.tags - names)}"
        for told, names in listed
        if names != told.tags
    ]
    given_tags, wanted = (
        sum(map(len, column)) for column in zip(*((names, told.tags) for told, names in listed), strict=True)
    )
    return right / given_tags, right / wanted, "\n".join(lines)


FILES = [(path, path.parent.name) for path in sorted(FOLDER.glob("*/*.txt"))]
BY_HAND = [(article, language) for path, language in FILES for article in checked(path)]


def answers(language: str) -> list[tuple[Told, frozenset[str]]]:
    return [
        (told, frozenset(names))
        for article, of in BY_HAND
        if of == language
        for told, names in zip(article, tags(*(told.sentence for told in article), language=of), strict=True)
    ]


def test_there_are_enough_sentences_checked_by_hand_and_none_twice() -> None:
    sentences = [told.sentence for article, _ in BY_HAND for told in article]
    assert len(sentences) >= 140
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", ["en", "de"])
def test_nine_tags_in_ten_are_right_and_three_in_four_are_found(
    language: str, record_property: pytest.RecordProperty
) -> None:
    precision, recall, problems = score(answers(language))
    record_property("precision", precision)
    record_property("recall", recall)
    assert precision >= PRECISION, f"precision {precision:.3f}\n{problems}"
    assert recall >= RECALL, f"recall {recall:.3f}\n{problems}"


def example() -> list[tuple[str, frozenset[str]]]:
    """The sentences of the example articles that hold a time or stand beside one, with the tags they are given."""
    reader, found = Reader({}, ROOT), []
    for path in sorted((ROOT / "content").glob("apollo-13-*")):
        article = reader.read(path)
        mentions = find_mentions(article.text, load_language(article.language))
        sentences = sentences_of(article.text, article.blocks, mentions, article.language)
        for sentence, names in zip(sentences, names_in(article, sentences), strict=True):
            found.append((re.sub(r"\s+", " ", sentence.text), frozenset(names)))
    return found


def test_the_tags_of_the_example_are_those_a_careful_editor_would_give(record_property: pytest.RecordProperty) -> None:
    careful = {told.sentence: told for article in checked(FOLDER / "example.txt") for told in article}
    found = example()
    if not found:
        pytest.skip("the example has been deleted")
    assert [sentence for sentence, names in found if names and sentence not in careful] == []
    precision, recall, problems = score((careful[sentence], names) for sentence, names in found if sentence in careful)
    record_property("precision", precision)
    record_property("recall", recall)
    assert precision >= PRECISION, f"precision {precision:.3f}\n{problems}"
    assert recall >= RECALL, f"recall {recall:.3f}\n{problems}"


# ---- What names_in promises ----


def test_a_surname_stands_for_the_full_name_wherever_that_is() -> None:
    assert (
        tags("Lovell slept.", "James A. Lovell lit the engine.", "“Well,” Mr. Lovell said.")
        == [("James A. Lovell",)] * 3
    )


def test_the_fullest_form_is_given() -> None:
    assert tags("J. Lovell slept.", "Then James A. Lovell Jr. woke.") == [("James A. Lovell Jr.",)] * 2


def test_a_surname_of_two_people_is_no_tag() -> None:
    assert tags("Anna Kern and Paul Kern met.", "Then Kern left.") == [("Anna Kern", "Paul Kern"), ()]


def test_names_stand_in_reading_order_and_once() -> None:
    assert tags("In Rome Anna Kern met Paul Voss, and Kern stayed in Rome.") == [("Rome", "Anna Kern", "Paul Voss")]


@pytest.mark.parametrize(
    ("second", "tag"),
    [("The NTA paid, and the NTA left.", "NTA"), ("Nobody else came.", "National Tree Agency")],
)
def test_an_acronym_and_its_long_form_become_the_one_used_more_often(second: str, tag: str) -> None:
    assert tags("The National Tree Agency (NTA) met.", second)[0] == (tag,)


def test_what_an_acronym_is_short_for_must_be_no_thing() -> None:
    assert tags("They signed the National Tree Agreement (NTA).", "The NTA holds.") == [(), ()]


def test_a_title_alone_is_no_name() -> None:
    assert tags("The President met the Secretary of State and a Senator.") == [()]


def test_a_title_makes_a_name_of_a_word_and_is_left_out() -> None:
    assert tags("On Monday President Okonedo met physicist Varga.") == [("Okonedo", "Varga")]


def test_what_is_said_to_be_a_ship_is_none_of_the_three_kinds() -> None:
    assert tags("They moved into the lander Aquarius.", "It was cold in Aquarius.") == [(), ()]


def test_a_place_is_known_by_what_stands_before_it() -> None:
    assert tags("It rained in Quellheim.", "Quellheim was wet.", "They like Brodel.") == [
        ("Quellheim",),
        ("Quellheim",),
        (),
    ]


def test_datelines_and_headings_have_no_names() -> None:
    text = "Mayor Lena Whitfield Opens Library\n\nHOUSTON, April 15 — It rained."
    heading, paragraph = Block(BlockKind.HEADING, 0, 34), Block(BlockKind.PARAGRAPH, 36, len(text))
    article = Article("a.md", "a", "", pipeline.as_period("2020-01-01"), text, (heading, paragraph))
    blocks = [
        Sentence(block.start, block.end, text[block.start : block.end], n)
        for n, block in enumerate((heading, paragraph))
    ]
    assert names_in(article, blocks) == [(), ()]


def test_a_german_noun_is_no_name_for_its_capital() -> None:
    assert tags("Der Bäcker gab dem Lehrer in der Pause ein Brot.", language="de") == [()]


def test_a_german_genitive_is_put_off() -> None:
    assert tags("Frankreichs Regierung lobte Anna Kerns Rede.", language="de") == [("Frankreich", "Anna Kern")]


def test_a_language_without_data_has_no_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(LANGUAGES / "schema", tmp_path / "schema")
    shutil.copytree(LANGUAGES / "en", tmp_path / "xx")
    (tmp_path / "xx/names.yaml").unlink()
    monkeypatch.setattr(source, "files", lambda _: tmp_path)
    load_language.cache_clear()
    NameWords.of.cache_clear()
    try:
        assert load_language("xx").names == {}
        assert tags("Anna Kern flew to Rome.", language="xx") == [()]
    finally:
        load_language.cache_clear()
        NameWords.of.cache_clear()


WORDS = st.sampled_from(
    "Anna Kern Kern's Lovell James A. J. Jr. Rome Washington Bank University of for the in President Mr. Queen May and "
    "Boeing 737 (ABC) Alpha Beta Corp ABC U.S. said met “Star Wars” . , — aboard Iwo King Lake van der NASA".split()
)


def is_made_of(tag: str, text: str) -> bool:
    """Tell whether the words of a tag stand in a text, one after the other or apart."""
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in tag.split())


@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=5))
def test_names_are_made_of_words_of_the_article_whatever_it_is(sentences: list[list[str]]) -> None:
    article, found = article_of([" ".join(words) for words in sentences])
    given_tags = names_in(article, found)
    assert len(given_tags) == len(found)
    for tag in {tag for each in given_tags for tag in each}:
        assert is_made_of(tag, article.text), tag


def test_the_names_of_the_sentences_are_made_of_their_articles_words() -> None:
    for article, language in BY_HAND:
        text = " ".join(told.sentence for told in article)
        given_tags = {tag for each in tags(*(told.sentence for told in article), language=language) for tag in each}
        # A German word may have put off its ending: "Deutschlands", "der Deutschen Bank".
        stems = {tag: " ".join(word[:-2] or word for word in tag.split()) for tag in given_tags}
        assert [tag for tag in given_tags if language == "en" and not is_made_of(tag, text)] == []
        assert [tag for tag, stem in stems.items() if not all(word in text for word in stem.split())] == []


# ---- What unified promises ----


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"James Lovell": 1, "James A. Lovell": 3, "J. Lovell": 1}, {"James A. Lovell"}),
        ({"James Lovell": 1, "James A. Lovell Jr.": 1}, {"James A. Lovell Jr."}),
        ({"James A. Lovell": 1, "James B. Lovell": 1}, {"James A. Lovell", "James B. Lovell"}),
        ({"George Bush": 9, "George W. Bush": 1, "George H. W. Bush": 1}, None),
        ({"John Roe Jr.": 1, "John Roe Sr.": 1}, None),
        ({"Anna Kern": 2, "Kern": 2, "Paul Kern": 1}, None),
        ({"National Bank": 1, "National Westminster Bank": 1}, None),
        ({"U.S. Army": 1, "US Army": 2}, {"US Army"}),
        ({"Ada Roe": 1, "Ada B. Roe": 1, "Ada C. Roe": 1, "A. Roe": 1}, None),
    ],
)
def test_variants_are_one_where_that_is_safe(counts: dict[str, int], shown: set[str] | None) -> None:
    assert set(unified(counts).values()) == (set(counts) if shown is None else shown)


NAMES = st.builds(
    " ".join,
    st.tuples(
        st.sampled_from(["James", "J.", "Jim", "Anna", "A.", "J. A.", "James A.", "James B.", "James Arthur"]),
        st.sampled_from(["Lovell", "Lovell Jr.", "Lovell Sr.", "Kern", "Bank"]),
    ),
)


@given(st.dictionaries(NAMES, st.integers(1, 4), max_size=12), st.randoms(use_true_random=False))
def test_unified_does_not_hang_on_the_order_of_the_names(counts: dict[str, int], random: object) -> None:
    shuffled = list(counts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert unified(dict(shuffled)) == unified(counts)


@given(st.dictionaries(NAMES, st.integers(1, 4), max_size=12))
def test_each_name_is_shown_as_one_that_is_there_and_shown_as_itself(counts: dict[str, int]) -> None:
    shown = unified(counts)
    assert set(shown) == set(counts)
    for name, form in shown.items():
        assert shown[form] == form
        assert (counts[form], len(form)) >= (counts[name], len(name))


# ---- The data ----


def test_each_key_of_the_data_is_documented() -> None:
    section = LANGUAGES_PAGE.partition("\n## Names\n")[2].partition("\n## ")[0]
    documented = {
        name for row in re.findall(r"^\| (.*?) \|", section, re.MULTILINE) for name in re.findall("`(.+?)`", row)
    }
    assert documented == set(source.schema_of("names")["properties"])


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_list_of_names_has_a_word_twice(language: str) -> None:
    for key, words in load_language(language).names.items():
        if isinstance(words, list):
            assert sorted(words) == sorted(set(words)), key


def test_a_mistake_in_the_data_is_told_at_its_line() -> None:
    with pytest.raises(LanguageError) as error:
        source.read_part("names", "language: en\nplaces: [1]\n", "en/names.yaml")
    assert error.value.place is not None
    assert error.value.place.line == 2


def test_the_schema_is_json_and_closed() -> None:
    schema = json.loads((LANGUAGES / "schema/names.schema.json").read_text("utf-8"))
    assert schema["additionalProperties"] is False
    assert all("description" in each for each in schema["properties"].values())
