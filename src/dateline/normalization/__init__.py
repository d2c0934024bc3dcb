"""From mentions to values: which anchor, which direction, and why. ``normalize`` is the one function to call."""

from __future__ import annotations

from dateline.normalization.normalizer import normalize
from dateline.normalization.style import style_named, style_of

__all__ = ["normalize", "style_named", "style_of"]
