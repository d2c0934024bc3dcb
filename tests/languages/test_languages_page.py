"""docs/languages.md tells all that language data can say, and its examples are true."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest

import dateline
from dateline.languages import load_language, source, tokens
from dateline.languages.vocabulary import NAMES, READERS
from dateline.pipeline import extract
from dateline.recognition import rules_used

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/languages.md").read_text("utf-8")
LANGUAGES = ROOT / "src/dateline/languages"
SNIPPETS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def section(name: str) -> str:
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> set[str]:
    """The code spans in the first cell of each row of each table, without what they take."""
    rows = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return {span.partition("(")[0] for row in rows for span in re.findall(r"`(.+?)`", row)}


def test_each_name_of_a_meaning_is_documented() -> None:
    text = section("Meanings")
    constants = set(re.findall(r"`([A-Z_]+)`", text.partition("### Constants\n")[2]))
    assert set(NAMES) - first_cells(text) - constants == set()


def test_no_name_of_a_meaning_is_documented_that_does_not_exist() -> None:
    text = section("Meanings")
    constants = set(re.findall(r"`([A-Z_]+)`", text.partition("### Constants\n")[2]))
    assert first_cells(text) | constants == set(NAMES)


def test_each_kind_of_category_is_documented() -> None:
    kinds = section("Words").partition("The `kind` of a category")[2].partition("Numbers in figures")[0]
    assert first_cells(kinds) == set(READERS)
    assert set(source.schema_of("lexicon")["definitions"]["category"]["properties"]["kind"]["enum"]) == set(READERS)


def test_each_category_of_numbers_in_figures_is_documented() -> None:
    numbers = section("Words").partition("Numbers in figures")[2]
    signatures = {*tokens.every_number_signature(), tokens.ordinal_categories(1)}
    assert first_cells(numbers) == set[str]().union(*signatures)


def test_each_key_of_each_file_is_documented() -> None:
    lexicon, grammar, discourse = (source.schema_of(part) for part in source.PARTS)
    stage = grammar["properties"]["stages"]["items"]
    assert set(lexicon["properties"]) - first_cells(section("Words")) == set()
    assert set(grammar["properties"]) - first_cells(section("Rules")) == set()
    assert set(grammar["definitions"]["rule"]["properties"]) - first_cells(section("Rules")) == set()
    assert first_cells(section("Sentences")) == set(discourse["properties"])
    assert first_cells(section("Telling")) == set(source.schema_of("telling")["properties"])
    for key in [*lexicon["definitions"]["category"]["properties"], *stage["properties"]]:
        assert f"`{key}`" in PAGE, key


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of languages that is read instead of the package's."""
    shutil.copytree(LANGUAGES / "schema", tmp_path / "schema")
    monkeypatch.setattr(source, "files", lambda _: tmp_path)
    load_language.cache_clear()
    yield tmp_path
    load_language.cache_clear()


def test_the_example_of_a_rule_does_what_the_page_says(folder: Path) -> None:
    snippet = section("A rule, step by step").partition("```yaml\n")[2].partition("```")[0]
    shutil.copytree(LANGUAGES / "en", folder / "en")
    grammar = folder / "en/grammar.yaml"
    before, stage, after = grammar.read_text("utf-8").partition("\n- stage: day-and-time\n")
    grammar.write_text(f"{before}\n{indent(snippet, '  ')}{stage}{after}", "utf-8")
    language = load_language("en")
    rule = language.rules["weekday-week"]
    assert all("weekday-week" in rules_used(example, language) for example in rule["examples"])
    assert not any("weekday-week" in rules_used(example, language) for example in rule["counterexamples"])
    assert [timex["value"] for timex in dateline.tag("He returns Monday week.", "1970-04-16")] == ["1970-04-27"]


def test_the_language_that_the_page_starts_reads_an_article(folder: Path) -> None:
    (folder / "nl").mkdir()
    for part in source.PARTS:
        (snippet,) = (snippet for snippet in SNIPPETS if f"schema/{part}.schema.json" in snippet)
        (folder / f"nl/{part}.yaml").write_text(snippet, "utf-8")
    text = "Op maandag brak in Utrecht brand uit. De raad vergadert op vrijdag. Sinds 3 mei 1969 regent het."
    assert [(timex["text"], timex["value"]) for timex in dateline.tag(text, "1970-04-14", "nl")] == [
        ("maandag", "1970-04-13"),
        ("vrijdag", "1970-04-17"),
        ("3 mei 1969", "1969-05-03"),
    ]
    assert [entry.date for entry in extract(text, "1970-04-14", language="nl")] == [
        "1970-04-13",
        "1970-04-17",
        "1969-05-03/..",
    ]
    language = load_language("nl")
    for rule, record in language.rules.items():
        assert all(rule in rules_used(example, language) for example in record["examples"]), rule
