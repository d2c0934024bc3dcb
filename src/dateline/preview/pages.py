"""What the preview adds to a page that it sends: a script, and leave for it in the page's Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from html import escape
from html.parser import HTMLParser

OWN = "/.dateline/"
"""Where the preview's own files are; nothing of the site is there."""
POLICY = "content-security-policy"
# What the script needs: itself, news, and its style sheet. An -elem directive stands in for the one it belongs to.
NEEDED = ("connect-src", "script-src", "style-src")
NARROWER = ("script-src-elem", "style-src-elem")
# One character for each byte, and so the same bytes again, whatever they mean; markup is ASCII in all that pages use.
BYTEWISE = "latin-1"


def previewed(page: bytes, pages: str, styles: str) -> bytes:
    """Return a page with the script that follows the site, which its policies are loosened for.

    ``pages`` and ``styles`` tell the script which build the page is of.
    """
    text = page.decode(BYTEWISE)
    marks = _Marks(text)
    script = f'<script src="{OWN}reload.js" data-pages="{escape(pages)}" data-styles="{escape(styles)}" defer></script>'
    edits = [*marks.policies, (marks.end_of_head, marks.end_of_head, script)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode(BYTEWISE, "xmlcharrefreplace")


def loosened(policy: str) -> str:
    """Return a Content-Security-Policy that also lets a page have scripts, style sheets and news of its own server.

    What it allows besides stays as it is. A directive that is not there goes by ``default-src``, and is written out
    where that is too narrow; without either there is nothing to loosen.
    """
    directives = _directives(policy)
    default = directives.get("default-src")
    for name in (*NEEDED, *(each for each in NARROWER if each in directives)):
        if (sources := directives.get(name, default)) is not None:
            directives[name] = _with_self(sources)
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _directives(policy: str) -> dict[str, tuple[str, ...]]:
    """The directives of a policy by name; of several that share a name browsers take the first."""
    directives: dict[str, tuple[str, ...]] = {}
    for directive in policy.split(";"):
        if words := directive.split():
            directives.setdefault(words[0].lower(), tuple(words[1:]))
    return directives


def _with_self(sources: tuple[str, ...]) -> tuple[str, ...]:
    """Add the page's own server to sources; 'none' has a meaning only alone."""
    kept = tuple(source for source in sources if source.lower() != "'none'")
    return kept if "'self'" in map(str.lower, kept) else (*kept, "'self'")


class _Marks(HTMLParser):
    """Where a page's head ends, and its policies' elements with what is to stand in their place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policies: list[tuple[int, int, str]] = []
        self.end_of_head = len(text)
        self._found_end = False
        self._lines = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
        with suppress(AssertionError):  # it gives up at some marked sections; then what was found so far has to do
            self.feed(text)
            self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._end_head()
        if tag != "meta":
            return
        attributes: dict[str, str] = {}
        for name, value in attrs:  # of two with one name browsers take the first
            attributes.setdefault(name, value or "")
        if attributes.get("http-equiv", "").strip().lower() == POLICY:
            start = self._place()
            self.policies.append((start, start + len(self.get_starttag_text() or ""), _element(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self._end_head()

    def _end_head(self) -> None:
        if not self._found_end:
            self._found_end = True
            self.end_of_head = self._place()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _element(tag: str, attributes: Mapping[str, str]) -> str:
    changed = {**attributes, "content": loosened(attributes.get("content", ""))}
    written = (f'{name}="{_quoted(value)}"' for name, value in changed.items())
    return f"<{' '.join((tag, *written))}>"


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")
