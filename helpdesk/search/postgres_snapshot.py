"""The index in PostgreSQL as one process sees it after one commit."""

from array import array
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from helpdesk.foundation.db import db
from helpdesk.search import packing
from helpdesk.search.lexicon import place
from helpdesk.search.snapshot import KEPT_TERMS, Occurrences, Snapshot
from helpdesk.search.store import About
from helpdesk.search.word_list import Words

Place = tuple[str, str]
"""Field and text."""

_POSTINGS = """
    SELECT field, text, chunk, documents, counts FROM search_posting
    WHERE (field, text) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
    ORDER BY field, text, chunk
"""
_STORED = "SELECT id, address, sequence FROM search_document WHERE id = ANY(%s)"
_VERSIONS = "SELECT address, id FROM search_document"
_AT = "SELECT id FROM search_document WHERE address = %s"


class PostgresSnapshot(Snapshot):
    """What plan and ranker read; all posting lists of a plan are fetched in one statement."""

    def __init__(self, state: Any, words: Words) -> None:
        super().__init__()
        self.version, self.about = state.version, About.read(state.about)
        self.document_count = state.document_count
        self.average_length = max(1.0, state.length_total / max(1, state.document_count))
        self._words = words
        self._fetched: dict[Place, Occurrences] = {}

    def prepare(self, terms: Sequence[str]) -> None:
        """Fetch the postings of *terms* in one statement."""
        places = [place(term) for term in terms]
        self._fetch([each for each in places if each not in self._fetched])

    def addresses(self, documents: Sequence[int]) -> list[str]:
        """Return the shelf's addresses of *documents*, in their order."""
        stored = {row.id: row.address for row in _rows(_STORED, list(documents))}
        return [stored.get(document, "") for document in documents]

    def sequences(self, documents: Sequence[int]) -> list[Sequence[str]]:
        """Return the stems of each document in order, an empty one between title and text."""
        stored = {row.id: row.sequence for row in _rows(_STORED, list(documents))}
        return [stored.get(document, "").split(" ") for document in documents]

    def order(self, documents: Sequence[int]) -> Sequence[int]:
        """Return what sorts equal documents: their numbers are versions of the shelf."""
        return documents

    def versions(self) -> dict[str, int]:
        """Return the version every document was indexed at, by address."""
        return {row.address: row.id for row in _rows(_VERSIONS)}

    def beginning(self, field: str, prefix: str) -> list[str]:
        """Return the texts of *field* that begin with *prefix*."""
        return self._words[field].beginning(prefix)

    def ending(self, field: str, suffix: str) -> list[str]:
        """Return the texts of *field* that end with *suffix*."""
        return [text for text in self._words[field].ending(suffix) if text.isalpha()]

    def counts(self, field: str, texts: Sequence[str]) -> Mapping[str, int]:
        """Return how many documents hold each of *texts* in *field*."""
        return self._words[field].counts(texts)

    def _values(self, field: str) -> tuple[str, ...]:
        return self._words[field].values()

    def _occurrences(self, field: str, text: str) -> Occurrences:
        if field == "address":
            return _one_each([row.id for row in _rows(_AT, text)])
        if (field, text) not in self._fetched:
            self._fetch([(field, text)])
        return self._fetched[field, text]

    def _fetch(self, places: Sequence[Place]) -> None:
        if len(self._fetched) > KEPT_TERMS:
            self._fetched = {}
        found = dict.fromkeys(places, _one_each([]))
        if places:
            fields, texts = ([each[at] for each in places] for at in (0, 1))
            rows = _rows(_POSTINGS, fields, texts)
            for key, chunks in groupby(rows, key=lambda row: (row.field, row.text)):
                rows_of_term = ((row.chunk, row.documents, row.counts) for row in chunks)
                found[key] = Occurrences(*packing.joined(rows_of_term))
        self._fetched |= found


def _one_each(documents: list[int]) -> Occurrences:
    return Occurrences(array("q", documents), array("H", [0] * len(documents)))


def _rows(statement: str, *values: Any) -> list[Any]:
    return list(db.session.connection().exec_driver_sql(statement, values))
