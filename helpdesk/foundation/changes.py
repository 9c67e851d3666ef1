"""Whether the database has changed since one last looked, without asking it anything."""

import sqlite3
import threading
from collections.abc import Hashable

from sqlalchemy import make_url


class ChangeWatch:
    """
    Watches one SQLite database for commits of anybody, in any process.

    SQLite keeps a number for it that is read in microseconds (``PRAGMA data_version``); it only
    means something on one connection, so a process has one, shared by its threads. PostgreSQL has
    nothing so cheap: there the mark is None, and whoever asks must look for himself.
    """

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url)
        self._path = url.database if url.get_backend_name() == "sqlite" else None
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def mark(self) -> Hashable | None:
        """Return a value that is another one after every commit; None: not known."""
        if self._path is None:
            return None
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    f"file:{self._path}?mode=ro", uri=True, check_same_thread=False
                )
            found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return found
