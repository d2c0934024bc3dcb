"""The commands: thin, each a function. What they need is imported when they run, so that help is there at once."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

import click

from dateline.errors import DatelineError, Place, UsageError
from dateline.streams import is_file, lines_of, standard_input, writer

if TYPE_CHECKING:
    from dateline.extraction import Outcome, Project
    from dateline.model import Resolution
    from dateline.tagging import Tagged
    from dateline.timevalue.intervals import Period

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
INTERRUPTED = 130
# From this many articles on, a bar shows how far it is.
MANY = 20

settings_option = click.option(
    "--settings", type=FILE, metavar="FILE", help="Pelican's settings file.  [default: pelicanconf.py if there is one]"
)
output_option = click.option(
    "--output", type=FOLDER, metavar="FOLDER", help="Where the site goes.  [default: OUTPUT_PATH of the settings]"
)
style_option = click.option(
    "--style",
    default="",
    type=click.Choice(["", "news", "narrative", "colloquial"]),
    metavar="STYLE",
    help="How the text tells its times: news, narrative or colloquial.  [default: guessed from the text]",
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; the exit codes are listed in docs/commands.md."""
    try:
        code = cli.main(arguments, standalone_mode=False) or 0
    except click.Abort:
        click.echo("Stopped. Nothing is left half-written.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except DatelineError as error:
        _tell(error)
        code = error.exit_code
    except OSError as error:  # a disk that is full, a folder that is closed
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}error: {error.strerror or error}", err=True)
        code = 1
    sys.exit(code)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Start with:
  dateline extract                      read content/, write timeline/
  dateline build                        the same, then the site in output/
  dateline explain "He left on Monday." --date 1970-04-14

Manual: docs/commands.md""",
)
@click.option("--debug", is_flag=True, help="Show where in Dateline an error came up.")
@click.version_option(package_name="dateline", message="Dateline %(version)s")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Turn dated news articles into a timeline: find when things happened, keep it as YAML, publish it."""
    context.obj = debug
    logging.getLogger("pelican").setLevel(logging.ERROR)


