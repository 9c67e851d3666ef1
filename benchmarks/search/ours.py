"""The product's own search over both stores, filled and asked through the product's own code."""

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

import config
from benchmarks.search.corpora import Passage
from benchmarks.search.engines import Engine, size_of
from benchmarks.search.measures import DEPTH, Clock
from helpdesk import create_app
from helpdesk.foundation.db import db
from helpdesk.search import entries, index, plan, ranking
from helpdesk.search.entries import FILTERS, Entry
from helpdesk.search.snapshot import Snapshot
from helpdesk.search.store import Document, SearchStore
from tests import databases

BATCH = index.BATCH


@contextmanager
def whoosh(passages: Sequence[Passage]) -> Iterator[Engine]:
    """Our search over the index on disk."""
    with _site("sqlite:///{folder}/helpdesk.sqlite3", index.WHOOSH) as folder:
        yield Ours(passages, time.process_time, lambda: size_of(folder / "search"))


@contextmanager
def postgresql(passages: Sequence[Passage]) -> Iterator[Engine]:
    """Our search over PostgreSQL, which is started for it; its queries are timed by the clock."""
    with databases.postgres_server() as url, _site(url, index.POSTGRESQL):
        yield Ours(passages, time.perf_counter, _size_of_tables)


class Ours:
    """One store with the passages in it."""

    def __init__(self, passages: Sequence[Passage], clock: Clock, size: object) -> None:
        self.clock = clock
        self._size = size
        self._store: SearchStore = index.here().store
        self._count = len(passages)
        batches = (
            [
                _taken_apart(each, at)
                for at, each in enumerate(passages[start : start + BATCH], start + 1)
            ]
            for start in range(0, len(passages), BATCH)
        )
        self._store.build(batches, self._count)
        self._snapshot = self._opened()

    def search(self, text: str) -> Sequence[str]:
        scores = ranking.rank(plan.of_query(text, self._snapshot), self._snapshot)
        best = ranking.best_first(scores, self._snapshot)[:DEPTH]
        return [each.partition(":")[2] for each in self._snapshot.addresses(best)]

    def add(self, passage: Passage) -> None:
        self._count += 1
        self._store.apply([_taken_apart(passage, self._count)], [], self._count)
        self._snapshot = self._opened()

    def size(self) -> int:
        return self._size()  # type: ignore[operator]

    def _opened(self) -> Snapshot:
        db.session.rollback()
        return self._store.snapshot()


@contextmanager
def _site(url: str, kind: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="benchmark-search-"))
    given = {"DATA": str(folder), "DATABASE_URL": url.format(folder=folder), "SEARCH": kind}
    settings = config.load({f"HELPDESK_{name}": value for name, value in given.items()})
    app = create_app(settings)
    try:
        with app.app_context():
            db.create_all()
            yield folder
            db.session.remove()
            db.engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _taken_apart(passage: Passage, version: int) -> Entry:
    document = Document(
        address=f"article:{passage.key}",
        version=version,
        page=f"/svar/{version}",
        title=passage.title,
        text=passage.text,
        filters={name: ["x"] for name in FILTERS} | {"language": [passage.language]},
    )
    return entries.of_document(document)


def _size_of_tables() -> int:
    names = ("search_document", "search_posting", "search_word")
    return sum(
        db.session.scalar(sa.select(sa.func.pg_total_relation_size(name))) or 0 for name in names
    )
