from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ArticleError, UndatedArticleError, UsageError
from dateline.reading import DraftArticleError, Reader, read_settings


def read(folder: Path, name: str, body: str | bytes, **settings: object):
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return Reader({"PATH": "content", **settings}, folder).read(path)


def test_markdown_is_read_with_its_metadata(tmp_path: Path) -> None:
    body = (
        "Title: Tank *ruptures*\nDate: 1970-04-14\nSlug: tank\nLang: de\n\nThe *crew*\nslept.\n\n## Later\n\n> Quiet.\n"
    )
    article = read(tmp_path, "a.md", body)
    assert article.path == "content/a.md"
    assert (article.slug, article.title, article.language) == ("tank", "Tank *ruptures*", "de")
    assert article.published.civil == (1970, 4, 14)
    assert article.text == "The crew\nslept.\n\nLater\n\nQuiet."
    assert [block.kind.value for block in article.blocks] == ["paragraph", "heading", "quotation"]


def test_restructured_text_is_read(tmp_path: Path) -> None:
    article = read(tmp_path, "a.rst", "Tank ruptures\n#############\n\n:date: 14 avril 1970\n\nThe *crew* slept.\n")
    assert (article.title, article.text, article.published.civil) == ("Tank ruptures", "The crew slept.", (1970, 4, 14))


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>Tank</title><meta name='date' content='1970-04-14'></head><body><p>It <b>blew</b></body>",
        "<html><head><title>Tank</title><meta name='date' content='1970-04-14'></head><body><p>It <b>blew",
        "<head><title>Tank</title><meta name='date' content='1970-04-14'></head><p>It <b>blew</p>",
    ],
)
def test_html_is_read_whole_or_broken(tmp_path: Path, body: str) -> None:
    article = read(tmp_path, "a.html", body)
    assert (article.title, article.text, article.published.civil) == ("Tank", "It blew", (1970, 4, 14))


def test_bare_text_is_read_with_title_and_headings(tmp_path: Path) -> None:
    body = "Tank Ruptures\n\nBy Jane Doe, 14 April 1970\n\nThe crew slept <well>.\n\nPeople Are Scared\n\nQuiet & dark."
    article = read(tmp_path, "a.txt", body)
    assert article.title == "Tank Ruptures"
    assert [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks][1:] == [
        ("paragraph", "The crew slept <well>."),
        ("heading", "People Are Scared"),
        ("paragraph", "Quiet & dark."),
    ]


def test_bare_text_may_begin_with_metadata(tmp_path: Path) -> None:
    article = read(tmp_path, "a.txt", "\ufeffTitle: Tank\r\nDate: 1970-04-14\r\nDesk: Space\r\n\r\nThe crew slept.\r\n")
    assert (article.title, article.text, article.published.civil) == ("Tank", "The crew slept.", (1970, 4, 14))


def test_a_colon_in_prose_makes_no_metadata(tmp_path: Path) -> None:
    assert read(tmp_path, "1970-04-14.txt", "Houston: the crew slept.\n\nQuiet.").text.startswith("Houston: the")


def test_a_title_is_made_from_the_file_name_where_there_is_none(tmp_path: Path) -> None:
    article = read(tmp_path, "1970-04-14-tank.md", "The crew slept.")
    assert (article.title, article.slug) == ("1970 04 14 tank", "1970-04-14-tank")


