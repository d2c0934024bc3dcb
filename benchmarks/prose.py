"""Made-up news, as varied as real news, and the timeline that would be made of it: the same each time.

How varied is what decides how far a page can be compressed: ``tests/site/test_size.py`` holds it against the example.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from benchmarks.wordlists import (
    ADJECTIVES,
    ADVERBS,
    BODIES,
    CORES,
    DEEDS,
    GIVEN,
    LINKS,
    NOUNS,
    PEOPLE,
    SAID,
    SECTIONS,
    SYLLABLES,
    TAILS,
    THINGS,
    TOPICS,
    WHO,
    WHYS,
)
from dateline.store.decisions import Base
from dateline.store.render import render

FIRST = date(2004, 1, 31)
YEARS = 20
"""From the first article to the last."""
LONGEST_HEADLINE = 45
WORDS = (500, 700)
"""How long an article is."""
RECENT = 5
"""How many articles back what an article tells of again can have been told first."""
KEYS = ("id", "date", "title", "text", "when", "why", "confidence", "also", "event", "tags")

MOST_PEOPLE, MOST_PLACES, MOST_RARE = 4_000, 1_500, 30_000
RARE = 0.4
"""The part of nouns, verbs and the like that hardly ever come twice: in news, half of all different words come once."""


@dataclass(frozen=True)
class Told:
    """An entry as it stands in a timeline file."""

    id: str
    date: str
    title: str
    text: str
    when: str
    why: str
    confidence: str
    also: tuple[str, ...]
    tags: tuple[str, ...]
    event: str = ""

    @property
    def record(self) -> dict[str, str | tuple[str, ...]]:
        """Its keys and values in the order of timeline files."""
        return {key: value for key in KEYS if (value := getattr(self, key))}


class Prose:
    """Makes up news; two of one seed make up the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def fill(self, pattern: str) -> str:
        """Put other words in the place of each name in braces."""
        return NAME.sub(lambda match: self._word(match[1]), pattern)

    def core(self) -> str:
        """Return the main clause of a sentence, which makes its headline as well."""
        return _capitalized(self.fill(self.chance.choice(CORES)))

    def tail(self) -> str:
        """Return what a sentence goes on with; some do not."""
        return "".join(self.fill(self.chance.choice(TAILS)) for _ in range(self.chance.choice((0, 1, 1, 1))))

    def said(self) -> str:
        """Return a sentence that has no date."""
        return f"{_capitalized(self.fill(self.chance.choice(SAID)))}{self.tail()}."

    def person(self) -> str:
        """Return a person; few are in the news often."""
        return _person(int(MOST_PEOPLE ** self.chance.random()))

    def place(self) -> str:
        """Return a place; some are in the news often."""
        return _made_up(f"place {int(MOST_PLACES ** self.chance.random())}")

    def when(self, published: date) -> tuple[str, str]:
        """Return words for a time that is told of, and its date: mostly of the days before the publication."""
        chance, kind = self.chance, self.chance.random()
        if kind < 0.65:
            return self.when_on(published - timedelta(days=chance.randrange(6)))
        day = published - timedelta(days=chance.randrange(6, 400))
        month = f"{day:%B}"
        if kind < 0.8:
            return f"on {month} {day.day}", f"{day}"
        if kind < 0.92:
            return f"in {month} {day.year}", f"{day:%Y-%m}"
        if kind < 0.96:
            return f"since {month}", f"{day:%Y-%m}/.."
        year = day.year - chance.randrange(1, 30)
        return f"in {year}", f"{year}"

    def when_on(self, day: date) -> tuple[str, str]:
        """Return words for a time on a day, and its date."""
        chance, weekday = self.chance, f"{day:%A}"
        if chance.random() < 0.3:
            hour, minute = chance.randrange(1, 12), chance.randrange(60)
            return f"at {hour}:{minute:02} p.m. {weekday}", f"{day}T{hour + 12}:{minute:02}"
        patterns = ("on {}", "{} morning", "late {}", "early on {}", "on {} evening")
        return chance.choice(patterns).format(weekday), f"{day}"

    def told(self, published: date, when: str, day: str) -> Told:
        """Return an entry of an article that was published on some day; ``when`` are its words for ``day``."""
        chance, title = self.chance, self.core()
        words = [word for word in re.findall(r"[a-z]{4,}", title.lower()) if word not in {"with", "from"}]
        also = [f"{published - timedelta(days=chance.randrange(9))}" for _ in range(chance.choice((0, 0, 0, 1, 2)))]
        names = [chance.choice((self.person, self.place))() for _ in range(chance.choice((0, 1, 1, 2)))]
        return Told(
            id="-".join([*words[: chance.randrange(2, 5)], f"{chance.randrange(16**4):04x}"]),
            date=day,
            title=title,
            text=f"{title} {when}{self.tail()}.",
            when=when,
            why=self.fill(chance.choice(WHYS)).format(f"{published:%A}", published),
            confidence=f"{chance.randrange(50, 97) / 100:.2f}",
            also=tuple(also),
            tags=tuple(dict.fromkeys(names)),
        )

    def _word(self, name: str) -> str:
        chance = self.chance
        if name in _PATTERNS:
            return self.fill(chance.choice(_PATTERNS[name]))
        if name in {"person", "place"}:
            return self.person() if name == "person" else self.place()
        if name == "number":
            return str(chance.randrange(3, 990))
        if name in _OPEN and chance.random() < RARE:
            return _made_up(f"word {chance.randrange(MOST_RARE)}").lower() + _OPEN[name]
        return chance.choice(_WORDS[name])


