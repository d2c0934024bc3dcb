"""What matters: the importance of days and events, and the sentences that tell them."""

from __future__ import annotations

from dateline.summarization.ranking.collection import Collection
from dateline.summarization.ranking.digest import digest
from dateline.summarization.ranking.importance import given, importance_of_groups
from dateline.summarization.ranking.passages import passages_of

__all__ = ["Collection", "digest", "given", "importance_of_groups", "passages_of"]
