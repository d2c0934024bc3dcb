from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Category

from dateline.export.cleaning import clean_html, safe_url

BENIGN = {
    "heading and paragraph": '<h2 id="crew" class="wide">The crew</h2><p lang="la" dir="ltr">Ex luna.</p>',
    "emphasis": "<p><em>a</em> <strong>b</strong> <mark>c</mark> <del>d</del> <ins>e</ins> H<sub>2</sub>O</p>",
    "lists": '<ol start="3" type="a" reversed=""><li value="3">x</li></ol><ul><li>y<ul><li>z</li></ul></li></ul>',
    "definition list": "<dl><dt>LM</dt><dd>The lunar module</dd></dl>",
    "table": (
        '<table><caption>Burns</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col">Time</th>'
        '<th abbr="Δv" align="right">Change</th></tr></thead><tbody><tr><td colspan="2" rowspan="1">none</td></tr>'
        "</tbody></table>"
    ),
    "figure": (
        '<figure><img src="../images/moon.jpg" alt="The Moon" width="640" height="480" loading="lazy">'
        "<figcaption>From 200 km</figcaption></figure>"
    ),
    "quotation": '<blockquote cite="https://example.org/log"><p>Hi</p></blockquote><p><q cite="log.html">x</q></p>',
    "code": (
        '<div class="highlight"><pre><span></span><code class="language-py"><span class="k">def</span> f()</code></pre>'
        "</div><p><code>x</code> <kbd>y</kbd></p>"
    ),
    "footnote": (
        '<p>Text<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p><div class="footnote"><hr><ol>'
        '<li id="fn:1"><p>Note <a href="#fnref:1" class="footnote-backref" role="doc-backlink" title="Back">↩</a></p>'
        "</li></ol></div>"
    ),
    "time": '<p>On <time datetime="1970-04-13">Monday</time></p>',
    "details": '<details open=""><summary>More</summary><p>Text</p></details>',
    "abbreviation": '<p><abbr title="lunar module">LM</abbr></p>',
    "ruby": "<p><ruby>月<rp>(</rp><rt>つき</rt><rp>)</rp></ruby></p>",
    "sound and film": (
        '<audio controls="" src="talk.mp3"></audio><video controls="" poster="{static}/images/a.jpg" width="320">'
        '<source src="a.mp4" type="video/mp4"><track kind="captions" src="a.vtt" srclang="en" label="English"></video>'
    ),
    "picture in the page": '<img src="data:image/png;base64,iVBORw0KGgo=" alt="dot">',
    "outer links": '<a href="https://example.org/?a=1&amp;b=2#c" rel="nofollow">a</a><a href="mailto:a@b.org">b</a>',
    "telephone": '<a href="tel:+15550100">call</a>',
    "relative links": '<a href="../b.html?x=1#y">a</a><a href="/c/">b</a><a href="#d">c</a><a href="//b.org/">d</a>',
    "Pelican's links": (
        '<a href="{filename}/tank.md#crew">a</a><a href="|filename|other.rst">b</a><img src="{static}images/a b.png">'
        '<a href="{attach}it\'s.pdf">c</a><a href="{author}Jane Doe">d</a><a href="{tag}moon">e</a>'
        '<a href="{category}news">f</a><a href="{index}">g</a>'
    ),
    "signs": "<p>1 &lt; 2 &amp; 3 &gt; 2&nbsp;“x” — y</p>",
    "sections": '<section aria-label="Part"><header>x</header><aside class="admonition">y</aside></section>',
    "anchor": '<a name="tank"></a><p>Text</p>',
    "form feed of words": "<p>javascript: is a word, &lt;script&gt; is one too, onclick=x as well</p>",
}
HOSTILE = [
    "<p>text<script>alert(1)</script></p>",
    "<p>text</p><SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<p>text</p><scr<script>ipt>alert(1)</scr</script>ipt>",
    "<p onclick=alert(1) OnMouseOver='alert(1)'>text</p>",
    "<p>text</p><img src=x onerror=alert(1)>",
    '<p>text</p><img src="x"onerror="alert(1)">',
    "<p>text</p><img/src=x/onerror=alert(1)>",
    '<p style="background:url(javascript:alert(1))">text</p>',
    "<style>p { display: none }</style><p>text</p>",
    "<p>text</p><style><img src=x onerror=alert(1)></style>",
    '<a href="javascript:alert(1)">text</a>',
    '<a href="JaVaScRiPt:alert(1)">text</a>',
    '<a href=" \n java\tscript:alert(1)">text</a>',
    '<a href="&#1;javascript:alert(1)">text</a>',
    '<a href="&#106;avascript&colon;alert(1)">text</a>',
    '<a href="jav&#x0A;ascript:alert(1)">text</a>',
    '<a href="vbscript:msgbox(1)">text</a>',
    '<a href="data:text/html,<script>alert(1)</script>">text</a>',
    '<a href="data:image/png;base64,AAAA">text</a>',
    '<p>text</p><img src="data:image/svg+xml;base64,AAAA">',
    '<p>text</p><img src="javascript:alert(1)">',
    '<a href="blob:https://example.org/1">text</a><a href="file:///etc/passwd">.</a>',
    '<p>text</p><iframe src="https://evil.example" srcdoc="<script>alert(1)</script>"></iframe>',
    '<p>text</p><object data="x.swf"><param name=a value=b></object><embed src="x.swf">',
    '<form action="https://evil.example"><p>text</p><input name=password><button formaction=x>Go</button></form>',
    '<p>text</p><textarea autofocus onfocus=alert(1)></textarea><select><option>x</option></select>',
    "<p>text</p><svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<p>text</p><svg><style><a title='</style><img src=x onerror=alert(1)>'></style></svg>",
    "<p>text</p><math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<base href="https://evil.example/"><p>text</p>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><p>text</p>',
    '<link rel="stylesheet" href="https://evil.example/x.css"><p>text</p>',
    "<p>text</p><!--[if IE]><script>alert(1)</script><![endif]-->",
    "<p>text</p><template><script>alert(1)</script></template>",
    '<p>text</p><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<video autoplay src=a.mp4 onplay=alert(1)>text</video>",
    '<a href="x" target="_blank" ping="https://evil.example" download>text</a>',
    '<p contenteditable tabindex=1 accesskey=s hidden data-x=1 slot=a>text</p>',
    '<a href="{x}javascript:alert(1)">text</a>',
    '<a href="{filename}javascript:alert(1)">text</a>',
    '<a href="{tag} java&#9;script:alert(1)//">text</a>',
    '<a href="|self|javascript:alert(1)">text</a>',
    '<a href="{alert(1)%7D" title="}javascript:x">text</a>',
    "<p title=\"href='{self}javascript:alert(1)'\">text</p>",
    '<a href="{filename}a&amp;b.md#&quot; onclick=&quot;alert(1)">text</a>',
    "<p title=\"href='{filename}a&amp;b.md#&quot; onclick=&quot;alert(1)'\">text</p>",
]  # fmt: skip

