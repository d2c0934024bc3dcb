"""From resolutions to entries: which sentences tell of something, and under which headline; see ``compose``."""

from __future__ import annotations

from dateline.summarization.composer import compose

__all__ = ["compose"]
