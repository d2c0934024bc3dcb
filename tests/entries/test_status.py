from __future__ import annotations

import pytest
from tests.trees import tree

from dateline.entries.happening import Finder, Happening
from dateline.entries.status import status_of_happening
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Tree
from dateline.timevalue.intervals import Period

WORDS = Vocabulary.of("en")
PUBLISHED = Period.day_of(2023, 1, 13)
BEFORE, AFTER = Period.day_of(2023, 1, 11), Period.day_of(2023, 1, 20)
MET = tree(
    "The council met on Friday.", "The/DET/2/det council/NOUN/3/nsubj met/VERB/0/root on/ADP/5/case Friday/PROPN/3/obl"
)
WILL = tree(
    "The council will meet on Friday.",
    "The/DET/2/det council/NOUN/4/nsubj will/AUX/4/aux meet/VERB/0/root on/ADP/6/case Friday/PROPN/4/obl",
)
DUE = tree(
    "The council is due to meet on Friday.",
    "The/DET/2/det council/NOUN/4/nsubj is/AUX/4/cop due/ADJ/0/root to/PART/6/mark meet/VERB/4/xcomp on/ADP/8/case "
    "Friday/PROPN/6/obl",
)
MAY = tree(
    "The council may meet on Friday.",
    "The/DET/2/det council/NOUN/4/nsubj may/AUX/4/aux meet/VERB/0/root on/ADP/6/case Friday/PROPN/4/obl",
)
WOULD = tree(
    "He would become mayor on Friday.",
    "He/PRON/3/nsubj would/AUX/3/aux become/VERB/0/root mayor/NOUN/3/xcomp on/ADP/6/case Friday/PROPN/3/obl",
)
DENIED = tree(
    "He denied that they met on Friday.",
    "He/PRON/2/nsubj denied/VERB/0/root that/SCONJ/5/mark they/PRON/5/nsubj met/VERB/2/ccomp on/ADP/7/case "
    "Friday/PROPN/5/obl",
)
POSTPONED = tree(
    "The match was postponed on Friday.",
    "The/DET/2/det match/NOUN/4/nsubj:pass was/AUX/4/aux:pass postponed/VERB/0/root on/ADP/6/case Friday/PROPN/4/obl",
)


@pytest.mark.parametrize(
    ("sentence", "value", "status"),
    [
        (MET, BEFORE, ""),
        (MET, AFTER, "planned"),
        (WILL, BEFORE, "planned"),
        (DUE, AFTER, "planned"),
        (MAY, AFTER, "possible"),
        (WOULD, BEFORE, ""),
        (WOULD, AFTER, "possible"),
        (DENIED, BEFORE, "denied"),
        (POSTPONED, BEFORE, ""),
        (POSTPONED, AFTER, "cancelled"),
    ],
)
def test_grammar_and_date_tell_plans_and_denials_from_facts(sentence: Tree, value: Period, status: str) -> None:
    span = (sentence.text.index("Friday"), sentence.text.index("Friday") + 6)
    happening = Finder(sentence, [span], WORDS).of(span)
    assert isinstance(happening, Happening)
    assert status_of_happening(happening, value, PUBLISHED, WORDS) == status
