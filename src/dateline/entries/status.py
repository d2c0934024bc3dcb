"""Whether what a sentence tells happened: planned, possible, denied or cancelled by the sentence's own grammar."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.entries.happening import Happening
from dateline.entries.vocabulary import Vocabulary
from dateline.model import Status
from dateline.syntax import Token, Tree
from dateline.timevalue.intervals import Interval, Period


def status_of_happening(happening: Happening, value: Period | Interval, published: Period, words: Vocabulary) -> str:
    """Return the ``Status`` of a happening that its time puts at ``value``, "" for what happened.

    What is to come after ``published`` cannot have happened, whatever the verb. What lies before it is a fact but
    where the sentence calls it a plan, a possibility, or denies it.
    """
    return _Reading(happening, is_ahead(value, published), words).status()


def is_ahead(value: Period | Interval, published: Period) -> bool:
    """Tell whether a time begins after the day of publication has ended."""
    start = value.start if isinstance(value, Interval) else value
    return isinstance(start, Period) and start.first_day > published.last_day


class _Reading:
    def __init__(self, happening: Happening, ahead: bool, words: Vocabulary) -> None:
        self._happening, self._ahead, self._words = happening, ahead, words
        self._tree: Tree = happening.tree

    def status(self) -> str:
        if self._is_denied():
            return Status.DENIED
        if self._is_cancelled():
            return Status.CANCELLED
        nodes = list(self._path())
        auxiliaries = {each.lower for node in nodes for each in self._auxiliaries(node)}
        if self._is_possible(auxiliaries):
            return Status.POSSIBLE
        planned = auxiliaries & self._words.future or any(map(self._governs_plan, nodes)) or self._is_to_be(nodes)
        return Status.PLANNED if planned or self._ahead else ""

    def _path(self) -> Iterator[Token]:
        """Yield what is dated and what stands above it, up to what is told."""
        yield self._happening.dated
        for above in self._tree.ancestors(self._happening.dated):
            if self._happening.dated.index == self._happening.head.index:
                return
            yield above
            if above.index == self._happening.head.index:
                return

    def _auxiliaries(self, node: Token) -> list[Token]:
        return [child for child in self._tree.children(node) if child.basic == "aux"]

    def _is_possible(self, auxiliaries: set[str]) -> bool:
        found = auxiliaries & self._words.possible
        return bool(found & self._words.always_possible) or (bool(found) and self._ahead)

    def _governs_plan(self, node: Token) -> bool:
        """Tell whether a word looks ahead to what the time dates: "due to meet on Friday"."""
        if node.lemma.lower() not in self._words.plans or (
            node.index == self._happening.dated.index and not self._ahead
        ):
            return False
        inside = {token.index for token in self._path()}
        return any(
            child.index in inside and child.basic in {"xcomp", "advcl", "ccomp"} for child in self._tree.children(node)
        )

    def _is_to_be(self, nodes: list[Token]) -> bool:
        """Tell whether a form of "be" with an infinitive looks ahead: "they are to travel"."""
        return any(
            self._tree.child(node, "cop", "aux") is not None
            and any(child.basic == "mark" and child.upos == "PART" for child in self._tree.children(node))
            for node in nodes
        )

    def _is_denied(self) -> bool:
        head = self._tree.head(self._happening.head)
        return head is not None and self._happening.head.basic == "ccomp" and head.lemma.lower() in self._words.denials

    def _is_cancelled(self) -> bool:
        head = self._happening.head
        cancels = head.lemma.lower() in self._words.cancelling
        direct = self._happening.dated.index == head.index and not self._ahead
        return cancels and not direct
