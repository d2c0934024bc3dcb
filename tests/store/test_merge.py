from __future__ import annotations

import pytest

from dateline.store import Action, decide


@pytest.mark.parametrize(
    ("base", "hand", "machine", "action", "tells"),
    [
        (None, None, "a", Action.CREATE, False),
        ("a", "a", "a", Action.UNCHANGED, False),
        ("a", "a", "b", Action.REWRITE, False),
        ("a", "mine", "a", Action.KEEP, False),
        ("a", "mine", "b", Action.KEEP, True),
        ("a", None, "a", Action.LEAVE_DELETED, True),
        ("a", None, "b", Action.LEAVE_DELETED, True),
        (None, "mine", "a", Action.KEEP, True),
        (None, "a", "a", Action.ADOPT, False),
        ("a", "b", "b", Action.ADOPT, False),
    ],
)
def test_what_a_person_did_is_kept_and_told_where_the_machine_has_news(
    base: str | None, hand: str | None, machine: str, action: Action, tells: bool
) -> None:
    decision = decide(base, hand, machine)
    assert decision.action is action
    assert bool(decision.notice) is bool(decision.hint) is tells


@pytest.mark.parametrize("base", [None, "a", "b"])
@pytest.mark.parametrize("machine", ["a", "b"])
def test_a_file_is_written_only_where_there_is_none_or_it_is_as_generated(base: str | None, machine: str) -> None:
    assert decide(base, "mine", machine).writes_file is False
    assert decide(base, "a", machine).writes_file is (base == "a" and machine == "b")
