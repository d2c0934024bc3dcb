"""What all commands share: options, and how they tell of what they did."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from dateline.errors import DatelineError

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
# From this many on, a bar shows how far the work is.
MANY = 20

settings_option = click.option(
    "--settings", type=FILE, metavar="FILE", help="Pelican's settings file.  [default: pelicanconf.py if there is one]"
)

unsure_option = click.option(
    "--unsure",
    type=click.FloatRange(0, 1),
    default=0.6,  # of ten dates below it, four and more are wrong
    show_default=True,
    metavar="NUMBER",
    help="Dates less sure than this are worth a look.",
)

One = TypeVar("One")


def with_bar(work: Iterable[One], total: int, what: str) -> Iterator[One]:
    """Show how far the work is, where someone is looking and it takes a while."""
    if total < MANY or not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(work, what, total, console=Console(stderr=True), transient=True)


def tell(error: DatelineError) -> None:
    """Say what is wrong."""
    click.echo(str(error), err=True)


def tell_of_waiting() -> None:
    """Say that another run has to end first."""
    click.echo("Another run is at work on this timeline; waiting for its end.", err=True)


def summary(text: str) -> None:
    """Say how it went, apart from the output."""
    click.echo(text, err=True)


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 entry``, ``2 entries``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
