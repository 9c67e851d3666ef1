"""Letter templates, their editions and their merge fields."""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.catalogue.editorial import (
    EditedWork,
    EditionOfWork,
    edition_constraints,
    work_constraints,
)
from helpdesk.foundation.db import Base, Model
from helpdesk.topics.models import Topic


class FieldType(StrEnum):
    """What a merge field holds."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"


letter_edition_topics = Table(
    "letter_edition_topic",
    Base.metadata,
    Column("edition_id", ForeignKey("letter_edition.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True, index=True),
)


class LetterTemplate(EditedWork, Model):
    """A letter template under one address; its words stand in its editions."""

    __tablename__ = "letter_template"

    editions: Mapped[list["LetterEdition"]] = relationship(
        back_populates="work", order_by="LetterEdition.number", lazy="raise_on_sql"
    )

    __table_args__ = work_constraints()

    @property
    def subject(self) -> str:
        """Return how the record of events names this letter template."""
        return f"letter:{self.slug}"


class LetterEdition(EditionOfWork, Model):
    """One numbered text of a letter template, and the merge fields in it."""

    __tablename__ = "letter_edition"

    work_id: Mapped[int] = mapped_column(ForeignKey("letter_template.id"))
    text: Mapped[str] = mapped_column(default="")
    """The letter in Markdown; a merge field stands as ``{{ field_name }}``."""
    html: Mapped[str] = mapped_column(default="")
    """The letter as readers see it, the merge fields marked."""
    renderer_version: Mapped[int] = mapped_column(default=0)

    work: Mapped[LetterTemplate] = relationship(back_populates="editions", lazy="raise_on_sql")
    topics: Mapped[list[Topic]] = relationship(
        secondary=letter_edition_topics, order_by=Topic.position, lazy="raise_on_sql"
    )
    fields: Mapped[list["MergeField"]] = relationship(
        back_populates="edition",
        order_by="MergeField.position",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )

    __table_args__ = edition_constraints("letter_edition")

    def copied(self, *, number: int) -> "LetterEdition":
        """Return a new edition with the same words; versions go on, so old forms stay too old."""
        copy = LetterEdition(
            work=self.work,
            number=number,
            version=self.version + 1,
            topics=list(self.topics),
            text=self.text,
            html=self.html,
            renderer_version=self.renderer_version,
            fields=[field.copied() for field in self.fields],
        )
        copy.describe(self.details)
        return copy

    @property
    def labels(self) -> dict[str, str]:
        """Return the label of each merge field by its name."""
        return {field.name: field.label for field in self.fields}


class MergeField(Model):
    """A place in the letter that the caseworker fills in."""

    __tablename__ = "merge_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("letter_edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    """Its place in the order of first appearance, from 1."""
    name: Mapped[str]
    label: Mapped[str]
    help: Mapped[str] = mapped_column(default="")
    type: Mapped[FieldType] = mapped_column(default=FieldType.TEXT)
    example: Mapped[str] = mapped_column(default="")

    edition: Mapped[LetterEdition] = relationship(back_populates="fields", lazy="raise_on_sql")

    def copied(self) -> "MergeField":
        """Return the field as it goes into a new edition."""
        return MergeField(
            position=self.position,
            name=self.name,
            label=self.label,
            help=self.help,
            type=self.type,
            example=self.example,
        )

    __table_args__ = (UniqueConstraint("edition_id", "name"),)


def letter_url(slug: str) -> str:
    """Return the address of a letter template."""
    return f"/brevmaler/{slug}"


def download_url(slug: str) -> str:
    """Return the address of the letter template as a Word document."""
    return f"{letter_url(slug)}/last-ned"
