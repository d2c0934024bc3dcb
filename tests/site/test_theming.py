"""What settings and templates of one's own make of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins.dateline import processes
from pelican.plugins.signals import get_writer
from pelican.writers import Writer
from tests.site.built import broken_links, find, pages, read, texts, words
from tests.site.entries import dates, entry_on, titles, why

Build = Callable[..., Path]
MAY = "timeline/1910/05/index.html"
EVENTS = """\
entries:
  - {id: seen, date: 1910-05-19, title: A tail is seen, text: It was seen., tags: [sky, Ada]}
  - {id: lost, date: 1910-05-20, title: A tail is lost, tags: [sky, "../../etc"]}
"""


def groups(page: Path) -> list[str]:
    """What the page's groups are of, in their order."""
    return [each.get("id") for each in read(page).xpath("//section[starts-with(@id, 'on-')]")]


def test_entries_stand_in_groups_as_small_as_is_asked_for(build: Build) -> None:
    by = {name: build(DATELINE_GROUPING=name, output=name) for name in ("day", "month", "year")}
    assert "on-1910-05-19" in groups(by["day"] / "index.html")
    assert "on-1910-05-19" not in groups(by["month"] / "index.html")
    assert {"on-1910", "on-1910-05"} <= set(groups(by["month"] / "index.html"))
    assert all(each.count("-") - each.startswith("on--") == 1 for each in groups(by["year"] / "index.html"))
    assert not list((by["year"] / "timeline/1910").glob("*/index.html"))
    for site in by.values():
        assert titles(site / "index.html") == titles(by["day"] / "index.html")
        assert list(broken_links(site)) == []


def test_dates_are_written_in_the_style_and_the_language_that_are_asked_for(build: Build) -> None:
    wanted = {
        ("long", "en_US"): "May 19, 1910",
        ("full", ""): "Thursday, 19 May 1910",
        ("medium", "de"): "19. Mai 1910",
        ("iso", ""): "1910-05-19",
    }
    for number, ((style, language), date) in enumerate(wanted.items()):
        site = build(DATELINE_DATE_STYLE=style, DATELINE_LANGUAGE=language, output=str(number))
        assert date in dates(site / "index.html")


def test_a_language_in_which_nobody_can_write_dates_is_told_of(build: Build, errors: Callable[[], list[str]]) -> None:
    site = build(DEFAULT_LANG="xx")
    assert "19 May 1910" in dates(site / "index.html")
    assert errors() == ["DEFAULT_LANG is 'xx', in which dates cannot be written: set DATELINE_LANGUAGE"]


def test_pages_are_called_what_the_settings_call_them(build: Build) -> None:
    site = build(DATELINE_TITLES={"home": "Chronik", "sources": "Quellen"})
    assert texts(site / "index.html", ".masthead-pages li") == ["Chronik", "Browse", "Quellen", "Search", "Help"]
    assert texts(site / "sources/index.html", "h1") == ["Quellen"]


def test_pages_that_are_not_wanted_are_not_there_and_nothing_leads_to_them(build: Build) -> None:
    without = {f"DATELINE_{name}_SAVE_AS": "" for name in ("BROWSE", "SOURCES", "SEARCH", "HELP")}
    site = build(DATELINE_EXPORTS={}, DATELINE_TAGS_FOLDER="", **without)
    assert texts(site / "index.html", ".masthead-pages li") == ["Timeline"]
    assert not any((site / name).exists() for name in ("browse", "sources", "search", "help", "timeline.json", "tags"))
    assert list(broken_links(site)) == []


def test_colours_of_the_settings_come_after_the_theme_s(build: Build) -> None:
    site = build(DATELINE_COLOURS={"accent": ("#00589c", "#8cc8ff"), "ink": "#111111"})
    css = (site / "theme/css/colours.css").read_text("utf-8")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    assert "--accent: #00589c" in light
    assert "--accent: #8cc8ff" in dark
    assert "--ink: #111111" in light
    assert "--ink: #111111" in dark
    sheets = [link.get("href") for link in find(read(site / "index.html"), "link") if link.get("rel") == "stylesheet"]
    assert [sheet.rpartition("/")[2] for sheet in sheets][-2:] == ["colours.css", "print.css"]


def test_entries_show_the_fields_that_are_asked_for(build: Build) -> None:
    entry = entry_on(build(DATELINE_FIELDS=["source"]) / MAY, "comet-seen-1a2b")
    assert find(entry, "cite")
    assert not find(entry, "mark") + find(entry, "details") + find(entry, "i")


def test_each_entry_leads_to_where_it_can_be_edited(project: Path, build: Build) -> None:
    site = build(DATELINE_EDIT_URL="https://github.com/ada/times/edit/main/{path}#L{line}")
    (link,) = find(entry_on(site / MAY, "comet-seen-1a2b"), "a.entry-edit")
    assert link.get("href") == "https://github.com/ada/times/edit/main/timeline/comet.yaml#L4"
    assert words(link) == "Edit “Comet is seen over the city”"


def test_a_tag_of_several_entries_has_a_page_that_leads_to_them(project: Path, build: Build) -> None:
    (project / "timeline/tags.yaml").write_text(EVENTS, "utf-8")
    site = build()
    assert texts(site / "tags/sky/index.html", ".line a") == ["A tail is seen", "A tail is lost"]
    assert texts(site / "browse/index.html", ".browse-tags li") == ["sky 2"]
    assert [a.get("href") for a in find(entry_on(site / MAY, "seen"), "i a")] == ["../../../tags/sky/index.html"]
    assert list(broken_links(site)) == []


