"""The HTML of articles, which anyone may have written, without what could act on its own in a reader's browser.

It is meant for what a reader of Pelican's gives, before Pelican puts addresses in the place of ``{filename}launch.md``
and the like, so that these placeholders are judged as well: Pelican works them out without a look at what they hold.
"""

from __future__ import annotations

import re

import nh3

from dateline.export.fragments import is_taken

SCHEMES = frozenset({"http", "https", "mailto"})
LINK_SCHEMES = SCHEMES | {"tel"}

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
AROUND = "".join(map(chr, range(0x21))) + "\x7f"
"""What browsers take off the ends of an address: control characters and blanks."""
WITHIN = re.compile(r"[\t\n\r]")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
PICTURE = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp);base64,[a-z0-9+/=\s]*", re.IGNORECASE)
# Pelican's INTRASITE_LINK_REGEX with the words that it knows, for the whole of an address.
PLACEHOLDER = re.compile(r"[{|](?:attach|author|category|filename|index|static|tag)[|}](?P<rest>[^<>\"]*)", re.DOTALL)
# Pelican takes this for an address, whichever attribute it stands in, and writes what it finds there unescaped.
HIDDEN_PLACEHOLDER = re.compile(r"(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*[\"'][{|]")

TAGS = frozenset(
    """
    a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p pre q
    rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr
    track tt u ul var video wbr
    """.split()
)
# Elements that go with all that is in them. Others that are not in TAGS, such as a form, leave what they hold: there
# are pages whose whole text stands in one.
WHOLE = frozenset(
    """
    applet button canvas datalist iframe math noembed noframes noscript optgroup option script select style svg
    template textarea title
    """.split()
)
NAMES = frozenset({"id", "name"})
ADDRESSES = frozenset({"cite", "href", "poster", "src"})
CELL = frozenset({"align", "colspan", "headers", "rowspan", "valign"})
PLAYER = frozenset({"controls", "loop", "muted", "preload", "src"})
ATTRIBUTES = {
    "*": frozenset({"class", "dir", "id", "lang", "role", "title"}),
    "a": frozenset({"href", "hreflang", "name", "rel", "type"}),
    "audio": PLAYER,
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"align", "span", "width"}),
    "colgroup": frozenset({"align", "span", "width"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "decoding", "height", "loading", "src", "width"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "type"}),
    "td": CELL,
    "th": CELL | {"abbr", "scope"},
    "time": frozenset({"datetime"}),
    "track": frozenset({"default", "kind", "label", "src", "srclang"}),
    "tr": frozenset({"align", "valign"}),
    "video": PLAYER | {"height", "playsinline", "poster", "width"},
}


def clean_html(html: str) -> str:
    """Return an article's HTML with what articles need, and nothing that runs, asks or takes the page over.

    Links stay as they are written, relative ones and Pelican's placeholders too. Comments go. What comes out is well
    formed, whatever went in, and comes out of a second cleaning as it is.
    """
    return _CLEANER.clean(html)


def safe_url(url: str) -> str:
    """Return an address if its scheme is http, https or mailto, or if it is relative; "" for any other.

    Browsers take blanks and control characters off the ends of an address and line ends and tabs out of it, and so
    does this. An address with other control characters in it is none. What comes out is plain text: in HTML it is
    still to be escaped.
    """
    return _checked(url, SCHEMES)


def _checked(url: str, schemes: frozenset[str]) -> str:
    bare = WITHIN.sub("", url.strip(AROUND).strip())
    if CONTROL.search(bare):
        return ""
    scheme = SCHEME.match(bare)
    return "" if scheme and scheme[1].lower() not in schemes else bare


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute is to hold, None if it is to go; tag and attribute are known to be allowed."""
    if HIDDEN_PLACEHOLDER.search(value):
        return None
    if name in NAMES:
        return _own_name(value)
    return _address(tag, name, value) if name in ADDRESSES else value


def _own_name(name: str) -> str:
    """Return the name of a place, another one if the page that the article comes to stand in has such a place."""
    return f"text-{name}" if is_taken(name) else name


def _address(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src" and PICTURE.fullmatch(value):
        return value
    bare = _checked(value, LINK_SCHEMES)
    if bare.startswith("#"):
        return f"#{_own_name(bare[1:])}"
    if not bare.startswith(("{", "|")):
        return bare if bare or not value else None
    # Pelican moves a scheme that stands after the placeholder to the front: {tag}javascript:… would run. One that it
    # does not know, or that does not end, it may look for the end of in the attributes that follow.
    placeholder = PLACEHOLDER.fullmatch(bare)
    return bare if placeholder and not SCHEME.match(placeholder["rest"].lstrip(AROUND)) else None


# There are no targets, so a link opens nothing that could reach back to the page; and which sites a reader comes from
# is for the site's own policy to tell, not for each link: links get no rel, and keep the author's.
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=WHOLE,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    generic_attribute_prefixes={"aria-"},
    link_rel=None,
    strip_comments=True,
    url_schemes=LINK_SCHEMES | {"data"},  # of which only pictures are left
)
