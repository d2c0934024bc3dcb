"""Documents as lines of JSON in, their TIMEX3 annotations as lines of JSON out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.access import internal_error, printable
from dateline.documents import document_in, whole_characters
from dateline.errors import DatelineError, Place
from dateline.pipeline import tag

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

EXPECTED = 'a line {"id": …, "dct": "1970-04-14", "text": "…"}'
KEYS = ("id", "dct", "text")
DOCUMENTS_A_JOB = 32


@dataclass(frozen=True, slots=True)
class Tagged:
    """What became of one line: a line of JSON, or what was wrong with it."""

    line: bytes = b""
    error: str = ""


def tag_lines(
    lines: Iterable[bytes], source: str, language: str = "en", style: str = "", jobs: int = 1
) -> Iterator[Tagged]:
    """Tag each document of a stream of JSON lines; ``source`` is the stream's name in errors.

    A document is ``{"id", "dct", "text"}``; ``lang``, ``timezone`` and ``style`` may say more than the defaults. Blank
    lines are passed over. Lines are read as the results are taken, some ahead where there are several jobs.
    """
    work = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    one = partial(_tag_line, source, language, style)
    if jobs == 1:
        yield from map(one, work)
        return
    with _pool(jobs) as pool:
        while batch := list(islice(work, jobs * DOCUMENTS_A_JOB)):
            yield from pool.imap(one, batch, chunksize=4)


@contextmanager
def _pool(jobs: int) -> Iterator[Pool]:
    """Worker processes that leave Ctrl-C to the main one."""
    import multiprocessing  # noqa: PLC0415 - one process needs none of it, and starts sooner
    import signal  # noqa: PLC0415

    with multiprocessing.get_context("spawn").Pool(jobs, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        yield pool


def _tag_line(source: str, language: str, style: str, work: tuple[int, bytes]) -> Tagged:
    number, line = work
    place = Place(source, number, 1)
    try:
        document = document_in(line, place, KEYS, EXPECTED)
        language = str(document.get("lang") or language)
        text = whole_characters(document["text"])
        zone, style = str(document.get("timezone") or ""), str(document.get("style") or style)
        timexes = tag(text, document["dct"], language, zone, style=style)
    except DatelineError as error:
        return Tagged(error=str(error.at(place)))
    except Exception as error:  # a fault of ours in one document shall not cost the others
        return Tagged(error=str(internal_error(place, error)))
    return Tagged(line=_json({"id": document["id"], "timexes": timexes}))


def _json(result: dict[str, Any]) -> bytes:
    return printable(json.dumps(result, ensure_ascii=False)).encode()
