"""Documents as lines of JSON in, their TIMEX3 annotations as lines of JSON out, in the same order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.errors import DatelineError, Place
from dateline.pipeline import tag

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

EXPECTED = 'a line {"id": …, "dct": "1970-04-14", "text": "…"}'
# JSON can hold half of a surrogate pair, which is no character; what stands in for it keeps the offsets.
HALF_PAIR = re.compile("[\ud800-\udfff]")
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
        document = _document(line, place)
        language = str(document.get("lang") or language)
        text = HALF_PAIR.sub("\ufffd", document["text"])
        zone, style = str(document.get("timezone") or ""), str(document.get("style") or style)
        timexes = tag(text, document["dct"], language, zone, style=style)
    except DatelineError as error:
        return Tagged(error=str(error.at(place)))
    except Exception as error:  # a fault of ours in one document shall not cost the others
        return Tagged(
            error=f"{place}: error: Dateline failed here ({type(error).__name__}: {error}) (please report it)"
        )
    return Tagged(line=_json({"id": document["id"], "timexes": timexes}))


def _json(result: dict[str, Any]) -> bytes:
    try:
        return json.dumps(result, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a pair in the id
        return json.dumps(result).encode()


def _document(line: bytes, place: Place) -> dict[str, Any]:
    try:
        document = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8", "replace")) + 1
        raise DatelineError("not UTF-8", place=Place(place.path, place.line, column), expected=EXPECTED) from None
    except json.JSONDecodeError as error:
        at = Place(place.path, place.line, error.colno)
        raise DatelineError(f"not JSON: {error.msg}", place=at, expected=EXPECTED) from None
    except RecursionError:
        raise DatelineError("nested too deeply", place=place, expected=EXPECTED) from None
    if not isinstance(document, dict):
        raise DatelineError("not a document", place=place, expected=EXPECTED)
    missing = [key for key in ("id", "dct", "text") if key not in document]
    if missing:
        raise DatelineError(f"the document has no {' and no '.join(missing)}", place=place, expected=EXPECTED)
    for key in ("dct", "text"):
        if not isinstance(document[key], str):
            raise DatelineError(f'"{key}" is not a text', place=place, expected=EXPECTED)
    return document
