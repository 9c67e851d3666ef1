"""What is measured of an engine: how high the answer stands, and what a query costs."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.search.corpora import Question

DEPTH = 10
"""Hits that are looked at. Source: the goals are MRR@10 and recall@10."""

Search = Callable[[str], Sequence[str]]
"""From the text of a query to the keys of its first hits, the best first."""


Clock = Callable[[], float]
"""Seconds: of CPU of this process, or of the wall where other processes answer."""


@dataclass(frozen=True)
class Measured:
    """One set of questions put to one engine; times in milliseconds of its clock."""

    count: int
    mrr: float
    recall: float
    empty: float
    p50: float
    p95: float


def ask(search: Search, asked: Sequence[Question], clock: Clock) -> tuple[Measured, list[float]]:
    """Put every question to an engine; return what came of it, and the time each took."""
    ranks: list[int] = []
    times: list[float] = []
    empty = 0
    for question in asked:
        start = clock()
        found = search(question.text)
        times.append((clock() - start) * 1000)
        empty += not found
        ranks.append(_rank(found, question.relevant))
    return _measured(ranks, times, empty), times


def percentile(times: Sequence[float], percent: int) -> float:
    """Return the time that *percent* of *times* do not exceed."""
    if len(times) < 2:
        return times[0] if times else 0.0
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def _rank(found: Sequence[str], relevant: frozenset[str]) -> int:
    """Return where the first answer stands, from 1; 0 if nowhere."""
    return next((at for at, key in enumerate(found[:DEPTH], 1) if key in relevant), 0)


def _measured(ranks: Sequence[int], times: Sequence[float], empty: int) -> Measured:
    count = max(1, len(ranks))
    return Measured(
        count=len(ranks),
        mrr=sum(1 / rank for rank in ranks if rank) / count,
        recall=sum(rank > 0 for rank in ranks) / count,
        empty=empty / count,
        p50=percentile(times, 50),
        p95=percentile(times, 95),
    )
