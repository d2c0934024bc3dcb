"""From timeline files to the site."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.console import FOLDER, say, settings_option, tell
from dateline.cli.extracting import run_extract

output_option = click.option(
    "--output", type=FOLDER, metavar="FOLDER", help="Where the site goes.  [default: OUTPUT_PATH of the settings]"
)

SEEN_AT = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # nothing is bound here
"""Where a site that is served at all addresses is seen on this machine."""


@click.command(
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
    from dateline.building import build_site, output_folder, require_settings
    from dateline.project import Project

    project = Project.load(settings)
    require_settings(project)
    output_folder(project, output)
    done = run_extract(project, report_files=False, debug=debug)
    built = build_site(project, output, done.unread, waiting=tell_of_build, debug=debug)
    return 1 if done.failed or not built else 0


@click.command(
    epilog="""\b
Examples:
  dateline serve                        then open http://127.0.0.1:8000
  dateline serve --open                 the same, and opens the browser for you
  dateline serve --port 8080"""
)
@settings_option
@output_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to serve at.")
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to serve at.")
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser once it is built.")
@click.pass_obj
def serve(debug: bool, settings: Path | None, output: Path | None, port: int, bind: str, opens: bool) -> int:
    """Build the site, show it, rebuild it on every change.

    It follows the articles, the timeline, the theme and the settings. Pages that are open in a browser load themselves
    again when the site is built, and tell what is wrong with it. What is in the output folder is what build writes.
    Ctrl-C ends it.
    """
    from dateline.building import output_folder, require_settings
    from dateline.preview.board import Board
    from dateline.preview.server import site_served
    from dateline.preview.session import Session
    from dateline.project import Project

    project = Project.load(settings)
    require_settings(project)
    board = Board()
    session = Session(
        project,
        output,
        board,
        load=lambda: Project.load(settings),
        extract=lambda project: run_extract(project, report_files=False, debug=debug),
        tell=tell,
        waiting=tell_of_build,
        debug=debug,
    )
    try:
        with site_served(output_folder(project, output), board, bind, port):
            session.build()
            say(f"The site is at {_address(bind, port)} and follows what you change; Ctrl-C ends it.")
            if opens:
                _open(_address(SEEN_AT.get(bind, bind), port))
            session.follow()
    except KeyboardInterrupt:
        say()
    return 0


def tell_of_build() -> None:
    """Say that another build has to end first."""
    say("Another build writes to this output folder; waiting for its end.", err=True)


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("No browser could be opened.", err=True)
