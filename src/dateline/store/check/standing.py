"""How a file stands to its article, and to what the machine remembers of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path

from rapidfuzz import fuzz, process

from dateline.access import is_there
from dateline.store.check.problems import Problem, Severity
from dateline.store.nodes import Fields, Items, Scalar
from dateline.store.questions import Questions, confidence_of

LIKE = 70
"""From this likeness of 100 on a name is probably another one that is spelt wrong."""
LOOK = "dateline review walks you through them"


def article_is_there(value: Fields, root: Path) -> Iterator[Problem]:
    """Tell of an article that has vanished, and of how many entries that concerns."""
    article = value.fields.get("article")
    path = article.text.strip() if isinstance(article, Scalar) else ""
    if article and path and not is_there(root, path):
        entries = value.fields.get("entries")
        number = len(entries.items) if isinstance(entries, Items) else 0
        left = f", and {number} {'entry' if number == 1 else 'entries'} of it here" if number else ""
        hint = "correct the path, delete the file, or delete this line if the entries are to stand by themselves"
        yield Problem(article.place, Severity.WARNING, f"there is no article {path}{left}", hint)


def event_of_its_own(questions: Questions, of_others: Callable[[], Set[str]]) -> Iterator[Problem]:
    """Tell of an event that a person gave one entry alone and that is nearly another; ``of_others`` are other files'.

    A name of one's own is welcome: it splits an entry off, and others may join it.
    """
    here = Counter(str(entry.record.get("event", "")) for entry in questions.hand.entries)
    alone = [(number, event) for number, event in questions.own_events() if here[event] == 1]
    others = of_others() if alone else frozenset()
    known = sorted({*here, *others} - {""})
    for number, event in alone:
        near = None if event in others else _nearest(event, known)
        if near:
            message = f'no other entry is of the event "{event}"'
            hint = f'did you mean "{near}"? If it is to stand by itself, take the line out'
            yield Problem(questions.place_of(number, "event"), Severity.WARNING, message, hint)


def _nearest(event: str, known: Sequence[str]) -> str:
    """The event whose name is most like one, if it is much like it; "" if none is."""
    found = process.extract(event, known, scorer=fuzz.ratio, score_cutoff=LIKE, limit=2)
    return next((name for name, _, _ in found if name != event), "")


def not_looked_at(questions: Questions, unsure: float) -> Iterator[Problem]:
    """Tell of conflicts, of entries that the article no longer gives, and of dates that are hardly sure."""
    for found in questions.conflicts():
        key, machine = found.conflict.key, found.conflict.machine
        now = "nothing" if machine is None else ", ".join(machine) if isinstance(machine, tuple) else f'"{machine}"'
        message = f'you changed "{key}", and the article now gives {now}'
        yield Problem(found.place, Severity.WARNING, message, LOOK)
    for entry in questions.former():
        if not (entry.locked or entry.reviewed or entry.hidden):
            message = "the article no longer gives this entry; it is kept since you have had a hand in it"
            yield Problem(entry.place, Severity.WARNING, message, "delete it, or keep it with locked: true")
    for number, entry in questions.doubts(unsure):
        confidence = confidence_of(entry.record)
        if confidence < unsure:
            message = f"the date is hardly sure: confidence {confidence:g}"
            yield Problem(questions.place_of(number, "date"), Severity.NOTE, message, LOOK)
