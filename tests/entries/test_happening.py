from __future__ import annotations

import pytest
from tests.trees import tree

from dateline.entries.happening import Finder, Happening, NoHappening
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Tree

DETAINED = tree(
    "Russia released on Thursday a sailor whom it had detained since April.",
    "Russia/PROPN/2/nsubj released/VERB/0/root on/ADP/4/case Thursday/PROPN/2/obl a/DET/6/det sailor/NOUN/2/obj "
    "whom/PRON/10/obj/PronType=Rel it/PRON/10/nsubj had/AUX/10/aux detained/VERB/6/acl:relcl since/ADP/12/case "
    "April/PROPN/10/obl ./PUNCT/2/punct",
)
WAVE = tree(
    "The idea is not excluded, after a first wave in September of 300,000 men.",
    "The/DET/2/det idea/NOUN/5/nsubj is/AUX/5/aux not/PART/5/advmod excluded/VERB/0/root ,/PUNCT/10/punct "
    "after/ADP/10/case a/DET/10/det first/ADJ/10/amod wave/NOUN/5/obl in/ADP/12/case September/PROPN/10/nmod "
    "of/ADP/15/case 300,000/NUM/15/nummod men/NOUN/10/nmod ./PUNCT/5/punct",
)
CONVENTION = tree(
    "It broke the 1971 Convention.",
    "It/PRON/2/nsubj broke/VERB/0/root the/DET/5/det 1971/NUM/5/nummod Convention/PROPN/2/obj ./PUNCT/2/punct",
)
COMPARED = tree(
    "Sales were higher than in July.",
    "Sales/NOUN/3/nsubj were/AUX/3/cop higher/ADJ/0/root than/ADP/6/case in/ADP/6/case July/PROPN/3/obl "
    "./PUNCT/3/punct",
)
CAPTION = tree(
    "The bridge in 1903",
    "The/DET/2/det bridge/NOUN/0/root in/ADP/4/case 1903/NUM/2/nmod",
)
SLAYING = tree(
    "They have searched since the October slaying.",
    "They/PRON/3/nsubj have/AUX/3/aux searched/VERB/0/root since/ADP/7/case the/DET/7/det October/PROPN/7/compound "
    "slaying/NOUN/3/obl ./PUNCT/3/punct",
)
PLANS = tree(
    "The league plans to meet on Tuesday.",
    "The/DET/2/det league/NOUN/3/nsubj plans/VERB/0/root to/PART/5/mark meet/VERB/3/xcomp on/ADP/7/case "
    "Tuesday/PROPN/5/obl ./PUNCT/3/punct",
)


def found(sentence: Tree, *times: str) -> list[Happening | NoHappening]:
    spans = [(start := sentence.text.index(time), start + len(time)) for time in times]
    finder = Finder(sentence, spans, Vocabulary.of("en"))
    return [finder.of(span) for span in spans]


def happening(sentence: Tree, time: str) -> Happening:
    (one,) = found(sentence, time)
    assert isinstance(one, Happening)
    return one


def test_a_time_dates_the_verb_it_hangs_on() -> None:
    thursday, april = found(DETAINED, "Thursday", "April")
    assert isinstance(thursday, Happening)
    assert isinstance(april, Happening)
    assert (thursday.head.form, april.head.form) == ("released", "detained")


def test_a_time_inside_an_event_noun_with_words_of_its_own_dates_the_noun() -> None:
    assert happening(WAVE, "September").head.form == "wave"


def test_an_event_noun_that_bounds_something_else_is_told_alone() -> None:
    assert happening(SLAYING, "October").head.form == "slaying"


def test_what_is_planned_is_told_by_its_plan() -> None:
    one = happening(PLANS, "Tuesday")
    assert (one.head.form, one.dated.form) == ("plans", "meet")


@pytest.mark.parametrize(
    ("sentence", "time", "reason"),
    [
        (CONVENTION, "1971", NoHappening.NAME),
        (COMPARED, "July", NoHappening.COMPARED),
        (CAPTION, "1903", NoHappening.LABEL),
    ],
)
def test_names_comparisons_and_captions_date_nothing(sentence: Tree, time: str, reason: NoHappening) -> None:
    assert found(sentence, time) == [reason]
