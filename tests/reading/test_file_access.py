"""What an article may take from the machine that reads it: nothing, unless the settings allow files of the project."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import markdown
import pytest
from docutils.writers import html5_polyglot
from pelican.readers import RstReader

from dateline.access import Boundary
from dateline.errors import ArticleError
from dateline.model import Article
from dateline.reading import Reader, published_articles
from dateline.reading.file_access import Folders, RefusedAccessError, watching

HEAD = "Title: x\nDate: 1970-04-14\n\n"
REST_HEAD = "x\n#\n\n:date: 1970-04-14\n\n"
TAKES = "the article takes in another file"
HINT = "DATELINE_INCLUDES = True in the settings allows files of the content folder"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "content/parts").mkdir(parents=True)
    (folder / "content/parts/part.txt").write_text("PART of it.")
    (folder / "content/.hidden.txt").write_text("SECRET")
    (folder / "secret.txt").write_text("SECRET")
    (tmp_path / "secret.txt").write_text("SECRET")
    return folder


def read(project: Path, name: str, text: str, **settings: object) -> Article:
    (project / "content" / name).write_text(text, "utf-8")
    reader = Reader({"PATH": "content", **settings}, project)
    article = reader.read(project / "content" / name)
    assert "SECRET" not in article.text
    return article


def refusal(project: Path, name: str, text: str, **settings: object) -> str:
    with pytest.raises(ArticleError) as caught:
        read(project, name, text, **settings)
    assert "SECRET" not in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


DIRECTIVES = [
    ".. include:: ../secret.txt", ".. include:: ../../secret.txt", ".. include:: {root}/secret.txt",
    ".. include:: parts/part.txt", ".. include:: {root}/secret.txt\n   :literal:",
    ".. csv-table::\n   :file: ../secret.txt", ".. csv-table::\n   :url: file://{root}/secret.txt",
    ".. raw:: html\n   :file: ../secret.txt", ".. raw:: html\n   :url: file://{root}/secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("own", [{}, {"DOCUTILS_SETTINGS": {"file_insertion_enabled": True}}])
@pytest.mark.parametrize("directive", DIRECTIVES)
def test_no_directive_takes_a_file(project: Path, directive: str, own: dict[str, object]) -> None:
    text = f"{REST_HEAD}It rained.\n\n{directive.format(root=project)}\n\nIt stopped.\n"
    error = refusal(project, "a.rst", text, **own)
    assert f": error: {TAKES}" in error
    assert "DATELINE_INCLUDES" in error
    line = int(error.split(":")[1])
    assert 8 <= line <= 13


class _Html5Reader(RstReader):
    """With a writer that can put pictures into the page, as a site may have it."""

    writer_class = html5_polyglot.Writer


@pytest.mark.parametrize("name", ["../secret.svg", "{root}/secret.svg", "file://{root}/secret.svg"])
def test_no_picture_is_put_into_the_page(project: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(project / "content")
    (project / "secret.svg").write_text("<svg><desc>SECRET</desc></svg>")
    text = f"{REST_HEAD}It rained.\n\n.. image:: {name.format(root=project)}\n   :loading: embed\n"
    error = refusal(project, "a.rst", text, READERS={"rst": _Html5Reader}, PATH=str(project / "content"))
    assert error.startswith("content/a.rst:8:1")
    assert f": error: {TAKES}" in error


def test_the_refusal_names_line_and_column(project: Path) -> None:
    text = f"{REST_HEAD}It rained.\n\n  .. include:: ../secret.txt\n"
    assert refusal(project, "a.rst", text).startswith("content/a.rst:8:3: error: the article takes in another file")
    own = {"DOCUTILS_SETTINGS": {"file_insertion_enabled": True}}
    assert refusal(project, "a.rst", text, **own).startswith("content/a.rst:8:16: error: the article takes")


@pytest.mark.parametrize("scheme", ["http", "https", "ftp"])
def test_no_directive_asks_the_network(project: Path, scheme: str) -> None:
    text = f"{REST_HEAD}It rained.\n\n.. raw:: html\n   :url: {scheme}://127.0.0.1:9/x\n"
    assert "127.0.0.1:9/x" in refusal(project, "a.rst", text, DATELINE_INCLUDES=True)
    assert "in the network" in refusal(project, "a.rst", text, DATELINE_INCLUDES=True)


@pytest.mark.parametrize("folder", ["content", "timeline"])
@pytest.mark.parametrize("includes", [False, True])
def test_no_option_of_a_directive_runs_code_that_lies_beside_articles(
    project: Path, monkeypatch: pytest.MonkeyPatch, folder: str, includes: bool
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.syspath_prepend("")
    (project / folder).mkdir(exist_ok=True)
    module = f"evil_{folder}_{includes}".lower()
    (project / folder / f"{module}.py").write_text("from pathlib import Path\nPath('ran').touch()\nclass Parser: ...\n")
    text = f"{REST_HEAD}It rained.\n\n.. include:: parts/part.txt\n   :parser: {folder}.{module}\n"
    error = refusal(project, "a.rst", text, DATELINE_INCLUDES=includes)
    assert f"{module}.py" in error
    assert not (project / "ran").exists()
    assert f"{folder}.{module}" not in sys.modules


def test_files_of_the_content_folder_are_taken_where_the_settings_say_so(project: Path) -> None:
    text = f"{REST_HEAD}It rained.\n\n.. include:: parts/part.txt\n"
    (project / "content/a.rst").write_text(text)
    reader = Reader({"PATH": "content", "DATELINE_INCLUDES": True}, project)
    path = project / "content/a.rst"
    assert "PART of it." in reader.read(path).text
    assert reader.opened(path) == ((project / "content/parts/part.txt").resolve(),)
    path.write_text(f"{REST_HEAD}It rained.\n")
    reader.read(path)
    assert reader.opened(path) == ()


@pytest.mark.parametrize(
    "name", ["../secret.txt", "../../secret.txt", ".hidden.txt", "out.txt", "/etc/passwd", "parts"]
)
def test_files_elsewhere_are_not_taken_whatever_the_settings_say(project: Path, name: str) -> None:
    (project / "content/out.txt").symlink_to("../../secret.txt")
    text = f"{REST_HEAD}It rained.\n\n.. include:: {name}\n"
    error = refusal(project, "a.rst", text, DATELINE_INCLUDES=True)
    assert error.startswith("content/a.rst:8:")
    assert name == "parts" or "only files of the content folder" in error


def test_what_docutils_brings_along_can_be_taken(project: Path) -> None:
    text = f"{REST_HEAD}.. include:: <isonum.txt>\n\nIt |times| rained.\n"
    assert read(project, "a.rst", text, DATELINE_INCLUDES=True).text == "It × rained."


class Including(markdown.extensions.Extension):
    """Takes a file in, and makes nothing of it if it cannot, as many do."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.preprocessors.register(_Include(md), "include", 25)


