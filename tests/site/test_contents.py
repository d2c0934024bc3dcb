"""Files of the content folder that nobody answers for: what of them is read, and what is left out with a line."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.site.built import read, texts
from tests.site.conftest import Build

from dateline.errors import ArticleError
from dateline.reading import DraftArticleError, Reader

Errors = Callable[[], list[str]]
HEAD = "Title: Rain\nDate: 1910-07-01\n\n"
TEXT = f"{HEAD}It rained on Friday.\n"


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Nothing here may wait for a pipe or go round in circles."""
    signal.alarm(60)
    yield
    signal.alarm(0)


def lines(errors: Errors, name: str) -> list[str]:
    return [each for each in errors() if name in each]


def refused(folder: Path) -> dict[str, str]:
    """What the reader says of each article of a project that it cannot read."""
    reader, told = Reader({"PATH": "content"}, folder), {}
    for path in reader.paths():
        try:
            reader.read(path)
        except DraftArticleError:
            continue
        except ArticleError as error:
            told[reader.shown(path)] = str(error)
    return told


def test_links_to_folders_that_go_round_are_followed_once(project: Path, build: Build, errors: Errors) -> None:
    for name in ("one", "two", "three"):
        (project / f"content/{name}").symlink_to(".")
    begun = time.monotonic()
    assert texts(build() / "articles/comet.html", "h1")
    assert time.monotonic() - begun < 20
    assert errors() == []


def test_a_file_that_links_give_other_names_is_read_once_by_both(project: Path, build: Build, errors: Errors) -> None:
    before = {path.name for path in (build() / "articles").iterdir()}
    (project / "content/s").mkdir()
    (project / "content/s/rain.md").write_text(TEXT)
    (project / "content/a").symlink_to("s")
    (project / "content/t").symlink_to("s")
    (project / "content/wet.md").symlink_to("s/rain.md")
    (project / "content/wind.md").symlink_to("s/wind.dat")
    (project / "content/s/wind.dat").write_text(TEXT)
    site = build()
    assert {path.name for path in (site / "articles").iterdir()} - before == {"rain.html", "wind.html"}
    found = [path.relative_to(project).as_posix() for path in Reader({"PATH": "content"}, project).paths()]
    assert [name for name in found if "rain" in name or "w" in name] == ["content/s/rain.md", "content/wind.md"]
    assert errors() == []


def test_articles_beside_the_content_folder_are_refused_by_both(project: Path, build: Build, errors: Errors) -> None:
    before = {path.name for path in (build() / "articles").iterdir()}
    (project / "desk").mkdir()
    (project / "desk/rain.md").write_text(TEXT)
    for name, target in (("desk", "../desk"), ("up", ".."), ("rain.md", "../desk/rain.md")):
        (project / f"content/{name}").symlink_to(target)
    assert {path.name for path in (build() / "articles").iterdir()} == before
    told = {f"content/{name}" for name in ("desk", "up", "rain.md")}
    says = "error: the link leads out of the content folder (copy the file to the content folder)"
    assert set(errors()) == {f"{name}: {says}" for name in told}
    assert len(errors()) == 3
    assert refused(project) == {name: f"{name}: {says}" for name in told}


