"""A headline out of a dependency tree: the subtree of a happening, pruned until it fits, never cut."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline.entries.arrangement import Arrangement, arrangement_of
from dateline.entries.happening import Happening
from dateline.entries.pruning import Phrase, Pruner, Pruning, all_of, fitting
from dateline.entries.surface import Naming, Surface
from dateline.entries.vocabulary import Vocabulary
from dateline.syntax import Token, Tree

LONGEST = 90


def headline(
    happening: Happening,
    words: Vocabulary,
    naming: Naming,
    *,
    times: Collection[frozenset[int]] = (),
    others: Collection[int] = (),
    longest: int = LONGEST,
) -> str:
    """Return a headline of at most ``longest`` characters, or "" where the tree gives none.

    ``naming`` gives names for pronouns. ``times`` are the words of the sentence's other times, ``others`` the tokens
    that those of them date which have entries of their own: their clauses are left to their own headlines.
    """
    tree, arrangement, needed = (
        happening.tree,
        arrangement_of(happening, verb_second=words.verb_second),
        _path(happening),
    )
    surface = Surface(tree, words, naming, arrangement, happening.time)
    pruner = Pruner(tree, words, surface.length)
    left_out = {index for index in (*happening.time, *others) if index not in needed} | arrangement.without
    secondary = {index for time in times for index in time} - happening.time
    for strict in (True, False):
        pieces = [pruner.phrase(top, Pruning(left_out, needed, secondary, strict)) for top in arrangement.tops]
        if sum(piece.length for piece in pieces) <= longest:
            break
    room = longest
    # What stands between the words, commas and quotation marks, is known only when the words are.
    while room > 0:
        text = surface.written(_ordered(pieces, fitting(pieces, room), arrangement, tree))
        if len(text) <= longest:
            return text
        room -= len(text) - longest
    return ""


def _path(happening: Happening) -> frozenset[int]:
    """Return the tokens from what is dated up to what is told: without them the time would date nothing."""
    found = {happening.dated.index}
    if happening.dated.index != happening.head.index:
        for above in happening.tree.ancestors(happening.dated):
            found.add(above.index)
            if above.index == happening.head.index:
                break
    return frozenset(found)


def _ordered(
    pieces: Sequence[Phrase], kept: Sequence[Phrase], arrangement: Arrangement, tree: Tree
) -> list[list[Token]]:
    """Return the tokens that are kept, as they are arranged."""
    chosen = {token.index for phrase in kept for token in phrase.tokens}
    groups = []
    for piece in pieces:
        inside = {token.index for phrase in all_of(piece) for token in phrase.tokens}
        groups.append([tree.tokens[index] for index in sorted(inside & chosen)])
    return _with_object_inside(groups[0], groups[1], arrangement.tops[0], tree) if arrangement.inner else groups


def _with_object_inside(clause: list[Token], noun: list[Token], verb: Token, tree: Tree) -> list[list[Token]]:
    end = verb.index
    for child in tree.children(verb):
        if child.relation == "compound:prt":
            end = max(end, child.index)
    return [[t for t in clause if t.index <= end], noun, [t for t in clause if t.index > end]]
