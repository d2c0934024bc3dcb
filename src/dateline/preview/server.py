"""The server of the preview: the site's files as they are, its pages with the script that follows the site."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from socket import AI_PASSIVE, SOCK_STREAM, getaddrinfo
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dateline.access import Boundary, internal_error_line
from dateline.errors import UsageError
from dateline.preview.board import Board
from dateline.preview.hosts import Hosts
from dateline.preview.pages import OWN, previewed

HTML = "text/html"
OWN_FILES = {"reload.js": "text/javascript; charset=utf-8", "reload.css": "text/css; charset=utf-8"}
NEWS = "news"
INDEXES = ("index.html", "index.htm")
HEARTBEAT = 15
"""Every how many seconds a browser hears something, so that one that is gone is noticed."""
LONGEST_WAIT = 20
"""How many seconds a page waits for the site to be written before it is sent as it is, or as not there."""


@contextmanager
def site_served(folder: Path, board: Board, address: str, port: int) -> Iterator[None]:
    """Serve a site for as long as the context lasts.

    Raises:
        UsageError: something else listens there already.
    """
    try:
        handler = partial(_Handler, board=board, hosts=Hosts(address), directory=str(folder))
        server = _Server(address, port, handler)
    except OSError as error:
        message = f"cannot serve at {address}:{port}: {error.strerror or error}"
        raise UsageError(message, hint="name another port with --port") from error
    with server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield
        finally:
            board.close()
            server.shutdown()


class _Server(ThreadingHTTPServer):
    """Has a thread for each request; none of them keeps the program from ending."""

    daemon_threads = True

    def __init__(self, address: str, port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> None:
        """Take addresses of IPv4 and of IPv6, and names."""
        found = getaddrinfo(address or None, port, type=SOCK_STREAM, flags=AI_PASSIVE)
        self.address_family, _, _, _, place = found[0]
        super().__init__(place, handler)  # type: ignore[arg-type]  # the address of either kind

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Say nothing of browsers that went away, and in one line what else went wrong."""
        error = sys.exception()
        if error and not isinstance(error, ConnectionError):
            sys.stderr.write(f"{internal_error_line(error)}\n")


class _Handler(SimpleHTTPRequestHandler):
    """Serves as a host would, with the site's own page for what is not there; a browser keeps no copy of any page."""

    def __init__(self, *arguments: Any, board: Board, hosts: Hosts, directory: str) -> None:
        self._board = board
        self._hosts = hosts
        super().__init__(*arguments, directory=directory)

    def parse_request(self) -> bool:
        """Take a request, unless it is for another host or has no path; whoever sent that gets one line."""
        if not super().parse_request():
            return False
        named = self.headers.get_all("Host", [])
        if len(named) != 1 or not self._hosts.has(named[0]):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This server answers only to localhost and its own address.")
        elif not self.path.startswith("/"):
            self._refuse(HTTPStatus.BAD_REQUEST, "This server is asked for paths, which begin with a slash.")
        elif not all(self._hosts.has_origin(each, named[0]) for each in self.headers.get_all("Origin", [])):
            self._refuse(HTTPStatus.FORBIDDEN, "This server answers no page of another site.")
        else:
            return True
        return False

    def _refuse(self, code: HTTPStatus, why: str) -> None:
        self.close_connection = True
        body = self._begin(code, "text/plain; charset=utf-8", f"{why}\n".encode())
        if self.command != "HEAD":
            self.wfile.write(body.read())

    def do_GET(self) -> None:
        if urlsplit(self.path).path == OWN + NEWS:
            self._send_news()
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Begin an answer; returns the file that it is to go on with."""
        path = urlsplit(self.path).path
        if path.startswith(OWN):
            return self._own_file(path.removeprefix(OWN))
        self._board.wait_until_written(LONGEST_WAIT)
        stamp = self._board.stamp  # before the page is read: at worst the browser loads it once more
        file = self._file()
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        page = _read(file) if self.guess_type(str(file)).startswith(HTML) else None
        return super().send_head() if page is None else self._begin(HTTPStatus.OK, HTML, previewed(page, *stamp))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for what is not there; one of ours where the site has none, or is not built."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        stamp = self._board.stamp
        page = _read(Path(self.directory) / "404.html") or _resource("missing.html")
        body = self._begin(HTTPStatus(code), f"{HTML}; charset=utf-8", previewed(page, *stamp))
        if self.command != "HEAD":
            self.wfile.write(body.read())

    def end_headers(self) -> None:
        """End the head of an answer."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002
        """Show no lists of files: a host does not."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_: object) -> None:
        """Say nothing of what is fetched."""

    def _file(self) -> Path | None:
        """The file or folder of the site that is asked for, links followed; None if it is not there, or lies outside.

        A folder whose address ends with a slash is asked for as its index.
        """
        boundary = Boundary(Path(self.directory))
        with suppress(OSError, ValueError):  # a name that is too long, or no name: it holds a NUL
            path = Path(self.translate_path(self.path))
            at_index = urlsplit(self.path).path.endswith("/")
            for file in [path / index for index in INDEXES] if at_index else [path]:
                if (file.is_file() or (file.is_dir() and not at_index)) and boundary.contains(file):
                    return file
        return None

    def _own_file(self, name: str) -> BytesIO | None:
        if name in OWN_FILES:
            return self._begin(HTTPStatus.OK, OWN_FILES[name], _resource(name))
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def _begin(self, code: HTTPStatus, kind: str, body: bytes) -> BytesIO:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def _send_news(self) -> None:
        """Tell a browser how the site stands, and again whenever that changes, for as long as it listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        told = 0
        while news := self._board.news(told, HEARTBEAT):
            number, text = news
            self.wfile.write(b":\n\n" if number == told else f"data: {text}\n\n".encode())
            told = number


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # a folder, not there, or gone meanwhile
        return None


def _resource(name: str) -> bytes:
    return files("dateline.preview").joinpath(name).read_bytes()
