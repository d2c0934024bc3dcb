"""From timeline files to the site."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.console import FOLDER, settings_option, tell
from dateline.cli.extracting import run_extract
from dateline.errors import DatelineError

output_option = click.option(
    "--output", type=FOLDER, metavar="FOLDER", help="Where the site goes.  [default: OUTPUT_PATH of the settings]"
)


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
    from dateline.building import build_site, require_settings
    from dateline.extraction import Project

    project = Project.load(settings)
    require_settings(project)
    done = run_extract(project, debug=debug)
    built = build_site(project, output, without=done.unread)
    return 1 if done.failed or not built else 0


@click.command(
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
    done = run_extract(project, debug=debug)
    build_site(project, output, without=done.unread)
    try:
        with site_served(project, output, bind, port):
            click.echo(f"The site is at http://{bind}:{port}/ and follows what you change; Ctrl-C ends it.")
            for changed in changes(project):
                try:
                    if any(path.is_relative_to(project.content) or path.suffix == ".py" for path in changed):
                        project = Project.load(settings)
                        done = run_extract(project, debug=debug)
                    build_site(project, output, without=done.unread)
                except DatelineError as error:  # settings that are half typed: the site stays as it was
                    tell(error)
    except KeyboardInterrupt:
        click.echo()
    return 0
