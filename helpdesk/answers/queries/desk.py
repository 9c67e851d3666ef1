"""The lists of the desk and their counts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload

from helpdesk.accounts.models import MemberRole, User
from helpdesk.answers.models import Answer, AnswerRevision, AnswerState, Consultation
from helpdesk.answers.queries.scope import asked_of, own_questions
from helpdesk.foundation import calendar, clock
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.questions.deadlines import WARNING_DAYS
from helpdesk.questions.models import (
    ACTIVE,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)

ROWS = 30
"""Rows of a page: a screenful and a half at 44 pixels a row. A guess."""


class View(StrEnum):
    """A list of the desk; the value stands in the address."""

    MINE = "mine"
    UNASSIGNED = "ufordelte"
    WAITING_FOR_ME = "venter"
    DUE = "forfaller"
    ALL = "alle"
    ANSWERED = "besvarte"
    """Answered and closed, newest first; not counted, since it only grows."""


COUNTED = (View.MINE, View.UNASSIGNED, View.WAITING_FOR_ME, View.DUE, View.ALL)


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


def counts(actor: User) -> Counts:
    """Count every view of *actor*, what is overdue, and open consultations; one statement."""
    now = clock.now()
    columns = [_count(_in_view(actor, view, now)).label(view.value) for view in COUNTED]
    overdue = and_(_active(actor), Question.paused_at.is_(None), Question.due_at < now)
    asked = select(func.count(Consultation.id)).where(asked_of(actor))
    columns += [_count(overdue).label("overdue"), asked.scalar_subquery().label("consultations")]
    return Counts(db.session.execute(select(*columns)).one()._asdict())


def rows(
    actor: User,
    view: View,
    *,
    sort: Sort = Sort.DEADLINE,
    descending: bool = False,
    after: str | None = None,
    size: int = ROWS,
) -> Page[Question]:
    """
    Read one page of a view, with what its rows show loaded; one statement.

    Args:
        after: what an earlier page gave as ``following``.
    """
    chosen = (
        select(Question)
        .options(
            joinedload(Question.organisation),
            joinedload(Question.topic),
            joinedload(Question.assignee),
            joinedload(Question.queue),
        )
        .where(_in_view(actor, view, clock.now()))
    )
    keys = (_SORT_COLUMNS[sort], Question.id)
    return page_by_key(chosen, keys, after=after, descending=descending, size=size)


def _count(condition: ColumnElement[bool]) -> Any:
    return select(func.count(Question.id)).where(condition).scalar_subquery()


def _in_view(actor: User, view: View, now: datetime) -> ColumnElement[bool]:
    conditions: dict[View, Callable[[], ColumnElement[bool]]] = {
        View.MINE: lambda: and_(_active(actor), Question.assignee_id == actor.id),
        View.UNASSIGNED: lambda: and_(own_questions(actor), _is_unassigned()),
        View.WAITING_FOR_ME: lambda: and_(_active(actor), Question.id.in_(_waiting_for(actor))),
        View.DUE: lambda: and_(_active(actor), _is_due_soon(now)),
        View.ALL: lambda: _active(actor),
        View.ANSWERED: lambda: and_(
            own_questions(actor),
            Question.status.in_([QuestionStatus.ANSWERED, QuestionStatus.CLOSED]),
        ),
    }
    return conditions[view]()


def _active(actor: User) -> ColumnElement[bool]:
    return and_(own_questions(actor), Question.status.in_(sorted(ACTIVE)))


def _is_unassigned() -> ColumnElement[bool]:
    return and_(Question.status == QuestionStatus.NEW, Question.assignee_id.is_(None))


def _is_due_soon(now: datetime) -> ColumnElement[bool]:
    """Choose what :func:`deadlines.warning_at` would warn of by the end of today."""
    last_day = calendar.add_working_days(calendar.oslo(now).date(), WARNING_DAYS)
    until = calendar.end_of_working_day(last_day) + timedelta(minutes=1)
    return and_(Question.paused_at.is_(None), Question.due_at < until)


def _waiting_for(actor: User) -> CompoundSelect[int]:
    return union_all(_back_with(actor), _to_review_by(actor), _with_news_for(actor))


def _back_with(actor: User) -> Select[int]:
    """Choose what a reviewer has returned to *actor*, or approved for her to send."""
    concerns = or_(Question.assignee_id == actor.id, Answer.submitted_by_id == actor.id)
    return (
        select(Answer.question_id)
        .join(Question, Question.id == Answer.question_id)
        .where(Answer.state.in_([AnswerState.APPROVED, AnswerState.RETURNED]), concerns)
    )


def _to_review_by(actor: User) -> Select[int]:
    reviewed = [m.queue_id for m in actor.memberships if m.role == MemberRole.REVIEWER]
    written = select(AnswerRevision.answer_id).where(AnswerRevision.author_id == actor.id)
    return (
        select(Answer.question_id)
        .join(Question, Question.id == Answer.question_id)
        .where(
            Answer.state == AnswerState.SUBMITTED,
            Question.queue_id.in_(reviewed),
            Answer.id.not_in(written.where(AnswerRevision.answer_id == Answer.id)),
        )
    )


def _with_news_for(actor: User) -> Select[int]:
    """Choose the questions of *actor* in which the requester has the last word."""
    last = aliased(Message)
    newest = (
        select(func.max(last.id))
        .where(last.question_id == Question.id, last.visibility == Visibility.REQUESTER)
        .scalar_subquery()
    )
    return (
        select(Question.id)
        .join(Message, Message.id == newest)
        .where(
            Question.assignee_id == actor.id,
            Question.status == QuestionStatus.OPEN,
            Message.kind == MessageKind.FOLLOW_UP,
        )
    )
