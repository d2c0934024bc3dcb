from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import DatelineError, TimelineFileError
from dateline.model import Article, Entry
from dateline.store import Action, TimelineFolder, load_timeline, read_timeline, write_whole
from dateline.timevalue.intervals import Period

ARTICLE = Article("content/a.md", "tank", "A", Period.day_of(1970, 4, 14), "", ())
ENTRY = Entry("tank-5c1f", "1970-04-13", "Tank ruptures", "On Monday it did.", "On Monday", "weekday", 0.9)
OTHER = replace(ENTRY, date="1970-04-12")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("x")
    return tmp_path


def update(root: Path, article: Article = ARTICLE, entry: Entry = ENTRY, dry_run: bool = False) -> tuple[Path, Action]:
    path, decision = TimelineFolder(root / "timeline", root).update(article, [entry], dry_run=dry_run)
    return path, decision.action


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_article_gets_a_file_and_a_base_of_the_same_text(root: Path) -> None:
    path, action = update(root)
    assert (path, action) == (root / "timeline/tank.yaml", Action.CREATE)
    assert path.read_bytes() == (root / "timeline/.base/tank.yaml").read_bytes()
    file = read_timeline(path)
    assert (file.article, file.published, file.entries[0].title) == ("content/a.md", "1970-04-14", "Tank ruptures")


def test_a_second_run_changes_no_byte_and_touches_no_file(root: Path) -> None:
    path, _ = update(root)
    before, time = contents(root), path.stat().st_mtime_ns
    assert update(root)[1] is Action.UNCHANGED
    assert (contents(root), path.stat().st_mtime_ns) == (before, time)


def test_a_changed_article_changes_an_untouched_file(root: Path) -> None:
    path, _ = update(root)
    assert update(root, entry=OTHER) == (path, Action.REWRITE)
    assert read_timeline(path).entries[0].date == "1970-04-12"


def test_an_edited_file_and_a_deleted_one_stay_as_they_are(root: Path) -> None:
    path, _ = update(root)
    path.write_text(path.read_text() + "# mine\n")
    before = contents(root)
    assert update(root, entry=OTHER)[1] is Action.KEEP
    assert contents(root) == before
    path.unlink()
    before = contents(root)
    assert update(root, entry=OTHER)[1] is Action.LEAVE_DELETED
    assert contents(root) == before


def test_line_ends_of_another_system_are_no_edit(root: Path) -> None:
    path, _ = update(root)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert update(root)[1] is Action.UNCHANGED


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = contents(root)
    assert update(root, dry_run=True)[1] is Action.CREATE
    assert contents(root) == before


def test_a_renamed_file_is_still_that_of_its_article(root: Path) -> None:
    path, _ = update(root)
    renamed = path.rename(path.with_name("mine.yaml"))
    assert update(root) == (renamed, Action.ADOPT)
    assert update(root, replace(ARTICLE, slug="other")) == (renamed, Action.UNCHANGED)


def test_articles_of_one_slug_have_files_of_their_own(root: Path) -> None:
    (root / "content/b.md").write_text("x")
    folder = TimelineFolder(root / "timeline", root)
    other = replace(ARTICLE, path="content/b.md")
    names = [folder.update(article, [ENTRY])[0].name for article in (ARTICLE, other)]
    assert names == ["tank.yaml", "tank-2.yaml"]
    again = TimelineFolder(root / "timeline", root)
    assert [again.path_for(article).name for article in (other, ARTICLE)] == ["tank-2.yaml", "tank.yaml"]


def test_a_hand_written_file_is_nobody_elses(root: Path) -> None:
    (root / "timeline").mkdir()
    (root / "timeline/tank.yaml").write_text("entries:\n  - {date: 1970, title: Mine}\n")
    assert update(root)[0].name == "tank-2.yaml"


def test_a_moved_article_takes_its_file_along(root: Path) -> None:
    path, _ = update(root)
    (root / "content/a.md").rename(root / "content/b.md")
    assert update(root, replace(ARTICLE, path="content/b.md")) == (path, Action.REWRITE)
    assert read_timeline(path).article == "content/b.md"


def test_a_broken_file_is_still_that_of_its_article(root: Path) -> None:
    path, _ = update(root)
    path.write_text(path.read_text() + "  - {oops\n")
    assert update(root, entry=OTHER) == (path, Action.KEEP)


