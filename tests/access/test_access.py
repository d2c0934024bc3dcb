"""Which files are read, where links may lead, and what a terminal is shown."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.access import Boundary, each_file_once, is_printable, printable, read_regular


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "content" / "2024").mkdir(parents=True)
    (root / "content" / "2024" / "launch.md").write_text("It rose.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    return root


def test_links_inside_are_followed_and_links_beyond_are_not(project: Path) -> None:
    boundary = Boundary(project)
    (project / "content" / "in.md").symlink_to("2024/launch.md")
    (project / "content" / "out.md").symlink_to(project.parent / "outside" / "secret.md")
    (project / "content" / "far").symlink_to(project.parent / "outside")
    assert boundary.contains(project / "content" / "in.md")
    assert not boundary.contains(project / "content" / "out.md")
    assert not boundary.contains(project / "content" / "far" / "new.md")
    assert not boundary.contains(project / "content" / ".." / ".." / "outside" / "secret.md")


def test_a_folder_that_settings_name_elsewhere_is_inside(project: Path) -> None:
    assert Boundary(project, project.parent / "outside").contains(project.parent / "outside" / "secret.md")


def test_a_link_to_itself_is_listed_and_not_read(project: Path) -> None:
    loop = project / "content" / "2024" / "loop.md"
    loop.symlink_to("loop.md")
    assert loop in list(Boundary(project).walk(project))
    with pytest.raises(OSError, match="symbolic links"):
        read_regular(loop, 10)


def test_hidden_is_what_a_link_leads_to(project: Path) -> None:
    (project / ".git").mkdir()
    (project / ".git" / "config").write_text("token")
    (project / "content" / "config.txt").symlink_to("../.git/config")
    boundary = Boundary(project)
    assert boundary.is_hidden(project / "content" / "config.txt")
    assert not boundary.is_hidden(project / "content" / "2024" / "launch.md")


def test_walking_follows_links_to_folders_once(project: Path) -> None:
    content = project / "content"
    for name in "abc":
        (content / name).symlink_to(content)
    (content / "far").symlink_to(project.parent / "outside")
    (content / "year").symlink_to("2024")
    (content / ".old").mkdir()
    (content / "old").symlink_to(".old")
    found = [path.relative_to(content).as_posix() for path in Boundary(project).walk(content)]
    assert found == ["2024/launch.md", "far", "old", "year/launch.md"]


def test_of_the_names_of_a_file_the_one_without_links_stays(project: Path) -> None:
    content = project / "content"
    (content / "1").symlink_to("2024")
    (content / "year").symlink_to("2024")
    (project / "here").symlink_to(content)
    for folder in (content, project / "here"):
        paths = [folder / name / "launch.md" for name in ("1", "2024", "year")]
        assert each_file_once(paths, folder) == [paths[1]]
        assert each_file_once(paths[::2], folder) == [paths[0]]


def test_only_regular_files_up_to_a_size_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "large").write_bytes(b"x" * 11)
    (tmp_path / "fits").write_bytes(b"x" * 10)
    for name, says in (("pipe", "not a regular file"), ("zero", "not a regular file"), ("large", "larger than 0 MB")):
        with pytest.raises(OSError, match=says):
            read_regular(tmp_path / name, 10)
    with pytest.raises(OSError, match="not a regular file"):
        read_regular(tmp_path, 10)
    assert read_regular(tmp_path / "fits", 10) == b"x" * 10


def test_what_a_terminal_acts_on_is_shown_as_an_escape() -> None:
    hostile = "\x1b]0;title\x07\x1b[2Jred\r\nnext\x9b31m \u202eevil \udc80 \u2028"
    assert is_printable(printable(hostile))
    assert printable("Zürich — “naïve” 東京 👩‍🚀 متن") == "Zürich — “naïve” 東京 👩‍🚀 متن"
    assert printable("a\n\x1bb", keep="\n") == "a\n\\u001bb"


def test_json_stays_the_same_json() -> None:
    data = {"title": "\x7f\x9b \u202e \udc80"}
    assert json.loads(printable(json.dumps(data, ensure_ascii=False))) == data
