"""How documents become rows in PostgreSQL: the changes of a batch, or a whole index."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from helpdesk.search import entries, packing
from helpdesk.search.entries import Entry
from helpdesk.search.packing import CHUNK
from helpdesk.search.store import About

UNCOUNTED = frozenset({"page"})
"""Fields whose texts are never looked up by beginning or ending."""

UNPOSTED = frozenset({"forms"})
"""Fields of which only the texts are needed, not where they stand."""

Place = tuple[str, str]
Changes = defaultdict[tuple[str, str, int], dict[int, int | None]]
"""By field, text and chunk: the new count of each document, None where it is gone."""

_CHUNKS = """
    SELECT field, text, chunk, documents, counts FROM search_posting
    WHERE (field, text, chunk) IN (SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]))
"""
_COPY_DOCUMENTS = "COPY search_document (id, address, length, sequence, terms) FROM STDIN"
_COPY_POSTINGS = "COPY search_posting (field, text, chunk, documents, counts) FROM STDIN"
_COPY_WORDS = "COPY search_word (field, text, count, stamp) FROM STDIN"
_PUT_POSTING = """
    INSERT INTO search_posting (field, text, chunk, documents, counts)
    VALUES (%s, %s, %s, %s, %s) ON CONFLICT (field, text, chunk)
    DO UPDATE SET documents = excluded.documents, counts = excluded.counts
"""
_DROP_POSTING = "DELETE FROM search_posting WHERE (field, text, chunk) = (%s, %s, %s)"
_PUT_WORD = """
    INSERT INTO search_word (field, text, count, stamp) VALUES (%s, %s, %s, %s)
    ON CONFLICT (field, text)
    DO UPDATE SET count = search_word.count + excluded.count, stamp = excluded.stamp
