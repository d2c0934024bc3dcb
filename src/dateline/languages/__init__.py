"""Languages as data: a folder of YAML a language, compiled once a process.

``load_language("en")`` is all that the rest of the program needs; docs/languages.md tells how to add a language.
"""

from __future__ import annotations

from dateline.languages.compiler import Language, load_language

__all__ = ["Language", "load_language"]
