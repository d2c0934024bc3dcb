"""Whatever stops a run, at whatever moment: every file is old or new, and the next run makes up for the rest."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import stat
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from dateline.access import Boundary
from dateline.extraction import Outcome, extract_project
from dateline.project import Project
from dateline.store import writing
from dateline.store.durable import write_together, writing_whole

MOMENTS = int(os.environ.get("DATELINE_KILLS", "200"))
STORY = """Title: {title}
Date: 1970-04-14

On Monday the {title} rose. On Sunday it had rained in the hills above. In March 1936 the {title} had stood higher.
"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was run once and has changed since: articles, files, both and neither."""
    root = tmp_path_factory.mktemp("edited")
    (root / "content").mkdir()
    for title in ("river", "lake", "harbor", "pond", "spring"):
        (root / f"content/{title}.md").write_text(STORY.format(title=title))
    list(run(root))
    for title in ("river", "lake", "pond"):
        article = root / f"content/{title}.md"
        article.write_text(article.read_text().replace("In March 1936", "In May 1937") + "\nOn Friday it fell.\n")
    for title in ("lake", "harbor"):
        file = root / f"timeline/{title}.yaml"
        file.write_text(file.read_text().replace("1970-04-13\n", "1970-04-12 # by the log\n", 1))
    (root / "timeline/spring.yaml").unlink()
    (root / "content/brook.md").write_text(STORY.format(title="brook"))
    return root


@pytest.fixture
def work(edited: Path, tmp_path: Path) -> Callable[[], Path]:
    """Copies of that project, one after the other."""
    numbers = count()

    def copy() -> Path:
        return Path(shutil.copytree(edited, tmp_path / f"work{next(numbers)}"))

    return copy


@pytest.fixture
def undisturbed(work: Callable[[], Path]) -> dict[str, bytes]:
    root = work()
    assert not [outcome.error for outcome in run(root) if outcome.error]
    return contents(root)