"""
_PUT_STATE = """
    INSERT INTO search_state
    (id, fingerprint, version, about, stamp, built_at_stamp, document_count, length_total)
    VALUES (1, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO UPDATE SET
    fingerprint = excluded.fingerprint, version = excluded.version, about = excluded.about,
    stamp = excluded.stamp, built_at_stamp = excluded.built_at_stamp,
    document_count = excluded.document_count, length_total = excluded.length_total
"""


class Batch:
    """The changes of one commit, gathered before they are written."""

    def __init__(self, state: Any) -> None:
        self._state = state
        self._changes = Changes(dict)
        self._words: Counter[Place] = Counter()
        self._gone: list[int] = []
        self._new: list[Entry] = []
        self._count, self._length = state.document_count, state.length_total

    def take_out(self, documents: Iterable[Any]) -> None:
        """Take what is known of *documents* back."""
        for document in documents:
            places = [_place(line) for line in document.terms.split("\n")]
            self._words.subtract(_counted(places))
            for place in _posted(places):
                self._changes[*place, document.id // CHUNK][document.id % CHUNK] = None
            self._gone.append(document.id)
            self._count -= 1
            self._length -= packing.coarse(document.length)

    def put_in(self, new: Sequence[Entry]) -> None:
        """Add what is written down of new documents."""
        for entry in new:
            self._words.update(_counted(_frequencies(entry)))
            for place, count in _packed(entry):
                self._changes[*place, entry.version // CHUNK][entry.version % CHUNK] = count
            self._new.append(entry)
            self._count += 1
            self._length += packing.coarse(len(entry.words))

    def write(self, connection: Connection, version: int, about: About) -> None:
        """Write everything and the new state."""
        stamp = self._state.stamp + 1
        if self._gone:
            connection.exec_driver_sql(
                "DELETE FROM search_document WHERE id = ANY(%s)", (self._gone,)
            )
        _copy(connection, _COPY_DOCUMENTS, map(_document_row, self._new))
        self._write_postings(connection)
        changed = [(*place, count, stamp) for place, count in self._words.items() if count]
        _each(connection, _PUT_WORD, sorted(changed))
        values = (self._state.fingerprint, version, about.written(), stamp)
        sums = (self._state.built_at_stamp, self._count, self._length)
        connection.exec_driver_sql(_PUT_STATE, (*values, *sums))

    def _write_postings(self, connection: Connection) -> None:
        keys = sorted(self._changes)
        columns = [[key[at] for key in keys] for at in range(3)]
        old = {
            (row.field, row.text, row.chunk): packing.unpack(row.documents, row.counts)
            for row in connection.exec_driver_sql(_CHUNKS, tuple(columns))
        }
        merged = {key: _merged(old.get(key, {}), self._changes[key]) for key in keys}
        kept = [(*key, *packing.pack(chunk)) for key, chunk in merged.items() if chunk]
        _each(connection, _PUT_POSTING, kept)
        _each(connection, _DROP_POSTING, [key for key, chunk in merged.items() if not chunk])


class Build:
    """A whole index, written chunk by chunk."""

    def __init__(self, connection: Connection, stamp: int) -> None:
        self._connection = connection
        self._stamp = stamp
        self._words: Counter[Place] = Counter()
        self._postings: defaultdict[Place, dict[int, int]] = defaultdict(dict)
        self._chunk = 0
        self._count = self._length = 0

    def write(
        self,
        batches: Iterable[Sequence[Entry]],
        version: int,
        about: Callable[[], About],
    ) -> None:
        """Write all documents, the words, and the state."""
        for batch in batches:
            for entry in batch:
                self._take(entry)
            _copy(self._connection, _COPY_DOCUMENTS, map(_document_row, batch))
        self._flush()
        rows = ((*place, count, self._stamp) for place, count in sorted(self._words.items()))
        _copy(self._connection, _COPY_WORDS, rows)
        values = (entries.fingerprint(), version, about().written(), self._stamp, self._stamp)
        self._connection.exec_driver_sql(_PUT_STATE, (*values, self._count, self._length))

    def _take(self, entry: Entry) -> None:
        if entry.version // CHUNK != self._chunk:
            self._flush()
            self._chunk = entry.version // CHUNK
        self._words.update(_counted(_frequencies(entry)))
        for place, count in _packed(entry):
            self._postings[place][entry.version % CHUNK] = count
        self._count += 1
        self._length += packing.coarse(len(entry.words))

    def _flush(self) -> None:
        rows = (
            (*place, self._chunk, *packing.pack(chunk))
            for place, chunk in sorted(self._postings.items())
        )
        _copy(self._connection, _COPY_POSTINGS, rows)
        self._postings.clear()


def _frequencies(entry: Entry) -> dict[Place, int]:
    """Return all that *entry* holds, and how often."""
    words = Counter(entry.words)
    found = {("words", word): count for word, count in words.items()}
    for field, texts in entry.plain.items():
        found |= {(field, each): count for each, count in Counter(texts).items()}
    return found


def _packed(entry: Entry) -> Iterator[tuple[Place, int]]:
    length = len(entry.words)
    found = _frequencies(entry)
    for place in _posted(found):
        yield place, packing.packed_count(found[place], length)


def _counted(places: Iterable[Place]) -> list[Place]:
    return [place for place in places if place[0] not in UNCOUNTED]


def _posted(places: Iterable[Place]) -> list[Place]:
    return [place for place in places if place[0] not in UNPOSTED]


def _document_row(entry: Entry) -> tuple[Any, ...]:
    lines = "\n".join(f"{field} {each}" for field, each in _frequencies(entry))
    sequence = " ".join(entry.sequence)
    return entry.version, entry.address, len(entry.words), sequence, lines


def _place(line: str) -> Place:
    field, _, word = line.partition(" ")
    return field, word


def _merged(old: dict[int, int], changes: dict[int, int | None]) -> dict[int, int]:
    merged: dict[int, int | None] = {**old, **changes}
    return {document: count for document, count in merged.items() if count is not None}


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    cursor = connection.connection.cursor()
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _each(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.connection.cursor().executemany(statement, rows)
