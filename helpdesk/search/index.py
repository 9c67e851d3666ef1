"""The index of this machine: kept level with the shelf, built anew when missing or foreign."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

import structlog

from helpdesk.catalogue import queries as shelf
from helpdesk.catalogue import standing
from helpdesk.catalogue.models import CatalogueItem, ItemStatus
from helpdesk.foundation import db as database
from helpdesk.foundation.db import db
from helpdesk.search import entries, freshness, store
from helpdesk.search import models as models  # its tables stand whichever store is used
from helpdesk.search.entries import Entry
from helpdesk.search.live_index import POSTGRESQL as POSTGRESQL
from helpdesk.search.live_index import WHOOSH as WHOOSH
from helpdesk.search.live_index import SearchIndex as SearchIndex
from helpdesk.search.live_index import here as here
from helpdesk.search.live_index import install as install
from helpdesk.search.store import About, Busy, Unusable

if TYPE_CHECKING:
    from helpdesk.search.snapshot import Snapshot

BATCH = 500
"""Changes written in one commit of the index. A guess: about a second's work."""

ANEW_SECONDS = 30.0
"""How often the worker opens the index anew, to see what a new process would. A guess."""

log = structlog.get_logger()

Progress = Callable[[int], None]


def catch_up() -> int:
    """
    Bring the index level with the shelf; return how many changes were applied.

    A missing, foreign or unreadable index is built anew. While another process writes, nothing is
    done: it does the same work. After a failure nothing is done for a while.
    """
    index = here()
    if index.pause.is_on:
        return 0
    try:
        _database()
        with _reading_the_shelf():
            count = _catch_up(index)
    except Busy:
        return 0
    except Exception:
        index.pause.lengthen()
        raise
    index.pause.end()
    return count


def rebuild(progress: Progress = lambda count: None) -> int:
    """
    Build the index anew beside the live one and switch; return how many things it holds.

    Raises:
        Busy: Another process is writing.
    """
    named = _database()
    with _reading_the_shelf():
        version, total, reader = shelf.shelf_version(), 0, _Reader()

        def batches() -> Iterator[Sequence[Entry]]:
            nonlocal total
            for batch in _changes_since(0):
                total += len(batch)
                progress(len(batch))
                yield reader.entries(batch)

        here().store.build(batches(), version, lambda: About(named, reader.skipped))
        here().look_again()
        return total


def check() -> list[str]:
    """
    Compare the index with the shelf and mend what differs; return the addresses that did.

    What could not be taken apart before is tried again.

    Raises:
        Busy: Another process is writing.
    """
    _database()
    with _reading_the_shelf():
        snapshot, versions = here().look_again(), standing.standing_versions()
        indexed = None if snapshot is None else _indexed(snapshot)
        if snapshot is None or indexed is None:
            rebuild()
            return sorted(versions)
        wrong = [address for address in versions if indexed.get(address) != versions[address]]
        gone = [address for address in indexed if address not in versions]
        skipped = _mend(wrong, gone, snapshot) if wrong or gone else {}
        return sorted({*wrong, *gone} - skipped.keys())


def skipped() -> list[str]:
    """Return the addresses of what stands on the shelf and could not be taken apart."""
    snapshot = here().snapshot()
    return [] if snapshot is None else sorted(snapshot.about.skipped)


def is_level() -> bool:
    """Tell whether the index holds what has stood on the shelf for a minute."""
    snapshot = here().snapshot()
    if snapshot is None:
        return False
    return not here().lag.is_long(snapshot.version, shelf.shelf_version())


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


def _mend(wrong: Sequence[str], gone: Sequence[str], snapshot: "Snapshot") -> Mapping[str, int]:
    """Write what is *wrong* anew, take out what is *gone*; return what cannot be taken apart."""
    reader = _Reader()
    for start in range(0, max(1, len(wrong)), BATCH):
        changed = reader.entries(shelf.whole_items(wrong[start : start + BATCH]))
        about = About(snapshot.about.database, reader.skipped)
        taken_out = [*gone, *reader.skipped] if start == 0 else reader.skipped
        here().store.apply(changed, taken_out, snapshot.version, about)
    here().look_again()
    return reader.skipped


def _catch_up(index: SearchIndex) -> int:
    if time.monotonic() - index.opened_anew_at >= ANEW_SECONDS:
        index.open_anew()
    snapshot, version = index.snapshot(), shelf.shelf_version()
    if snapshot is not None and snapshot.version == version and index.is_compared:
        return 0
    snapshot = index.look_again()
    if snapshot is None or snapshot.version > version or not _is_of_this_database(snapshot):
        log.info("search.building", why="missing" if snapshot is None else "of another database")
        index.is_compared = True
        return rebuild()
    count = _brought_up(index, snapshot)
    if not index.is_compared:
        index.is_compared = True
        count += _compared(index)
    return count


def _compared(index: SearchIndex) -> int:
    """Compare how many things there are, once in a process; return how many were mended."""
    snapshot = index.look_again()
    if snapshot is None:
        return 0
    if snapshot.document_count + len(snapshot.about.skipped) == standing.standing_count():
        return 0
    log.warning("search.index_differs", indexed=snapshot.document_count)
    return len(check())


def _brought_up(index: SearchIndex, snapshot: "Snapshot") -> int:
    try:
        return _replay(index, snapshot)
    except Busy:
        raise
    except Exception:
        log.exception("search.index_unwritable")
        return rebuild()


def _replay(index: SearchIndex, snapshot: "Snapshot") -> int:
    applied, reader = 0, _Reader(snapshot.about.skipped)
    for batch in _changes_since(snapshot.version):
        changed = reader.entries(batch)
        written = {entry.address for entry in changed}
        gone = [item.address for item in batch if item.address not in written]
        about = About(snapshot.about.database, reader.skipped)
        index.store.apply(changed, gone, batch[-1].version, about)
        applied += len(batch)
    if applied:
        index.look_again()
    return applied


class _Reader:
    """Takes things apart, and remembers which it could not: one never holds up the others."""

    def __init__(self, skipped: Mapping[str, int] = MappingProxyType({})) -> None:
        self.skipped = dict(skipped)

    def entries(self, items: Sequence[CatalogueItem]) -> list[Entry]:
        """Return what is written down of those of *items* that stand."""
        return [entry for entry in map(self._entry, items) if entry is not None]

    def _entry(self, item: CatalogueItem) -> Entry | None:
        self.skipped.pop(item.address, None)
        if not _stands(item):
            return None
        try:
            return entries.of_document(store.of_item(item))
        except Exception:
            log.exception("search.item_skipped", address=item.address, version=item.version)
            self.skipped[item.address] = item.version
            return None


def _database() -> str:
    """Return the name of the database at hand; it is given one before anything is read."""
    index = here()
    if index.database is None:
        found = freshness.database_id()
        db.session.commit()
        index.database = found or freshness.name_database()
    return index.database


def _is_of_this_database(snapshot: "Snapshot") -> bool:
    return snapshot.about.database == _database()


def _changes_since(version: int) -> Iterator[list[CatalogueItem]]:
    while batch := shelf.changed_since(version, limit=BATCH):
        yield batch
        version = batch[-1].version


def _stands(item: CatalogueItem) -> bool:
    return item.status is ItemStatus.PUBLISHED
