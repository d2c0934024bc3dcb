from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import BlockKind
from dateline.reading import MarkedText, Span, article_text


def wrap(html: str, words: str, *elements: tuple[str, dict[str, str]]) -> str:
    marked = article_text(html)
    start = marked.text.index(words)
    return marked.wrap([Span(start, start + len(words), elements or (("time", {"datetime": "1970"}),))])


def blocks(marked: MarkedText) -> list[tuple[str, str]]:
    return [(block.kind.value, marked.text[block.start : block.end]) for block in marked.blocks]


def test_each_block_element_is_a_block_of_text() -> None:
    html = "<h2>Oxygen</h2><p>One.</p><blockquote><p>Two.</p></blockquote><ul><li>Three<li>Four</ul>tail"
    assert blocks(article_text(html)) == [
        ("heading", "Oxygen"),
        ("paragraph", "One."),
        ("quotation", "Two."),
        ("item", "Three"),
        ("item", "Four"),
        ("paragraph", "tail"),
    ]


def test_text_after_a_quotation_is_a_paragraph_again() -> None:
    marked = article_text("<blockquote><p>Two.</p></blockquote><p>Three.</p>")
    assert [block.kind for block in marked.blocks] == [BlockKind.QUOTATION, BlockKind.PARAGRAPH]


def test_text_is_what_a_reader_sees() -> None:
    html = (
        "<p>At 9&nbsp;p.m. R&amp;D &#8220;said&#x201d;<br>so &unknown; 1 < 2</p><script>var x</script><pre>1970</pre>"
    )
    assert article_text(html).text == "At 9\u00a0p.m. R&D “said”\nso &unknown; 1 < 2"


def test_white_space_stays_within_a_block_and_goes_around_it() -> None:
    assert article_text("<div>\n  one\n  two \n</div>").text == "one\n  two"


def test_a_span_is_wrapped_in_place() -> None:
    html = '<p class=x>It <em>was</em> late Monday &amp; dark. <img src="{static}/a.png"/></p>'
    assert wrap(html, "late Monday") == html.replace("late Monday", '<time datetime="1970">late Monday</time>')


def test_a_span_over_balanced_markup_is_wrapped_as_one() -> None:
    assert wrap("<p>on <b>April</b> 13 it</p>", "on April 13") == (
        '<p><time datetime="1970">on <b>April</b> 13</time> it</p>'
    )


def test_a_span_over_unbalanced_markup_is_wrapped_in_parts_with_one_id() -> None:
    element = ("time", {"id": "m1", "datetime": "1970"})
    assert wrap("<p>on <b>April 13</b> it</p>", "on April", element) == (
        '<p><time id="m1" datetime="1970">on </time><b><time datetime="1970">April</time> 13</b> it</p>'
    )


def test_a_link_is_not_put_into_a_link() -> None:
    elements = ("time", {}), ("a", {"href": "#x"})
    assert wrap('<p><a href="y">on May 3</a></p>', "May 3", *elements) == (
        '<p><a href="y">on <time>May 3</time></a></p>'
    )
    assert wrap('<p>on <a href="y">May</a> 3</p>', "on May 3", *elements) == (
        '<p><time>on <a href="y">May</a> 3</time></p>'
    )


def test_elements_nest_outermost_first_and_attributes_are_escaped() -> None:
    elements = ("time", {"title": 'a "b"'}), ("a", {"href": "?a&b"})
    assert wrap("<p>May</p>", "May", *elements) == (
        '<p><time title="a &quot;b&quot;"><a href="?a&amp;b">May</a></time></p>'
    )


def test_of_overlapping_spans_the_first_is_kept() -> None:
    marked = article_text("<p>on Monday night</p>")
    element = [("b", {})]
    assert marked.wrap([Span(3, 15, element), Span(0, 9, element)]) == "<p><b>on Monday</b> night</p>"


def test_a_character_reference_is_wrapped_whole() -> None:
    assert wrap("<p>May&nbsp;3&mdash;4</p>", "May\u00a03—") == '<p><time datetime="1970">May&nbsp;3&mdash;</time>4</p>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one <b>two", "one two"),
        ("one</p></div></b> two", "one\n\ntwo"),
        ("<p>one <select><option>two <p>three", "one two\n\nthree"),
        ("<p>one <", "one <"),
        ("<p>one <!-- two --> three", "one  three"),
        ("<p>one</p><script>two", "one"),
        ("", ""),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(html: str, text: str) -> None:
    assert article_text(html).text == text


TOKENS = """<p> </p> <b> </b> <a|href="x"> </a> <br> <li> <h2> <pre> </pre> <blockquote> </blockquote> <img|alt='>'>
<!--|x|--> <select> </ul> &amp; &nbsp; & |<| > Monday at|9 é“"""
MARKUP = st.lists(st.sampled_from([*(token.replace("|", " ") for token in TOKENS.split()), "\n"]), max_size=30).map(
    "".join
)


@given(MARKUP, st.data())
def test_marking_up_adds_tags_and_changes_nothing_else(html: str, data: st.DataObject) -> None:
    marked = article_text(html)
    offset = st.integers(0, len(marked.text))
    spans = data.draw(st.lists(st.tuples(offset, offset), max_size=4))
    wrapped = marked.wrap([Span(start, end, [("q-q", {"k": "v"})]) for start, end in spans])
    assert re.sub(r'<q-q k="v">|</q-q>', "", wrapped) == html
    assert article_text(wrapped).text == marked.text


@given(MARKUP)
def test_blocks_cover_the_text(html: str) -> None:
    marked = article_text(html)
    assert "\n\n".join(marked.text[block.start : block.end] for block in marked.blocks) == marked.text
