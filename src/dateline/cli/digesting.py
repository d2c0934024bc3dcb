"""The days of a story that matter most."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.console import FILE, counted, settings_option, summary, tell, with_bar, write_out
from dateline.cli.gathering import timeline_events
from dateline.errors import DatelineError, Place, UsageError
from dateline.streams import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.gathering import Story
    from dateline.model import DigestDay, Passage

STREAM = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command(
    epilog="""\b
Examples:
  dateline digest                       the ten days of the timeline that matter most
  dateline digest --days 5 --from 1970-04-11 --to 1970-04-17 --format markdown
  dateline digest --articles news.jsonl --about flood --about river --sentences 1"""
)
@click.option("--days", default=10, show_default=True, type=click.IntRange(1), help="How many days at most.")
@click.option("--sentences", default=2, show_default=True, type=click.IntRange(1), help="How many a day at most.")
@click.option("--from", "start", metavar="DATE", help="No day before this one.  [default: the first there is]")
@click.option("--to", "end", metavar="DATE", help="No day after this one.  [default: the last there is]")
@click.option("--about", multiple=True, metavar="PHRASE", help="What the story is about; may be given several times.")
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    type=click.Choice(["text", "markdown", "json", "tls"]),
    help="How to write the digest; tls is what evaluation of timelines reads.",
)
@click.option(
    "--articles", type=STREAM, metavar="FILE", help="JSON lines instead of the timeline; - is standard input."
)
@click.option("--output", type=FILE, metavar="FILE", help="Where to write it.  [default: standard output]")
@settings_option
def digest(
    days: int,
    sentences: int,
    start: str | None,
    end: str | None,
    about: tuple[str, ...],
    form: str,
    articles: Path | None,
    output: Path | None,
    settings: Path | None,
) -> int:
    """Choose the days that matter most, and sentences that tell of each.

    The days are those of the timeline, or with --articles those that articles tell of, one JSON document a line:
    {"id", "published", "text"}. How important a day is, from 0 to 1, comes with its reasons; an importance that you
    gave an entry counts for its day. Sentences are the articles' own. A line that is no article is reported, and the
    others are done.
    """
    from dateline.digesting import digest_of, span_of
    from dateline.export.digests import FORMATS

    first, last = _day(start, "--from"), _day(end, "--to")
    if first is not None and last is not None and first > last:
        raise UsageError("the last day is before the first", place=Place("--to"))
    choose: Callable[..., list[DigestDay]]
    if articles:
        passages, failed = _of_articles(articles, first, last)
        (earliest, latest), choose = span_of(passages), partial(digest_of, passages)
    else:
        story, failed = _of_timeline(settings)
        passages, (earliest, latest), choose = list(story.passages), story.span, story.digest
    found = choose(
        days=days,
        sentences=sentences,
        start=earliest if first is None else first,
        end=latest if last is None else last,
        about=about,
    )
    write_out(FORMATS[form](found), output)
    summary(f"{counted(len(found), 'day')} of {counted(len(passages), 'sentence')}")
    return 1 if failed else 0


def _day(written: str | None, option: str) -> int | None:
    from dateline.digesting import day_number_of

    try:
        return None if written is None else day_number_of(written)
    except DatelineError as error:
        found = {"excerpt": error.excerpt, "expected": error.expected, "hint": error.hint}
        raise UsageError(error.message, place=Place(option), **found) from None


def _of_articles(path: Path, first: int | None, last: int | None) -> tuple[list[Passage], bool]:
    from dateline.digesting import article_passages

    failed = False
    passages: list[Passage] = []
    with lines_of(None if str(path) == "-" else path) as (stream, name):
        lines = list(stream)
        for read in with_bar(article_passages(lines, name, first, last), len(lines), "Reading articles"):
            passages += read.passages
            if read.error:
                tell(read.error)
                failed = True
    return passages, failed


def _of_timeline(settings: Path | None) -> tuple[Story, bool]:
    from dateline.gathering import story_of

    found, failed = timeline_events(settings, "dateline extract makes it; --articles FILE takes articles as JSON lines")
    return story_of(found), failed
