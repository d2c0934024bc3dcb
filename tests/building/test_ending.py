"""Builds that are stopped, and builds at once: no process is left, no site is lost."""

from __future__ import annotations

import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.building.conftest import add_settings, contents, hidden, is_running, wait_for
from tests.preview.conftest import free_port

# Pelican, a process that it forked and a program that it runs write their numbers and then go on for ever.
LASTING = """
import os, subprocess, time
from pathlib import Path
from urllib.request import urlopen
def note(name, number):
    Path(f"part-{name}").write_text(str(number))
    Path(f"part-{name}").replace(f"process-{name}")
def work():
    note("forked", os.getpid())
    time.sleep(1000)
class Lasting:
    @staticmethod
    def register():
        from pelican.plugins.dateline.processes import start
        from pelican.plugins.signals import finalized
        finalized.connect(Lasting.last, weak=False)
    @staticmethod
    def last(_):
        from pelican.plugins.dateline.processes import start
        start(work, 2)
        note("pelican", os.getpid())
        program = subprocess.Popen(["sleep", "1000"])
        note("program", program.pid)
        program.wait()
if IN_PELICAN and not Path("quick").exists():
    PLUGINS = [*PLUGINS, Lasting]
"""


def processes(site: Path) -> list[int]:
    return [int(path.read_text()) for path in site.glob("process-*")]


@pytest.mark.parametrize("end", [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_that_is_stopped_leaves_no_process_and_the_old_site(
    site: Path, begin: Callable, dateline: Callable, end: tuple[signal.Signals, int], command: str
) -> None:
    number, code = end
    (site / "output").mkdir()
    (site / "output/index.html").write_text("old")
    add_settings(site, LASTING)
    before = set(Path(tempfile.gettempdir()).glob("dateline-*"))
    program = begin(command, *(["--port", str(free_port())] if command == "serve" else []))
    wait_for(lambda: len(processes(site)) == 3)
    program.send_signal(number)
    _, told = program.communicate(timeout=30)
    assert program.returncode == (0 if (command, number) == ("serve", signal.SIGINT) else code)
    assert "Traceback" not in told
    wait_for(lambda: not any(map(is_running, processes(site))))
    assert contents(site / "output") == {"index.html": b"old"}
    assert set(Path(tempfile.gettempdir()).glob("dateline-*")) <= before
    if number != signal.SIGKILL:
        assert hidden(site) == []
    (site / "quick").touch()
    assert dateline("build").code == 0
    assert "ruptured" in (site / "output/index.html").read_text()
    assert hidden(site) == []


def test_pelican_that_is_killed_leaves_no_process(site: Path, begin: Callable) -> None:
    add_settings(site, LASTING)
    program = begin("build")
    wait_for(lambda: len(processes(site)) == 3)
    number = int((site / "process-pelican").read_text())
    subprocess.run(["kill", "-KILL", str(number)], check=True)
    assert program.communicate(timeout=30)[0] is not None
    assert program.returncode == 1
    wait_for(lambda: not any(map(is_running, processes(site))))
    assert hidden(site) == []


@pytest.mark.parametrize("command", ["extract", "review", "check"])
def test_any_command_ends_in_order_on_sigterm(site: Path, begin: Callable, command: str) -> None:
    add_settings(site, "import pathlib, time\npathlib.Path('begun').touch()\ntime.sleep(100)")
    program = begin(command)
    wait_for((site / "begun").exists)
    program.terminate()
    _, told = program.communicate(timeout=30)
    assert (program.returncode, told.strip()) == (143, "Stopped. Nothing is left half-written.")


def test_builds_at_once_come_one_after_the_other(site: Path, begin: Callable) -> None:
    slow = "import pathlib, time\nif IN_PELICAN:\n    pathlib.Path('begun').touch()\n    time.sleep(3)"
    add_settings(site, slow)
    first = begin("build")
    wait_for((site / "begun").exists)
    second = begin("build")
    told = second.communicate(timeout=120)[1], first.communicate(timeout=120)[1]
    assert (first.returncode, second.returncode) == (0, 0)
    waits = "Another build writes to this output folder; waiting for its end."
    assert [waits in each for each in told] == [True, False]
    assert (site / "output/search/pagefind/pagefind-entry.json").is_file()
    assert hidden(site) == []


def test_the_preview_shows_the_old_site_until_the_new_one_is_there_and_waits_for_builds(
    site: Path, begin: Callable, dateline: Callable
) -> None:
    (site / "output").mkdir()
    (site / "output/index.html").write_text("old")
    add_settings(site, LASTING)
    port = free_port()
    serving = begin("serve", "--port", str(port))
    wait_for(lambda: len(processes(site)) == 3)
    with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        assert answer.read().startswith(b"old<script")
    (site / "quick").touch()
    building = begin("build")
    wait_for(
        lambda: building.poll() is not None or "waiting" in (building.stderr.readline() + building.stderr.readline())
    )
    assert building.poll() is None
    serving.terminate()
    assert serving.wait(30) == 143
    assert building.wait(60) == 0
    assert "ruptured" in (site / "output/index.html").read_text()
