"""Laws, regulations, guidelines, and what in them can be cited."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.foundation.db import Model
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.keys import LawPlace, format_key


class LawKind(StrEnum):
    """What kind of rule it is, in Lovdata's words."""

    LAW = "lov"
    REGULATION = "forskrift"
    PLANNING_GUIDELINE = "planretningslinje"
    GUIDELINE = "retningslinje"


class LawStatus(StrEnum):
    """Where the rule stands in time."""

    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


class Law(Model):
    """One law, regulation or guideline."""

    __tablename__ = "law"

    id: Mapped[int] = mapped_column(primary_key=True)
    law_id: Mapped[str] = mapped_column(unique=True)
    """``LOV-1981-03-13-6``, ``FOR-2004-06-01-931``, ``T-1442/2021``."""
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[LawKind]
    name_nb: Mapped[str]
    name_nn: Mapped[str]
    abbreviations: Mapped[list[str]] = mapped_column(default=list)
    official_title: Mapped[str] = mapped_column(default="")
    official_language: Mapped[TextLanguage] = mapped_column(default=TextLanguage.NB)
    ministry: Mapped[str] = mapped_column(default="")
    in_force_from: Mapped[date | None]
    in_force_until: Mapped[date | None]
    status: Mapped[LawStatus]
    replaced_by: Mapped[str | None]
    """The ``law_id`` that took or will take its place."""
    url: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")

    sections: Mapped[list["LawSection"]] = relationship(
        back_populates="law", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    def name(self, language: str) -> str:
        """Return the short name in *language*; English readers get the bokmål name."""
        return self.name_nn if language == TextLanguage.NN else self.name_nb


class LawSection(Model):
    """A chapter or section that can be cited; imported by ``helpdesk laws import``."""

    __tablename__ = "law_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    law_id: Mapped[int] = mapped_column(ForeignKey("law.id"))
    section: Mapped[str]
    """``12-3``, ``11a``, ``15a-4``, ``kap-12``."""
    chapter: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    heading: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    law: Mapped[Law] = relationship(back_populates="sections", lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("law_id", "section"),)


class LawChange(Model):
    """
    What an editor has marked as changed in a law: a section, a chapter or all of it.

    It names its place by key, so that it outlives every import of the sections.
    """

    __tablename__ = "law_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    law_id: Mapped[str]
    """The register's ``law_id``."""
    section: Mapped[str] = mapped_column(default="")
    """As in a key; empty: the law as a whole."""
    changed_from: Mapped[date]
    """The day from which the new words hold; it may lie ahead."""
    what: Mapped[str]
    """What is changed, in one or two sentences; readers see it."""
    source_url: Mapped[str] = mapped_column(default="")
    marked_at: Mapped[datetime]

    __table_args__ = (Index("ix_law_change_law_id_changed_from", "law_id", "changed_from"),)

    @property
    def place(self) -> LawPlace:
        """Return what is changed."""
        return LawPlace(self.law_id, self.section or None)

    @property
    def key(self) -> str:
        """Return what is changed, as a key."""
        return format_key(*self.place)


def law_url(slug: str, section: str | None = None) -> str:
    """Return the address of the page of a law or of one of its sections."""
    return f"/lov/{slug}/{section}" if section else f"/lov/{slug}"
