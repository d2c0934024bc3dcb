"""Which reports tell of one happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.summarization.reports import FIXTURES, example, pairs, report, yaml

from dateline.model import Report
from dateline.pipeline import as_period
from dateline.summarization import events_of as found_in
from dateline.timevalue import edtf

POOL = (*example(), *(each for _, *two in pairs("pairs.yaml") for each in two))
UNRELATED_WORDS = "zorv quilp brank throm gleft spound vrick plask drume kloat snerp wabble".split()

some_reports = st.lists(st.sampled_from(POOL), min_size=2, max_size=40, unique_by=lambda each: (each.article, each.id))


@st.composite
def unrelated(draw: st.DrawFn) -> Report:
    """A report of the days that the others tell of, in words that none of them has."""
    words = draw(st.lists(st.sampled_from(UNRELATED_WORDS), min_size=3, max_size=8, unique=True))
    like = draw(st.sampled_from(POOL))
    text = " ".join(words).capitalize() + "."
    return Report(f"{words[0]}-{words[1]}", "unrelated", like.date, text, text, "", like.published)


def events_of(reports: Iterable[Report]) -> dict[str, list[Report]]:
    return dict(found_in(reports))


def told(events: Mapping[str, Sequence[Report]]) -> dict[str, set[tuple[str, str]]]:
    """Each event's reports by article and id."""
    return {name: {(each.article, each.id) for each in reports} for name, reports in events.items()}


def texts(events: Mapping[str, Sequence[Report]]) -> set[frozenset[tuple[str, str, str]]]:
    """The events of several reports, without names of articles, entries and events."""
    return {
        frozenset((each.text, each.when, edtf.write(each.date)) for each in reports)
        for reports in events.values()
        if len(reports) > 1
    }


def shared_names(events: Mapping[str, Sequence[Report]]) -> set[str]:
    return {name for name, reports in events.items() if len(reports) > 1}


def published(events: Mapping[str, Sequence[Report]]) -> list[Report]:
    """The reports with the events that they were found to tell of, as files would hold them."""
    return [
        replace(each, event=name if len(reports) > 1 else "") for name, reports in events.items() for each in reports
    ]


def test_of_the_hard_pairs_nine_in_ten_are_decided_right() -> None:
    wrong = wrongly_decided("pairs.yaml")
    assert len(wrong) <= len(pairs("pairs.yaml")) // 10, wrong


def test_of_the_further_pairs_most_are_decided_right() -> None:
    wrong = wrongly_decided("more_pairs.yaml")
    assert len(wrong) <= len(pairs("more_pairs.yaml")) * 0.4, wrong


def wrongly_decided(name: str) -> list[str]:
    return [pair["name"] for pair, one, two in pairs(name) if (len(events_of([one, two])) == 1) is not pair["same"]]


def test_of_what_is_joined_in_the_example_nearly_all_is_one() -> None:
    events = yaml(FIXTURES / "example.yaml")["events"]
    wanted = {frozenset(pair) for event in events for pair in combinations(event["entries"], 2)}
    found = events_of(example()).values()
    joined = {frozenset((one.id, two.id)) for reports in found for one, two in combinations(reports, 2)}
    assert len(joined & wanted) >= 22
    assert len(joined - wanted) <= 2


@settings(max_examples=60, deadline=None)
@given(some_reports, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[Report], chance: object) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert told(events_of(reports)) == told(events_of(shuffled))


@settings(max_examples=60, deadline=None)
@given(some_reports, st.lists(unrelated(), min_size=1, max_size=5, unique_by=lambda each: each.text))
def test_an_unrelated_article_changes_no_event_and_joins_none(reports: list[Report], more: list[Report]) -> None:
    before, after = told(events_of(reports)), told(events_of([*reports, *more]))
    assert {name: after.get(name) for name in before} == before
    assert all(article == "unrelated" for name in after.keys() - before.keys() for article, _ in after[name])


@settings(max_examples=60, deadline=None)
@given(some_reports, st.data())
def test_splitting_a_file_changes_no_event(reports: list[Report], data: st.DataObject) -> None:
    sentences = sorted({(each.article, each.text) for each in reports})
    moved = data.draw(st.sets(st.sampled_from(sentences)))
    split = [
        replace(each, article=f"{each.article}-2") if (each.article, each.text) in moved else each for each in reports
    ]
    assert texts(events_of(split)) == texts(events_of(reports))
    assert shared_names(events_of(split)) == shared_names(events_of(reports))


@settings(max_examples=60, deadline=None)
@given(some_reports)
def test_joining_what_is_joined_changes_nothing(reports: list[Report]) -> None:
    once = events_of(reports)
    assert told(events_of(published(once))) == told(once)


