"""The index as it stood after one commit: looked up by many threads, never changed."""

import threading
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from helpdesk.search import analysis, compounds, spelling
from helpdesk.search.plan import KEY
from helpdesk.search.ranking import Postings, impact

KEPT_TERMS = 4_000
"""Posting lists one process keeps unpacked. A guess: a few MB with 10,000 texts."""

_NOWHERE = Postings(array("L"), array("f"))


class Snapshot:
    """One generation of the index; Whoosh's readers are not safe between threads: one at a time."""

    def __init__(self, index: FileIndex) -> None:
        self._reader = index.reader()
        self._lock = threading.RLock()
        self.generation = index.latest_generation()
        self.version = self._read_version()
        self.document_count = max(0, self._reader.doc_count() - 1)
        length = self._reader.field_length("words")
        self._average_length = max(1.0, length / max(1, self.document_count))
        self.postings = lru_cache(maxsize=KEPT_TERMS)(self._postings)
        self.containing = lru_cache(maxsize=KEPT_TERMS)(self._containing)
        self.near = lru_cache(maxsize=KEPT_TERMS)(self._near)
        self.holding = lru_cache(maxsize=KEPT_TERMS)(self._holding)
        self.values = lru_cache(maxsize=None)(self._values)

    def count(self, term: str) -> int:
        """Return how many texts hold *term*: a stem, or a key after ``KEY``."""
        field, text = _place(term)
        with self._lock:
            return int(self._reader.doc_frequency(field, text))

    def addresses(self, documents: Sequence[int]) -> list[str]:
        """Return the shelf's addresses of *documents*, in their order."""
        with self._lock:
            return [self._reader.stored_fields(document)["address"] for document in documents]

    def versions(self) -> dict[str, int]:
        """Return the version every document was indexed at, by address."""
        with self._lock:
            stored = [fields for _number, fields in self._reader.iter_docs()]
        return {fields["address"]: fields["version"] for fields in stored if fields["address"]}

    def everything(self) -> frozenset[int]:
        """Return all documents."""
        return frozenset().union(*(self.holding("kind", kind) for kind in self.values("kind")))

    def _read_version(self) -> int:
        numbers = self._holding("address", "")
        return int(self._reader.stored_fields(min(numbers))["version"])

    def _postings(self, term: str) -> Postings:
        """Return where *term* stands, and what it counts there."""
        field, text = _place(term)
        with self._lock:
            matcher = self._matcher(field, text)
            return _NOWHERE if matcher is None else self._unpacked(matcher)

    def _unpacked(self, matcher: Any) -> Postings:
        documents, impacts = array("L"), array("f")
        while matcher.is_active():
            document = matcher.id()
            length = self._reader.doc_field_length(document, "words", 1)
            documents.append(document)
            impacts.append(impact(matcher.weight(), length, self._average_length))
            matcher.next()
        return Postings(documents, impacts)

    def _holding(self, field: str, value: str) -> frozenset[int]:
        """Return the documents whose *field* holds *value*."""
        with self._lock:
            matcher = self._matcher(field, value)
            return frozenset() if matcher is None else frozenset(matcher.all_ids())

    def _values(self, field: str) -> tuple[str, ...]:
        """Return all values that occur in *field*."""
        with self._lock:
            return tuple(self._reader.field_terms(field))

    def starting(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most used values of *field* that begin with *prefix*."""
        with self._lock:
            found = [text.decode() for text in self._reader.expand_prefix(field, prefix)]
            found.sort(key=lambda text: (-self._reader.doc_frequency(field, text), text))
        return found[:limit]

    def _containing(self, stem: str, limit: int) -> tuple[str, ...]:
        """Return the most used compounds that begin or end with *stem*, itself left out."""
        begun = self.starting("words", stem, limit * 4)
        ended = [text[::-1] for text in self.starting("backwards", stem[::-1], limit * 4)]
        found = dict.fromkeys(
            [
                *(word for word in begun if self._is_known_rest(word[len(stem) :])),
                *(word for word in ended if self._is_known_rest(word[: -len(stem)])),
            ]
        )
        found.pop(stem, None)
        return tuple(sorted(found, key=lambda word: (-self.count(word), word))[:limit])

    def _is_known_rest(self, rest: str) -> bool:
        """Tell whether what remains of a compound is a word, with or without a linking letter."""
        forms = {rest, rest[1:]} if rest[:1] in {"s", "e"} else {rest}
        return any(
            len(form) >= compounds.SHORTEST_PART and self.count(analysis.stem(form)) > 0
            for form in forms
        )

    def _near(self, form: str) -> str | None:
        """Return the indexed word (as written) that *form* is most likely a misspelling of."""
        with self._lock:
            alike = [text.decode() for text in self._reader.expand_prefix("forms", form[:1])]
            found = spelling.nearest(form, alike)
            counts = {word: self._reader.doc_frequency("forms", word) for word in found}
        return max(found, key=lambda word: (counts[word], word), default=None)

    def _matcher(self, field: str, text: str) -> Any:
        try:
            return self._reader.postings(field, text)
        except TermNotFound:
            return None


def _place(term: str) -> tuple[str, str]:
    """Return the field and the text under which *term* is stored."""
    return ("keys", term.removeprefix(KEY)) if term.startswith(KEY) else ("words", term)
