"""The addresses of all pages, for search engines (sitemaps.org, version 0.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from posixpath import splitext
from urllib.parse import quote

from dateline.export.publication import Publication
from dateline.export.tidy import clean

MOST = 50_000
"""In one file; with more, search engines want several and one that lists them."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
RESERVED = "%/:=&?~#+!$,;'@()*[]"


def write_sitemap(addresses: Sequence[str]) -> str:
    """Return a sitemap of whole addresses, in their order."""
    return _file("urlset", "url", addresses)


def sitemap_files(publication: Publication, file: str, urls: Sequence[str]) -> Mapping[str, str]:
    """Return the files of a site's sitemap by their places; ``urls`` and ``file`` count from the root of the site.

    There is one, or if one cannot hold all, several with numbers, and ``file`` lists them. There is none where the
    address of the site is not known: a sitemap has whole addresses.
    """
    if not publication.site:
        return {}
    addresses = [publication.address(url) for url in dict.fromkeys(urls)]
    if len(addresses) <= MOST:
        return {file: write_sitemap(addresses)}
    name, suffix = splitext(file)
    parts = [addresses[start : start + MOST] for start in range(0, len(addresses), MOST)]
    files = {f"{name}-{number}{suffix}": write_sitemap(part) for number, part in enumerate(parts, 1)}
    return {file: _file("sitemapindex", "sitemap", [publication.address(each) for each in files])} | files


def _file(root: str, item: str, addresses: Sequence[str]) -> str:
    items = "".join(f"  <{item}><loc>{_location(address)}</loc></{item}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}">\n{items}</{root}>\n'


def _location(address: str) -> str:
    return escape(quote(clean(address), safe=RESERVED))