class _Include(markdown.preprocessors.Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [part for line in lines for part in self._line(line)]

    def _line(self, line: str) -> list[str]:
        if not line.startswith("{!"):
            return [line]
        try:
            return Path(line[2:-2]).read_text("utf-8").split("\n")
        except OSError:
            return []


@pytest.mark.parametrize("place", ["secret.txt", "content/parts/part.txt", "content/.hidden.txt"])
def test_an_extension_takes_no_file_and_cannot_hide_that_it_tried(project: Path, place: str) -> None:
    text = f"{HEAD}It rained.\n\n{{!{project}/{place}!}}\n"
    error = refusal(project, "a.md", text, MARKDOWN={"extensions": [Including(), "meta"]})
    assert error.startswith(f"content/a.md:6:3: error: {TAKES}")


def test_an_extension_takes_a_file_where_it_may(project: Path) -> None:
    text = f"{HEAD}It rained.\n\n{{!{project}/content/parts/part.txt!}}\n"
    settings = {"MARKDOWN": {"extensions": [Including(), "meta"]}, "DATELINE_INCLUDES": True}
    assert read(project, "a.md", text, **settings).text == "It rained.\n\nPART of it."


def test_an_export_takes_no_file_either(project: Path) -> None:
    (project / "content/parts/part.txt").unlink()
    (project / "content/a.rst").write_text(f"{REST_HEAD}It rained.\n\n.. include:: ../secret.txt\n")
    (project / "content/b.rst").write_text(f"{REST_HEAD}It rained.\n")
    settings = {"PATH": str(project / "content")}
    reader = Reader(settings, project)
    found, errors = published_articles(settings, reader, reader.paths())
    assert [each.path for each in found] == ["content/b.rst"]
    assert [str(each) for each in errors] == [
        f'content/a.rst:8:1: error: {TAKES}, found ".. include:: ../secret.txt" ({HINT})'
    ]


def test_nothing_is_written_and_other_code_is_not_watched(project: Path) -> None:
    article = project / "content/a.md"
    article.write_text(HEAD)
    content = Boundary(project / "content")
    with watching(article, Folders(content, content), includes=True) as watch:
        for name in ("content/new.txt", "content/a.md", "content/parts/part.txt"):
            with pytest.raises(RefusedAccessError):
                (project / name).write_text("x")
            with pytest.raises(RefusedAccessError):
                os.open(project / name, os.O_WRONLY)
        assert article.read_text() == HEAD
        import uuid

        assert Path(uuid.__file__).read_bytes()
    assert len(watch.refused) == 6
    (project / "content/new.txt").write_text("x")


def test_the_guard_costs_little(project: Path) -> None:
    article = project / "content/a.md"
    article.write_text(f"{HEAD}It rained.\n")
    reader = Reader({"PATH": "content"}, project)
    reader.read(article)
    begun = time.process_time()
    for _ in range(50):
        reader.read(article)
    assert time.process_time() - begun < 5
