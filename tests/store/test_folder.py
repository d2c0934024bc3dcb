"""Which file is whose: names that are taken, files that were renamed, articles that moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import TimelineFileError
from dateline.model import Article, Entry
from dateline.store import Action, Beside, TimelineFolder, read_timeline
from dateline.store.ownership import ARTICLE_LINE
from dateline.timevalue.intervals import Period
from dateline.typed_dates import date_in_words

ARTICLE = Article("content/a.md", "tank", "A", Period.day_of(1970, 4, 14), "", ())
ENTRY = Entry("tank-5c1f", "1970-04-13", "Tank ruptures", "On Monday it did.", "On Monday", "weekday", 0.9)
OTHER = replace(ENTRY, date="1970-04-12")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("x")
    return tmp_path


def update(root: Path, article: Article = ARTICLE, entry: Entry | None = ENTRY) -> tuple[str, Action]:
    folder = TimelineFolder(root / "timeline", root)
    entries = [entry] if entry else []
    if folder.is_in_doubt(article, entries):
        beside = Beside(lambda path: (replace(ARTICLE, path=path), [ENTRY]), list)
        assert not folder.settle([(article, entries)], beside)
    [piece] = folder.merge(article, entries).pieces
    folder.write(article.path, piece.path, piece.merge)
    folder.has_brought_up(article.path)
    folder.name_bases()
    folder.add_schema()
    return piece.path.name, piece.merge.action


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def names(root: Path) -> set[str]:
    return {name.removeprefix("timeline/") for name in contents(root) if name.startswith("timeline/")}


def move(root: Path, old: str, new: str) -> Article:
    (root / old).rename(root / new)
    return replace(ARTICLE, path=new)


def test_an_article_gets_a_file_named_after_it_with_a_base_and_the_schema(root: Path) -> None:
    assert update(root) == ("tank.yaml", Action.CREATE)
    assert names(root) == {"tank.yaml", ".base/tank.yaml.json", "entry.schema.json"}
    file = read_timeline(root / "timeline/tank.yaml", date_in_words)
    assert (file.article, file.published, file.entries[0].title) == ("content/a.md", "1970-04-14", "Tank ruptures")


def test_the_schema_that_stands_beside_the_files_is_renewed(root: Path) -> None:
    update(root)
    schema = root / "timeline/entry.schema.json"
    text = schema.read_text()
    assert '"$schema"' in text
    schema.write_text("{}")
    update(root)
    assert schema.read_text() == text


def test_a_second_run_changes_no_byte_and_touches_no_file(root: Path) -> None:
    update(root)
    before = contents(root)
    times = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert update(root) == ("tank.yaml", Action.UNCHANGED)
    assert contents(root) == before
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == times


def test_merging_writes_nothing_by_itself(root: Path) -> None:
    before = contents(root)
    assert TimelineFolder(root / "timeline", root).merge(ARTICLE, [ENTRY]).pieces[0].merge.action is Action.CREATE
    assert contents(root) == before


def test_what_was_written_is_known_to_the_same_folder(root: Path) -> None:
    folder = TimelineFolder(root / "timeline", root)
    [piece] = folder.merge(ARTICLE, [ENTRY]).pieces
    folder.write(ARTICLE.path, piece.path, piece.merge)
    assert folder.state_of(ARTICLE.path) == TimelineFolder(root / "timeline", root).state_of(ARTICLE.path)
    assert "" not in folder.state_of(ARTICLE.path)
    assert folder.state_of("content/none.md") == ("", "", "")


def test_a_renamed_file_is_still_that_of_its_article_and_its_base_follows(root: Path) -> None:
    update(root)
    (root / "timeline/tank.yaml").rename(root / "timeline/mine.yaml")
    assert update(root) == ("mine.yaml", Action.UNCHANGED)
    assert names(root) == {"mine.yaml", ".base/mine.yaml.json", "entry.schema.json"}
    assert update(root, replace(ARTICLE, slug="other")) == ("mine.yaml", Action.UNCHANGED)


def test_a_renamed_and_edited_file_is_merged_as_any_other(root: Path) -> None:
    update(root)
    old = root / "timeline/tank.yaml"
    old.write_text(old.read_text().replace("Tank ruptures", "Mine") + "# mine\n")
    old.rename(root / "timeline/mine.yml")
    assert update(root, entry=OTHER) == ("mine.yml", Action.MERGE)
    text = (root / "timeline/mine.yml").read_text()
    assert "date: 1970-04-12\n    title: Mine\n" in text
    assert names(root) == {"mine.yml", ".base/mine.yml.json", "entry.schema.json"}


def test_a_deleted_file_stays_deleted_until_its_base_is_too(root: Path) -> None:
    update(root)
    (root / "timeline/tank.yaml").unlink()
    for entry in (ENTRY, OTHER):
        before = contents(root)
        assert update(root, entry=entry) == ("tank.yaml", Action.LEAVE_DELETED)
        assert contents(root) == before
    (root / "timeline/.base/tank.yaml.json").unlink()
    assert update(root) == ("tank.yaml", Action.CREATE)


def test_articles_of_one_slug_have_files_of_their_own(root: Path) -> None:
    (root / "content/b.md").write_text("x")
    other = replace(ARTICLE, path="content/b.md")
    assert [update(root, article)[0] for article in (ARTICLE, other)] == ["tank.yaml", "tank-2.yaml"]
    assert [update(root, article)[0] for article in (other, ARTICLE)] == ["tank-2.yaml", "tank.yaml"]


def test_articles_of_one_slug_have_files_of_their_own_in_one_run(root: Path) -> None:
    (root / "content/b.md").write_text("x")
    folder = TimelineFolder(root / "timeline", root)
    for article, name in ((ARTICLE, "tank.yaml"), (replace(ARTICLE, path="content/b.md"), "tank-2.yaml")):
        [piece] = folder.merge(article, [ENTRY]).pieces
        assert piece.path.name == name
        folder.write(article.path, piece.path, piece.merge)


def test_a_hand_written_file_is_nobody_elses(root: Path) -> None:
    (root / "timeline").mkdir()
    (root / "timeline/tank.yaml").write_text("entries:\n  - {date: 1970, title: Mine}\n")
    assert update(root)[0] == "tank-2.yaml"


def test_a_moved_article_takes_its_file_along(root: Path) -> None:
    update(root)
    article = move(root, "content/a.md", "content/b.md")
    assert update(root, replace(article, slug="other")) == ("tank.yaml", Action.REWRITE)
    assert read_timeline(root / "timeline/tank.yaml", date_in_words).article == "content/b.md"
    assert names(root) == {"tank.yaml", ".base/tank.yaml.json", "entry.schema.json"}


def test_a_moved_article_takes_its_edited_file_along(root: Path) -> None:
    update(root)
    file = root / "timeline/tank.yaml"
    file.write_text(file.read_text().replace("Tank ruptures", "Mine"))
    article = move(root, "content/a.md", "content/b.md")
    assert update(root, replace(article, slug="other"), OTHER) == ("tank.yaml", Action.MERGE)
    assert "article: content/b.md\n" in file.read_text()
    assert "date: 1970-04-12\n    title: Mine\n" in file.read_text()


def test_a_moved_article_whose_file_was_deleted_does_not_bring_it_back(root: Path) -> None:
    update(root)
    (root / "timeline/tank.yaml").unlink()
    article = move(root, "content/a.md", "content/b.md")
    assert update(root, replace(article, slug="other")) == ("tank.yaml", Action.LEAVE_DELETED)


def test_an_article_that_tells_something_else_gets_no_file_of_one_that_is_gone(root: Path) -> None:
    update(root)
    article = move(root, "content/a.md", "content/b.md")
    told = Entry("rain-1a2b", "1970-05-01", "Rain", "It rained on May 1.", "May 1", "x", 0.9)
    assert update(root, replace(article, slug="rain"), told) == ("rain.yaml", Action.CREATE)
    assert update(root, replace(article, path="content/c.md", slug="none"), None)[0] == "none.yaml"


def test_an_article_that_is_there_keeps_its_file_from_another_that_tells_the_same(root: Path) -> None:
    update(root)
    (root / "content/b.md").write_text("x")
    assert update(root, replace(ARTICLE, path="content/b.md", slug="other")) == ("other.yaml", Action.CREATE)


def test_a_name_that_is_the_same_makes_no_article_another(root: Path) -> None:
    update(root)
    before = (root / "timeline/tank.yaml").read_bytes()
    article = move(root, "content/a.md", "content/b.md")
    told = Entry("rain-1a2b", "1970-05-01", "Rain", "It rained on May 1.", "May 1", "x", 0.9)
    assert update(root, article, told) == ("tank-2.yaml", Action.CREATE)
    assert (root / "timeline/tank.yaml").read_bytes() == before


def test_a_broken_file_is_still_that_of_its_article(root: Path) -> None:
    update(root)
    path = root / "timeline/tank.yaml"
    path.write_text(path.read_text() + "  - {oops\n")
    before = contents(root)
    assert update(root) == ("tank.yaml", Action.UNCHANGED)
    with pytest.raises(TimelineFileError, match=r"tank\.yaml:\d+:\d+: error: not valid YAML"):
        update(root, entry=OTHER)
    assert contents(root) == before


def test_what_cannot_be_opened_costs_no_other_file(root: Path) -> None:
    (root / "timeline/.base/odd.yaml.json").mkdir(parents=True)
    (root / "timeline/.base/torn.yaml.json").write_text("{")
    (root / "timeline/odd.yaml").symlink_to(root / "nowhere")
    assert update(root) == ("tank.yaml", Action.CREATE)


def test_a_base_is_found_by_the_name_of_its_file_and_is_nothing_if_damaged(root: Path) -> None:
    update(root)
    path, base = root / "timeline/tank.yaml", root / "timeline/.base/tank.yaml.json"
    folder = TimelineFolder(root / "timeline", root)
    assert folder.base_path(path) == base
    remembered = folder.base_of(path)
    assert remembered is not None
    assert [record["id"] for record in remembered.entries] == ["tank-5c1f"]
    assert folder.base_of(root / "timeline/own.yaml") is None
    base.write_text("[]")
    assert folder.base_of(path) is None
    renamed = path.rename(root / "timeline/mine.yaml")
    assert TimelineFolder(root / "timeline", root).base_path(renamed) == root / "timeline/.base/mine.yaml.json"


def test_the_base_of_a_renamed_file_is_found_under_its_old_name(root: Path) -> None:
    update(root)
    renamed = (root / "timeline/tank.yaml").rename(root / "timeline/mine.yaml")
    assert TimelineFolder(root / "timeline", root).base_path(renamed) == root / "timeline/.base/tank.yaml.json"


@pytest.mark.parametrize(
    ("line", "article"),
    [
        ("article: content/a.md", "content/a.md"),
        ("article:   content/a b.md  # mine", "content/a b.md"),
        ("article: 'content/it''s.md'", "content/it''s.md"),
        ('article: "content/a.md" # mine\r', "content/a.md"),
        ("article: content/a#1.md", "content/a#1.md"),
        ("  article: content/a.md", ""),
        ("# article: content/a.md", ""),
        ("article:", ""),
    ],
)
def test_the_line_that_names_the_article_is_found_in_any_form(line: str, article: str) -> None:
    match = ARTICLE_LINE.search(f"# x\n{line}\nentries: []\n".encode())
    assert (next(filter(None, match.groups()), b"").decode() if match else "") == article
