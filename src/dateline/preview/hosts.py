"""The names that the preview answers to.

A page of another site can have its own name lead to this machine (DNS rebinding); its scripts could then read the
preview, if it answered whatever it is called.
"""

from __future__ import annotations

import re
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:\[\]/@?#]+))(?::[0-9]{1,5})?")


class Hosts:
    """The names of a server that is bound to an address.

    >>> Hosts("127.0.0.1").has("localhost:8000"), Hosts("127.0.0.1").has("site.example")
    (True, False)
    """

    def __init__(self, bound: str) -> None:
        """``bound`` is the address, or the name, that the server is bound to; an empty one is for all addresses."""
        self._names = {"localhost", _plain(bound)}
        self._at_all_addresses = not bound or (_is_address(bound) and ip_address(bound).is_unspecified)
        if self._at_all_addresses:
            self._names.add(_plain(socket.gethostname()))

    def has(self, host: str) -> bool:
        """Tell whether a ``Host`` header, with or without a port, names this server."""
        found = HOST.fullmatch(host.strip())
        if not found:
            return False
        name = _plain(found["v6"] or found["name"])
        if _is_address(name):
            return self._at_all_addresses or ip_address(name).is_loopback or name in self._names
        return name in self._names

    def has_origin(self, origin: str, host: str) -> bool:
        """Tell whether an ``Origin`` header names a page of this server, which was asked as ``host``."""
        try:
            return urlsplit(origin).netloc.lower() == host.strip().lower() and self.has(host)
        except ValueError:
            return False


def _plain(name: str) -> str:
    """Return an address in its shortest form, and a name in small letters without the dot that it may end with."""
    return str(ip_address(name)) if _is_address(name) else name.lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
