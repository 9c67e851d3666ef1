"""Reads of questions, their threads and their files."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from helpdesk.accounts.models import Membership, User
from helpdesk.foundation import tokens
from helpdesk.foundation.db import db
from helpdesk.foundation.paging import Page, page_by_key
from helpdesk.questions.models import (
    Attachment,
    CloseReason,
    Message,
    Question,
    QuestionStatus,
    Visibility,
)

PARTIES: tuple[ExecutableOption, ...] = (
    joinedload(Question.requester),
    joinedload(Question.assignee),
    joinedload(Question.organisation),
    joinedload(Question.topic),
    joinedload(Question.queue),
)
"""What a page of one question needs besides its thread."""

IN_A_LIST: tuple[ExecutableOption, ...] = (
    joinedload(Question.topic),
    joinedload(Question.requester),
)


def by_reference(reference: str, *loaded: ExecutableOption) -> Question | None:
    """Return the question with *reference*, with its queue and what *loaded* names."""
    chosen = select(Question).options(joinedload(Question.queue), *loaded)
    return db.session.scalar(chosen.where(Question.reference == reference))


def held_by_reference(reference: str) -> Question | None:
    """Return the question for a change, with its parties: its row is held to the commit."""
    chosen = select(Question).options(*PARTIES).with_for_update(of=Question)
    return db.session.scalar(chosen.where(Question.reference == reference))


def by_submit_key(submit_key: str) -> Question | None:
    """Return the question that the form with *submit_key* made, if it was sent before."""
    return db.session.scalar(select(Question).where(Question.submit_key == submit_key))


def by_status_token(token: str) -> Question | None:
    """Return the question whose secret status link holds *token*."""
    return _by_secret(Question.status_digest == tokens.digest(token))


def by_confirm_token(token: str) -> Question | None:
    """Return the question whose confirmation link holds *token*, confirmed already or not."""
    return _by_secret(Question.confirm_digest == tokens.digest(token))


def held_by_confirm_token(token: str) -> Question | None:
    """Return the question as ``by_confirm_token`` does; its row is held to the commit."""
    chosen = select(Question).options(*PARTIES).with_for_update(of=Question)
    return db.session.scalar(chosen.where(Question.confirm_digest == tokens.digest(token)))


def first_message(question: Question) -> Message:
    """Return the post that is the question itself."""
    chosen = select(Message).where(Message.question_id == question.id)
    return db.session.scalars(chosen.order_by(Message.id).limit(1)).one()


def of_requester(user: User, *, after: str | None = None) -> Page[Question]:
    """Return one page of the questions *user* asked, newest first, with their topics."""
    chosen = select(Question).options(*IN_A_LIST).where(Question.requester_id == user.id)
    return page_by_key(chosen, [Question.id], after=after, descending=True)


def shared_with(user: User, *, after: str | None = None) -> Page[Question]:
    """
    Return one page of what colleagues of *user* asked and shared, newest first.

    Empty for somebody whose place of work nobody has confirmed; the same rule as
    ``policy.is_colleague``.
    """
    if not user.may_ask or not user.is_placed:
        return Page(items=())
    chosen = select(Question).options(*IN_A_LIST)
    chosen = chosen.where(
        Question.organisation_id == user.organisation_id,
        Question.is_shared,
        Question.status != QuestionStatus.UNCONFIRMED,
        Question.requester_id != user.id,
        or_(Question.close_reason.is_(None), Question.close_reason != CloseReason.SPAM),
    )
    return page_by_key(chosen, [Question.id], after=after, descending=True)


def thread(question: Question, *, seen_from: Visibility) -> Sequence[Message]:
    """
    Return the posts of *question*, oldest first, with authors and files; three statements.

    Args:
        seen_from: REQUESTER gives what is meant for the requester, STAFF gives everything.
    """
    chosen = (
        select(Message)
        .options(
            joinedload(Message.author).joinedload(User.organisation),
            selectinload(Message.attachments).joinedload(Attachment.file),
        )
        .where(Message.question_id == question.id)
        .order_by(Message.id)
    )
    if seen_from == Visibility.REQUESTER:
        chosen = chosen.where(Message.visibility == Visibility.REQUESTER)
    return db.session.scalars(chosen).all()


def attachment(reference: str, attachment_id: int) -> Attachment | None:
    """Return a file of the question with *reference*, with its post, question and queue."""
    chosen = (
        select(Attachment)
        .join(Attachment.message)
        .join(Message.question)
        .options(
            joinedload(Attachment.file),
            joinedload(Attachment.message).joinedload(Message.question).joinedload(Question.queue),
        )
        .where(Attachment.id == attachment_id, Question.reference == reference)
    )
    return db.session.scalar(chosen)


def is_posted(submit_key: str) -> bool:
    """Tell whether the reply form with *submit_key* was sent before."""
    return db.session.scalar(select(Message.id).where(Message.submit_key == submit_key)) is not None


def members_of(queue_id: int) -> Sequence[User]:
    """Return the active members of a queue."""
    return db.session.scalars(_members(queue_id)).all()


def leads_of(queue_id: int) -> Sequence[User]:
    """Return the active leads of a queue; all its members where nobody is the lead."""
    leads = db.session.scalars(_members(queue_id).where(Membership.is_lead)).all()
    return leads or members_of(queue_id)


def _members(queue_id: int) -> Select[User]:
    chosen = select(User).join(Membership, Membership.user_id == User.id)
    return chosen.where(Membership.queue_id == queue_id, User.is_active).order_by(User.id)


def _by_secret(matches: ColumnElement[bool]) -> Question | None:
    chosen = select(Question).options(*PARTIES)
    return db.session.scalar(chosen.where(matches))
