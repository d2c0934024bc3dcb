"""Composing the entries of an article from its sentences and what their mentions resolved to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from dateline.entries.antecedents import Antecedents, Parsed
from dateline.entries.happening import Happening, NoHappening
from dateline.entries.status import is_ahead, status_of_happening
from dateline.entries.telling import Teller, Told, by_punctuation, readable
from dateline.entries.vocabulary import Vocabulary
from dateline.model import Article, BlockKind, Entry, Resolution, Sentence, Status
from dateline.summarization.composer import entry_of, span_of
from dateline.summarization.names import named_in, names_within
from dateline.summarization.selection import happenings
from dateline.syntax import Parser
from dateline.timevalue.intervals import Interval, Period
from dateline.timevalue.values import Value


def compose(
    article: Article,
    sentences: Sequence[Sentence],
    resolutions: Sequence[Resolution],
    undated: Callable[[], Iterable[Sentence]] = tuple,
) -> list[Entry]:
    """Return the entries of an article in reading order: one for each time that something happens in a sentence.

    Headings, durations, sets and vague words make no entry by themselves. An entry's tags are the names in its sentence
    and the article's own. ``undated`` gives the article's sentences in paragraphs without a mention, in which the names
    that pronouns stand for may be; it is called only if a pronoun asks.
    """
    composer = _Composer(article, sentences, resolutions, undated)
    return list(composer.entries())


class _Composer:
    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        undated: Callable[[], Iterable[Sentence]],
    ) -> None:
        self._article, self._sentences, self._resolutions, self._undated = article, sentences, resolutions, undated
        self._starts = [resolution.mention.start for resolution in resolutions]
        self._named = named_in(article)
        self._words = Vocabulary.of(article.language)
        self._parser = Parser.of(article.language)
        self._antecedents = Antecedents(article.text, self._named, self._words, self)

    def entries(self) -> Iterator[Entry]:
        used: Counter[str] = Counter()
        for sentence, names in zip(self._sentences, names_within(self._named, self._sentences), strict=True):
            if sentence.kind is BlockKind.HEADING:
                continue
            if self._words.furniture.match(sentence.text):
                continue
            found = list(happenings(sentence, self._inside(sentence), self._article.language))
            if not found:
                continue
            titles = set()
            for resolution, told in self._told(sentence, found):
                if isinstance(told.happening, NoHappening) or told.title in titles:
                    continue
                titles.add(told.title)
                status, tags = self._status(told, resolution.value), (*names, *self._article.tags)
                yield entry_of(self._article, sentence, resolution, told.title, used, tags=tags, status=status)

    def _inside(self, sentence: Sentence) -> Sequence[Resolution]:
        return self._resolutions[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def _told(self, sentence: Sentence, found: Sequence[Resolution]) -> Iterator[tuple[Resolution, Told]]:
        parsed = self._parse(sentence)
        teller = Teller(parsed, self._words, self._antecedents) if parsed else None
        for resolution in found:
            span = span_of(resolution, sentence)
            told = teller.tell(span) if teller else None
            if told is None or (not told.title and not isinstance(told.happening, NoHappening)):
                told = Told(told.happening if told else None, by_punctuation(sentence.text, span))
            yield resolution, told

    def before(self, offset: int) -> Iterator[Parsed]:
        """Yield the parsed sentences before an offset of the article, the nearest first."""
        yield from self._parsed(reversed(self._all[: bisect_left(self._all_starts, offset)]))

    def after(self, offset: int) -> Iterator[Parsed]:
        """Yield the parsed sentences after the one at an offset, the nearest first."""
        yield from self._parsed(self._all[bisect_left(self._all_starts, offset) + 1 :])

    def _parsed(self, sentences: Iterable[Sentence]) -> Iterator[Parsed]:
        found = (self._parse(sentence) for sentence in sentences if sentence.kind is not BlockKind.HEADING)
        yield from (parsed for parsed in found if parsed is not None)

    def _parse(self, sentence: Sentence) -> Parsed | None:
        if self._parser is None:
            return None
        spans = tuple(span_of(resolution, sentence) for resolution in self._inside(sentence))
        tree = self._parser.parse(readable(sentence.text, spans, self._words))
        return Parsed(sentence.start, tree, spans, sentence.text) if tree is not None else None

    @cached_property
    def _all(self) -> list[Sentence]:
        return sorted((*self._sentences, *self._undated()), key=lambda sentence: sentence.start)

    @cached_property
    def _all_starts(self) -> list[int]:
        return [sentence.start for sentence in self._all]

    def _status(self, told: Told, value: Value) -> str:
        assert isinstance(value, Period | Interval), "only dated mentions are selected"  # noqa: S101
        if isinstance(told.happening, Happening):
            return status_of_happening(told.happening, value, self._article.published, self._words)
        return Status.PLANNED if is_ahead(value, self._article.published) else ""
