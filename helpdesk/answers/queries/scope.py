"""How far a person's sight reaches, as conditions of a statement."""

from sqlalchemy import ColumnElement, Select, and_, false, select

from helpdesk.accounts.models import Queue, User
from helpdesk.answers.models import Consultation
from helpdesk.questions.models import ACTIVE, Question, QuestionStatus


def own_questions(actor: User) -> ColumnElement[bool]:
    """
    Choose the received questions in queues of *actor*'s agency; the rule of ``policy.can_see``.

    Source: service.md, section 1: people outside the queue's agency see nothing of a case.
    """
    if not actor.is_expert or not actor.is_active:
        return false()
    received = Question.status != QuestionStatus.UNCONFIRMED
    return Question.queue_id.in_(_own_queues(actor)) & received


def put_to(actor: User) -> ColumnElement[bool]:
    """Choose what is put to a unit *actor* serves; the rule of ``policy.can_reply_to``."""
    own = _own_queues(actor).where(Queue.id.in_(actor.queue_ids))
    return Consultation.queue_id.in_(own)


def asked_of(actor: User) -> ColumnElement[bool]:
    """Choose what a unit *actor* serves is still to answer: nobody waits once the case is done."""
    active = select(Question.id).where(Question.status.in_(sorted(ACTIVE)))
    return and_(
        put_to(actor), Consultation.ended_at.is_(None), Consultation.question_id.in_(active)
    )


def _own_queues(actor: User) -> Select[int]:
    return select(Queue.id).where(Queue.organisation_id == actor.organisation_id)
