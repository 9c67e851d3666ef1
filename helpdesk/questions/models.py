"""Questions, their states, their thread and their files."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Organisation, Queue, User
from helpdesk.foundation.db import Model
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.files import StoredFile
from helpdesk.foundation.language import N_, Language, TextLanguage
from helpdesk.topics.models import Topic


class QuestionStatus(StrEnum):
    """Where a question stands. Source: service.md, section 2."""

    UNCONFIRMED = "unconfirmed"
    """The link in the mail is not yet clicked; in no queue, without a reference."""
    NEW = "new"
    OPEN = "open"
    WAITING_REQUESTER = "waiting_requester"
    WAITING_AGENCY = "waiting_agency"
    ANSWERED = "answered"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a question is closed."""

    ANSWERED = "answered"
    DUPLICATE = "duplicate"
    FORWARDED = "forwarded"
    OUT_OF_SCOPE = "out_of_scope"
    WITHDRAWN = "withdrawn"
    SPAM = "spam"


class MessageKind(StrEnum):
    """What a post in the thread is."""

    QUESTION = "question"
    FOLLOW_UP = "follow_up"
    """The requester writes again, also in reply to a request for more."""
    INFORMATION_REQUEST = "information_request"
    DELAY_NOTICE = "delay_notice"
    ANSWER = "answer"
    DECISION = "decision"
    """The agency's words at closing without an answer: forwarded, out of scope, duplicate."""
    NOTE = "note"


class Visibility(StrEnum):
    """Who of the two sides sees a post or a file. Nothing of a case is public, ever."""

    REQUESTER = "requester"
    STAFF = "staff"


_S = QuestionStatus

TRANSITIONS: dict[QuestionStatus, frozenset[QuestionStatus]] = {
    _S.UNCONFIRMED: frozenset({_S.NEW}),
    _S.NEW: frozenset({_S.OPEN, _S.CLOSED}),
    _S.OPEN: frozenset({_S.NEW, _S.WAITING_REQUESTER, _S.WAITING_AGENCY, _S.ANSWERED, _S.CLOSED}),
    _S.WAITING_REQUESTER: frozenset({_S.OPEN, _S.NEW, _S.WAITING_AGENCY, _S.ANSWERED, _S.CLOSED}),
    _S.WAITING_AGENCY: frozenset({_S.OPEN, _S.NEW, _S.WAITING_REQUESTER, _S.ANSWERED, _S.CLOSED}),
    _S.ANSWERED: frozenset({_S.OPEN, _S.NEW, _S.CLOSED}),
    _S.CLOSED: frozenset({_S.OPEN, _S.NEW}),
}
"""``OPEN``/``ANSWERED``/… → ``NEW`` is a move to another queue: nobody there is responsible yet."""

ACTIVE = frozenset({_S.NEW, _S.OPEN, _S.WAITING_REQUESTER, _S.WAITING_AGENCY})
"""The states in which somebody still owes an answer."""


