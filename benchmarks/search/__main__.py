"""Measure the search: ``python -m benchmarks.search [--engines fts5] [--sample 100]``."""

import argparse
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.search import corpora, engines, measures, ours, report, xapian_engine
from benchmarks.search.corpora import Passage, Question
from benchmarks.search.engines import Opened
from benchmarks.search.report import Figures

ENGINES: dict[str, Opened] = {
    "ours-whoosh": ours.whoosh,
    "ours-postgresql": ours.postgresql,
    "fts5": engines.fts5,
    "plain-whoosh": engines.plain_whoosh,
    "xapian": xapian_engine.xapian,
}

ADDED = 5
"""Documents added one by one for the time it takes."""


def main() -> None:
    """Measure what the command line asks for and print the table."""
    given = _arguments()
    try:
        passages = corpora.passages(given.folder, given.passages)
        asked = _asked(given)
    except corpora.Missing as missing:
        sys.exit(f"{missing}. Give their folder with --folder.")
    figures = []
    for name in given.engines.split(","):
        if name == "xapian" and not xapian_engine.is_there():
            print("xapian is left out: the system's python3 has no xapian", file=sys.stderr)
            continue
        figures.append(measured(name, passages, asked))
    made = f"{len(passages):,} passages, half: {given.half}.\n\n{report.table(figures)}"
    print(made)
    if given.write:
        given.write.write_text(made, encoding="utf-8")


def measured(
    name: str, passages: Sequence[Passage], asked: Mapping[str, Sequence[Question]]
) -> Figures:
    """Fill one engine, ask it everything, add a few documents."""
    start = time.perf_counter()
    with ENGINES[name](passages) as engine:
        build_seconds = time.perf_counter() - start
        size = engine.size()
        sets, times = {}, []
        for set_name, questions in asked.items():
            sets[set_name], spent = measures.ask(engine.search, questions, engine.clock)
            times += spent
            print(name, set_name, sets[set_name], file=sys.stderr)
        return Figures(
            name=name,
            sets=sets,
            times=times,
            build_seconds=build_seconds,
            add_milliseconds=statistics.median(_added(engine)),
            index_megabytes=size / 1e6,
        )


def _added(engine: engines.Engine) -> list[float]:
    spent = []
    for number in range(ADDED):
        passage = Passage(f"added-{number}", "Slamavskiller", "Tømming hvert annet år.", "nb")
        start = time.perf_counter()
        engine.add(passage)
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def _asked(given: argparse.Namespace) -> dict[str, list[Question]]:
    sets = corpora.questions(given.folder)
    names = given.sets.split(",") if given.sets else report.GOALS
    return {
        name: corpora.sampled(corpora.half(sets[name], given.half), given.sample) for name in names
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=corpora.FOLDER, help="where the corpora lie")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--engines", default=",".join(ENGINES), help="separated by commas")
    parser.add_argument("--sets", default="", help="separated by commas; all if left out")
    parser.add_argument("--sample", type=int, default=10**9, help="most questions of each set")
    parser.add_argument("--half", choices=("all", "tune", "check"), default="all")
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    return parser.parse_args()


if __name__ == "__main__":
    main()
