"""
What stands in each view of the desk: conditions with places for who looks and when.

They are built once a process; building them anew was a third of the time of the list.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from helpdesk.accounts.models import MemberRole, User
from helpdesk.answers.models import Answer, AnswerRevision, AnswerState
from helpdesk.answers.queries import scope
from helpdesk.foundation import calendar, clock
from helpdesk.foundation.db import UtcDateTime
from helpdesk.questions.deadlines import WARNING_DAYS
from helpdesk.questions.models import (
    ACTIVE,
    Message,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)


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

ME: Any = bindparam("me")
REVIEWED: Any = bindparam("reviewed", expanding=True)
"""The queues in which the person may approve."""
NOW: Any = bindparam("now", type_=UtcDateTime())
SOON: Any = bindparam("soon", type_=UtcDateTime())
"""The end of what :func:`deadlines.warning_at` would warn of today."""


def facts(actor: User) -> dict[str, object]:
    """Return what is filled into the conditions for *actor*, now."""
    now = clock.now()
    reviewed = [m.queue_id for m in actor.memberships if m.role == MemberRole.REVIEWER]
    own = {"me": actor.id, "reviewed": reviewed, "now": now, "soon": _soon(now)}
    return own | scope.facts(actor)


def holds(view: View) -> ColumnElement[bool]:
    """Choose the questions that stand in *view*."""
    if view is View.ANSWERED:
        done = [QuestionStatus.ANSWERED, QuestionStatus.CLOSED]
        return and_(scope.OWN, Question.status.in_(done))
    return and_(ACTIVE_ONES, CONDITIONS[view]())


def _soon(now: datetime) -> datetime:
    last_day = calendar.add_working_days(calendar.oslo(now).date(), WARNING_DAYS)
    return calendar.end_of_working_day(last_day) + timedelta(minutes=1)


def _is_unassigned() -> ColumnElement[bool]:
    return and_(Question.status == QuestionStatus.NEW, Question.assignee_id.is_(None))


def _waiting() -> CompoundSelect[int]:
    return union_all(_back_with_me(), _to_review(), _with_news())


def _back_with_me() -> Select[int]:
    """Choose what a reviewer has returned to the person, or approved for her to send."""
    concerns = or_(Question.assignee_id == ME, Answer.submitted_by_id == ME)
    return (
        select(Answer.question_id)
        .join(Question, Question.id == Answer.question_id)
        .where(Answer.state.in_([AnswerState.APPROVED, AnswerState.RETURNED]), concerns)
    )


def _to_review() -> Select[int]:
    written = select(AnswerRevision.answer_id).where(AnswerRevision.author_id == ME)
    return (
        select(Answer.question_id)
        .join(Question, Question.id == Answer.question_id)
        .where(
            Answer.state == AnswerState.SUBMITTED,
            Question.queue_id.in_(REVIEWED),
            Answer.id.not_in(written.where(AnswerRevision.answer_id == Answer.id)),
        )
    )


def _with_news() -> Select[int]:
    """Choose the person's questions in which the requester has the last word."""
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
            Question.assignee_id == ME,
            Question.status == QuestionStatus.OPEN,
            Message.kind == MessageKind.FOLLOW_UP,
        )
    )


ACTIVE_ONES = and_(scope.OWN, Question.status.in_(sorted(ACTIVE)))
"""What somebody of the person's agency still owes an answer to."""

OVERDUE = and_(Question.paused_at.is_(None), Question.due_at < NOW)

CONDITIONS: dict[View, Callable[[], ColumnElement[bool]]] = {
    View.MINE: lambda: Question.assignee_id == ME,
    View.UNASSIGNED: _is_unassigned,
    View.WAITING_FOR_ME: lambda: Question.id.in_(_waiting()),
    View.DUE: lambda: and_(Question.paused_at.is_(None), Question.due_at < SOON),
    View.ALL: true,
}
"""What a view chooses among ``ACTIVE_ONES``."""
