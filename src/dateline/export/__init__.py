"""What the outside world reads: one module a format. Pure functions from values and entries to text and records."""

from __future__ import annotations

MOST_KEPT = 50_000
"""Results that a function keeps, where dates and names come again and again: more than all but the largest need."""
