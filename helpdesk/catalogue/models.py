"""Catalogue items, the links between them, and the sections they cite."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import Organisation
from helpdesk.foundation.db import Base, Model
from helpdesk.foundation.language import TextLanguage
from helpdesk.laws.keys import format_key
from helpdesk.laws.models import LawChange
from helpdesk.topics.models import Topic


class ItemKind(StrEnum):
    """What a published thing is. A new kind of content adds its word here."""

    ARTICLE = "article"
    GUIDE = "guide"
    LETTER = "letter"
    CHECKLIST = "checklist"
    DUTY = "duty"
    EXAMPLE = "example"
    TOOL = "tool"
    NEWS = "news"
    TERM = "term"


HAVE_PARTS = frozenset({ItemKind.GUIDE})
"""The kinds whose parts have addresses of their own: ``guide:key#anchor`` is a step."""


class ItemStatus(StrEnum):
    """Whether the thing stands."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    """Its page stays with the reason; search and lists leave it out."""


class Relation(StrEnum):
    """Why one item points to another."""

    SUPPORTS = "supports"
    """The source is explained or carried out by the target: article → guide, guide → letter."""
    REPLACED_BY = "replaced_by"


item_topics = Table(
    "catalogue_item_topic",
    Base.metadata,
    Column("item_id", ForeignKey("catalogue_item.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True, index=True),
)


class CatalogueItem(Model):
    """
    One published thing, as everything that looks across rooms sees it.

    Rows are never deleted. ``version`` is the number of the whole shelf when the row last changed,
    so the shelf is its own change log. ``page_version`` changes when what its page shows changes.
    """

    __tablename__ = "catalogue_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ItemKind]
    key: Mapped[str]
    language: Mapped[TextLanguage]
    title: Mapped[str]
    summary: Mapped[str]
    """Plain text, one or two sentences: the short answer, what a guide is for."""
    text: Mapped[str]
    """Plain text of all that may be searched."""
    url: Mapped[str]
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What of it can be pointed to: the title of each part by its anchor, in order."""
    agency_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    published_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    checked_on: Mapped[date | None]
    status: Mapped[ItemStatus] = mapped_column(default=ItemStatus.PUBLISHED)
    version: Mapped[int] = mapped_column(index=True)
    page_version: Mapped[int]
    under_assessment_since: Mapped[datetime | None]
    """Set while somebody looks whether it still holds, and readers should know."""
    assessed_change_id: Mapped[int | None] = mapped_column(ForeignKey("law_change.id"), index=True)
    """The change of a law that gave rise to it."""

    assessed_change: Mapped[LawChange | None] = relationship(lazy="raise_on_sql")
    agency: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    topics: Mapped[list[Topic]] = relationship(secondary=item_topics, lazy="raise_on_sql")
    citations: Mapped[list["Citation"]] = relationship(
        back_populates="item", lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    links: Mapped[list["CatalogueLink"]] = relationship(
        foreign_keys="CatalogueLink.from_item_id",
        back_populates="from_item",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )

    __table_args__ = (
        UniqueConstraint("kind", "key"),
        Index("ix_catalogue_item_status_published_at_id", "status", "published_at", "id"),
        Index("ix_catalogue_item_status_kind_published_at", "status", "kind", "published_at"),
        CheckConstraint(
            "(under_assessment_since IS NULL) = (assessed_change_id IS NULL)",
            name="assessed_for_a_reason",
        ),
    )

    @property
    def address(self) -> str:
        """Return ``kind:key``, how import, export and links name the item."""
        return f"{self.kind.value}:{self.key}"


class CatalogueLink(Model):
    """One item points to another, by address: the target may come later (import order)."""

    __tablename__ = "catalogue_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_item.id", ondelete="CASCADE"))
    to_kind: Mapped[ItemKind]
    to_key: Mapped[str]
    relation: Mapped[Relation] = mapped_column(default=Relation.SUPPORTS)
    to_version: Mapped[int | None]
    """The target's ``version`` when the link was made."""
    to_anchor: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)

    from_item: Mapped[CatalogueItem] = relationship(
        foreign_keys=[from_item_id], back_populates="links", lazy="raise_on_sql"
    )

    @property
    def address(self) -> str:
        """Return the target's ``kind:key``, with ``#anchor`` where it is a part."""
        whole = f"{self.to_kind.value}:{self.to_key}"
        return f"{whole}#{self.to_anchor}" if self.to_anchor else whole

    __table_args__ = (
        UniqueConstraint("from_item_id", "to_kind", "to_key", "relation", "to_anchor"),
        Index("ix_catalogue_link_to_kind_to_key", "to_kind", "to_key"),
    )


class Citation(Model):
    """An item cites a law, or a section of it."""

    __tablename__ = "citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_item.id", ondelete="CASCADE"))
    law_id: Mapped[str]
    """The register's ``law_id``; the law itself may be imported later."""
    section: Mapped[str] = mapped_column(default="")
    """Empty: the law as a whole."""

    item: Mapped[CatalogueItem] = relationship(back_populates="citations", lazy="raise_on_sql")

    @property
    def address(self) -> str:
        """Return ``LAW-ID`` or ``LAW-ID/section``, how import and export name it."""
        return format_key(self.law_id, self.section)

    __table_args__ = (
        UniqueConstraint("item_id", "law_id", "section"),
        Index("ix_citation_law_id_section", "law_id", "section"),
    )


def parse_address(address: str) -> tuple[ItemKind, str] | None:
    """Split ``kind:key``, of a part the whole; None for what is no address or no kind of ours."""
    kind, _, key = address.partition(":")
    if kind in HAVE_PARTS:
        key = key.partition("#")[0]
    return (ItemKind(kind), key) if key and kind in set(ItemKind) else None


def anchor_of(address: str) -> str:
    """Return the anchor in ``guide:key#anchor``; nothing in an address of a whole thing."""
    kind, _, key = address.partition(":")
    return key.partition("#")[2] if kind in HAVE_PARTS else ""