def test_what_leads_beyond_the_project_is_refused_by_both(
    project: Path, build: Build, errors: Errors, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text(TEXT.replace("Rain", "SECRET"))
    for name in (".hidden.md", "content/.secret.md"):
        (project / name).write_text(TEXT.replace("Rain", "SECRET"))
    (project / "content/folder").symlink_to(outside)
    (project / "content/file.md").symlink_to(outside / "secret.md")
    (project / "content/hidden.md").symlink_to("../.hidden.md")
    (project / "content/secret.md").symlink_to(".secret.md")
    (project / "content/gone.md").symlink_to("nowhere.md")
    site = build()
    assert not [path for path in site.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]
    says = {
        "content/file.md": "the link leads out of the content folder",
        "content/folder": "the link leads out of the content folder",
        "content/hidden.md": "the link leads out of the content folder",
        "content/secret.md": "the link leads to a hidden file",
        "content/gone.md": "cannot be opened: No such file or directory",
    }
    told = refused(project)
    for name, reason in says.items():
        assert [reason in line for line in lines(errors, name)] == [True]
        assert reason in told[name]
    assert len(errors()) == len(told) == len(says)


def test_pipes_devices_and_sockets_are_told_and_never_opened(
    project: Path, build: Build, errors: Errors, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(project / "content/pipe.md")
    (project / "content/zero.md").symlink_to("/dev/zero")
    (project / "content/images").mkdir()
    os.mkfifo(project / "content/images/pipe.png")
    monkeypatch.chdir(project / "content")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        build()
    kept = {each.split(":")[0]: each for each in errors()}
    assert set(kept) == {f"content/{name}" for name in ("pipe.md", "zero.md", "images/pipe.png", "socket.md")}
    assert len(errors()) == 4
    told = refused(project)
    assert set(told) == {f"content/{name}" for name in ("pipe.md", "zero.md", "socket.md")}
    assert "not a regular file" in told["content/pipe.md"]


def test_names_that_cannot_be_shown_are_told(project: Path, build: Build, errors: Errors) -> None:
    content = os.fsencode(project / "content")
    for name in (b"caf\xe9.md", b"a\nb.md", b"a\x1b[2J.md", "a\u202eb.md".encode()):
        with open(content + b"/" + name, "w") as file:  # noqa: PTH123 - a name that is no text
            file.write(TEXT)
    build()
    assert len(errors()) == 4
    for line in errors():
        assert "the name has characters that do not show" in line
        assert line.isprintable()
    assert len(refused(project)) == 4


def test_hidden_files_are_no_articles_and_not_copied(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/images/.git").mkdir(parents=True)
    (project / "content/images/.git/config").write_text("SECRET")
    (project / "content/images/.env").write_text("SECRET")
    (project / "content/.rain.md").write_text(TEXT)
    (project / "content/.desk").mkdir()
    (project / "content/.desk/rain.md").write_text(TEXT)
    site = build()
    assert not [path for path in site.rglob("*") if path.name.startswith(".") or path.name == "rain.html"]
    assert errors() == []


def test_articles_that_are_known_to_be_unreadable_are_left_out(project: Path, build: Build, errors: Errors) -> None:
    for folder in ("one", "two"):
        (project / f"content/{folder}").mkdir()
        (project / f"content/{folder}/rain.md").write_text(TEXT.replace("Rain", folder))
    (project / "content/one/rain.md").write_bytes(b"Title: \xe9")
    site = build(DATELINE_UNREAD=["content/one/rain.md"], STATIC_PATHS=[""])
    assert texts(site / "articles/rain.html", "h1") == ["two"]
    assert not (site / "one").exists()
    assert errors() == []


def test_an_article_that_pelican_cannot_read_is_told_in_one_line(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/a.md").write_bytes(b"Title: x\n\nCaf\xe9 noir")
    (project / "content/b.rst").write_text("x\n#\n\n:date: 1910-07-01\n\nText `broken\n")
    (project / "content/c.md").write_text(f"{HEAD}{'x' * 8_000_000}")
    (project / "content/2023-99-99-d.md").write_text("Title: x\n\nIt rained.")
    build(STATIC_PATHS=[""])
    assert [each.partition(": error: ")[0] for each in sorted(errors())] == [
        "content/2023-99-99-d.md", "content/a.md:3:4", "content/b.rst:6:1", "content/c.md",
    ]  # fmt: skip
    assert not any("\n" in each for each in errors())
    assert not list((project / "output").rglob("*.rst"))


CONFLICT = "It rained.\n<<<<<<< HEAD\nMuch.\n=======\nLittle.\n>>>>>>> desk\n"


def test_a_conflict_that_git_left_is_told_with_its_line(project: Path, build: Build, errors: Errors) -> None:
    (project / "content/rain.md").write_text(HEAD + CONFLICT)
    build()
    message = 'content/rain.md:5:1: error: a conflict that Git left, found "<<<<<<<"'
    assert [each.startswith(message) for each in errors()] == [True]
    assert refused(project)["content/rain.md"].startswith(message)


@pytest.mark.parametrize(
    "text", ["Rain\n=======\n\nIt rained.\n", "<<<<<<< HEAD\nIt rained.\n", "  <<<<<<< a\n=======\n  >>>>>>> b\n"]
)
def test_lines_that_are_no_conflict_are_text(project: Path, build: Build, errors: Errors, text: str) -> None:
    (project / "content/rain.md").write_text(HEAD + text)
    assert (build() / "articles/rain.html").is_file()
    assert errors() == []


def test_paths_are_composed_whatever_the_disk_has(project: Path, build: Build, errors: Errors) -> None:
    name = "caf\u00e9.md"
    (project / "content/cafe\u0301.md").write_text(TEXT)
    reader = Reader({"PATH": "content"}, project)
    (path,) = [each for each in reader.paths() if each.name.startswith("caf")]
    assert reader.shown(path) == reader.read(path).path == f"content/{name}"
    (project / "timeline/cafe.yaml").write_text(
        f"article: content/{name}\nentries:\n- {{id: a, date: 1910-07-01, title: Rain, text: It rained on Friday.,"
        " when: on Friday}\n"
    )
    (page,) = (build() / "articles").glob("caf*.html")
    assert len(texts(page, ".article-entries li")) == 1
    assert errors() == []


def test_of_names_that_differ_in_their_form_alone_the_second_is_told(
    project: Path, build: Build, errors: Errors
) -> None:
    for name in ("caf\u00e9.md", "cafe\u0301.md"):
        (project / "content" / name).write_text(TEXT)
    if len(list((project / "content").glob("caf*"))) < 2:
        pytest.skip("this disk has one form for both")
    assert len(list((build() / "articles").glob("caf*.html"))) == 1
    assert ["in another Unicode form" in each for each in errors()] == [True]
    assert len(refused(project)) == 1


SLOW = {
    "a.md": HEAD + "[" * 30_000,
    "b.html": f"<html><head><title>x</title><meta name=date content=1910-07-01></head><body>{'<a x=' * 60_000}",
    "c.md": HEAD + "> " * 30_000 + "x",
}


@pytest.mark.parametrize("name", SLOW)
def test_markup_that_takes_long_is_told_and_the_rest_is_read(
    project: Path, build: Build, errors: Errors, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("dateline.reading.guarding.SECONDS", 0.5)
    (project / f"content/{name}").write_text(SLOW[name])
    assert texts(build() / "articles/comet.html", "h1")
    assert [each.partition(" error: ")[0] for each in errors()] == [f"content/{name}:"]
    assert refused(project).keys() == {f"content/{name}"}


@pytest.mark.parametrize(
    "markup", ["<div>" * 40_000, "<div><table><td></div></td></table>" * 9_000, "<p>" + "<b x=1>" * 900]
)
def test_markup_that_is_nested_too_deeply_is_told(project: Path, build: Build, errors: Errors, markup: str) -> None:
    (project / "content/rain.md").write_text(f"{HEAD}{markup}It rained.")
    build()
    assert ["nested too deeply" in each for each in errors()] == [True]


def test_the_title_of_an_article_is_read_as_it_was(project: Path, build: Build) -> None:
    (project / "content/rain.md").write_text(TEXT)
    assert read(build() / "articles/rain.html").findtext(".//h1") == "Rain"


def test_pelican_takes_in_other_files_only_where_the_settings_say_so(
    project: Path, build: Build, errors: Errors
) -> None:
    (project / "secret.txt").write_text("SECRET")
    (project / "content/part.dat").write_text("PART of it.")
    head = "Rain\n####\n\n:date: 1910-07-01\n\nIt rained.\n\n"
    (project / "content/part.rst").write_text(f"{head}.. include:: part.dat\n")
    (project / "content/out.rst").write_text(f"{head}.. include:: ../secret.txt\n")
    assert not list((build() / "articles").glob("rain*.html"))
    hint = "(DATELINE_INCLUDES = True in the settings allows files of the content folder)"
    says = "error: the article takes in another file, found"
    assert errors() == [
        f'content/out.rst:8:1: {says} ".. include:: ../secret.txt" {hint}',
        f'content/part.rst:8:1: {says} ".. include:: part.dat" {hint}',
    ]
    site = build(DATELINE_INCLUDES=True, output="again")
    assert "PART of it." in (site / "articles/part.html").read_text("utf-8")
    assert not (site / "articles/out.html").exists()
    assert len(errors()) == 3
    assert errors()[2].startswith(f'content/out.rst:8:14: {says} "../secret.txt"')
