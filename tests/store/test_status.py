"""Whether an entry happened, as files say it: read, written, merged and checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.merging import TANK, VOTE, changed, file_of
from tests.store.test_check import GOOD, told

from dateline.errors import DatelineError
from dateline.model import Status
from dateline.store import StoredEntry, load_timeline, read_timeline
from dateline.store.files import schema_text
from dateline.typed_dates import date_in_words

PLAN = changed(VOTE, status="planned")
EXPECTED = "expected planned, possible, denied, cancelled or happened"


def read(path: Path, status: str) -> StoredEntry:
    path.write_text(f"entries:\n  - date: 1970\n    title: Vote\n    status: {status}\n")
    return read_timeline(path, date_in_words).entries[0]


@pytest.mark.parametrize("status", [*Status, "'planned'", '"planned"'])
def test_a_status_is_read_as_typed(tmp_path: Path, status: str) -> None:
    assert read(tmp_path / "a.yaml", status).status == status.strip("\"'")


@pytest.mark.parametrize("nothing", ["", "''", "null", "~"])
def test_a_status_left_empty_is_none(tmp_path: Path, nothing: str) -> None:
    assert read(tmp_path / "a.yaml", nothing).status == ""


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("plannd", f'not a status, found "plannd", {EXPECTED} (did you mean "planned"?)'),
        ("Canceled", f'not a status, found "Canceled", {EXPECTED} (did you mean "cancelled"?)'),
        ("yes", f'not a status, found "yes", {EXPECTED}'),
        ("[planned]", f"a status that is a list or has keys, {EXPECTED}"),
    ],
)
def test_a_status_that_is_none_is_told_with_its_place_and_the_nearest(tmp_path: Path, status: str, says: str) -> None:
    with pytest.raises(DatelineError) as raised:
        read(tmp_path / "a.yaml", status)
    assert str(raised.value) == f"{tmp_path}/a.yaml:4:13: error: {says}"


def test_an_entry_with_a_wrong_status_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    entries = "entries:\n  - {date: 1970, title: Vote, status: plan}\n  - {date: 1971, title: Rain}\n"
    (tmp_path / "a.yaml").write_text(entries)
    (file,), (error,) = load_timeline(tmp_path, date_in_words)
    assert [entry.title for entry in file.entries] == ["Rain"]
    assert error.hint == 'did you mean "planned"?'


def test_a_status_is_kept_by_the_cache(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("entries:\n  - {date: 1970, title: Vote, status: denied}\n")
    twice = [load_timeline(tmp_path, date_in_words)[0][0].entries[0].status for _ in range(2)]
    assert twice == ["denied", "denied"]


def test_a_status_is_written_after_the_title_and_remembered() -> None:
    file = file_of(PLAN)
    assert "    title: Vote\n    status: planned\n    text: Parliament" in str(file.hand)
    assert json.loads(str(file.base))["entries"][0]["status"] == "planned"


def test_what_happened_has_no_such_key() -> None:
    file = file_of(TANK)
    assert "status" not in str(file.hand) + str(file.base)


def test_a_status_that_a_person_left_alone_follows_the_article() -> None:
    file = file_of(VOTE)
    file.edit("title: Vote\n", "title: Vote # mine\n")
    file.run(PLAN)
    assert "    title: Vote # mine\n    status: planned\n" in str(file.hand)
    file.run(changed(VOTE, status="cancelled"))
    assert "    status: cancelled\n" in str(file.hand)
    file.run(VOTE)
    assert "status" not in str(file.hand)


def test_a_person_who_says_that_it_happened_overrules_the_article() -> None:
    file = file_of(PLAN)
    file.edit("status: planned", "status: happened")
    merged = file.run(changed(PLAN, title="The vote"))
    assert (file.entries[0]["status"], file.entries[0]["title"]) == ("happened", "The vote")
    assert merged.conflicts == ()


def test_a_status_that_both_changed_stays_a_persons_and_is_a_conflict() -> None:
    file = file_of(PLAN)
    file.edit("status: planned", "status: happened")
    (conflict,) = file.run(changed(PLAN, status="denied")).conflicts
    assert (conflict.key, conflict.was, conflict.hand, conflict.machine) == (
        "status", "planned", "happened", "denied",
    )  # fmt: skip
    assert file.entries[0]["status"] == "happened"


def test_a_status_that_a_person_took_out_stays_out() -> None:
    file = file_of(PLAN)
    file.edit("    status: planned\n", "")
    file.run(changed(PLAN, status="possible", title="The vote"))
    assert "status" not in file.entries[0]


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("plannd", f'8:13: error: "status" is "plannd", {EXPECTED} (did you mean "planned"?)'),
        ("5", f'8:13: error: "status" is "5", {EXPECTED} (Whether it happened)'),
        ("[planned]", f'8:13: error: "status" is not one word, {EXPECTED} ('),
    ],
)
def test_a_check_tells_of_a_status_that_is_none(tmp_path: Path, status: str, says: str) -> None:
    (found,) = told(tmp_path, a=GOOD.replace("Tank ruptures\n", f"Tank ruptures\n    status: {status}\n"))
    assert found.startswith(f"a.yaml:{says}")


@pytest.mark.parametrize("status", [*Status, "", "''"])
def test_a_check_finds_nothing_wrong_with_a_status_that_is_one(tmp_path: Path, status: str) -> None:
    assert told(tmp_path, a=GOOD.replace("Tank ruptures\n", f"Tank ruptures\n    status: {status}\n")) == []


def test_a_check_tells_of_the_key_where_it_is_misspelt(tmp_path: Path) -> None:
    (found,) = told(tmp_path, a=GOOD.replace("desk: Space", "staus: planned"))
    assert found.endswith('"staus" means nothing here (did you mean "status"?)')


def test_editors_are_offered_every_status() -> None:
    offered = json.loads(schema_text())["definitions"]["entry"]["properties"]["status"]["enum"]
    assert list(filter(None, offered)) == list(Status)
