"""From articles to timeline files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.console import EXISTING, counted, say, settings_option, summary, tell, tell_of_waiting, with_bar
from dateline.errors import ArticleError

if TYPE_CHECKING:
    from dateline.extraction import Outcome
    from dateline.project import Project
    from dateline.store import Merge

COLOURS = {"+": "green", "-": "red", "~": "yellow", "!": "magenta"}


@click.command(
    epilog="""\b
Examples:
  dateline extract                      all articles
  dateline extract content/launch.md    one of them
  dateline extract --dry-run            only tell what would change"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("--dry-run", is_flag=True, help="Tell what would be done and write nothing; diff shows it in full.")
@click.option("--afresh", is_flag=True, help="Read every article again, also those that have not changed.")
@settings_option
@click.pass_obj
def extract(debug: bool, paths: tuple[Path, ...], dry_run: bool, afresh: bool, settings: Path | None) -> int:
    """Read articles and bring their files in timeline/ up to date.

    PATHS are articles or folders of them; without any, it is every article in content/. What you wrote in a timeline
    file stays, down to the last comment; what you left alone follows the article. Where you and the article both
    changed a value, yours stays and the run tells of a conflict. An article that cannot be read is reported, and the
    others are done.
    """
    from dateline.project import Project

    return 1 if run_extract(Project.load(settings), paths, dry_run=dry_run, afresh=afresh, debug=debug).failed else 0


@click.command(
    epilog="""\b
Examples:
  dateline diff                         what a run would change, entry by entry
  dateline diff --stat content/launch.md
  dateline diff --exit-code             ... and exit with 1 if there is anything"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("--stat", is_flag=True, help="Only count the changes of each file.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line for each file.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if a run would change something.")
@settings_option
def diff(paths: tuple[Path, ...], stat: bool, as_json: bool, exit_code: bool, settings: Path | None) -> int:
    """Show what extract would change, and write nothing.

    PATHS are articles or folders of them; without any, it is every article in content/. + is a new entry, - one that
    goes, ~ a value that changes, ! a conflict: you and the article both changed it, and yours stays.
    """
    from dateline.differences import as_data, as_lines, stat_of, with_events
    from dateline.extraction import extract_project
    from dateline.project import Project

    project = Project.load(settings)
    articles = project.articles(paths)
    failed = changed = 0
    outcomes = with_bar(extract_project(project, articles, dry_run=True), len(articles), "Reading articles")
    for outcome in with_events(outcomes):
        failed += _report_error(outcome, debug=False)
        if outcome.merge is None or not outcome.merge.tells:
            continue
        changed += outcome.merge.writes
        if as_json:
            say(json.dumps(as_data(outcome.file, outcome.merge), ensure_ascii=False))
            continue
        say(f"{outcome.file} | {stat_of(outcome.merge)}")
        for line in () if stat else as_lines(outcome.merge):
            say(f"  {line}", colour=COLOURS.get(line[0], ""))
    summary(f"{counted(changed, 'file')} would change")
    return 1 if failed or (exit_code and changed) else 0


@dataclass(frozen=True)
class Done:
    """How many articles failed, and which of them could not be read; one whose timeline file is broken can be."""

    failed: int
    unread: Sequence[str]


def run_extract(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    dry_run: bool = False,
    afresh: bool = False,
    report_files: bool = True,
    debug: bool = False,
) -> Done:
    """Extract and tell of what was done; ``report_files`` is that of ``extract_project``."""
    from dateline.extraction import extract_project

    articles = project.articles(paths)
    failed = 0
    unread = []
    done = entries = conflicts = 0
    outcomes = extract_project(
        project, articles, dry_run=dry_run, afresh=afresh, report_files=report_files, waiting=tell_of_waiting
    )
    for outcome in with_bar(outcomes, len(articles), "Reading articles"):
        _report(outcome, dry_run=dry_run, debug=debug)
        failed += outcome.error is not None
        conflicts += outcome.conflicts
        if outcome.of_events:
            continue
        entries += outcome.entries
        if outcome.of_another_part:
            continue
        if isinstance(outcome.error, ArticleError):
            unread.append(outcome.article)
        done += outcome.merge is not None
    trouble = f", {failed} not done" if failed else ""
    open_ones = f", {counted(conflicts, 'conflict')} to look at: dateline review" if conflicts else ""
    summary(f"{counted(done, 'article')}, {counted(entries, 'entry', 'entries')}{trouble}{open_ones}")
    return Done(failed, unread)


def _report(outcome: Outcome, *, dry_run: bool, debug: bool) -> None:
    _report_error(outcome, debug=debug)
    if outcome.notice:
        say(f"{outcome.article}: notice: {outcome.notice}", err=True)
    merge = outcome.merge
    if merge is None:
        return
    if merge.notice:
        hint = f" ({merge.hint})" if merge.hint else ""
        say(f"{outcome.file}: notice: {merge.notice}{hint}", err=True)
    from dateline.differences import messages, stat_of

    for message in messages(merge):
        say(message, err=True)
    if merge.text is not None:
        would = "would be " if dry_run else ""
        what = f" ({stat_of(merge)})" if merge.is_merged else ""
        if outcome.of_events:
            _report_joined(outcome.file, merge, would)
            return
        say(f"{outcome.file}: {would}{merge.action}, {counted(outcome.entries, 'entry', 'entries')}{what}")


def _report_joined(file: str, merge: Merge, would: str) -> None:
    """Say how many entries of a file joined others of one event, and how many left theirs."""
    from dateline.store import Set

    new = [change.new for change in merge.changes if isinstance(change, Set) and change.key == "event"]
    for number, fate in (
        (len(new) - new.count(None), "joined with others of one event"),
        (new.count(None), "parted from the others of its event"),
    ):
        if number:
            say(f"{file}: {counted(number, 'entry', 'entries')} {would}{fate}")


def _report_error(outcome: Outcome, *, debug: bool) -> bool:
    if outcome.error is None:
        return False
    tell(outcome.error)
    if debug and outcome.error.__cause__:
        import traceback

        traceback.print_exception(outcome.error.__cause__)
    return True
