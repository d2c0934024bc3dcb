"""Work that hangs together with no other, done in processes of its own where there is much: a machine has several.

They are forked, so that they have everything that has been collected; what they do has to be to write files, or to
work out something small.
"""

from __future__ import annotations

import atexit
import heapq
import logging
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from logging.handlers import QueueHandler
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar

from dateline.reporting import message_of

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)
Work = Callable[[], object]

FEW = 2_000
"""Entries: with no more, a process of its own is not worth it."""
MOST = 4
"""Processes at once; each holds memory of its own."""
_running: set[int] = set()
_lifeline: list[int] = []
"""A pipe that nothing is written to. This process alone holds its end for writing, so that its other end tells the
forked processes when this one is no more, whatever ended it."""


class Task(Protocol[Result_co]):
    """Work that is done by the time that ``finish`` returns."""

    def finish(self) -> Result_co:
        """Do the work, or wait for it; returns what comes of it and raises what it raises."""


@dataclass(frozen=True, slots=True)
class Later(Generic[Result]):
    """Work that this process does itself, when it is to be finished."""

    work: Callable[[], Result]

    def finish(self) -> Result:
        """Do it."""
        return self.work()


@dataclass(slots=True)
class Forked(Generic[Result]):
    """Work that a process of its own does. What it logs, this process logs when it is finished."""

    work: Callable[[], Result]
    _process: int = field(init=False)
    _outcome: int = field(init=False)

    def __post_init__(self) -> None:
        """Start it."""
        if not _lifeline:
            _lifeline.extend(os.pipe())
        self._outcome, writing = os.pipe()
        with warnings.catch_warnings():
            # Pelican's spinner is a thread; the new process does not write to the terminal, all that could wait for it.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = os.fork()
        if self._process == 0:
            _end_with_parent()
            _do(self.work, writing)
        _running.add(self._process)
        os.close(writing)

    def finish(self) -> Result:
        """Wait for it."""
        with os.fdopen(self._outcome, "rb") as file:
            outcome = file.read()
        os.waitpid(self._process, 0)
        _running.discard(self._process)
        if not outcome:
            raise ChildProcessError("a process that wrote a part of the site was ended")
        result: Result
        records, error, result = pickle.loads(outcome)  # noqa: S301 - our own process wrote it
        for record in records:
            logging.getLogger(record.name).handle(record)
        if error is not None:
            raise error
        return result


def end_all() -> None:
    """End what a build that failed has left running, so that it writes no more into the site."""
    while _running:
        process = _running.pop()
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


atexit.register(end_all)


def processes_for(entries: int) -> int:
    """Return how many processes are to write a site of so many entries: one, this one, if it is small."""
    return min(os.cpu_count() or 1, MOST) if entries > FEW and hasattr(os, "fork") else 1


def start(work: Callable[[], Result], processes: int) -> Task[Result]:
    """Have work done in a process of its own, or if there is to be but one, when it is to be finished."""
    return Forked(work) if processes > 1 else Later(work)


@dataclass(frozen=True, slots=True)
class Shared:
    """Tasks that are one."""

    tasks: Sequence[Task[None]]

    def finish(self) -> None:
        """Finish all of them; raises what the first of them raises, when all have ended."""
        errors = []
        for task in self.tasks:
            try:
                task.finish()
            except BaseException as error:
                errors.append(error)
        if errors:
            raise errors[0]


def share(works: Iterable[tuple[float, Work]], processes: int) -> Task[None]:
    """Have works done, given with what each weighs, in all processes but this one, which has work of its own."""
    others = max(1, processes - 1)
    return Shared([start(_all_of(part), processes) for part in _parts(list(works), others)])


def _parts(works: Sequence[tuple[float, Work]], processes: int) -> list[list[Work]]:
    """Give each process works of about the same weight: the heaviest first, each to that which has least."""
    parts: list[list[Work]] = [[] for _ in range(processes)]
    loads = [(0.0, number) for number in range(processes)]
    for weight, work in sorted(works, key=lambda each: -each[0]):
        load, number = heapq.heappop(loads)
        parts[number].append(work)
        heapq.heappush(loads, (load + weight, number))
    return parts


def _all_of(works: Sequence[Work]) -> Callable[[], None]:
    def do() -> None:
        for work in works:
            work()

    return do


def _end_with_parent() -> None:
    """Have this process, which was forked, end when the one that forked it does."""
    reading, writing = _lifeline
    os.close(writing)
    Thread(target=_end_at_end_of, args=(reading,), daemon=True).start()


def _end_at_end_of(reading: int) -> None:
    os.read(reading, 1)
    os._exit(1)


class _Collecting(QueueHandler):
    """Keeps what is logged, in a form that can be handed on."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """Return a record with its message made, for what that is made from may not be handed on."""
        prepared = logging.makeLogRecord(record.__dict__)
        prepared.msg, prepared.args, prepared.exc_info = message_of(record), None, None
        return prepared

    def enqueue(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.queue.append(record)  # type: ignore[attr-defined]  # a list does as well


def _do(work: Work, writing: int) -> None:
    """Do work, write what came of it, and end the process at once: nothing of what Pelican does at its end is ours."""
    try:
        records: list[logging.LogRecord] = []
        logging.getLogger().handlers = [_Collecting(records)]  # type: ignore[arg-type]  # a list does as well
        error: BaseException | None = None
        result: Any = None
        try:
            result = work()
        except BaseException as raised:
            error = _as_can_be_sent(raised)
        with os.fdopen(writing, "wb") as file:
            file.write(pickle.dumps((records, error, result)))
    finally:
        os._exit(0)


def _as_can_be_sent(error: BaseException) -> BaseException:
    """Return an error itself, or what says the same, if it cannot be made anew elsewhere."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
