"""Letter templates, their editions and their merge fields."""

from enum import StrEnum

from sqlalchemy import JSON, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.catalogue.editorial import (
    Details,
    EditedWork,
    EditionOfWork,
    edition_constraints,
    work_constraints,
)
from helpdesk.foundation.db import Base, Model
from helpdesk.foundation.files import StoredFile
from helpdesk.topics.models import Topic


class FieldType(StrEnum):
    """What a merge field holds."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    ROWS = "rows"


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
    """
    The letter in Markdown; a merge field stands as ``{{ field_name }}``.

    Of an uploaded Word document: its words and tags, a line a paragraph, for search and checks.
    """
    html: Mapped[str] = mapped_column(default="")
    """The letter as readers see it, the merge fields marked."""
    renderer_version: Mapped[int] = mapped_column(default=0)
    next_slugs: Mapped[list[str]] = mapped_column(default=list)
    """The letters that may follow this one in a case, in the order shown."""
    sister_slug: Mapped[str] = mapped_column(default="")
    """The same letter in the other language form; empty: there is none."""
    document_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    """The Word document that was uploaded; None: the letter was written here."""

    document: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
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
            next_slugs=list(self.next_slugs),
            sister_slug=self.sister_slug,
            document=self.document,
            fields=[field.copied() for field in self.fields],
        )
        copy.describe(self.details)
        return copy

    def describe(self, details: Details) -> None:
        """Take over what the editor says; in another language the letter's notes read otherwise."""
        if self.html and self.language != details.language:
            self.renderer_version = 0
        super().describe(details)

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
    choices: Mapped[list[str]] = mapped_column(default=list)
    """What may be chosen, of a choice."""
    columns: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """``name`` and ``label`` of each column, of rows."""

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
            choices=list(self.choices),
            columns=[dict(column) for column in self.columns],
        )

    __table_args__ = (UniqueConstraint("edition_id", "name"),)


def letter_url(slug: str) -> str:
    """Return the address of a letter template."""
    return f"/brevmaler/{slug}"


def fill_url(slug: str) -> str:
    """Return the address at which a letter is filled in."""
    return f"{letter_url(slug)}/fyll-ut"


def edition_url(slug: str, number: int) -> str:
    """Return the address of one edition of a letter template."""
    return f"{letter_url(slug)}/utgave/{number}"


def download_url(slug: str) -> str:
    """Return the address of the letter template as a Word document."""
    return f"{letter_url(slug)}/last-ned"
