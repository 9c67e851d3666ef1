"""The second pair of eyes, and sending."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from helpdesk.accounts.models import User
from helpdesk.answers import mail, policy, wording
from helpdesk.answers.models import Answer, AnswerState
from helpdesk.answers.policy import Act
from helpdesk.answers.queries import drafts, links, people
from helpdesk.answers.service.drafting import Conflict, Draft, Saved, put
from helpdesk.answers.service.entry import ensure_may, written
from helpdesk.foundation import clock, events, markdown
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.laws import linking
from helpdesk.questions import clockwork, thread
from helpdesk.questions.models import MessageKind, Question, QuestionStatus, Visibility
from helpdesk.questions.service.entry import refuse_identity_numbers

_IN_LINE = frozenset({AnswerState.SUBMITTED, AnswerState.APPROVED})
"""The states of an answer that a queue has been asked to read, or has read."""


def submit(*, actor: User, question: Question, draft: Draft) -> Saved | Conflict:
    """
    Save *draft* and ask the reviewers of the queue to look at it.

    Raises:
        InvalidInput: there is no text, or an identity number in it.
    """
    outcome = put(actor, question, draft)
    if isinstance(outcome, Saved):
        _submit(actor, outcome.answer)
    db.session.commit()
    return outcome


def send_unreviewed(*, actor: User, question: Question, draft: Draft) -> Saved | Conflict:
    """
    Save *draft* and send it, in a queue that has switched review off.

    Raises:
        NotPermitted: the queue wants a second pair of eyes.
        InvalidInput: there is no text, or an identity number in it.
    """
    outcome = put(actor, question, draft)
    if isinstance(outcome, Saved):
        _ensure_can_send(actor, outcome.answer)
        _ensure_text(outcome.answer)
        _change(outcome.answer, AnswerState.APPROVED, actor=actor)
        _send(actor, outcome.answer)
    db.session.commit()
    return outcome


def recall(*, actor: User, question: Question) -> None:
    """Take a submitted or approved answer back, to write more; it will be reviewed anew."""
    answer = _answer(actor, question, _IN_LINE)
    _take_back(actor, answer)
    db.session.commit()


def leave_queue(*, actor: User, question: Question) -> None:
    """
    Make a draft again of an answer that the queue has approved or was to approve; no commit.

    Rights are per queue: what the reviewers of one have approved is not another's to send.
    """
    answer = drafts.current(question)
    if answer is not None and answer.state in _IN_LINE:
        _take_back(actor, answer)


def give_back(*, actor: User, question: Question, version: int, remarks: str) -> None:
    """
    Return a submitted answer to its authors, with what must be mended.

    Raises:
        NotPermitted: *actor* is no reviewer of the queue, or has written in the answer.
        StaleVersion: the text is no longer the one that *actor* read.
        InvalidInput: the remarks are missing.
    """
    answer = _answer(actor, question, {AnswerState.SUBMITTED})
    _ensure_can_review(actor, answer, version)
    remarks = written(remarks, "remarks")

    answer.remarks, answer.reviewed_by = remarks, actor
    _change(answer, AnswerState.RETURNED, actor=actor, text=remarks)
    mail.returned(question, _others(actor, answer))
    db.session.commit()


def approve(*, actor: User, question: Question, version: int) -> None:
    """
    Approve a submitted answer, for its authors to send.

    Raises:
        NotPermitted: *actor* is no reviewer of the queue, or has written in the answer.
        StaleVersion: the text is no longer the one that *actor* read.
    """
    answer = _answer(actor, question, {AnswerState.SUBMITTED})
    _ensure_can_review(actor, answer, version)

    _approve(actor, answer)
    mail.approved(question, _others(actor, answer))
    db.session.commit()


def approve_and_send(*, actor: User, question: Question, version: int) -> None:
    """
    Approve a submitted answer and send it at once.

    Raises:
        NotPermitted: *actor* is no reviewer of the queue, or has written in the answer.
        StaleVersion: the text is no longer the one that *actor* read.
    """
    answer = _answer(actor, question, {AnswerState.SUBMITTED})
    _ensure_can_review(actor, answer, version)

    _approve(actor, answer)
    _send(actor, answer)
    db.session.commit()


def send(*, actor: User, question: Question) -> None:
    """
    Send the approved answer to the requester and mark the question as answered.

    The mail leaves after the commit, through the outbox, at least once.

    Raises:
        NotAllowedNow: the answer is not approved.
    """
    answer = _answer(actor, question, {AnswerState.APPROVED})
    _ensure_can_send(actor, answer)

    _send(actor, answer)
    db.session.commit()


def _take_back(actor: User, answer: Answer) -> None:
    answer.approved_at = answer.reviewed_by = None
    _change(answer, AnswerState.DRAFT, actor=actor)


def _answer(actor: User, question: Question, states: AbstractSet[AnswerState]) -> Answer:
    ensure_may(actor, question, Act.WRITE)
    answer = drafts.current(question)
    if answer is None or answer.state not in states:
        raise NotAllowedNow(
            f"the answer to {question.subject} is in none of {sorted(states)}",
            says=N_("Svaret har fått en ny status i mellomtiden. Last siden på nytt og se."),
        )
    return answer


def _ensure_can_review(actor: User, answer: Answer, version: int) -> None:
    if not policy.can_approve_in(actor, answer.question):
        raise NotPermitted(f"user {actor.id} is no reviewer of {answer.subject}")
    if not policy.can_review(actor, answer, author_ids=drafts.author_ids(answer)):
        raise NotPermitted(
            f"user {actor.id} has written in {answer.subject}",
            says=N_("Du har selv skrevet i svaret, så en annen må kvalitetssikre det."),
        )
    if version != answer.version:
        raise StaleVersion(
            f"{answer.subject} has version {answer.version}, not {version}",
            says=N_("Svaret er endret etter at du åpnet siden. Les det på nytt før du godkjenner."),
        )


def _ensure_can_send(actor: User, answer: Answer) -> None:
    if not policy.can_send(actor, answer):
        raise NotPermitted(
            f"user {actor.id} may not send {answer.subject} without review",
            says=N_("I denne køen må en annen kvalitetssikre svaret før det sendes."),
        )


def _ensure_text(answer: Answer) -> None:
    if not answer.text.strip():
        raise InvalidInput(
            f"{answer.subject} is empty",
            field="text",
            says=N_("Skriv et svar før du sender det."),
        )
    refuse_identity_numbers(text=answer.text)


def _submit(actor: User, answer: Answer) -> None:
    _ensure_text(answer)
    _render(answer)
    if answer.submitted_at is not None:
        answer.version += 1  # links may have changed: what was read last time is not this answer
    answer.submitted_at, answer.submitted_by_id = clock.now(), actor.id
    _change(answer, AnswerState.SUBMITTED, actor=actor)
    authors = drafts.author_ids(answer) | {actor.id}
    reviewers = people.reviewers(answer.question.queue_id)
    mail.review_wanted(answer.question, [each for each in reviewers if each.id not in authors])


def _approve(actor: User, answer: Answer) -> None:
    answer.approved_at, answer.reviewed_by, answer.remarks = clock.now(), actor, None
    _change(answer, AnswerState.APPROVED, actor=actor)


def _send(actor: User, answer: Answer) -> None:
    _render(answer)
    text, at = _letter(answer), clock.now()
    answer.sent_at, answer.sent_by_id = at, actor.id
    _change(answer, AnswerState.SENT, actor=actor)
    thread.post(
        answer.question,
        author=answer.question.assignee or actor,
        kind=MessageKind.ANSWER,
        visibility=Visibility.REQUESTER,
        text=text,
        at=at,
    )
    _mark_answered(actor, answer.question, at)
    mail.answered(answer.question)


def _mark_answered(actor: User, question: Question, at: datetime) -> None:
    old = question.status
    clockwork.stop(question, at)
    question.move_to(QuestionStatus.ANSWERED, at=at)
    question.answered_at = at
    events.record(
        "answers.answer", question.subject, actor_id=actor.id, old=old, new=question.status
    )


def _letter(answer: Answer) -> str:
    """Return the text for the thread: the answer, and links to what it points to."""
    language = answer.question.language
    shown = links.targets([link.target for link in answer.links], language)
    pointed = [(each.title, each.url) for each in shown]
    return f"{answer.text}\n\n{wording.read_also(pointed, language)}".rstrip()


def _render(answer: Answer) -> None:
    answer.html = markdown.render(answer.text, link_citations=linking.linker())
    answer.renderer_version = markdown.RENDERER_VERSION


def _change(answer: Answer, state: AnswerState, *, actor: User, text: str | None = None) -> None:
    old = answer.state
    answer.move_to(state, at=clock.now())
    events.record(
        f"answers.{state.value}",
        answer.question.subject,
        actor_id=actor.id,
        old=old,
        new=state,
        text=text,
    )


def _others(actor: User, answer: Answer) -> list[User]:
    """Return everyone who has a part in *answer*, but not *actor*."""
    concerned = drafts.author_ids(answer) | {answer.submitted_by_id}
    members = people.members(answer.question.queue_id)
    return [each for each in members if each.id in concerned and each.id != actor.id]
