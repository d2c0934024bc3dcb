"""One happening told by several articles: which entries are one, when it was, and how it is told best."""

from __future__ import annotations

from dateline.summarization.events.clustering import events_of
from dateline.summarization.events.event import Event, event_of, grouped

__all__ = ["Event", "event_of", "events_of", "grouped"]
