from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.languages import load_language
from dateline.model import TimexType
from dateline.recognition import find_mentions

ENGLISH = load_language("en")
WORDS = st.sampled_from(
    "the a Monday monday May may 3 13 1970 of on in at 8:00 p.m. GMT last next week two weeks ago day before ,"
    " . - since until from to between and night early late 1960s o'clock quarter year earlier é 日 ² \n\n $ ( )".split(
        " "
    )
)


def found(text: str) -> list[str]:
    return [mention.text for mention in find_mentions(text, ENGLISH)]


def test_the_longest_reading_wins() -> None:
    assert found("It meets at 8:00 p.m. GMT on Friday to talk.") == ["8:00 p.m. GMT on Friday"]


def test_a_mention_never_crosses_a_paragraph() -> None:
    assert found("It began in April\n\n13 men came.") == ["April"]


def test_a_mention_may_cross_a_line() -> None:
    assert found("It began on April\n13, 1970.") == ["April\n13, 1970"]


def test_a_possessive_is_not_part_of_the_mention() -> None:
    assert found("Friday's vote and last week’s talks") == ["Friday", "last week"]


def test_a_day_that_no_month_has_is_no_mention() -> None:
    assert found("It was on June 45 of no kind.") == ["June"]


def test_a_phrase_holds_its_timexes() -> None:
    (mention,) = find_mentions("from May 3 to 8", ENGLISH)
    assert [part.text for part in mention.parts] == ["May 3", "8"]


def test_a_phrase_keeps_the_words_it_was_built_with() -> None:
    (mention,) = find_mentions("held since last April", ENGLISH)
    assert (mention.text, mention.parts[0].text, mention.rule) == ("since last April", "last April", "since")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("on Friday", TimexType.DATE),
        ("at 8 p.m. on Friday", TimexType.TIME),
        ("for three months", TimexType.DURATION),
        ("every Monday", TimexType.SET),
    ],
)
def test_a_mention_knows_its_type(text: str, type_: TimexType) -> None:
    assert [mention.type for mention in find_mentions(text, ENGLISH)] == [type_]


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_mentions_stand_in_order_do_not_overlap_and_quote_the_text(text: str) -> None:
    end = 0
    for mention in find_mentions(text, ENGLISH):
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    find_mentions(text, ENGLISH)
