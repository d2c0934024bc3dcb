"""The timeline as a table (CSV, RFC 4180), a row an entry, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from dateline.export.isodates import iso_span
from dateline.export.outlet import Outlet
from dateline.export.publication import Publication
from dateline.export.tidy import tidy_entries
from dateline.export.views import EntryView

COLUMNS = (
    "id", "edtf", "start", "end", "date", "title", "text", "when", "why", "confidence", "also", "tellings", "tags",
    "sources", "url", "disputed", "readings", "status",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula, as also East Asian ones type it."""
INERT = "'"


def write(publication: Publication, entries: Sequence[EntryView], outlet: Outlet) -> str:
    """Return the table, its rows in the order of time; what is several stands on lines of its own in its cell."""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for entry in tidy_entries(entries):
        table.writerow([inert(cell) for cell in _cells(publication, entry, outlet)])
    return out.getvalue()


def inert(cell: str) -> str:
    """Return a cell that a spreadsheet will not take for a formula, whatever article or file it comes from."""
    return INERT + cell if cell.startswith(FORMULA) else cell


def _cells(publication: Publication, entry: EntryView, outlet: Outlet) -> list[str]:
    start, end = iso_span(entry.date.edtf)
    return [
        entry.anchor,
        entry.date.edtf,
        start,
        end,
        entry.date.words,
        entry.title,
        entry.text,
        entry.when,
        entry.why,
        "" if entry.confidence is None else f"{entry.confidence / 100:.2f}",
        _lines(each.edtf for each in entry.also),
        str(len(entry.tellings) or 1),
        _lines(tag.name for tag in entry.tags),
        _lines(f"{each.title} <{outlet.link(publication, each.url)}>" for each in entry.sources),
        outlet.link(publication, entry.url),
        "yes" if entry.disputed else "no",
        _lines(each.date.edtf for each in entry.readings),
        entry.status,
    ]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
