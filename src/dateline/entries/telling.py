"""What the times of one sentence tell: the happening of each, its headline, its status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from dateline.entries.antecedents import Antecedents, Parsed
from dateline.entries.happening import Finder, Happening, NoHappening, Span
from dateline.entries.headline import LONGEST, headline
from dateline.entries.surface import finished
from dateline.entries.vocabulary import Vocabulary
from dateline.summarization.phrasing import DATELINE
from dateline.syntax import Token, Tree

_FOOTNOTE = re.compile(r"\[\s*(?:\d{1,3}|[a-z]|citation needed|note \d+)\s*\]|\+(?=\s?\w)|(?<=\w)\s?\+(?!\w)")
_ASIDE = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]|\{[^{}]{0,120}\}")
_LINE = re.compile(r"\s*[:–—-]\s|\s+(?=[A-Z])(?!I\b)")
"""What follows the time of a line of a chronology: "1993 Convicted of violence", "April 11: Liftoff"."""
_CORE = frozenset({"ccomp", "xcomp", "csubj", "nsubj", "obj"})
"""What a verb makes no sense without stays, though it has a time and an entry of its own."""
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_ENDS_PHRASE = re.compile(r"\s*(?:[^\w\s’']|$)|\s+(?:[a-z]{1,4}|that|with|after|before|when|while)\b")
"""What follows a time that does not stand before a noun: a mark, or a small word."""
_WORD = re.compile(r"\w+")
_STOPS = re.compile(r"[;:]\s+|\s[—–]\s|,\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a time tells: the happening, None where there is no tree to tell it, and its headline."""

    happening: Happening | NoHappening | None
    title: str


def readable(text: str, times: Sequence[Span], words: Vocabulary) -> str:
    """Return a sentence as the parser reads it best, with all offsets: without dateline, footnote marks and asides.

    What holds one of the ``times`` stays.
    """
    for pattern in (DATELINE, _FOOTNOTE, _ASIDE):
        for match in pattern.finditer(text):
            if pattern is DATELINE and text[: match.start()].strip():
                continue
            if not any(start < match.end() and end > match.start() for start, end in times):
                text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    for start, end in times:
        is_line = not text[:start].strip() and _LINE.match(text, end)
        simple = "" if is_line else _simple_time(text, start, end, words)
        text = text[:start] + simple.ljust(end - start) + text[end:]
    return text


def _simple_time(text: str, start: int, end: int, words: Vocabulary) -> str:
    """Return a simple word for a time, which a parser takes for what it is, or the time's own words.

    "at 8:00 p.m. GMT on Friday" becomes "at Friday", "the day before, it rained" becomes "yesterday, it rained"; a time
    that may stand before a noun ("the 1971 Convention") stays.
    """
    mention, before = text[start:end], text[:start].split()
    first, _, rest = mention.partition(" ")
    if rest and first.lower() in words.time_prepositions:
        return f"{first} {_fitting(words.nominal_times, rest)}"
    if before and before[-1].lower() in words.time_prepositions:
        return _fitting(words.nominal_times, mention) if rest else mention
    ends_phrase = _ENDS_PHRASE.match(text, end) is not None
    return _fitting(words.adverbial_times, mention) if ends_phrase or rest else mention


def _fitting(candidates: Sequence[str], mention: str) -> str:
    return next((each for each in candidates if len(each) <= len(mention)), mention)