@pytest.fixture
def unjoined(work: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The project when all articles are done and have not been compared yet."""
    root = work()
    with monkeypatch.context() as patched:
        patched.setattr("dateline.extraction.join_events", lambda *_: [])
        list(run(root))
    return contents(root)


def run(root: Path) -> Iterator[Outcome]:
    project = Project.load(folder=root)
    return extract_project(project, project.articles())


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def in_a_child(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which ends with 0 if that went well; returns its number."""
    with warnings.catch_warnings():
        # Newer Pythons warn of forking beside threads; the child here starts none and waits for none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


def is_whole(root: Path, *states: dict[str, bytes]) -> bool:
    """Whether each file that people see is as it is in one of the states, from the first to the last."""
    now = {name: data for name, data in contents(root).items() if "/." not in name}
    return all(data in [state.get(name) for state in states] for name, data in now.items())


def test_a_run_killed_at_random_moments_and_run_again_equals_one_undisturbed(
    work: Callable[[], Path], edited: Path, unjoined: dict[str, bytes], undisturbed: dict[str, bytes]
) -> None:
    before = contents(edited)
    chance = random.Random(4)
    length = took(work)
    killed = 0
    for _ in range(MOMENTS):
        root = work()
        child = in_a_child(lambda root=root: list(run(root)))
        time.sleep(chance.random() * length)
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert is_whole(root, before, unjoined, undisturbed)
        list(run(root))
        assert contents(root) == undisturbed
        shutil.rmtree(root)
    assert killed > MOMENTS / 4, "many were killed before their end"


def took(work: Callable[[], Path]) -> float:
    """How long a run in a child takes."""
    root = work()
    start = time.perf_counter()
    os.waitpid(in_a_child(lambda: list(run(root))), 0)
    return time.perf_counter() - start


STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.scandir")


def stop_at(root: Path, number: int, stop: Callable[[], object]) -> Callable[[str, tuple[object, ...]], None]:
    """Watch what is done to the files of a project, and stop at one of the steps."""
    steps = count()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(root) in str(arguments[0]) and "timeline" in str(arguments) and next(steps) == number:
            stop()

    return watch


@pytest.mark.parametrize("way", ["kill", "interrupt"])
def test_a_run_stopped_at_any_step_and_run_again_equals_one_undisturbed(
    way: str, work: Callable[[], Path], edited: Path, unjoined: dict[str, bytes], undisturbed: dict[str, bytes]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    def work_until(root: Path, number: int) -> None:
        def stop() -> None:
            if way == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            interrupt()

        sys.addaudithook(stop_at(root, number, stop))
        list(run(root))

    before = contents(edited)
    for number in count():
        root = work()
        child = in_a_child(lambda root=root, number=number: work_until(root, number))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert is_whole(root, before, unjoined, undisturbed)
        list(run(root))
        assert contents(root) == undisturbed
        shutil.rmtree(root)
        if code == 0:
            break
    assert number > 50, "there were steps to stop at"


def test_a_full_disk_is_told_with_the_file_and_loses_nothing(
    work: Callable[[], Path],
    edited: Path,
    unjoined: dict[str, bytes],
    undisturbed: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = contents(edited)
    for fails in range(1, 8):
        root = work()
        written = count(1)

        def sync(handle: int, written: Iterator[int] = written, fails: int = fails) -> None:
            if stat.S_ISREG(os.fstat(handle).st_mode) and next(written) >= fails:
                raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", sync)
            errors = [str(outcome.error) for outcome in run(root) if outcome.error]
        assert errors
        assert all(": error: cannot be written: No space left on device (" in error for error in errors)
        assert is_whole(root, before, unjoined, undisturbed)
        list(run(root))
        assert contents(root) == undisturbed


def test_a_read_only_file_stays_as_it_is_and_costs_no_other(
    work: Callable[[], Path], undisturbed: dict[str, bytes]
) -> None:
    root = work()
    file = root / "timeline/lake.yaml"
    before = file.read_bytes()
    file.chmod(0o444)
    errors = [str(outcome.error) for outcome in run(root) if outcome.error]
    assert [error.partition(" (")[0] for error in errors] == [
        "timeline/lake.yaml: error: cannot be written: the file is read-only"
    ]
    assert file.read_bytes() == before
    file.chmod(0o644)
    list(run(root))
    assert without_events(contents(root)) == without_events(undisturbed)


@pytest.mark.parametrize("folder", ["timeline", "timeline/.base"])
def test_a_folder_that_is_closed_is_told_with_the_file_that_was_to_be_written(
    work: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    root = work()
    make = tempfile.mkstemp

    def closed(prefix: str, suffix: str, dir: Path) -> tuple[int, str]:  # noqa: A002
        if dir == root.resolve() / folder:
            raise PermissionError(errno.EACCES, "Permission denied", f"{dir}/{prefix}abcdefgh{suffix}")
        return make(prefix=prefix, suffix=suffix, dir=dir)

    monkeypatch.setattr(tempfile, "mkstemp", closed)
    told = [str(outcome.error) for outcome in run(root) if outcome.error]
    hint = f"see to it that you may write to {folder}/, and that the disk is not full"
    assert f"timeline/lake.yaml: error: cannot be written: Permission denied ({hint})" in told
    assert all(each.startswith("timeline/") and ".tmp" not in each for each in told)


def without_events(files: dict[str, bytes]) -> dict[str, bytes]:
    """Which entries are found to be of one event depends on what there was to compare, and stays."""
    return {name: re.sub(rb",?\n +\"?event\"?: .*", b"", data) for name, data in files.items()}


def test_two_runs_at_once_take_turns(work: Callable[[], Path], undisturbed: dict[str, bytes]) -> None:
    root = work()
    children = [in_a_child(lambda: list(run(root))) for _ in range(4)]
    for child in children:
        os.waitpid(child, 0)
    assert contents(root) == undisturbed


def test_a_run_that_has_to_wait_says_so_and_then_goes_on(tmp_path: Path) -> None:
    waited: list[str] = []
    child = in_a_child(lambda: hold(tmp_path))
    while not (tmp_path / "held").exists():
        assert os.waitpid(child, os.WNOHANG) == (0, 0), "the other run has failed"
        time.sleep(0.01)
    with writing(tmp_path, lambda: waited.append("yes"), Boundary(tmp_path)):
        assert (tmp_path / "done").exists()
    os.waitpid(child, 0)
    assert waited == ["yes"]


def hold(folder: Path) -> None:
    with writing(folder, lambda: None, Boundary(folder)):
        (folder / "held").touch()
        time.sleep(0.3)
        (folder / "done").touch()


def test_what_is_not_ours_is_not_cleaned_up(tmp_path: Path) -> None:
    names = [".notes.tmp", ".a.yaml.swp", "a.yaml.tmp", ".base/.x.next", ".git"]
    (tmp_path / ".base").mkdir()
    for name in names:
        (tmp_path / name).write_text("mine")
    with writing(tmp_path, lambda: None, Boundary(tmp_path)):
        pass
    assert all((tmp_path / name).read_text() == "mine" for name in names)


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / ".base").mkdir()
    path, base = tmp_path / "a.yaml", tmp_path / ".base/a.yaml.json"
    write_together(path, "one", base, "{}")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
    path.chmod(0o640)
    write_together(path, "two", base, "{}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        write_half(path)
    assert {each.name for each in tmp_path.iterdir()} == {"a.txt"}
    assert path.read_text() == "old"


def write_half(path: Path) -> None:
    with writing_whole(path) as file:
        file.write(b"half")
        raise RuntimeError
