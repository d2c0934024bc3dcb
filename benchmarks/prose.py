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

from dateline.store.decisions import Base
from dateline.store.render import render

FIRST = date(2004, 1, 31)
SECTIONS = "Business Courts Culture Health Nation Science Sport Transport World".split()
YEARS = 20
"""From the first article to the last."""
LONGEST_HEADLINE = 45
WORDS = (500, 700)
"""How long an article is."""
RECENT = 5
"""How many articles back what an article tells of again can have been told first."""
TOPICS = """
aviation banking budget chemistry climate crime defense diplomacy drought education elections energy farming
finance fishing floods health history housing inflation inquests insurance journalism justice labor libraries
literature mining museums music navy oil parks philosophy police ports postal-service prisons railways
religion roads schools science shipping space sports strikes taxes theater tourism trade trials universities
water weather wildlife
""".split()
KEYS = ("id", "date", "title", "text", "when", "why", "confidence", "also", "event", "tags")

GIVEN = """
Ada Albert Alice Amara Anders Anita Arthur Beatriz Bernard Bruno Carla Cedric Chen Clara Colin Dalia Daniel Diego Dora
Edith Elias Emeka Erik Esther Farah Felix Fiona Frances Gareth Gloria Grace Hamid Hanna Hector Helen Ibrahim Ines Ivan
Jacob Jane Jorge Judith Kamal Karen Kofi Laila Lars Leon Lucia Magda Malik Marcus Mei Miriam Nadia Nils Nora Olga Omar
Oscar Paula Pedro Petra Rachel Ravi Rosa Samir Simone Stefan Tariq Teresa Thomas Ursula Vera Victor Walter Yusuf Zoe
""".split()
SYLLABLES = """
ab ack al am an ard ash bar ben ber bra bury cal car cas cor cot crof dal dan den dor dun ed el ems fal far fen fir gal
gar ger gil gros had hal ham han har hol hurst ick ing ir jan jas kel ken kir kow lam lan lee lin loc lor lun mac mar
mel mer mont mor nak nel ner nor oak ol or os pem pet por quin ral ram red ren rick ros sal san sch sel sher sker ski
son sten sut tam tan ten thor ton tra tur und ur val van ver vic vol wain war wel wes wick win wol wyn yam yar zan zel
""".split()
MOST_PEOPLE, MOST_PLACES, MOST_RARE = 4_000, 1_500, 30_000
RARE = 0.4
"""The part of nouns, verbs and the like that hardly ever come twice: in news, half of all different words come once."""
BODIES = """
county council,school board,harbor authority,appeals court,transit agency,city hospital,teachers' union,water company,
state senate,planning commission,fire department,labor ministry,coast guard,power company,national bank,medical board,
chamber of commerce,state university,housing office,weather service,election board,grand jury,railway operator,
farmers' association,public library,parks department,football club,health ministry,finance committee,airport operator,
insurance industry,veterans' league,museum's trustees,steel works,shipping line,telephone company,prosecutor's office,
symphony orchestra,dairy cooperative,police commissioner,mining company,charity,supreme court,air force,border police
""".replace("\n", "").split(",")
PEOPLE = """
mayor,governor,surgeon,engineer,treasurer,pilot,coach,novelist,painter,senator,bishop,judge,detective,banker,farmer,
physicist,headmaster,architect,nurse,captain,conductor,ambassador,chemist,editor,lawyer,geologist,inspector,goalkeeper,
historian,minister,broker,carpenter,violinist,economist,sheriff,veterinarian,photographer,astronomer,spokeswoman,juror
""".replace("\n", "").split(",")
ADJECTIVES = """
abandoned aging ambitious bankrupt bitter brief broad careful cheap coastal contested costly crowded damaged dangerous
delayed disputed dry eastern electric emergency empty endangered expensive experimental faulty federal final flooded
foreign fragile frozen generous hasty heated hidden historic hostile hurried illegal imported independent industrial
joint lasting leaking limited local lonely loyal medieval missing modest mysterious narrow neglected nervous new noisy
northern obscure offshore old orderly outdated patient peaceful popular portable private profitable proposed public
quiet rare reckless regional remote restored rival rural rusting secret severe silent solid southern steep stolen
stubborn sudden temporary toxic troubled unfinished unpaid unpopular unusual urgent vacant valuable violent western
""".split()
NOUNS = """
agreement airport alarm ambulance appeal archive auction avalanche ballot bargain barge barrier battery beach blizzard
boiler bond boycott breakdown brewery bridge broadcast budget bullet bus cable camera campaign canal cargo carnival
cathedral ceasefire census ceremony charter chimney choir cinema clinic clue coal coast collapse collision comet
commission committee complaint computer concert conference confession contract convoy copper cotton court crane crash
crew crop crossing curfew current cyclone dam deadline debate debt decree deficit delegation deposit derailment
diagnosis diesel dike discovery disease dispute dividend dock document drill drought earthquake election elevator
embassy engine epidemic evidence excavation exhibition exile explosion export factory famine farm ferry festival fever
fiber film fine fire fleet flight flood fog forest formula foundation fraud freight fuel funeral furnace garden gas
gate generator glacier gold grain grant gravel guard gun harbor harvest hearing heat helicopter herd highway hospital
hostage hotel housing hurricane ice imports incident income infection inflation inquest inquiry insulation insurance
invention invoice iron island jail jewels journal jury kitchen laboratory labor landslide laser law lawsuit leak lease
ledger legislation lens letter levy library license lighthouse lightning limestone loan locomotive lumber machine mail
mansion manuscript map market mayor meadow meat medal medicine meeting memorial merger message meteor microscope mill
mine mission monument mortgage mosque motor mountain murder museum mutiny needle network newspaper nickel nuclear oath
observatory office oil opera operation opposition orchard ordinance oven oxygen painting palace panel paper pardon
parish park parliament passenger passport patent patrol paving penalty pension permit petition pharmacy phosphate
photograph piano pier pipeline plague plane plant platform poison police policy poll pollution pool port portrait
postage pottery powder power premiere prescription prison prize probe profit protest quarantine quarrel quota radar
radio rail rain ransom rebellion receipt recession record referendum refinery refuge regatta reservoir resignation
rescue restaurant revolt reward rice rifle riot river road robbery rocket roof rubber rumor salary sale salmon salt
sample sanctuary satellite scandal school scaffold screen seal season senate sentence settlement sewer shaft shelter
shipment shipyard shortage siege signal silver siren skyscraper slate smoke snow software soil speech spill spire
squadron stadium stamp statue steam steel storm strike subsidy suburb subway sugar summit surgery surplus survey
survivor swamp switch tanker tariff tavern tax telescope temple tenant terminal testimony textile theater theft ticket
timber tobacco toll tower toxin tractor trade trail train tram treasury treaty trench trial tribute trolley truce truck
tunnel turbine typhoon union vaccine valley valve vault verdict vessel veto viaduct village vineyard violin virus
volcano voter wage wall warehouse warrant waste water weapon well whale wharf wheat wing witness wool workshop wreck
""".split()
DEEDS = """
abandoned accepted acquired admitted adopted announced approved arrested attacked auctioned backed banned blamed blocked
bought built buried canceled captured celebrated challenged chose cleared closed completed condemned confirmed
copied crossed damaged decided defended delayed delivered demanded denied destroyed discovered dismissed displayed
dissolved divided donated doubled drained drew dropped elected ended endorsed evacuated examined expanded expelled
exposed extended financed flew forbade forgave found founded freed halted halved heard hired hosted identified ignored
imposed improved indicted inherited inspected installed insured interviewed investigated joined launched led left lifted
lost mapped measured merged moved named negotiated opened ordered outlawed overruled paid pardoned photographed planned
planted pledged postponed praised predicted presented pressed privatized prolonged promised proposed prosecuted
protected published pulled questioned quit raised ratified rebuilt recalled received recovered reduced refused rejected
released removed renamed renewed repaired replaced reported rescued resisted restored reviewed revived sank saved
scrapped searched seized sent settled shelved signed sold solved sought split stopped studied sued suspended swore
tested toured towed traced trained translated turned undertook unveiled upheld visited voted warned weighed widened won
wrecked
""".split()
LINKS = """
about above across after against along alongside amid among around because-of before behind below beneath beside between
beyond by despite down during for from in in-favor-of inside instead-of into near off on opposite out-of outside over
past round since through throughout to toward under until up upon with within without
""".replace("-", " ").split()
ADVERBS = """
abruptly again almost already angrily apparently barely briefly calmly carefully cautiously cheaply clumsily completely
continually deliberately eagerly eventually finally formally gladly grudgingly hastily illegally jointly largely later
loudly mostly narrowly nearly never officially often once openly partly politely privately publicly quickly quietly
rarely recently reluctantly repeatedly reportedly secretly slowly soon suddenly together twice unanimously
unexpectedly wisely
""".split()
THINGS = (
    """
the {noun}|a {adjective} {noun}|its {noun}|the {adjective} {noun}|{number} {noun}s|the {noun} of {place}
{person}’s {noun}|a {noun} {link} {place}|the {body}’s {noun}|another {noun} {noun}|their {adjective} {noun}
{place}’s {adjective} {noun}|one {adjective}, {adjective} {noun}|this {noun} and the {noun}
every {noun} {link} {place}|{noun}s|{adjective} {noun}s
""".strip()
    .replace("\n", "|")
    .split("|")
)
WHO = (
    """
{person}|the {body}|the {body} of {place}|the {person_kind}|{person}, the {person_kind},|{place}|the {adjective} {body}
{number} {person_kind}s|a {person_kind} from {place}|{person} and {person}|the {noun} owners|{thing}|{thing}|a {noun}
""".strip()
    .replace("\n", "|")
    .split("|")
)
CORES = (
    """
{who} {deed} {thing}|{who} {deed} {thing} {link} {thing}|{who} {adverb} {deed} {thing}|{who} {deed} {who}
{who} and {thing} {deed} {thing}|{who} {deed} {thing} and {deed} {thing}|{who} {adverb} {deed} {thing} {link} {who}
{number} of {number} {noun}s {deed} {thing} {link} {place}|{who} {deed} {thing}, not {thing}
""".strip()
    .replace("\n", "|")
    .split("|")
)
TAILS = (
    """
 {link} {thing}|, and {thing} was {deed}|, but {deed} {thing}|, which {who} {deed}|, as {who} had {deed}|, {who} said
 {link} {adjective} {noun}s and {noun}s|, at {number} million dollars a {noun}|, {adverb} and {adverb}| {link} {thing}
, {number} miles from {place}|, {number} {noun}s to {number}|, the {person_kind} {adverb} said|; {who} {deed} {thing}
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
SAID = (
    """
“{thing} was {adjective},” said {who}|{who} would not say how many {deed} {thing}|{who} has {adverb} {deed} {thing}
without {thing} there is no {noun}, as {who} knew|{thing} cost {number} dollars, more than {who} {deed}
“we {deed} {thing} and got {thing},” {who} {adverb} said|it is {number} miles from {thing} to {place}
of {number} {noun} owners, {number} {deed} {thing}|nobody asked {who} {link} {thing}|{thing} {deed} {thing}, too
""".strip()
    .replace("\n", "|")
    .split("|")
)
WHYS = """
weekday; “{deed}” looks back; from publication on {1}
weekday; part of the day; “{deed}” looks back; from publication on {1}
weekday; early or late in it; “{deed}” looks back; from publication on {1}
weekday; clock time; “is to” looks ahead; from publication on {1}
clock time, on the day the story was at; from “{0}”, {1}
counted back from the time the story was at; from “{0} morning”, {1}
counted back from publication; from publication on {1}
the latest that was over; from publication on {1}
the latest that was over; from then on; from publication on {1}
the day the story was at; from “{0}”, {1}
month and day; no year is said; “{deed}” looks back; from publication on {1}
""".strip().split("\n")


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
