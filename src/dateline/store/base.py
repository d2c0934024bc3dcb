"""The base: what an article gave last, as records, and as ``timeline/.base/`` remembers it.

It is JSON, since no person writes it and it is read in every run: an object with ``article``, ``published``, the
``language`` if it is not English, the ``entries``, and where there are any ``former`` entries, ``conflicts`` and the
ids of ``deleted`` entries (see ``decisions``). All values are texts or lists of texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.errors import Place, TimelineFileError
from dateline.model import ENGLISH, Article, Entry
from dateline.store.decisions import HEAD, Base, Conflict, as_record
from dateline.store.matching import FIELDS, Field, Record
from dateline.store.parsing import HALF
from dateline.timevalue import edtf

LISTS = ("also", "tags")
NEEDED = ("id", "date", "title")


def base_of(article: Article, entries: Iterable[Entry]) -> Base:
    """Return what an article gives."""
    language = None if article.language == ENGLISH else article.language
    head = as_record({"article": article.path, "published": edtf.write(article.published), "language": language})
    return Base(head, tuple(record_of(entry) for entry in entries))


def record_of(entry: Entry) -> Record:
    """Return an entry as it stands in a file."""
    return as_record(
        {
            **{key: getattr(entry, key) for key in ("id", "date", "title", "status", "text", "when", "why")},
            "confidence": f"{round(entry.confidence, 2):g}",
            "also": entry.also or None,
            "event": entry.event or None,
            "tags": entry.tags or None,
        }
    )


def write_base(base: Base) -> str:
    """Return the text of a base."""
    conflicts = [
        {"id": each.id, "key": each.key, "was": each.was, "hand": each.hand, "machine": each.machine}
        for each in base.conflicts
    ]
    lists = (("former", base.former), ("conflicts", conflicts), ("deleted", base.deleted))
    more = {key: value for key, value in lists if value}
    return json.dumps({**base.head, "entries": base.entries, **more}, ensure_ascii=False, indent=1) + "\n"


def read_base(text: str, shown: str) -> Base:
    """Read what is remembered of an article; ``shown`` is the path of its file, for errors.

    Raises:
        TimelineFileError: it is damaged.
    """
    try:
        found = json.loads(text)
        return Base(
            as_record({key: _text(found.get(key)) for key in HEAD}),
            tuple(_record(each) for each in _list(found["entries"])),
            tuple(_record(each) for each in _list(found.get("former", []))),
            tuple(_conflict(each) for each in _list(found.get("conflicts", []))),
            tuple(_needed(each) for each in _list(found.get("deleted", []))),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = "malformed, not a record of what was generated"
        raise TimelineFileError(message, place=Place(shown)) from error


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError
    return found


def _text(found: Any) -> str | None:
    """A text that a file can hold, or None."""
    if found is not None and not (isinstance(found, str) and not HALF.search(found)):
        raise TypeError
    return found


def _field(found: Any) -> Field | None:
    return tuple(_needed(each) for each in found) if isinstance(found, list) else _text(found)


def _needed(found: Any) -> str:
    if not (text := _text(found)):
        raise TypeError
    return text


def _record(found: Mapping[str, Any]) -> Record:
    texts = {key: _text(found.get(key)) for key in FIELDS if key not in LISTS}
    for key in NEEDED:
        _needed(texts[key])
    return as_record({**texts, **{key: _field(found.get(key)) for key in LISTS}})


def _conflict(found: Mapping[str, Any]) -> Conflict:
    was, hand, machine = (_field(found.get(key)) for key in ("was", "hand", "machine"))
    return Conflict(str(_text(found["id"]) or ""), _needed(found["key"]), was, hand, machine)
