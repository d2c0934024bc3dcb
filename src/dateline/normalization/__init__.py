"""From mentions to values: which anchor, which direction, and why. ``normalize`` is the one function to call."""

from __future__ import annotations

from dateline.normalization.normalizer import normalize
from dateline.normalization.story import Style, style_named

__all__ = ["Style", "normalize", "style_named"]