def test_the_zone_is_the_articles_then_the_settings(tmp_path: Path) -> None:
    body = "Date: 1970-04-13 21:08\nTitle: x\n{}\nText."
    own = body.format("Timezone: America/Chicago\n")
    assert read(tmp_path, "a.md", own, TIMEZONE="Europe/Paris").published.offset == -360
    assert read(tmp_path, "a.md", body.format(""), TIMEZONE="Europe/Paris").published.offset == 60
    named = read(tmp_path, "a.md", body.format(""), TIMEZONE="Europe/Paris", DATELINE_TIMEZONE="Asia/Tokyo")
    assert (named.published.offset, named.zone) == (540, "Asia/Tokyo")
    nowhere = read(tmp_path, "a.md", body.format(""))
    assert (nowhere.published.offset, nowhere.zone) == (None, "")


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.md", "", "content/a.md: error: the file is empty"),
        ("a.md", " \n\n", "content/a.md: error: the file is empty"),
        ("a.md", b"Title: x\n\nCaf\xe9 noir", 'content/a.md:3:4: error: not UTF-8 text, found "byte 0xe9"'),
        ("a.txt", b"x\nno\0\0", "content/a.txt:2:3: error: not a text file"),
        ("a.md", "Title: x\nDate: 2023-13-45\n\nText", 'content/a.md:2:7: error: the date in the metadata'),
        ("a.md", "Title x\nDate: 2023-01-13\n\nText", "content/a.md:1:1: error: the metadata has a line that is none"),
        ("a.md", "Title: x\nDate 2023-01-13\n\nText", "content/a.md:2:1: error: the metadata has a line that is none"),
        ("a.md", "Title: x\nDesk\nSlug: y\n\nText", "content/a.md:2:1: error: the metadata has a line that is none"),
        ("a.md", "Title: x\nDate: 03/04/2023\n\nText", "content/a.md:2:7: error: the date may be day/month"),
        ("a.md", "Date: 2023-01-13\nStatus: odd\n\nText", 'content/a.md:2:9: error: unknown status, found "odd"'),
        ("a.md", "Title: x\nDate: 2023-01-13\nTimezone: Mars\n\nText", "content/a.md:3:11: error: unknown time zone"),
        ("a.rst", "x\n#\n\n:date: 2023-01-13\n\nText `broken\n", "content/a.rst:6:1: error: Inline interpreted text"),
        ("a.html", "<body><script>var x</script></body>", "content/a.html: error: there is no text"),
        ("a.docx", "x", "content/a.docx: error: not a kind of article that can be read, expected one of .htm, .html, "),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line_with_its_place(
    tmp_path: Path, name: str, body: str | bytes, says: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, name, body)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)


def test_prose_may_stand_right_after_the_metadata(tmp_path: Path) -> None:
    assert read(tmp_path, "1970-04-14.md", "Title: x\nThe crew slept.\n\nQuiet.").title == "x"
    assert read(tmp_path, "1970-04-14.rst", "Tank\n####\n:author: x\n\nThe crew slept.\n").title == "Tank"


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").symlink_to("gone.md")
    reader = Reader({"PATH": "content"}, tmp_path)
    (path,) = reader.paths()
    with pytest.raises(ArticleError, match="cannot be opened: No such file") as caught:
        reader.read(path)
    assert str(caught.value.place) == "content/a.md"


def test_a_linked_article_goes_by_the_name_it_has_in_content(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/kept.dat").write_text("Date: 1970-04-14\n\nThe crew slept.")
    (tmp_path / "content/a.md").symlink_to("kept.dat")
    assert Reader({"PATH": "content"}, tmp_path).read(tmp_path / "content/a.md").path == "content/a.md"


def test_an_undated_article_is_told_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(UndatedArticleError) as caught:
        read(tmp_path, "a.md", "Title: x\n\nText.")
    assert "YYYY-MM-DD-name.md" in caught.value.hint


def test_a_draft_is_not_an_article_yet(tmp_path: Path) -> None:
    with pytest.raises(DraftArticleError):
        read(tmp_path, "a.md", "Title: x\nDate: 2023-01-13\nStatus: draft\n\nText.")


def test_an_article_of_five_megabytes_is_read(tmp_path: Path) -> None:
    article = read(tmp_path, "a.txt", "Date: 1970-04-14\n\n" + "The crew slept on Monday & Tuesday.\n\n" * 140_000)
    assert len(article.blocks) == 140_000


def test_the_articles_of_a_project_are_those_pelican_takes(tmp_path: Path) -> None:
    for name in ["b.md", "a.txt", "sub/c.rst", "pages/about.md", "extra/robots.txt", "x.jpg", ".hidden.md", "d.md~"]:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    reader = Reader({"PATH": "content", "STATIC_PATHS": ["extra"]}, tmp_path)
    assert [reader.shown(path) for path in reader.paths()] == ["content/a.txt", "content/b.md", "content/sub/c.rst"]


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such settings file"):
        read_settings(tmp_path / "pelicanconf.py")
    (tmp_path / "pelicanconf.py").write_text("PATH = (\n")
    with pytest.raises(UsageError, match=r"pelicanconf.py:\d"):
        read_settings(tmp_path / "pelicanconf.py")


def test_settings_that_end_the_program_are_told_like_others(tmp_path: Path) -> None:
    path = tmp_path / "leaves.py"
    path.write_text("import sys\nsys.exit('set SITEURL')\n")
    with pytest.raises(UsageError, match="the settings cannot be read: set SITEURL"):
        read_settings(path)
