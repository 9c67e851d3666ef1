"""The index in PostgreSQL, for several machines; empty where Whoosh keeps it."""

from sqlalchemy import Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation.db import Model

PLAIN_ORDER = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared byte by byte: what a word is, is decided by the analysis."""


class IndexState(Model):
    """One row: what the index is level with, and its sums."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str]
    """The rules of analysis it was built by."""
    version: Mapped[int]
    """The shelf's."""
    stamp: Mapped[int]
    """Raised with every commit; never goes back."""
    built_at_stamp: Mapped[int]
    """The stamp of the last build: all that was remembered before it is void."""
    document_count: Mapped[int]
    length_total: Mapped[int]


class IndexedDocument(Model):
    """One text; its number is the version of the shelf it was indexed at, so newer is higher."""

    __tablename__ = "search_document"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(unique=True)
    length: Mapped[int]
    sequence: Mapped[str]
    """Its stems in order."""
    terms: Mapped[str]
    """All it holds, one ``field text`` a line: what must be taken back when it changes."""


class PostingChunk(Model):
    """Where a text stands among 1,024 neighbouring document numbers, packed."""

    __tablename__ = "search_posting"

    field: Mapped[str] = mapped_column(PLAIN_ORDER, primary_key=True)
    text: Mapped[str] = mapped_column(PLAIN_ORDER, primary_key=True)
    chunk: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    documents: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[bytes] = mapped_column(LargeBinary)


class IndexedWord(Model):
    """A text that stands in some document, and in how many."""

    __tablename__ = "search_word"

    field: Mapped[str] = mapped_column(PLAIN_ORDER, primary_key=True)
    text: Mapped[str] = mapped_column(PLAIN_ORDER, primary_key=True)
    count: Mapped[int]
    stamp: Mapped[int]
    """The commit that changed the count last."""

    __table_args__ = (Index("ix_search_word_stamp", "stamp"),)
