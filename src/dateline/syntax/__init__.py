"""From the text of a sentence to its dependency tree, in Universal Dependencies (UD 2).

Only languages with a model have trees; see docs/languages.md for how a model is trained.
"""

from __future__ import annotations

from dateline.syntax.parser import Parser
from dateline.syntax.tree import Token, Tree

__all__ = ["Parser", "Token", "Tree"]
