"""The report as Markdown, and the reliability diagram as SVG."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.accuracy import FIGURES, Result
from benchmarks.calibration import BINS, Curve
from benchmarks.speed import Pace

OTHERS = """\
| HeidelTime 2.2.1 | 84.1 / 92.1 / 88.0 / 77.5 |
| Recognizers-Text 1.3.2 | 69.8 / 86.6 / 81.5 / 67.2 |
| chrono-node 2.10.3 | 61.3 / 74.8 / 67.4 / 53.0 |
| dateparser 1.5.0 | 39.2 / 62.1 / 52.5 / 35.2 |"""
"""Measured on tempeval3-train with the same scorer on 2026-11-23."""
SIZE, EDGE = 300, 30


def write(results: Sequence[Result], curve: Curve, pace: Pace | None) -> str:
    """Return the report as Markdown."""
    parts = ["# Benchmarks", _accuracy(results), _others(results), _calibration(curve)]
    if pace is not None:
        others = f"dateparser's `search_dates` in the same run {pace.dateparser:.0f} KB/s"
        parts.append(f"## Speed\n\n{pace.ours:.0f} KB/s; {others}: {pace.ratio:.1f} times as fast.")
    return "\n\n".join(parts) + "\n"


def diagram(curve: Curve) -> str:
    """Return the reliability diagram: how often right (upward) for each confidence (to the right)."""
    bars = []
    for number, one in enumerate(curve.bins):
        x, width, height = EDGE + number * SIZE / BINS, SIZE / BINS - 2, one.right * SIZE
        bars.append(f'<rect x="{x:.1f}" y="{EDGE + SIZE - height:.1f}" width="{width:.1f}" height="{height:.1f}"/>')
    full = SIZE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {full} {full}" role="img" fill="#8a1c1c">'
        "<title>How often a value is right, by confidence</title>"
        f'<rect width="{full}" height="{full}" fill="#fff"/>{"".join(bars)}'
        f'<path d="M{EDGE} {EDGE + SIZE}L{EDGE + SIZE} {EDGE}" stroke="#333" stroke-dasharray="4"/></svg>\n'
    )


def _accuracy(results: Sequence[Result]) -> str:
    rows = [
        "## Accuracy\n\nF1 in percent: strict / relaxed / type / value.\n",
        "| corpus | all documents | last third |",
        "|---|---|---|",
    ]
    rows += [f"| {result.corpus} | {_four(result.whole)} | {_four(result.last_third)} |" for result in results]
    return "\n".join(rows)


def _others(results: Sequence[Result]) -> str:
    news = [result for result in results if result.corpus.startswith("tempeval3")]
    ours = "".join(f"\n| Dateline | {_four(result.whole)} |" for result in news)
    return f"Beside others, on tempeval3-train:\n\n| tagger | F1 |\n|---|---|\n{OTHERS}{ours}"


def _calibration(curve: Curve) -> str:
    summary = (
        f"Expected calibration error {curve.error:.3f}; the value or another reading is right in "
        f"{100 * curve.covered:.1f} % of the mentions found."
    )
    rows = [
        f"## Confidence\n\n{summary}\n",
        "| mentions | confidence | right |",
        "|---:|---:|---:|",
    ]
    rows += [f"| {one.count} | {one.confidence:.2f} | {one.right:.2f} |" for one in curve.bins if one.count]
    return "\n".join(rows)


def _four(f1: dict[str, float]) -> str:
    return " / ".join(f"{f1[figure]:.1f}" for figure in FIGURES)
