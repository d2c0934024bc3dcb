"""Words with a capital in a row, and what can be asked of them without knowing whose names they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter

from dateline.summarization.names.words import LONGEST_NAME, LONGEST_TITLE, Kind, NameWords
from dateline.summarization.phrasing import DATELINE

LONGEST_SMALL_WORD = 4
"""A word of no more letters has no capital in a title."""
_FAR_ENOUGH = 50
"""Two words before a run hardly take more characters."""
_NUMBER_AFTER = re.compile(r"\s+(?:No\.?\s*)?\d")
_MODEL_AFTER = re.compile(r"\s+[A-Z]?-?\d{3}\b(?![-–,])")
_WORD_AFTER = re.compile(r"\s+([\w-]+)")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:-[^\W\d_]\.)*|[^\W\d_]")
_QUOTED = re.compile(r"[“\"„«‘]([^“”\"„«»‘’\n]{2,60})[”\"“»’]")
_OPENING_MARKS = " \n\t\xa0“”„«»\"‘’'(["
_OPENING_QUOTES = '“„«"'
_MARKS_BEFORE_CAPITAL = ".!?:…-–—)|•"
_APOSTROPHES = ("'", "’")
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with a capital in a row, without their ``'s``, and the lower-case words inside names between them.

    ``before`` are the two words before the run, nothing where a mark or the beginning parts them from it;
    ``in_lower_case`` the words that the article has in lower case.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    possessive: tuple[bool, ...]
    before: tuple[str, str]
    begins_sentence: bool
    language: NameWords
    in_lower_case: Set[str]

    def word_before(self, index: int) -> str:
        """Return the word before one of the run's."""
        return self.words[index - 1] if index else self.before[1]

    def before_article(self, index: int) -> str:
        """Return the word before one of the run's, or before the article there, in lower case."""
        two, one = (*self.before, *self.words[max(0, index - 2) : index])[-2:]
        return (two if one.lower() in self.language.determiners else one).lower()

    def follows_preposition(self, index: int) -> bool:
        """Tell whether a preposition that goes with places stands before, perhaps with an article between."""
        return self.before_article(index) in self.language.prepositions

    def has_capital(self, index: int) -> bool:
        """Tell whether there is such a word in the run, and whether it is one of those with a capital."""
        return index < len(self.words) and self.words[index] not in self.language.low

    def goes_on(self, index: int) -> bool:
        """Tell whether a word belongs with the one before it: both have a capital and nothing parts them."""
        if not self.has_capital(index) or self.opens_sentence(index):
            return False
        return not self.possessive[index - 1] and self.words[index] != self.words[index - 1]

    def opens_sentence(self, index: int) -> bool:
        """Tell whether a word begins a sentence, which may be after a full stop taken for one of a name's."""
        if index == 0:
            return self.begins_sentence
        return self.words[index - 1].endswith(".") and self.language.is_small(self.words[index])

    def is_ordinary(self, index: int) -> bool:
        """Tell whether a word that begins a sentence looks as if it had its capital from that alone."""
        word = self.words[index]
        return self.opens_sentence(index) and (self.language.is_ordinary(word) or word.lower() in self.in_lower_case)

    def is_plain(self, index: int) -> bool:
        """Tell whether a word has a capital for no reason known, and so may be a name."""
        return self.has_capital(index) and not self.title_at(index) and self.language.is_plain(self.words[index])

    def known_at(self, index: int) -> tuple[int, str, Kind] | None:
        """Return how many words from there on are a known name, its form and what it is of."""
        return self.language.known(self.words[index : index + LONGEST_NAME])

    def is_known(self, index: int) -> bool:
        """Tell whether a known name begins there."""
        return self.known_at(index) is not None

    def is_initial(self, index: int) -> bool:
        """Tell whether a word is an initial, as "J." or "J.F."."""
        return _INITIAL.fullmatch(self.words[index]) is not None

    def title_at(self, index: int) -> int:
        """Return how many words from there on are a title."""
        words = self.words[index : index + LONGEST_TITLE]
        if len(words) > 1 and self.language.may_begin_title(words[0]):
            for length in range(len(words), 1, -1):
                if self.language.is_title(" ".join(words[:length])):
                    return length
        return int(bool(words) and self.language.is_title(words[0]))

    def follows_title(self) -> bool:
        """Tell whether a title in lower case stands before the run."""
        two, one = self.before
        return bool(one) and (self.language.is_title(one) or self.language.is_title(f"{two} {one}"))

    def has_number_after(self, index: int) -> bool:
        """Tell whether a number follows a word: "Apollo 13", "Tank No. 2"."""
        return _NUMBER_AFTER.match(self.text, self.spans[index][1]) is not None

    def is_model(self, index: int) -> bool:
        """Tell whether the number of a model follows a word: "Boeing 737"."""
        return _MODEL_AFTER.match(self.text, self.spans[index][1]) is not None

    def noun_follows(self, index: int) -> bool:
        """Tell whether a word follows that does not stand in any sentence."""
        following = _WORD_AFTER.match(self.text, self.spans[index][1])
        return following is not None and not self.language.is_small(following[1])

    def named(self, first: int, last: int) -> str:
        """Return the words from ``first`` up to ``last`` as they stand in the text, each white space one blank."""
        return _SPACE.sub(" ", self.text[self.spans[first][0] : self.spans[last - 1][1]])


