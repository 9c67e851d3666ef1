"""The ranker: BM25 over one combined field, the best alternative of each group counting. Pure."""

import math
from array import array
from dataclasses import dataclass
from typing import Protocol

from helpdesk.search.plan import Group, Plan

K1 = 0.9
B = 0.5
"""How soon repetition stops to count, and how much length does. Source: search.md, section 1."""

LEAST_SHARE = 0.12
"""Share of the best score below which a text is no hit for several words. A guess: without it
every text with one common word of a question counts as a hit."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands: document numbers, and how much each says about it (0 to K1 + 1)."""

    documents: "array[int]"
    impacts: "array[float]"


class Source(Protocol):
    """What the ranker reads."""

    @property
    def document_count(self) -> int:
        """Return how many texts there are."""

    def postings(self, term: str) -> Postings:
        """Return where *term* stands; empty if nowhere."""


def impact(frequency: float, length: int, average_length: float) -> float:
    """Return what *frequency* occurrences in a text of *length* terms count. Source: BM25."""
    return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / average_length))


def rank(plan: Plan, source: Source) -> dict[int, float]:
    """Return the score of every text that answers *plan*, by document number, in no order."""
    scores: dict[int, float] = {}
    for group in plan.groups:
        for document, score in _score(group, source).items():
            scores[document] = scores.get(document, 0.0) + score
    return _without_tail(scores) if len(plan.groups) > 1 else scores


def best_first(scores: dict[int, float]) -> list[int]:
    """Return document numbers, the best first, equals with the newest first."""
    return sorted(scores, key=lambda document: (-scores[document], -document))


def _score(group: Group, source: Source) -> dict[int, float]:
    found = {term: source.postings(term) for term in group.alternatives}
    rarity = _rarity(group, found, source.document_count)
    best: dict[int, float] = {}
    for term, postings in found.items():
        weight = group.alternatives[term] * rarity[term]
        for document, value in zip(postings.documents, postings.impacts, strict=True):
            score = weight * value
            if score > best.get(document, 0.0):
                best[document] = score
    return best


def _rarity(group: Group, found: dict[str, Postings], count: int) -> dict[str, float]:
    """Return the idf of each term; no alternative is rarer than the word it stands for."""
    values = {term: _idf(len(postings.documents), count) for term, postings in found.items()}
    first = next(iter(group.alternatives))
    if not found[first].documents:
        return values
    return {term: min(value, values[first]) for term, value in values.items()}


def _idf(document_frequency: int, count: int) -> float:
    return math.log(1 + (count - document_frequency + 0.5) / (document_frequency + 0.5))


def _without_tail(scores: dict[int, float]) -> dict[int, float]:
    least = LEAST_SHARE * max(scores.values(), default=0.0)
    return {document: score for document, score in scores.items() if score >= least}
