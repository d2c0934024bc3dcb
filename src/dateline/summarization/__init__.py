"""From resolutions to entries: which sentences tell of something, under which headline. ``compose`` is the function to call."""

from __future__ import annotations

from dateline.summarization.composer import compose

__all__ = ["compose"]
