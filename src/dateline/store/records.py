"""What a timeline file holds, as records with places."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from functools import partial
from typing import Any

from dateline.errors import DatelineError, Place, TimelineFileError, ValueSyntaxError
from dateline.model import ENGLISH, Status
from dateline.store.nodes import Fields, Items, Scalar, Value
from dateline.timevalue import edtf

LARGE = 1e9
"""A number beyond this is no share of anything, and may be beyond what a float holds."""
STATUSES = tuple(Status)
EXPECTED = '"entries:" and under it a list of entries, each with "date:" and "title:"'


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry as it stands in a file; ``keys`` holds every key with its value, a person's own too.

    ``date``, ``added`` and ``also`` are EDTF, whatever was typed; ``status`` is a ``Status``. It and ``added`` are ""
    where nothing is said.
    """

    id: str
    date: str
    title: str
    status: str
    text: str
    when: str
    why: str
    confidence: float | None
    also: tuple[str, ...]
    event: str
    tags: tuple[str, ...]
    importance: float | None
    added: str
    hidden: bool
    locked: bool
    reviewed: bool
    keys: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class TimelineFile:
    """A timeline file: of an article, or written by hand with no ``article``.

    ``copy_of`` is the path of the file that follows the article, where this one only holds its entries once more.
    """

    path: str
    article: str | None
    published: str | None
    language: str
    added: str
    entries: tuple[StoredEntry, ...]
    copy_of: str = ""


def timeline_file(
    path: str, root: Value | None, in_words: Callable[[str], str]
) -> tuple[TimelineFile, list[DatelineError]]:
    """Take a file's values for a timeline: what can be used of it, and what is wrong with the rest.

    ``in_words`` turns a date that is not EDTF into EDTF, or raises ``ValueSyntaxError``.

    Raises:
        TimelineFileError: it is no timeline at all.
    """
    if not isinstance(root, Fields) or "entries" not in root.fields:
        raise TimelineFileError("not a timeline", place=root.place if root else Place(path), expected=EXPECTED)
    added, errors = _added(root, in_words)
    entries: list[StoredEntry] = []
    for value in _items(root.fields["entries"]):
        try:
            entry, mistakes = _entry(value, in_words)
        except DatelineError as error:
            errors.append(error)
        else:
            entries.append(entry)
            errors.extend(mistakes)
    published = _text(root, "published") or None
    language = _text(root, "language") or ENGLISH
    article = unicodedata.normalize("NFC", _text(root, "article"))  # as articles' paths are compared
    return TimelineFile(path, article or None, published, language, added, tuple(entries)), errors


def _items(value: Value) -> tuple[Value, ...]:
    if isinstance(value, Items):
        return value.items
    if isinstance(value, Scalar) and value.kind == "null":
        return ()
    raise TimelineFileError("the entries are not a list", place=value.place, expected='"- date: …" for each entry')


def _entry(value: Value, in_words: Callable[[str], str]) -> tuple[StoredEntry, list[DatelineError]]:
    """Take a value for an entry; of its other readings, one that is no date is left out and told of."""
    if not isinstance(value, Fields):
        raise TimelineFileError("an entry that is not made of keys", place=value.place, expected='"date:" and "title:"')
    date, title = _text(value, "date"), _text(value, "title")
    for key, text in (("date", date), ("title", title)):
        if not text:
            place = value.keys[key].place if key in value.keys else value.place
            raise TimelineFileError(f'an entry without "{key}:"', place=place, hint=f'add "{key}: …"')
    edtf_date = checked_date(value.fields["date"], in_words)
    also, mistakes = _readings(value, in_words)
    added, others = _added(value, in_words)
    entry = StoredEntry(
        id=_text(value, "id") or made_id(title, date),
        date=edtf_date,
        title=title,
        status=_status(value),
        text=_text(value, "text"),
        when=_text(value, "when"),
        why=_text(value, "why"),
        confidence=_number(value, "confidence"),
        also=also,
        event=_text(value, "event"),
        tags=_texts(value, "tags"),
        importance=_number(value, "importance"),
        added=added,
        hidden=value.is_true("hidden"),
        locked=value.is_true("locked"),
        reviewed=value.is_true("reviewed"),
        keys={key: each.data for key, each in value.fields.items()},
        place=value.place,
    )
    return entry, mistakes + others


