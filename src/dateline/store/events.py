"""The events of YAML: from libyaml, 30 times as fast, where it reads the same as ruamel.yaml, else from ruamel.yaml.

The two differ in tabs, in line ends that only YAML 1.1 has, in the names of anchors and in rare punctuation. Where any
of that may be in a text, and where libyaml finds an error, ruamel.yaml reads the text and has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml.events as libyaml
from ruamel.yaml import YAML
from ruamel.yaml import events as ruamel
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import Resolver
from yaml import YAMLError

try:
    from yaml.cyaml import CParser
except ImportError:  # PyYAML was built without libyaml
    CParser = None

ALIAS = (ruamel.AliasEvent, libyaml.AliasEvent)
DOCUMENT_START = (ruamel.DocumentStartEvent, libyaml.DocumentStartEvent)
DOCUMENT_END = (ruamel.DocumentEndEvent, libyaml.DocumentEndEvent)
MAPPING_START = (ruamel.MappingStartEvent, libyaml.MappingStartEvent)
MAPPING_END = (ruamel.MappingEndEvent, libyaml.MappingEndEvent)
SCALAR = (ruamel.ScalarEvent, libyaml.ScalarEvent)
SEQUENCE_START = (ruamel.SequenceStartEvent, libyaml.SequenceStartEvent)
SEQUENCE_END = (ruamel.SequenceEndEvent, libyaml.SequenceEndEvent)

UNUSUAL = re.compile(
    r"""
      \?(?<![^\s\-\[{,:]\?)(?![^\s:])        # a key after a question mark
    | ["'\]}]\s*:(?=\S)                      # a value right after the colon, as in JSON
    | [|>][-+\d]*\#                          # a comment right after the head of a block
    | [|>][^|>\r\n]*(?:\r\n?|\n)[ ]+(?:[\r\n]|\Z)  # a block that begins with a line of blanks
    | ^(?:%|\.\.\.)                          # a directive, an end of a document
    """,
    re.VERBOSE | re.MULTILINE,
)
TEXT = "tag:yaml.org,2002:str"
OTHER_BLANKS = ("\t", "\x85", "\u2028", "\u2029", "\ufeff")


class UnsureError(Exception):
    """What libyaml reads may not be what ruamel.yaml reads."""


class Whole:
    """A text as ruamel.yaml reads it."""

    def __init__(self, source: str) -> None:
        self._yaml = YAML(typ="safe", pure=True)
        self.events: Iterator[Any] = self._yaml.parse(source)
        """They raise ``ruamel.yaml.error.YAMLError`` as they are taken."""

    def tag_of(self, event: Any) -> str:
        """Return the tag that a person wrote or that YAML gives a scalar."""
        tag = event.ctag
        if tag is None or str(tag) == "!":
            tag = self._yaml.resolver.resolve(ScalarNode, event.value, event.implicit)
        return str(tag)


class Quick:
    """A text as libyaml reads it."""

    def __init__(self, source: str) -> None:
        self.events = _sure_events(source)
        """They raise ``UnsureError`` as they are taken, also at an error."""

    def tag_of(self, event: Any) -> str:
        """Return the tag that YAML gives a scalar."""
        return _plain_tag(event.value) if event.implicit[0] else TEXT


def quick(source: str) -> Quick | None:
    """Return a text as libyaml reads it, None where that may not be what ruamel.yaml reads."""
    if CParser is None or any(blank in source for blank in OTHER_BLANKS) or UNUSUAL.search(source):
        return None
    return Quick(source)


def _sure_events(source: str) -> Iterator[Any]:
    root = True
    try:
        parser = CParser(source)
        while not isinstance(event := parser.get_event(), libyaml.StreamEndEvent):
            if isinstance(event, libyaml.NodeEvent):
                is_odd = root and not isinstance(event, libyaml.MappingStartEvent)
                if is_odd or event.anchor or getattr(event, "tag", None):
                    raise UnsureError
                root = False
            yield event
    except (YAMLError, UnicodeEncodeError):  # the latter of half a character
        raise UnsureError from None


@lru_cache(maxsize=1024)
def _plain_tag(text: str) -> str:
    return str(_YAML_1_2.resolve(ScalarNode, text, (True, False)))


_YAML_1_2 = Resolver()
