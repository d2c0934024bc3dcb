"""What one stage hands to the next: a frozen record a hop, from the article to the timeline's entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dateline.timevalue.expressions import Expression
from dateline.timevalue.intervals import Period
from dateline.timevalue.values import CalendarValue, Value

ENGLISH = "en"
"""The language of what names none."""


class BlockKind(StrEnum):
    """What a block of an article is to its reader; the kinds differ in how their dates are read."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    ITEM = "item"


class TimexType(StrEnum):
    """The TIMEX3 types (ISO-TimeML, ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class AnchorKind(StrEnum):
    """What an expression is resolved against."""

    PUBLISHED = "published"
    FOCUS = "focus"
    QUOTATION = "quotation"


class Style(StrEnum):
    """How a text tells its times.

    News counts from its date, a narrative from the time it has reached; colloquial text speaks of what is near.
    """

    NEWS = "news"
    NARRATIVE = "narrative"
    COLLOQUIAL = "colloquial"


class Status(StrEnum):
    """Whether what an entry tells happened; one that does not say so ("") tells of what did.

    ``HAPPENED`` is for a person who knows better than the article.
    """

    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    CANCELLED = "cancelled"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Block:
    """One block element of an article: ``article.text[start:end]``, offsets in code points."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A dated article as plain text.

    ``path`` is relative to the project with forward slashes; ``text`` is the blocks' text joined by blank lines;
    ``published`` is the document creation time, to the day or finer, with the offset of its place where known;
    ``zone`` is an IANA zone name or ""; ``tags`` are those its writer gave it.
    """

    path: str
    slug: str
    title: str
    published: Period
    text: str
    blocks: tuple[Block, ...]
    language: str = ENGLISH
    zone: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """``article.text[start:end]`` and the state of the story there."""

    start: int
    end: int
    text: str
    paragraph: int
    kind: BlockKind = BlockKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a time, and what it means before any calendar.

    ``rule`` is the id of the rule that found it, ``trace`` those of all rules that built it up, first to last.
    ``parts`` are the timexes inside a phrase that is none itself: "from May 3 to 8" has two, "since May" one.
    """

    start: int
    end: int
    text: str
    type: TimexType
    expression: Expression
    rule: str
    parts: tuple[Mention, ...] = ()
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time an expression was resolved against, and the words that gave it ("" for the publication date)."""

    kind: AnchorKind
    period: Period
    words: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step from words to value: the rule's id and what it did, in words a reader understands."""

    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """A reading that was considered and not taken, and why not."""

    value: Value
    why_not: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention on the calendar: its value, how it was reached, how sure it is (0 to 1), what else it might be.

    ``parts`` resolves the mention's parts, in their order.
    """

    mention: Mention
    value: Value
    anchor: Anchor
    steps: tuple[Step, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the timeline, as it stands in YAML; ``date`` and ``also`` are EDTF strings.

    ``status`` is a ``Status``, "" for what happened.
    """

    id: str
    date: str
    title: str
    text: str
    when: str
    why: str
    confidence: float
    also: tuple[str, ...] = ()
    event: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of a happening: an entry as clustering and ranking see it, wherever it stands.

    ``article`` is the path of the article it comes from, or of the file it was written in; ``event`` the event it is
    known to tell of ("" if none); ``by_hand`` says that a person decided so, also that it tells of none but its own;
    ``vouched`` that a person has looked at the date. ``position`` is its place among the entries of its article.
    ``status`` is a ``Status``, "" if nothing is said.
    """

    id: str
    article: str
    date: CalendarValue
    text: str
    title: str = ""
    when: str = ""
    published: Period | None = None
    language: str = ENGLISH
    tags: tuple[str, ...] = ()
    event: str = ""
    by_hand: bool = False
    vouched: bool = False
    position: int = 0
    status: str = ""

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells it from every other report, also where ids are the same."""
        return self.article, self.position, self.id

    @property
    def shown_status(self) -> str:
        """Its status as it is shown: what a person says happened is like all that did."""
        return "" if self.status == Status.HAPPENED else self.status


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence as ranking sees it: what it says, who says it when, and the days it names.

    Days are day numbers. ``published`` is that of its ``article``, in which it is the sentence at ``position``, from
    0; ``days`` are named to the day or finer; ``head`` is the day that it begins with as a line of a chronology does;
    ``event`` is the event it is known to tell of ("" if none).
    """

    text: str
    article: str
    published: int
    position: int
    days: tuple[int, ...] = ()
    head: int | None = None
    language: str = ENGLISH
    event: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One reason to think something important: from 0 to 1, in words, and what it counts among the others."""

    value: float
    says: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Importance:
    """How important something is, from 0 to 1, and the parts, by their names, that it is the mean of."""

    value: float
    parts: Mapping[str, Part]

    def reasons(self, number: int = 2) -> list[str]:
        """Return the parts that count most, in words."""
        parts = sorted(self.parts.values(), key=lambda part: -part.value * part.weight)
        return [part.says for part in parts[:number] if part.value > 0]


@dataclass(frozen=True, slots=True)
class DigestDay:
    """A day of a digest (its number), how important it is, and the sentences that tell of it, the best first."""

    day: int
    importance: Importance
    sentences: tuple[Passage, ...]
