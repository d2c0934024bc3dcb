"""The timeline in a format of other programs, as the site has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.console import FILE, counted, say, settings_option, summary, tell
from dateline.cli.gathering import require_timeline
from dateline.errors import DatelineError, Place, UsageError
from dateline.streams import writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.export.views import EntryView
    from dateline.project import Project


@click.command(
    epilog="""\b
Examples:
  dateline export                       which formats there are, and what each is for
  dateline export csv --output apollo.csv
  dateline export json | jq '.entries[].title'"""
)
@click.argument("format_", metavar="FORMAT", required=False, default="")
@click.option("--output", type=FILE, metavar="FILE", help="Where to write it.  [default: standard output]")
@settings_option
def export(format_: str, output: Path | None, settings: Path | None) -> int:
    """Write the timeline in one of the formats that the site offers, without building the site.

    FORMAT is one of atom, jsonfeed, json, jsonld, csv, ics and timelinejs. What is written is what the site's own file
    holds, with the same settings; addresses are whole if SITEURL is set, as with --settings publishconf.py, and
    otherwise count from the place of that file. What is wrong with a timeline file or an article is told, and the rest
    is written.
    """
    from dateline.export.formats import FORMATS
    from dateline.export.outlet import Outlet
    from dateline.project import Project
    from dateline.showing import publication_of
    from dateline.sitesettings import complete

    if format_ not in FORMATS:
        what = f"there is no format {format_}" if format_ else "no format is named"
        tell(UsageError(what, expected="one of these"))
        say(_listed(), err=True, several=True)
        return UsageError.exit_code
    project = Project.load(settings)
    complete_settings = dict(project.settings)
    failed = [UsageError(each, place=_place(project)) for each in complete(complete_settings, FORMATS)]
    entries, errors = _entries(project, complete_settings)
    for error in [*failed, *errors]:
        tell(error)
    file = complete_settings["DATELINE_EXPORTS"].get(format_) or ""
    outlet = Outlet(file, complete_settings.get("FEED_MAX_ITEMS"))
    text = FORMATS[format_].write(publication_of(complete_settings), entries, outlet)
    with writer(output) as write:
        write.write(text.encode())
    summary(f"{counted(len(entries), 'entry', 'entries')} as {FORMATS[format_].name}")
    return 1 if failed or errors else 0


def _listed() -> str:
    from dateline.export.formats import FORMATS

    return "\n".join(f"  {key:<12}{each.name}: {each.purpose}" for key, each in FORMATS.items())


def _place(project: Project) -> Place | None:
    return Place(project.reader.shown(project.settings_file)) if project.settings_file else None


def _entries(project: Project, settings: Mapping[str, Any]) -> tuple[Sequence[EntryView], Sequence[DatelineError]]:
    """The entries of the project's timeline as the site shows them, and what is wrong with its files and articles."""
    from dateline.gathering import gather, timeline_files
    from dateline.reading import published_articles
    from dateline.showing import Showing, article_view, shown_files, words_of
    from dateline.store import DOUBLE_HINT, shown_faults

    require_timeline(project)
    files, errors = timeline_files(project.timeline, project.in_words, project.reader.shown, project.boundary)
    for file in files:
        if file.copy_of:
            original = project.reader.shown(Path(file.copy_of))
            say(f"{file.path}: warning: a copy of {original}, which follows the article ({DOUBLE_HINT})", err=True)
    paths = project.articles() if project.content.is_dir() else []
    found, unread = published_articles(settings, project.reader, paths)
    for fault in shown_faults(files, project.root):
        say(str(fault), err=True)
    words = words_of(settings)
    views = {each.path: article_view(each, words) for each in found if each.is_shown}
    events = gather(shown_files(files, views, {each.path for each in found}))
    showing = Showing(events, views, settings, words)
    return [standing.entry for standing in showing.standings], [*errors, *unread]
