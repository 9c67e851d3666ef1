"""The figures as a Markdown table, beside the goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.search.measures import Measured, percentile

GOALS = {
    "norquad": 0.915,
    "norquad:typo": 0.89,
    "norquad:ascii": 0.90,
    "norquad:split": 0.91,
    "norquad:keyword": 0.72,
    "norquad:as-nn": 0.88,
    "lov-nb": 0.71,
    "lov-nn": 0.68,
    "lov-nb:typo": 0.67,
    "lov-nb:ascii": 0.71,
    "lov-nb:split": 0.725,
    "lov-nb:keyword": 0.58,
    "lov:as-nn": 0.62,
}
"""MRR@10 by set. Source: search.md, section 3."""


@dataclass(frozen=True)
class Figures:
    """What one engine was measured at."""

    name: str
    sets: Mapping[str, Measured]
    times: Sequence[float]
    build_seconds: float
    add_milliseconds: float
    index_megabytes: float


def table(all_figures: Sequence[Figures]) -> str:
    """Return one row a measure, one column an engine."""
    names = [figures.name for figures in all_figures]
    lines = [_row("measure", names, "goal"), _row("---", ["---"] * len(names), "---")]
    for each in GOALS:
        values = [_mrr(figures, each) for figures in all_figures]
        lines.append(_row(f"`{each}` MRR@10", values, f"≥ {GOALS[each]:.3f}"))
    recalls = [_recall(figures) for figures in all_figures]
    lines.append(_row("`norquad` recall@10", recalls, "≥ 0.975"))
    for label, goal, value in _COSTS:
        lines.append(_row(label, [value(figures) for figures in all_figures], goal))
    return "\n".join(lines) + "\n"


_COSTS = (
    ("query p50 / p95, ms", "≤ 8 / 25 (PostgreSQL: – / 30; 60 at 100,000)", lambda f: _times(f)),
    ("queries without a hit", "0 %", lambda f: f"{_empty(f):.1%}"),
    ("build, s", "–", lambda f: f"{f.build_seconds:.1f}"),
    ("one more document, ms", "–", lambda f: f"{f.add_milliseconds:.0f}"),
    ("index, MB", "–", lambda f: f"{f.index_megabytes:.0f}"),
)


def _row(label: str, values: Sequence[str], goal: str) -> str:
    return f"| {' | '.join([label, *values, goal])} |"


def _mrr(figures: Figures, name: str) -> str:
    return f"{figures.sets[name].mrr:.3f}" if name in figures.sets else "–"


def _recall(figures: Figures) -> str:
    return f"{figures.sets['norquad'].recall:.3f}" if "norquad" in figures.sets else "–"


def _times(figures: Figures) -> str:
    return f"{percentile(figures.times, 50):.1f} / {percentile(figures.times, 95):.1f}"


def _empty(figures: Figures) -> float:
    count = sum(measured.count for measured in figures.sets.values())
    return sum(each.empty * each.count for each in figures.sets.values()) / max(1, count)
