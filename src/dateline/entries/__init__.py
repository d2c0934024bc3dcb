"""The entries of an article by dependency trees: what happened at each time, its headline, its status.

Not used by ``extract`` yet, which makes entries by ``dateline.summarization.composer``.
"""

from __future__ import annotations

from dateline.entries.composer import compose

__all__ = ["compose"]
