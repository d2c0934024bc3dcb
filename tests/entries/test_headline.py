from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.trees import tree

from dateline.entries.happening import Finder, Happening
from dateline.entries.headline import LONGEST, headline
from dateline.entries.surface import finished
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

WORDS = Vocabulary.of("en")
DETAINED = tree(
    "Russia released on Thursday a sailor whom it had detained since April.",
    "Russia/PROPN/2/nsubj released/VERB/0/root on/ADP/4/case Thursday/PROPN/2/obl a/DET/6/det sailor/NOUN/2/obj "
    "whom/PRON/10/obj/PronType=Rel it/PRON/10/nsubj had/AUX/10/aux detained/VERB/6/acl:relcl since/ADP/12/case "
    "April/PROPN/10/obl ./PUNCT/2/punct",
)
MAP = tree(
    "On a map released Thursday by the ministry, Soledar did not appear.",
    "On/ADP/3/case a/DET/3/det map/NOUN/13/obl released/VERB/3/acl/VerbForm=Part Thursday/PROPN/4/obl by/ADP/8/case "
    "the/DET/8/det ministry/NOUN/4/obl ,/PUNCT/3/punct Soledar/PROPN/13/nsubj did/AUX/13/aux not/PART/13/advmod "
    "appear/VERB/0/root ./PUNCT/13/punct",
)
WAGNER = tree(
    "On Wednesday, however, the leader of Wagner, Yevgeny Prigojine, claimed it.",
    "On/ADP/2/case Wednesday/PROPN/14/obl ,/PUNCT/2/punct however/ADV/14/advmod ,/PUNCT/4/punct the/DET/7/det "
    "leader/NOUN/14/nsubj of/ADP/9/case Wagner/PROPN/7/nmod ,/PUNCT/11/punct Yevgeny/PROPN/7/appos "
    "Prigojine/PROPN/11/flat ,/PUNCT/11/punct claimed/VERB/0/root it/PRON/14/obj ./PUNCT/14/punct",
)
CONJOINED = tree(
    "Byron studied at Harrow, and in 1799 entered the school.",
    "Byron/PROPN/2/nsubj studied/VERB/0/root at/ADP/4/case Harrow/PROPN/2/obl ,/PUNCT/9/punct and/CCONJ/9/cc "
    "in/ADP/8/case 1799/NUM/9/obl entered/VERB/2/conj the/DET/11/det school/NOUN/9/obj ./PUNCT/2/punct",
)
THEME = tree(
    "This year's theme was water.",
    "This/DET/2/det year/NOUN/4/nmod:poss 's/PART/2/case theme/NOUN/6/nsubj was/AUX/6/cop water/NOUN/0/root "
    "./PUNCT/6/punct",
)
OCTOBER = tree(
    "October is Magic Month.",
    "October/PROPN/4/nsubj is/AUX/4/cop Magic/PROPN/4/compound Month/PROPN/0/root ./PUNCT/4/punct",
)
SACKED = tree(
    "Osborne signed up after being sacked in July.",
    "Osborne/PROPN/2/nsubj signed/VERB/0/root up/ADP/2/compound:prt after/SCONJ/6/mark being/AUX/6/aux:pass "
    "sacked/VERB/2/advcl/VerbForm=Part in/ADP/8/case July/PROPN/6/obl ./PUNCT/2/punct",
)
GOALS = tree(
    "“Putin did not talk about goals,” Peskov said on Thursday.",
    "“/PUNCT/5/punct Putin/PROPN/5/nsubj did/AUX/5/aux not/PART/5/advmod talk/VERB/11/ccomp about/ADP/7/case "
    "goals/NOUN/5/obl ,/PUNCT/11/punct ”/PUNCT/11/punct Peskov/PROPN/11/nsubj said/VERB/0/root on/ADP/13/case "
    "Thursday/PROPN/11/obl ./PUNCT/11/punct",
)


def made(sentence: Tree, time: str, naming: Callable[[Token], str] = lambda _: "") -> str:
    start = sentence.text.index(time)
    span = (start, start + len(time))
    happening = Finder(sentence, [span], WORDS).of(span)
    assert isinstance(happening, Happening)
    return headline(happening, WORDS, naming)


@pytest.mark.parametrize(
    ("sentence", "time", "title"),
    [
        (WAGNER, "Wednesday", "The leader of Wagner, Yevgeny Prigojine, claimed it"),
        (MAP, "Thursday", "A map released by the ministry"),
        (CONJOINED, "1799", "Byron entered the school"),
        (DETAINED, "April", "It had detained a sailor"),
        (SACKED, "July", "Osborne was sacked"),
        (GOALS, "Thursday", "“Putin did not talk about goals,” Peskov said"),
        (THEME, "This year", "The theme was water"),
        (OCTOBER, "October", "October is Magic Month"),
    ],
)
def test_a_headline_tells_the_clause_of_its_time(sentence: Tree, time: str, title: str) -> None:
    assert made(sentence, time) == title


def test_a_pronoun_gives_way_to_a_name() -> None:
    title = made(DETAINED, "April", lambda token: "[Russia]" if token.form == "it" else "")
    assert title == "[Russia] had detained a sailor"


def test_what_is_too_long_loses_what_hurts_least() -> None:
    rows = "Troops/NOUN/2/nsubj took/VERB/0/root the/DET/4/det town/NOUN/2/obj on/ADP/6/case Friday/PROPN/2/obl"
    text = "Troops took the town on Friday"
    for number in range(12):
        text += f" quite{number} slowly{number}"
        rows += f" quite{number}/ADV/{8 + 2 * number}/advmod slowly{number}/ADV/2/advmod"
    title = made(tree(text, rows), "Friday")
    assert title.startswith("Troops took the town")
    assert len(title) <= LONGEST


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("the council met.", "The council met"),
        (", the council , met ,", "The council, met"),
        ("They named John L. Swigert Jr.", "They named John L. Swigert Jr."),
        ("he said “yes” to it", "He said “yes” to it"),
        ("he said “yes to it", "He said yes to it"),
        ("“We met”", "We met"),
        ("„Nein“, sagte er", "„Nein“, sagte er"),
    ],
)
def test_edges_stops_and_quotation_marks_are_put_in_order(text: str, title: str) -> None:
    assert finished(text) == title
