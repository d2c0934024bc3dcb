"""What is read from timeline files, and what is told of those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DatelineError, TimelineFileError
from dateline.store import StoredEntry, load_timeline, read_timeline, timeline_paths
from dateline.store.cache import Cache
from dateline.store.files import LARGEST
from dateline.typed_dates import date_in_words

HAND = """\
# my own notes
entries:
  - date: 1970
    title: 13
    mood: tense
  - {date: 1970-04-13, title: "Tank", hidden: yes, also: [1970, "1970-04/.."]}
"""


def read(path: Path, text: str | bytes) -> tuple[StoredEntry, ...]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_timeline(path, date_in_words).entries


def nothing_new(text: str) -> str:
    raise AssertionError(f"{text} was read before")


def test_a_hand_written_file_is_read_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    first, second = read(path, HAND)
    assert (first.date, first.title, first.confidence, first.keys["mood"]) == ("1970", "13", None, "tense")
    assert (second.date, second.hidden, second.locked, second.also) == (
        "1970-04-13",
        True,
        False,
        ("1970", "1970-04/.."),
    )
    assert str(second.place) == f"{path}:6:5"


def test_an_entry_without_an_id_has_one_from_its_title_and_date(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    (first,), (again,) = (read(path, "entries: [{date: 1970, title: Tank ruptures!}]") for _ in range(2))
    (other,) = read(path, "entries: [{date: 1971, title: Tank ruptures!}]")
    assert first.id == again.id != other.id
    assert first.id.startswith("tank-ruptures-")


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("April 1970", "1970-04"),
        ("'13 April 1970'", "1970-04-13"),
        ("circa 1850", "1850~"),
        ("|\n      1970-04", "1970-04"),
        (">-\n      13 April\n      1970", "1970-04-13"),
        ("April\n      1970", "1970-04"),
    ],
)
def test_a_date_in_words_is_read_as_edtf(tmp_path: Path, typed: str, date: str) -> None:
    (entry,) = read(tmp_path / "a.yaml", f"entries:\n  - title: x\n    also: [May 1970]\n    date: {typed}\n")
    assert (entry.date, entry.also) == (date, ("1970-05",))


@pytest.mark.parametrize(
    ("flag", "is_set"),
    [("true", True), ("yes", True), ("On", True), ("'true'", True), ("false", False), ("1", False), ("", False)],
)
def test_a_flag_is_set_by_what_yaml_takes_for_true(tmp_path: Path, flag: str, is_set: bool) -> None:
    text = f"entries:\n  - date: 1970\n    title: x\n    hidden: {flag}\n    locked: {flag}\n    reviewed: {flag}\n"
    (entry,) = read(tmp_path / "a.yaml", text)
    assert (entry.hidden, entry.locked, entry.reviewed) == (is_set,) * 3


def test_byte_order_mark_and_line_ends_of_another_system_are_no_matter(tmp_path: Path) -> None:
    plain = read(tmp_path / "a.yaml", HAND)
    assert read(tmp_path / "a.yaml", "\ufeff" + HAND.replace("\n", "\r\n")) == plain


def test_only_yaml_files_that_are_not_hidden_are_of_the_timeline(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", ".c.yaml", "d.yaml~", "e.txt", ".a.yaml.swp"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.yaml").mkdir()
    assert [path.name for path in timeline_paths(tmp_path)] == ["a.yaml", "b.yml"]
    assert timeline_paths(tmp_path / "none") == []


def test_one_broken_file_or_entry_leaves_the_rest_of_the_timeline(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HAND)
    (tmp_path / "b.yaml").write_text("entries: [")
    (tmp_path / "c.yml").write_text(
        "entries:\n  - {date: soon, title: x}\n  - {date: 1970, title: y}\n  - {date: 1971}\n"
    )
    (tmp_path / ".base").mkdir()
    (tmp_path / ".base/a.yaml.json").write_text("{")
    for _ in range(2):  # what is wrong is told each time
        timeline, errors = load_timeline(tmp_path, date_in_words)
        assert [len(file.entries) for file in timeline] == [2, 1]
        assert [(Path(error.place.path).name, error.place.line) for error in errors if error.place] == [
            ("b.yaml", 1),
            ("c.yml", 2),
            ("c.yml", 4),
        ]


def test_a_wrong_other_reading_costs_that_reading_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("entries:\n  - {date: 1970, title: x, also: [1971, soon, 1972]}\n")
    (file,), (error,) = load_timeline(tmp_path, date_in_words)
    assert file.entries[0].also == ("1971", "1972")
    assert str(error).startswith(f'{tmp_path}/a.yaml:2:41: error: not a date, found "soon"')


def test_what_was_read_before_is_not_read_again_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("entries:\n  - {date: April 1970, title: x}\n")
    (before,), _ = load_timeline(tmp_path, date_in_words)
    assert load_timeline(tmp_path, nothing_new) == ([before], [])
    path.rename(tmp_path / "b.yaml")
    (after,), _ = load_timeline(tmp_path, nothing_new)
    assert (after.path, after.entries[0].place.path) == (str(tmp_path / "b.yaml"),) * 2
    assert after.entries[0].date == "1970-04"


def test_what_has_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for month, date in (("April", "1970-04"), ("May", "1970-05"), ("April", "1970-04")):
        path.write_text(f"entries:\n  - {{date: {month} 1970, title: x}}\n")
        (file,), _ = load_timeline(tmp_path, date_in_words)
        assert file.entries[0].date == date


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HAND)
    before = load_timeline(tmp_path, date_in_words)
    kept = Cache(tmp_path, "parsed")._path
    assert kept.is_file()
    for _ in range(2):
        kept.write_bytes(b"x" * 5000)
        assert load_timeline(tmp_path, date_in_words) == before
    assert load_timeline(tmp_path, date_in_words) == before
    assert load_timeline(tmp_path, nothing_new) == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", ": error: not a timeline, expected"),
        (b"# nothing\n", ": error: not a timeline"),
        (b"- date: 1970\n", ":1:1: error: not a timeline"),
        (b"entries: 1970\n", ":1:10: error: the entries are not a list"),
        (b"entries:\n  - title: a: b\n", ':2:13: error: not valid YAML: mapping values are not allowed here (a text'),
        (b"entries:\n\t- x\n", ":2:1: error: not valid YAML: found character '\\t'"),
        (b"entries:\n  - date: 1970\n    title: a\n    date: 1971\n", ':4:5: error: "date" stands twice, first in'),
        (b"entries: []\n---\nentries: []\n", ":2:1: error: a second document (put all entries under one"),
        (b"entries:\n  - title: caf\xe9\n", ":2:15: error: not UTF-8 text (save the file as UTF-8)"),
        (b"entries:\n  - title: a\x07b\n", ':2:13: error: a character that YAML does not allow, found "U+0007"'),
        (b"entries: &a [*a]\n", ':1:14: error: not valid YAML: "*a" stands inside of what it refers to'),
        (b"entries: [*a]\n", ':1:11: error: not valid YAML: undefined alias "*a"'),
        (b"entries: [" * 5000, ":1:260: error: too many or too deep values"),
        (b"entries:\n  - date: 1970-02-30\n    title: a\n", ':2:11: error: no such day: 1970-02-30, found'),
        (b"entries:\n  - date: |\n      soon\n      or\n    title: a\n", ':2:11: error: not a date, found "soon or"'),
        (b"entries:\n  - {date: April 5, title: a}\n", ':2:12: error: not a date, found "April 5", expected'),
        (b"entries:\n  - {date: 1970, title: a, also: [[1970]]}\n", ":2:35: error: a date that is a list"),
        (b"entries:\n  - just words\n", ":2:5: error: an entry that is not made of keys"),
        (b"entries:\n  - {date: 1970, title: }\n", ':2:18: error: an entry without "title:"'),
        (b"entries:\n  - {title: a}\n", ':2:5: error: an entry without "date:"'),
    ],
)  # fmt: skip
def test_what_is_no_timeline_is_told_in_one_line_with_its_place(tmp_path: Path, text: bytes, says: str) -> None:
    path = tmp_path / "x.yaml"
    with pytest.raises(DatelineError) as caught:
        read(path, text)
    assert str(caught.value).startswith(f"{path}{says}")
    assert "\n" not in str(caught.value)


def test_tags_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with pytest.raises(DatelineError):
        read(path, "entries:\n  - {date: 1970, title: !!python/object/apply:os.system [touch x]}\n")
    (entry,) = read(path, "entries:\n  - {date: 1970, title: !!python/name:os.system x}\n")
    assert entry.title == "x"


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    with pytest.raises(TimelineFileError, match="too many or too deep values, through aliases perhaps"):
        read(tmp_path / "x.yaml", "\n".join([*lines, "entries: []"]))


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TimelineFileError, match="too large for a timeline, expected less than 32 MB"):
        read_timeline(path, date_in_words)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TimelineFileError, match=r"none\.yaml: error: cannot be opened: No such file or directory$"):
        read_timeline(tmp_path / "none.yaml", date_in_words)
