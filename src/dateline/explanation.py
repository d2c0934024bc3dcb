"""Why each date is what it is, as data: for a table to read or JSON to work with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.model import Anchor, Resolution
from dateline.timevalue import edtf, timex3
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.values import Value


def explanation(resolution: Resolution) -> dict[str, Any]:
    """Return everything known about a resolved mention; ``edtf`` stands only where the value is on the calendar."""
    mention, written = resolution.mention, timex3.write(resolution.value)
    found: dict[str, Any] = {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "type": str(written.type),
        "value": str(written.value),
        **{key: str(value) for key in ("mod", "quant", "freq") if (value := getattr(written, key))},
        **_edtf(resolution.value),
        "confidence": resolution.confidence,
        "rule": mention.rule,
        "anchor": _anchor(resolution.anchor),
        "steps": [{"rule": step.rule, "says": step.says} for step in resolution.steps],
        "alternatives": [
            {"value": str(timex3.write(other.value).value), **_edtf(other.value), "why_not": other.why_not}
            for other in resolution.alternatives
        ],
    }
    if resolution.parts:
        found["parts"] = explanations(resolution.parts)
    return found


def explanations(resolutions: Iterable[Resolution]) -> list[dict[str, Any]]:
    """Return what is known about each of several mentions."""
    return [explanation(resolution) for resolution in resolutions]


def _anchor(anchor: Anchor) -> dict[str, str]:
    return {"kind": str(anchor.kind), "date": edtf.write(anchor.period), "words": anchor.words}


def _edtf(value: Value) -> dict[str, str]:
    return {"edtf": edtf.write(value)} if isinstance(value, Period | Interval) else {}
