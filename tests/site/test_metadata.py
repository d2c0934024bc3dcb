"""Metadata of articles and pages that nobody answers for: what cannot be used is told, and the site is built."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican import Pelican
from pelican.settings import read_settings
from tests.site.built import read, texts
from tests.site.conftest import ROOT, Build

from dateline.reading import Reader, published_articles
from dateline.reading.metadata import DOCUMENTED, reserved_names

Errors = Callable[[], list[str]]


def write(project: Path, head: str, name: str = "rain.md", body: str = "It rained on Friday.") -> None:
    path = project / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"Title: Rain\nDate: 1910-07-01\n{head}\n\n{body}\n", "utf-8")


def is_there(site: Path) -> bool:
    return (site / "index.html").is_file() and texts(site / "articles/comet.html", "h1") != []


def test_names_that_pelican_uses_itself_are_found_by_looking_at_it() -> None:
    assert {
        "settings",
        "translations",
        "_content",
        "source_path",
        "date_format",
        "get_static_links",
    } <= reserved_names()
    assert not reserved_names() & DOCUMENTED


OWN = (
    "Default_template Get_static_links Settings Metadata Source_path Translations Url_format Date_format Content "
    "Is_valid In_default_lang override_url dateline"
).split()


@pytest.mark.parametrize(("folder", "kind"), [("", "md"), ("", "txt"), ("pages/", "md")])
def test_names_that_pelican_uses_itself_are_told_and_left_out(
    project: Path, build: Build, errors: Errors, folder: str, kind: str
) -> None:
    for key in OWN:
        write(project, f"{key}: x", f"{folder}of-{key.lower()}.{kind}")
    site = build()
    assert is_there(site)
    for key in OWN:
        assert (site / (folder or "articles") / f"of-{key.lower()}.html").is_file(), key
    says = "error: no name for metadata, since Pelican uses it itself, found"
    told = [f'content/{folder}of-{key.lower()}.{kind}:3:1: {says} "{key.lower()}"' for key in OWN]
    assert sorted(errors()) == sorted(told)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("Timezone: nowhere", "expected a name like America/Chicago"),
        ("Timezone: ../../etc/passwd", "expected a name like America/Chicago"),
        ("Lang: ../..", "expected a language"),
        ("Slug: ../../x", "expected letters, digits and hyphens"),
        ("Slug: .htaccess", "expected letters, digits and hyphens"),
        ("Slug: javascript:alert(1)", "expected letters, digits and hyphens"),
        ("Title: one\nTitle: two", ""),
        ("Translation: a\nTranslation: b", ""),
        ("Category: ../../x", ""),
        ("Tags: ,;,", ""),
        ("Tags: <script>, ../.., %s", ""),
        ("Author:", ""),
        ("Authors: ,", ""),
        ("Status: hidden", ""),
        ("Summary: {static}../../x <script>x</script>", ""),
        ("Date: 0001-01-01", ""),
        ("Date: 9999-12-31", ""),
        ("Modified: 0001-01-01 00:00 +14:00", ""),
        ("x-y: 1\nCover: a.png\nSeries: {x}", ""),
        ("Template: page", "its template 'page' fails"),
        *[(f"Template: {name}", "is the template of other pages") for name in ("timeline", "period", "tag", "404")],
        *[(f"Template: {name}", "there is no such template") for name in ("../x", "partials/mark", "!theme/page", "x")],
    ],
)
def test_metadata_never_end_the_build(project: Path, build: Build, errors: Errors, head: str, says: str) -> None:
    write(project, head, "rain.md")
    write(project, head.replace("Template: page", "Template: article"), "pages/wet.md")
    site = build()
    assert is_there(site)
    for name in ("rain", "wet"):
        assert texts(next(site.rglob(f"*{name}*.html")), "h1"), name
    assert all(": error: " in each and "\n" not in each for each in errors())
    told = {each.split(":")[0]: each.replace("'article'", "'page'") for each in errors()}
    assert set(told) == ({"content/rain.md", "content/pages/wet.md"} if says else set())
    assert all(says in each for each in told.values())
    assert len(errors()) == len(told)


def test_a_template_that_fails_for_one_article_is_replaced_by_the_usual(
    project: Path, build: Build, errors: Errors
) -> None:
    (project / "own").mkdir()
    (project / "own/broken.html").write_text("{{ article.nothing.at.all }}")
    (project / "own/special.html").write_text("<main><h1>special {{ article.title }}</h1></main>")
    write(project, "Template: broken", "one.md")
    write(project, "Template: special", "two.md")
    site = build(THEME_TEMPLATES_OVERRIDES=[str(project / "own")])
    assert texts(site / "articles/one.html", "h1") == ["Rain"]
    assert texts(site / "articles/two.html", "h1") == ["special Rain"]
    assert ["content/one.md: error: its template 'broken' fails: " in each for each in errors()] == [True]


MINIMAL = {
    "empty": "",
    "named": "SITENAME = 'Times'\n",
    "feeds": "CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TAG_FEED_ATOM = 'feeds/{slug}.xml'\n",
    "archives": "YEAR_ARCHIVE_SAVE_AS = '{date:%Y}/index.html'\nDIRECT_TEMPLATES = ['index', 'archives', 'tags']\n",
    "sources": "OUTPUT_SOURCES = True\nTAG_SAVE_AS = 'tag/{slug}.html'\nAUTHOR_SAVE_AS = 'a/{slug}.html'\n",
}


@pytest.mark.parametrize("settings", MINIMAL)
def test_a_site_needs_hardly_any_settings(
    project: Path, monkeypatch: pytest.MonkeyPatch, errors: Errors, settings: str
) -> None:
    monkeypatch.chdir(project)
    Path("pelicanconf.py").write_text(f"{MINIMAL[settings]}THEME = {str(ROOT / 'theme')!r}\nPLUGINS = ['dateline']\n")
    write(project, "Tags: rain, x\nCategory: x\nAuthor: x")
    write(project, "Slug: rain\nLang: de\nCategory: all\nAuthor: timeline.atom", "regen.md")
    write(project, "Slug: late\nStatus: draft\nAuthor: x", "late.md")
    write(project, "Slug: late\nStatus: draft", "later.md")
    write(project, "Slug: apart\nStatus: hidden\nTags: x", "apart.md")
    write(project, "Slug: about\nCategory: x", "pages/about.md")
    Pelican(read_settings("pelicanconf.py", override={"PATH": "content", "OUTPUT_PATH": "output"})).run()
    site = project / "output"
    for name in ("index", "rain", "rain-de", "apart", "pages/about", "browse/index"):
        assert texts(site / f"{name}.html", "h1"), name
    if settings != "feeds":
        assert errors() == []
    assert all("cannot be written" in each for each in errors())


PLACES = [
    ".htaccess", "x/../.htaccess", ".well-known/security.html", "index.html", "INDEX.html", "404.html", "CNAME",
    "pagefind/x.html", "theme/js/x.html", "theme/js/search.js", "timeline/1910/index.html", "tags/x/index.html",
    "timeline.json", "feeds/timeline.atom.xml", "browse/index.html", "sitemap.xml", "../x.html", "/x.html", "a//b.html",
    "a\\b.html", "x.php", "x", "x.svg", "a/./b.html", "con\u202e.html", f"{'x' * 300}.html",
]  # fmt: skip


@pytest.mark.parametrize("folder", ["", "pages/"])
def test_places_that_are_not_for_an_article_are_told_and_the_usual_ones_are_used(
    project: Path, build: Build, errors: Errors, folder: str
) -> None:
    for number, place in enumerate(PLACES):
        write(project, f"Save_as: {place}", f"{folder}rain-{number}.md")
    site = build(SITEURL="https://x.example")
    assert is_there(site)
    for number, place in enumerate(PLACES):
        assert texts(site / (folder or "articles") / f"rain-{number}.html", "h1") == ["Rain"], place
        says = f"content/{folder}rain-{number}.md:3:1: error: the metadata cannot be used"
        assert [each.startswith(f"{says}, found") for each in errors() if says in each] == [True], place
    assert len(errors()) == len(PLACES)


@pytest.mark.parametrize("place", ["rain/index.html", "a/b/rain.html", "rain.htm", "Regen über.html"])
def test_a_place_of_its_own_is_an_articles_to_choose(project: Path, build: Build, errors: Errors, place: str) -> None:
    write(project, f"Save_as: {place}\nURL: {place}")
    assert texts(build() / place, "h1") == ["Rain"]
    assert errors() == []


URLS = ["javascript:alert(1)", "data:text/html,x", "//x.example/y", "/x", "../x", "a/%2e%2e/x", "http:x", "mailto:x@y"]
URLS += ["javascript&colon;alert(1)", "javascript&#58;alert(1)", "1a%3Ab", "&sol;x"]


@pytest.mark.parametrize("url", URLS)
def test_an_address_that_leads_elsewhere_is_told_and_stands_nowhere(
    project: Path, build: Build, errors: Errors, url: str
) -> None:
    write(project, f"URL: {url}")
    (project / "timeline/rain.yaml").write_text(
        "article: content/rain.md\nentries:\n- {id: a, date: 1910-07-01, title: Rain, text: It rained on Friday.,"
        " when: on Friday}\n"
    )
    site = build(SITEURL="")
    assert ["content/rain.md:3:1: error: the metadata cannot be used" in each for each in errors()] == [True]
    for name in ("timeline.json", "timeline.jsonld", "timeline.csv", "feeds/timeline.json"):
        text = (site / name).read_text("utf-8")
        assert url not in text
        assert "articles/rain.html" in text
    assert json.loads((site / "timeline.json").read_text("utf-8"))
    # With a theme that the plugin has nothing to do for, since it is at work in this process, and not in an export.
    settings = {**read_settings(str(ROOT / "pelicanconf.py")), "PATH": str(project / "content"), "THEME": "simple"}
    reader = Reader(settings, project)
    found, told = published_articles(settings, reader, reader.paths())
    assert [each.url for each in found if each.path == "content/rain.md"] == ["articles/rain.html"]
    assert len(told) == 1


@pytest.mark.parametrize("address", ["", "https://times.example"])
@pytest.mark.parametrize("url", ["https://x.example/rain", "HTTPS://x.example/rain"])
def test_an_article_elsewhere_in_the_web_has_its_address(
    project: Path, build: Build, errors: Errors, address: str, url: str
) -> None:
    write(project, f"URL: {url}")
    (project / "timeline/rain.yaml").write_text(
        "article: content/rain.md\nentries:\n- {id: a, date: 1910-07-01, title: Rain, text: x}\n"
    )
    site = build(SITEURL=address)
    assert errors() == []
    for name in ("timeline.json", "timeline.csv", "feeds/timeline.atom.xml", "feeds/timeline.json", "timeline.jsonld"):
        text = (site / name).read_text("utf-8")
        assert url in text, name
        assert f"/{url}" not in text, name
    canonical = read(site / "articles/rain.html").xpath("//link[@rel='canonical']/@href")
    assert canonical == ([url] if address else [])
    for name in ("index.html", "sources/index.html", "timeline/1910/07/index.html"):
        links = [each.get("href") for each in read(site / name).iter("a")]
        assert url in links, name


def test_nobody_takes_the_place_of_another_article_or_page(project: Path, build: Build, errors: Errors) -> None:
    write(project, "", "pages/about.md", "the page")
    write(project, "Save_as: pages/about.html\nURL: pages/about.html", "a-first.md", "a thief")
    write(project, "Save_as: articles/comet.html\nURL: articles/comet.html", "b-first.md", "a thief")
    write(project, "Save_as: same.html", "c.md")
    write(project, "Save_as: same.html", "d.md")
    site = build()
    for name in ("pages/about", "articles/comet"):
        assert "a thief" not in read(site / f"{name}.html").text_content(), name
    for name in ("articles/a-first", "articles/b-first", "same", "articles/d"):
        assert texts(site / f"{name}.html", "h1") == ["Rain"], name
    assert errors() == []


def test_control_characters_are_in_no_page_and_no_feed(project: Path, build: Build, errors: Errors) -> None:
    write(project, "Tags: a\x08b\nSummary: c\x0bd", body="It &#8; rained\x1b on Friday.")
    site = build(FEED_ALL_ATOM="feeds/all.xml", SITEURL="https://x.example")
    for path in [*site.rglob("*.html"), *site.rglob("*.xml"), *site.rglob("*.json")]:
        assert not set(path.read_text("utf-8")) & set("\x08\x0b\x1b"), path
    assert errors() == []


def test_a_summary_is_cleaned_as_the_text_is(project: Path, build: Build) -> None:
    write(project, "Summary: It <script>pwned</script> <b onclick='pwned'>rained</b>")
    site = build(FEED_ALL_ATOM="feeds/all.xml", SITEURL="https://x.example")
    assert "pwned" not in (site / "feeds/all.xml").read_text("utf-8")
