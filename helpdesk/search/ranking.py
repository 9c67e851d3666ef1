"""The ranker: BM25 over one combined field, the best alternative of each group counting. Pure."""

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from helpdesk.search.lexicon import WORDS, place
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

RELATED_SHARE = 0.25
"""What a word adds that texts use together with a missing one: this share of what that one would.
Source: tuned."""

FAINT_SHARE = 0.2
"""Share of what all its words are worth, below which nothing is like a text. Measured on the demo:
its questions share .22 and more with the nearest answer, "ny datamaskin til kontoret" .15."""

RERANKED = 30
"""Texts that are looked into for neighbours and related words. A guess: three pages of hits."""


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

    @property
    def average_length(self) -> float:
        """Return how many terms a text has."""

    def related(self, stems: Sequence[str]) -> list[Mapping[str, int]]:
        """Return for each stem what texts use together with it, and how many hold that."""

    def order(self, documents: Sequence[int]) -> Sequence[int]:
        """Return what sorts equal documents: the higher, the earlier."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A group with its postings, the weight of each of its terms, and the most it can add."""

    group: Group
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
    found: list[tuple[Group, dict[int, float]]] = []
    for group in weighed:
        found.append((group.group, _score(group)))
        _add(found[-1][1], scores, only_known=_is_short(rest, reached, scores))
        rest -= group.bound
        reached += group.bound
    if len(plan.groups) > 1:
        scores = _without_tail(scores)
    _rerank(plan, found, source, scores)
    return scores


def without_faint(scores: Mapping[int, float], plan: Plan, source: Source) -> dict[int, float]:
    """Return the scores of texts that have enough in common with the words of *plan*."""
    asked = (next(iter(group.alternatives)) for group in plan.groups if group.weight == 1)
    worth = sum(idf(len(source.postings(term).documents), source.document_count) for term in asked)
    return {text: score for text, score in scores.items() if score >= FAINT_SHARE * worth}


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
    return _Weighed(
        group, terms, (K1 + 1) * max((weight for weight, _postings in terms), default=0.0)
    )


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


def _rerank(
    plan: Plan,
    found: Sequence[tuple[Group, dict[int, float]]],
    source: Source,
    scores: dict[int, float],
) -> None:
    """Raise the best texts that hold neighbours of the query, or what goes with a missing word."""
    pairs, related = _pairs(plan, source), _related(found, source)
    if not pairs and not related:
        return
    documents = _best(scores, source)
    for document, stems in zip(documents, source.sequences(documents), strict=True):
        beside = pairs.keys() & set(pairwise(stems))
        scores[document] += math.fsum(pairs[pair] for pair in beside)
        held = Counter(stems)
        for score, worth in related:
            instead = (
                worth[stem] * impact(held[stem], len(stems), source.average_length)
                for stem in worth.keys() & held.keys()
            )
            scores[document] += max(0.0, max(instead, default=0.0) - score.get(document, 0.0))


def _pairs(plan: Plan, source: Source) -> dict[tuple[str, str], float]:
    """Return what each pair of neighbours in the query adds to a text that has it too."""
    return {
        pair: NEIGHBOUR_SHARE * min(_known_idf(stem, source) for stem in pair)
        for pair in pairwise(plan.stems)
    }


def _related(
    found: Sequence[tuple[Group, dict[int, float]]], source: Source
) -> list[tuple[dict[int, float], dict[str, float]]]:
    """Return the score of each group, and what each word that goes with it counts instead."""
    if len(found) < 2:
        return []
    firsts = {next(iter(group.alternatives)): (group, score) for group, score in found}
    asked = [
        stem
        for stem, (group, score) in firsts.items()
        if score and group.weight == 1 and place(stem)[0] == WORDS
    ]
    return [
        (firsts[stem][1], worth)
        for stem, others in zip(asked, source.related(asked), strict=True)
        if (worth := _worth(stem, others, source, left_out=firsts.keys()))
    ]


def _worth(
    stem: str, others: Mapping[str, int], source: Source, *, left_out: Collection[str]
) -> dict[str, float]:
    """Return what each of *others* counts instead of *stem*; none is rarer than it."""
    most = _known_idf(stem, source)
    return {
        other: RELATED_SHARE * min(most, idf(count, source.document_count))
        for other, count in others.items()
        if other not in left_out
    }


def _best(scores: dict[int, float], source: Source) -> list[int]:
    """Return the best texts that are looked into; of equals the newest."""
    least = min(heapq.nlargest(RERANKED, scores.values()), default=0.0)
    best = {document: score for document, score in scores.items() if score >= least}
    return best_first(best, source)[:RERANKED]


def _known_idf(stem: str, source: Source) -> float:
    count = len(source.postings(stem).documents)
    return idf(count, source.document_count) if count else 0.0