@cache
def _person(number: int) -> str:
    return f"{random.Random(number).choice(GIVEN)} {_made_up(f'person {number}')}"


@cache
def _made_up(name: str) -> str:
    """A name of two or three syllables, for each ``name`` the same."""
    chance = random.Random(name)
    return "".join(chance.sample(SYLLABLES, chance.choice((2, 2, 3)))).capitalize()


def _headline(core: str) -> str:
    """Return as many of the first words as headlines have."""
    headline = core
    while len(headline) > LONGEST_HEADLINE and " " in headline:
        headline = headline.rpartition(" ")[0]
    return headline.rstrip(",")


def _capitalized(text: str) -> str:
    start = 1 if text.startswith("“") else 0
    return text[:start] + text[start].upper() + text[start + 1 :]


NAME = re.compile(r"{([a-z_]+)}")
_OPEN = {"noun": "", "adjective": "", "deed": "ed", "adverb": "ly", "person_kind": "er"}
"""Kinds of words that there are always more of, and their ending."""
_PATTERNS: Mapping[str, Sequence[str]] = {"thing": THINGS, "who": WHO}
_WORDS: Mapping[str, Sequence[str]] = {
    "adjective": ADJECTIVES,
    "adverb": ADVERBS,
    "body": BODIES,
    "deed": DEEDS,
    "link": LINKS,
    "noun": NOUNS,
    "person_kind": PEOPLE,
}


@dataclass(frozen=True)
class Story:
    """An article: its day, and the entries that are made of it."""

    published: date
    told: list[Told]


def write_project(
    folder: Path, articles: int, events: int, retold: int = 0, *, scattered: bool = True, years: int = YEARS
) -> None:
    """Write articles and the timeline files made of them: ``events`` entries, and ``retold`` that tell of them again.

    They are scattered over some years, or all tell of the days of one month.
    """
    prose = Prose(articles)
    stories = _stories(prose, articles, events, 365 * years if scattered else 0)
    _tell_again(prose, stories, retold)
    for name in ("content", "timeline"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, story in enumerate(stories):
        slug = f"{story.published:%Y}-story-{number}"
        (folder / f"content/{slug}.md").write_text(_article(prose, story), "utf-8")
        (folder / f"timeline/{slug}.yaml").write_text(_timeline_file(slug, story), "utf-8")


def _stories(prose: Prose, articles: int, events: int, days: int) -> list[Story]:
    stories = []
    for number in range(articles):
        published = FIRST + timedelta(days=number * days // articles)
        entries = range(number * events // articles, (number + 1) * events // articles)
        times = [_time(prose, published, scattered=days > 0) for _ in entries]
        stories.append(Story(published, [prose.told(published, when, day) for when, day in times]))
    return stories


def _time(prose: Prose, published: date, *, scattered: bool) -> tuple[str, str]:
    if scattered:
        return prose.when(published)
    return prose.when_on(published - timedelta(days=prose.chance.randrange(published.day)))


def _tell_again(prose: Prose, stories: Sequence[Story], retold: int) -> None:
    """Let later articles tell of events that one of the articles before told of first."""
    firsts = [len(story.told) for story in stories]
    for number in range(retold):
        place = number * len(stories) // retold
        source = prose.chance.randrange(max(0, place - RECENT), place + 1)
        slot = prose.chance.randrange(firsts[source])
        first = stories[source].told[slot]
        told = stories[source].told[slot] = replace(first, event=first.id)
        again = prose.told(stories[place].published, told.when, told.date)
        stories[place].told.append(replace(again, event=told.id))


def _article(prose: Prose, story: Story) -> str:
    """Return the text of an article: the sentences of its entries, and others between them."""
    chance, sentences = prose.chance, [each.text for each in story.told]
    words = sum(len(each.split()) for each in sentences)
    wanted = chance.randrange(*WORDS)
    while words < wanted:
        said = prose.said()
        words += len(said.split())
        sentences.insert(chance.randrange(1, len(sentences) + 1), said)
    paragraphs = (" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    category = chance.choice(SECTIONS)
    tags = ", ".join(chance.sample(TOPICS, 2))
    head = f"Title: {_headline(prose.core())}\nDate: {story.published} 09:00\nCategory: {category}\nTags: {tags}\n"
    return "\n\n".join([head.rstrip(), *paragraphs, ""])


def _timeline_file(slug: str, story: Story) -> str:
    head = {"article": f"content/{slug}.md", "published": f"{story.published}"}
    return render(Base(head, tuple(each.record for each in story.told)))
