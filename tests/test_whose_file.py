"""Which timeline file follows which article, whatever people do to the files: copies, splits, swaps, new names."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from tests.timeline_folder import Dateline, article, contents, edit, entries, is_settled, swap

STORIES = {
    "river": "On Monday the river rose over its banks. On Sunday rain had fallen in the hills. In March 1936 it stood.",
    "mayor": "On Tuesday the mayor resigned. A judge opened a case on Friday. He took office in May 1962.",
    "train": "On Thursday a train left the rails near Ulm. The line was built in 1907. It is to open on 20 April 1970.",
}


@pytest.fixture
def stories(project: Path, dateline: Dateline) -> Path:
    for name, text in STORIES.items():
        write(project, name, text)
    assert dateline("extract").code == 0
    return project


def write(project: Path, name: str, text: str) -> Path:
    path = project / f"content/{name}.md"
    path.write_text(f"Title: {name.title()}\nDate: 1970-04-14\n\n{text}\n")
    return path


def ids(project: Path) -> list[str]:
    return sorted(each["id"] for path in (project / "timeline").glob("*.yaml") for each in entries(project, path.stem))


def delete_first(project: Path, name: str) -> str:
    """Delete the first entry of a file; returns its sentence."""
    path = project / f"timeline/{name}.yaml"
    head, first, *rest = path.read_text().split("  - id:")
    path.write_text("  - id:".join([head, *rest]))
    return first.partition("text: ")[2].partition("\n")[0]


@pytest.mark.parametrize("copy", ["a-river.yaml", "river (1).yaml", "river-old.yaml", "zz.yml"])
def test_a_copy_beside_a_file_does_not_take_the_article_over(stories: Path, dateline: Dateline, copy: str) -> None:
    shutil.copy(stories / "timeline/river.yaml", stories / f"timeline/{copy}")
    kept = (stories / f"timeline/{copy}").read_bytes()
    edit(stories, "content/river.md", "Monday", "Wednesday")
    done = dateline("extract")
    assert "timeline/river.yaml: updated, 3 entries (" in done.out or "timeline/river.yaml: updated" in done.out
    assert done.code == 1
    assert f'timeline/{copy}:5:5: error: "' in done.err
    assert "stands in timeline/river.yaml too, and only that one follows the article" in done.err
    assert (stories / f"timeline/{copy}").read_bytes() == kept
    assert dateline("extract").err.count(f"timeline/{copy}:") == 3


@pytest.mark.parametrize("copy", ["a-river.yaml", "river (1).yaml", "zz.yml"])
def test_the_file_that_follows_comes_before_its_copy_in_all_that_is_made(
    stories: Path, dateline: Dateline, copy: str
) -> None:
    names = [each["id"] for each in entries(stories, "river")]
    shutil.copy(stories / "timeline/river.yaml", stories / f"timeline/{copy}")
    edit(stories, "timeline/river.yaml", "title: ", "title: Mine, ")
    for paths in ([], [f"timeline/{copy}"]):
        checked = dateline("check", *paths)
        assert (checked.code, checked.out.count("timeline/river.yaml:")) == (1, 0)
        for name in names:
            assert f'"{name}" stands in timeline/river.yaml too, and only that one follows the article' in checked.out
    exported = dateline("export", "json")
    assert exported.err.startswith(
        f"timeline/{copy}: warning: a copy of timeline/river.yaml, which follows the article ("
    )
    titles = {each["id"]: each["title"] for each in json.loads(exported.out)["entries"]}
    assert titles[names[0]].startswith("Mine, ")
    assert not titles[f"{names[0]}-2"].startswith("Mine, ")


def test_two_copies_without_the_original_are_not_told_apart_and_nothing_is_written(
    stories: Path, dateline: Dateline
) -> None:
    file = stories / "timeline/river.yaml"
    shutil.copy(file, stories / "timeline/one.yaml")
    file.rename(stories / "timeline/two.yaml")
    edit(stories, "content/river.md", "Monday", "Wednesday")
    before = contents(stories)
    done = dateline("extract")
    assert done.code == 1
    assert "nothing tells which of them is a copy" in done.err
    assert contents(stories) == before


def test_a_file_that_is_split_in_two_follows_in_both_parts(stories: Path, dateline: Dateline) -> None:
    path = stories / "timeline/river.yaml"
    head, *blocks = path.read_text().split("  - id:")
    path.write_text("  - id:".join([head, blocks[0]]))
    (stories / "timeline/rain.yaml").write_text("  - id:".join([head, *blocks[1:]]).replace("rain", "my rain", 1))
    assert dateline("extract").code == 0
    assert is_settled(stories, dateline)
    edit(stories, "content/river.md", "In March 1936", "In March 1937")
    edit(stories, "content/river.md", "On Monday", "On Saturday")
    done = dateline("extract")
    assert (done.code, done.err) == (0, "3 articles, 9 entries\n")
    assert "timeline/river.yaml: updated, 1 entry\n" in done.out
    assert "timeline/rain.yaml: merged, 2 entries (" in done.out
    assert [str(each["date"]) for each in entries(stories, "river")] == ["1970-04-11"]
    assert [str(each["date"]) for each in entries(stories, "rain")] == ["1970-04-12", "1937-03"]
    assert is_settled(stories, dateline)


def test_an_entry_moved_between_the_parts_keeps_following_and_a_deleted_one_stays_deleted(
    stories: Path, dateline: Dateline
) -> None:
    path = stories / "timeline/river.yaml"
    head, *blocks = path.read_text().split("  - id:")
    path.write_text("  - id:".join([head, blocks[0]]))
    (stories / "timeline/rain.yaml").write_text("  - id:".join([head, blocks[1]]))  # the third is deleted
    assert "1 entry is no longer in the file" in dateline("extract").err
    (stories / "timeline/rain.yaml").write_text(head.rstrip().removesuffix("entries:") + "entries: []\n")
    path.write_text("  - id:".join([head, blocks[1], blocks[0]]))
    assert dateline("extract").code == 0
    edit(stories, "content/river.md", "On Sunday", "On Saturday")
    assert dateline("extract").code == 0
    assert [str(each["date"]) for each in entries(stories, "river")] == ["1970-04-11", "1970-04-13"]
    assert entries(stories, "rain") == []
    assert is_settled(stories, dateline)


def test_files_that_swap_names_keep_their_articles(stories: Path, dateline: Dateline) -> None:
    gone = delete_first(stories, "river")
    dateline("extract")
    swap(stories / "timeline/river.yaml", stories / "timeline/mayor.yaml")
    assert dateline("extract").code == 0
    edit(stories, "content/river.md", "In March 1936", "In March 1937")
    edit(stories, "content/mayor.md", "May 1962", "May 1963")
    assert dateline("extract").code == 0
    assert [str(each["date"]) for each in entries(stories, "mayor")] == ["1970-04-12", "1937-03"]
    assert gone not in str(entries(stories, "mayor"))
    assert [str(each["date"]) for each in entries(stories, "river")][-1] == "1963-05"
    assert len(ids(stories)) == 8
    assert is_settled(stories, dateline)


@pytest.mark.parametrize("in_parts", [False, True])
def test_articles_that_swap_names_bring_nothing_back(stories: Path, dateline: Dateline, in_parts: bool) -> None:
    delete_first(stories, "river")
    delete_first(stories, "mayor")
    edit(stories, "timeline/river.yaml", "title: ", "title: Mine, ")
    dateline("extract")
    before = ids(stories)
    swap(stories / "content/river.md", stories / "content/mayor.md")
    if in_parts:
        assert dateline("extract", "content/river.md").code == 1
    done = dateline("extract")
    assert (done.code, done.err) == (0, "3 articles, 9 entries\n")
    assert ids(stories) == before
    assert article(stories, "river") == "content/mayor.md"
    assert entries(stories, "river")[0]["title"].startswith("Mine, ")
    assert is_settled(stories, dateline)


def test_articles_that_are_numbered_anew_bring_nothing_back(stories: Path, dateline: Dateline) -> None:
    for name in STORIES:
        delete_first(stories, name)
    dateline("extract")
    before = ids(stories)
    content = stories / "content"
    for old, new in (("train", "zebra"), ("river", "train"), ("mayor", "river")):
        (content / f"{old}.md").rename(content / f"{new}.md")
    assert dateline("diff").code == 0
    done = dateline("extract")
    assert done.code == 0
    assert ids(stories) == before
    assert [article(stories, name) for name in ("train", "river", "mayor")] == [
        "content/zebra.md",
        "content/train.md",
        "content/river.md",
    ]
    assert is_settled(stories, dateline)


def test_a_name_that_is_given_to_a_new_article_keeps_no_file_from_the_old_one(
    stories: Path, dateline: Dateline
) -> None:
    delete_first(stories, "river")
    dateline("extract")
    before = ids(stories)
    (stories / "content/river.md").rename(stories / "content/flood.md")
    write(stories, "river", "On Friday a bridge was opened to traffic. It had been planned since 1958.")
    assert dateline("extract").code == 0
    assert article(stories, "river") == "content/flood.md"
    assert article(stories, "river-2") == "content/river.md"
    assert set(before) < set(ids(stories))
    assert is_settled(stories, dateline)


def test_twins_that_are_both_renamed_are_not_told_apart(stories: Path, dateline: Dateline) -> None:
    shutil.copy(stories / "content/river.md", stories / "content/twin.md")
    dateline("extract")
    delete_first(stories, "river")
    dateline("extract")
    (stories / "content/river.md").rename(stories / "content/a.md")
    (stories / "content/twin.md").rename(stories / "content/b.md")
    before = contents(stories)
    done = dateline("extract")
    assert done.code == 1
    assert "content/a.md: error: says what " in done.err
    assert "cannot be told: content/river.md and content/twin.md said the same" in done.err
    assert 'put the right path after "article:" in ' in done.err
    assert contents(stories) == before
    edit(stories, "timeline/river.yaml", "content/river.md", "content/a.md")
    edit(stories, "timeline/river-2.yaml", "content/twin.md", "content/b.md")
    assert dateline("extract").code == 0
    assert len(entries(stories, "river")) == 2
    assert len(entries(stories, "river-2")) == 3
    assert is_settled(stories, dateline)


def test_a_copy_of_an_article_is_an_article_of_its_own(stories: Path, dateline: Dateline) -> None:
    shutil.copy(stories / "content/river.md", stories / "content/second.md")
    assert dateline("extract", "content/second.md").code == 0
    assert article(stories, "river-2") == "content/second.md"
    assert article(stories, "river") == "content/river.md"
    assert is_settled(stories, dateline)


def test_an_article_that_was_written_anew_keeps_its_file(stories: Path, dateline: Dateline) -> None:
    write(stories, "river", "On Friday a bridge was opened to traffic. It had been planned since 1958.")
    assert dateline("extract").code == 0
    assert [str(each["date"]) for each in entries(stories, "river")] == ["1970-04-10", "1958/.."]
    assert is_settled(stories, dateline)


def test_an_article_that_took_anothers_place_takes_its_file_too(stories: Path, dateline: Dateline) -> None:
    delete_first(stories, "mayor")
    dateline("extract")
    (stories / "content/mayor.md").rename(stories / "content/river.md")
    assert dateline("extract").code == 0
    assert article(stories, "mayor") == "content/river.md"
    assert len(entries(stories, "mayor")) == 2
    assert entries(stories, "river") == []
    assert is_settled(stories, dateline)


def test_an_entry_in_a_file_of_ones_own_is_ones_own(stories: Path, dateline: Dateline) -> None:
    path = stories / "timeline/river.yaml"
    head, *blocks = path.read_text().split("  - id:")
    path.write_text("  - id:".join([head, *blocks[1:]]))
    own = stories / "timeline/own.yaml"
    own.write_text("entries:\n  - id:" + blocks[0])
    assert "1 entry is no longer in the file" in dateline("extract").err
    edit(stories, "content/river.md", "Monday", "Saturday")
    before = own.read_bytes()
    assert dateline("extract").code == 0
    assert own.read_bytes() == before
    assert len(ids(stories)) == len(set(ids(stories))) == 9
    assert is_settled(stories, dateline)


def test_an_older_file_beside_a_newer_base_is_told_of_once(stories: Path, dateline: Dateline) -> None:
    file = stories / "timeline/river.yaml"
    older = file.read_bytes()
    edit(stories, "content/river.md", "In March 1936 it stood.", "In March 1936 it stood. On 2 May 1969 it fell.")
    dateline("extract")
    file.write_bytes(older)
    told = dateline("diff")
    assert "timeline/river.yaml | no change; what the article gives is remembered in .base" in told.out
    assert "# 1 entry is no longer in the file and from now on deleted: " in told.out
    done = dateline("extract")
    assert "timeline/river.yaml: notice: 1 entry is no longer in the file and from now on deleted: " in done.err
    assert file.read_bytes() == older
    assert "notice" not in dateline("extract", "--afresh").err
    assert is_settled(stories, dateline)


def test_a_newer_file_beside_an_older_base_doubles_nothing(stories: Path, dateline: Dateline) -> None:
    base = stories / "timeline/.base/river.yaml.json"
    older = base.read_bytes()
    edit(stories, "content/river.md", "In March 1936 it stood.", "In March 1936 it stood. On 2 May 1969 it fell.")
    dateline("extract")
    before = (stories / "timeline/river.yaml").read_bytes()
    base.write_bytes(older)
    assert dateline("extract").code == 0
    assert (stories / "timeline/river.yaml").read_bytes() == before
    assert is_settled(stories, dateline)


@pytest.mark.parametrize("damaged", ["timeline/river.yaml", "timeline/.base/river.yaml.json"])
def test_conflict_markers_are_told_and_nothing_is_written(stories: Path, dateline: Dateline, damaged: str) -> None:
    path = stories / damaged
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}=======\n{path.read_text()}>>>>>>> theirs\n")
    edit(stories, "content/river.md", "Monday", "Wednesday")
    edit(stories, "content/mayor.md", "May 1962", "May 1963")
    before = {name: data for name, data in contents(stories).items() if "mayor" not in name}
    done = dateline("extract")
    assert done.code == 1
    assert "timeline/mayor.yaml: updated" in done.out
    assert "conflict marker of Git" in done.err
    after = contents(stories)
    assert {name: after[name] for name in before} == before


def test_line_ends_of_windows_change_nothing(stories: Path, dateline: Dateline) -> None:
    delete_first(stories, "river")
    dateline("extract")
    for path in stories.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = contents(stories)
    assert dateline("extract").code == 0
    assert {name: data.replace(b"\r", b"") for name, data in contents(stories).items()} == {
        name: data.replace(b"\r", b"") for name, data in before.items()
    }
    edit_crlf = (stories / "content/river.md").read_bytes().replace(b"1936", b"1937")
    (stories / "content/river.md").write_bytes(edit_crlf)
    assert dateline("extract").code == 0
    assert [str(each["date"]) for each in entries(stories, "river")] == ["1970-04-12", "1937-03"]


@pytest.mark.parametrize(("ends", "start"), [(b"\r", b""), (b"\r", b"\xef\xbb\xbf"), (b"\n", b"\xef\xbb\xbf")])
def test_other_line_ends_and_a_byte_order_mark_hide_no_file(
    stories: Path, dateline: Dateline, ends: bytes, start: bytes
) -> None:
    path = stories / "timeline/river.yaml"
    text = path.read_bytes().partition(b"\n")[2]  # without the comment, "article:" comes first
    path.write_bytes(start + text.replace(b"\n", ends))
    assert (dateline("extract").err, dateline("check").code) == ("3 articles, 9 entries\n", 0)
    path.write_bytes(start + text.replace(b"published:", b"mine: 1\npublished:").replace(b"\n", ends))
    assert dateline("extract").err == "3 articles, 9 entries\n"
    edit(stories, "content/river.md", "In March 1936", "In March 1937")
    assert dateline("extract").code == 0
    assert str(entries(stories, "river")[-1]["date"]) == "1937-03"
    assert path.read_bytes().startswith(start + b"article: content/river.md" + ends)
    assert is_settled(stories, dateline)


def test_a_file_that_no_longer_names_its_article_is_not_taken_for_deleted(stories: Path, dateline: Dateline) -> None:
    edit(stories, "timeline/river.yaml", "article: content/river.md\n", "")
    assert [dateline("extract").err for _ in range(2)] == ["3 articles, 9 entries\n"] * 2
    edit(stories, "content/river.md", "In March 1936", "In March 1937")
    assert dateline("extract").code == 0
    assert str(entries(stories, "river")[-1]["date"]) == "1937-03"
    assert is_settled(stories, dateline)


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_in_another_form_of_unicode_is_the_same_article(
    project: Path, dateline: Dateline, forms: tuple[str, str]
) -> None:
    first, second = (unicodedata.normalize(form, "münchen") for form in forms)
    write(project, first, STORIES["river"])
    assert dateline("extract").code == 0
    [file] = (project / "timeline").glob("*.yaml")
    delete_first(project, file.stem)
    dateline("extract")
    (project / f"content/{first}.md").rename(project / f"content/{second}.md")
    assert dateline("extract").code == 0
    assert [each.name for each in (project / "timeline").glob("*.yaml")] == [file.name]
    assert len(ids(project)) == 2


def test_an_article_that_goes_on_keeps_its_file_beside_a_copy_of_what_it_was(stories: Path, dateline: Dateline) -> None:
    shutil.copy(stories / "content/river.md", stories / "content/a.md")
    edit(stories, "content/river.md", "In March 1936 it stood.", "In March 1936 it stood. On 2 May 1969 it fell.")
    assert dateline("extract").code == 0
    assert article(stories, "river") == "content/river.md"
    assert len(entries(stories, "river")) == 4
    assert is_settled(stories, dateline)


def test_names_that_look_the_same_are_told_apart_in_escapes(project: Path, dateline: Dateline) -> None:
    for form in ("NFC", "NFD"):
        write(project, unicodedata.normalize(form, "café"), STORIES["river"])
    if len(list((project / "content").iterdir())) == 1:
        pytest.skip("this file system knows no two forms of a name")
    told = dateline("extract").err
    assert 'the same name in another Unicode form, "caf\\xe9.md", found "cafe\\u0301.md" (' in told
