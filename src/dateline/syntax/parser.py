"""Parsing with UDPipe (Straka & Straková 2017), by models that are trained on Universal Dependencies."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from dateline.errors import DatelineError
from dateline.syntax.tree import Token, Tree

MOST_TOKENS = 250
"""A longer sentence is not parsed: it is a table or a list, and parsing takes time that grows with the length."""
CACHED_TREES = 4096
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\n": " ", "\xa0": " "}
)
"""Treebanks have plain quotation marks and dashes; each is replaced by one character, so that offsets stay."""


class Parser:
    """Parses the sentences of one language."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._lock = threading.Lock()  # UDPipe's models are not made for several threads at once
        self.parse = lru_cache(maxsize=CACHED_TREES)(self._parse)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(language: str) -> Parser | None:
        """Return the parser of a language, loaded once; None for a language without a model.

        Raises ``DatelineError`` for a model that cannot be read.
        """
        source = files(__package__).joinpath("models", f"{language}.udpipe")
        if not source.is_file():
            return None
        from ufal.udpipe import Model  # noqa: PLC0415 - loaded only where something is parsed

        with as_file(source) as path:
            model = Model.load(str(path))
        if model is None:
            raise DatelineError(f"the parser model of {language} is damaged; install Dateline again")
        return Parser(model)

    def _parse(self, text: str) -> Tree | None:
        """Return the tree of a sentence, None where it is too long or nothing but white space."""
        with self._lock:
            sentence = self._analysed(text)
        if sentence is None:
            return None
        tokens = tuple(_tokens(sentence, text))
        return Tree(text, tokens)

    def _analysed(self, text: str) -> Any:
        from ufal.udpipe import ProcessingError, Sentence  # noqa: PLC0415

        sentence, error = Sentence(), ProcessingError()
        tokenizer = self._model.newTokenizer("presegmented;ranges")
        tokenizer.setText(text.translate(_PLAIN))
        if not tokenizer.nextSentence(sentence, error) or len(sentence.words) > MOST_TOKENS:
            return None
        self._model.tag(sentence, "")
        self._model.parse(sentence, "")
        return sentence


def _tokens(sentence: Any, text: str) -> Iterator[Token]:
    spans = dict(_spans(sentence, text))
    for word in list(sentence.words)[1:]:
        start, end = spans[word.id]
        features = dict(each.split("=", 1) for each in word.feats.split("|")) if word.feats else {}
        yield Token(
            word.id - 1, start, end, text[start:end], word.lemma, word.upostag, features, word.head - 1, word.deprel
        )


def _spans(sentence: Any, text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where each word stands; the words of "don't" or "zum" share what their token covers."""
    for word in list(sentence.words)[1:]:
        yield word.id, (word.getTokenRangeStart(), word.getTokenRangeEnd())
    for token in sentence.multiwordTokens:
        start, end = token.getTokenRangeStart(), token.getTokenRangeEnd()
        numbers = range(token.idFirst, token.idLast + 1)
        forms = [sentence.words[number].form for number in numbers]
        for number, form in zip(numbers, forms, strict=True):
            if "".join(forms) == text[token.getTokenRangeStart() : end].translate(_PLAIN):
                yield number, (start, start := start + len(form))
            else:
                yield number, (start, end)
