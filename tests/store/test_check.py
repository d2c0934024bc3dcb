"""What is told of a timeline: each kind of problem, its place, and how bad it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from tests.store.merging import ARTICLE, RAIN, TANK, File, changed, file_of

from dateline.store import Check, Problem, TimelineFolder
from dateline.store.files import schema_text
from dateline.store.matching import FIELDS
from dateline.store.merge import merge_events
from dateline.store.nodes import Fields
from dateline.store.parsing import parse
from dateline.timevalue.intervals import Period
from dateline.typed_dates import date_in_words

UNSURE = 0.6
GOOD = """\
# yaml-language-server: $schema=entry.schema.json
article: content/a.md
published: 1970-04-14
entries:
  - id: tank-5c1f
    date: 1970-04-13T21:08-06:00
    title: Tank ruptures
    text: On Monday it did.
    when: On Monday
    why: weekday
    confidence: 0.94
    also: [1970-04-06, 1970]
    hidden: true
    desk: Space
"""


def problems(root: Path, unsure: float = UNSURE, **files: str | File) -> list[Problem]:
    (root / "content").mkdir(exist_ok=True)
    (root / "content/a.md").write_text("x")
    (root / "timeline/.base").mkdir(parents=True, exist_ok=True)
    for name, file in files.items():
        text, base = (file, None) if isinstance(file, str) else (str(file.hand), file.base)
        (root / f"timeline/{name}.yaml").write_bytes(text.encode())
        if base is not None:
            (root / f"timeline/.base/{name}.yaml.json").write_text(base)
    check = Check(TimelineFolder(root / "timeline", root), root, date_in_words, unsure)
    return [problem for name in files for problem in check.problems(root / f"timeline/{name}.yaml", f"{name}.yaml")]


def told(root: Path, **files: str | File) -> list[str]:
    return [str(problem) for problem in problems(root, **files)]


def line_of(file: File, text: str) -> int:
    """The line of a text that stands once in a file."""
    assert str(file.hand).count(text) == 1
    return str(file.hand)[: str(file.hand).index(text)].count("\n") + 1


def test_nothing_is_wrong_with_a_good_file(tmp_path: Path) -> None:
    assert told(tmp_path, a=GOOD) == []


def test_nothing_is_wrong_with_what_is_generated(tmp_path: Path) -> None:
    assert told(tmp_path, a=file_of(TANK, RAIN), b=file_of()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1970-04-13T21:08-06:00", "Monday", '6:11: error: not a date, found "Monday", expected an EDTF date such as'),
        ("1970-04-13T21:08-06:00", "1970-04-31", "6:11: error: no such day: 1970-04-31, found"),
        ("1970-04-13T21:08-06:00", "04/05/1970", '6:11: error: not a date, found "04/05/1970", expected'),
        ("1970-04-13T21:08-06:00", "|\n      soon\n      or", '6:11: error: not a date, found "soon or", expected'),
        ("1970-04-13T21:08-06:00", "[1970]", '6:11: error: "date" is not of the right kind, expected text or a number'),
        ("1970-04-13T21:08-06:00", "", '6:10: error: "date" is not of the right kind, expected text or a number'),
        ("1970-04-13T21:08-06:00", "1971/1970", "6:11: error: 1971/1970 ends before it starts (turn it round)"),
        ("1970-04-13T21:08-06:00", "April 1970", '6:11: note: "April 1970" is read as 1970-04 (--fix writes it so)'),
        ("1970-04-13T21:08-06:00", "1970-04-13 21:08", '6:11: note: "1970-04-13 21:08" is read as 1970-04-13T21:08 ('),
        ("1970-04-13T21:08-06:00", "|\n      April 1970", '6:11: note: "April 1970" is read as 1970-04 (--fix'),
        ("[1970-04-06, 1970]", "[1970-13]", "12:12: error: no such month: 13, found"),
        ("[1970-04-06, 1970]", "[1970, April 1970]", '12:18: note: "April 1970" is read as 1970-04 (--fix'),
        ("[1970-04-06, 1970]", "[1970, 1971-04/1971-02]", "12:18: error: 1971-04/1971-02 ends before it starts"),
        ("[1970-04-06, 1970]", "1970", '12:11: error: "also" is not of the right kind, expected a list (Other'),
        ("published: 1970-04-14", "published: 14/4/1970", '3:12: note: "14/4/1970" is read as 1970-04-14 (--fix'),
        ("published: 1970-04-14", "published: 1970-04-31", "3:12: error: no such day: 1970-04-31, found"),
        ("    title: Tank ruptures\n", "", '5:5: error: "title:" is missing'),
        ("Tank ruptures", "''", '7:12: error: "title" is empty (The headline of the entry)'),
        ("tank-5c1f", "tank 5c1f", '5:9: error: "id" is "tank 5c1f", expected a name without blanks'),
        ("tank-5c1f", "", '5:8: error: "id" is not of the right kind, expected text (The entry'),
        ("0.94", "94%", '11:17: error: "confidence" is not of the right kind, expected a number'),
        ("0.94", "94", '11:17: error: "confidence" is 94, expected a number from 0 to 1'),
        ("0.94", "-1", '11:17: error: "confidence" is -1, expected a number from 0 to 1'),
        ("hidden: true", "hidden: maybe", '13:13: error: "hidden" is not of the right kind, expected true or false'),
        ("hidden: true", "hiden: true", '13:5: warning: "hiden" means nothing here (did you mean "hidden"?)'),
        ("hidden: true", "Locked: true", '13:5: warning: "Locked" means nothing here (did you mean "locked"?)'),
        ("entries:", "entires:", '2:1: error: "entries:" is missing (expected "entries:" and under it a list'),
        ("published:", "publishd:", '3:1: warning: "publishd" means nothing here (did you mean "published"?)'),
        ("content/a.md", "content/b.md", "2:10: warning: there is no article content/b.md, and 1 entry of it here ("),
        ("- id:", "- id: [", "6:9: error: not valid YAML: "),
        ("    title:", "    date: 1970\n    title:", '7:5: error: "date" stands twice, first in line 6 (remove one)'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_line_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = told(tmp_path, a=GOOD.replace(old, new, 1))
    assert found[0].startswith(f"a.yaml:{expected}"), found
    assert not any("\n" in line for line in found)


def test_a_hint_says_all_that_a_date_may_be(tmp_path: Path) -> None:
    (found,) = told(tmp_path, a=GOOD.replace("1970-04-13T21:08-06:00", "[1970]"))
    assert found.endswith("· 1970-04/.. (since) · ../1970-04 (until))")


@pytest.mark.parametrize("key", ["desk", "source", "places", "image"])
def test_keys_of_ones_own_are_welcome(tmp_path: Path, key: str) -> None:
    assert told(tmp_path, a=GOOD.replace("desk:", f"{key}:").replace("published:", f"{key}: x\npublished:")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a.yaml: error: not a timeline, expected"),
        ("- date: 1970\n", "a.yaml:1:1: error: not a timeline, expected"),
        ("entries: 1970\n", 'a.yaml:1:10: error: "entries" is not of the right kind, expected a list'),
        ("entries:\n  - words\n", 'a.yaml:2:5: error: "entries" is not of the right kind, expected keys with values'),
        ("entries: [\n", "a.yaml:2:1: error: not valid YAML: "),
    ],
)
def test_what_is_no_timeline_is_told(tmp_path: Path, text: str, expected: str) -> None:
    (found,) = told(tmp_path, a=text)
    assert found.startswith(expected)


@pytest.mark.parametrize("text", ["entries:\n", "entries: []\n", "# mine\nentries:\n  - {date: 1970, title: 13}\n"])
def test_a_file_of_ones_own_needs_little(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, a=text) == []


def test_problems_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = GOOD.replace("hidden", "hiden").replace("content/a", "content/b").replace("[1970-04-06", "[soon")
    places = [problem.place for problem in problems(tmp_path, a=text.replace("0.94", "2"))]
    assert [(place.line, place.column) for place in places] == [(2, 10), (11, 17), (12, 12), (13, 5)]


def test_an_id_stands_once_in_the_whole_timeline(tmp_path: Path) -> None:
    (found,) = told(tmp_path, a=GOOD, b=GOOD)
    assert found.startswith('b.yaml:5:9: error: the id "tank-5c1f" is taken, at a.yaml:5:9 (')
    twice = "entries:\n  - {id: a, date: 1970, title: x}\n  - {id: a, date: 1970, title: x}\n"
    assert told(tmp_path, c=twice)[0].startswith('c.yaml:3:10: error: the id "a" is taken, at c.yaml:2:10 (')


def test_a_broken_file_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    found = told(tmp_path, a="entries: [", b=GOOD.replace("0.94", "94"))
    assert [line.split(":")[0] for line in found] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    "date", ["1943", "1996-01", "1907-04-13", "2070", "1907/1970", "1970-04/2970-04", "April 1870"]
)
def test_a_date_far_from_all_that_the_article_tells_of_is_likely_a_slip(tmp_path: Path, date: str) -> None:
    file = file_of(TANK, RAIN)
    file.edit("1970-04-13", date)
    found = next(line for line in told(tmp_path, a=file) if "far" in line)
    assert found.startswith("a.yaml:6:11: warning: the year ")
    assert found.endswith(
        " is far from what the article tells of, 1969 to 1970 (a slip of the finger? If not: reviewed: true)"
    )


@pytest.mark.parametrize("date", ["1944", "1995", "1970-04/..", "197X"])
def test_a_date_not_far_from_what_the_article_tells_of_is_none(tmp_path: Path, date: str) -> None:
    file = file_of(TANK, RAIN)
    file.edit("1970-04-13", date)
    assert told(tmp_path, a=file) == []


def test_a_far_date_that_a_person_vouches_for_or_that_is_the_articles_is_none(tmp_path: Path) -> None:
    file = file_of(TANK)
    file.edit("date: 1970-04-13", "reviewed: true\n    date: 1870")
    assert told(tmp_path, a=file, b=file_of(changed(TANK, id="b", date="1870"), changed(RAIN, date="1492"))) == []
    assert told(tmp_path, c="entries:\n  - {date: 1492, title: of my own}\n") == []


@pytest.mark.parametrize(
    ("number", "left"), [(0, ""), (1, ", and 1 entry of it here"), (2, ", and 2 entries of it here")]
)
def test_an_article_that_has_vanished_is_told_with_what_is_left_of_it(tmp_path: Path, number: int, left: str) -> None:
    file = file_of(*(TANK, RAIN)[:number])
    file.edit("content/a.md", "content/gone.md")
    (found,) = told(tmp_path, a=file)
    assert found.startswith(
        f"a.yaml:2:10: warning: there is no article content/gone.md{left} (correct the path, delete"
    )


def test_an_article_in_any_quotes_is_there(tmp_path: Path) -> None:
    assert told(tmp_path, a=GOOD.replace("content/a.md", "|\n  content/a.md")) == []
    assert told(tmp_path, a=GOOD.replace("content/a.md", "'content/a.md'")) == []


def test_a_conflict_is_told_until_a_person_has_looked_at_it(tmp_path: Path) -> None:
    file = file_of(RAIN, TANK)
    file.edit("1970-04-13", "1970-04-11")
    file.edit("also: [1970]", "also: [1971]")
    file.edit("published: 1970-04-14", "published: 1970-04-16")
    article = replace(ARTICLE, published=Period.day_of(1970, 4, 15))
    file.run(changed(RAIN, also=()), changed(TANK, date="1970-04-12"), article=article)
    look = "(dateline review walks you through them)"
    assert told(tmp_path, a=file) == [
        f'a.yaml:3:1: warning: you changed "published", and the article now gives "1970-04-15" {look}',
        f'a.yaml:12:5: warning: you changed "also", and the article now gives nothing {look}',
        f'a.yaml:14:5: warning: you changed "date", and the article now gives "1970-04-12" {look}',
    ]
    file.edit("1970-04-11", "1970-04-10")
    file.edit("also: [1971]", "also: [1971]\n    locked: true")
    file.edit("published: 1970-04-16", "published: 1970-04-17")
    assert told(tmp_path, a=file) == []


def test_an_entry_that_was_kept_is_told_until_a_person_says_what_is_to_become_of_it(tmp_path: Path) -> None:
    file = file_of(TANK, RAIN)
    file.edit("title: Rain\n", "title: Mine\n")
    file.run(TANK)
    (found,) = told(tmp_path, a=file)
    assert found == (
        f"a.yaml:{line_of(file, 'id: rain-2')}:5: warning: the article no longer gives this entry; "
        "it is kept since you have had a hand in it (delete it, or keep it with locked: true)"
    )
    for flag in ("locked", "hidden", "reviewed"):
        kept = File(str(file.hand).replace("title: Mine\n", f"title: Mine\n    {flag}: true\n"), file.base)
        assert told(tmp_path, a=kept) == []


BLAST = (
    "entries:\n  - {date: 1970, title: x, event: tank-blast-1a2b}\n  - {date: 1970, title: y, event: tank-blast-1a2b}\n"
)


def with_event(event: str, file: File | None = None) -> File:
    """A file whose first entry a person gave an event."""
    file = file or file_of(TANK, RAIN)
    file.edit("    when: On Monday\n", f"    when: On Monday\n    event: {event}\n")
    return file


@pytest.mark.parametrize("event", ["tank-blst-1a2b", "tank-blast", "'tank_blast_1a2b' # ours"])
def test_an_event_of_one_entry_that_is_nearly_another_is_likely_a_slip(tmp_path: Path, event: str) -> None:
    found = told(tmp_path, a=BLAST, b=with_event(event))
    name = event.partition(" ")[0].strip("'")
    (line,) = found
    assert line == (
        f'b.yaml:10:5: warning: no other entry is of the event "{name}" '
        '(did you mean "tank-blast-1a2b"? If it is to stand by itself, take the line out)'
    )
    assert told(tmp_path, b=with_event(event)) == found, "of a file that is there and not checked, too"
    own = "entries:\n  - date: 1970\n    title: x\n    event: tank-blost-1a2b\n"
    assert told(tmp_path, c=own)[0].startswith("c.yaml:4:5: warning: no other entry is of the event")


def test_an_event_that_is_another_entrys_or_like_no_other_is_none(tmp_path: Path) -> None:
    assert (
        told(
            tmp_path,
            a=BLAST,
            b=with_event("tank-blast-1a2b"),
            c=with_event("first-rain", file_of(changed(TANK, id="tank-9"))),
        )
        == []
    )
    twice = "entries:\n  - {date: 1970, title: x, event: tank-blst}\n  - {date: 1970, title: y, event: tank-blst}\n"
    assert told(tmp_path, d=twice, e=BLAST) == []
    assert told(tmp_path, f=with_event("tank-blst", file_of(changed(TANK, id="tank-8")))) == []


def test_an_event_that_is_as_the_machine_gave_it_is_none(tmp_path: Path) -> None:
    file = file_of(TANK, RAIN)
    joined = merge_events(str(file.base), str(file.hand), {"tank-1": "tank-blst-1a2b"}, "b.yaml")
    assert "event: tank-blst-1a2b" in str(joined.text)
    assert told(tmp_path, a=BLAST, b=File(joined.text, joined.base)) == []
    edited = File(str(joined.text).replace("tank-blst-1a2b", "tank-blast-1a2"), joined.base)
    assert ["did you mean" in line for line in told(tmp_path, a=BLAST, b=edited)] == [True]


def test_a_date_that_is_hardly_sure_is_a_note_until_a_person_has_looked_at_it(tmp_path: Path) -> None:
    file = file_of(changed(TANK, confidence=0.4), RAIN)
    note = "a.yaml:6:5: note: the date is hardly sure: confidence 0.4 (dateline review walks you through them)"
    assert told(tmp_path, a=file) == [note]
    assert problems(tmp_path, 0.4, a=file) == []
    assert len(problems(tmp_path, 0.8, a=file)) == 2
    for flag in ("reviewed", "locked", "hidden"):
        looked_at = File(str(file.hand).replace("    when: On Mon", f"    {flag}: true\n    when: On Mon"), file.base)
        assert told(tmp_path, a=looked_at) == []
    file.edit("1970-04-13", "1970-04-12")
    assert told(tmp_path, a=file) == []


def test_a_damaged_base_keeps_nothing_from_being_checked(tmp_path: Path) -> None:
    file = file_of(TANK)
    assert told(tmp_path, a=File(file.hand, "{")) == []


def test_the_schema_is_one_and_explains_every_key() -> None:
    schema = parse(schema_text(), "schema").root
    assert isinstance(schema, Fields)
    Draft7Validator.check_schema(schema.data)
    entry = schema.data["definitions"]["entry"]["properties"]
    flags = {"hidden", "locked", "reviewed"}
    assert set(entry) == {*FIELDS, "importance", "added"} | flags
    assert all(len(field["description"]) > 20 for field in entry.values())
