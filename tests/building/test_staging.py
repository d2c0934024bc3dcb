"""A new site takes the place of the old one as a whole, whatever stops it."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.building.conftest import contents, hidden

from dateline.building import staging as module
from dateline.building.staging import staged

OLD = {"index.html": b"old", "a/old.html": b"old", "b": b"a file", "CNAME": b"example.org"}
NEW = {"index.html": b"new", "a/new.html": b"new", "b/c.html": b"a folder"}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def build(output: Path, kept: Callable[[str], bool] = lambda _: False) -> None:
    with staged(output, kept, lambda: None) as stage:
        write(stage.site, NEW)
        stage.publish()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The folder of an old site."""
    write(tmp_path / "output", OLD)
    return tmp_path / "output"


def refuse_to_move(output: Path, work: Path, site: Path) -> None:
    raise OSError(errno.EBUSY, "busy")


def refuse_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no folder be made beside the output folder."""
    real = module._lock_folder

    def lock_folder(folder: Path, waiting: Callable[[], None]) -> int:
        if folder.name != module.WORK:
            raise PermissionError(errno.EACCES, "closed", str(folder))
        return real(folder, waiting)

    monkeypatch.setattr(module, "_lock_folder", lock_folder)


@pytest.fixture(params=["whole", "a mount point", "in a closed folder"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways for a site to come to its place."""
    if request.param == "a mount point":
        monkeypatch.setattr(module, "_move_whole", refuse_to_move)
    elif request.param == "in a closed folder":
        refuse_beside(monkeypatch)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_the_new_site_is_all_there_is(output: Path) -> None:
    build(output)
    assert contents(output) == NEW
    assert hidden(output.parent) == []


@pytest.mark.usefixtures("way")
def test_a_build_that_fails_leaves_the_old_site(output: Path) -> None:
    before = output.stat().st_ino
    with suppress(KeyError), staged(output, lambda _: False, lambda: None) as stage:
        write(stage.site, NEW)
        raise KeyError
    with staged(output, lambda _: False, lambda: None) as stage:  # and one that does not publish
        write(stage.site, NEW)
    assert (contents(output), hidden(output.parent), output.stat().st_ino) == (OLD, [], before)


@pytest.mark.usefixtures("way")
def test_what_is_to_be_kept_is_in_the_new_site(output: Path) -> None:
    (output / ".git").mkdir()
    (output / ".git/HEAD").write_bytes(b"ref")
    (output / "link").symlink_to("../elsewhere")
    build(output, {"CNAME", ".git", "link"}.__contains__)
    assert contents(output) == {**NEW, "CNAME": b"example.org", ".git/HEAD": b"ref"}
    assert (output / "link").readlink() == Path("../elsewhere")


def killed_at(number: int, name: str, output: Path) -> bool:
    """Build in a process that is killed when it moves something for the ``number``th time; tells whether it was."""
    process = os.fork()
    if process == 0:
        real, count = getattr(Path, name), iter(range(1000))

        def counted(self: Path, *arguments: object) -> object:
            if next(count) == number:
                os._exit(9)
            return real(self, *arguments)

        setattr(Path, name, counted)
        try:
            build(output)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_build_that_is_killed_while_it_moves_is_mended_by_the_next(tmp_path: Path, way: str) -> None:
    killed = 0
    for number in range(30):
        output = tmp_path / str(number) / "output"
        write(output, OLD)
        if not killed_at(number, "rename", output):
            break
        killed += 1
        with staged(output, lambda _: False, lambda: None):
            assert contents(output) in (OLD, NEW)
        assert hidden(output.parent) == []
        build(output)
        assert contents(output) == NEW
    assert killed == {"whole": 2}.get(way, 3 + 2 + len({path.split("/")[0] for path in NEW}))


@pytest.mark.usefixtures("way")
def test_an_old_site_that_cannot_leave_comes_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name in ("b", ".output.dateline-site"):
            raise OSError(errno.EIO, "broken")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="broken"):
        build(output)
    assert (contents(output), hidden(output.parent)) == (OLD, [])


def test_a_build_waits_for_another_of_the_same_folder_and_not_for_one_of_another(output: Path) -> None:
    order: list[str] = []
    held = threading.Event()

    def second() -> None:
        with staged(output, lambda _: False, lambda: (order.append("waits"), held.set())):
            order.append("second")

    with staged(output, lambda _: False, lambda: None):
        with staged(output.with_name("other"), lambda _: False, lambda: order.append("waits in vain")):
            pass
        thread = threading.Thread(target=second)
        thread.start()
        assert held.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["waits", "first", "second"]
    assert hidden(output.parent) == []


def test_a_folder_is_made_with_those_above_and_one_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    output = tmp_path / "a/b/output"
    build(output)
    assert contents(output) == NEW
    output.chmod(0o2750)
    os.chown(output, 1234, 5678)
    build(output)
    state = output.stat()
    assert (state.st_mode & 0o7777, state.st_uid, state.st_gid) == (0o2750, 1234, 5678)


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """An output folder that is a mount point."""
    (tmp_path / "output").mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "none", tmp_path / "output"], capture_output=True, check=False
    ).returncode:
        pytest.skip("nothing can be mounted here")
    yield tmp_path / "output"
    subprocess.run(["umount", tmp_path / "output"], check=True)


def test_a_real_mount_point_gets_new_contents(mounted: Path) -> None:
    write(mounted, OLD)
    build(mounted, {"CNAME"}.__contains__)
    assert contents(mounted) == {**NEW, "CNAME": b"example.org"}
    assert hidden(mounted.parent) == []
    assert mounted.is_mount()
