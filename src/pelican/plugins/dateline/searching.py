"""Full-text search: Pagefind reads the built pages; its index, and the script that reads it, are put beside them."""

from __future__ import annotations

import base64
import json
import logging
import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pagefind.service import get_executable
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


class PagefindError(Exception):
    """Pagefind cannot be run, or fails."""


def index_site(pelican: Any) -> None:
    """Index the site that Pelican has written, if it has a page to search on.

    Raises:
        OSError: the index cannot be written.
    """
    settings, output = pelican.settings, pelican.output_path
    page = settings.get("DATELINE_SEARCH_SAVE_AS")
    if not page or not Path(sanitised_join(output, page)).is_file():
        return
    folder = Path(sanitised_join(output, page)).parent / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    try:
        files = index_of(output, pages_to_read(Path(output), settings["DATELINE_TAGS_FOLDER"]))
    except PagefindError as error:
        logger.error("the site cannot be searched, because it was not indexed: %s", error)
        return
    for name, data in files:
        if not any(fnmatch(name, pattern) for pattern in NOT_USED):
            path = Path(sanitised_join(str(folder), name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def index_of(site: str, pages: str) -> list[tuple[str, bytes]]:
    """Return the files of the index of a site, with their paths; ``pages`` is the pattern of the pages to read.

    Pagefind hands them over instead of writing them: it ends with exit code 0 where a full disk left them empty.

    Raises:
        PagefindError: Pagefind cannot be run, or fails.
    """
    command = get_executable()
    if command is None:
        raise PagefindError("there is no Pagefind for this machine")
    try:
        pipe = subprocess.PIPE
        with subprocess.Popen([command, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as service:  # noqa: S603
            index = _ask(service, type="NewIndex", config={"exclude_selectors": [NOT_SEARCHED]})["index_id"]
            _ask(service, type="AddDir", index_id=index, path=site, glob=pages)
            files = _ask(service, type="GetFiles", index_id=index)["files"]
    except (OSError, ValueError, LookupError) as error:
        raise PagefindError(str(error)) from error
    return [(file["path"], base64.b64decode(file["content"])) for file in files]


def _ask(service: subprocess.Popen[bytes], **request: Any) -> dict[str, Any]:
    """Send a request to Pagefind and return its answer; each is JSON in base 64, and ends with a comma."""
    assert service.stdin is not None  # noqa: S101 - both are pipes
    assert service.stdout is not None  # noqa: S101
    message = json.dumps({"message_id": 1, "payload": request}).encode()
    service.stdin.write(base64.b64encode(message) + b",")
    service.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        part = os.read(service.stdout.fileno(), 1 << 20)
        if not part:
            raise PagefindError("Pagefind ended before it was done")
        answer += part
    payload: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if payload["type"] == "Error":
        raise PagefindError(str(payload["message"]))
    return payload


def pages_to_read(output: Path, tags: str) -> str:
    """Return which pages Pagefind is to read, as its pattern: not those of ``tags``, the folder of tags.

    These hold nothing to search for, but there are more of them than of all others, and reading is what takes time.
    """
    folders = sorted(path.name for path in output.iterdir() if path.is_dir())
    if tags not in folders or not all(map(PLAIN.fullmatch, folders)):
        return EVERY_PAGE
    return f"{{{','.join(['*.html', *(f'{name}/{EVERY_PAGE}' for name in folders if name != tags)])}}}"
