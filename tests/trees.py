"""Dependency trees for tests, written by hand."""

from __future__ import annotations

from dateline.syntax import Token, Tree


def tree(text: str, rows: str) -> Tree:
    """Return the tree of a text; a row is "form/UPOS/head/relation" and perhaps "/Feature=Value", heads from 1."""
    tokens: list[Token] = []
    end = 0
    for index, row in enumerate(rows.split()):
        form, upos, head, relation, *features = row.split("/")
        start = text.index(form, end)
        end = start + len(form)
        values = dict(feature.split("=") for feature in features)
        lemma = LEMMAS.get(form, form)
        tokens.append(Token(index, start, end, form, lemma, upos, values, int(head) - 1, relation))
    return Tree(text, tuple(tokens))


LEMMAS = {
    "said": "say", "says": "say", "denied": "deny", "planned": "plan", "plans": "plan", "postponed": "postpone",
    "negotiations": "negotiation", "compared": "compare",
}  # fmt: skip
