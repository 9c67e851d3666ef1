"""One question as the desk sees it: the case, its record, and whom it was put to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from helpdesk.accounts.models import User
from helpdesk.answers.models import Consultation
from helpdesk.answers.queries import scope
from helpdesk.foundation import events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import NotFound
from helpdesk.questions.models import Question


@dataclass(frozen=True)
class HistoryLine:
    """One event of the record, with the name of who did it; "" is the service itself."""

    event: events.Event
    actor: str


def seen_by(actor: User, reference: str) -> Question:
    """
    Return the question with *reference*, with its people, topic and queue.

    Raises:
        NotFound: there is none, or *actor* may not know of it.
    """
    return _one(_case(actor), reference)


def held_by(actor: User, reference: str) -> Question:
    """
    Return the question for a change: its row is held to the commit, so that changes line up.

    Raises:
        NotFound: there is none, or *actor* may not know of it.
    """
    return _one(_case(actor).with_for_update(of=Question), reference)


def seen_among(actor: User, references: Iterable[str]) -> list[Question]:
    """Return those of *references* that *actor* sees, oldest first."""
    return _among(_case(actor), references)


def held_among(actor: User, references: Iterable[str]) -> list[Question]:
    """Return those of *references* that *actor* sees, held for a change, oldest first."""
    return _among(_case(actor).with_for_update(of=Question), references)


def history(question: Question) -> list[HistoryLine]:
    """Return the record of *question*, oldest first, with names."""
    recorded = events.of_subject(question.subject)
    names = _names(event.actor_id for event in recorded)
    return [HistoryLine(event, names.get(event.actor_id, "")) for event in recorded]


def consultations(question: Question) -> list[Consultation]:
    """Return whom *question* was put to without handing it over, oldest first."""
    chosen = _consultations().where(Consultation.question_id == question.id)
    return list(db.session.scalars(chosen.order_by(Consultation.id)))


def consultation(actor: User, consultation_id: int) -> Consultation:
    """
    Return a consultation of a unit that *actor* serves.

    Raises:
        NotFound: there is none, or it was put to others.
    """
    chosen = _consultations().where(Consultation.id == consultation_id, scope.PUT_TO)
    found = db.session.scalar(chosen, scope.facts(actor))
    if found is None:
        raise NotFound(f"consultation {consultation_id} for user {actor.id}")
    return found


def open_consultations(actor: User) -> Sequence[Consultation]:
    """Return what the units of *actor* are asked and have not answered, oldest first."""
    waiting = _consultations().where(scope.ASKED)
    return db.session.scalars(waiting.order_by(Consultation.id), scope.facts(actor)).all()


def _one(chosen: Select[Question], reference: str) -> Question:
    question = db.session.scalar(chosen.where(Question.reference == reference))
    if question is None:
        raise NotFound(f"question {reference}")
    return question


def _among(chosen: Select[Question], references: Iterable[str]) -> list[Question]:
    named = chosen.where(Question.reference.in_(list(references)))
    return list(db.session.scalars(named.order_by(Question.id)))


def _case(actor: User) -> Select[Question]:
    chosen = select(Question).where(scope.OWN).params(scope.facts(actor))
    return chosen.options(
        joinedload(Question.requester),
        joinedload(Question.assignee),
        joinedload(Question.organisation),
        joinedload(Question.topic),
        joinedload(Question.queue),
        joinedload(Question.duplicate_of),
    )


def _consultations() -> Select[Consultation]:
    return select(Consultation).options(
        joinedload(Consultation.question).joinedload(Question.queue),
        joinedload(Consultation.question).joinedload(Question.assignee),
        joinedload(Consultation.queue),
        joinedload(Consultation.asked_by).joinedload(User.organisation),
    )


def _names(user_ids: Iterable[int | None]) -> dict[int | None, str]:
    chosen = select(User).where(User.id.in_({each for each in user_ids if each is not None}))
    return {user.id: user.display_name for user in db.session.scalars(chosen)}
