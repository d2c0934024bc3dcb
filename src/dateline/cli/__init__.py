"""The commands: thin, each a function. What they need is imported when they run, so that help is there at once."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from dateline.cli.building import build, serve
from dateline.cli.checking import check
from dateline.cli.console import say, tell, tell_of_usage
from dateline.cli.digesting import digest
from dateline.cli.explaining import explain, tag
from dateline.cli.exporting import export
from dateline.cli.extracting import diff, extract
from dateline.cli.gathering import events
from dateline.cli.reviewing import review
from dateline.errors import DatelineError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; the exit codes are listed in docs/commands.md."""
    try:
        code = cli.main(arguments, standalone_mode=False) or 0
    except click.Abort:
        say("Stopped. Nothing is left half-written.", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        tell_of_usage(error)
        code = error.exit_code
    except DatelineError as error:
        tell(error)
        code = error.exit_code
    except OSError as error:  # a disk that is full, a folder that is closed
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}error: {error.strerror or error}", err=True)
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


for command in (extract, diff, review, events, check, build, serve, export, explain, tag, digest):
    cli.add_command(command)
