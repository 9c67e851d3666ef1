"""Answers, their revisions and what they point to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Queue, User
from helpdesk.foundation.db import Model
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.language import N_
from helpdesk.questions.models import Question


class AnswerState(StrEnum):
    """Where an answer stands. Source: service.md, section 2."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"


_S = AnswerState

TRANSITIONS: dict[AnswerState, frozenset[AnswerState]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.APPROVED}),
    _S.SUBMITTED: frozenset({_S.RETURNED, _S.APPROVED, _S.DRAFT}),
    _S.RETURNED: frozenset({_S.DRAFT, _S.SUBMITTED}),
    _S.APPROVED: frozenset({_S.SENT, _S.DRAFT}),
    _S.SENT: frozenset(),
}
"""``DRAFT`` → ``APPROVED`` only where the queue has switched review off."""


class Answer(Model):
    """The formal reply to a question; a question that is reopened gets a new one."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    state: Mapped[AnswerState] = mapped_column(default=AnswerState.DRAFT)
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    """Raised at each save; the editor sends the one it started from."""
    remarks: Mapped[str | None]
    """What the reviewer wrote when returning it."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    approved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    changed_by: Mapped[User | None] = relationship(
        foreign_keys=[changed_by_id], lazy="raise_on_sql"
    )
    reviewed_by: Mapped[User | None] = relationship(
        foreign_keys=[reviewed_by_id], lazy="raise_on_sql"
    )
    revisions: Mapped[list["AnswerRevision"]] = relationship(
        back_populates="answer", order_by="AnswerRevision.id", lazy="raise_on_sql"
    )
    links: Mapped[list["AnswerLink"]] = relationship(
        back_populates="answer",
        order_by="AnswerLink.position",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_a_time"),
        CheckConstraint("state <> 'returned' OR remarks IS NOT NULL", name="returned_with_remarks"),
        Index(
            "uq_answer_one_unsent",
            "question_id",
            unique=True,
            sqlite_where=sql("state <> 'sent'"),
            postgresql_where=sql("state <> 'sent'"),
        ),
        Index("ix_answer_state_submitted_at", "state", "submitted_at"),
    )

    @property
    def subject(self) -> str:
        """Return how the record of events names this answer."""
        return f"answer:{self.id}"

    def move_to(self, state: AnswerState, *, at: datetime) -> None:
        """
        Change the state, if the table of transitions has the step.

        Raises:
            NotAllowedNow: the step does not exist.
        """
        if state not in TRANSITIONS[self.state]:
            raise NotAllowedNow(
                f"{self.subject} cannot go from {self.state} to {state}",
                says=N_("Svaret har fått en ny status i mellomtiden. Last siden på nytt og se."),
            )
        self.state = state
        self.changed_at = at


class AnswerRevision(Model):
    """The text as one person saved it; consecutive saves of one sitting share a revision."""

    __tablename__ = "answer_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    version: Mapped[int]
    """The answer's version with this text; where it was set aside, the one it started from."""
    is_aside: Mapped[bool] = mapped_column(default=False)
    """The save came too late: somebody else had saved, so this text is kept beside the answer."""
    text: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]

    answer: Mapped[Answer] = relationship(back_populates="revisions", lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index("ix_answer_revision_answer_id", "answer_id"),
        Index(
            "uq_answer_revision_version",
            "answer_id",
            "version",
            unique=True,
            sqlite_where=sql("NOT is_aside"),
            postgresql_where=sql("NOT is_aside"),
        ),
    )


class AnswerLink(Model):
    """A guide, letter or article the answer points to, with the version that was current."""

    __tablename__ = "answer_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    target: Mapped[str]
    """``kind:key`` on the shelf, or ``law:<law_id>/<section>`` for a section picked by hand."""
    target_version: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    answer: Mapped[Answer] = relationship(back_populates="links", lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("answer_id", "target"),)


class Consultation(Model):
    """
    A question to another unit, without handing the case over.

    The unit sees the text that was shared, and nothing else of the case.
    """

    __tablename__ = "consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"))
    """The unit that was asked."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    shared_text: Mapped[str]
    shared_html: Mapped[str]
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    replied_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When the asking side went on: after the reply, or without waiting for it."""

    question: Mapped[Question] = relationship(lazy="raise_on_sql")
    queue: Mapped[Queue] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("replied_at IS NULL OR ended_at IS NOT NULL", name="a_reply_ends_it"),
        Index("ix_consultation_queue_id_ended_at", "queue_id", "ended_at"),
    )

    @property
    def url(self) -> str:
        """Return the address of the page that shows the unit what was shared."""
        return f"/arbeidsflate/konsultasjon/{self.id}"
