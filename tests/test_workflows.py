"""The workflows run pinned actions, with no more rights than each job needs, and no value of theirs in a script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

WORKFLOWS = sorted(Path(".github/workflows").glob("*.y*ml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TO_PUBLISH = {"pages": "write", "id-token": "write"}
DEPLOY = "actions/deploy-pages"


def load(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def jobs() -> list[Any]:
    return [
        pytest.param(workflow, job, id=f"{path.stem}-{name}")
        for path in WORKFLOWS
        for workflow in [load(path)]
        for name, job in workflow["jobs"].items()
    ]


def used(job: dict[str, Any]) -> list[str]:
    return [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version(path: Path) -> None:
    uses = [line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert uses
    for line in uses:
        assert PINNED.fullmatch(line), line


def test_one_action_is_pinned_to_one_commit() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    pins = re.findall(r"uses: (\S+)@(\S+ # \S+)", text)
    assert len(set(pins)) == len({action for action, _ in pins})


@pytest.mark.parametrize(("workflow", "job"), jobs())
def test_a_job_has_only_the_rights_it_needs(workflow: dict[str, Any], job: dict[str, Any]) -> None:
    rights = job.get("permissions", workflow.get("permissions"))
    if DEPLOY in used(job):
        assert rights == TO_PUBLISH
        assert used(job) == [DEPLOY]
        assert len(job["steps"]) == 1
    elif any("run" in step for step in job["steps"]) or "actions/checkout" in used(job):
        assert rights == {"contents": "read"}
    else:
        assert "write" not in rights.values()


@pytest.mark.parametrize(("workflow", "job"), jobs())
def test_no_value_is_pasted_into_a_script(workflow: dict[str, Any], job: dict[str, Any]) -> None:
    assert not any("${{" in step.get("run", "") for step in job["steps"])


@pytest.mark.parametrize(("workflow", "job"), jobs())
def test_no_token_is_left_where_the_project_is_checked_out(workflow: dict[str, Any], job: dict[str, Any]) -> None:
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_the_site_is_published_by_a_job_of_its_own() -> None:
    pages = load(Path(".github/workflows/pages.yml"))
    assert pages["permissions"] == {}
    deploys = [job for job in pages["jobs"].values() if DEPLOY in used(job)]
    assert [job["needs"] for job in deploys] == ["build"]
    assert "actions/upload-pages-artifact" in used(pages["jobs"]["build"])
