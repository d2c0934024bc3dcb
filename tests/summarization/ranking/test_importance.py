from __future__ import annotations

from datetime import date

import pytest

from dateline.digesting import blocks_by_line
from dateline.model import Article, Importance, Part, Passage
from dateline.pipeline import as_period, passages
from dateline.summarization.ranking.chronologies import listed_in
from dateline.summarization.ranking.collection import Collection
from dateline.summarization.ranking.importance import importance_of_days, importance_of_groups

MONDAY = date(1970, 4, 13).toordinal()


def said(text: str, article: str, published: int, *days: int, position: int = 0) -> Passage:
    return Passage(text, article, published, position, days)


def collection(*passages: Passage, about: tuple[str, ...] = ()) -> Collection:
    return Collection(passages, about, MONDAY - 30, MONDAY + 30)


def story() -> list[Passage]:
    """Three articles look at the Monday, one of them days later; one tells of the Wednesday."""
    return [
        said("The bridge fell on Monday.", "a", MONDAY + 1, MONDAY),
        said("On Monday the bridge fell into the river.", "b", MONDAY + 1, MONDAY),
        said("A bridge that fell on Monday blocks the river.", "c", MONDAY + 4, MONDAY),
        said("A barge came on Wednesday.", "d", MONDAY + 3, MONDAY + 2),
    ]


def test_what_more_articles_tell_of_and_look_back_on_matters_more() -> None:
    found = importance_of_days(collection(*story()))
    monday, wednesday = found[MONDAY], found[MONDAY + 2]
    assert monday.value > wednesday.value
    assert {name: part.says for name, part in monday.parts.items()} == {
        "told": "told of by 3 articles",
        "retold": "told of on 2 days",
        "later": "looked back on by 1 article",
        "listed": "listed in 0 chronologies",
        "published": "0 articles came out on the day",
        "burst": "2 articles came out on the day and the next, of 4 in four months",
        "rise": "2 articles came out on the day and the next, of 2 in four days",
        "peak": "75% of what is told of its two weeks",
        "own": "told in words of its own: 100%",
    }


def test_every_part_lies_between_0_and_1_and_the_whole_is_their_mean() -> None:
    for importance in importance_of_days(collection(*story(), about=("bridge",))).values():
        parts = importance.parts.values()
        assert all(0 <= part.value <= 1 for part in parts)
        total = sum(part.weight for part in parts)
        assert importance.value == pytest.approx(sum(part.value * part.weight for part in parts) / total)


def test_the_topic_is_a_part_only_where_there_is_one() -> None:
    assert "subject" not in importance_of_days(collection(*story()))[MONDAY].parts
    of_bridge = importance_of_days(collection(*story(), about=("BRIDGE",)))
    assert of_bridge[MONDAY].parts["subject"].says == "about the topic itself in 3 articles"
    assert of_bridge[MONDAY + 2].parts["subject"].value == 0


def test_several_sentences_of_one_article_count_once_and_the_best_of_them() -> None:
    again = said('"It fell on Monday," he said.', "a", MONDAY + 1, MONDAY, position=1)
    once, twice = (importance_of_days(collection(*each))[MONDAY] for each in (story(), [*story(), again]))
    assert twice.parts["told"] == once.parts["told"]


def test_a_day_that_shares_its_words_with_the_next_has_few_of_its_own() -> None:
    text = "The bridge fell into the river."
    days = importance_of_days(
        collection(
            said(text, "a", MONDAY, MONDAY),
            said(text, "b", MONDAY + 1, MONDAY + 1),
            said("Barges wait.", "c", MONDAY + 9, MONDAY + 9),
        )
    )
    assert days[MONDAY].parts["own"].value == pytest.approx(0)
    assert days[MONDAY + 9].parts["own"].value == 1


def test_a_day_on_which_articles_come_out_is_weighed_though_none_names_it() -> None:
    found = importance_of_days(collection(said("It rains.", "a", MONDAY)))
    assert found[MONDAY].parts["published"].value == 1
    assert found[MONDAY].parts["told"].value == 0


def test_days_out_of_the_span_are_not_weighed() -> None:
    far = said("It fell in 1950.", "a", MONDAY, MONDAY - 31)
    assert list(importance_of_days(collection(far))) == [MONDAY]


