"""The ranker: BM25 over one combined field, the best alternative of each group counting. Pure."""

import heapq
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from helpdesk.search.plan import Group, Plan

K1 = 0.5
B = 0.6
"""How soon repetition stops to count, and how much length does. Source: tuned on one half of the
development questions, checked on the other (docs/performance.md)."""

LEAST_SHARE = 0.12
"""Share of the best score below which a text is no hit for several words. A guess: without it
every text with one common word of a question counts as a hit."""

NEIGHBOUR_SHARE = 0.4
"""What two words that stand beside each other, as in the query, add: this share of the rarer
one's weight. Source: tuned."""

RERANKED = 30
"""Texts that are looked into for neighbours. A guess: three pages of hits."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: document numbers, and how much each says about it (0 to K1 + 1)."""

    documents: Sequence[int]
    impacts: "array[float]"


class Source(Protocol):
    """What the ranker reads."""

    @property
    def document_count(self) -> int:
        """Return how many texts there are."""

    def postings(self, term: str) -> Postings:
        """Return where *term* stands; empty if nowhere."""

    def prepare(self, terms: Sequence[str]) -> None:
        """Fetch what will be asked about *terms*, in one go where that is cheaper."""

    def sequences(self, documents: Sequence[int]) -> list[Sequence[str]]:
        """Return the stems of each document in order, an empty one between title and text."""

    def order(self, documents: Sequence[int]) -> Sequence[int]:
        """Return what sorts equal documents: the higher, the earlier."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A group with its postings, the weight of each of its terms, and the most it can add."""

    terms: Sequence[tuple[float, Postings]]
    bound: float


def impact(frequency: float, length: float, average_length: float) -> float:
    """Return what *frequency* occurrences in a text of *length* terms count. Source: BM25."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / average_length))


def rank(plan: Plan, source: Source) -> dict[int, float]:
    """
    Return the score of every text that answers *plan*, by document number, in no order.

    The groups that can add most go first. What only the rest could find would fall short of the
    least share of the best score, so from there on the rest adds to what was found.
    """
    source.prepare([term for group in plan.groups for term in group.alternatives])
    weighed = [_weigh(group, source) for group in plan.groups]
    weighed.sort(key=lambda each: -each.bound)
    rest, reached = sum(each.bound for each in weighed), 0.0
    scores: dict[int, float] = {}
    for group in weighed:
        _add(_score(group), scores, only_known=_is_short(rest, reached, scores))
        rest -= group.bound
        reached += group.bound
    if len(plan.groups) > 1:
        scores = _without_tail(scores)
    _add_neighbours(plan, source, scores)
    return scores


def best_first(scores: Mapping[int, float], source: Source) -> list[int]:
    """Return document numbers, the best first, equals with the newest first."""
    documents = list(scores)
    order = dict(zip(documents, source.order(documents), strict=True))
    return sorted(documents, key=lambda document: (-scores[document], -order[document]))


def _weigh(group: Group, source: Source) -> _Weighed:
    found = {term: source.postings(term) for term in group.alternatives}
    rarity = _rarity(group, found, source.document_count)
    terms = [
        (group.weight * group.alternatives[term] * rarity[term], postings)
        for term, postings in found.items()
        if postings.documents
    ]
    return _Weighed(terms, (K1 + 1) * max((weight for weight, _postings in terms), default=0.0))


def _score(group: _Weighed) -> dict[int, float]:
    best: dict[int, float] = {}
    for weight, postings in group.terms:
        if not best:
            weighed = map(weight.__mul__, postings.impacts)
            best = dict(zip(postings.documents, weighed, strict=True))
            continue
        known = best.get
        for document, value in zip(postings.documents, postings.impacts, strict=True):
            score = weight * value
            if score > known(document, 0.0):
                best[document] = score
    return best


def _is_short(rest: float, reached: float, scores: Mapping[int, float]) -> bool:
    """Tell whether *rest* alone makes no hit; that no score is above *reached* is quick to see."""
    return rest < LEAST_SHARE * reached and rest < LEAST_SHARE * max(scores.values(), default=0.0)


def _add(found: dict[int, float], scores: dict[int, float], *, only_known: bool) -> None:
    if only_known:
        for document in scores.keys() & found.keys():
            scores[document] += found[document]
        return
    if not scores:
        scores.update(found)
        return
    known = scores.get
    for document, score in found.items():
        scores[document] = known(document, 0.0) + score


def _rarity(group: Group, found: dict[str, Postings], count: int) -> dict[str, float]:
    """Return the idf of each term; no alternative is rarer than the word it stands for."""
    values = {term: idf(len(postings.documents), count) for term, postings in found.items()}
    first = next(iter(group.alternatives))
    if not found[first].documents:
        return values
    return {term: min(value, values[first]) for term, value in values.items()}


def idf(document_frequency: int, count: int) -> float:
    """Return how much a term that *document_frequency* of *count* texts hold says."""
    return math.log(1 + (count - document_frequency + 0.5) / (document_frequency + 0.5))


def _without_tail(scores: dict[int, float]) -> dict[int, float]:
    least = LEAST_SHARE * max(scores.values(), default=0.0)
    return {document: score for document, score in scores.items() if score >= least}


def _add_neighbours(plan: Plan, source: Source, scores: dict[int, float]) -> None:
    """Raise the best texts in which words stand beside each other as in the query."""
    pairs = {
        pair: NEIGHBOUR_SHARE * min(_known_idf(stem, source) for stem in pair)
        for pair in pairwise(plan.stems)
    }
    if not pairs:
        return
    documents = _best(scores, source)
    for document, stems in zip(documents, source.sequences(documents), strict=True):
        beside = pairs.keys() & set(pairwise(stems))
        scores[document] += math.fsum(pairs[pair] for pair in beside)


def _best(scores: dict[int, float], source: Source) -> list[int]:
    """Return the best texts that are looked into; of equals the newest."""
    least = min(heapq.nlargest(RERANKED, scores.values()), default=0.0)
    best = {document: score for document, score in scores.items() if score >= least}
    return best_first(best, source)[:RERANKED]


def _known_idf(stem: str, source: Source) -> float:
    count = len(source.postings(stem).documents)
    return idf(count, source.document_count) if count else 0.0