@settings(max_examples=60, deadline=None)
@given(some_reports, some_reports)
def test_an_event_that_is_published_keeps_its_id_and_its_reports(first: list[Report], more: list[Report]) -> None:
    before = events_of(first)
    known = {(each.article, each.id) for each in first}
    after = told(events_of([*published(before), *(each for each in more if (each.article, each.id) not in known)]))
    for name, reports in told(before).items():
        if len(reports) > 1:
            assert reports <= after[name]


@settings(max_examples=60, deadline=None)
@given(some_reports, st.data())
def test_an_event_set_by_hand_always_wins(reports: list[Report], data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(["", "a", "b"]), min_size=len(reports), max_size=len(reports)))
    chosen = data.draw(st.sets(st.sampled_from(range(len(reports))), min_size=1))
    by_hand = [
        replace(each, event=names[number], by_hand=True) if number in chosen else each
        for number, each in enumerate(reports)
    ]
    of = {(each.article, each.id): name for name, found in events_of(by_hand).items() for each in found}
    events = told(events_of(by_hand))
    for number in chosen:
        each = by_hand[number]
        if each.event:
            assert of[each.article, each.id] == each.event
        else:
            assert events[each.id] >= {(each.article, each.id)}
            assert all(by_hand[other].event or other == number for other in chosen if of_one(by_hand[other], each, of))


def of_one(one: Report, other: Report, of: Mapping[tuple[str, str], str]) -> bool:
    return one.id != other.id and of[one.article, one.id] == of[other.article, other.id]


@settings(max_examples=100, deadline=None)
@given(some_reports, st.data())
def test_every_report_is_in_one_event_whatever_the_names(reports: list[Report], data: st.DataObject) -> None:
    names = st.sampled_from(["", "a", "b", reports[0].id])
    odd = [
        replace(each, id=data.draw(names) or each.id, event=data.draw(names), by_hand=data.draw(st.booleans()))
        for each in reports
    ]
    found = [each for _, told_of in found_in(odd) for each in told_of]
    assert sorted(each.key for each in found) == sorted(each.key for each in odd)


FIRE = report("A fire destroyed the mill of Alden on Monday.", "2021-03-02")
SAME_FIRE = report("On Monday the old mill of Alden burned down.", "2021-03-03")


def test_a_report_joins_the_published_event_of_another() -> None:
    events = events_of([replace(FIRE, event="mill-fire"), SAME_FIRE])
    assert told(events) == told({"mill-fire": [FIRE, SAME_FIRE]})


def test_an_event_is_named_after_the_words_of_its_first_report_whatever_its_article() -> None:
    moved = replace(FIRE, article="elsewhere.yaml", id="another-id")
    (name,), (other,) = events_of([FIRE, SAME_FIRE]), events_of([moved, SAME_FIRE])
    assert name == other
    assert name.startswith("fire-destroyed-mill")


def test_a_report_whose_date_was_moved_leaves_its_event() -> None:
    moved = replace(SAME_FIRE, event="mill-fire", date=edtf.parse("2021-06-30"))
    assert told(events_of([replace(FIRE, event="mill-fire"), moved])) == told({"mill-fire": [FIRE], moved.id: [moved]})


def test_two_entries_of_one_sentence_are_two_happenings() -> None:
    text = "The mill of Alden burned on Monday, and the mill of Alden burned on Tuesday."
    both = [report(text, "2021-03-03", date, article="a.yaml") for date in ("2021-03-01", "2021-03-02")]
    assert len(events_of(both)) == 2


def test_entries_without_a_publication_date_are_joined_too() -> None:
    assert len(events_of([replace(FIRE, published=None), replace(SAME_FIRE, published=None)])) == 1


@pytest.mark.parametrize("number", [0, 1])
def test_few_reports_are_no_trouble(number: int) -> None:
    assert len(events_of([FIRE] * number)) == number


def test_a_crowd_of_like_reports_of_one_day_is_one_event() -> None:
    towns = [f"{each}." for each in "The mayor thanked all,Nobody was hurt,Smoke hung over the river".split(",")]
    told_of = [report(f"A fire destroyed the mill of Alden on Monday. {town}", "2021-03-02") for town in towns * 1]
    many = [replace(each, article=f"a{number}", id=f"{each.id}-{number}") for number, each in enumerate(told_of * 40)]
    (event,) = events_of(many).values()
    assert len(event) == len(many)


def likenesses(reports: Iterable[Report]) -> int:
    return len(events_of(reports))


def test_a_month_holds_its_days() -> None:
    month = report("In March a fire destroyed the mill of Alden.", "2021-06-02")
    assert likenesses([FIRE, month]) == 1


def test_an_open_interval_is_the_happening_at_its_end() -> None:
    since = Report(
        "since", "b", edtf.parse("2021-03-01/.."), "The mill of Alden has stood in ruins since it burned on Monday.",
        when="since it burned on Monday", published=as_period("2021-03-04"),
    )  # fmt: skip
    assert likenesses([FIRE, replace(since, text="The fire that destroyed the mill of Alden began on Monday.")]) == 1
