"""The report as Markdown, and the reliability diagram as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy import FIGURES, Result
from benchmarks.calibration import BINS, FOLDS, Bin, Calibration, Suggestion
from benchmarks.hostile import Growth
from benchmarks.speed import Pace, Start

OTHERS = (
    ("HeidelTime 2.2.1", "84.1", "92.1", "88.0", "77.5", "7"),
    ("Recognizers-Text", "69.8", "86.6", "81.5", "67.2", "27"),
    ("chrono-node", "61.3", "74.8", "67.4", "53.0", "1973"),
    ("dateparser search_dates", "39.2", "62.1", "52.5", "35.2", "137"),
)
"""Measured on tempeval3-train with the same scorer on 2026-11-23, on two shared cores."""
NEWS = "tempeval3"


@dataclass(frozen=True)
class Measured:
    """All that a report tells; what was not measured is empty."""

    results: Sequence[Result]
    calibration: Calibration
    paces: Sequence[Pace]
    start: Start | None
    growths: Sequence[Growth]


def write(measured: Measured, diagram_name: str) -> str:
    """Return the report as Markdown."""
    parts = [
        "# Benchmarks",
        _accuracy(measured.results),
        _kinds(measured.results),
        _others(measured.results, measured.paces),
        _confidence(measured.calibration, diagram_name),
    ]
    if measured.paces:
        parts.append(_speed(measured.paces, measured.start))
    if measured.growths:
        parts.append(_growth(measured.growths))
    return "\n\n".join(part for part in parts if part) + "\n"


def suggestions(of_factors: Iterable[Suggestion], of_rules: Iterable[Suggestion]) -> str:
    """Return the fitted numbers beside the stated ones."""
    head = f"{'mentions':>8}  {'right':>5}  {'stated':>6}  {'fitted':>6}"
    lines = [f"{head}  decision (with what it states), all numbers free"]
    lines += map(_suggestion, of_factors)
    lines += ["", f"{head}  rule, decisions as they are"]
    lines += map(_suggestion, of_rules)
    return "\n".join(lines)


def diagram(calibration: Calibration) -> str:
    """Return the reliability diagram: how often right (upward) for each confidence (to the right).

    It has a ground and colours of its own for light and for dark, so that it can be read wherever it is shown.
    """
    shipped = calibration.shipped.bins
    bars = [_bar(number, one) for number, one in enumerate(shipped) if one.count]
    dots = [
        f'<circle class="fitted" cx="{_x(one.confidence):.1f}" cy="{_y(one.right):.1f}" r="4"/>'
        for one in calibration.validated.bins
        if one.count
    ]
    ticks = [tick for tenths in range(0, 11, 2) for tick in _ticks(tenths / 10)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="system-ui, sans-serif" font-size="13" text-anchor="middle">\n'
        f"<title>How often a value is right, by confidence</title>\n{STYLE}\n"
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>\n'
        + "\n".join([*ticks, *bars, *dots])
        + f'\n<path class="ideal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>\n'
        f'<path class="axis" d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}"/>\n'
        f'<text x="{_x(0.5)}" y="{HEIGHT - 12}">confidence (number of mentions in each bar)</text>\n'
        f'<text transform="translate(18 {_y(0.5)}) rotate(-90)">share whose value is right</text>\n'
        f'<text class="key" x="{_x(0) + 12}" y="{_y(1) + 14}">bars: as shipped, error '
        f"{calibration.shipped.error:.3f}</text>\n"
        f'<text class="key" x="{_x(0) + 12}" y="{_y(1) + 32}">dots: cross-validated, error '
        f"{calibration.validated.error:.3f}</text>\n"
        f'<text class="key" x="{_x(0) + 12}" y="{_y(1) + 50}">dashes: what is said is so</text>\n</svg>\n'
    )


SIZE, LEFT, TOP = 360, 62, 20
WIDTH, HEIGHT = LEFT + SIZE + 20, TOP + SIZE + 62
STYLE = """\
<style>
.ground { fill: #fff } text { fill: #222 } .key { text-anchor: start }
.bar { fill: #b9cfe8; stroke: #35608f } .fitted { fill: #8a1c1c }
.axis, .ideal, .grid { fill: none; stroke: #222 } .ideal { stroke-dasharray: 5 } .grid { stroke: #ddd }
@media (prefers-color-scheme: dark) {
.ground { fill: #16191d } text { fill: #e6e6e6 }
.bar { fill: #2c4a6b; stroke: #8fb4dc } .fitted { fill: #ff9c8f }
.axis, .ideal { stroke: #e6e6e6 } .grid { stroke: #3a3f45 }
}
</style>"""


def _x(share: float) -> float:
    return LEFT + share * SIZE


def _y(share: float) -> float:
    return TOP + (1 - share) * SIZE


def _bar(number: int, one: Bin) -> str:
    x, width = _x(number / BINS) + 1, SIZE / BINS - 2
    return (
        f'<rect class="bar" x="{x:.1f}" y="{_y(one.right):.1f}" width="{width:.1f}" height="{one.right * SIZE:.1f}"/>'
        f'<text font-size="10" x="{x + width / 2:.1f}" y="{_y(0) - 5:.1f}">{one.count}</text>'
    )


def _ticks(share: float) -> Sequence[str]:
    return (
        f'<path class="grid" d="M{_x(0)} {_y(share):.1f}H{_x(1)}"/>',
        f'<text x="{_x(share):.1f}" y="{_y(0) + 18}">{share:g}</text>',
        f'<text x="{_x(0) - 16}" y="{_y(share) + 4:.1f}">{share:g}</text>',
    )


def _accuracy(results: Sequence[Result]) -> str:
    rows = [[one.corpus, *map(_four, (one.whole, one.first, one.last))] for one in results]
    return (
        "## Accuracy\n\n"
        "F1 in percent, strict / relaxed / type / value, as in the TempEval-3 toolkit. The last third stands apart.\n\n"
    ) + _table(["corpus", "all documents", "first two thirds", "last third"], rows, words=4)


def _kinds(results: Sequence[Result]) -> str:
    rows = []
    for result in results:
        for name, kind in result.kinds.items():
            shares = (100 * part / kind.gold for part in (kind.found, kind.span, kind.type, kind.value) if kind.gold)
            rows.append([result.corpus, name, str(kind.gold), *(f"{one:.1f}" for one in shares)])
    return (
        "Annotated timexes by type; of a hundred, how many are found, and have the same span, type and value:\n\n"
        + _table(["corpus", "type", "annotated", "found", "span", "type", "value"], rows, words=2)
    )


def _others(results: Sequence[Result], paces: Sequence[Pace]) -> str:
    news = next((result for result in results if result.corpus.startswith(NEWS)), None)
    if news is None:
        return ""
    pace = next((f"{pace.ours:.0f}" for pace in paces if pace.corpus == news.corpus), "")
    ours = ["**Dateline**", *(f"{news.whole[figure]:.1f}" for figure in FIGURES), pace]
    return f"Beside others, on {news.corpus}:\n\n" + _table(["tagger", *FIGURES, "KB/s"], [*OTHERS, ours])


def _confidence(calibration: Calibration, diagram_name: str) -> str:
    shipped, validated = calibration.shipped, calibration.validated
    summary = (
        "## Confidence\n\n"
        f"Expected calibration error in ten bins: {shipped.error:.3f} as shipped, {validated.error:.3f}"
        f" cross-validated: with the numbers of rules and decisions fitted on {FOLDS - 1} fifths of the documents and"
        " measured on the fifth. The value or another reading is right in"
        f" {100 * calibration.covered:.1f} % of the mentions whose span was found"
        f" ({100 * calibration.covered_overlapping:.1f} % with those of which a part was).\n\n"
    )
    rows = [
        [f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}", *_cells(one), *_cells(fitted)]
        for number, (one, fitted) in enumerate(zip(shipped.bins, validated.bins, strict=True))
        if one.count or fitted.count
    ]
    head = ["confidence", "mentions", "said", "right", "cross-validated: mentions", "said", "right"]
    picture = f"\n\n![How often a value is right, by confidence]({diagram_name})" if diagram_name else ""
    return summary + _table(head, rows) + picture


def _speed(paces: Sequence[Pace], start: Start | None) -> str:
    rows = [
        [pace.corpus, *(f"{number:.0f}" for number in (pace.kilobytes, pace.ours, pace.dateparser)), f"{pace.ratio:.1f}"]
        for pace in paces
    ]
    table = _table(["corpus", "KB", "KB/s", "dateparser KB/s", "times as fast (median)"], rows)
    started = (
        f"\n\n`dateline tag` with one short document, from start to end: {start.median:.2f} s;"
        f" {start.first:.2f} s the first time after a change of the language's files."
        if start
        else ""
    )
    return (
        "## Speed\n\n"
        "One process, in rounds that alternate with dateparser's `search_dates`, each on another part of the corpus.\n\n"
    ) + table + started


def _growth(growths: Sequence[Growth]) -> str:
    rows = [[one.name, f"`{_visible(one.unit)}`", f"{one.seconds:.3f}", f"{one.ratio:.1f}"] for one in growths]
    return (
        "## Texts that nobody wrote\n\n"
        "Seconds for 1 MB, and how many times as long ten times as much takes: about ten is linear.\n\n"
    ) + _table(["text", "repeated", "seconds", "ratio"], rows, words=2)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """Return a table whose first columns hold words and the others numbers."""
    ruler = "".join("---|" if number < words else "---:|" for number in range(len(head)))
    return "\n".join([_row(head), f"|{ruler}", *map(_row, rows)])


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def _visible(unit: str) -> str:
    return unit.replace("\n", "\\n").replace(" ", "␣")


def _suggestion(one: Suggestion) -> str:
    return f"{one.count:8}  {one.right:5.2f}  {one.shipped:6.2f}  {one.fitted:6.2f}  {one.name}"


def _cells(one: Bin) -> tuple[str, str, str]:
    return (str(one.count), f"{one.confidence:.2f}", f"{one.right:.2f}") if one.count else ("0", "", "")


def _four(f1: dict[str, float]) -> str:
    return " / ".join(f"{f1[figure]:.1f}" for figure in FIGURES)