def runs_in(text: str, start: int, end: int, language: NameWords, in_lower_case: Set[str]) -> Iterator[Run]:
    """Yield the runs of a paragraph, ``text[start:end]``, but those of its dateline, in capitals or quoted titles."""
    dateline = DATELINE.match(text, start, end)
    begin = dateline.end() if dateline else start
    titles = [match.span() for match in _QUOTED.finditer(text, begin, end) if _is_title_of_work(match[1])]
    for match in language.run.finditer(text, begin, end):
        begins = _begins_sentence(text, begin, match.start())
        # A quick way past "The" and "But", which are most of the capitals there are.
        if (begins and language.is_small(match.group())) or _is_within(titles, match.start()):
            continue
        run = _run(match, text, begins, language, in_lower_case)
        if not _is_shouted(run):
            yield run


def _begins_sentence(text: str, begin: int, start: int) -> bool:
    before = text[max(begin, start - 6) : start].rstrip(_OPENING_MARKS)
    return not before or before[-1] in _MARKS_BEFORE_CAPITAL or text[start - 1] in _OPENING_QUOTES


def _is_within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    before = bisect_right(spans, position, key=itemgetter(0))
    return before > 0 and position < spans[before - 1][1]


def _is_title_of_work(words: str) -> bool:
    """Tell whether quoted words are a title rather than speech: all have capitals but the small ones."""
    listed = words.split()
    capitals = all(word[0].isupper() or len(word) <= LONGEST_SMALL_WORD for word in listed)
    return capitals and words[0].isupper() and words[-1] not in ".,!?;"


def _is_shouted(run: Run) -> bool:
    in_capitals = len(run.words) > 1 and all(word.isupper() for word in run.words)
    return in_capitals and not run.is_known(0)


def _run(match: re.Match[str], text: str, begins: bool, language: NameWords, in_lower_case: Set[str]) -> Run:
    words, spans, possessive = [], [], []
    offset = match.start()
    for found in _WORD.finditer(match.group()):
        word = found.group()
        bare = _without_ending(word, language.possessives) if word.endswith(language.possessives) else word
        start, end = offset + found.start(), offset + found.start() + len(bare)
        words.append(bare)
        spans.append((start, end))
        possessive.append(bare != word or text.startswith(_APOSTROPHES, end))
    before = ("", "") if begins else _words_before(text, offset)
    return Run(text, tuple(words), tuple(spans), tuple(possessive), before, begins, language, in_lower_case)


def _without_ending(word: str, endings: Iterable[str]) -> str:
    return next(word.removesuffix(ending) for ending in endings if word.endswith(ending))


def _words_before(text: str, start: int) -> tuple[str, str]:
    stretch = text[max(0, start - _FAR_ENOUGH) : start]
    two, one = ("", "", *stretch.split())[-2:]
    if not stretch[-1:].isspace() or not (one[-1:].isalnum() or one[-1:] == "."):
        return "", ""
    return (two if two[-1:].isalnum() else ""), one
