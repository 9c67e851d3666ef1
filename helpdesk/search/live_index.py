"""The index as one process sees it: opened with the first search, looked at again, given up."""

import threading
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from flask import Flask, current_app

from helpdesk.search import freshness
from helpdesk.search.store import Damaged, SearchStore, Unusable

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

WHOOSH, POSTGRESQL = "whoosh", "postgresql"
"""The kinds of store, as the setting names them."""

FRESH_SECONDS = 0.5
"""How long a reader goes without looking for a newer commit. Source: search.md, at most 2 s."""

SECOND_LOOK_SECONDS = 0.05
"""How long after the first an index that cannot be read is looked at again. A guess."""

log = structlog.get_logger()


class SearchIndex:
    """What one process knows of the index; opens nothing before the first search."""

    def __init__(self, folder: Path, kind: str = WHOOSH) -> None:
        self._folder = folder
        self._kind = kind
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[str, ...] | None = None
        self._looked_at = float("-inf")
        self._trouble: str | None = None
        self.database: str | None = None
        """The name of the database whose shelf it follows, once the worker has asked."""
        self.lag = freshness.Lag()
        self.pause = freshness.Pause()
        self.opened_anew_at = float("-inf")
        self.is_compared = False
        """Whether this process has compared it with the shelf."""

    @cached_property
    def store(self) -> SearchStore:
        """Return the store; Whoosh is imported with the first search, not with the app."""
        if self._kind == POSTGRESQL:
            from helpdesk.search.postgres_store import PostgresStore

            return PostgresStore()
        from helpdesk.search.whoosh_store import WhooshStore

        return WhooshStore(self._folder)

    def snapshot(self) -> "Snapshot | None":
        """Return the newest index this process has seen, looking again every half second."""
        with self._lock:
            if time.monotonic() - self._looked_at >= FRESH_SECONDS:
                self._look()
            return self._snapshot

    def look_again(self) -> "Snapshot | None":
        """Return the index as it stands on disk now."""
        with self._lock:
            self._look()
            return self._snapshot

    def open_anew(self) -> "Snapshot | None":
        """Return the index as a process that starts now would open it; give up a damaged one."""
        with self._lock:
            self._stamp = self._snapshot = None
            self._look()
            self.opened_anew_at = time.monotonic()
            return self._snapshot

    def give_up(self, snapshot: "Snapshot", why: Unusable) -> None:
        """Use *snapshot* no longer: it cannot be read; the worker builds the index anew."""
        with self._lock:
            if snapshot is not self._snapshot:
                return  # given up by another thread, or built anew since
            log.warning("search.index_given_up", why=str(why))
            self.store.discard()
            self._snapshot = None
            self._look()

    def _look(self) -> None:
        stamp = self.store.stamp()
        if stamp is None:
            self._snapshot = None
            self._note("there is no index")
        elif stamp != self._stamp or self._snapshot is None:
            self._open()
        self._stamp = stamp
        self._looked_at = time.monotonic()

    def _open(self) -> None:
        try:
            self._snapshot = self._opened()
        except Unusable as error:  # one that was opened before serves on
            self._note(str(error))
        else:
            self._note(None)

    def _opened(self) -> "Snapshot":
        """Return the newest index; discard one that is damaged, so that it is built anew."""
        try:
            return self.store.snapshot()
        except Damaged:
            time.sleep(SECOND_LOOK_SECONDS)
        try:
            return self.store.snapshot()
        except Damaged as error:
            log.warning("search.index_given_up", why=str(error))
            self.store.discard()
            raise

    def _note(self, trouble: str | None) -> None:
        """Log what stands in the way of the index when that changes, not at every look."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble is None:
            log.info("search.index_usable_again")
        else:
            log.warning("search.index_unusable", why=trouble)


def install(app: Flask, folder: Path, kind: str) -> None:
    """Give the app its index: in *folder*, or in the database."""
    app.extensions["search_index"] = SearchIndex(folder, kind)


def here() -> SearchIndex:
    """Return the index of the app at hand."""
    index: SearchIndex = current_app.extensions["search_index"]
    return index
