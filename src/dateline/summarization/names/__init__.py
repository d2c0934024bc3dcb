"""The people, organisations and places that sentences name; see ``named_in``, and ``unified`` for many articles."""

from __future__ import annotations

from dateline.summarization.names.recognizer import Named, named_in, names_in, names_within
from dateline.summarization.names.variants import unified
from dateline.summarization.names.words import Kind

__all__ = ["Kind", "Named", "named_in", "names_in", "names_within", "unified"]
