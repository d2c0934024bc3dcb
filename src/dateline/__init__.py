"""Dateline turns dated articles into a timeline people can trust.

    text -> mentions -> resolutions -> entries -> YAML -> pages

``tag`` gives the TIMEX3 annotations of a plain text, ``explain`` how each was reached, ``extract`` the timeline entries
of a text. Reading article files, keeping timelines as YAML and building the site are commands: ``dateline --help``.

>>> import dateline
>>> [(timex["text"], timex["value"]) for timex in dateline.tag("It rained on Friday.", "1970-04-14")]
[('Friday', '1970-04-10')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import DatelineError
    from dateline.model import Entry, Resolution
    from dateline.pipeline import explain, extract, tag

__all__ = ["DatelineError", "Entry", "Resolution", "explain", "extract", "tag"]
_PLACES = {"DatelineError": "errors", "Entry": "model", "Resolution": "model"}


def __getattr__(name: str) -> Any:
    """Import what is asked for: all of it takes most of a second, which the command line is not to wait for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"dateline.{_PLACES.get(name, 'pipeline')}"), name)
    return found
