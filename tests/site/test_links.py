from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from tests.site.browsing import Visit, serving
from tests.site.built import broken_links, pages, read
from tests.site.conftest import build_site, copy_story

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PUBLIC = "https://x.example/repo"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built for its public address."""
    return build_site(copy_story(tmp_path_factory.mktemp("public")), SITEURL=PUBLIC, RELATIVE_URLS=False)


@pytest.fixture(scope="module")
def public_at_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built for a host of its own."""
    return build_site(copy_story(tmp_path_factory.mktemp("root")), SITEURL="https://x.example", RELATIVE_URLS=False)


def file_of(site: Path, address: str, base: str = PUBLIC) -> Path:
    """The file that a server shows at an address of the site."""
    assert address.startswith(f"{base}/"), address
    path = site / unquote(urlsplit(address).path.removeprefix(f"{urlsplit(base).path}/"))
    return path / "index.html" if path.is_dir() else path


def links(page: Path) -> Iterator[str]:
    for element in read(page).xpath("//*[@href or @src]"):
        yield element.get("href") or element.get("src")


@pytest.mark.parametrize("name", ["site", "story", "crowded", "empty"])
def test_every_link_and_fragment_is_there_on_the_disk(request: pytest.FixtureRequest, name: str) -> None:
    assert list(broken_links(request.getfixturevalue(name))) == []


def test_every_link_of_a_public_site_in_a_folder_of_its_host_is_there(public: Path) -> None:
    assert list(broken_links(public, PUBLIC)) == []


def test_every_link_of_a_public_site_at_the_root_is_there(public_at_root: Path) -> None:
    assert list(broken_links(public_at_root, "https://x.example")) == []


def test_links_on_the_disk_name_their_file_and_stay_inside(story: Path) -> None:
    for page in pages(story):
        for link in links(page):
            parts = urlsplit(link)
            if not parts.scheme:
                target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
                assert target.is_file(), (page, link)
                assert target.is_relative_to(story.resolve()), (page, link)


def test_public_links_name_folders_without_their_index(public: Path) -> None:
    for page in pages(public):
        assert not [link for link in links(page) if "index.html" in link], page


def test_pages_say_their_own_address(public: Path) -> None:
    for page in pages(public):
        tree = read(page)
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        assert canonical == tree.xpath("//meta[@property='og:url']/@content")
        if page.name != "404.html":
            assert [file_of(public, address) for address in canonical] == [page]


def test_a_site_of_no_address_says_none(story: Path) -> None:
    for page in pages(story):
        tree = read(page)
        assert tree.xpath("//link[@rel='canonical'] | //meta[@property='og:url' or @property='og:image']") == [], page


def test_the_picture_for_sharing_is_there(public: Path) -> None:
    for page in pages(public):
        for address in read(page).xpath("//meta[@property='og:image']/@content"):
            assert file_of(public, address).read_bytes()[:4] == b"\x89PNG"


def test_the_sitemap_lists_every_page_but_one_by_its_address(public: Path) -> None:
    sitemap = etree.fromstring((public / "sitemap.xml").read_bytes())
    listed = [file_of(public, each.text) for each in sitemap.findall("s:url/s:loc", SITEMAP)]
    assert len(listed) == len(set(listed))
    assert {page for page in pages(public) if page.name != "404.html"} == set(listed)


def test_the_page_for_what_is_not_there_works_at_any_depth(public: Path) -> None:
    for link in links(public / "404.html"):
        if not link.startswith("#"):
            assert link.startswith(f"{PUBLIC}/"), link
            assert file_of(public, link).is_file()


def test_a_public_site_works_where_its_address_says(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = copy_story(tmp_path_factory.mktemp("own"))
    with serving(folder / "output", "/repo") as address:
        build_site(folder, SITEURL=address, RELATIVE_URLS=False)
        with Visit(browser, address) as visit:
            page = visit.open("")
            page.click(".masthead-nav >> text=Browse")
            page.click(".jump >> text=April")
            page.click(".entry h3 a, .entry h4 a")
            page.click(".crumbs a >> nth=-1")
            assert page.url == f"{address}/timeline/1970/"
            page = visit.open("search/?q=moon")
            page.click(".search-results h2 a")
            page.wait_for_selector("h1")
            assert page.url.startswith(f"{address}/articles/")


def test_feeds_and_exports_link_to_pages_that_are_there(public: Path) -> None:
    feed = etree.fromstring((public / "feeds/timeline.atom.xml").read_bytes())
    found = feed.xpath("//*[local-name()='entry']/*[local-name()='link']/@href")
    assert found
    for link in found:
        page = read(file_of(public, urljoin(PUBLIC, link).partition("#")[0]))
        assert page.xpath("//*[@id=$id]", id=unquote(urlsplit(link).fragment)), link
