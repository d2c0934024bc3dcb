"""The commands: thin, each a function. What they need is imported when they run, so that help is there at once."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

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

INTERRUPTED = 130
TERMINATED = 143


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; the exit codes are listed in docs/commands.md."""
    with terminable() as signals:
        code = _run(sys.argv[1:] if arguments is None else arguments)
    sys.exit(TERMINATED if signals else code)


def _run(arguments: Sequence[str]) -> int:
    """Run a command and tell of what stopped it; returns the exit code."""
    try:
        return cli.main(arguments, standalone_mode=False) or 0
    except (click.Abort, KeyboardInterrupt):
        say("Stopped. Nothing is left half-written.", err=True)
        return INTERRUPTED
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


@contextmanager
def terminable() -> Iterator[list[int]]:
    """Have SIGTERM stop what runs as Ctrl-C does; the list that is given holds the signal once it came."""
    signals: list[int] = []

    def stop(number: int, _: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one shall not stop what cleans up
        signals.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # others cannot handle signals
        yield signals
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield signals
    finally:
        signal.signal(signal.SIGTERM, before)


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
