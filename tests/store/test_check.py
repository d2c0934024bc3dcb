from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from dateline.store import check
from dateline.store.files import schema_text
from dateline.store.nodes import parse

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


def problems(root: Path, **files: str) -> list[str]:
    (root / "content").mkdir(exist_ok=True)
    (root / "content/a.md").write_text("x")
    paths = []
    for name, text in files.items():
        paths.append(root / "timeline" / f"{name}.yaml")
        paths[-1].parent.mkdir(exist_ok=True)
        paths[-1].write_text(text)
    return [str(problem) for problem in check(paths, root)]


def test_nothing_is_wrong_with_a_good_file(tmp_path: Path) -> None:
    assert problems(tmp_path, a=GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1970-04-13T21:08-06:00", "Monday", 'a.yaml:6:11: error: '),
        ("[1970-04-06, 1970]", "[1970-13]", "a.yaml:12:12: error: "),
        ("published: 1970-04-14", "published: 14/4/1970", "a.yaml:3:12: error: "),
        ("    title: Tank ruptures\n", "", 'a.yaml:5:5: error: "title:" is missing'),
        ("0.94", "94%", 'a.yaml:11:17: error: "confidence" is not of the right kind, expected a number'),
        ("0.94", "94", 'a.yaml:11:17: error: "confidence" is 94, expected a number from 0 to 1'),
        ("hidden: true", "hidden: maybe", 'a.yaml:13:13: error: "hidden" is not of the right kind, exp'),
        ("entries:", "entires:", 'a.yaml:2:1: error: "entries:" is missing'),
        ("hidden: true", "hiden: true", 'a.yaml:13:5: warning: "hiden" means nothing here (did you mean "hidden"?)'),
        ("content/a.md", "content/b.md", "a.yaml:2:10: warning: there is no article content/b.md"),
        ("- id:", "- id: [", "a.yaml:6:"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = problems(tmp_path, a=GOOD.replace(old, new))
    assert found[0].startswith(f"timeline/{expected}"), found


def test_an_id_stands_once_in_the_whole_timeline(tmp_path: Path) -> None:
    (told,) = problems(tmp_path, a=GOOD, b=GOOD)
    assert told.startswith('timeline/b.yaml:5:9: error: the id "tank-5c1f" is taken, at timeline/a.yaml:5:9 (')


def test_a_broken_file_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    found = problems(tmp_path, a="entries: [", b=GOOD.replace("0.94", "94"))
    assert [line.split(":")[0] for line in found] == ["timeline/a.yaml", "timeline/b.yaml"]


def test_the_schema_is_one_and_explains_every_key() -> None:
    schema = parse(schema_text(), "schema")
    assert schema is not None
    Draft7Validator.check_schema(schema.data)
    entry = schema.data["definitions"]["entry"]["properties"]
    assert set(entry) >= {"id", "date", "title", "text", "when", "why", "confidence", "also", "hidden", "locked"}
    assert all(len(field["description"]) > 20 for field in entry.values())
