"""Triage: who is responsible, and in which queue."""

from collections.abc import Sequence
from datetime import datetime

from helpdesk.accounts.models import Queue, User
from helpdesk.answers import mail, policy
from helpdesk.answers.policy import Act
from helpdesk.answers.service import review
from helpdesk.answers.service.entry import ensure_may, ensure_member, written
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.questions import clockwork, thread
from helpdesk.questions import queries as questions
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility
from helpdesk.topics.models import Topic


def claim(*, actor: User, question: Question) -> None:
    """
    Make *actor* the one who is responsible for *question*.

    Claiming one's own question again changes nothing.

    Raises:
        NotAllowedNow: somebody else was first, or the question is closed.
    """
    ensure_member(actor, question)
    if question.assignee_id == actor.id and question.is_active:
        return
    _ensure_unclaimed(question)
    ensure_may(actor, question, Act.CLAIM)

    _give_to(actor, question, by=actor, kind="answers.claim")
    db.session.commit()


def claim_all(*, actor: User, questions: Sequence[Question]) -> int:
    """Claim those of *questions* that nobody has and *actor* may claim; return how many."""
    free = [each for each in questions if Act.CLAIM in policy.acts_open_to(actor, each)]

    for question in free:
        _give_to(actor, question, by=actor, kind="answers.claim")
    db.session.commit()
    return len(free)


def release(*, actor: User, question: Question) -> None:
    """Put *question* back in the queue, without anybody responsible."""
    ensure_may(actor, question, Act.RELEASE)

    old = question.status
    _put_in_queue(question, at=clock.now())
    events.record(
        "answers.release", question.subject, actor_id=actor.id, old=old, new=question.status
    )
    db.session.commit()


def assign(*, actor: User, question: Question, assignee: User) -> None:
    """
    Make *assignee* responsible for *question*, and tell her.

    Raises:
        InvalidInput: *assignee* does not serve the queue.
    """
    ensure_may(actor, question, Act.ASSIGN)
    if not policy.can_work(assignee, question):
        raise InvalidInput(
            f"user {assignee.id} does not serve the queue of {question.subject}",
            field="assignee",
            says=N_("Velg en som er med i køen."),
        )

    _give_to(assignee, question, by=actor, kind="answers.assign")
    if assignee.id != actor.id:
        mail.assigned(question, assignee)
    db.session.commit()


def move(*, actor: User, question: Question, topic: Topic, queue: Queue, note: str) -> None:
    """
    Put *question* under another topic and, where it differs, into another queue.

    In another queue nobody is responsible yet; its leads are told, and an answer that was approved
    or waits for approval is a draft again. The note stays in the house.

    Raises:
        InvalidInput: the note is missing, or nothing would change.
    """
    ensure_may(actor, question, Act.MOVE)
    note = written(note, "note")
    if (question.topic_id, question.queue_id) == (topic.id, queue.id):
        raise InvalidInput(
            f"{question.subject} is there already",
            field="topic",
            says=N_("Spørsmålet ligger her fra før. Velg et annet tema eller en annen kø."),
        )

    _move(actor, question, topic, queue, note)
    db.session.commit()


def move_all(
    *, actor: User, questions: Sequence[Question], topic: Topic, queue: Queue, note: str
) -> int:
    """
    Move those of *questions* that *actor* may move and that lie elsewhere; return how many.

    Raises:
        InvalidInput: the note is missing.
    """
    note = written(note, "note")
    there = (topic.id, queue.id)
    movable = [
        each
        for each in questions
        if Act.MOVE in policy.acts_open_to(actor, each) and (each.topic_id, each.queue_id) != there
    ]

    for question in movable:
        _move(actor, question, topic, queue, note)
    db.session.commit()
    return len(movable)


def _ensure_unclaimed(question: Question) -> None:
    if question.is_active and question.assignee is not None:
        raise NotAllowedNow(
            f"{question.subject} is claimed by user {question.assignee_id}",
            says=N_("%(name)s har allerede tatt spørsmålet."),
            name=question.assignee.display_name,
        )


def _give_to(assignee: User, question: Question, *, by: User, kind: str) -> None:
    at, old = clock.now(), question.status
    question.assignee = assignee
    question.opened_at = question.opened_at or at
    question.changed_at = at
    if old == QuestionStatus.NEW:
        question.move_to(QuestionStatus.OPEN, at=at)
    events.record(
        kind,
        question.subject,
        actor_id=by.id,
        old=old,
        new=question.status,
        text=None if assignee.id == by.id else assignee.display_name,
    )


def _move(actor: User, question: Question, topic: Topic, queue: Queue, note: str) -> None:
    at, old, old_queue_id = clock.now(), question.status, question.queue_id
    thread.post(
        question,
        author=actor,
        kind=MessageKind.NOTE,
        visibility=Visibility.STAFF,
        text=note,
        at=at,
    )
    question.topic = topic
    question.changed_at = at
    if queue.id != old_queue_id:
        _put_in_queue(question, at=at)
        review.leave_queue(actor=actor, question=question)
        question.queue, question.opened_at = queue, None
        question.routed_by_duty = question.routed_by_law = None
        mail.moved_here(question, questions.leads_of(queue.id))
    events.record(
        "answers.move",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
        text=f"{topic.name_nb} – {queue.name_nb}",
    )


def _put_in_queue(question: Question, *, at: datetime) -> None:
    clockwork.resume(question, at)
    if question.status != QuestionStatus.NEW:
        question.move_to(QuestionStatus.NEW, at=at)
    question.assignee = None
