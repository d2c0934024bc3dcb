"""What a person is asked about, and what becomes of the keys they press."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.store.merging import TANK, VOTE, changed, contested_file, doubtful_file, file_of, put

Review = Callable[..., Any]


@pytest.fixture
def doubtful(project: Path) -> Path:
    return put(project, "a", doubtful_file())


@pytest.fixture
def contested(project: Path) -> Path:
    return put(project, "a", contested_file())


def contents(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_nothing_to_look_at_is_said(project: Path, review: Review) -> None:
    put(project, "a", file_of(TANK))
    assert (review("").code, review("").err) == (0, "Nothing to look at.\n")


def test_an_item_is_shown_with_all_that_helps_to_decide(doubtful: Path, review: Review) -> None:
    run = review("")
    assert (run.code, run.err) == (0, "0 decisions made, 2 left\n")
    assert run.out.split("\n") == [
        "",
        "1/2  timeline/a.yaml:12:5",
        "  1969-03  Rain",
        "  In March 1969 it rained for a week.",
        "  why: month; confidence 0.7",
        "  [1] 1970",
        "  [2] 1971",
        "  [a]ccept  [d]ate  [h]ide  [l]ock  [s]kip  [u]ndo  [q]uit",
        "",
    ]


def test_a_long_sentence_is_wrapped(project: Path, review: Review) -> None:
    put(project, "a", file_of(changed(VOTE, text=f"{VOTE.text[:-1]}{', so they say' * 20}.")))
    assert max(map(len, review("").out.split("\n"))) <= 96


KEYS = {
    "a": ("    also: [1970, 1971]\n", "    also: [1970, 1971]\n    reviewed: true\n"),
    "h": ("    also: [1970, 1971]\n", "    also: [1970, 1971]\n    hidden: true\n"),
    "l": ("    also: [1970, 1971]\n", "    also: [1970, 1971]\n    locked: true\n"),
    "L": ("    also: [1970, 1971]\n", "    also: [1970, 1971]\n    locked: true\n"),
}


@pytest.mark.parametrize("key", KEYS)
def test_a_key_decides_and_nothing_else_of_the_file_changes(doubtful: Path, review: Review, key: str) -> None:
    before, base = doubtful.read_text(), (doubtful.parent / ".base/a.yaml.json").read_text()
    run = review(key)
    assert doubtful.read_text() == before.replace(*KEYS[key])
    assert (doubtful.parent / ".base/a.yaml.json").read_text() == base
    assert run.err == "1 decision made, 1 left\n"
    assert "2/2  timeline/a.yaml:20:5\n  1970-05-02  Vote\n" in run.out
    assert review("").err == "0 decisions made, 1 left\n", "it is asked for no more"


@pytest.mark.parametrize(
    ("typed", "date"),
    [("1", "1970"), ("2", "1971"), ("dApril 1969\n", "1969-04"), ("d 1969-04-05 \n", "1969-04-05")],
)
def test_another_date_is_a_persons_own(doubtful: Path, review: Review, typed: str, date: str) -> None:
    before = doubtful.read_text()
    run = review(typed)
    given = before.replace("date: 1969-03", f"date: {date}")
    assert doubtful.read_text() == given.replace("also: [1970, 1971]\n", "also: [1970, 1971]\n    reviewed: true\n")
    assert f"  date: date is {date}, reviewed is true\n" in run.out


def test_a_date_that_is_none_is_told_and_asked_for_again(doubtful: Path, review: Review) -> None:
    run = review("dsoon\ndMonday\nd\nd1969\n")
    assert '  error: not a date, found "soon", expected an EDTF date' in run.out
    assert "(it counts from the day on which it is read: give the day itself, with its year)" in run.out
    assert (run.code, run.err) == (0, "1 decision made, 1 left\n")
    assert "date: 1969\n" in doubtful.read_text()


def test_keys_that_mean_nothing_here_are_told(doubtful: Path, review: Review) -> None:
    before = doubtful.read_text()
    run = review("xt390u")
    assert run.out.count("  no such key here\n") == 5
    assert run.out.count("  nothing to undo\n") == 1
    assert (run.err, doubtful.read_text()) == ("0 decisions made, 2 left\n", before)


def test_skip_goes_on_and_quit_ends(doubtful: Path, review: Review) -> None:
    before = doubtful.read_text()
    assert review("ss").err == "0 decisions made, 2 left\n"
    assert review("sqa").err == "0 decisions made, 2 left\n"
    assert doubtful.read_text() == before
    assert review("sa").err == "1 decision made, 1 left\n"
    assert doubtful.read_text() == f"{before}    reviewed: true\n"


def test_undo_takes_back_one_decision_after_the_other(doubtful: Path, review: Review) -> None:
    before = contents(doubtful.parent)
    assert review("ahuu", "--unsure", "0.95").err == "0 decisions made, 3 left\n"
    assert contents(doubtful.parent) == before
    assert review("asul", "--unsure", "0.95").err == "1 decision made, 2 left\n"
    assert "    confidence: 0.9\n    locked: true\n" in doubtful.read_text()
    assert not {"reviewed", "hidden"} & set(doubtful.read_text().replace(":", " ").split())


def test_an_entry_in_conflict_is_asked_about_for_that_alone(project: Path, review: Review) -> None:
    file = file_of(VOTE)
    file.edit("title: Vote", "title: Mine")
    file.run(changed(VOTE, title="Theirs"))
    put(project, "a", file)
    assert review("k").err == "1 decision made, 0 left\n"
    assert review("").err == "0 decisions made, 1 left\n", "its date is as unsure as before"


@pytest.mark.parametrize("keys", ["tu", "ku", "tktuuu", "sstuku"])
def test_undo_brings_a_conflict_back(contested: Path, review: Review, keys: str) -> None:
    before = contents(contested.parent)
    assert review(keys).err == "0 decisions made, 4 left\n"
    assert contents(contested.parent) == before


def test_ctrl_c_ends_and_what_is_done_is_done(doubtful: Path, review: Review) -> None:
    run = review("a\x03")
    assert (run.code, run.err) == (130, "Stopped. Nothing is left half-written.\n")
    assert doubtful.read_text().count("reviewed: true") == 1
    assert review("\x04").err == "0 decisions made, 1 left\n"


def test_a_conflict_shows_both_sides(contested: Path, review: Review) -> None:
    out = review("ssss").out
    for part in (
        '1/4  timeline/a.yaml:3:1\n  published: you wrote "1970-04-16", and the article now gives "1970-04-15" instead',
        '  date: you wrote "1970-04-11", and the article now gives "1970-04-12" instead of "1970-04-13"\n',
        '  also: you wrote "1970-04-07", and the article now gives nothing instead of "1970-04-06"\n',
        "\n  [t]ake  [k]eep  [s]kip  [u]ndo  [q]uit\n",
        "\n  [t]ake  [k]eep  [d]ate  [h]ide  [l]ock  [s]kip  [u]ndo  [q]uit\n",
    ):
        assert part in out


def test_taking_the_articles_values_settles_conflicts(contested: Path, review: Review) -> None:
    before = contested.read_text()
    run = review("tttt")
    changes = [("1970-04-11", "1970-04-12"), ("Mine", "Theirs"), ("    also: [1970-04-07]\n", ""), ("-16\n", "-15\n")]
    for old, new in changes:
        before = before.replace(old, new)
    assert contested.read_text() == before
    assert "  take: also is nothing\n" in run.out
    assert run.err == "4 decisions made, 0 left\n"
    assert review("").err == "Nothing to look at.\n"


def test_keeping_ones_own_values_settles_conflicts_and_changes_no_byte(contested: Path, review: Review) -> None:
    before = contested.read_text()
    run = review("kkkk")
    assert run.out.count("  keep: yours stays\n") == 4
    assert (contested.read_text(), run.err) == (before, "4 decisions made, 0 left\n")
    assert "conflicts" not in (contested.parent / ".base/a.yaml.json").read_text()
    assert review("").err == "Nothing to look at.\n"


def test_a_file_that_changes_meanwhile_is_not_written_over(doubtful: Path, review: Review) -> None:
    class Keys(StringIO):
        """Whoever reads the second key finds the file edited."""

        def read(self, size: int | None = -1) -> str:
            key = super().read(size)
            if self.tell() == 2 and key:
                doubtful.write_text(doubtful.read_text() + "# mine\n")
            return key

    before = doubtful.read_text()
    run = review(Keys("aau"))
    assert "error: the file has changed meanwhile (start dateline review again)\n" in run.out
    assert "changed since, so that nothing can be taken back" in run.out
    assert (run.code, run.err) == (0, "1 decision made, 1 left\n")
    assert doubtful.read_text() == before.replace(*KEYS["a"]) + "# mine\n"


def test_a_file_that_cannot_be_written_is_told(doubtful: Path, review: Review) -> None:
    before = doubtful.read_text()
    doubtful.chmod(0o444)
    run = review("a")
    assert "  timeline/a.yaml: error: cannot be written: the file is read-only (see to it that" in run.out
    assert (doubtful.read_text(), run.err) == (before, "0 decisions made, 2 left\n")


def test_a_broken_file_is_told_and_the_others_are_asked_about(doubtful: Path, review: Review) -> None:
    (doubtful.parent / "b.yaml").write_text("entries: [\n")
    run = review("")
    assert run.code == 1
    assert run.err.splitlines()[0].startswith("timeline/b.yaml:2:1: error: not valid YAML: ")
    assert "1/2  timeline/a.yaml:12:5" in run.out


def test_paths_and_confidence_choose_what_is_asked(project: Path, doubtful: Path, review: Review) -> None:
    put(project, "b", file_of(changed(VOTE, id="b")))
    assert review("").err == "0 decisions made, 3 left\n"
    assert review("", "timeline/b.yaml").err == "0 decisions made, 1 left\n"
    assert review("", "--unsure", "0.5").err == "0 decisions made, 1 left\n"
    assert review("", "--unsure", "0.95").err == "0 decisions made, 4 left\n"
    assert review("", "timeline/none.yaml").code == 2


def test_what_has_not_happened_says_so_beside_its_title(project: Path, review: Review) -> None:
    put(project, "a", file_of(changed(VOTE, status="planned")))
    assert "  1970-05-02  planned: Vote" in review("").out.split("\n")


def test_taking_the_articles_status_settles_the_conflict(project: Path, review: Review) -> None:
    file = file_of(changed(TANK, status="planned"))
    file.edit("status: planned", "status: possible")
    file.run(changed(TANK, status="denied"))
    path = put(project, "a", file)
    assert 'status: you wrote "possible", and the article now gives "denied" instead of "planned"' in review("t").out
    assert "    status: denied\n" in path.read_text()
    assert review("").err == "Nothing to look at.\n"
