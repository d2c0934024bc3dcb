"""Walking through what a person should look at."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.console import (
    EXISTING,
    counted,
    say,
    say_quietly,
    say_with_bold,
    settings_option,
    summary,
    tell,
    unsure_option,
)
from dateline.errors import DatelineError, Place, UsageError

if TYPE_CHECKING:
    from dateline.review import Act, Item, Review

QUIT, SKIP, UNDO = "q", "s", "u"


@click.command(
    epilog="""\b
Keys:
  a accept the date          1-9 take another reading    d type a date
  t take the article's       k keep yours                (of a conflict)
  h hide the entry           l lock it                   s skip it
  u undo the last            q quit; what is done is done

\b
Examples:
  dateline review
  dateline review timeline/launch.yaml --unsure 0.8
  dateline review --json < /dev/null                 list what there is to look at
  echo '{"id": "moon-seen-1f0c", "act": "date", "date": "April 1970"}' | dateline review --json"""
)
@click.argument("paths", nargs=-1, type=EXISTING)
@unsure_option
@click.option("--json", "as_json", is_flag=True, help="For scripts: items out, answers in, one JSON object a line.")
@settings_option
def review(paths: tuple[Path, ...], unsure: float, as_json: bool, settings: Path | None) -> int:
    """Look at conflicts and at dates in doubt, one by one, and decide with one key.

    PATHS are timeline files or folders of them; without any, it is timeline/. What you decide is written at once, and
    as safely as any run writes. A date you accept or give is yours from then on (reviewed: true): no run changes it.

    With --json the items are written, one a line, and answers read from the standard input: {"id", "act"}, with "file"
    where an id stands in several, "date" for the act "date", and "key" for a conflict of several. Each answer has a
    line of its own in return.
    """
    from dateline.project import Project
    from dateline.review import Review

    project = Project.load(settings)
    walk = Review(project, unsure)
    items, errors = walk.items(project.timeline_files(paths))
    for error in errors:
        tell(error)
    failed = _answer(walk, items) if as_json else _Walk(walk, items).go()
    return 1 if errors or failed else 0


def _answer(walk: Review, items: Sequence[Item]) -> bool:
    """List items, then carry out the answers that come in; tells whether one failed."""
    for item in items:
        say(json.dumps(item.as_data(), ensure_ascii=False))
    failed = False
    for number, line in enumerate(() if sys.stdin.isatty() else sys.stdin, 1):
        if not line.strip():
            continue
        try:
            done = _answer_one(walk, items, json.loads(line))
        except (DatelineError, ValueError, TypeError, RecursionError) as error:
            failed = True
            message = error.message if isinstance(error, DatelineError) else "not an answer"
            wrong = (
                error if isinstance(error, DatelineError) else DatelineError(message, hint='{"id": "…", "act": "…"}')
            )
            tell(wrong.at(Place("<stdin>", number)))
            done = {"done": False, "error": message}
        say(json.dumps(done, ensure_ascii=False))
    return failed


def _answer_one(walk: Review, items: Sequence[Item], answer: Any) -> dict[str, Any]:
    from dateline.review import Act

    if not isinstance(answer, dict):
        raise TypeError
    found = [item for item in items if _is_meant(item, answer)]
    if len(found) != 1:
        raise UsageError(
            "an answer to nothing that is asked" if not found else "an answer to several questions",
            excerpt=str(answer.get("id", "")),
            hint='"file" and "key" tell them apart' if found else "the id is that of the list",
        )
    try:
        act = Act(str(answer.get("act")))
    except ValueError:
        raise UsageError("no such act", excerpt=str(answer.get("act")), expected=", ".join(found[0].acts)) from None
    walk.do(found[0], act, str(answer.get("date", "")))
    return {"id": answer.get("id", ""), "act": act, "done": True}


def _is_meant(item: Item, answer: dict[str, Any]) -> bool:
    key = item.conflict.key if item.conflict else None
    return (
        str(item.record.get("id", "")) == str(answer.get("id", ""))
        and answer.get("file", item.place.path) == item.place.path
        and answer.get("key", key) == key
    )


@dataclass
class _Walk:
    """A person at the keyboard."""

    review: Review
    items: Sequence[Item]
    done: list[int] = field(default_factory=list)

    def go(self) -> bool:
        at = 0
        while at < len(self.items):
            key = self._ask(at)
            if key == QUIT:
                break
            at = self._go_on(at, key)
        left = len(self.items) - len(self.done)
        what = f"{counted(len(self.done), 'decision')} made, {left} left" if self.items else "Nothing to look at."
        summary(what)
        return False

    def _go_on(self, at: int, key: str) -> int:
        """Do what a key says; returns the number of the next item."""
        if key == UNDO:
            return self._undo(at)
        if key == SKIP:
            return at + 1
        if not self._decide(at, key):
            return at
        self.done.append(at)
        return at + 1

    def _undo(self, at: int) -> int:
        """Take the last decision back; returns the number of the item that it was about."""
        try:
            if self.review.undo():
                return self.done.pop()
            say("  nothing to undo")
        except DatelineError as error:
            say(f"  {error}")
        return at

    def _decide(self, at: int, key: str) -> bool:
        """Carry out a decision; tells whether it was one."""
        from dateline.differences import as_text

        item = self.items[at]
        chosen = _act_of(item, key)
        if chosen is None:
            say("  no such key here")
            return False
        act, date = chosen
        try:
            if act == "date" and not date:
                date = click.prompt("  date", prompt_suffix=": ", default="", show_default=False)
                if not date:
                    return False
            values = self.review.do(item, act, date)
        except DatelineError as error:
            say(f"  {error}")
            return False
        says = ", ".join(f"{key} is {as_text(value)}" for key, value in values.items())
        say(f"  {act}: {says or 'yours stays'}")
        return True

    def _ask(self, at: int) -> str:
        _show(self.items[at], at + 1, len(self.items))
        key = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
        if key in ("", "\x04"):
            return QUIT
        if key == "\x03":
            raise click.Abort
        return key.lower()


def _act_of(item: Item, key: str) -> tuple[Act, str] | None:
    """The act that a key stands for, and the date it gives."""
    from dateline.review import Act

    also = _others(item)
    if key.isdigit() and 0 < int(key) <= len(also):
        return (Act.DATE, also[int(key) - 1]) if Act.DATE in item.acts else None
    return next(((act, "") for act in item.acts if act[0] == key), None)


def _others(item: Item) -> list[str]:
    also = item.record.get("also", ())
    return [also] if isinstance(also, str) else list(also)[:9]


def _show(item: Item, number: int, total: int) -> None:
    from dateline.differences import headline_of, sides

    record = item.record
    say()
    say_quietly(f"{number}/{total}  {item.place}")
    if item.conflict:
        say(f"  {item.conflict.key}: {sides(item.conflict)}", colour="magenta")
    if item.number >= 0:
        say(f"  {record.get('date', '')}  {headline_of(record)}", bold=True)
        say_with_bold(str(record.get("text", "")), str(record.get("when", "")))
        say(f"  why: {record.get('why', 'not said')}; confidence {record.get('confidence', 'not said')}")
    for place, other in enumerate(_others(item), 1):
        say(f"  [{place}] {other}")
    keys = [f"[{act[0]}]{act[1:]}" for act in item.acts]
    say("  " + "  ".join([*keys, "[s]kip", "[u]ndo", "[q]uit"]))
