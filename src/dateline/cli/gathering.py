"""The events of a timeline: who tells of them, when they were, and who says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.console import counted, settings_option, summary, tell, write_out
from dateline.errors import Place, UsageError

if TYPE_CHECKING:
    from dateline.gathering import Gathered
    from dateline.project import Project


@click.command(
    epilog="""\b
Examples:
  dateline events                       what several entries tell of
  dateline events --disputed            only what sources disagree on, with each date
  dateline events --all --format json   everything, for other programs"""
)
@click.option("--disputed", is_flag=True, help="Only events whose sources give dates that do not go together.")
@click.option("--all", "every", is_flag=True, help="Also events that only one entry tells of.")
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json"]),
    help="How to write the events; json is a list of objects.",
)
@settings_option
def events(disputed: bool, every: bool, form: str, settings: Path | None) -> int:
    """Show the events of the timeline: each with its date, who tells of it, and how important it is.

    An event is what entries with one "event:" tell of; without --all, only those of several entries are shown. Where
    their dates do not go together, each is shown with the articles that give it, and why one of them is taken. Hidden
    entries are left out. What is wrong with a timeline file is told, and the rest is shown.
    """
    from dateline.export.events import FORMATS
    from dateline.gathering import event_records

    gathered, failed = timeline_events(settings)
    records = event_records(gathered)
    shown = [each for each in records if (every or len(each.entries) > 1) and (each.disputed or not disputed)]
    write_out(FORMATS[form](shown), None)
    summary(f"{len(shown)} of {counted(len(records), 'event')}")
    return 1 if failed else 0


def require_timeline(project: Project, hint: str = "dateline extract makes it") -> None:
    """Raise ``UsageError`` where a project has no timeline; ``hint`` says what to do."""
    if not project.timeline.is_dir():
        raise UsageError("there is no timeline", place=Place(project.reader.shown(project.timeline)), hint=hint)


def timeline_events(settings: Path | None, hint: str = "dateline extract makes it") -> tuple[list[Gathered], bool]:
    """Return the events of the project's timeline, and whether something is wrong with its files, which is told.

    Raises:
        UsageError: there is no timeline; ``hint`` says what to do.
    """
    from dateline.gathering import gather_timeline
    from dateline.project import Project

    project = Project.load(settings)
    require_timeline(project, hint)
    found, errors = gather_timeline(project.timeline, project.in_words, project.reader.shown, project.boundary)
    for error in errors:
        tell(error)
    return found, bool(errors)
