"""Reports for tests of what many articles tell: the hard pairs, those of the example, and made-up ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dateline.joining import report_of
from dateline.model import Report
from dateline.pipeline import as_period, extract
from dateline.store import load_timeline
from dateline.timevalue import edtf
from dateline.timevalue.values import CalendarValue
from dateline.typed_dates import date_in_words

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests/fixtures/events"


def report(text: str, published: str, date: str = "", article: str = "", **more: Any) -> Report:
    """Return the report of a text as its article would give it; ``date`` chooses among several."""
    language = more.pop("language", "en")
    entries = extract(text, published, language=language)
    entry = next((entry for entry in entries if entry.date == date), entries[0])
    return Report(
        id=entry.id,
        article=article or f"{published} {text}",
        date=edtf.parse(date or entry.date),
        text=entry.text,
        title=entry.title,
        when=entry.when,
        published=as_period(published),
        language=language,
        tags=entry.tags,
        **more,
    )


@cache
def pairs(name: str) -> tuple[tuple[dict[str, Any], Report, Report], ...]:
    """The pairs of a fixture: what is known of each, and its two reports."""
    found = yaml(FIXTURES / name)
    return tuple((pair, *(_of_pair(pair[key], pair.get("language", "en")) for key in ("one", "two"))) for pair in found)


def _of_pair(told: dict[str, Any], language: str) -> Report:
    return report(told["text"], str(told["published"]), str(told["date"]), language=language)


@cache
def example() -> tuple[Report, ...]:
    """The entries of the example, without the events that they have there."""
    files, _ = load_timeline(ROOT / "timeline", date_in_words)
    told = [report_of(entry, file, by_hand=False) for file in files for entry in file.entries]
    return tuple(replace(each, event="", vouched=False) for each in told)


def is_right(date: CalendarValue, right: str, told: Iterable[CalendarValue]) -> bool:
    """Tell whether a date chosen among those ``told`` is right, by the rule in the head of ``example.yaml``.

    What a span holds is right too, where nobody gives the minute.
    """
    given, finest = edtf.write(date), max(len(edtf.write(each)) for each in told)
    first, slash, last = given.partition("/")
    return (
        given == right or (right.startswith(given) and len(given) == finest) or (bool(slash) and first <= right <= last)
    )


def yaml(path: Path) -> Any:
    """Read a fixture."""
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
