"""From resolutions to entries, from the entries of many articles to events, and to what matters of them.

``compose`` makes the entries of an article; ``events_of`` finds which entries tell of one happening, ``event_of`` makes
an event of them with its date and its headline; ``passages_of`` gives the sentences of an article as ``digest`` ranks
them, days and sentences alike.
"""

from __future__ import annotations

from dateline.summarization.composer import compose
from dateline.summarization.events import Event, event_of, events_of, grouped
from dateline.summarization.names import unified
from dateline.summarization.ranking import Collection, digest, given, importance_of_groups, passages_of

__all__ = [
    "Collection",
    "Event",
    "compose",
    "digest",
    "event_of",
    "events_of",
    "given",
    "grouped",
    "importance_of_groups",
    "passages_of",
    "unified",
]
