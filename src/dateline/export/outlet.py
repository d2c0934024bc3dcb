"""Where a file for other programs stands in the site, and how it leads from there to other parts of it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.export.publication import Publication, is_whole


@dataclass(frozen=True, slots=True)
class Outlet:
    """A file for other programs: its place, counted from the root of the site, and how many entries a feed may hold.

    ``limit`` None is for all of them.
    """

    file: str = ""
    limit: int | None = None

    def link(self, publication: Publication, url: str = "") -> str:
        """Return the address of something of the site, or of its root: whole, or else as seen from this file.

        >>> Outlet("feeds/a.xml").link(Publication("T"), "b/"), Outlet().link(Publication("T", site="https://x.org"))
        ('../b/', 'https://x.org/')
        """
        if publication.site or is_whole(url):
            return publication.address(url)
        return "../" * self.file.count("/") + url or "./"
