from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress

import pytest

from dateline.access import TimeLimitError, time_limit


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_that_takes_too_long_is_stopped_and_says_so() -> None:
    begun = time.process_time()
    with pytest.raises(TimeLimitError, match=r"more than 0\.1 seconds"), time_limit(0.1):
        work(20)
    assert time.process_time() - begun < 5


def test_work_in_time_is_left_alone_and_so_is_what_comes_after_it() -> None:
    with time_limit(0.1):
        work(0.01)
    work(0.3)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


def test_work_that_swallows_exceptions_is_stopped() -> None:
    def stubborn() -> None:
        while True:
            with suppress(Exception):
                work(20)

    with pytest.raises(TimeLimitError), time_limit(0.1):
        stubborn()


def test_the_least_of_two_limits_counts() -> None:
    with pytest.raises(TimeLimitError, match=r"0\.1 seconds"), time_limit(0.1), time_limit(60):
        work(20)
    with time_limit(60):
        with pytest.raises(TimeLimitError, match=r"0\.1 seconds"), time_limit(0.1):
            work(20)
        assert 50 < signal.getitimer(signal.ITIMER_PROF)[0] <= 60


def test_there_is_no_limit_in_another_thread() -> None:
    done = []

    def limited() -> None:
        with time_limit(0.05):
            work(0.2)
        done.append(True)

    thread = threading.Thread(target=limited)
    thread.start()
    thread.join()
    assert done


def test_a_timer_of_somebody_else_is_left_alone() -> None:
    rings: list[int] = []
    signal.signal(signal.SIGPROF, lambda *_: rings.append(1))
    signal.setitimer(signal.ITIMER_PROF, 0.05)
    try:
        with time_limit(0.01):
            work(0.2)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    assert rings
