"""What a requester does with a question already asked: write again, withdraw."""

from collections.abc import Sequence
from datetime import datetime

from helpdesk.accounts.models import User
from helpdesk.foundation import clock, events, tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.language import N_
from helpdesk.questions import clockwork, mail, policy, queries, thread
from helpdesk.questions.models import (
    CloseReason,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)
from helpdesk.questions.service.entry import ensure_requester, refuse_identity_numbers


def follow_up(
    *,
    actor: User,
    question: Question,
    text: str,
    submit_key: str,
    files: Sequence[StoredFile] = (),
) -> None:
    """
    Write again: to add something, to answer the expert, or to ask on after the answer.

    A clock that waits for the requester goes on; an answered or closed question is reopened with
    a new deadline.

    Raises:
        NotFound, NotPermitted: it is not *actor*'s question.
        InvalidInput: the text is empty or holds an identity number.
    """
    ensure_requester(actor, question)
    if not policy.can_follow_up(actor, question):
        raise NotAllowedNow(f"{question.subject} takes no more from the requester")
    send_key = tokens.send_key(submit_key, question.subject, text)
    if queries.is_posted(send_key):
        return
    if not text.strip():
        raise InvalidInput("an empty reply", field="text", says=N_("Skriv hva du vil si."))
    refuse_identity_numbers(text=text)

    at, old = clock.now(), question.status
    thread.post(
        question,
        author=actor,
        kind=MessageKind.FOLLOW_UP,
        visibility=Visibility.REQUESTER,
        text=text,
        at=at,
        files=files,
        submit_key=send_key,
    )
    responsible = _responsible(question)
    _go_on(question, at, has_assignee=question.assignee in responsible)
    events.record(
        "questions.follow_up",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
    )
    mail.follow_up(question, responsible)
    db.session.commit()


def withdraw(*, actor: User, question: Question) -> None:
    """
    Take the question back; the thread stays readable for both sides.

    Raises:
        NotFound, NotPermitted: it is not *actor*'s question.
        NotAllowedNow: it is answered or closed already.
    """
    ensure_requester(actor, question)
    if question.close_reason == CloseReason.WITHDRAWN:
        return
    if not policy.can_withdraw(actor, question):
        raise NotAllowedNow(
            f"{question.subject} is {question.status}",
            says=N_("Spørsmålet er alt besvart eller avsluttet, og kan ikke trekkes nå."),
        )

    at, old = clock.now(), question.status
    responsible = [question.assignee] if question.assignee else []
    clockwork.stop(question, at)
    question.move_to(QuestionStatus.CLOSED, at=at)
    question.close_reason, question.closed_at = CloseReason.WITHDRAWN, at
    events.record(
        "questions.withdraw",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
    )
    mail.withdrawn(question, responsible)
    db.session.commit()


def _responsible(question: Question) -> Sequence[User]:
    """Return whom to tell: the assignee, or all members where the assignee has left the queue."""
    members = queries.members_of(question.queue_id)
    return [each for each in members if each.id == question.assignee_id] or members


def _go_on(question: Question, at: datetime, *, has_assignee: bool) -> None:
    if question.status == QuestionStatus.WAITING_REQUESTER:
        clockwork.resume(question, at)
    elif question.status in {QuestionStatus.ANSWERED, QuestionStatus.CLOSED}:
        clockwork.start(question, at)
    else:
        return
    if has_assignee:
        question.move_to(QuestionStatus.OPEN, at=at)
        return
    question.move_to(QuestionStatus.NEW, at=at)
    question.assignee = question.opened_at = None
