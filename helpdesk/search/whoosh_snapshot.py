"""The index on disk as it stood after one commit."""

import threading
import weakref
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from helpdesk.search.packing import packed_count
from helpdesk.search.snapshot import Occurrences, Snapshot
from helpdesk.search.store import About, Unusable

BACKWARDS = {"words": "backwards", "forms": "forms_backwards"}
"""The fields that hold the texts of others turned round, to look them up by their endings."""

EXACT_COUNT = 64
"""Up to this many, texts that were deleted and still stand on disk are not counted. A guess: of
more, a few too many make no difference."""

_NOWHERE = Occurrences(array("L"), array("H"))


class WhooshSnapshot(Snapshot):
    """One generation of the index; Whoosh's readers are not safe between threads: one at a time."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__()
        self._reader = index.reader()
        # files are closed with the last search that reads them, not when the collector comes by
        weakref.finalize(self, _close, self._reader).atexit = False
        self._lock = threading.RLock()
        self._has_deletions = self._reader.has_deletions()
        self.generation = index.latest_generation()
        self._lengths = self._read_lengths()
        self._order = array("q", self._reader.column_reader("number"))
        self.version, self.about = self._read_pointer()
        self.document_count = max(0, self._reader.doc_count() - 1)
        total = sum(self._lengths[document] for document in self._reader.all_doc_ids())
        self.average_length = max(1.0, total / max(1, self.document_count))

    def prepare(self, terms: Sequence[str]) -> None:
        """Fetch nothing: what is on disk is looked up term by term."""

    def addresses(self, documents: Sequence[int]) -> list[str]:
        """Return the shelf's addresses of *documents*, in their order."""
        with self._reading():
            return [self._reader.stored_fields(document)["address"] for document in documents]

    def sequences(self, documents: Sequence[int]) -> list[Sequence[str]]:
        """Return the stems of each document in order, an empty one between title and text."""
        with self._reading():
            stored = [self._reader.stored_fields(document) for document in documents]
            return [fields["sequence"].split(" ") for fields in stored]

    def order(self, documents: Sequence[int]) -> Sequence[int]:
        """Return what sorts equal documents: the version each was indexed at."""
        return [self._order[document] for document in documents]

    def versions(self) -> dict[str, int]:
        """Return the version every document was indexed at, by address."""
        with self._reading():
            stored = [fields for _number, fields in self._reader.iter_docs()]
            return {fields["address"]: fields["version"] for fields in stored if fields["address"]}

    def beginning(self, field: str, prefix: str) -> list[str]:
        """Return the texts of *field* that begin with *prefix*."""
        with self._reading():
            return [text.decode() for text in self._reader.expand_prefix(field, prefix)]

    def ending(self, field: str, suffix: str) -> list[str]:
        """Return the texts of *field* that end with *suffix*."""
        return [text[::-1] for text in self.beginning(BACKWARDS[field], suffix[::-1])]

    def counts(self, field: str, texts: Sequence[str]) -> Mapping[str, int]:
        """Return how many documents hold each of *texts* in *field*."""
        with self._reading():
            return {text: self._held(field, text) for text in texts}

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read alone; what fails then is the file, not the question."""
        with self._lock:
            try:
                yield
            except Exception as error:
                raise Unusable(f"the index cannot be read: {error!r}") from error

    def _held(self, field: str, text: str) -> int:
        count = int(self._reader.doc_frequency(field, text))
        if 0 < count <= EXACT_COUNT and self._has_deletions:
            matcher = self._matcher(field, text)
            return 0 if matcher is None else sum(1 for _document in matcher.all_ids())
        return count

    def _occurrences(self, field: str, text: str) -> Occurrences:
        with self._reading():
            matcher = self._matcher(field, text)
            return _NOWHERE if matcher is None else self._unpacked(matcher)

    def _unpacked(self, matcher: Any) -> Occurrences:
        documents, counts = array("L"), array("H")
        is_active, number, weight, move = (
            matcher.is_active,
            matcher.id,
            matcher.weight,
            matcher.next,
        )
        lengths = self._lengths
        while is_active():
            document = number()
            documents.append(document)
            counts.append(packed_count(int(weight()), lengths[document]))
            move()
        return Occurrences(documents, counts)

    def _values(self, field: str) -> tuple[str, ...]:
        with self._reading():
            return tuple(text for text in self._reader.field_terms(field) if text)

    def _read_lengths(self) -> "array[int]":
        count = self._reader.doc_count_all()
        return array("L", [self._reader.doc_field_length(n, "words", 0) or 0 for n in range(count)])

    def _read_pointer(self) -> tuple[int, About]:
        matcher = self._matcher("address", "")
        numbers = [] if matcher is None else list(matcher.all_ids())
        pointer = self._reader.stored_fields(min(numbers))
        return int(pointer["version"]), About.read(pointer.get("sequence", ""))

    def _matcher(self, field: str, text: str) -> Any:
        try:
            return self._reader.postings(field, text)
        except TermNotFound:
            return None


def _close(reader: Any) -> None:
    with suppress(Exception):  # of a damaged index
        reader.close()