class Teller:
    """Tells what happened at the times of a sentence."""

    def __init__(self, sentence: Parsed, words: Vocabulary, antecedents: Antecedents) -> None:
        self._sentence, self._tree, self._words, self._antecedents = sentence, sentence.tree, words, antecedents
        self._replaced: dict[str, str] = {}
        finder = Finder(sentence.tree, sentence.times, words)
        self.found = {span: finder.of(span) for span in sentence.times}

    def tell(self, span: Span) -> Told:
        """Return what the time at ``text[start:end]`` tells."""
        happening = self.found[span]
        if isinstance(happening, NoHappening):
            return Told(happening, "")
        times = [each.time for other, each in self.found.items() if isinstance(each, Happening) and other != span]
        mine = {happening.dated.index, *(token.index for token in self._tree.ancestors(happening.dated))}
        others = {
            each.dated.index
            for other, each in self.found.items()
            if isinstance(each, Happening)
            and other != span
            and each.dated.basic not in _CORE
            and each.dated.index not in mine
            and each.dated.index not in each.time
        }
        self._replaced.clear()

        def written(longest: int = LONGEST) -> str:
            return headline(happening, self._words, naming, times=times, others=others, longest=longest)

        naming = partial(self._name, tree=happening.tree)
        title = self._without_repetition(written())
        if self._is_line_without_subject(happening):
            title = self._with_protagonist(title)
        if self._is_said_by_its_speaker(title, happening):
            speaker = self._antecedents.speaker(self._sentence)
            if speaker:
                title = f"{speaker[:1].upper()}{speaker[1:]}: {written(LONGEST - len(speaker) - 2)}"
        return Told(happening, title)

    def _with_protagonist(self, title: str) -> str:
        """Put who the article is about before a headline that has no subject, if there is room."""
        name = self._antecedents.protagonist()
        longer = f"[{name}] {title[:1].lower()}{title[1:]}"
        return longer if name and name not in title and len(longer) <= LONGEST else title

    def _is_said_by_its_speaker(self, title: str, happening: Happening) -> bool:
        """Tell whether a headline says "I" or "we" and not who does."""
        says = happening.dated.lemma.lower() in self._words.speech
        return not says and bool(set(_WORD.findall(title.lower())) & self._words.speaker_pronouns)

    def _is_line_without_subject(self, happening: Happening) -> bool:
        """Tell whether a line of a chronology leaves out who it is about: "1993: Convicted of violence"."""
        head = happening.head
        subject = happening.tree.child(head, "nsubj", "csubj", "expl")
        return not happening.time and head.upos == "VERB" and subject is None and head.head < 0

    def _without_repetition(self, title: str) -> str:
        """Put the pronoun back where the headline has the name before it already."""

        def shown(match: re.Match[str]) -> str:
            name = match[1].removesuffix(self._words.possessive)
            before = title[: match.start()]
            return self._replaced.get(match[0], match[0]) if name.split()[-1] in before else match[0]

        return _BRACKETED.sub(shown, title)

    def _name(self, token: Token, tree: Tree) -> str:
        """Return what stands for a token in the headline: a time's own words, a name for a pronoun; "" for neither."""
        if span := self._sentence.time_at(token):
            return self._sentence.original[slice(*span)] if token.start == span[0] else ""
        agreement = self._words.pronouns.get(token.lower)
        if agreement is None or token.upos not in {"PRON", "DET"} or self._is_expletive(token, tree):
            return ""
        name = self._antecedents.of(token, self._sentence)
        possessive = agreement.get("possessive", False) and token.basic in {"nmod", "det"}
        if not name or (possessive and token.basic == "nmod" and self._stands_near(token)):
            return ""
        shown = f"[{name}{self._words.possessive if possessive else ''}]"
        self._replaced[shown] = token.form
        return shown

    def _is_expletive(self, token: Token, tree: Tree) -> bool:
        """Tell whether a pronoun only fills the place of a clause: "it is time to go"."""
        head = tree.head(token)
        if token.basic == "expl" or head is None:
            return True
        clauses = {"csubj", "ccomp", "advcl", "acl"}
        return tree.child(head, "cop") is not None and any(child.basic in clauses for child in tree.children(head))

    def _stands_near(self, token: Token) -> bool:
        """Tell whether a possessive follows the subject of its own clause, which it most likely belongs to."""
        subjects = (self._tree.child(above, "nsubj") for above in self._tree.ancestors(token))
        return any(subject is not None and subject.index < token.index for subject in subjects)


def by_punctuation(text: str, span: Span) -> str:
    """Return the clause of a time as punctuation gives it, for a language or a sentence without a tree."""
    whole = finished(text)
    if len(whole) <= LONGEST:
        return whole
    cuts = [0, *(match.end() for match in _STOPS.finditer(text)), len(text)]
    clauses = [text[start:end] for start, end in pairwise(cuts)]
    at = next((number for number, end in enumerate(cuts[1:]) if end > span[0]), 0)
    told = clauses[at]
    for other in clauses[at + 1 :]:
        if len(finished(told + other)) > LONGEST:
            break
        told += other
    words = finished(told).split()
    while words and len(" ".join(words)) > LONGEST:
        words.pop()
    return " ".join(words) or whole[:LONGEST]
