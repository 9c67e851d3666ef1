"""What is searched for: lists for the editors, and searches worth suggesting to others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, cast, exists, func, select

from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.language import Language
from helpdesk.search.masking import HIDDEN
from helpdesk.search.models import SearchClick, SearchEntry, SearchWording, UnknownWord

LEAST_VISITS, LEAST_ON_A_DAY = 5, 3
"""
Visits behind a search before others see it, and how many of them on one day: only those are known
to come from different networks. Source: the privacy rules of search.md; decision 13.
"""

LEAST_VISITS_OF_WORD, LEAST_OF_WORD_ON_A_DAY = 3, 2
"""The same before a word that no text holds is written down. Source: decision 13."""

RECENT = timedelta(days=90)
"""How long ago a search may be that is shown as much searched for. A guess: one season."""

EARLY = 3
"""Hits that everybody sees. Source: search.md, the goal of the demo's questions."""

LONGEST_LIST = 50
"""Searches in a list for the editors. A guess: what one works through in a month; one more is read,
which tells that the list is cut."""

_MASKED = "["
"""What stands where something personal was taken out begins so."""

_EMPTY = (SearchEntry.hit_count == 0) & (cast(SearchEntry.filters, Text) == "{}")


@dataclass(frozen=True)
class SearchedFor:
    """A wording, how often it was searched for in a period, and when last."""

    text: str
    count: int
    last_on: date


@dataclass(frozen=True)
class Period:
    """
    How much was searched in a period: searches, those without hits, those without a click.

    Searches with a filter, and literal ones, are never among those without hits.

    Args:
        opened_count: opened hits of which it is known where they stood.
        opened_early_count: those of them that stood among the first.
    """

    days: int
    count: int
    without_hits_count: int
    without_clicks_count: int
    opened_count: int
    opened_early_count: int


def without_hits(days: int) -> list[SearchedFor]:
    """
    Return the wordings that found nothing in the last *days*, the most frequent first.

    With a filter, or searched for letter by letter, they may well find something otherwise.
    """
    return _listed(days, _EMPTY)


def without_clicks(days: int) -> list[SearchedFor]:
    """Return the wordings that found something, but nothing anybody opened, in the last *days*."""
    return _listed(days, SearchEntry.hit_count > 0, most_clicks=0)


def period(days: int) -> Period:
    """Return the figures of the last *days*; one statement."""
    is_empty = cast(_EMPTY, Integer)
    is_unclicked = cast((SearchEntry.hit_count > 0) & SearchClick.search_id.is_(None), Integer)
    is_early = cast(SearchClick.position <= EARLY, Integer)
    counted = select(
        func.count(),
        func.sum(is_empty),
        func.sum(is_unclicked),
        func.count(SearchClick.position),
        func.sum(is_early),
    )
    joined = counted.select_from(SearchEntry).outerjoin(
        SearchClick, SearchClick.search_id == SearchEntry.search_id
    )
    row = db.session.execute(joined.where(_since(days))).one()
    return Period(days, *(each or 0 for each in row))


def worth_suggesting(prefix: str, *, limit: int) -> Sequence[str]:
    """
    Return past searches that go on as *prefix* begins, the most frequent first; one statement.

    Only what may be shown to others.
    """
    begun = " ".join(prefix.lower().split())
    chosen = _shown_to_others().where(func.substr(SearchWording.text, 1, len(begun)) == begun)
    return db.session.scalars(chosen.limit(limit)).all()


def most_searched(language: Language, *, limit: int) -> Sequence[str]:
    """
    Return what was lately searched for on pages in *language*, the most frequent first.

    Only what may be shown to others; one statement.
    """
    is_of_now = exists().where(
        SearchEntry.wording_id == SearchWording.id,
        SearchEntry.language == language,
        SearchEntry.hit_count > 0,
        SearchEntry.searched_on > clock.today() - RECENT,
    )
    return db.session.scalars(_shown_to_others().where(is_of_now).limit(limit)).all()


def suggested() -> Sequence[SearchWording]:
    """Return what may be shown to others, the most frequent first."""
    shown = select(SearchWording).where(*_is_shown_to_others())
    return db.session.scalars(_most_first(shown).limit(LONGEST_LIST)).all()


def withheld() -> Sequence[SearchWording]:
    """Return what editors have decided is never shown to others."""
    chosen = select(SearchWording).where(SearchWording.is_withheld)
    return db.session.scalars(chosen.order_by(SearchWording.text)).all()


def common_words(digests: Iterable[str]) -> set[str]:
    """Return those of the *digests* of unknown words that enough visits searched for."""
    chosen = select(UnknownWord.digest).where(
        UnknownWord.digest.in_(list(digests)),
        UnknownWord.visit_count >= LEAST_VISITS_OF_WORD,
        UnknownWord.best_day_count >= LEAST_OF_WORD_ON_A_DAY,
    )
    return set(db.session.scalars(chosen))


def _shown_to_others() -> Select[str]:
    return _most_first(select(SearchWording.text).where(*_is_shown_to_others()))


def _most_first(chosen: Select[Any]) -> Select[Any]:
    return chosen.order_by(SearchWording.visit_count.desc(), SearchWording.text)


def _is_shown_to_others() -> tuple[ColumnElement[bool], ...]:
    """Return that enough visits searched for it, with a click, nothing taken out or withheld."""
    is_clicked = exists().where(
        SearchEntry.wording_id == SearchWording.id,
        SearchClick.search_id == SearchEntry.search_id,
    )
    return (
        SearchWording.visit_count >= LEAST_VISITS,
        SearchWording.best_day_count >= LEAST_ON_A_DAY,
        ~SearchWording.is_withheld,
        ~SearchWording.text.contains(_MASKED, autoescape=True),
        ~SearchWording.text.contains(HIDDEN),
        is_clicked,
    )


def _listed(
    days: int, condition: ColumnElement[bool], *, most_clicks: int | None = None
) -> list[SearchedFor]:
    count, last_on = func.count(SearchEntry.id), func.max(SearchEntry.searched_on)
    chosen = (
        select(SearchWording.text, count, last_on)
        .join(SearchEntry, SearchEntry.wording_id == SearchWording.id)
        .outerjoin(SearchClick, SearchClick.search_id == SearchEntry.search_id)
        .where(_since(days), condition)
        .group_by(SearchWording.id, SearchWording.text)
        .order_by(count.desc(), SearchWording.text)
        .limit(LONGEST_LIST + 1)
    )
    if most_clicks is not None:
        chosen = chosen.having(func.count(SearchClick.search_id) <= most_clicks)
    return [SearchedFor(*row) for row in db.session.execute(chosen)]


def _since(days: int) -> ColumnElement[bool]:
    return SearchEntry.searched_on > clock.today() - timedelta(days=days)
