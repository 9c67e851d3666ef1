"""How far a person's sight reaches, as conditions of a statement, with places for the person."""

from typing import Any

from sqlalchemy import and_, bindparam, select

from helpdesk.accounts.models import Queue, User
from helpdesk.answers.models import Consultation
from helpdesk.questions.models import ACTIVE, Question, QuestionStatus

AGENCY: Any = bindparam("agency")
SERVED: Any = bindparam("served", expanding=True)

_NOBODYS = 0
"""The key of no agency."""

_OWN_QUEUES = select(Queue.id).where(Queue.organisation_id == AGENCY)

OWN = and_(Question.queue_id.in_(_OWN_QUEUES), Question.status != QuestionStatus.UNCONFIRMED)
"""The received questions in queues of the person's agency; the rule of ``policy.can_see``."""

PUT_TO = Consultation.queue_id.in_(_OWN_QUEUES.where(Queue.id.in_(SERVED)))
"""What is put to a unit the person serves; the rule of ``policy.can_reply_to``."""

ASKED = and_(
    PUT_TO,
    Consultation.ended_at.is_(None),
    Consultation.question_id.in_(select(Question.id).where(Question.status.in_(sorted(ACTIVE)))),
)
"""What such a unit is still to answer: nobody waits once the case is done."""


def facts(actor: User) -> dict[str, object]:
    """
    Return what is filled into the conditions for *actor*.

    Source: service.md, section 1: people outside the queue's agency see nothing of a case.
    """
    sees = actor.is_expert and actor.is_active
    return {
        "agency": actor.organisation_id if sees else _NOBODYS,
        "served": sorted(actor.queue_ids),
    }
