"""What the worker reminds people of: deadlines that come, deadlines missed, questions unseen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from helpdesk.accounts.models import User
from helpdesk.foundation import calendar, clock
from helpdesk.foundation.db import db
from helpdesk.questions import deadlines, mail, queries
from helpdesk.questions.models import Message, MessageKind, Question, QuestionStatus

UNSEEN_HOURS = calendar.HOURS_A_DAY
"""Working hours after which a question nobody has opened is alarming: one day. Source: service.md,
section 3."""

_LONGEST_WARNING = timedelta(days=15)
"""Days of the calendar that the two working days of a warning may span, holidays and all."""
_SHORTEST_MONTH = timedelta(days=26)
"""A month, less the days off that its end may be moved back over."""

_RUNNING = (QuestionStatus.NEW, QuestionStatus.OPEN, QuestionStatus.WAITING_AGENCY)
"""The states in which the service clock goes."""


def remind() -> None:
    """Send the reminders that are due, each once, and commit."""
    now = clock.now()
    _warn(now)
    _alarm_of_overdue(now)
    _alarm_of_unseen(now)
    _remind_of_delay_notice(now)
    db.session.commit()


def _warn(now: datetime) -> None:
    near = (Question.due_at > now, Question.due_at < now + _LONGEST_WARNING)
    for question in _running(*near, Question.warned_at.is_(None)):
        if question.due_at is not None and deadlines.warning_at(question.due_at) <= now:
            mail.due_soon(question, _responsible(question))
            question.warned_at = now


def _alarm_of_overdue(now: datetime) -> None:
    for question in _running(
        Question.due_at <= now, _not_since(Question.alarmed_at, Question.due_at)
    ):
        mail.overdue(question, queries.leads_of(question.queue_id))
        question.alarmed_at = now


def _alarm_of_unseen(now: datetime) -> None:
    """Alarm the leads; a question moved to another queue is unseen there from that moment on."""
    unseen = (Question.status == QuestionStatus.NEW, Question.opened_at.is_(None))
    for question in _running(*unseen, _not_since(Question.alarmed_at, Question.changed_at)):
        if calendar.add_working_hours(question.changed_at, UNSEEN_HOURS) <= now:
            mail.unseen(question, queries.leads_of(question.queue_id))
            question.alarmed_at = now


def _remind_of_delay_notice(now: datetime) -> None:
    told = select(Message.id).where(
        Message.question_id == Question.id,
        Message.kind == MessageKind.DELAY_NOTICE,
        Message.posted_at >= Question.clock_started_at,
    )
    old = Question.clock_started_at < now - _SHORTEST_MONTH
    for question in _running(old, Question.delay_reminded_at.is_(None), ~told.exists()):
        if _notice_day_has_come(question, now):
            mail.delay_notice_due(question, _responsible(question))
            question.delay_reminded_at = now


def _notice_day_has_come(question: Question, now: datetime) -> bool:
    """Tell whether the last day for a delay notice has begun."""
    if question.clock_started_at is None:
        return False
    last_at = deadlines.delay_notice_at(question.clock_started_at)
    return calendar.start_of_working_day(calendar.oslo(last_at).date()) <= now


def _running(*conditions: ColumnElement[bool]) -> Sequence[Question]:
    """Return the questions whose clock goes, held to the commit; another worker leaves them."""
    chosen = select(Question).where(Question.status.in_(_RUNNING), Question.paused_at.is_(None))
    held = chosen.where(*conditions).with_for_update(of=Question, skip_locked=True)
    return db.session.scalars(held.order_by(Question.id)).all()


def _not_since(
    done_at: InstrumentedAttribute[Any], since: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    return or_(done_at.is_(None), done_at < since)


def _responsible(question: Question) -> Sequence[User]:
    """Return the assignee, or the leads where there is none who still serves the queue."""
    members = queries.members_of(question.queue_id)
    assignee = [each for each in members if each.id == question.assignee_id]
    return assignee or queries.leads_of(question.queue_id)
