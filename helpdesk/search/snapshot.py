"""The index as it stood after one commit, whatever store keeps it: looked up, never changed."""

import itertools
import weakref
from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from helpdesk.search import associations, compounds, families, packing, spelling
from helpdesk.search.lexicon import place
from helpdesk.search.ranking import Postings, impact
from helpdesk.search.spelling import Near
from helpdesk.search.store import About

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")

KEPT_TERMS = 2_000
"""Posting lists one process keeps unpacked. A guess: a few MB with 10,000 texts."""

KEPT_COUNTS = 8_000

MOST_RELATIVES = 12
"""Stems of one family that a word may stand for. A guess: each costs one posting list."""


def _remembered(
    most: int | None,
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """
    Let a snapshot remember that many answers of a method, without holding itself.

    One that did would keep its files open until the collector comes by.
    """

    def decorate(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        name = f"_remembered_{method.__name__}"

        @wraps(method)
        def answer(self: S, *args: P.args, **named: P.kwargs) -> R:
            memory: Callable[P, R] | None = self.__dict__.get(name)
            if memory is None:
                asked: Any = partial(method, weakref.proxy(self))
                memory = self.__dict__[name] = cast("Callable[P, R]", lru_cache(most)(asked))
            return memory(*args, **named)

        return cast("Callable[Concatenate[S, P], R]", answer)

    return decorate


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where a term stands: documents, and of each how often and how long it is, packed."""

    documents: "array[int]"
    counts: "array[int]"


class Snapshot(ABC):
    """What the plan, the ranker, the facets and the suggestions read; safe between threads."""

    version: int
    """The shelf's, when the index was level with it."""
    about: About
    document_count: int
    average_length: float

    def __init__(self) -> None:
        self._impacts = _Impacts(self)
        self._kept_related: dict[str, Mapping[str, int]] = {}

    @abstractmethod
    def addresses(self, documents: Sequence[int]) -> list[str]:
        """Return the shelf's addresses of *documents*, in their order."""

    @abstractmethod
    def sequences(self, documents: Sequence[int]) -> list[Sequence[str]]:
        """Return the stems of each document in order, an empty one between title and text."""

    @abstractmethod
    def order(self, documents: Sequence[int]) -> Sequence[int]:
        """Return what sorts equal documents: the higher, the newer their last change."""

    @abstractmethod
    def versions(self) -> dict[str, int]:
        """Return the version every document was indexed at, by address."""

    @abstractmethod
    def beginning(self, field: str, prefix: str) -> list[str]:
        """Return the texts of *field* that begin with *prefix*."""

    @abstractmethod
    def ending(self, field: str, suffix: str) -> list[str]:
        """Return the texts of *field* that end with *suffix*."""

    @abstractmethod
    def counts(self, field: str, texts: Sequence[str]) -> Mapping[str, int]:
        """Return how many documents hold each of *texts* in *field*."""

    @abstractmethod
    def _occurrences(self, field: str, text: str) -> Occurrences: ...

    @abstractmethod
    def _values(self, field: str) -> tuple[str, ...]: ...

    @abstractmethod
    def prepare(self, terms: Sequence[str]) -> None:
        """Fetch what will be asked about *terms*, in one go where that is cheaper."""

    @_remembered(None)
    def values(self, field: str) -> tuple[str, ...]:
        """Return all values that occur in *field*."""
        return self._values(field)

    def everything(self) -> frozenset[int]:
        """Return all documents."""
        return frozenset().union(*(self.holding("kind", kind) for kind in self.values("kind")))

    def related(self, stems: Sequence[str]) -> list[Mapping[str, int]]:
        """Return for each stem what texts use together with it, and how many hold that."""
        kept = self._kept_related
        if len(kept) > KEPT_TERMS:
            kept = self._kept_related = {}
        missing = [stem for stem in stems if stem not in kept]
        kept |= dict(zip(missing, self._related(missing), strict=True))
        return [kept[stem] for stem in stems]

    def starting(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most used texts of *field* that begin with *prefix*."""
        return self._most_used(field, self.beginning(field, prefix), limit)

    @_remembered(KEPT_COUNTS)
    def count(self, term: str) -> int:
        """Return how many texts hold *term*: a stem, or a key after ``KEY``."""
        field, text = place(term)
        return self.counts(field, [text])[text]

    @_remembered(KEPT_COUNTS)
    def form_count(self, form: str) -> int:
        return self.counts("forms", [form])[form]

    @_remembered(KEPT_TERMS)
    def postings(self, term: str) -> Postings:
        """Return where *term* stands, and what it counts there."""
        found = self._occurrences(*place(term))
        impacts = array("f", map(self._impacts.__getitem__, found.counts))
        return Postings(found.documents, impacts)

    @_remembered(KEPT_TERMS)
    def holding(self, field: str, value: str) -> frozenset[int]:
        """Return the documents whose *field* holds *value*."""
        return frozenset(self._occurrences(field, value).documents)

    @_remembered(KEPT_TERMS)
    def containing(self, stem: str, limit: int) -> tuple[str, ...]:
        """Return the most used compounds that begin or end with *stem*, itself left out."""
        begun = self.starting("words", stem, limit * 4)
        ended = self._most_used("words", self.ending("words", stem), limit * 4)
        found = dict.fromkeys(
            [
                *(word for word in begun if self._is_known(word[len(stem) :])),
                *(word for word in ended if self._is_known(word[: -len(stem)])),
            ]
        )
        found.pop(stem, None)
        return tuple(self._most_used("words", list(found), limit))

    def _is_known(self, rest: str) -> bool:
        return compounds.is_known_rest(rest, self.count)

    @_remembered(KEPT_TERMS)
    def family(self, stem: str) -> tuple[str, ...]:
        """Return the stems of the same family as *stem*, the most used first."""
        root = families.root(stem)
        if len(root) < families.SHORTEST_ROOT:
            return ()
        longest = len(root) + families.LONGEST_ENDING
        found = [
            word
            for word in self.beginning("words", root)
            if word != stem and len(word) <= longest and families.root(word) == root
        ]
        return tuple(self._most_used("words", found, MOST_RELATIVES))

    def _related(self, stems: Sequence[str]) -> list[Mapping[str, int]]:
        """Return what goes with each stem; what is read of texts is read in one go."""
        places = [self._looked_into(stem) for stem in stems]
        distinct = sorted(set(itertools.chain.from_iterable(places)))
        texts = dict(zip(distinct, self.sequences(distinct), strict=True)) if distinct else {}
        return [
            self._company(stem, [texts[document] for document in documents]) if documents else {}
            for stem, documents in zip(stems, places, strict=True)
        ]

    def _looked_into(self, stem: str) -> list[int]:
        """Return the texts from which the company of *stem* is learnt, the oldest first."""
        documents = self.postings(stem).documents
        if not associations.FEWEST_TOGETHER <= len(documents) <= associations.MOST_HOLDING:
            return []
        order = dict(zip(documents, self.order(documents), strict=True))
        return associations.spread(sorted(documents, key=lambda document: order[document]))

    def _company(self, stem: str, texts: Sequence[Sequence[str]]) -> Mapping[str, int]:
        together = associations.candidates(stem, texts)
        counts = {word: self.count(word) for word in together}
        held = len(self.postings(stem).documents)
        return associations.related(together, len(texts), held, counts, self.document_count)

    @_remembered(KEPT_TERMS)
    def near(self, form: str) -> tuple[Near, ...]:
        """Return the indexed words that *form* may be a slip of, the likeliest first."""
        ends = spelling.ends(form)
        if ends is None:
            return ()
        known = {*self.beginning("forms", ends[0]), *self.ending("forms", ends[1])}
        near = spelling.nearest(form, known)
        counts = self.counts("forms", [each.form for each in near])
        return tuple(spelling.likeliest(near, counts))

    def _most_used(self, field: str, texts: Sequence[str], limit: int) -> list[str]:
        counts = self.counts(field, texts)
        held = [text for text in texts if counts[text]]
        return sorted(held, key=lambda text: (-counts[text], text))[:limit]


class _Impacts(dict[int, float]):
    """What a packed count says about a text, reckoned once."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot: Snapshot = weakref.proxy(snapshot)

    def __missing__(self, packed: int) -> float:
        frequency, length = packing.unpacked_count(packed)
        self[packed] = value = impact(frequency, length, self._snapshot.average_length)
        return value
