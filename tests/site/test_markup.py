from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.site.browsing import KINDS
from tests.site.built import pages, read

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")

REFERENCES = "aria-labelledby aria-describedby aria-controls aria-owns aria-details for list headers".split()
PARENTS = {
    "li": {"ol", "ul"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "option": {"select", "optgroup"},
    "main": {"body"},
}
"""Where elements may stand; a strict parser takes them anywhere."""
PHRASING = set("p h1 h2 h3 h4 h5 h6 span b i cite time label summary button mark".split())
BLOCKS = set("p div ul ol dl li section article aside nav details figure table form".split())


def strictly(page: Path) -> Any:
    """The tree of a page, if it has no parse error."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(page.read_text("utf-8"))


def complaints(page: Path) -> list[str]:
    """What an HTML checker would find wrong in a page that can be parsed."""
    tree = strictly(page)
    elements = [each for each in tree.getroot().iter() if isinstance(each.tag, str)]
    ids = [each.get("id") for each in elements if each.get("id") is not None]
    found = [f"id {each!r} is not unique" for each in set(ids) if ids.count(each) > 1]
    found += [f"id {each!r} is none" for each in ids if not each or " " in each]
    for element in elements:
        for name in REFERENCES:
            found += [f"{name} {each!r} is not there" for each in element.get(name, "").split() if each not in ids]
        parent = element.getparent()
        if element.tag in PARENTS and parent.tag not in PARENTS[element.tag]:
            found.append(f"{element.tag} in {parent.tag}")
        if parent is not None and parent.tag in {"ul", "ol"} and element.tag not in {"li", "template", "script"}:
            found.append(f"{element.tag} in {parent.tag}")
        within = {each.tag for each in element.iterancestors()}
        if element.tag in BLOCKS and within & PHRASING:
            found.append(f"{element.tag} in {within & PHRASING}")
        if element.tag in {"a", "button", "summary", "label"} and within & {"a", "button"}:
            found.append(f"{element.tag} in {within & {'a', 'button'}}")
        if element.tag == "img" and element.get("alt") is None:
            found.append("img without alt")
    return found


def levels(page: Path) -> list[int]:
    return [int(each.tag[1]) for each in read(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_strict_parser_and_a_checker_find_nothing(kinds: Path, kind: str) -> None:
    assert complaints(kinds / KINDS[kind]) == []


def test_every_page_of_hostile_texts_is_valid(hostile: Path) -> None:
    assert {page.relative_to(hostile).as_posix(): found for page in pages(hostile) if (found := complaints(page))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_a_language_a_title_and_one_main_part(kinds: Path, kind: str) -> None:
    page = read(kinds / KINDS[kind])
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert len(page.findall(".//main")) == len(page.findall(".//h1")) == 1
    assert page.findtext(".//title").endswith("Apollo 13")
    assert len(page.xpath("//meta[@name='description'][string-length(@content) > 0]")) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_leaves_out_a_level(kinds: Path, kind: str) -> None:
    found = levels(kinds / KINDS[kind])
    assert found[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(found)), found


def test_no_two_pages_have_one_title(story: Path, crowded: Path) -> None:
    for site in (story, crowded):
        titles = [read(page).findtext(".//title") for page in pages(site)]
        assert sorted(titles) == sorted(set(titles))


def test_entries_are_written_without_what_html_can_do_without(story: Path) -> None:
    home = (story / "index.html").read_text("utf-8")
    entry = home[home.index('<article class="entry') :]
    entry = entry[: entry.index("</article>")]
    assert "<h5 id=" in entry or "<h4 id=" in entry or "<h3 id=" in entry
    assert 'id="' not in entry.partition("</h")[0]
    assert "</p>" not in entry.partition("<div>")[0]
