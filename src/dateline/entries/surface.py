"""How the tokens that a headline keeps read side by side: words, spaces, punctuation, edges."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from dateline.entries.arrangement import Arrangement
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

_OPENING, _CLOSING = '“„«‘(["', '”“»’)]"'
_CLINGING = frozenset([*",;:.?!%”’)]'", "'s", "’s", "n't", "n’t"])
_EDGES = " \t\n,;:–—-/|"
_SPACE = re.compile(r"\s+")
_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"))
_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]?|\w\.\w|Gov|Sen|Rep|Inc|Corp|Ltd|Co|Jr|Sr|No|St|Mr|Mrs|Ms|Dr)\.$")

_FIRST_LETTER = re.compile(r"^\W*[^\W\d_]")
_ARTICLE = re.compile(r"\b([Aa])n? (?=(\w))")

Naming = Callable[[Token], str]
"""Gives what a pronoun stands for, in the form it takes its place in; "" where it can stay or nobody knows."""


class Surface:
    """Writes tokens of a tree as a headline.

    ``time`` are the tokens that say the time, which are left out; ``naming`` gives names for pronouns.
    """

    def __init__(
        self, tree: Tree, words: Vocabulary, naming: Naming, arrangement: Arrangement, time: Collection[int]
    ) -> None:
        self._tree, self._words, self._naming, self._arrangement = tree, words, naming, arrangement
        self._after_possessive = self._owned_by(time)

    def _word(self, token: Token) -> str:
        word = self._naming(token) or self._as_finite(token) or self._in_mid_sentence(token)
        return f"{self._words.article} {word}" if token.index == self._after_possessive else word

    def _as_finite(self, token: Token) -> str:
        """Return "was" for "being" where the clause has been given a subject: "after being sacked in July"."""
        forms = self._words.finite_forms.get(token.lower)
        if not forms or token.basic != "aux" or token.head != self._arrangement.given:
            return ""
        return forms[1] if self._arrangement.plural else forms[0]

    def _in_mid_sentence(self, token: Token) -> str:
        """Return a word without the capital that it only has at the beginning of its sentence."""
        opens = not self._tree.text[: token.start].strip(_OPENING + _EDGES)
        is_name = token.upos in {"PROPN", "NUM"}
        return token.form.lower() if opens and token.form.istitle() and not is_name else token.form

    def _owned_by(self, time: Collection[int]) -> int:
        """Return the token before which an article stands in for a possessive time: "the theme" for "this year's"."""
        for index in time:
            token = self._tree.tokens[index]
            if token.relation == "nmod:poss" and token.head not in time and max(time) + 1 < len(self._tree.tokens):
                return max(time) + 1
        return -1

    def _spaced(self, token: Token) -> bool:
        return token.start > 0 and self._tree.text[token.start - 1].isspace()

    def written(self, groups: Sequence[Sequence[Token]]) -> str:
        """Return the headline of groups of tokens, with the marks that stand between them."""
        marks = self._marks({token.index for group in groups for token in group})
        return finished(" ".join(filter(None, (self._joined(self._with_marks(group, marks)) for group in groups))))

    def length(self, tokens: Iterable[Token]) -> int:
        """Return how many characters tokens take, each with the space before it."""
        return sum(len(self._word(token)) + (1 if self._spaced(token) else 0) for token in tokens)

    def _marks(self, chosen: set[int]) -> set[int]:
        """Return the punctuation that stays: commas and hyphens between two kept words, quotation marks around some."""
        tokens, kept, opened = self._tree.tokens, set[int](), list[int]()
        for token in tokens:
            if token.upos not in {"PUNCT", "SYM"} or token.index in chosen:
                continue
            if token.form in _OPENING and (token.form != '"' or not opened):
                opened.append(token.index)
            elif token.form in _CLOSING and opened:
                start = opened.pop()
                inside = [index for index in range(start + 1, token.index) if tokens[index].upos != "PUNCT"]
                if len(inside) > 0 and inside[0] in chosen and inside[-1] in chosen:
                    kept |= {start, token.index}
            elif token.upos == "PUNCT" and self._next_word(token, -1) in chosen and self._next_word(token, 1) in chosen:
                kept.add(token.index)
        return kept

    def _next_word(self, token: Token, step: int) -> int:
        index = token.index + step
        while 0 <= index < len(self._tree.tokens) and self._tree.tokens[index].upos == "PUNCT":
            index += step
        return index

    def _with_marks(self, group: Sequence[Token], marks: set[int]) -> list[Token]:
        if not group:
            return []
        first, last = group[0].index, group[-1].index
        around = {index for index in marks if first - 1 <= index <= last + 1}
        return [self._tree.tokens[index] for index in sorted({token.index for token in group} | around)]

    def _joined(self, tokens: Sequence[Token]) -> str:
        parts: list[str] = []
        for before, token in pairwise([None, *tokens]):
            assert token is not None  # noqa: S101 - only the first has nothing before it
            parts += [" "] if before is not None and self._is_apart(before, token) else []
            parts.append(self._word(token))
        return _ARTICLE.sub(_article, "".join(parts))

    def _is_apart(self, before: Token, token: Token) -> bool:
        """Tell whether a space stands between two words of the headline that may not have been neighbours."""
        if before.end == token.start or (not self._spaced(token) and token.form in _CLINGING):
            return False
        return before.form not in _OPENING or self._tree.text[before.end : before.end + 1].isspace()


def _article(match: re.Match[str]) -> str:
    """Fit "a" or "an" to the word that follows now, where an adjective in between was left out."""
    if match[0].lower() == "an " and match[2].lower() in "bcdfgjkpqtvwyz":
        return f"{match[1]} "
    if match[0].lower() == "a " and match[2].lower() in "aei":
        return f"{match[1]}n "
    return match[0]


def finished(text: str) -> str:
    """Return a text as a headline: closed quotations, no stop at its end, no mark at its edges, a capital."""
    text = _SPACE.sub(" ", text)
    text = re.sub(r"\s+([,;:.!?])", r"\1", text)
    text = re.sub(r"(?:[,;:–—-]\s*)+([,;:.])", r"\1", text)
    # “ closes what „ opens, and opens where there is none.
    for opening, closing in (*_PAIRS, ("„", "“") if "„" in text else ("“", "”")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = text.replace("“”", "").replace('""', "").replace("()", "")
    while True:
        shorter = text.strip(_EDGES)
        if shorter.endswith(".") and not _ABBREVIATION.search(shorter):
            shorter = shorter[:-1]
        if shorter.startswith("."):
            shorter = shorter[1:]
        if re.match(r"^[“\"][^”\"]*[”\"]$", shorter) and len(shorter) > 2:
            shorter = shorter[1:-1]
        shorter = re.sub(r"[,;:.]([”\"])$", r"\1", shorter)
        if shorter == text:
            break
        text = shorter
    return _FIRST_LETTER.sub(lambda match: match[0].upper(), _SPACE.sub(" ", text), count=1)
