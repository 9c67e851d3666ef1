"""The editors' synonyms as the query plan takes them, at once in every process."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import select

from helpdesk.foundation import counters
from helpdesk.foundation.db import db
from helpdesk.search import analysis
from helpdesk.search.models import Synonym

VERSION = "synonyms"
"""The counter that grows with every change of the editors' synonyms."""

LONGEST_PHRASE = 4
"""Stems in the longest phrase that is looked for in a query."""

Phrase = tuple[str, ...]
"""Stems in order, without stop words."""

OtherNames = Mapping[Phrase, tuple[Phrase, ...]]

NONE: OtherNames = {}


def other_names() -> OtherNames:
    """Return what else the editors call a phrase now; one statement while that is as it was."""
    return _of_version(db.engine.url.render_as_string(), counters.current(VERSION))


def phrase(words: str) -> Phrase:
    """Return the stems of *words*; empty if they hold only stop words, or too many."""
    stems = tuple(analysis.terms(words))
    return stems if len(stems) <= LONGEST_PHRASE else ()


def of_rows(rows: Iterable[Synonym]) -> OtherNames:
    """Return the other names that *rows* give; pure."""
    names: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for row in rows:
        term, others = phrase(row.term), [each for each in map(phrase, row.others) if each]
        members = [term, *others] if row.is_two_way else [term]
        for member in filter(None, members):
            names[member].update(dict.fromkeys([term, *others]))
            names[member].pop(member, None)
    return {member: tuple(others) for member, others in names.items()}


@lru_cache(maxsize=2)
def _of_version(_database: str, version: int) -> OtherNames:
    return of_rows(db.session.scalars(select(Synonym))) if version else NONE