def test_no_tag_names_a_file_outside_of_its_folder(project: Path, build: Build) -> None:
    (project / "timeline/tags.yaml").write_text(EVENTS, "utf-8")
    site = build(DATELINE_TAG_ENTRIES=1)
    assert sorted(path.name for path in (site / "tags").iterdir()) == ["ada", "etc", "sky"]
    assert list(broken_links(site)) == []


def test_templates_of_one_s_own_extend_the_theme_s(project: Path, build: Build) -> None:
    own = project / "own"
    own.mkdir()
    (own / "base.html").write_text(
        '{% extends "!theme/base.html" %}{% block head %}{{ super() }}<meta name="own" content="1">{% endblock %}',
        "utf-8",
    )
    line = "{{ article.dateline.entries|length }} of {{ dateline.count }}"
    block = f"{{% block content %}}{{{{ super() }}}}<p class=mine>{line}</p>{{% endblock %}}"
    (own / "article.html").write_text(f'{{% extends "!theme/article.html" %}}{block}', "utf-8")
    site = build(THEME_TEMPLATES_OVERRIDES=[str(own)])
    assert texts(site / "articles/comet.html", ".mine") == ["3 of 10"]
    assert texts(site / "articles/comet.html", "h1") == ["Comet returns & the crowd cheers"]
    assert find(read(site / "help/index.html"), "meta")[-1].get("name") == "own"


def test_the_article_s_page_tells_why_each_date_is_what_it_is(site: Path) -> None:
    lines = find(read(site / "articles/comet.html"), ".line")
    assert [words(find(line, "a")[0]) for line in lines] == [
        "Comet is seen before",
        "Comet is seen over the city",
        "Comet will be gone",
    ]
    assert "the Thursday on or before 1910-05-20" in words(find(lines[1], "details")[0])


def test_a_page_with_many_entries_leaves_the_reasons_to_the_articles(project: Path, build: Build) -> None:
    many = "".join(f"  - {{date: 1910-05-{day % 28 + 1:02}, title: Thing {day}}}\n" for day in range(201))
    (project / "timeline/many.yaml").write_text(f"entries:\n{many}", "utf-8")
    site = build()
    entry = entry_on(site / MAY, "comet-seen-1a2b")
    assert not find(entry, "details")
    assert find(entry, "cite a")[0].get("href").endswith("articles/comet.html")
    assert texts(site / MAY, ".legend-many")
    assert "the Thursday" in why(
        entry_on(build(DATELINE_PAGE_ENTRIES=100) / "timeline/1910/05/19/index.html", "comet-seen-1a2b")
    )


def test_neither_article_nor_page_can_take_the_place_of_a_page_of_the_timeline(
    project: Path, build: Build, errors: Callable[[], list[str]]
) -> None:
    (project / "content/pages").mkdir(exist_ok=True)
    (project / "content/pages/front.md").write_text("Title: I am front\nSave_as: index.html\n\nMe.\n")
    for name, place in (("home", "index.html"), ("month", "timeline/1910/05/index.html")):
        (project / f"content/{name}.md").write_text(f"Title: I am {name}\nDate: 1910-05-20\nSave_as: {place}\n\nMe.\n")
    site = build()
    home = (site / "index.html").read_text("utf-8")
    assert "I am home" not in home
    assert "I am front" not in home
    assert "I am month" not in (site / MAY).read_text("utf-8")
    says = "error: the metadata cannot be used, found"
    own = "expected a file of its own, not one of the timeline or the theme"
    assert errors() == [
        f'content/home.md:3:1: {says} "save_as: index.html", {own}',
        f'content/month.md:3:1: {says} "save_as: timeline/1910/05/index.html", {own}',
        f'content/pages/front.md:2:1: {says} "save_as: index.html", {own}',
    ]
    assert list(broken_links(site)) == []


def test_a_page_without_a_file_is_nobodys_place(project: Path, build: Build, errors: Callable[[], list[str]]) -> None:
    (project / "content/pages").mkdir(exist_ok=True)
    (project / "content/pages/about.md").write_text("Title: About\n\nUs.\n")
    build(PAGE_SAVE_AS="", DATELINE_SITEMAP="")
    assert errors() == []


def test_a_plugin_that_writes_pages_writes_all_of_them(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    class Noting(Writer):
        def write_file(self, name: str, *arguments: Any, **options: Any) -> None:
            written.append(name)
            super().write_file(name, *arguments, **options)

    def noting(_: object) -> type[Writer]:
        return Noting

    monkeypatch.setattr(processes, "FEW", 0)
    with get_writer.connected_to(noting):
        site = build()
    assert {page.relative_to(site).as_posix() for page in pages(site)} <= set(written)


def test_an_article_with_a_template_that_is_not_there_has_the_usual_one(
    project: Path, build: Build, errors: Callable[[], list[str]]
) -> None:
    (project / "content/odd.md").write_text("Title: Odd\nDate: 1910-05-20\nTemplate: ../../x\n\nMe.\n")
    assert texts(build() / "articles/odd.html", "h1") == ["Odd"]
    assert errors() == ['content/odd.md:3:11: error: there is no such template, found "../../x"']
