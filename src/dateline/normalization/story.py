"""The story's own thread: what time it is at, and of what kind it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import Anchor, AnchorKind, Mention, Sentence, Style
from dateline.normalization.report import Report
from dateline.normalization.wording import looks_back
from dateline.timevalue.intervals import Interval, Period, sort_key
from dateline.timevalue.operators import Since, Until
from dateline.timevalue.units import Grain
from dateline.timevalue.values import Value

FAR_YEARS = 2
"""A time at least so many years from publication is not of today."""
REMEMBERED = 3
"""How many earlier focuses are kept, to count from where the latest is too coarse, and to offer as other readings."""
HEAD_OF_SENTENCE = 25
"""A time that begins within so many characters opens its sentence: "By the end of 1942", "In early 1943"."""


@dataclass(slots=True)
class Story:
    """The state that resolving one mention leaves for the next."""

    published: Period
    zone: str
    style: Style
    focus: Anchor = field(init=False)
    report: Report | None = None
    earlier: list[Anchor] = field(default_factory=list)
    firm: Anchor | None = None
    """The last time told with its month or at the head of a sentence: a bare year further on may be an aside."""
    is_of_today: bool = False
    """Whether it has told of anything about the time of its publication."""
    told_in: Sentence | None = None
    """The sentence that brought the story to where it is."""
    passing: Anchor | None = None
    """The last time that was only glanced at, from which the rest of its sentence may count."""
    glanced_in: Sentence | None = None

    def __post_init__(self) -> None:
        self.focus = Anchor(AnchorKind.PUBLISHED, self.published)

    def would_go_back(self, value: Value) -> bool:
        """Tell whether a news story would go back in time if it went on from this value."""
        if self.style is not Style.NEWS or not isinstance(value, Period | Interval):
            return False
        return sort_key(value) < sort_key(self.focus.period)

    def moves_to(self, mention: Mention, value: Value, sentence: Sentence | None, *, aside: bool) -> None:
        """Take note of a time the story has reached, in a sentence; no ``aside`` moves it.

        A glance back ("the day before", "two years earlier", in news also "he had seen it in 1968"), a beginning or a
        limit ("since", "until") and a length leave the story where it is.
        """
        if self.report is not None:
            self.report.goes_on(mention, value)
        if isinstance(value, Interval) and value.length is None and isinstance(value.start, Period):
            value = value.start
        if isinstance(value, Period) and abs(value.year - self.published.year) < FAR_YEARS:
            self.is_of_today = True
        if not isinstance(value, Period) or isinstance(mention.expression, Since | Until):
            return
        if looks_back(mention.expression) or aside:
            self.passing, self.glanced_in = Anchor(AnchorKind.FOCUS, value.plain, mention.text), sentence
            return
        self.earlier = [self.focus, *self.earlier][:REMEMBERED]
        self.focus = Anchor(AnchorKind.FOCUS, value.plain, mention.text)
        self.told_in = sentence
        if self.firm is None or value.grain < Grain.YEAR or _is_at_the_head(mention, sentence):
            self.firm = self.focus


def _is_at_the_head(mention: Mention, sentence: Sentence | None) -> bool:
    return sentence is None or mention.start - sentence.start < HEAD_OF_SENTENCE
