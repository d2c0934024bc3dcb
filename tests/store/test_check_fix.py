"""Readable dates written as EDTF: those bytes change and no other, and what is open stays open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.merging import RAIN, TANK, File, changed, file_of

from dateline.errors import DatelineError
from dateline.store import Check, TimelineFolder
from dateline.typed_dates import date_in_words

FILE = """\
# mine: April 1970
published:   14 April 1970   # the day after
entries:
  - date: April 1970 # perhaps April 1970
    title: April 1970
    text: "It was in April 1970:
      a Monday."


  - {title: 'It''s', "date": '13 April 1970',   also: [ "May 1970" , circa 1850,1970 ] , mood: x}
  - title: x
    also:
    - June 1970  # or
    # not July 1970
    - 'July 1970'
    date: >-
        5-7 April
        1970
    desk: April 1970
  - date: the
      1970s
    title: |
      April 1970
  - date: 1970-04-13 9:08 p.m. CST
    title: no line end"""
FIXED = {
    "14 April 1970   #": "1970-04-14   #",
    "date: April 1970": "date: 1970-04",
    "'13 April 1970'": "'1970-04-13'",
    '"May 1970"': '"1970-05"',
    "circa 1850": "1850~",
    "June 1970": "1970-06",
    "'July 1970'": "'1970-07'",
    "5-7 April\n        1970": "1970-04-05/1970-04-07",
    "the\n      1970s": "197X",
    "1970-04-13 9:08 p.m. CST": "1970-04-13T21:08-06:00",
}


def check_in(folder: Path) -> Check:
    folder.mkdir(exist_ok=True)
    return Check(TimelineFolder(folder, folder.parent), folder.parent, date_in_words, 0.6)


def fixed(folder: Path, text: str) -> tuple[str, list[str]]:
    path = folder / "a.yaml"
    path.write_bytes(text.encode())
    notes = check_in(folder).fix(path, "a.yaml")
    return path.read_bytes().decode(), [str(note) for note in notes]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_dates_become_edtf_and_every_other_byte_stays(tmp_path: Path, newline: str, bom: str) -> None:
    expected = FILE
    for old, new in FIXED.items():
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    text, notes = fixed(tmp_path, bom + FILE.replace("\n", newline))
    assert text == bom + expected.replace("\n", newline)
    assert len(notes) == len(FIXED)
    assert fixed(tmp_path, text) == (text, [])


def test_what_was_written_is_told_with_its_place_in_the_order_of_the_lines(tmp_path: Path) -> None:
    _, notes = fixed(tmp_path, FILE)
    assert notes[:4] == [
        'a.yaml:2:14: note: "14 April 1970" is now 1970-04-14',
        'a.yaml:4:11: note: "April 1970" is now 1970-04',
        'a.yaml:10:30: note: "13 April 1970" is now 1970-04-13',
        'a.yaml:10:57: note: "May 1970" is now 1970-05',
    ]
    assert all("\n" not in note for note in notes)


def test_what_was_fixed_is_told_of_no_more(tmp_path: Path) -> None:
    fixed(tmp_path, FILE)
    assert check_in(tmp_path).problems(tmp_path / "a.yaml", "a.yaml") == []


@pytest.mark.parametrize(
    "text",
    [
        "entries:\n  - {date: 1970, title: April 1970, also: [1970-04~]}\n",
        "entries:\n  - {date: Monday, title: x}\n",
        "entries:\n  - {date: 04/05/1970, title: x}\n",
        "entries:\n  - April 1970\n",
        "entries: April 1970\n",
        "- date: April 1970\n",
        "entries:\n  - date: '{1960, 1961}'\n    title: x\n",
        "entries:\n  - {date: &day April 1970, title: *day}\n",
        "entries:\n  - {date: 1970, title: &day April 1970}\n  - {date: *day, title: x}\n",
        "entries:\n  - {date: 1970, title: x, also: &also [April 1970]}\n  - {date: 1971, title: y, also: *also}\n",
        "",
    ],
)
def test_what_is_edtf_or_no_date_or_bound_to_something_else_stays(tmp_path: Path, text: str) -> None:
    assert fixed(tmp_path, text) == (text, [])


def test_an_entry_that_is_repeated_or_inherited_is_fixed_where_it_stands(tmp_path: Path) -> None:
    text = "entries:\n  - &a {date: April 1970, title: x}\n  - *a\n  - {<<: *a, title: y}\n"
    assert fixed(tmp_path, text)[0] == text.replace("April 1970", "1970-04")


def test_an_anchor_that_nothing_refers_to_and_a_tag_stay(tmp_path: Path) -> None:
    text = "entries:\n  - date: &day !!str April 1970\n    title: x\n"
    assert fixed(tmp_path, text)[0] == text.replace("April 1970", "1970-04")


@pytest.mark.parametrize("text", ["entries: [\n", "entries:\n  - {date: April 1970, date: May 1970}\n"])
def test_a_broken_file_is_left_alone(tmp_path: Path, text: str) -> None:
    with pytest.raises(DatelineError):
        fixed(tmp_path, text)
    assert (tmp_path / "a.yaml").read_text() == text


def test_a_date_in_words_that_is_in_conflict_stays_so_when_it_is_fixed(tmp_path: Path) -> None:
    file = file_of(TANK, RAIN)
    file.edit("date: 1970-04-13", "date: 11 April 1970")
    file.edit("also: [1970]", "also: [May 1971, 1972]")
    news = changed(TANK, date="1970-04-12"), changed(RAIN, also=("1973",))
    assert len(file.run(*news).conflicts) == 2
    folder = tmp_path / "timeline"
    (folder / ".base").mkdir(parents=True)
    base = folder / ".base/a.yaml.json"
    base.write_text(str(file.base))
    text, _ = fixed(folder, str(file.hand))
    conflicts = [problem.message for problem in check_in(folder).problems(folder / "a.yaml", "a.yaml")]
    assert conflicts[-2:] == [
        'you changed "date", and the article now gives "1970-04-12"',
        'you changed "also", and the article now gives 1973',
    ]
    again = File(text, base.read_text()).run(*news)
    assert [(conflict.hand, conflict.new) for conflict in again.conflicts] == [
        ("1970-04-11", False),
        (("1971-05", "1972"), False),
    ]
    assert again.text is None


def test_fixing_leaves_the_base_alone_where_nothing_is_in_conflict(tmp_path: Path) -> None:
    file = file_of(TANK)
    file.edit("date: 1970-04-13", "date: 11 April 1970")
    folder = tmp_path / "timeline"
    (folder / ".base").mkdir(parents=True)
    base = folder / ".base/a.yaml.json"
    base.write_text(str(file.base))
    fixed(folder, str(file.hand))
    assert base.read_text() == file.base
