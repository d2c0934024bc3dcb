"""What all commands share: options, and how they tell of what they did.

All that a command shows goes through here, so that nothing in an article, a timeline file or the name of a file can
act on the terminal, begin a line of its own or give a command to a workflow on GitHub.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TypeVar

import click

from dateline.access import printable
from dateline.errors import DatelineError
from dateline.streams import writer

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, path_type=Path)
# From this many on, a bar shows how far the work is.
MANY = 20
WIDTH = 96
WORKFLOW_COMMAND = re.compile(r"^( *)(:(?=:)|#(?=#\[))", re.MULTILINE)
"""What GitHub takes for a command in any output of a workflow, whoever wrote it."""

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


def say(
    text: str = "", *, err: bool = False, several: bool = False, colour: str = "", bold: bool | None = None
) -> None:
    """Write a line to the standard output, or with ``err`` to the standard error, made printable.

    With ``several`` the line feeds in it stay, for text of several lines; ``colour`` is one that click knows.
    """
    shown = _inert(printable(text, "\n" if several else ""))
    click.echo(click.style(shown, fg=colour or None, bold=bold) if colour or bold else shown, err=err)


def say_quietly(text: str) -> None:
    """Write a line that is there for those who look for it."""
    click.echo(click.style(_inert(printable(text)), dim=True))


def say_with_bold(text: str, words: str) -> None:
    """Write a paragraph, further in, with some of its words in bold."""
    text, words = printable(" ".join(text.split())), printable(" ".join(words.split()))
    before, found, after = text.partition(words) if words else (text, "", "")
    lines = click.wrap_text(f"{before}\0{found}\1{after}", WIDTH, initial_indent="  ", subsequent_indent="  ")
    click.echo(lines.replace("\0", click.style("", bold=True, reset=False)).replace("\1", click.style("")))


def say_to_workflow(command: str) -> None:
    """Write a command for a workflow on GitHub; its parts are escaped already."""
    click.echo(printable(command))


def write_out(text: str, output: Path | None) -> None:
    """Write a text of several lines, in UTF-8: to a file as it is, else to the standard output, made printable."""
    with writer(output) as file:
        file.write((text if output else _inert(printable(text, "\n"))).encode())


def _inert(text: str) -> str:
    return WORKFLOW_COMMAND.sub(lambda found: f"{found[1]}\\u{ord(found[2]):04x}", text)


def tell(error: DatelineError) -> None:
    """Say what is wrong, in one line."""
    say(str(error), err=True)


def tell_of_usage(error: click.ClickException) -> None:
    """Say what is wrong with a command line."""
    shown, message = StringIO(), error.format_message()
    error.show(shown)
    say(shown.getvalue().replace(message, printable(message)).rstrip("\n"), err=True, several=True)


def tell_of_waiting() -> None:
    """Say that another run has to end first."""
    say("Another run is at work on this timeline; waiting for its end.", err=True)


def summary(text: str) -> None:
    """Say how it went, apart from the output."""
    say(text, err=True)


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 entry``, ``2 entries``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
