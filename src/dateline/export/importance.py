"""Importance with its reasons, in words and as plain data."""

from __future__ import annotations

from dateline.model import Importance


def importance_in_words(importance: Importance) -> str:
    """Return how important something is, and what counts most for it."""
    return f"importance {importance.value:.2f}: {'; '.join(importance.reasons())}"


def parts_as_data(importance: Importance) -> dict[str, dict[str, float | str]]:
    """Return the parts of an importance by their names."""
    return {name: {"value": round(part.value, 4), "says": part.says} for name, part in importance.parts.items()}
