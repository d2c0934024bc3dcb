"""What the plugin writes beside the pages: the timeline for other programs, the sitemap, the card and the colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.utils import sanitised_join

from dateline.export.formats import FORMATS
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.sitemap import sitemap_files
from dateline.export.tidy import tidy_entries
from dateline.export.views import EntryView, OverviewView
from dateline.sitesettings import colours_css


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """Files of a site in its ``output`` folder; ``addresses`` are those of its pages, from its root.

    The card has the ``span`` in words and the ``count`` of what happened, and the ``overview``, which is worked out if
    there is to be a card.
    """

    output: Path
    settings: Mapping[str, Any]
    publication: Publication
    span: str
    count: int
    overview: Callable[[], OverviewView | None]
    addresses: Sequence[str]

    def write(self) -> None:
        """Write all that the settings ask for; a sitemap and a card only where the site's address is known."""
        settings = self.settings
        if settings["DATELINE_COLOURS"]:
            self._save(f"{settings['THEME_STATIC_DIR']}/css/colours.css", colours_css(settings["DATELINE_COLOURS"]))
        if settings["DATELINE_SITEMAP"]:
            sitemap = sitemap_files(self.publication, settings["DATELINE_SITEMAP"], self.addresses)
            for file, text in sitemap.items():
                self._save(file, text)
        if self.publication.site and settings["DATELINE_CARD"]:
            from dateline.export.card import draw_card  # noqa: PLC0415 - its libraries take a quarter of a second

            count = f"{self.count} {'entry' if self.count == 1 else 'entries'}"
            colours = settings["DATELINE_COLOURS"]
            card = draw_card(self.publication, self.span, count, self.overview(), colours)
            _path(self.output, settings["DATELINE_CARD"]).write_bytes(card)

    def _save(self, file: str, text: str) -> None:
        _save(self.output, file, text)


def write_exports(
    output: Path, settings: Mapping[str, Any], publication: Publication, entries: Sequence[EntryView]
) -> None:
    """Write the timeline for other programs, in all the formats that the settings ask for."""
    tidied = tidy_entries(entries)
    for name, file in settings["DATELINE_EXPORTS"].items():
        if file:
            _save(output, file, FORMATS[name].write(publication, tidied, Outlet(file, settings["FEED_MAX_ITEMS"])))


def _save(output: Path, file: str, text: str) -> None:
    _path(output, file).write_text(text, "utf-8", newline="\n")


def _path(output: Path, file: str) -> Path:
    path = Path(sanitised_join(str(output), file))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
