"""What the worker clears away: settled questions, unconfirmed ones, files without a form."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from helpdesk.foundation import clock, events, files
from helpdesk.foundation.db import db
from helpdesk.foundation.files import FileStore, StoredFile
from helpdesk.questions.models import Attachment, CloseReason, Message, Question, QuestionStatus
from helpdesk.questions.service.asking import CONFIRM_WITHIN

SETTLED_AFTER = timedelta(days=14)
"""How long after the answer a question is closed. Source: guess, time to read it and write back."""

A_TURN = 100
"""How many are cleared in one transaction. Source: guess, far more than come in a day."""


def close_settled() -> None:
    """Close answered questions that the requester lets rest, and commit; both may reopen them."""
    now = clock.now()
    chosen = (
        select(Question)
        .where(
            Question.status == QuestionStatus.ANSWERED,
            Question.answered_at < now - SETTLED_AFTER,
        )
        .with_for_update(skip_locked=True)
        .limit(A_TURN)
    )
    for question in db.session.scalars(chosen).all():
        old = question.status
        question.close_reason, question.closed_at = CloseReason.ANSWERED, now
        question.move_to(QuestionStatus.CLOSED, at=now)
        events.record(
            "questions.settle", question.subject, actor_id=None, old=old, new=question.status
        )
    db.session.commit()


def forget_unconfirmed(store: FileStore) -> None:
    """Delete what nobody confirmed in time, with its files, and commit."""
    before = clock.now() - CONFIRM_WITHIN
    chosen = (
        select(Question)
        .options(
            selectinload(Question.messages)
            .selectinload(Message.attachments)
            .joinedload(Attachment.file)
        )
        .where(Question.status == QuestionStatus.UNCONFIRMED, Question.created_at < before)
        .with_for_update(of=Question, skip_locked=True)
        .limit(A_TURN)
    )
    dropped = [
        stored for question in db.session.scalars(chosen).all() for stored in _delete(question)
    ]
    db.session.commit()
    _remove(store, dropped)


def forget_staged(store: FileStore) -> None:
    """Delete staged files whose form never came, and commit."""
    dropped = files.forgotten()
    for stored in dropped:
        db.session.delete(stored)
    db.session.commit()
    _remove(store, dropped)


def _delete(question: Question) -> list[StoredFile]:
    """Delete *question* and its thread; return the files whose bytes are still there."""
    subject = question.subject
    attachments = [each for message in question.messages for each in message.attachments]
    dropped = [each.file for each in attachments]
    ids = [message.id for message in question.messages]
    db.session.execute(delete(Attachment).where(Attachment.message_id.in_(ids)))
    db.session.execute(delete(Message).where(Message.question_id == question.id))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_([f.id for f in dropped])))
    db.session.execute(delete(Question).where(Question.id == question.id))
    events.record("questions.forget", subject, actor_id=None)
    return dropped


def _remove(store: FileStore, dropped: list[StoredFile]) -> None:
    for stored in dropped:
        store.remove(stored)
