"""Duties and their editions."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.editorial import (
    EditedWork,
    EditionOfWork,
    edition_constraints,
    work_constraints,
)
from helpdesk.foundation.db import Base, Model
from helpdesk.topics.models import Topic

TABLE_URL = "/myndighet-og-plikt"
DECIDING_URL = f"{TABLE_URL}/hvem-avgjor"
FILE_URL = f"{TABLE_URL}.csv"

MUNICIPALITY = "kommunen"
"""Who has a task unless the editor says otherwise; the same in both written forms."""


class Force(StrEnum):
    """Whether the law leaves a choice."""

    MUST = "must"
    MAY = "may"


class Role(StrEnum):
    """What the law gives: the power to decide about others, or something to see to oneself."""

    AUTHORITY = "authority"
    DUTY = "duty"


duty_edition_topics = Table(
    "duty_edition_topic",
    Base.metadata,
    Column("edition_id", ForeignKey("duty_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True, index=True),
)


class Duty(EditedWork, Model):
    """One task under one address; its words stand in its editions."""

    __tablename__ = "duty"

    editions: Mapped[list["DutyEdition"]] = relationship(
        back_populates="work", order_by="DutyEdition.number", lazy="raise_on_sql"
    )

    __table_args__ = work_constraints()

    @property
    def subject(self) -> str:
        """Return how the record of events names this duty."""
        return f"duty:{self.slug}"


class DutyEdition(EditionOfWork, Model):
    """One numbered text of a duty; its title is the task, its laws are the legal basis."""

    __tablename__ = "duty_edition"

    work_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    force: Mapped[Force | None]
    role: Mapped[Role | None]
    decider: Mapped[str] = mapped_column(default=MUNICIPALITY)
    """Who decides or has the task, in the words of the edition's language."""
    deadline: Mapped[str] = mapped_column(default="")
    appeals_body: Mapped[str] = mapped_column(default="")
    state_agency_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    """Markdown: what the task means, in a paragraph or two."""
    html: Mapped[str] = mapped_column(default="")
    renderer_version: Mapped[int] = mapped_column(default=0)

    work: Mapped[Duty] = relationship(back_populates="editions", lazy="raise_on_sql")
    state_agency: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    """Which agency of the state answers for the rules, and so for questions about them."""
    topics: Mapped[list[Topic]] = relationship(
        secondary=duty_edition_topics, order_by=Topic.position, lazy="raise_on_sql"
    )

    __table_args__ = (
        *edition_constraints("duty_edition"),
        CheckConstraint(
            "state IN ('draft', 'discarded') OR (force IS NOT NULL AND role IS NOT NULL"
            " AND state_agency_id IS NOT NULL)",
            name="complete_when_handed_over",
        ),
    )

    def copied(self, *, number: int) -> "DutyEdition":
        """Return a new edition with the same words; versions go on, so old forms stay too old."""
        copy = DutyEdition(
            work=self.work,
            number=number,
            version=self.version + 1,
            topics=list(self.topics),
            force=self.force,
            role=self.role,
            decider=self.decider,
            deadline=self.deadline,
            appeals_body=self.appeals_body,
            state_agency=self.state_agency,
            text=self.text,
            html=self.html,
            renderer_version=self.renderer_version,
        )
        copy.describe(self.details)
        return copy

    @property
    def settled(self) -> tuple[Force, Role, Organisation]:
        """
        Return what only a draft may lack: must or may, authority or duty, the state's agency.

        Raises:
            ValueError: it is a draft that lacks it.
        """
        if self.force is None or self.role is None or self.state_agency is None:
            raise ValueError(f"edition {self.number} of {self.work.subject} is not complete")
        return self.force, self.role, self.state_agency


def duty_url(slug: str) -> str:
    """Return the address of a duty's own page."""
    return f"{TABLE_URL}/{slug}"
