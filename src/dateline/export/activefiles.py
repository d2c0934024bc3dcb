"""Files beside articles that a browser or a server would run instead of showing them, SVG pictures among them."""

from __future__ import annotations

import re
from pathlib import PurePath
from xml.parsers import expat

RUN_BY_BROWSERS = frozenset(
    ".appcache .asis .atom .cjs .dhtml .hta .htc .htm .html .js .jsm .manifest .mht .mhtml .mjs .rdf .rss .svgz .swf "
    ".vbs .wasm .webmanifest .xbl .xht .xhtml .xml .xsd .xsl .xslt .xul".split()
)
RUN_BY_SERVERS = frozenset(
    ".ashx .asmx .asp .aspx .cfm .cgi .fcgi .jsp .jspx .phar .php .php3 .php4 .php5 .php7 .php8 .phps .pht .phtml "
    ".shtm .shtml .stm".split()
)
SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
SCRIPTED = frozenset("embed foreignobject handler iframe listener object script".split())
SCRIPT_ADDRESS = re.compile(
    r"[\x00-\x20]*(?:javascript|vbscript|data:(?!image/(?:avif|gif|jpeg|png|webp)(?:[;,]|$)))", re.I
)
WITHIN = re.compile(r"[\t\n\r]")
DEEPEST = 250


def is_active(name: str) -> bool:
    """Tell by its name whether a file is one that browsers or servers run; pictures (``.svg``) are not judged by it.

    >>> [is_active(name) for name in ("a.html", "a.PHP.txt", "a.pdf", "a.svg")]
    [True, True, False, False]
    """
    return any(suffix.lower() in RUN_BY_BROWSERS | RUN_BY_SERVERS for suffix in PurePath(name).suffixes)


def is_svg(name: str) -> bool:
    """Tell by its name whether a file is an SVG picture."""
    return PurePath(name).suffix.lower() == ".svg"


def what_runs(svg: bytes) -> str:
    """Return what in an SVG picture could run where it is opened, or why that cannot be told; "" if nothing could.

    >>> what_runs(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")
    'the attribute onload'
    """
    inspection = _Inspection()
    try:
        inspection.parser.Parse(svg, True)
    except expat.ExpatError as error:
        return inspection.found or f"markup that is no XML ({expat.ErrorString(error.code)}, line {error.lineno})"
    except _FoundError:
        pass
    return inspection.found


class _FoundError(Exception):
    """There is something; the rest does not matter."""


class _Inspection:
    """Goes through a picture element by element, and stops at the first thing that could run."""

    def __init__(self) -> None:
        self.found = ""
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def _stop(self, found: str) -> None:
        self.found = found
        raise _FoundError

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._depth += 1
        if name.lower() in SCRIPTED or space == XHTML:
            self._stop(f"the element {name}")
        if self._depth == 1 and (space, name) != (SVG, "svg"):
            self._stop(f"the element {name} in the place of svg")
        if self._depth > DEEPEST:
            self._stop(f"elements nested more than {DEEPEST} deep")
        for key, value in attributes.items():
            attribute = key.rpartition(" ")[2]
            if attribute.lower().startswith("on"):
                self._stop(f"the attribute {attribute}")
            if any(SCRIPT_ADDRESS.match(WITHIN.sub("", part)) for part in value.split(";")):
                self._stop(f"a script in the attribute {attribute}")

    def _end(self, tag: str) -> None:  # noqa: ARG002 - the parser's
        self._depth -= 1

    def _entity(self, name: str, *_: object) -> None:
        self._stop(f"the entity {name}")

    def _instruction(self, target: str, data: str) -> None:  # noqa: ARG002 - the parser's
        self._stop(f"the instruction {target}")