SETTINGS: dict[str, Any] = {**DEFAULT_CONFIG, "RELATIVE_URLS": True, "DEFAULT_DATE_FORMAT": "%d"}
FORBIDDEN = frozenset(
    """
    applet base button embed form frame iframe input link math meta noscript object option script select style svg
    template textarea
    """.split()
)


class Elements(HTMLParser):
    """The elements of some HTML, what they say, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.comments = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(attrs))))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments += bool(data)


def with_addresses(html: str) -> str:
    """The HTML of an article as Pelican gives it to templates, beside an article ``a&b.md``."""
    context: dict[str, Any] = {"generated_content": {}, "static_content": {}, "localsiteurl": ".."}
    metadata = {"title": "x", "category": Category("news", SETTINGS)}
    for name in ("a&b.md", "tank.md"):
        source = str(Path("content", name).absolute())
        context["generated_content"][name] = Article("", {**metadata, "slug": name[0]}, SETTINGS, source, context)
    settings = {**SETTINGS, "PATH": str(Path("content").absolute())}
    return str(Article(html, dict(metadata), settings, str(Path("content/x.md").absolute()), context).content)


@pytest.mark.parametrize("html", BENIGN.values(), ids=BENIGN)
def test_what_articles_need_comes_out_as_it_is(html: str) -> None:
    before, after = Elements(html), Elements(clean_html(html))
    assert (after.elements, after.text) == (before.elements, before.text)


@pytest.mark.parametrize("html", HOSTILE)
def test_what_is_hostile_goes_and_the_text_stays(html: str) -> None:
    clean = clean_html(html)
    assert clean_html(clean) == clean
    for stage in (clean, with_addresses(clean)):
        found = Elements(stage)
        assert "text" in found.text
        assert "alert" not in found.text.replace("ipt>alert(1)", "")  # of a script's tag that was torn apart
        assert not found.comments
        for tag, attributes in found.elements:
            assert tag not in FORBIDDEN
            for name, value in attributes:
                assert not name.startswith(("on", "data-", "form"))
                assert name not in {"style", "target", "ping", "autoplay", "srcdoc", "contenteditable", "tabindex"}
                if name in {"href", "src", "cite", "poster"}:
                    assert safe_url(value or "") == value, stage


def test_pelican_finds_its_placeholders_after_cleaning() -> None:
    html = '<a href="{filename}tank.md#crew">a</a> <a href="|filename|/a&amp;b.md">b</a> <a href="{tag}The Moon">c</a>'
    assert with_addresses(clean_html(html)) == (
        '<a href="../t.html#crew">a</a> <a href="../a.html">b</a> <a href="../tag/the-moon.html">c</a>'
    )


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a href="{self}javascript:alert(1)">x</a>', 'href="javascript:{self}javascript:alert(1)"'),
        ('<a href="{alert(1)%7D" title="}javascript:x">x</a>', 'href="javascript:{alert(1)%7D"'),
        ('<a href="{filename}a&amp;b.md#&quot; onclick=&quot;alert(1)">x</a>', 'onclick="alert(1)"'),
    ],
)
def test_pelican_makes_a_script_of_an_address_that_was_not_cleaned(html: str, made: str) -> None:
    assert made in with_addresses(html)
    assert "alert(1)" not in with_addresses(clean_html(html))


def test_what_markdown_makes_stays() -> None:
    source = (
        "# Tank {: #tank .wide }\n\nText[^1] of *[LM]*.\n\n*[LM]: lunar module\n\n[^1]: Note\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nterm\n:   meaning\n\n~~~ python\nx = 1\n~~~\n"
    )
    html = Markdown(extensions=["extra", "codehilite"]).convert(source)
    before, after = Elements(html), Elements(clean_html(html))
    assert (sorted(after.elements), after.text) == (sorted(before.elements), before.text)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "HTTPS://example.org/a?b=c#d",
        "mailto:a@example.org",
        "",
        "a/b.html",
        "../a",
        "/a:b",
        "?q=a:b",
        "#a:b",
        "//example.org/",
        "./javascript:x",
        "café.html",
    ],
)
def test_addresses_that_are_safe_stay(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "\x00\x1fjavascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\n\tscript:alert(1)",
        "javascript\t:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "tel:+15550100",
        "http\x00://example.org",
        "a\x08b",
        "view-source:http://example.org",
    ],
)
def test_other_addresses_come_to_nothing(url: str) -> None:
    assert safe_url(url) == ""


def test_an_address_loses_what_browsers_take_off() -> None:
    assert safe_url(" \t https://example.org/a\nb\x1f ") == "https://example.org/ab"
