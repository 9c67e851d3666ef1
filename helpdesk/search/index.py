"""The index of this machine: kept level with the shelf, built anew when missing or foreign."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from flask import Flask, current_app

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue.models import CatalogueItem, ItemStatus
from helpdesk.foundation import db as database
from helpdesk.foundation.db import db
from helpdesk.search import models as models  # its tables stand whichever store is used
from helpdesk.search import store
from helpdesk.search.store import Busy, Document, SearchStore, Unusable

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

WHOOSH, POSTGRESQL = "whoosh", "postgresql"
"""The kinds of store, as the setting names them."""

BATCH = 500
"""Changes written in one commit of the index. A guess: about a second's work."""

FRESH_SECONDS = 0.5
"""How long a reader goes without looking for a newer commit. Source: search.md, at most 2 s."""

log = structlog.get_logger()

Progress = Callable[[int], None]


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
            self._snapshot = self.store.snapshot()
        except Unusable as error:  # one that was opened before serves on
            self._note(str(error))
        else:
            self._note(None)

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


def catch_up() -> int:
    """
    Bring the index level with the shelf; return how many changes were applied.

    A missing, foreign or unreadable index is built anew. While another process writes, nothing is
    done: it does the same work.
    """
    with _reading_the_shelf():
        try:
            return _catch_up(here())
        except Busy:
            return 0


def rebuild(progress: Progress = lambda count: None) -> int:
    """
    Build the index anew beside the live one and switch; return how many things it holds.

    Raises:
        Busy: Another process is writing.
    """
    with _reading_the_shelf():
        version, total = shelf.shelf_version(), 0

        def batches() -> Iterator[Sequence[Document]]:
            nonlocal total
            for batch in _changes_since(0):
                total += len(batch)
                progress(len(batch))
                yield [store.of_item(item) for item in batch if _stands(item)]

        here().store.build(batches(), version)
        here().look_again()
        return total


def check() -> list[str]:
    """
    Compare the index with the shelf and mend what differs; return the addresses that did.

    Raises:
        Busy: Another process is writing.
    """
    with _reading_the_shelf():
        snapshot, standing = here().look_again(), shelf.standing_versions()
        indexed = None if snapshot is None else _indexed(snapshot)
        if snapshot is None or indexed is None:
            rebuild()
            return sorted(standing)
        wrong = [address for address in standing if indexed.get(address) != standing[address]]
        gone = [address for address in indexed if address not in standing]
        _mend(wrong, gone, snapshot.version)
        return sorted({*wrong, *gone})


def _indexed(snapshot: "Snapshot") -> dict[str, int] | None:
    """Return the version every text was indexed at; None where that cannot be read any more."""
    try:
        return snapshot.versions()
    except Unusable as error:
        here().give_up(snapshot, error)
        return None


@contextmanager
def _reading_the_shelf() -> Iterator[None]:
    """Read in a transaction that does not outlive the work: a writer could not go on in it."""
    with database.reading():
        yield
        db.session.commit()


def _mend(wrong: Sequence[str], gone: Sequence[str], version: int) -> None:
    index = here().store
    if gone:
        index.apply([], gone, version)
    for start in range(0, len(wrong), BATCH):
        items = shelf.whole_items(wrong[start : start + BATCH])
        index.apply([store.of_item(item) for item in items], [], version)
    here().look_again()


def _catch_up(index: SearchIndex) -> int:
    snapshot, version = index.snapshot(), shelf.shelf_version()
    if snapshot is not None and snapshot.version == version:
        return 0
    snapshot = index.look_again()
    if snapshot is None or snapshot.version > version:
        log.info("search.building", why="missing" if snapshot is None else "of another database")
        return rebuild()
    try:
        return _replay(index, snapshot.version)
    except Busy:
        raise
    except Exception:
        log.exception("search.index_unwritable")
        return rebuild()


def _replay(index: SearchIndex, version: int) -> int:
    applied = 0
    for batch in _changes_since(version):
        changed = [store.of_item(item) for item in batch if _stands(item)]
        gone = [item.address for item in batch if not _stands(item)]
        index.store.apply(changed, gone, batch[-1].version)
        applied += len(batch)
    index.look_again()
    return applied


def _changes_since(version: int) -> Iterator[list[CatalogueItem]]:
    while batch := shelf.changed_since(version, limit=BATCH):
        yield batch
        version = batch[-1].version


def _stands(item: CatalogueItem) -> bool:
    return item.status is ItemStatus.PUBLISHED
