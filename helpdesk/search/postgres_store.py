"""The postings in PostgreSQL, for several machines: a transaction a batch, one writer."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from helpdesk.foundation.db import db
from helpdesk.search import entries, word_list
from helpdesk.search.entries import Entry
from helpdesk.search.postgres_snapshot import PostgresSnapshot
from helpdesk.search.postgres_writing import Batch, Build
from helpdesk.search.store import LOCK_SECONDS, UNKNOWN, About, Busy, Unusable
from helpdesk.search.word_list import Words

LOCK = 7_403_113
"""The advisory lock of the index's writer. Any number that nothing else uses."""

_STATE = "SELECT * FROM search_state WHERE id = 1"
_KNOWN = "SELECT id, address, length, terms FROM search_document WHERE address = ANY(%s)"
_EMPTY = ("DELETE FROM search_posting", "DELETE FROM search_document", "DELETE FROM search_word")


class PostgresStore:
    """The search index in the database that the site uses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._words = Words(word_list.WordList)
        self._stamp = self._built_at = -1

    def stamp(self) -> tuple[str, ...] | None:
        """Return what changes with every commit and every new build; one statement."""
        state = _state(db.session.connection())
        return None if state is None else (state.fingerprint, str(state.stamp))

    def snapshot(self) -> PostgresSnapshot:
        """
        Return the index as it stands now.

        Raises:
            Unusable: There is none, or one of other rules.
        """
        state = _usable(db.session.connection())
        with self._lock:
            self._learn_words(state)
        return PostgresSnapshot(state, self._words)

    def apply(
        self,
        changed: Sequence[Entry],
        gone: Iterable[str],
        version: int,
        about: About = UNKNOWN,
    ) -> None:
        """
        Write one batch, and with it the shelf's *version* and *about*.

        Raises:
            Busy: Another writer is at work.
            Unusable: There is no index to write to.
        """
        with _writing() as connection:
            state = _usable(connection)
            batch = Batch(state)
            batch.take_out(_known(connection, [*gone, *(each.address for each in changed)]))
            batch.put_in(changed)
            batch.write(connection, version, about)

    def build(
        self,
        batches: Iterable[Sequence[Entry]],
        version: int,
        about: Callable[[], About] = About,
    ) -> None:
        """
        Write a new index in one transaction; until it ends, readers see the old one.

        Args:
            batches: in the order of their versions.
            version: the shelf's, read before the first batch was.
            about: asked after the last batch.

        Raises:
            Busy: Another writer is at work.
        """
        with _writing() as connection:
            stamp = _following_stamp(connection)
            for statement in _EMPTY:
                connection.exec_driver_sql(statement)
            Build(connection, stamp).write(batches, version, about)

    def discard(self) -> None:
        """Do nothing: what fails when the database is read is no fault of the index."""

    def _learn_words(self, state: Any) -> None:
        """Take in the words of commits not seen yet; all of them after a build."""
        is_new = state.built_at_stamp != self._built_at
        seen = -1 if is_new else self._stamp
        rows = db.session.connection().exec_driver_sql(
            "SELECT field, text, count FROM search_word WHERE stamp > %s", (seen,)
        )
        if is_new:
            self._words = word_list.of_rows(rows)
        else:
            for field, word, count in rows:
                self._words[field].put(word, count)
        self._stamp, self._built_at = state.stamp, state.built_at_stamp


@contextmanager
def _writing() -> Iterator[Connection]:
    with db.engine.begin() as connection:
        until = time.monotonic() + LOCK_SECONDS
        while not connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({LOCK})")):
            if time.monotonic() > until:
                raise Busy("another process is writing the search index")
            time.sleep(0.05)
        yield connection


def _state(connection: Connection) -> Any:
    return connection.exec_driver_sql(_STATE).one_or_none()


def _usable(connection: Connection) -> Any:
    state = _state(connection)
    if state is None:
        raise Unusable("there is no index in the database")
    if state.fingerprint != entries.fingerprint():
        raise Unusable("the index in the database is of other rules")
    return state


def _following_stamp(connection: Connection) -> int:
    state = _state(connection)
    return 1 if state is None else int(state.stamp) + 1


def _known(connection: Connection, addresses: list[str]) -> list[Any]:
    return list(connection.exec_driver_sql(_KNOWN, (addresses,)))