class Question(Model):
    """What helpdesks call a ticket: one question of one requester, in one queue."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str | None] = mapped_column(unique=True)
    """``2026-00042``; given on receipt, never the primary key."""
    status: Mapped[QuestionStatus]
    title: Mapped[str]
    """The question in one sentence; the details are the first message."""
    language: Mapped[TextLanguage]
    """The language form the reply is written in: the asker's."""
    email: Mapped[str]
    """The address it was asked from, lower case."""
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    queue_id: Mapped[int] = mapped_column(ForeignKey("queue.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    is_shared: Mapped[bool] = mapped_column(default=False)
    """The requester lets colleagues in the municipality see it."""
    submit_key: Mapped[str] = mapped_column(unique=True)
    """Made with the form, so that a double submit makes one question."""
    status_digest: Mapped[str] = mapped_column(unique=True)
    confirm_digest: Mapped[str | None] = mapped_column(unique=True)
    interface_language: Mapped[Language] = mapped_column(default=Language.NB)
    """The language of the mails to the requester."""

    created_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    clock_started_at: Mapped[datetime | None]
    """Where the deadline is counted from: the receipt, or the last time it was reopened."""
    paused_at: Mapped[datetime | None]
    """When the service clock stopped, while waiting for the requester."""
    opened_at: Mapped[datetime | None]
    """When a human of the queue first looked at it; None is the "unseen" mark."""
    first_replied_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    warned_at: Mapped[datetime | None]
    """When the assignee was warned of the deadline."""
    alarmed_at: Mapped[datetime | None]
    """When the queue's lead was told that it stands unseen or overdue."""
    delay_reminded_at: Mapped[datetime | None]
    """When the queue was reminded that the requester has not been told of the delay."""

    close_reason: Mapped[CloseReason | None]
    close_detail: Mapped[str | None]
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    article_key: Mapped[str | None] = mapped_column(index=True)
    """The catalogue key of the published article; written by publishing."""
    routed_by_duty: Mapped[str | None]
    """The slug of the duty whose agency it came to; None: its topic decided, or it was moved."""
    routed_by_law: Mapped[str | None]
    """``LAW-ID/section``: the reference in it that hit that duty; None: its topic did."""
    version: Mapped[int] = mapped_column()

    requester: Mapped[User | None] = relationship(foreign_keys=[requester_id], lazy="raise_on_sql")
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id], lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    topic: Mapped[Topic] = relationship(lazy="raise_on_sql")
    queue: Mapped[Queue] = relationship(lazy="raise_on_sql")
    duplicate_of: Mapped["Question | None"] = relationship(
        remote_side="Question.id", lazy="raise_on_sql"
    )
    messages: Mapped[list["Message"]] = relationship(
        back_populates="question", order_by="Message.id", lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so
    __table_args__ = (
        CheckConstraint(
            "(status = 'unconfirmed') = (reference IS NULL)", name="reference_on_receipt"
        ),
        CheckConstraint(
            "(status = 'unconfirmed') = (received_at IS NULL)", name="received_unless_unconfirmed"
        ),
        CheckConstraint(
            "(status = 'closed') = (close_reason IS NOT NULL)", name="closed_with_a_reason"
        ),
        CheckConstraint("status <> 'open' OR assignee_id IS NOT NULL", name="open_has_assignee"),
        CheckConstraint(
            "(close_reason = 'duplicate') = (duplicate_of_id IS NOT NULL) OR close_reason IS NULL",
            name="duplicate_has_target",
        ),
        Index("ix_question_queue_id_status_due_at_id", "queue_id", "status", "due_at", "id"),
        Index("ix_question_assignee_id_status_due_at_id", "assignee_id", "status", "due_at", "id"),
        Index("ix_question_organisation_id_is_shared", "organisation_id", "is_shared"),
        Index("ix_question_status_due_at", "status", "due_at"),
        Index("ix_question_status_created_at", "status", "created_at"),
    )

    @property
    def subject(self) -> str:
        """Return how the record of events names this question."""
        return f"question:{self.reference or f'unconfirmed-{self.id}'}"

    @property
    def is_active(self) -> bool:
        """Tell whether somebody still owes an answer."""
        return self.status in ACTIVE

    def move_to(self, status: QuestionStatus, *, at: datetime) -> None:
        """
        Change the state, if the table of transitions has the step.

        Raises:
            NotAllowedNow: the step does not exist.
        """
        if status not in TRANSITIONS[self.status]:
            raise NotAllowedNow(
                f"{self.subject} cannot go from {self.status} to {status}",
                says=N_("Saken har fått en ny status i mellomtiden. Last siden på nytt og se."),
            )
        self.status = status
        self.changed_at = at
        if status != QuestionStatus.CLOSED:
            self.close_reason = self.close_detail = self.closed_at = None
            self.duplicate_of_id = None


class QuestionPause(Model):
    """A time in which the service clock of a question stood still."""

    __tablename__ = "question_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    paused_from: Mapped[datetime]
    paused_until: Mapped[datetime | None]

    question: Mapped[Question] = relationship(lazy="raise_on_sql")


class Message(Model):
    """A post in the thread. Internal notes have the visibility ``STAFF``."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    """None: the service itself, or an asker who has not confirmed yet."""
    kind: Mapped[MessageKind]
    visibility: Mapped[Visibility]
    text: Mapped[str]
    html: Mapped[str]
    renderer_version: Mapped[int]
    submit_key: Mapped[str | None] = mapped_column(unique=True)
    posted_at: Mapped[datetime]

    question: Mapped[Question] = relationship(back_populates="messages", lazy="raise_on_sql")
    author: Mapped[User | None] = relationship(lazy="raise_on_sql")
    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="message", order_by="Attachment.id", lazy="raise_on_sql"
    )

    __table_args__ = (
        CheckConstraint("kind <> 'note' OR visibility = 'staff'", name="notes_stay_in_the_house"),
    )


class Attachment(Model):
    """A file that came with a post."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)

    message: Mapped[Message] = relationship(back_populates="attachments", lazy="raise_on_sql")
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


def question_url(reference: str) -> str:
    """Return the address of the requester's page of a question."""
    return f"/sporsmal/{reference}"


def desk_url(reference: str) -> str:
    """Return the address of a question on the expert's desk."""
    return f"/arbeidsflate/sporsmal/{reference}"


def confirm_url(token: str) -> str:
    """Return the address that the mail to an asker who is not signed in leads to."""
    return f"/sporsmal/bekreft/{token}"


def status_url(token: str) -> str:
    """Return the secret address of a question's timeline."""
    return f"/sporsmal/status/{token}"
