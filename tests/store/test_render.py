from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dateline.model import Article, Entry
from dateline.store import StoredEntry
from dateline.store.base import base_of
from dateline.store.parsing import parse
from dateline.store.records import timeline_file
from dateline.store.render import WIDTH, entry_lines, flow_entry, render, scalar
from dateline.timevalue.intervals import Period
from dateline.typed_dates import date_in_words

ARTICLE = Article("content/a.md", "a", "A", Period.day_of(1970, 4, 14), "", ())


def entry(**changes: object) -> Entry:
    fields = {
        "id": "oxygen-tank-5c1f",
        "date": "1970-04-13T21:08-06:00",
        "title": "Oxygen tank ruptures aboard Odyssey",
        "text": "At 9:08 p.m. CST on Monday an oxygen tank ruptured.",
        "when": "At 9:08 p.m. CST on Monday",
        "why": "weekday, past tense -> the Monday on or before 1970-04-14",
        "confidence": 0.94,
        "also": (),
    }
    return Entry(**{**fields, **changes})


def rendered(*entries: Entry) -> str:
    return render(base_of(ARTICLE, entries))


def read_back(text: str) -> StoredEntry:
    file, errors = timeline_file("x.yaml", parse(text, "x.yaml").root, date_in_words)
    assert not errors
    assert (file.article, file.published) == ("content/a.md", "1970-04-14")
    return file.entries[0]


def test_a_file_has_the_documented_form() -> None:
    assert rendered(entry(also=("1970-04-06T21:08-06:00", "1970"))) == (
        "# yaml-language-server: $schema=entry.schema.json\n"
        "article: content/a.md\n"
        "published: 1970-04-14\n"
        "entries:\n"
        "  - id: oxygen-tank-5c1f\n"
        "    date: 1970-04-13T21:08-06:00\n"
        "    title: Oxygen tank ruptures aboard Odyssey\n"
        "    text: At 9:08 p.m. CST on Monday an oxygen tank ruptured.\n"
        "    when: At 9:08 p.m. CST on Monday\n"
        "    why: weekday, past tense -> the Monday on or before 1970-04-14\n"
        "    confidence: 0.94\n"
        "    also: [1970-04-06T21:08-06:00, 1970]\n"
    )


def test_an_article_without_entries_has_an_empty_list() -> None:
    assert rendered().endswith("\nentries: []\n")


def test_long_texts_are_folded_at_spaces() -> None:
    text = "Houston, we’ve had a problem here; 'main B bus undervolt', he said: #1 - and so on. " * 4
    written = rendered(entry(text=text.strip(), title="T " + "long " * 40 + "end"))
    assert max(map(len, written.split("\n"))) <= WIDTH
    assert read_back(written).text == text.strip()


def test_a_changed_word_of_a_long_text_changes_one_line() -> None:
    text = "On Monday an oxygen tank ruptured aboard the service module of the spacecraft, far from the Earth. " * 5
    before = rendered(entry(text=text.strip())).split("\n")
    after = rendered(entry(text=text.strip().replace("ruptured", "exploded", 1))).split("\n")
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_values_that_are_not_there_have_no_line() -> None:
    lines = rendered(entry(when="", why="", also=())).split("\n")
    assert [line.strip().partition(":")[0] for line in lines[4:-1]] == ["- id", "date", "title", "text", "confidence"]


@pytest.mark.parametrize(("confidence", "written"), [(0.9, "0.9"), (0.94444, "0.94"), (1.0, "1"), (0.0, "0")])
def test_a_confidence_has_two_places_at_most(confidence: float, written: str) -> None:
    assert f"    confidence: {written}\n" in rendered(entry(confidence=confidence))
    assert read_back(rendered(entry(confidence=confidence))).confidence == float(written)


WORDS = """1970 1970-04-13 true No null ~ a:|b a|#b -|a - ?|a [a] {a} 'a' "a" *a &a !a %a @a `a | > a: 12:30:45 1_000 .5
1e3 0x1F = << | > a\\b ... ---|a a||b é|“quoted”|😀 #a a'b"c"""
AWKWARD = ["", " x", "x ", "a\nb", "a\tb", "a\u2028b", "a\x85b", "\ufeffa", "a\n"]
AWKWARD += (word.replace("|", " ") for word in WORDS.split())


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    for version in ("1.1", "1.2"):
        yaml = YAML(typ="safe", pure=True)
        yaml.version = version
        assert yaml.load(f"a: {scalar(text)}\n") == {"a": text}


TEXTS = st.text(
    st.one_of(st.sampled_from(" :#-'\"[]{},|>&*!%@`?\n\t\\~=.0123456789aé"), st.characters(codec="utf-8")), max_size=60
)


@given(TEXTS, st.lists(TEXTS, max_size=40).map(" ".join))
def test_every_entry_is_read_back_as_it_was(title: str, text: str) -> None:
    written = rendered(entry(title=f"T{title}", text=text, when=title))
    loaded = YAML(typ="safe", pure=True).load(written)["entries"][0]
    assert (loaded["title"], loaded.get("text", ""), loaded.get("when", "")) == (f"T{title}", text, title)
    assert read_back(written).keys.get("text", "") is not None


@given(TEXTS, TEXTS)
def test_an_entry_is_read_back_from_braces_and_from_any_column(title: str, text: str) -> None:
    (record,) = base_of(ARTICLE, [entry(title=f"T{title}", text=text, also=("1970", "../1970"))]).entries
    for written in (f"- {flow_entry(record)}\n", "\n".join(entry_lines(record, 1, 6)) + "\n"):
        (loaded,) = YAML(typ="safe", pure=True).load(written)
        assert (loaded["title"], loaded.get("text", "")) == (f"T{title}", text)
        assert [str(each) for each in loaded["also"]] == ["1970", "../1970"]


@pytest.mark.parametrize(
    "date", "1970 1970-04 1970-04-13 1970-04-13T21:08:00Z 197X -0044 1970~ ../1970 1970/..".split()
)
def test_dates_stand_without_quotes_and_are_read_as_typed(date: str) -> None:
    written = rendered(entry(date=date, also=(date,)))
    assert f"    date: {date}\n" in written
    assert (read_back(written).date, read_back(written).also) == (date, (date,))


def test_rendering_is_the_same_each_time() -> None:
    entries = [entry(id=f"e{i}", text="x " * i) for i in range(200)]
    assert rendered(*entries) == rendered(*list(entries))
    assert len(re.findall(r"^  - id:", rendered(*entries), re.MULTILINE)) == 200