def test_what_cannot_be_opened_costs_no_other_file(root: Path) -> None:
    (root / "timeline/.base/odd.yaml").mkdir(parents=True)
    assert update(root) == (root / "timeline/tank.yaml", Action.CREATE)


def test_a_failing_write_leaves_the_old_file_and_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = update(root)
    before = contents(root)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "half")
    assert contents(root) == before


def test_written_files_have_the_permissions_of_any_other(root: Path) -> None:
    path = root / "new.yaml"
    write_whole(path, "x")
    (root / "plain").write_text("x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((root / "plain").stat().st_mode)
    path.chmod(0o640)
    write_whole(path, "y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_schema_stands_beside_the_files(root: Path) -> None:
    update(root)
    assert '"$schema"' in (root / "timeline/entry.schema.json").read_text()


HAND = """\
# my own notes
entries:
  - date: 1970
    title: 13
    mood: tense
  - {date: 1970-04-13, title: "Tank", hidden: yes, also: [1970, "1970-04/.."]}
"""


def test_a_hand_written_file_is_read_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(HAND)
    first, second = read_timeline(path).entries
    assert (first.date, first.title, first.confidence, first.keys["mood"]) == ("1970", "13", None, "tense")
    assert (second.date, second.hidden, second.locked, second.also) == (
        "1970-04-13",
        True,
        False,
        ("1970", "1970-04/.."),
    )
    assert str(second.place) == f"{path}:6:5"
    assert first.id == read_timeline(path).entries[0].id


def test_one_broken_file_or_entry_leaves_the_rest_of_the_timeline(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HAND)
    (tmp_path / "b.yaml").write_text("entries: [")
    (tmp_path / "c.yml").write_text(
        "entries:\n  - {date: soon, title: x}\n  - {date: 1970, title: y}\n  - {date: 1971}\n"
    )
    (tmp_path / ".base").mkdir()
    (tmp_path / ".base/a.yaml").write_text(HAND)
    timeline, errors = load_timeline(tmp_path)
    assert [len(file.entries) for file in timeline] == [2, 1]
    assert [(Path(str(error.place).split(":")[0]).name, error.place.line) for error in errors if error.place] == [
        ("b.yaml", 1),
        ("c.yml", 2),
        ("c.yml", 4),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", ": error: not a timeline, expected"),
        (b"# nothing\n", ": error: not a timeline"),
        (b"- date: 1970\n", ":1:1: error: not a timeline"),
        (b"entries: 1970\n", ":1:10: error: the entries are not a list"),
        (b"entries:\n  - title: a: b\n", ':2:13: error: not valid YAML: mapping values are not allowed'),
        (b"entries:\n\t- x\n", ":2:1: error: not valid YAML: found character '\\t'"),
        (b"entries:\n  - date: 1970\n    title: a\n    date: 1971\n", ':4:5: error: "date" stands twice'),
        (b"entries: []\n---\nentries: []\n", ":2:1: error: not valid YAML: but found another document"),
        (b"entries:\n  - title: caf\xe9\n", ":2:15: error: not UTF-8 text"),
        (b"entries:\n  - title: a\x07b\n", ':2:13: error: a character that YAML does not allow, found "U+0007"'),
        (b"entries: &a [*a]\n", ":1:10: error: too many or too deep"),
        (b"entries: [" * 5000, ": error: "),
        (b"entries:\n  - date: 1970-02-30\n    title: a\n", ":2:11: error: "),
        (b"entries:\n  - just words\n", ":2:5: error: an entry that is not made of keys"),
        (b"entries:\n  - {date: 1970, title: }\n", ':2:18: error: an entry without "title:"'),
    ],
)  # fmt: skip
def test_what_is_no_timeline_is_told_in_one_line_with_its_place(tmp_path: Path, text: bytes, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(text)
    with pytest.raises(DatelineError) as caught:
        read_timeline(path)
    assert str(caught.value).startswith(f"{path}{says}")
    assert "\n" not in str(caught.value)


def test_tags_do_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("entries:\n  - {date: 1970, title: !!python/object/apply:os.system [touch x]}\n")
    with pytest.raises(DatelineError):
        read_timeline(path)
    path.write_text("entries:\n  - {date: 1970, title: !!python/name:os.system x}\n")
    assert read_timeline(path).entries[0].title == "x"


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    path.write_text("\n".join([*lines, "entries: []"]))
    with pytest.raises(TimelineFileError, match="too many or too deep values, through aliases perhaps"):
        read_timeline(path)


def test_a_file_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(TimelineFileError, match="too large"):
        read_timeline(path)
