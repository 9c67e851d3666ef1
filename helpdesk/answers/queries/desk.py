"""The lists of the desk and their counts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from helpdesk.accounts.models import Organisation, User, organisation_name
from helpdesk.answers.models import Consultation
from helpdesk.answers.queries import desk_views as views
from helpdesk.answers.queries import scope
from helpdesk.answers.queries.desk_views import View
from helpdesk.foundation.db import db
from helpdesk.foundation.language import TextLanguage
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.questions.models import ACTIVE, Question, QuestionStatus
from helpdesk.topics.models import Topic

ROWS = 30
"""Rows of a page: a screenful and a half at 44 pixels a row. A guess."""


class Sort(StrEnum):
    """What a list can be ordered by; the value stands in the address."""

    DEADLINE = "frist"
    REFERENCE = "referanse"
    TITLE = "tittel"
    STATE = "status"


_SORT_COLUMNS: dict[Sort, InstrumentedAttribute[Any]] = {
    Sort.DEADLINE: Question.due_at,
    Sort.REFERENCE: Question.reference,
    Sort.TITLE: Question.title,
    Sort.STATE: Question.status,
}


class Counts(dict[str, int]):
    """How many rows each counted view has, and ``overdue`` and ``consultations`` besides."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """What a list shows of one question, and nothing else of it: equal rows look alike."""

    id: int
    reference: str
    title: str
    language: TextLanguage
    status: QuestionStatus
    due_at: datetime | None
    paused_at: datetime | None
    is_opened: bool
    organisation: str
    """The name that cannot be mistaken: "Herøy (Nordland)"."""
    topic_nb: str
    topic_nn: str
    assignee: str
    """The name; empty where nobody is responsible."""

    @property
    def is_active(self) -> bool:
        """Tell whether somebody still owes an answer."""
        return self.status in ACTIVE

    def topic(self, language: str) -> str:
        """Return the topic's name in *language*; English readers get the bokmål name."""
        return self.topic_nn if language == TextLanguage.NN else self.topic_nb


def counts(actor: User) -> Counts:
    """Count every view of *actor*, what is overdue, and open consultations; one statement."""
    found = db.session.execute(_counting(), views.facts(actor))
    return Counts(found.one()._asdict())


def rows(
    actor: User,
    view: View,
    *,
    sort: Sort = Sort.DEADLINE,
    descending: bool = False,
    after: str | None = None,
    size: int = ROWS,
) -> Page[DeskRow]:
    """
    Read one page of a view; one statement.

    Args:
        after: what an earlier page gave as ``following``.
    """
    facts = views.facts(actor)
    return page_by_key(
        _listing(view),
        (_SORT_COLUMNS[sort], Question.id),
        after=after,
        descending=descending,
        size=size,
        read=lambda chosen: _read(chosen, facts),
    )


@cache
def _counting() -> Select[Any]:
    by_view = [
        func.count().filter(views.CONDITIONS[view]()).label(view)
        for view in (View.MINE, View.UNASSIGNED, View.DUE)
    ]
    waiting = select(func.count(Question.id)).where(views.holds(View.WAITING_FOR_ME))
    consultations = select(func.count(Consultation.id)).where(scope.ASKED)
    columns = [
        func.count().label(View.ALL),
        *by_view,
        func.count().filter(views.OVERDUE).label("overdue"),
        waiting.scalar_subquery().label(View.WAITING_FOR_ME),
        consultations.scalar_subquery().label("consultations"),
    ]
    return select(*columns).select_from(Question).where(views.ACTIVE_ONES)


@cache
def _listing(view: View) -> Any:
    return (
        select(
            Question.id,
            Question.reference,
            Question.title,
            Question.language,
            Question.status,
            Question.due_at,
            Question.paused_at,
            Question.opened_at.is_not(None),
            Organisation.name_nb,
            Organisation.county_name,
            Topic.name_nb,
            Topic.name_nn,
            User.name,
            User.email,
        )
        .join(Organisation, Organisation.id == Question.organisation_id)
        .join(Topic, Topic.id == Question.topic_id)
        .outerjoin(User, User.id == Question.assignee_id)
        .where(views.holds(view))
    )


def _read(chosen: Select[Any], facts: dict[str, object]) -> list[DeskRow]:
    return [_row(*values) for values in db.session.execute(chosen, facts)]


def _row(*values: Any) -> DeskRow:
    *own, place, county, topic_nb, topic_nn, name, email = values
    own += [organisation_name(place, county), topic_nb, topic_nn, name or email or ""]
    return DeskRow(*own)
