"""The people, organisations and places that sentences name; see ``names_in``, and ``unified`` for many articles."""

from __future__ import annotations

from dateline.summarization.names.recognizer import names_in
from dateline.summarization.names.variants import unified

__all__ = ["names_in", "unified"]
