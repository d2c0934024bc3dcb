from __future__ import annotations

from tests.trees import tree

from dateline.syntax import Token

ITALY = tree(
    "to Italy in May and Mexico in June",
    "to/ADP/2/case Italy/PROPN/0/root in/ADP/4/case May/PROPN/2/nmod and/CCONJ/6/cc Mexico/PROPN/2/conj in/ADP/8/case "
    "June/PROPN/6/nmod",
)


def forms(tokens: list[Token]) -> list[str]:
    return [token.form for token in tokens]


def test_children_come_in_the_order_of_the_sentence() -> None:
    assert forms(ITALY.children(ITALY.tokens[1])) == ["to", "May", "Mexico"]


def test_a_subtree_can_leave_out_branches() -> None:
    assert forms(ITALY.subtree(ITALY.tokens[1], without={5})) == ["to", "Italy", "in", "May"]


def test_ancestors_go_up_to_the_root() -> None:
    assert forms(list(ITALY.ancestors(ITALY.tokens[7]))) == ["Mexico", "Italy"]


def test_the_top_of_some_words_is_what_the_others_hang_on() -> None:
    top = ITALY.top(ITALY.within(0, 8))
    assert top is not None
    assert top.form == "Italy"


def test_a_conjunct_can_take_the_place_of_the_first_with_its_preposition() -> None:
    only = ITALY.with_only(ITALY.tokens[1], ITALY.tokens[5])
    mexico = only.tokens[5]
    assert (mexico.head, mexico.relation) == (-1, "root")
    assert forms(only.subtree(mexico)) == ["to", "Mexico", "in", "June"]


def test_the_first_of_several_can_stand_alone() -> None:
    only = ITALY.with_only(ITALY.tokens[1], ITALY.tokens[1])
    assert forms(only.subtree(only.tokens[1])) == ["to", "Italy", "in", "May"]
