"""Talking: notes in the house, the requester, another unit."""

from datetime import date

from helpdesk.accounts.models import Queue, User
from helpdesk.answers import mail, policy, wording
from helpdesk.answers.models import Consultation
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import cases
from helpdesk.answers.service.entry import ensure_may, written
from helpdesk.foundation import clock, events, markdown
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.questions import clockwork, thread
from helpdesk.questions import queries as questions
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility


def add_note(*, actor: User, question: Question, text: str) -> None:
    """Add an internal note, which never leaves the house."""
    ensure_may(actor, question, Act.NOTE)
    text = written(text, "text")

    _note(question, actor, text)
    events.record("answers.note", question.subject, actor_id=actor.id)
    db.session.commit()


def ask_for_more(*, actor: User, question: Question, text: str) -> None:
    """Ask the requester for more; the service clock pauses until she answers."""
    ensure_may(actor, question, Act.ASK_FOR_MORE)
    text = written(text, "text")

    at, old = clock.now(), question.status
    _tell_requester(question, actor, MessageKind.INFORMATION_REQUEST, text)
    question.move_to(QuestionStatus.WAITING_REQUESTER, at=at)
    clockwork.pause(question, at)
    events.record(
        "answers.ask_for_more", question.subject, actor_id=actor.id, old=old, new=question.status
    )
    mail.more_wanted(question)
    db.session.commit()


def notify_delay(*, actor: User, question: Question, reason: str, expected_on: date) -> None:
    """
    Tell the requester that the answer is late, why, and when it is expected.

    Raises:
        InvalidInput: the day has passed, or the reason is missing.

    Source: forvaltningsloven (1967) § 11 a; service.md, section 3.
    """
    ensure_may(actor, question, Act.NOTIFY_DELAY)
    reason = written(reason, "text")
    if expected_on <= clock.today():
        raise InvalidInput(
            f"{expected_on} is not ahead",
            field="expected_on",
            says=N_("Velg en dag som ligger fram i tid."),
        )

    sentence = wording.expected_by(expected_on, question.language)
    _tell_requester(question, actor, MessageKind.DELAY_NOTICE, f"{reason}\n\n{sentence}")
    question.changed_at = clock.now()
    events.record(
        "answers.notify_delay", question.subject, actor_id=actor.id, text=expected_on.isoformat()
    )
    mail.delayed(question)
    db.session.commit()


def consult(*, actor: User, question: Question, queue: Queue, shared_text: str) -> Consultation:
    """
    Put a question to another unit without handing the case over: it sees *shared_text* only.

    Raises:
        InvalidInput: the unit is the question's own, or nothing is shared.
    """
    ensure_may(actor, question, Act.CONSULT)
    shared_text = written(shared_text, "text")
    if queue.id == question.queue_id:
        raise InvalidInput(
            f"{question.subject} lies in this queue",
            field="queue",
            says=N_("Velg en annen enhet enn den som har spørsmålet."),
        )

    at, old = clock.now(), question.status
    consultation = Consultation(
        question=question,
        queue=queue,
        asked_by=actor,
        asked_at=at,
        shared_text=shared_text,
        shared_html=markdown.render(shared_text),
    )
    db.session.add(consultation)
    _note(
        question, actor, f"{wording.consulted(queue.name_nb, question.language)}\n\n{shared_text}"
    )
    clockwork.resume(question, at)
    question.move_to(QuestionStatus.WAITING_AGENCY, at=at)
    db.session.flush()
    events.record(
        "answers.consult",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
        text=queue.name_nb,
    )
    mail.consulted(consultation, questions.leads_of(queue.id))
    db.session.commit()
    return consultation


def reply_to_consultation(*, actor: User, consultation: Consultation, text: str) -> None:
    """
    Answer what another unit asked; the reply becomes a note in its case.

    Raises:
        NotPermitted: *actor* does not serve the unit that was asked.
        NotAllowedNow: it has been answered, or the other side went on without waiting.
    """
    if not policy.can_reply_to(actor, consultation):
        raise NotPermitted(f"user {actor.id} may not answer consultation {consultation.id}")
    if consultation.ended_at is not None:
        raise NotAllowedNow(
            f"consultation {consultation.id} has ended",
            says=N_("Det er allerede svart, eller den som spurte, har gått videre i saken."),
        )
    text = written(text, "text")

    at, question = clock.now(), consultation.question
    old = question.status
    consultation.replied_by_id = actor.id
    consultation.replied_at = consultation.ended_at = at
    first_line = wording.replied(consultation.queue.name_nb, question.language)
    _note(question, actor, f"{first_line}\n\n{text}")
    if old == QuestionStatus.WAITING_AGENCY:
        question.move_to(QuestionStatus.OPEN, at=at)
    events.record(
        "answers.consultation_reply",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
        text=consultation.queue.name_nb,
    )
    mail.consultation_answered(question, question.assignee or consultation.asked_by)
    db.session.commit()


def go_on(*, actor: User, question: Question) -> None:
    """Go on with *question* without waiting any longer for the requester or the other unit."""
    ensure_may(actor, question, Act.GO_ON)

    at, old = clock.now(), question.status
    clockwork.resume(question, at)
    for consultation in cases.consultations(question):
        consultation.ended_at = consultation.ended_at or at
    question.move_to(QuestionStatus.OPEN, at=at)
    events.record(
        "answers.go_on", question.subject, actor_id=actor.id, old=old, new=question.status
    )
    db.session.commit()


def _note(question: Question, author: User, text: str) -> None:
    thread.post(
        question,
        author=author,
        kind=MessageKind.NOTE,
        visibility=Visibility.STAFF,
        text=text,
        at=clock.now(),
    )


def _tell_requester(question: Question, author: User, kind: MessageKind, text: str) -> None:
    thread.post(
        question,
        author=author,
        kind=kind,
        visibility=Visibility.REQUESTER,
        text=text,
        at=clock.now(),
    )
