"""Synonyms and abbreviations: what else a word or phrase of a query may be called."""

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from helpdesk.search import analysis, synonyms
from helpdesk.search.synonyms import LONGEST_PHRASE, NONE, OtherNames, Phrase

_LAW_NAME = re.compile(r"lov(?:en|a)?$", re.IGNORECASE)
_NAME_OF_RULES = re.compile(r"\w(?:loven|lova|forskriften|forskrifta)$")


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


@cache
def law_names() -> dict[str, str]:
    """Return the name in use of each law and regulation that has other names, by those."""
    return {
        other.lower(): row["term_nb"]
        for row in _rows("vocabulary.csv")
        if _NAME_OF_RULES.search(row["term_nb"]) and row["match"] != "ambiguous"
        for other in _listed(row["synonyms"])
        if _NAME_OF_RULES.search(other)
    }


@cache
def law_abbreviations() -> dict[str, str]:
    """Return the laws that ambiguous abbreviations mean beside a section: mfl., fl."""
    named = (
        (row, row["term_nb"].partition(" / ")[0])
        for row in _rows("vocabulary.csv")
        if row["match"] == "ambiguous"
    )
    return {
        _bare(abbreviation): law
        for row, law in named
        if _NAME_OF_RULES.search(law)
        for abbreviation in _listed(row["abbr"])
    }


def written(name: Phrase) -> str:
    """Return how the packaged vocabulary writes a phrase; its stems if it does not hold it."""
    return _as_written().get(name) or " ".join(name)


@cache
def _as_written() -> dict[Phrase, str]:
    found: dict[Phrase, str] = {}
    for row in _rows("vocabulary.csv"):
        for word in _listed(row["term_nb"], row["term_nn"], row["synonyms"], row["abbr"]):
            found.setdefault(synonyms.phrase(word), word)
    return found


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
    """Return the stems of each name; of "planloven" the stem is "plan", which is no law's name."""
    named = ((word, synonyms.phrase(word)) for word in words)
    return [phrase for word, phrase in named if phrase and not _loses_the_law(word, phrase)]


def _loses_the_law(word: str, phrase: Phrase) -> bool:
    return len(phrase) == 1 and bool(_LAW_NAME.search(word)) and not phrase[0].endswith("lov")


def _listed(*cells: str) -> list[str]:
    return [word for cell in cells for word in cell.split("|") if word]


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    source = resources.files(__package__).joinpath(name)
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
