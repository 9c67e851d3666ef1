"""Closing without an answer, and opening again."""

from helpdesk.accounts.models import User
from helpdesk.answers import mail, policy, wording
from helpdesk.answers.policy import Act
from helpdesk.answers.service.entry import ensure_may, written
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.questions import clockwork, thread
from helpdesk.questions.models import (
    CloseReason,
    MessageKind,
    Question,
    QuestionStatus,
    Visibility,
)


def forward(*, actor: User, question: Question, body: str, text: str) -> None:
    """
    Close *question* because it belongs with another body, and tell the requester which.

    Source: forvaltningsloven (1967) § 11: help the asker to the right recipient.
    """
    ensure_may(actor, question, Act.FORWARD)
    body, text = written(body, "body"), written(text, "text")

    sentence = wording.forwarded_to(body, question.language)
    _tell_requester(question, actor, f"{sentence}\n\n{text}")
    _close(question, CloseReason.FORWARDED, actor=actor, detail=body)
    mail.closed(question)
    db.session.commit()


def close_as_duplicate(*, actor: User, question: Question, target: Question, text: str) -> None:
    """
    Close *question* because *target* asks the same; the requester is told in *text*.

    Raises:
        InvalidInput: *target* is not another question that *actor* sees, or points back here.
    """
    ensure_may(actor, question, Act.CLOSE_AS_DUPLICATE)
    text = written(text, "text")
    if not _can_stand_for(target, question) or not policy.can_see(actor, target):
        raise InvalidInput(
            f"{target.subject} cannot stand for {question.subject}",
            field="reference",
            says=N_("Oppgi referansen til et annet spørsmål i etaten din."),
        )

    _tell_requester(question, actor, text)
    question.duplicate_of = target
    _close(question, CloseReason.DUPLICATE, actor=actor, detail=target.reference)
    mail.closed(question)
    db.session.commit()


def decline(*, actor: User, question: Question, guidance: str) -> None:
    """Close *question* because it lies outside the service, with guidance to the requester."""
    ensure_may(actor, question, Act.DECLINE)
    guidance = written(guidance, "text")

    _tell_requester(question, actor, guidance)
    _close(question, CloseReason.OUT_OF_SCOPE, actor=actor)
    mail.closed(question)
    db.session.commit()


def mark_as_spam(*, actor: User, question: Question) -> None:
    """Close *question* as spam without a word to the sender; reopening takes it back."""
    ensure_may(actor, question, Act.MARK_AS_SPAM)

    _close(question, CloseReason.SPAM, actor=actor)
    db.session.commit()


def reopen(*, actor: User, question: Question) -> None:
    """
    Take up *question* again: with its expert where it has one, else with nobody yet.

    The service clock starts anew.
    """
    ensure_may(actor, question, Act.REOPEN)

    at, old = clock.now(), question.status
    status = QuestionStatus.NEW if question.assignee_id is None else QuestionStatus.OPEN
    question.move_to(status, at=at)
    clockwork.start(question, at)
    events.record(
        "answers.reopen", question.subject, actor_id=actor.id, old=old, new=question.status
    )
    db.session.commit()


def _can_stand_for(target: Question, question: Question) -> bool:
    return question.id not in {target.id, target.duplicate_of_id}


def _tell_requester(question: Question, author: User, text: str) -> None:
    thread.post(
        question,
        author=author,
        kind=MessageKind.DECISION,
        visibility=Visibility.REQUESTER,
        text=text,
        at=clock.now(),
    )


def _close(
    question: Question, reason: CloseReason, *, actor: User, detail: str | None = None
) -> None:
    at, old = clock.now(), question.status
    clockwork.stop(question, at)
    question.move_to(QuestionStatus.CLOSED, at=at)
    question.close_reason, question.close_detail, question.closed_at = reason, detail, at
    events.record(
        f"answers.close_{reason.value}",
        question.subject,
        actor_id=actor.id,
        old=old,
        new=question.status,
        text=detail,
    )