def checked_date(value: Value, in_words: Callable[[str], str]) -> str:
    """Return a date as EDTF; raise the error of a value that is none, with its place."""
    if not isinstance(value, Scalar):
        raise ValueSyntaxError("a date that is a list or has keys", place=value.place, expected=edtf.EXPECTED)
    text = " ".join(value.text.split())
    try:
        edtf.parse(text)
    except ValueSyntaxError as error:
        try:
            return in_words(text)
        except ValueSyntaxError as other:
            raise (other if other.hint else error).at(value.place) from None
    return text


def to_json(file: TimelineFile) -> list[Any]:
    """Return a file as JSON can keep it, without its path."""
    return [file.article, file.published, file.language, file.added, [asdict(entry) for entry in file.entries]]


def from_json(path: str, kept: list[Any]) -> TimelineFile:
    """Return a file from what ``to_json`` made of it, under the path that it has now."""
    article, published, language, added, entries = kept
    return TimelineFile(path, article, published, language, added, tuple(map(partial(_from_json, path), entries)))


def _from_json(path: str, kept: dict[str, Any]) -> StoredEntry:
    place = replace(Place(**kept["place"]), path=path)
    return StoredEntry(**{**kept, "also": tuple(kept["also"]), "tags": tuple(kept["tags"]), "place": place})


def made_id(title: str, date: str) -> str:
    """Make an id for an entry that has none: ``splashdown-in-the-pacific-3f0a``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:5]
    digest = hashlib.sha256(f"{date}\n{title}".encode()).hexdigest()
    return "-".join([*words, digest[:4]])


def _text(value: Fields, key: str) -> str:
    found = value.fields.get(key)
    return found.text.strip() if isinstance(found, Scalar) and found.kind != "null" else ""


def _texts(value: Fields, key: str) -> tuple[str, ...]:
    """The texts of a list, or the one that stands in its place."""
    found = value.fields.get(key)
    items = found.items if isinstance(found, Items) else (found,)
    texts = (item.text.strip() for item in items if isinstance(item, Scalar) and item.kind != "null")
    return tuple(dict.fromkeys(filter(None, texts)))


def _status(value: Fields) -> str:
    """Whether it happened; an entry that says so in no known word is left out, since it may not have."""
    found = value.fields.get("status")
    text = _text(value, "status")
    if found is None or text in STATUSES or (not text and isinstance(found, Scalar)):
        return text
    message = "not a status" if text else "a status that is a list or has keys"
    hint = did_you_mean(text, STATUSES)
    raise TimelineFileError(message, place=found.place, excerpt=text, expected=one_of(STATUSES), hint=hint)


def one_of(values: Iterable[str]) -> str:
    """Return values that are allowed, as an error tells them.

    >>> one_of(["planned", "possible", "denied"])
    'planned, possible or denied'
    """
    *others, last = values
    return f"{', '.join(others)} or {last}"


def did_you_mean(text: str, values: Iterable[str]) -> str:
    """Return a hint at the value that a text nearly is, "" if it is like none."""
    near = get_close_matches(text.lower(), list(values), n=1)
    return f'did you mean "{near[0]}"?' if near else ""


def _number(value: Fields, key: str) -> float | None:
    """A number from 0 to 1, the nearest for one beyond; None where there is none."""
    found = value.fields.get(key)
    number = found.data if isinstance(found, Scalar) else None
    return min(max(float(number), 0.0), 1.0) if isinstance(number, float | int) and abs(number) < LARGE else None


def _added(value: Fields, in_words: Callable[[str], str]) -> tuple[str, list[DatelineError]]:
    """When something came to the timeline, "" where nothing is said; what is no date is told of."""
    if not _text(value, "added"):
        return "", []
    try:
        return checked_date(value.fields["added"], in_words), []
    except DatelineError as error:
        return "", [error]


def _readings(value: Fields, in_words: Callable[[str], str]) -> tuple[tuple[str, ...], list[DatelineError]]:
    found = value.fields.get("also")
    also: list[str] = []
    mistakes: list[DatelineError] = []
    for item in found.items if isinstance(found, Items) else ():
        try:
            also.append(checked_date(item, in_words))
        except DatelineError as error:
            mistakes.append(error)
    return tuple(also), mistakes
