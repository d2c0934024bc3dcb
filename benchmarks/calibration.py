"""Whether a confidence of 0.8 is right eight times in ten (Guo et al., ICML 2017: expected calibration error).

A confidence is the least of those of the rules that built a mention, times that of the decision, times that of the
focus where the mention counts from it. Each of these numbers is fitted in turn: of all hundredths, the one under which
what was right and wrong on annotated corpora is likeliest. A number with few mentions to it stays near the average.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from benchmarks.accuracy import Corpus, Found
from dateline.languages import load_language
from dateline.model import AnchorKind
from dateline.normalization.anchors import FOCUS_RELIABILITY
from dateline.timevalue import edtf, timex3

BINS = 10
FOLDS = 5
PRIOR_WEIGHT = 6
"""A number is fitted as if there were so many more mentions to it, right as often as all are."""
SWEEPS = 6
GRID = tuple(hundredths / 100 for hundredths in range(5, 101))
SURELY_NOT = 0.005
"""Nothing is taken for less likely than this, so that one surprise does not decide a number."""
SUREST = 0.99
NEAR_ENOUGH = 0.015
UNSAID = 0.95
"""The confidence of a rule that states none."""
FOCUS = "focus"


@dataclass(frozen=True)
class Outcome:
    """A timex that was found: what its confidence is made of, and whether its value, or another reading, is right."""

    document: str
    trace: tuple[str, ...]
    factors: tuple[str, ...]
    shipped: float
    right: bool
    covered: bool
    same_span: bool = True


@dataclass(frozen=True)
class Bin:
    """The mentions whose confidence falls in one tenth: how many, how sure on average, how often right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Curve:
    """The bins from least to most sure, and their expected calibration error."""

    bins: tuple[Bin, ...]
    error: float


@dataclass(frozen=True)
class Calibration:
    """The confidences as they are, and fitted on four fifths and measured on the fifth.

    ``covered`` is how often the value or another reading is right where the very span was found,
    ``covered_overlapping`` how often where a part of it was.
    """

    shipped: Curve
    validated: Curve
    covered: float
    covered_overlapping: float


@dataclass(frozen=True)
class Suggestion:
    """What a number is, what it would be if fitted on all corpora, and on how many mentions."""

    name: str
    count: int
    right: float
    shipped: float
    fitted: float


def measure(corpora: Sequence[Corpus]) -> Calibration:
    """Compare the confidence of every found timex with whether its value is right."""
    outcomes = outcomes_of(corpora)
    shipped = [(outcome.shipped, outcome.right) for outcome in outcomes]
    exact = [outcome for outcome in outcomes if outcome.same_span]
    return Calibration(curve(shipped), curve(validate(outcomes)), _share_covered(exact), _share_covered(outcomes))


def outcomes_of(corpora: Iterable[Corpus]) -> list[Outcome]:
    """Return every timex that was found in the place of an annotated one."""
    return [
        _outcome(f"{corpus.name}/{pair.document}", pair.gold, pair.found)
        for corpus in corpora
        for pair in corpus.pairs
        if pair.gold and pair.found
    ]


def validate(outcomes: Sequence[Outcome]) -> Iterator[tuple[float, bool]]:
    """Yield confidence and rightness of each timex, with numbers fitted on the documents of the other folds."""
    folds = {name: number % FOLDS for number, name in enumerate(sorted({outcome.document for outcome in outcomes}))}
    for fold in range(FOLDS):
        numbers = fit([outcome for outcome in outcomes if folds[outcome.document] != fold])
        for outcome in outcomes:
            if folds[outcome.document] == fold:
                yield numbers.confidence(outcome), outcome.right


def curve(judged: Iterable[tuple[float, bool]]) -> Curve:
    """Return the reliability of pairs of a confidence and whether it was right."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        sorted_in[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    bins = tuple(map(_bin, sorted_in))
    total = sum(one.count for one in bins)
    return Curve(bins, sum(one.count * abs(one.confidence - one.right) for one in bins) / total)


@dataclass(frozen=True)
class Numbers:
    """The confidence of each rule, the factor of each decision and the focus; ``average`` for what was not seen."""

    rules: Mapping[str, float]
    factors: Mapping[str, float]
    average: float

    def confidence(self, outcome: Outcome) -> float:
        """Return the confidence of a timex, in hundredths like those of the program."""
        least = min(self.rules.get(rule, self.average) for rule in outcome.trace)
        return round(least * self.factor(outcome.factors), 2)

    def factor(self, names: Iterable[str]) -> float:
        """Return what is left of a rule's confidence."""
        product = 1.0
        for name in names:
            product *= self.factors.get(name, 1.0)
        return product


def fit(outcomes: Sequence[Outcome], stated: Mapping[str, float] | None = None) -> Numbers:
    """Fit all numbers, one after the other, until they hardly move; or those of rules alone, to ``stated`` factors."""
    average = sum(outcome.right for outcome in outcomes) / len(outcomes)
    by_rule, by_factor = _grouped(outcomes)
    # From the share right of each rule by itself: were all alike, none could move, for the least of several counts.
    rules = {rule: _share_right(group, average) for rule, group in by_rule.items()}
    factors = dict(stated or dict.fromkeys(by_factor, 1.0))
    numbers = Numbers(rules, factors, average)
    for _ in range(SWEEPS):
        for rule, group in by_rule.items():
            rules[rule] = _likeliest(_without_rule(numbers, rule, group), average)
        for factor, group in {} if stated else by_factor.items():
            factors[factor] = _likeliest(_without_factor(numbers, factor, group), 1.0)
    return numbers


