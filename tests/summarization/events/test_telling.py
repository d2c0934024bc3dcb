"""Which report tells an event best."""

from __future__ import annotations

import pytest
from tests.summarization.reports import report

from dateline.summarization import event_of
from dateline.summarization.events.telling import headline_of, ranked

PLAIN = report("A fire destroyed the old mill of Alden on Monday, killing two workers.", "2021-03-02")
OTHERS = {
    "a question": "Why did the old mill of Alden burn on Monday, killing two workers of the night shift?",
    "a bare quotation": "“The old mill of Alden burned on Monday, and we lost two workers,” the mayor of Alden said.",
    "one that hangs on another": "It destroyed the old mill of Alden on Monday, killing two workers there.",
    "a pronoun for the name": "On Monday they lost it, and two workers of the mill with it, in a fire there.",
    "a plan": "The old mill of Alden will be torn down on Monday with the last of its two fire walls.",
    "the longest": (
        "On Monday, after a night of rain that had followed a week of drought and of talk about the price of grain, the"
        " fire that began in the attic of the old mill of Alden, where two workers slept, spread to the roof, the"
        " stairs, the sacks, the carts in the yard, the stable of the neighbor and at last, towards noon, to the trees."
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_tells_an_event_is_never(kind: str) -> None:
    other = report(OTHERS[kind], "2021-03-02")
    assert ranked([other, PLAIN])[0] is PLAIN
    assert ranked([PLAIN, other])[0] is PLAIN


def test_what_others_say_too_counts_for_more() -> None:
    aside = report("On Monday the cat of the miller of Alden had kittens in a hatbox upstairs.", "2021-03-02")
    more = report("The old mill of Alden was destroyed by a fire on Monday and two workers died.", "2021-03-03")
    assert ranked([aside, PLAIN, more])[-1] is aside


def test_a_headline_that_was_not_cut_off_heads_the_event() -> None:
    long = report(
        "The governor of the province of Upper Alden and the chief of its fire brigades walked silently through the "
        "ruins of mills, barns and granaries on Monday.",
        "2021-03-02",
    )
    assert long.title.endswith("…")
    assert headline_of([long, PLAIN]) is PLAIN


def test_an_event_says_nothing_that_is_not_in_a_report() -> None:
    event = event_of("mill-fire", [PLAIN, *(report(text, "2021-03-02") for text in OTHERS.values())])
    assert event.telling.text in {PLAIN.text, *OTHERS.values()}
    assert event.heading.title in {each.title for each in event.reports}
