"""Answers, their revisions, and what they point to."""

from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from helpdesk.accounts.models import User
from helpdesk.answers.models import Answer, AnswerRevision, AnswerState
from helpdesk.foundation import clock
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound
from helpdesk.questions.models import Question

WRITING_NOW = timedelta(minutes=10)
"""How fresh somebody's save is when we say that she is writing too. Source: the service's rule."""


def current(question: Question) -> Answer | None:
    """Return the answer being worked on, with its links; None before the first save."""
    chosen = select(Answer).options(
        selectinload(Answer.links),
        joinedload(Answer.reviewed_by),
        joinedload(Answer.changed_by),
    )
    unsent = chosen.where(Answer.question_id == question.id, Answer.state != AnswerState.SENT)
    return db.session.scalar(unsent)


def author_ids(answer: Answer) -> frozenset[int]:
    """Return everyone with a revision of *answer*, also those whose text was set aside."""
    chosen = select(AnswerRevision.author_id).where(AnswerRevision.answer_id == answer.id)
    return frozenset(db.session.scalars(chosen.distinct()))


def revisions(question: Question) -> list[AnswerRevision]:
    """Return the revisions of all answers to *question*, newest first, texts not loaded."""
    chosen = _revisions().options(defer(AnswerRevision.text, raiseload=True))
    chosen = chosen.where(Answer.question_id == question.id)
    return list(db.session.scalars(chosen.order_by(AnswerRevision.id.desc())))


def revision(question: Question, revision_id: int) -> AnswerRevision:
    """
    Return one revision of an answer to *question*, with its text.

    Raises:
        NotFound: it belongs to another question, or to none.
    """
    chosen = _revisions().where(AnswerRevision.id == revision_id, Answer.question_id == question.id)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(f"revision {revision_id} of {question.subject}")
    return found


def latest_of(answer: Answer, *, is_aside: bool) -> AnswerRevision | None:
    """Return the newest revision of *answer*, among those set aside or those that were its text."""
    chosen = select(AnswerRevision).where(
        AnswerRevision.answer_id == answer.id, AnswerRevision.is_aside == is_aside
    )
    return db.session.scalar(chosen.order_by(AnswerRevision.id.desc()).limit(1))


def latest_aside(answer: Answer, author: User) -> AnswerRevision | None:
    """Return the newest text of *author* that was set aside because she saved too late."""
    chosen = select(AnswerRevision).where(
        AnswerRevision.answer_id == answer.id,
        AnswerRevision.author_id == author.id,
        AnswerRevision.is_aside,
    )
    return db.session.scalar(chosen.order_by(AnswerRevision.id.desc()).limit(1))


def also_writing(actor: User, answer: Answer, among: list[AnswerRevision]) -> list[str]:
    """Return the names of others who have saved *answer* in the last ten minutes."""
    since = clock.now() - WRITING_NOW
    fresh = [
        each.author.display_name
        for each in among
        if each.answer_id == answer.id and each.author_id != actor.id and each.saved_at > since
    ]
    return sorted(set(fresh))


def _revisions() -> Select[AnswerRevision]:
    return (
        select(AnswerRevision)
        .join(Answer, Answer.id == AnswerRevision.answer_id)
        .options(joinedload(AnswerRevision.author), joinedload(AnswerRevision.answer))
    )
