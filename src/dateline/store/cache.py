"""What earlier runs worked out, by the content it was worked out from: never needed, only faster.

It lies outside of the project, in the folder that the system has for such things, and can be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from dateline.store.durable import digest_of

VERSION = 5
TEXT = ("utf-8", "surrogatepass")
"""How texts are kept; the name of a file that is not UTF-8 has halves of characters in it."""
LONGEST_WAIT = 10


class Cache:
    """JSON values by key, kept for one folder. Where nothing can be kept it is empty."""

    def __init__(self, folder: Path, kind: str) -> None:
        """``folder`` is what it is about, ``kind`` tells several of one folder apart."""
        name = digest_of(str(folder.resolve()).encode())[:16]
        self._path = user_cache_path("dateline") / f"{kind}-{VERSION}-{name}.sqlite"

    def read(self) -> dict[str, Any]:
        """Return all that is kept."""
        try:
            with closing(self._open()) as kept:
                rows = kept.execute("SELECT key, value FROM kept")
                return {key.decode(*TEXT): json.loads(value) for key, value in rows}
        except (OSError, sqlite3.Error, ValueError):
            return {}

    def write(self, changed: Mapping[str, Any], gone: Collection[str] = ()) -> None:
        """Keep some values and forget others."""
        if not changed and not gone:
            return
        rows = [
            (key.encode(*TEXT), json.dumps(value, ensure_ascii=False).encode(*TEXT)) for key, value in changed.items()
        ]
        try:
            self._write(rows, gone)
        except (OSError, sqlite3.DatabaseError):
            self._start_over()

    def _write(self, rows: Collection[tuple[bytes, bytes]], gone: Collection[str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open(create=True)) as kept, kept:
            kept.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
            kept.executemany("DELETE FROM kept WHERE key = ?", [(key.encode(*TEXT),) for key in gone])
            kept.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)

    def _open(self, *, create: bool = False) -> sqlite3.Connection:
        address = f"{self._path.as_uri()}?mode={'rwc' if create else 'ro'}"
        return sqlite3.connect(address, uri=True, timeout=LONGEST_WAIT)

    def _start_over(self) -> None:
        """A cache that is damaged is no cache; the next run makes another."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return
