"""The engines that are compared: each is filled with passages and then asked."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from benchmarks.search.corpora import Passage
from benchmarks.search.measures import DEPTH, Clock
from helpdesk.search import analysis


class Engine(Protocol):
    """A search engine with the passages in it."""

    clock: Clock
    """What its queries cost: CPU of this process, or time where another process answers."""

    def search(self, text: str) -> Sequence[str]:
        """Return the keys of the first hits."""

    def add(self, passage: Passage) -> None:
        """Add one more passage, findable at once."""

    def size(self) -> int:
        """Return the bytes of the index on disk."""


Opened = Callable[[Sequence[Passage]], AbstractContextManager[Engine]]


@contextmanager
def fts5(passages: Sequence[Passage]) -> Iterator[Engine]:
    """SQLite FTS5 with its own tokenizer: any word, bm25, the title twice."""
    with _folder() as folder:
        engine = Fts5(folder / "fts5.sqlite3")
        engine.fill(passages)
        yield engine


@contextmanager
def plain_whoosh(passages: Sequence[Passage]) -> Iterator[Engine]:
    """Whoosh with its Norwegian stemmer: any word, BM25F, the title twice."""
    with _folder() as folder:
        engine = PlainWhoosh(folder)
        engine.fill(passages)
        yield engine


class Fts5:
    """SQLite's own full-text search."""

    clock: Clock = staticmethod(time.process_time)

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = sqlite3.connect(path)
        self._database.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(key UNINDEXED, title, text)"
        )

    def fill(self, passages: Sequence[Passage]) -> None:
        rows = [(each.key, each.title, each.text) for each in passages]
        with self._database:
            self._database.executemany("INSERT INTO passage VALUES (?, ?, ?)", rows)

    def add(self, passage: Passage) -> None:
        self.fill([passage])

    def search(self, text: str) -> Sequence[str]:
        words = [word.form for word in analysis.words(analysis.prepare(text))]
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in words)
        found = self._database.execute(
            "SELECT key FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, 0, 2, 1) LIMIT ?",
            (query, DEPTH),
        )
        return [key for (key,) in found]

    def size(self) -> int:
        return self._path.stat().st_size


class PlainWhoosh:
    """Whoosh as its documentation sets it up for Norwegian."""

    clock: Clock = staticmethod(time.process_time)

    def __init__(self, folder: Path) -> None:
        from whoosh import analysis as whoosh_analysis
        from whoosh import fields, index, qparser

        stems = whoosh_analysis.LanguageAnalyzer("no")
        title = fields.TEXT(analyzer=stems, field_boost=2.0)
        schema = fields.Schema(
            key=fields.ID(stored=True), title=title, text=fields.TEXT(analyzer=stems)
        )
        self._folder = folder
        self._index = index.create_in(str(folder), schema)
        self._parser = qparser.MultifieldParser(
            ["title", "text"], schema, group=qparser.OrGroup, plugins=[]
        )
        self._searcher = self._index.searcher()

    def fill(self, passages: Sequence[Passage]) -> None:
        writer = self._index.writer(limitmb=256)
        for each in passages:
            writer.add_document(key=each.key, title=each.title, text=each.text)
        writer.commit()
        self._searcher = self._index.searcher()

    def add(self, passage: Passage) -> None:
        self.fill([passage])

    def search(self, text: str) -> Sequence[str]:
        words = " ".join(word.form for word in analysis.words(analysis.prepare(text)))
        found = self._searcher.search(self._parser.parse(words), limit=DEPTH)
        return [hit["key"] for hit in found]

    def size(self) -> int:
        return size_of(self._folder)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in *folder*."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


@contextmanager
def _folder() -> Iterator[Path]:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="benchmark-search-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder
