"""libyaml and ruamel.yaml read the same, or libyaml is not asked."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.store import events
from dateline.store.events import UnsureError, Whole, quick
from dateline.store.nodes import Document, Fields, Items, Scalar
from dateline.store.parsing import _Builder, parse

PIECES = [
    *(
        "- ",
        "-",
        ": ",
        ":",
        ", ",
        ",",
        "[",
        "]",
        "{",
        "}",
        "? ",
        "?",
        "#",
        " #",
        "'",
        '"',
        "|",
        ">",
        "%",
        "@",
        "\\",
        "<<: ",
    ),
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "    ",
        "\t",
        "\xa0",
        "\x85",
        "\u2028",
    ),
    *(
        "|\n  ",
        ">-\n  ",
        "|+\n  ",
        "|2\n",
        "\n# c\n",
        "---",
        "...",
        "!",
        "&a ",
        "*a",
        "!!int ",
        "\\n",
        "\\x41",
        "\ufeff",
    ),
    *("a", "b: ", "key: ", "x y", "1", "~", "é", "😀", "\x7f", "\ud83d", '"a"', "'b'", '"a":', '"x\n  y"', "'it''s'"),
    *(
        "date: 1970",
        "\ntitle: x",
        "\nentries:\n",
        "[1, a]",
        "{a: 1}",
        "yes",
        "0x1F",
        "1_000",
        "1e3",
        "2001-01-01",
        "null",
    ),
]
YAML = [
    "entries:\n  - date: 1970 # when\n    title: >-\n      What\n      was\n\n    tags: [a, 'b', \"c\"]\n# end\n",
    "entries:\n- {date: 1970-04, title: x, url: http://a/b?c}\n-\n  date:\n  title: |\n    one\n     two\n",
    "entries: []\n",
    "a: 0o17\nb: 017\nc: 1:30\nd: Yes\ne: .5\nf: -.inf\ng: 1_000\nh: 12e03\nj: <<\nk: 2001-12-14t21:59:43.10-05:00\n",
    "# c\n\n---\nentries:\n  - a: b\n    c:\n      - d\n      - e\n",
    "text: \"one\n  two\\\n  three \\u00e9 \\x41\"\nmore: plain\n  goes on # c\nlast: 'it''s'\n",
]


def shape(value: Any) -> Any:
    """All that a value is, but the object that tells the places of its offsets."""
    if isinstance(value, Scalar):
        return (value.text, value.kind, value.start, value.end, value.style, str(value.place))
    if isinstance(value, Items):
        return (value.start, value.end, value.flow, str(value.place), [shape(each) for each in value.items])
    if isinstance(value, Fields):
        keys = {key: shape(each) for key, each in value.keys.items()}
        return (value.start, value.end, value.flow, str(value.place), keys, [*map(shape, value.fields.values())])
    return value


def read(source: str, reading: Any) -> tuple[Any, tuple[int, ...]] | str:
    try:
        document: Document = _Builder(source, "a.yaml", reading).document()
    except DatelineError as error:
        return str(error)
    return shape(document.root), document.comments


def parse_whole(source: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(events, "CParser", None)
        parse(source, "a.yaml")


def assert_same(source: str) -> bool:
    """Tell whether libyaml was sure of a text; what it said then is what ruamel.yaml says."""
    reading = quick(source)
    try:
        found = read(source, reading) if reading else None
    except UnsureError:
        return False
    if isinstance(found, str):  # where there are several mistakes, they may tell of another
        with pytest.raises(DatelineError):
            parse_whole(source)
    elif found is not None:
        assert found == read(source, Whole(source)), repr(source)
    return found is not None


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_any_text_is_read_as_ruamel_reads_it(text: str) -> None:
    assert_same(text)
    assert_same(f"entries:\n  - date: {text}")


@pytest.mark.parametrize("text", YAML)
def test_usual_files_are_read_by_libyaml_and_changed_ones_as_ruamel_reads_them(text: str) -> None:
    assert assert_same(text)
    chance = random.Random(text)
    for _ in range(100):
        at, end = sorted(chance.randrange(len(text)) for _ in range(2))
        changed = [text[:at] + chance.choice(PIECES) + text[at:], text[:at] + text[min(end, at + 5) :], text[at:end]]
        for each in changed:
            assert_same(each)


@pytest.mark.parametrize("path", sorted(Path("timeline").glob("*.yaml")), ids=lambda path: path.name)
def test_the_example_is_read_by_libyaml(path: Path) -> None:
    assert assert_same(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n?\n",
        '["a":]',
        "|\n#",
        "a: |\n  \n    b\n",
        "a:\tb",
        "a: &b.c d",
        "%YAML 1.1\n--- a",
        "a: b\n...",
        "a: [?::]",
    ],
)
def test_libyaml_is_not_asked_where_it_reads_otherwise(text: str) -> None:
    assert not assert_same(text)


def test_without_libyaml_everything_is_read_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [shape(parse(text, "a.yaml").root) for text in YAML]
    monkeypatch.setattr(events, "CParser", None)
    assert [shape(parse(text, "a.yaml").root) for text in YAML] == expected


@pytest.mark.parametrize("unit", ["|", ">", "|1", "]", "' ", '"  \n', "? x", "]\n", "|\n ", "%", ".", "'\r", "-", ":"])
def test_a_text_is_looked_over_in_linear_time(unit: str) -> None:
    text = "a: " + unit * (4_000_000 // len(unit))
    start = time.process_time()
    quick(text)
    assert time.process_time() - start < 10