def suggest(outcomes: Sequence[Outcome], language: str = "en") -> tuple[list[Suggestion], list[Suggestion]]:
    """Return the numbers of rules, and of decisions and the focus, beside what they are now.

    Those of rules suit the decisions as they stand, so that a grammar can be renewed by itself.
    """
    by_rule, by_factor = _grouped(outcomes)
    records = load_language(language).rules
    factors = {name: _stated_factor(name) for name in by_factor}
    rules, all_free = fit(outcomes, factors).rules, fit(outcomes).factors
    of_rules = [
        _suggestion(rule, group, float(records[rule].get("confidence", UNSAID)), min(rules[rule], SUREST))
        for rule, group in by_rule.items()
    ]
    of_factors = [_suggestion(name, group, factors[name], all_free[name]) for name, group in by_factor.items()]
    return _by_count(of_rules), _by_count(of_factors)


def rewrite(grammar: str, suggestions: Iterable[Suggestion], fewest: int) -> str:
    """Return a grammar with the suggested confidences of rules that at least ``fewest`` mentions speak for.

    Nothing but the lines of these numbers changes, and none that is right to a hundredth.
    """
    off = (one for one in suggestions if one.count >= fewest and abs(one.fitted - one.shipped) > NEAR_ENOUGH)
    wanted = {one.name: one.fitted for one in off}
    lines: list[str] = []
    for record in re.split(r"(?m)^(?=\s*- (?:id|stage): )", grammar):
        found = re.match(r"(\s*)- id: (\S+)", record)
        if found and found[2] in wanted:
            lines.append(_with_confidence(record, found[1], wanted[found[2]]))
        else:
            lines.append(record)
    return "".join(lines)


def _with_confidence(record: str, indent: str, confidence: float) -> str:
    line = f"{indent}  confidence: {confidence:g}\n"
    changed, count = re.subn(r"(?m)^\s*confidence: .*\n", line, record, count=1)
    if count:
        return changed
    examples = re.search(r"(?m)^\s*(?:counter)?examples:", record)
    at = examples.start() if examples else record.index("\n") + 1
    return record[:at] + line + record[at:]


def _outcome(document: str, gold: Any, found: Found) -> Outcome:
    factors = [_factor_name(found)]
    if found.judged.anchor.kind is AnchorKind.FOCUS:
        factors.append(FOCUS)
    right = gold.value == found.timex["value"]
    return Outcome(
        document,
        found.judged.mention.trace,
        tuple(factors),
        found.timex["confidence"],
        right,
        right or gold.value in _readings(found.timex),
        (gold.start, gold.end) == (found.timex["start"], found.timex["end"]),
    )


def _factor_name(found: Found) -> str:
    """Return the decision's name, with its number where a decision has several: "weekday-ahead 0.7"."""
    return f"{found.decision.rule} {found.decision.confidence:g}"


def _stated_factor(name: str) -> float:
    return FOCUS_RELIABILITY if name == FOCUS else float(name.rsplit(maxsplit=1)[-1])


def _readings(timex: dict[str, Any]) -> set[str]:
    """Return the TIMEX3 of the other readings, and of the date as the timeline has it: the day of a "Friday night"."""
    written = [*timex.get("also", ()), *([timex["edtf"]] if "edtf" in timex else [])]
    return {str(timex3.write(edtf.parse(other)).value) for other in written}


def _bin(judged: list[tuple[float, bool]]) -> Bin:
    count = len(judged)
    if not count:
        return Bin(0, 0.0, 0.0)
    return Bin(count, sum(one for one, _ in judged) / count, sum(right for _, right in judged) / count)


def _grouped(outcomes: Iterable[Outcome]) -> tuple[dict[str, list[Outcome]], dict[str, list[Outcome]]]:
    by_rule: defaultdict[str, list[Outcome]] = defaultdict(list)
    by_factor: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for rule in set(outcome.trace):
            by_rule[rule].append(outcome)
        for factor in outcome.factors:
            by_factor[factor].append(outcome)
    # In one order, so that two runs come to the same numbers.
    return dict(sorted(by_rule.items())), dict(sorted(by_factor.items()))


Case = tuple[float, float, bool]
"""A timex seen from one number x: it is as sure as min(x, ``most``) * ``factor``, and was right or not."""


def _without_rule(numbers: Numbers, rule: str, group: Iterable[Outcome]) -> Iterator[Case]:
    for outcome in group:
        most = min((numbers.rules[other] for other in outcome.trace if other != rule), default=1.0)
        yield most, numbers.factor(outcome.factors), outcome.right


def _without_factor(numbers: Numbers, factor: str, group: Iterable[Outcome]) -> Iterator[Case]:
    for outcome in group:
        rest = numbers.factor(other for other in outcome.factors if other != factor)
        yield 1.0, min(numbers.rules[rule] for rule in outcome.trace) * rest, outcome.right


def _likeliest(cases: Iterable[Case], prior: float) -> float:
    counted = Counter(cases)

    def likelihood(x: float) -> float:
        total = PRIOR_WEIGHT * (prior * _log(x) + (1 - prior) * _log(1 - x))
        for (most, factor, right), count in counted.items():
            sure = min(x, most) * factor
            total += count * _log(sure if right else 1 - sure)
        return total

    return max(GRID, key=likelihood)


def _share_covered(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.covered for outcome in outcomes) / len(outcomes)


def _share_right(group: Sequence[Outcome], prior: float) -> float:
    return (sum(outcome.right for outcome in group) + PRIOR_WEIGHT * prior) / (len(group) + PRIOR_WEIGHT)


def _log(share: float) -> float:
    return log(max(share, SURELY_NOT))


def _suggestion(name: str, group: Sequence[Outcome], shipped: float, fitted: float) -> Suggestion:
    right = sum(outcome.right for outcome in group) / len(group)
    return Suggestion(name, len(group), right, shipped, fitted)


def _by_count(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (-one.count, one.name))
