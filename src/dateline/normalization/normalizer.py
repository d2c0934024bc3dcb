"""The loop that turns mentions into resolutions, in reading order, with the story's state handed on."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.languages import Language
from dateline.model import Anchor, Article, Mention, Resolution, Sentence, Step, Style
from dateline.normalization import anchors, readings, rules, says
from dateline.normalization.alternatives import Taken, alternatives
from dateline.normalization.landmarks import Landmarks
from dateline.normalization.quotations import is_bracketed, is_quoted
from dateline.normalization.report import report_in
from dateline.normalization.story import Story
from dateline.normalization.tense import Cue, tense_reader
from dateline.normalization.wording import is_open
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.values import Value

USUAL_CONFIDENCE = 0.95
"""What a rule is taken to be worth that states no confidence."""


def normalize(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    language: Language,
    style: Style = Style.NEWS,
) -> list[Resolution]:
    """Resolve the mentions of an article, given in reading order, against its publication date and its own thread.

    Clock times without a zone are in the article's. A mention that names what no calendar has (31 April) is left out.
    """
    published = article.published
    story = Story(published, article.zone, style, report_in(mentions, published))
    landmarks = Landmarks(article.text, mentions, published, language.discourse["conjunctions"])
    return list(_resolve_all(mentions, sentences, story, landmarks, language))


def _resolve_all(
    mentions: Sequence[Mention], sentences: Sequence[Sentence], story: Story, landmarks: Landmarks, language: Language
) -> Iterator[Resolution]:
    starts = [sentence.start for sentence in sentences]
    left = deque(mentions)
    while left:
        mention = left.popleft()
        at = bisect_right(starts, mention.start) - 1
        sentence = sentences[at] if at >= 0 and mention.start < sentences[at].end else None
        resolution = _resolve(_case(mention, sentence, story, landmarks, language), language)
        if resolution is None:
            # A phrase may come to nothing ("from June 31 to May 2") where what it is made of does not.
            left.extendleft(reversed(mention.parts))
        else:
            aside = sentence is not None and _is_aside(resolution, sentence, story, language)
            story.moves_to(mention, resolution.value, sentence, aside=aside)
            yield resolution


def _is_aside(resolution: Resolution, sentence: Sentence, story: Story, language: Language) -> bool:
    """Tell whether a time is told in passing: in news by a verb that steps back, in a chronicle in brackets."""
    mention = resolution.mention
    if story.style is Style.NARRATIVE:
        return is_bracketed(sentence, mention.start)
    return story.would_go_back(resolution.value) and _is_flashback(mention, sentence, language)


def _is_flashback(mention: Mention, sentence: Sentence, language: Language) -> bool:
    start, end = mention.start - sentence.start, mention.end - sentence.start
    return tense_reader(language.name).steps_back(sentence.text, start, end)


def _case(
    mention: Mention, sentence: Sentence | None, story: Story, landmarks: Landmarks, language: Language
) -> rules.Case:
    if sentence is None:
        return rules.Case(mention, story, None, quoted=False, lender=landmarks.lender(mention))
    return rules.Case(
        mention,
        story,
        _cue(mention, sentence, language),
        quoted=is_quoted(sentence, mention.start, language.discourse),
        landmark=landmarks.after(mention.end) if story.style is Style.NARRATIVE else None,
        lender=landmarks.lender(mention),
        passing=story.passing if story.glanced_in is sentence else None,
        goes_on=sentence is story.told_in,
    )


def _cue(mention: Mention, sentence: Sentence, language: Language) -> Cue | None:
    if not is_open(mention.expression):
        return None
    return tense_reader(language.name).cue(sentence.text, mention.start - sentence.start, mention.end - sentence.start)


def _resolve(case: rules.Case, language: Language) -> Resolution | None:
    decision = rules.decide(case)
    anchor = anchors.choose(case, decision)
    value = readings.evaluate(case, decision.direction, anchor, moved=decision.moves)
    if value is None:
        return None
    parts = tuple(_parts(case, value, language))
    return Resolution(
        mention=case.mention,
        value=value,
        anchor=anchor,
        steps=tuple(_steps(case, decision, anchor, value, language)),
        confidence=_confidence(case, decision, anchor, language),
        alternatives=tuple(alternatives(Taken(case, decision, anchor, value))),
        parts=parts,
    )


def _parts(case: rules.Case, value: Value, language: Language) -> Iterator[Resolution]:
    """Resolve the timexes in a phrase; where the phrase has two ends, they have the values of its ends."""
    ends = (value.start, value.end) if isinstance(value, Interval) and len(case.mention.parts) > 1 else ()
    for number, mention in enumerate(case.mention.parts):
        part = _resolve(replace(case, mention=mention), language)
        if part is None:
            continue
        end = ends[number] if number < len(ends) else None
        yield replace(part, value=end) if isinstance(end, Period) else part


def _steps(
    case: rules.Case, decision: rules.Decision, anchor: Anchor, value: Value, language: Language
) -> Iterator[Step]:
    told = [Step(rule, said) for rule in case.mention.trace if (said := language.rules[rule].get("says"))]
    # A rule that has no words of its own is told by its name.
    yield from told or [Step(case.mention.rule, case.mention.rule.replace("-", " "))]
    if decision.says:
        yield Step(decision.rule, decision.says)
    yield from says.anchored(case, anchor, value)


def _confidence(case: rules.Case, decision: rules.Decision, anchor: Anchor, language: Language) -> float:
    by_rule: float = min(language.rules[rule].get("confidence", USUAL_CONFIDENCE) for rule in case.mention.trace)
    return round(by_rule * decision.confidence * anchors.reliability(anchor), 2)
