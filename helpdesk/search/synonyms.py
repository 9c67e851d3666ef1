"""The editors' synonyms as the query plan takes them, at once in every process."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from flask import has_app_context, has_request_context, request
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

_KEPT = "helpdesk.synonyms"
_NONE: OtherNames = {}

_left_out: ContextVar[bool] = ContextVar("synonyms_left_out", default=False)


def other_names() -> OtherNames:
    """
    Return what else the editors call a phrase; empty outside an app.

    The version is read once in a request: every search sees the newest, none asks twice.
    """
    if _left_out.get() or not has_app_context():
        return _NONE
    if not has_request_context():
        return _newest()
    if _KEPT not in request.environ:
        request.environ[_KEPT] = _newest()
    kept: OtherNames = request.environ[_KEPT]
    return kept


@contextmanager
def left_out() -> Iterator[None]:
    """Search inside as if the editors had decided nothing."""
    mark = _left_out.set(True)
    try:
        yield
    finally:
        _left_out.reset(mark)


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


def _newest() -> OtherNames:
    return _of_version(db.engine.url.render_as_string(), counters.current(VERSION))


@lru_cache(maxsize=2)
def _of_version(_database: str, version: int) -> OtherNames:
    return of_rows(db.session.scalars(select(Synonym))) if version else _NONE
