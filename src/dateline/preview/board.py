"""What browsers are told of the site, and how they wait for news of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from secrets import token_hex
from threading import Condition

from dateline.problems import Problem


class Renewed(Enum):
    """What a build gave browsers to load again."""

    NOTHING = auto()
    STYLES = auto()
    PAGES = auto()


@dataclass(frozen=True, slots=True)
class State:
    """How the site stands."""

    pages: int = 0
    """How often pages were built."""
    styles: int = 0
    """How often style sheets alone were."""
    building: bool = False
    writing: bool = False
    """The site is being written, and there is none to show yet."""
    problems: tuple[Problem, ...] = ()


class Board:
    """How the site stands, for all threads: the one that builds tells it, those that serve read it and wait for news.

    Its name differs from one run of the server to the next, so a browser that has a page of an earlier run knows.
    """

    def __init__(self) -> None:
        self._name = token_hex(4)
        self._news = Condition()
        self._number = 1
        self._state = State()
        self._open = True

    @property
    def stamp(self) -> tuple[str, str]:
        """Tells pages and style sheets of this build from those of any other."""
        return self._stamp(self._state)

    def begin(self) -> None:
        """Say that something changed and the site is being built."""
        self._set(replace(self._state, building=True))

    def write(self) -> None:
        """Say that the site is being written, and that there is none to show yet."""
        self._set(replace(self._state, building=True, writing=True))

    def end(self, problems: Iterable[Problem], renewed: Renewed) -> None:
        """Say that the build is over, what is wrong, and what there is to load again."""
        pages = self._state.pages + (renewed is Renewed.PAGES)
        styles = self._state.styles + (renewed is Renewed.STYLES)
        self._set(State(pages, styles, problems=tuple(problems)))

    def close(self) -> None:
        """Let all go that wait."""
        with self._news:
            self._open = False
            self._news.notify_all()

    def news(self, number: int, patience: float) -> tuple[int, str] | None:
        """Wait until there is other news than that of this number; returns its number and text, None once closed.

        Where there is none in time, it is what there was. News has numbers from 1 on, so 0 is for any.
        """
        with self._news:
            self._news.wait_for(lambda: not self._open or self._number != number, patience)
            return (self._number, self._text()) if self._open else None

    def wait_until_written(self, patience: float) -> None:
        """Wait while there is no site to show yet, but not for ever."""
        with self._news:
            self._news.wait_for(lambda: not self._open or not self._state.writing, patience)

    def _set(self, state: State) -> None:
        with self._news:
            self._state = state
            self._number += 1
            self._news.notify_all()

    def _stamp(self, state: State) -> tuple[str, str]:
        return f"{self._name}-{state.pages}", str(state.styles)

    def _text(self) -> str:
        pages, styles = self._stamp(self._state)
        problems = [asdict(problem) for problem in self._state.problems]
        told = {"pages": pages, "styles": styles, "building": self._state.building, "problems": problems}
        return json.dumps(told)