def test_a_group_that_is_all_a_day_is_told_counts_as_the_day_does() -> None:
    told = collection(*story())
    groups = {"fall": story()[:3], "barge": story()[3:]}
    found = importance_of_groups(told, groups, {"fall": MONDAY, "barge": MONDAY + 2})
    days = importance_of_days(told)
    assert {name: found[name].value for name in groups} == pytest.approx(
        {"fall": days[MONDAY].value, "barge": days[MONDAY + 2].value}
    )


def test_two_groups_of_one_day_differ_by_what_is_told_of_them() -> None:
    groups = {"much": story()[:2], "little": story()[2:3]}
    found = importance_of_groups(collection(*story()), groups, dict.fromkeys(groups, MONDAY))
    assert found["much"].parts["told"].value > found["little"].parts["told"].value
    assert found["much"].parts["peak"] == found["little"].parts["peak"]


def test_a_group_of_another_collection_is_an_error() -> None:
    with pytest.raises(KeyError):
        importance_of_groups(collection(), {"fall": story()}, {"fall": MONDAY})


def test_the_reasons_are_the_parts_that_count_most_and_none_that_counts_nothing() -> None:
    parts = {"a": Part(0.5, "half"), "b": Part(0.3, "twice", 2.0), "c": Part(0.1, "less"), "d": Part(0.0, "none")}
    assert Importance(0.4, parts).reasons() == ["twice", "half"]
    assert Importance(0.4, parts).reasons(9) == ["twice", "half", "less"]


LINES = [
    "Feb 3 - Rain sets in.",
    "Feb 5 - The river rises.",
    "Feb 6 - A dam breaks.",
    "Feb 9 - Help comes.",
    "Mar 1 - It ends.",
]


def lines(texts: list[str], published: str = "1970-04-14") -> list[Passage]:
    text = "\n".join(texts)
    return passages(Article("list", "list", "", as_period(published), text, blocks_by_line(text)))


def test_lines_that_begin_with_days_in_order_are_a_chronology_and_say_what_each_day_saw() -> None:
    found = list(listed_in(lines(LINES)))
    assert [(passage.text, day - MONDAY) for passage, day in found[:2]] == [(LINES[0], -69), (LINES[1], -67)]
    assert len({day for _, day in found}) == 5
    assert [day for _, day in listed_in(lines(LINES[::-1]))] == [day for _, day in found][::-1]


@pytest.mark.parametrize(
    "texts",
    [
        LINES[:4],
        [LINES[i] for i in (2, 0, 4, 1, 3)],
        [*LINES, *["Nobody knows why it rained."] * 20],
        [f"People say that on {line}" for line in LINES],
    ],
)
def test_few_lines_out_of_order_or_among_much_else_are_none(texts: list[str]) -> None:
    assert list(listed_in(lines(texts))) == []


def test_a_chronology_tells_of_what_is_over_unless_it_names_the_year() -> None:
    later = [line.replace("Feb", "June").replace("Mar", "July") for line in LINES]
    assert max(passage.head or 0 for passage in lines(later)) < MONDAY
    with_years = [line.replace(" -", ", 1970 -") for line in later]
    assert min(passage.head or 0 for passage in lines(with_years)) > MONDAY


def test_the_29th_of_february_of_a_year_before_is_the_28th() -> None:
    (passage,) = lines(["Feb 29 - The river rises."], "1972-02-01")
    assert passage.head == date(1971, 2, 28).toordinal()


def test_passages_are_all_sentences_of_an_article_also_those_without_a_date() -> None:
    found = lines(["It rained. The river rose on Monday, and on Sunday.", "Nobody slept."])
    assert [(each.text, each.position, each.days) for each in found] == [
        ("It rained.", 0, ()),
        ("The river rose on Monday, and on Sunday.", 1, (MONDAY - 1, MONDAY)),
        ("Nobody slept.", 2, ()),
    ]


@pytest.mark.parametrize("status", ["planned", "possible", "denied", "cancelled"])
def test_what_has_not_happened_matters_less_and_says_why(status: str) -> None:
    groups = {"one": story()[:3], "other": story()[:3]}
    found = importance_of_groups(collection(*story()), groups, dict.fromkeys(groups, MONDAY), {"other": status})
    one, other = found["one"], found["other"]
    assert 0.75 * one.value < other.value < one.value, "a modest part"
    assert other.parts["status"] == Part(0.0, f"{status}, and nobody tells that it happened", 2.0)
    assert "status" not in one.parts
    assert other.reasons(20) == one.reasons(20), "nothing speaks for it"
