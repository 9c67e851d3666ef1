"""The service clock of one question: starting, pausing, resuming; the caller commits."""

from datetime import datetime

from sqlalchemy import select

from helpdesk.foundation.db import db
from helpdesk.questions import deadlines
from helpdesk.questions.models import Question, QuestionPause


def start(question: Question, at: datetime) -> None:
    """
    Set the clock going from *at*: on receipt, and again when an answered question is reopened.

    Warnings and alarms of an earlier round are forgotten.
    """
    stop(question, at)
    question.clock_started_at = at
    question.due_at = deadlines.due_at(at, question.queue.service_days)
    question.warned_at = question.alarmed_at = question.delay_reminded_at = None


def pause(question: Question, at: datetime) -> None:
    """Stop the clock while the requester is asked for more; a clock that stands still stays so."""
    if question.paused_at is None:
        question.paused_at = at
        db.session.add(QuestionPause(question=question, paused_from=at))


def resume(question: Question, at: datetime) -> None:
    """Let the clock go on and move the deadline by the working time it stood still."""
    if question.paused_at is None:
        return
    if question.due_at is not None:
        question.due_at = deadlines.extend_for_pause(question.due_at, question.paused_at, at)
        question.warned_at = None
    stop(question, at)


def stop(question: Question, at: datetime) -> None:
    """End a pause without moving the deadline: nobody owes an answer any more."""
    if question.paused_at is None:
        return
    question.paused_at = None
    still_open = select(QuestionPause).where(
        QuestionPause.question_id == question.id, QuestionPause.paused_until.is_(None)
    )
    for each in db.session.scalars(still_open):
        each.paused_until = at


def pauses(question: Question) -> list[deadlines.Pause]:
    """
    Return when the clock stood still since it was started, oldest first.

    With ``clock_started_at`` they are what ``deadlines.explain`` needs.
    """
    chosen = select(QuestionPause).where(
        QuestionPause.question_id == question.id,
        QuestionPause.paused_from >= question.clock_started_at,
    )
    return [
        deadlines.Pause(each.paused_from, each.paused_until)
        for each in db.session.scalars(chosen.order_by(QuestionPause.id))
    ]
