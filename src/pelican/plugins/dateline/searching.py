"""Full-text search: Pagefind reads the built pages and puts its index, and the script that reads it, beside them."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pelican.utils import sanitised_join

logger = logging.getLogger(__name__)

FOLDER = "pagefind"
NOT_USED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the theme has one."""

NOT_SEARCHED = ".entry cite, .entry details:not([class])"
"""What stands with entries: titles of their articles, which are found themselves, and why dates are what they are."""
EVERY_PAGE = "**/*.html"
PLAIN = re.compile(r"[\w.-]+")
"""A name that has no meaning of its own in a pattern."""


def index_site(pelican: Any) -> None:
    """Index the site that Pelican has written, if it has a page to search on."""
    settings, output = pelican.settings, pelican.output_path
    page = settings.get("DATELINE_SEARCH_SAVE_AS")
    if not page or not Path(sanitised_join(output, page)).is_file():
        return
    folder = Path(sanitised_join(output, page)).parent / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    read = pages_to_read(Path(output), settings["DATELINE_TAGS_FOLDER"])
    options = ["--site", output, "--output-path", str(folder), "--glob", read, "--exclude-selectors", NOT_SEARCHED]
    command = [sys.executable, "-m", "pagefind", *options, "--quiet"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    if done.returncode:
        logger.error(
            "the site cannot be searched, because it was not indexed: %s", (done.stderr or done.stdout).strip()
        )
        return
    for pattern in NOT_USED:
        for file in folder.glob(pattern):
            file.unlink()


def pages_to_read(output: Path, tags: str) -> str:
    """Return which pages Pagefind is to read, as its pattern: not those of ``tags``, the folder of tags.

    These hold nothing to search for, but there are more of them than of all others, and reading is what takes time.
    """
    folders = sorted(path.name for path in output.iterdir() if path.is_dir())
    if tags not in folders or not all(map(PLAIN.fullmatch, folders)):
        return EVERY_PAGE
    return f"{{{','.join(['*.html', *(f'{name}/{EVERY_PAGE}' for name in folders if name != tags)])}}}"