@cli.command(
    epilog="""\b
Examples:
  dateline extract                      all articles
  dateline extract content/launch.md    one of them
  dateline extract --dry-run            only tell what would change"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@click.option("--dry-run", is_flag=True, help="Tell what would be done and write nothing.")
@settings_option
@click.pass_obj
def extract(debug: bool, paths: tuple[Path, ...], dry_run: bool, settings: Path | None) -> int:
    """Read articles and bring their files in timeline/ up to date.

    PATHS are articles or folders of them; without any, it is every article in content/. What you edited in a
    timeline file stays as it is. An article that cannot be read is reported, and the others are done.
    """
    from dateline.extraction import Project

    return 1 if _extract(Project.load(settings), paths, dry_run=dry_run, debug=debug) else 0


@cli.command(
    epilog="""\b
Examples:
  dateline build
  dateline build --settings publishconf.py --output public"""
)
@settings_option
@output_option
@click.pass_obj
def build(debug: bool, settings: Path | None, output: Path | None) -> int:
    """Extract, then build the site with Pelican."""
    from dateline.building import build_site, require_settings
    from dateline.extraction import Project

    project = Project.load(settings)
    require_settings(project)
    failed = _extract(project, debug=debug)
    built = build_site(project, output, without=failed)
    return 1 if failed or not built else 0


@cli.command(
    epilog="""\b
Examples:
  dateline serve                        then open http://127.0.0.1:8000
  dateline serve --port 8080"""
)
@settings_option
@output_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to serve at.")
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to serve at.")
@click.pass_obj
def serve(debug: bool, settings: Path | None, output: Path | None, port: int, bind: str) -> int:
    """Build the site, show it, rebuild it on every change.

    It follows the articles, the timeline, the theme and the settings. Ctrl-C ends it.
    """
    from dateline.building import build_site, changes, require_settings, site_served
    from dateline.extraction import Project

    project = Project.load(settings)
    require_settings(project)
    failed = _extract(project, debug=debug)
    build_site(project, output, without=failed)
    try:
        with site_served(project, output, bind, port):
            click.echo(f"The site is at http://{bind}:{port}/ and follows what you change; Ctrl-C ends it.")
            for changed in changes(project):
                try:
                    if any(path.is_relative_to(project.content) or path.suffix == ".py" for path in changed):
                        project = Project.load(settings)
                        failed = _extract(project, debug=debug)
                    build_site(project, output, without=failed)
                except DatelineError as error:  # settings that are half typed: the site stays as it was
                    _tell(error)
    except KeyboardInterrupt:
        click.echo()
    return 0


@cli.command(
    epilog="""\b
Examples:
  dateline check                        the whole timeline
  dateline check timeline/launch.yaml"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@settings_option
def check(paths: tuple[Path, ...], settings: Path | None) -> int:
    """Check timeline files: YAML, dates, keys, links to articles.

    PATHS are timeline files or folders of them; without any, it is timeline/. Each problem is one line,
    file:line:column: severity: message (hint). Warnings alone leave the exit code at 0.
    """
    from dateline.extraction import Project
    from dateline.store import Severity, timeline_paths
    from dateline.store import check as check_files

    project = Project.load(settings)
    named = list(paths) or [project.timeline]
    files = [file for path in named for file in (timeline_paths(path) if path.is_dir() else [path])]
    problems = check_files(files, project.root)
    for problem in problems:
        click.echo(problem)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    _summary(
        f"{_count(len(files), 'file')} checked: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}"
    )
    return 1 if errors else 0


@cli.command(
    epilog="""\b
Examples:
  dateline explain "It had ruptured on Monday." --date 1970-04-14
  dateline explain content/launch.md
  dateline explain article.txt --date 2023-01-13 --json"""
)
@click.argument("text", metavar="TEXT|FILE")
@click.option("--date", metavar="DATE", help="The publication date, as in 1970-04-14; an article file has its own.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="The language of a TEXT.")
@click.option("--timezone", default="", metavar="ZONE", help="The zone of clock times in a TEXT, as in Europe/Paris.")
@style_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON rather than a table.")
@settings_option
def explain(
    text: str, date: str | None, language: str, timezone: str, style: str, as_json: bool, settings: Path | None
) -> None:  # the options are many, each is plain
    """Show every mention of time, its date, and how it was found.

    For each: the words, their type (TIMEX3) and date (EDTF), what the date counts from, the steps that led to it, the
    other readings and why they were not taken, and how sure it is. TEXT may be - for the standard input.
    """
    from dateline.explanation import explanations

    found = explanations(_explain(text, date, language, timezone, style, settings))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print_table(found)


@cli.command(
    epilog="""\b
Examples:
  dateline tag --input documents.jsonl --output timexes.jsonl --jobs 4
  echo '{"id": 1, "dct": "1970-04-14", "text": "It blew up on Monday."}' | dateline tag"""
)
@click.option("--input", "source", type=EXISTING_FILE, metavar="FILE", help="JSON lines.  [default: standard input]")
@click.option("--output", type=FILE, metavar="FILE", help="JSON lines.  [default: standard output]")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to work with.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help='For documents without a "lang".')
@style_option
def tag(source: Path | None, output: Path | None, jobs: int, language: str, style: str) -> int:
    """Tag documents with TIMEX3, one JSON document a line.

    In: {"id", "dct", "text"}, dct being the publication date. Out, in the same order: {"id", "timexes": [{"start",
    "end", "type", "value", ...}]}, offsets counting code points of the text. A line that is no document is reported,
    and the others are done.
    """
    from dateline.tagging import tag_lines

    failed = False
    with lines_of(source) as (lines, name), writer(output) as write:
        for tagged in tag_lines(lines, name, language, style, jobs):
            failed = _pass_on(tagged, write) or failed
    return 1 if failed else 0


def _extract(project: Project, paths: Sequence[Path] = (), *, dry_run: bool = False, debug: bool = False) -> list[str]:
    """Extract and tell of what was done; returns the articles that could not be read."""
    from dateline.extraction import extract_project

    articles = project.articles(paths)
    outcomes = []
    for outcome in _with_bar(extract_project(project, articles, dry_run=dry_run), len(articles)):
        outcomes.append(outcome)
        _report(outcome, dry_run=dry_run, debug=debug)
    failed = [outcome.article for outcome in outcomes if outcome.error]
    done = [outcome for outcome in outcomes if outcome.decision]
    entries = sum(outcome.entries for outcome in done)
    trouble = f", {len(failed)} not read" if failed else ""
    _summary(f"{_count(len(done), 'article')}, {_count(entries, 'entry', 'entries')}{trouble}")
    return failed


def _report(outcome: Outcome, *, dry_run: bool, debug: bool) -> None:
    if outcome.error:
        _tell(outcome.error)
        if debug and outcome.error.__cause__:
            import traceback

            traceback.print_exception(outcome.error.__cause__)
    if outcome.notice:
        click.echo(f"{outcome.article}: notice: {outcome.notice}", err=True)
    decision = outcome.decision
    if decision and decision.notice:
        click.echo(f"{outcome.file}: notice: {decision.notice} ({decision.hint})", err=True)
    if decision and decision.writes_file:
        would = "would be " if dry_run else ""
        click.echo(f"{outcome.file}: {would}{decision.action}, {_count(outcome.entries, 'entry', 'entries')}")


def _with_bar(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Show how far the work is, where someone is looking and it takes a while."""
    if total < MANY or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(outcomes, "Reading articles", total, console=Console(stderr=True), transient=True)


def _explain(
    text: str, date: str | None, language: str, timezone: str, style: str, settings: Path | None
) -> list[Resolution]:
    from dateline import pipeline

    published = _published(date) if date else None
    if is_file(text):
        from dateline.extraction import Project

        return pipeline.explain_article(Project.load(settings).reader.read(Path(text), published))
    if published is None:
        raise UsageError("a text has no date of its own", hint="name its publication date: --date 1970-04-14")
    return pipeline.explain(standard_input() if text == "-" else text, published, language, timezone, style=style)


def _published(date: str) -> Period:
    from dateline import pipeline

    try:
        return pipeline.as_period(date)
    except DatelineError as error:
        raise error.at(Place("--date")) from None


def _print_table(found: Sequence[dict[str, Any]]) -> None:
    """Print a row a mention: the words, the date and type, the steps and the readings not taken, how sure it is."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=1)
    table.add_column("words", overflow="fold", ratio=2)
    table.add_column("date", no_wrap=True)
    table.add_column("how", overflow="fold", ratio=4)
    table.add_column("sure", no_wrap=True)
    for one in found:
        date = one.get("edtf", one["value"])
        timex = one["type"] if one["value"] in date else f"{one['type']} {one['value']}"
        how = [": ".join(dict.fromkeys([step["rule"], step["says"]])) for step in one["steps"]]
        how += [f"not {other.get('edtf', other['value'])}: {other['why_not']}" for other in one["alternatives"]]
        sure = f"{one['confidence']:.2f}"
        table.add_row(Text(one["text"]), Text(f"{date}\n{timex}"), Text("\n".join(how)), sure)
    Console().print(table if found else "No mention of time.")


def _pass_on(tagged: Tagged, write: BinaryIO) -> bool:
    """Write a result, or tell of the error and return True."""
    if tagged.error:
        click.echo(tagged.error, err=True)
        return True
    write.write(tagged.line + b"\n")
    write.flush()
    return False


def _tell(error: DatelineError) -> None:
    click.echo(str(error), err=True)


def _summary(text: str) -> None:
    click.echo(text, err=True)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


if __name__ == "__main__":
    main()
