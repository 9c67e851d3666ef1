"""Guides, their editions and their steps."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.catalogue.editorial import (
    EditedWork,
    EditionOfWork,
    edition_constraints,
    work_constraints,
)
from helpdesk.foundation.db import Base, Model
from helpdesk.guides.flow import Course, Flow, Node
from helpdesk.topics.models import Topic

guide_edition_topics = Table(
    "guide_edition_topic",
    Base.metadata,
    Column("edition_id", ForeignKey("guide_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True, index=True),
)


class Guide(EditedWork, Model):
    """A guide under one address; its words stand in its editions."""

    __tablename__ = "guide"

    editions: Mapped[list["GuideEdition"]] = relationship(
        back_populates="work", order_by="GuideEdition.number", lazy="raise_on_sql"
    )

    __table_args__ = work_constraints()

    @property
    def subject(self) -> str:
        """Return how the record of events names this guide."""
        return f"guide:{self.slug}"


class GuideEdition(EditionOfWork, Model):
    """One numbered text of a guide: what it is for, and its steps."""

    __tablename__ = "guide_edition"

    work_id: Mapped[int] = mapped_column(ForeignKey("guide.id"))

    work: Mapped[Guide] = relationship(back_populates="editions", lazy="raise_on_sql")
    topics: Mapped[list[Topic]] = relationship(
        secondary=guide_edition_topics, order_by=Topic.position, lazy="raise_on_sql"
    )
    steps: Mapped[list["GuideStep"]] = relationship(
        back_populates="edition",
        order_by="GuideStep.position",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )

    __table_args__ = edition_constraints("guide_edition")

    def copied(self, *, number: int) -> "GuideEdition":
        """Return a new edition with the same words; versions go on, so old forms stay too old."""
        copy = GuideEdition(
            work=self.work,
            number=number,
            version=self.version + 1,
            topics=list(self.topics),
            steps=[step.copied() for step in self.steps],
        )
        copy.describe(self.details)
        return copy

    @property
    def flow(self) -> Flow:
        """Return the graph of the steps."""
        return Flow(tuple(Node(each.anchor, each.title, each.course) for each in self.steps))

    def step(self, anchor: str) -> "GuideStep | None":
        """Return the step that stands under *anchor*."""
        return next((step for step in self.steps if step.anchor == anchor), None)


class GuideStep(Model):
    """One step: what to do, by when, on what legal basis, with which letter."""

    __tablename__ = "guide_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("guide_edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    """Where it stands, from 1. No gaps; a step that says nothing else goes on to the one after."""
    anchor: Mapped[str]
    """Part of the address after ``#``; kept when the step moves or gets another title."""
    question: Mapped[str] = mapped_column(default="", server_default="")
    """Answered by yes or no; then ``yes_to`` and ``no_to`` say where the way goes on."""
    yes_to: Mapped[str] = mapped_column(default="", server_default="")
    """The anchor of a step of the same edition, as ``no_to`` and ``next_to``; empty: not said."""
    no_to: Mapped[str] = mapped_column(default="", server_default="")
    next_to: Mapped[str] = mapped_column(default="", server_default="")
    is_end: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    deadline: Mapped[str] = mapped_column(default="")
    laws: Mapped[list[str]] = mapped_column(default=list)
    links: Mapped[list[str]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=0)
    """Raised at every save of this step; two people may write in two steps at once."""

    edition: Mapped[GuideEdition] = relationship(back_populates="steps", lazy="raise_on_sql")

    @property
    def course(self) -> Course:
        """Return how it goes on."""
        return Course(
            question=self.question or "",
            yes_to=self.yes_to or "",
            no_to=self.no_to or "",
            next_to=self.next_to or "",
            is_end=bool(self.is_end),
        )

    def lead(self, course: Course) -> None:
        """Take over how it goes on."""
        self.question, self.is_end = course.question, course.is_end
        self.yes_to, self.no_to, self.next_to = course.yes_to, course.no_to, course.next_to

    def copied(self) -> "GuideStep":
        """Return the step as it goes into a new edition."""
        return GuideStep(
            position=self.position,
            anchor=self.anchor,
            question=self.question,
            yes_to=self.yes_to,
            no_to=self.no_to,
            next_to=self.next_to,
            is_end=self.is_end,
            title=self.title,
            text=self.text,
            html=self.html,
            renderer_version=self.renderer_version,
            deadline=self.deadline,
            laws=list(self.laws),
            links=list(self.links),
            version=self.version + 1,
        )

    __table_args__ = (
        UniqueConstraint("edition_id", "position"),
        UniqueConstraint("edition_id", "anchor"),
    )


def laws_of(edition: GuideEdition) -> list[str]:
    """Return the keys of the laws that the edition and its steps build on, each once, in order."""
    return _once([*edition.laws, *(law for step in edition.steps for law in step.laws)])


def links_of(edition: GuideEdition) -> list[str]:
    """Return what the edition and its steps point to, each once, in order."""
    return _once([*edition.links, *(link for step in edition.steps for link in step.links)])


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def guide_url(slug: str) -> str:
    """Return the address of a guide."""
    return f"/veiledere/{slug}"


def walk_url(slug: str, way: str = "") -> str:
    """Return the address of the walk-through of a guide, at the beginning or after a *way*."""
    return f"{guide_url(slug)}/gjennomgang" + (f"?vei={way}" if way else "")
