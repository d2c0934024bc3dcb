"""``python -m dateline.cli``: the same as ``dateline``."""

from __future__ import annotations

from dateline.cli import main

main()
