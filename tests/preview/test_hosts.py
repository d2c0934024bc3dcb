"""The preview answers only for this machine, and gives nothing from outside the site."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.preview.conftest import free_port

from dateline.preview.board import Board
from dateline.preview.hosts import Hosts
from dateline.preview.server import site_served

NEWS = "/.dateline/news"
SECRET = b"secret"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a preview of a site with links that lead out of it."""
    site = tmp_path / "output"
    (site / "sub").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/index.html").write_bytes(SECRET)
    (tmp_path / "outside/x.txt").write_bytes(SECRET)
    (site / "index.html").write_text("home")
    (site / "page.txt").write_text("text")
    (site / "out").symlink_to("../outside")
    (site / "out.txt").symlink_to("../outside/x.txt")
    (site / "out.html").symlink_to("../outside/index.html")
    (site / "sub/index.html").symlink_to("../../outside/index.html")
    (site / "in.txt").symlink_to("page.txt")
    port = free_port()
    with site_served(site, Board(), "127.0.0.1", port):
        yield port


def ask(port: int, line: str, *headers: str) -> tuple[int, bytes]:
    """Send a request as it stands; returns the status and what comes after it."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as server:
        server.sendall("\r\n".join([line, *headers, "", ""]).encode("latin-1"))
        answer = b""
        while part := server.recv(1 << 16):
            answer += part
            if b"data: " in part:  # news does not end
                break
    return int(answer.split(b" ")[1]), answer


@pytest.mark.parametrize("path", ["/", NEWS, "/page.txt", "/.dateline/reload.js", "/no/such"])
@pytest.mark.parametrize(
    "headers",
    [
        ["Host: evil.example"],
        ["Host: evil.example:{port}"],
        ["Host: 127.0.0.1.evil.example"],
        ["Host: localhost.evil.example"],
        ["Host: evil.example@localhost"],
        ["Host: localhost", "Host: evil.example"],
        ["Host: 192.0.2.1"],
        ["Host: [2001:db8::1]"],
        ["Host: "],
        [],
    ],
)
def test_another_host_gets_one_line_and_nothing_of_the_site(port: int, path: str, headers: list[str]) -> None:
    status, answer = ask(port, f"GET {path} HTTP/1.1", *(each.format(port=port) for each in headers))
    body = answer.partition(b"\r\n\r\n")[2]
    assert (status, body) == (421, b"This server answers only to localhost and its own address.\n")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.:{port}", "127.0.0.1:{port}", "127.1.2.3", "[::1]:{port}"])
def test_this_machine_gets_the_site(port: int, host: str) -> None:
    header = f"Host: {host.format(port=port)}"
    assert ask(port, "GET / HTTP/1.1", header)[0] == 200
    assert b'data: {"pages"' in ask(port, f"GET {NEWS} HTTP/1.1", header)[1]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "http://[", "file://"])
def test_pages_of_other_sites_get_no_news(port: int, origin: str) -> None:
    status, answer = ask(port, f"GET {NEWS} HTTP/1.1", f"Host: localhost:{port}", f"Origin: {origin}")
    assert (status, b"data:" in answer) == (403, False)
    same = f"Origin: http://localhost:{port}"
    assert ask(port, f"GET {NEWS} HTTP/1.1", f"Host: localhost:{port}", same)[0] == 200


@pytest.mark.parametrize(
    ("bound", "names", "others"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1:1"], [socket.gethostname() + ".x", "192.0.2.7"]),
        ("192.0.2.7", ["192.0.2.7:8000", "127.0.0.1", "localhost"], ["192.0.2.8", "[2001:db8::1]"]),
        ("2001:DB8:0::1", ["[2001:db8::1]:8000", "[2001:db8:0:0::1]"], ["2001:db8::1", "[2001:db8::2]"]),
        ("0.0.0.0", ["192.0.2.7", "[2001:db8::1]", socket.gethostname().upper()], ["evil.example", "192.0.2.7.x"]),
        ("::", ["192.0.2.7", "localhost:80", socket.gethostname()], ["evil.example"]),
        ("", ["192.0.2.7"], ["evil.example"]),
        ("my.lan", ["MY.lan:8000", "my.lan."], ["your.lan", "x.my.lan"]),
        ("127.0.0.1", [], ["", "localhost:x", "localhost:1:2", "[::1", "[evil]", "local host", "a/localhost"]),
    ],
)
def test_the_names_hang_on_what_the_server_is_bound_to(bound: str, names: list[str], others: list[str]) -> None:
    hosts = Hosts(bound)
    assert [name for name in names if not hosts.has(name)] == []
    assert [name for name in others if hosts.has(name)] == []


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/a%00.html",
        "/%ff",
        "/%ff%fe.html",
        "/%ed%a0%80",
        "/" + "a" * 300,
        "/" + "a/" * 20_000,
        "/../outside/x.txt",
        "/%2e%2e/outside/x.txt",
        "/..%2foutside%2fx.txt",
        "/sub/..%2f..%2foutside/x.txt",
        "/..\\outside\\x.txt",
        "//outside/x.txt",
        "/%2foutside/x.txt",
        "/out",
        "/out/",
        "/out/x.txt",
        "/out.txt",
        "/out.html",
        "/sub/",
        "/page.txt/",
        "/index.html/x",
        "/.dateline/%00",
        "/.dateline/../../outside/x.txt",
        "/[",
        "/?\x80",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_malformed_paths_and_those_outside_get_nothing(
    port: int, path: str, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, answer = ask(port, f"{method} {path} HTTP/1.1", "Host: localhost")
    assert (status, SECRET in answer) == (200 if path == "/?\x80" else 404, False)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("line", ["GET http://evil.example/ HTTP/1.1", "GET * HTTP/1.1", "GET page.txt HTTP/1.1"])
def test_what_is_no_path_is_refused(port: int, line: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(port, line, "Host: localhost")[0] == 400
    assert capfd.readouterr() == ("", "")


def test_a_link_inside_the_site_is_followed(port: int) -> None:
    assert ask(port, "GET /in.txt HTTP/1.1", "Host: localhost")[1].endswith(b"text")
