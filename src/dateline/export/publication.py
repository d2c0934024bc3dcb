"""What a timeline says of itself to readers that are programs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publication:
    """A published timeline, and where it is.

    ``site`` is its address without a slash after; where none is known (a site built to be read from the disk), it is
    "", and addresses of entries then count from the root of the site. ``language`` is a tag such as ``en`` or
    ``pt-BR``.
    """

    title: str
    subtitle: str = ""
    author: str = ""
    language: str = "en"
    site: str = ""

    def address(self, url: str) -> str:
        """Return the whole address of something whose address counts from the root of the site, or is whole already."""
        return f"{self.site}/{url}" if self.site and not is_whole(url) else url


def is_whole(url: str) -> bool:
    """Tell whether an address is one of the web, and does not count from the root of the site."""
    return url[:8].lower().startswith(("http://", "https://"))
