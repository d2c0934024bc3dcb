"""What the outside world reads: one module a format. Pure functions from values and entries to text and records."""

from __future__ import annotations
