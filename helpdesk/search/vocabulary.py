"""Synonyms and abbreviations: what else a word or phrase of a query may be called."""

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from helpdesk.search import analysis, synonyms
from helpdesk.search.synonyms import LONGEST_PHRASE, NONE, OtherNames, Phrase


def expansions(stems: Sequence[str], decided: OtherNames = NONE) -> list[tuple[range, Phrase]]:
    """
    Return the other names of every phrase in a query: which of its stems, and the other name.

    Args:
        decided: what the editors have decided, beside the packaged vocabulary.
    """
    packaged, found = _other_names(), []
    for start in range(len(stems)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(stems)) + 1):
            asked = tuple(stems[start:end])
            names = dict.fromkeys((*packaged.get(asked, ()), *decided.get(asked, ())))
            found += [(range(start, end), name) for name in names]
    return [*found, *_in_context(stems)]


def _in_context(stems: Sequence[str]) -> list[tuple[range, Phrase]]:
    """Return what ambiguous abbreviations mean beside a word of their field: RA beside avløp."""
    known = _ambiguous_names()
    return [
        (range(at, at + 1), name)
        for at, stem in enumerate(stems)
        for name, context in known.get(stem, ())
        if not context.isdisjoint(stems)
    ]


@cache
def _ambiguous_names() -> dict[str, tuple[tuple[Phrase, frozenset[str]], ...]]:
    names: dict[str, tuple[tuple[Phrase, frozenset[str]], ...]] = {}
    for row in _rows("ambiguous.csv"):
        context = frozenset(analysis.terms(row["beside"].replace("|", " ")))
        stem = analysis.stem(row["abbr"].lower())
        names[stem] = (*names.get(stem, ()), (tuple(analysis.terms(row["term"])), context))
    return names


@cache
def _other_names() -> dict[Phrase, tuple[Phrase, ...]]:
    names: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    never = _ambiguous()
    for row in _rows("vocabulary.csv"):
        if row["match"] != "ambiguous":
            _add_row(names, row, never)
    return {phrase: tuple(others) for phrase, others in names.items()}


def _add_row(names: dict[Phrase, dict[Phrase, None]], row: dict[str, str], never: set[str]) -> None:
    terms = _phrases(_listed(row["term_nb"], row["term_nn"]))
    others = _phrases(
        word for word in _listed(row["synonyms"], row["abbr"]) if _bare(word) not in never
    )
    for phrase, other in itertools.permutations([*terms, *others], 2):
        if other in terms or row["match"] == "two_way":
            _add(names, phrase, other)


def _add(names: dict[Phrase, dict[Phrase, None]], phrase: Phrase, other: Phrase) -> None:
    if phrase != other:
        names[phrase][other] = None


def _ambiguous() -> set[str]:
    """Return the abbreviations that mean several things, without their stops."""
    rows = (row for row in _rows("vocabulary.csv") if row["match"] == "ambiguous")
    return {_bare(word) for row in rows for word in _listed(row["abbr"])}


def _bare(word: str) -> str:
    return word.lower().split(" ")[0].rstrip(".")


def _phrases(words: Iterable[str]) -> list[Phrase]:
    return [phrase for phrase in map(synonyms.phrase, words) if phrase]


def _listed(*cells: str) -> list[str]:
    return [word for cell in cells for word in cell.split("|") if word]


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    source = resources.files(__package__).joinpath(name)
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
