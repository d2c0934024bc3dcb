"""Measure accuracy, confidence and speed, and write what was found as Markdown."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks import accuracy, calibration, report, speed

CORPORA = """\
The corpora are not part of Dateline. A folder of them holds score.py, with the functions load, score and pair_up, and
data/*.jsonl, one document a line: {"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}. Name it with
--timex or in DATELINE_TIMEX. TempEval-3's training data (TBAQ-cleaned; UzZaman et al., SemEval-2013 Task 1), WikiWars
(Mazur and Dale, EMNLP 2010) and the Tweets of Zhong et al. (ACL 2017) are on the authors' pages and on GitHub."""


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks named on the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    if not (options.timex / "score.py").is_file():
        print(f"no corpora in {options.timex}\n\n{CORPORA}", file=sys.stderr)
        return 2
    corpora = accuracy.load_corpora(options.timex)
    results = [accuracy.measure(corpus) for corpus in corpora]
    curve = calibration.measure(corpora)
    pace = None if options.no_speed else speed.measure([text for corpus in corpora for text in corpus.texts])
    text = report.write(results, curve, pace)
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")
        options.report.with_suffix(".svg").write_text(report.diagram(curve), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__, epilog=CORPORA)
    folder = Path(os.environ.get("DATELINE_TIMEX", "../shared/timex"))
    parser.add_argument("--timex", type=Path, default=folder, help="the folder of corpora (default: %(default)s)")
    parser.add_argument(
        "--report", type=Path, metavar="FILE.md", help="also write the report, and its diagram beside it"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave out the comparison with dateparser")
    return parser


if __name__ == "__main__":
    sys.exit(main())
