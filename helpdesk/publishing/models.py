"""Articles, their editions, and the personal data found in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Organisation, User
from helpdesk.foundation.db import Base, Model
from helpdesk.foundation.errors import NotAllowedNow
from helpdesk.foundation.language import N_, TextLanguage
from helpdesk.foundation.personal_data import FindingKind
from helpdesk.publishing.states import (
    PUBLIC_TEXTS,
    TRANSITIONS,
    ChangeClass,
    EditionState,
    FindingState,
    Standing,
)
from helpdesk.questions.models import Question
from helpdesk.topics.models import Topic

edition_topics = Table(
    "edition_topic",
    Base.metadata,
    Column("edition_id", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True, index=True),
)


edition_authors = Table(
    "edition_author",
    Base.metadata,
    Column("edition_id", ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("user_account.id"), primary_key=True, index=True),
)


class Article(Model):
    """The public question and answer; its words stand in its editions."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    """The catalogue key: the imported key, else ``svar-<number>``."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), unique=True)
    """The case it came from; never shown outside the queue."""
    first_published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))

    owner: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    question: Mapped[Question | None] = relationship(lazy="raise_on_sql")
    successor: Mapped["Article | None"] = relationship(
        remote_side="Article.id", lazy="raise_on_sql"
    )
    editions: Mapped[list["Edition"]] = relationship(
        back_populates="article", order_by="Edition.number", lazy="raise_on_sql"
    )

    __table_args__ = (
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn_with_a_reason"
        ),
    )

    @property
    def subject(self) -> str:
        """Return how the record of events names this article."""
        return f"article:{self.number}"


class Edition(Model):
    """One numbered text of an article."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    state: Mapped[EditionState] = mapped_column(default=EditionState.DRAFT)
    title: Mapped[str]
    slug: Mapped[str]
    short_answer: Mapped[str] = mapped_column(default="")
    question_text: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    """The answer in Markdown, as written."""
    html: Mapped[str]
    renderer_version: Mapped[int]
    standing: Mapped[Standing] = mapped_column(default=Standing.GUIDANCE)
    language: Mapped[TextLanguage]
    unit: Mapped[str] = mapped_column(default="")
    """The answering unit or role, never a private name."""
    laws: Mapped[list[str]] = mapped_column(default=list)
    """``LAW-ID/section``, in the order shown."""
    links: Mapped[list[str]] = mapped_column(default=list)
    """``kind:key`` on the shelf, in the order shown."""
    asked_month: Mapped[date | None]
    answered_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    check_due_on: Mapped[date | None]
    change_class: Mapped[ChangeClass] = mapped_column(default=ChangeClass.FIRST)
    change_note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    """Raised at each change; an editor's form sends the one it started from."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    submitted_at: Mapped[datetime | None]
    """When it was last handed to review; it stays set when the text comes back."""
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    remarks: Mapped[str | None]
    scheduled_for: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    article: Mapped[Article] = relationship(back_populates="editions", lazy="raise_on_sql")
    changed_by: Mapped[User | None] = relationship(
        foreign_keys=[changed_by_id], lazy="raise_on_sql"
    )
    topics: Mapped[list[Topic]] = relationship(
        secondary=edition_topics, order_by=Topic.position, lazy="raise_on_sql"
    )
    authors: Mapped[list[User]] = relationship(secondary=edition_authors, lazy="raise_on_sql")
    """Everyone who wrote in it: none of them may publish it."""
    findings: Mapped[list["EditionFinding"]] = relationship(
        back_populates="edition",
        order_by="EditionFinding.id",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        Index(
            "uq_edition_one_published",
            "article_id",
            unique=True,
            sqlite_where=sql("state = 'published'"),
            postgresql_where=sql("state = 'published'"),
        ),
        Index(
            "uq_edition_one_in_work",
            "article_id",
            unique=True,
            sqlite_where=sql("state IN ('draft', 'submitted', 'scheduled')"),
            postgresql_where=sql("state IN ('draft', 'submitted', 'scheduled')"),
        ),
        Index("ix_edition_state_changed_at", "state", "changed_at"),
        Index("ix_edition_state_check_due_on", "state", "check_due_on"),
    )

    @property
    def subject(self) -> str:
        """Return how the record of events names this edition."""
        return f"edition:{self.id}"

    @property
    def author_ids(self) -> frozenset[int]:
        """Return who wrote in it."""
        return frozenset(author.id for author in self.authors)

    @property
    def public_texts(self) -> dict[str, str]:
        """Return every text of it that readers will see, by the name of its column."""
        return {name: getattr(self, name) for name in PUBLIC_TEXTS}

    def move_to(self, state: EditionState, *, at: datetime) -> None:
        """
        Change the state, if the table of transitions has the step.

        Raises:
            NotAllowedNow: the step does not exist.
        """
        if state not in TRANSITIONS[self.state]:
            raise NotAllowedNow(
                f"{self.subject} cannot go from {self.state} to {state}",
                says=N_("Teksten har fått en ny status i mellomtiden. Last siden på nytt og se."),
            )
        self.state = state
        self.changed_at = at


class EditionFinding(Model):
    """A piece of personal data found in an edition's public text, and how it was settled."""

    __tablename__ = "edition_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    """A ``foundation.personal_data.FindingKind``."""
    field: Mapped[str]
    """Which of ``PUBLIC_TEXTS`` it stands in."""
    found: Mapped[str]
    state: Mapped[FindingState] = mapped_column(default=FindingState.OPEN)
    reason: Mapped[str | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[datetime | None]

    edition: Mapped[Edition] = relationship(back_populates="findings", lazy="raise_on_sql")

    @property
    def can_be_kept(self) -> bool:
        """Tell whether it may ever be public, with a reason."""
        return self.kind != FindingKind.IDENTITY_NUMBER

    __table_args__ = (
        UniqueConstraint("edition_id", "kind", "field", "found"),
        CheckConstraint(
            "state <> 'kept' OR (reason IS NOT NULL AND kind <> 'identity_number')",
            name="kept_with_a_reason_and_never_an_identity_number",
        ),
    )


def article_url(number: int, slug: str) -> str:
    """Return the address of an article."""
    return f"/svar/{number}/{slug}" if slug else f"/svar/{number}"


def editing_url(number: int, edition: int) -> str:
    """Return the address of the page where one edition is written and reviewed."""
    return f"/redaksjon/artikkel/{number}/utgave/{edition}"


def correcting_url(number: int) -> str:
    """Return the address of the page where a published article is corrected or withdrawn."""
    return f"/redaksjon/artikkel/{number}/rett"
