"""The pages of a built site, as tests look at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html


def read(page: Path) -> Any:
    return html.fromstring(page.read_text("utf-8"))


def find(element: Any, selector: str) -> list[Any]:
    """The elements that a selector made of ``tag.class`` and blanks means."""
    path = "."
    for step in selector.split():
        tag, _, name = step.partition(".")
        condition = f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" if name else ""
        path += f"//{tag or '*'}{condition}"
    found: list[Any] = element.xpath(path)
    return found


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def texts(page: Path, selector: str) -> list[str]:
    return [words(element) for element in find(read(page), selector)]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def broken_links(site: Path, site_url: str = "") -> Iterator[str]:
    """Links of the site's pages to files or fragments that are not there."""
    anchors = {page: {element.get("id") for element in read(page).iter() if element.get("id")} for page in pages(site)}
    for page in anchors:
        for element in read(page).xpath("//*[@href or @src]"):
            link = element.get("href") or element.get("src")
            address = f"./{link.removeprefix(site_url).lstrip('/')}" if site_url and link.startswith(site_url) else link
            parts = urlsplit(address)
            if parts.scheme:
                continue
            base = site if address is not link else page.parent
            target = (base / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() and site_url else target
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors[target]):
                yield f"{page.relative_to(site)}: {link}"
