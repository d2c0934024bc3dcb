"""Measure Dateline: accuracy on annotated corpora, whether its confidence can be trusted, and speed.

Without options everything is measured, which takes some minutes, and told as Markdown. While you work on the grammar,
`--errors` and `--quick` answer within seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import accuracy, calibration, errors, hostile, report, speed

GRAMMAR = Path("src/dateline/languages/en/grammar.yaml")
MANUAL = """\
examples:
  python -m benchmarks --errors 20                  the 20 most frequent faults of each class, in their sentences
  python -m benchmarks --errors 20 --corpus tweets  ... of one corpus
  python -m benchmarks --quick                      accuracy and confidence alone
  python -m benchmarks --suggest                    the confidence that each rule and decision should state
  python -m benchmarks --suggest --write            ... and write it into the English grammar
  python -m benchmarks --report benchmarks/report.md  everything, kept as a file, the diagram beside it
  python -m benchmarks.fuzz --minutes 10            whether any text at all is an error

The corpora are not part of Dateline. A folder of them holds score.py, with Document and the functions load, align,
score and parse_timex, and data/*.jsonl, one document a line:

  {"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}

Name the folder with --timex or in DATELINE_TIMEX. TempEval-3's training data (TBAQ-cleaned; UzZaman et al.,
SemEval-2013 Task 1), WikiWars (Mazur and Dale, EMNLP 2010) and the Tweets of Zhong et al. (ACL 2017) are on the
authors' pages and on GitHub. Tune on the first two thirds of a corpus and believe the last."""


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    options = _parser().parse_args(arguments)
    if not (options.timex / "score.py").is_file():
        print(f"no corpora in {options.timex}\n\n{MANUAL}", file=sys.stderr)
        return 2
    corpora = [corpus for corpus in accuracy.load_corpora(options.timex) if options.corpus in corpus.name]
    if not corpora:
        print(f"no corpus of {options.timex} is called {options.corpus}", file=sys.stderr)
        return 2
    if options.errors is not None:
        print(errors.listing(errors.errors_of(corpora), options.errors))
    elif options.suggest:
        _suggest(corpora, options.fewest, write=options.write)
    else:
        _report(corpora, options)
    return 0


def _report(corpora: Sequence[accuracy.Corpus], options: argparse.Namespace) -> None:
    # Speed comes first, while nothing has been read yet that would be remembered.
    paces = [] if options.quick else [speed.measure(corpus) for corpus in corpora]
    start = None if options.quick else speed.start()
    growths = [] if options.quick else list(hostile.measure())
    results = [accuracy.measure(corpus) for corpus in corpora]
    found = report.Measured(results, calibration.measure(corpora), paces, start, growths)
    drawing = options.report.with_suffix(".svg") if options.report else None
    text = report.write(found, drawing.name if drawing else "")
    print(text)
    if drawing:
        options.report.write_text(text, encoding="utf-8")
        drawing.write_text(report.diagram(found.calibration), encoding="utf-8")


def _suggest(corpora: Sequence[accuracy.Corpus], fewest: int, *, write: bool) -> None:
    of_rules, of_factors = calibration.suggest(calibration.outcomes_of(corpora))
    print(report.suggestions(of_factors, of_rules))
    if write:
        grammar = GRAMMAR.read_text(encoding="utf-8")
        GRAMMAR.write_text(calibration.rewrite(grammar, of_rules, fewest), encoding="utf-8")
        print(f"\nwritten to {GRAMMAR}, where {fewest} mentions or more speak for a number")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m benchmarks",
        description=__doc__,
        epilog=MANUAL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    folder = Path(os.environ.get("DATELINE_TIMEX", "../shared/timex"))
    parser.add_argument("--timex", type=Path, default=folder, help="the folder of corpora (default: %(default)s)")
    parser.add_argument("--corpus", default="", metavar="NAME", help="only corpora with this in their name")
    parser.add_argument("--errors", type=int, metavar="N", help="list the N most frequent faults of each class")
    parser.add_argument("--suggest", action="store_true", help="fit the confidences of rules and decisions")
    parser.add_argument("--write", action="store_true", help="with --suggest: write those of rules into the grammar")
    parser.add_argument(
        "--fewest", type=int, default=5, metavar="N", help="write a number if N mentions speak for it (default: 5)"
    )
    parser.add_argument("--quick", action="store_true", help="measure no speed")
    parser.add_argument("--report", type=Path, metavar="FILE.md", help="also write the report, its diagram beside it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
