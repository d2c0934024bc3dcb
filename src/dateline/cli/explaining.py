"""The dates of a text, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from dateline.access import printable
from dateline.cli.console import EXISTING_FILE, FILE, say, settings_option
from dateline.errors import DatelineError, Place, UsageError
from dateline.streams import is_file, lines_of, standard_input, writer

if TYPE_CHECKING:
    from dateline.model import Resolution
    from dateline.tagging import Tagged
    from dateline.timevalue.intervals import Period

style_option = click.option(
    "--style",
    default="",
    type=click.Choice(["", "news", "narrative", "colloquial"]),
    metavar="STYLE",
    help="How the text tells its times: news, narrative or colloquial.  [default: guessed from the text]",
)


@click.command(
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
        say(json.dumps(found, ensure_ascii=False, indent=2), several=True)
    else:
        _print_table(found)


@click.command(
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


def _explain(
    text: str, date: str | None, language: str, timezone: str, style: str, settings: Path | None
) -> list[Resolution]:
    from dateline import pipeline

    published = _published(date) if date else None
    if is_file(text):
        from dateline.project import Project

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
        cells = (one["text"], f"{date}\n{timex}", "\n".join(how), f"{one['confidence']:.2f}")
        table.add_row(*(Text(printable(cell, "\n")) for cell in cells))
    Console().print(table if found else "No mention of time.")


def _pass_on(tagged: Tagged, write: BinaryIO) -> bool:
    """Write a result, or tell of the error and return True."""
    if tagged.error:
        say(tagged.error, err=True)
        return True
    write.write(tagged.line + b"\n")
    write.flush()
    return False
