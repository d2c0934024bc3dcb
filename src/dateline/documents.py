"""Documents that come as lines of JSON: read, and told apart from what is none, with the place of the mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from dateline.errors import DatelineError, Place

# JSON can hold half of a surrogate pair, which is no character; what stands in for it keeps the offsets.
HALF_PAIR = re.compile("[\ud800-\udfff]")


def document_in(line: bytes, place: Place, keys: Sequence[str], expected: str) -> dict[str, Any]:
    """Return the document that a line holds, with its ``keys``; all of them but "id" are texts.

    Raises:
        DatelineError: it holds none; its place is in the line, and it says what was ``expected``.
    """
    document = _json(line, place, expected)
    if not isinstance(document, dict):
        raise DatelineError("not a document", place=place, expected=expected)
    missing = [key for key in keys if key not in document]
    if missing:
        raise DatelineError(f"the document has no {' and no '.join(missing)}", place=place, expected=expected)
    for key in keys:
        if key != "id" and not isinstance(document[key], str):
            raise DatelineError(f'"{key}" is not a text', place=place, expected=expected)
    return document


def whole_characters(text: str) -> str:
    """Return a text with something in the place of what is no character, its offsets as they were."""
    return HALF_PAIR.sub("\ufffd", text)


def _json(line: bytes, place: Place, expected: str) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8", "replace")) + 1
        raise DatelineError("not UTF-8", place=Place(place.path, place.line, column), expected=expected) from None
    except json.JSONDecodeError as error:
        at = Place(place.path, place.line, error.colno)
        raise DatelineError(f"not JSON: {error.msg}", place=at, expected=expected) from None
    except RecursionError:
        raise DatelineError("nested too deeply", place=place, expected=expected) from None
