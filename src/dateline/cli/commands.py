"""The commands as one program: thin, each a function, that import what they need when they run."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence

import click

from dateline.access import internal_error_line
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


def run(arguments: Sequence[str]) -> int:
    """Run a command and tell of what stopped it; returns the exit code.

    Raises:
        KeyboardInterrupt: a person stopped it.
    """
    try:
        return cli.main(arguments, standalone_mode=False) or 0
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        tell_of_usage(error)
        return error.exit_code
    except DatelineError as error:
        tell(error)
        return error.exit_code
    except OSError as error:  # a disk that is full, a folder that is closed
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}error: {error.strerror or error}", err=True)
    except Exception as error:
        say(internal_error_line(error), err=True)
        if "--debug" in arguments:
            say("".join(traceback.format_exception(error)), err=True, several=True)
    return 1


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
