"""What the search keeps: editors' synonyms, what is searched for, and the index in PostgreSQL."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import User
from helpdesk.foundation.db import Model
from helpdesk.foundation.language import Language

PLAIN_ORDER = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared byte by byte: what a word is, is decided by the analysis."""


class SynonymDirection(StrEnum):
    """Which of the words find the others."""

    TWO_WAY = "two_way"
    ONE_WAY = "one_way"
    """A search for the term finds the other words, not the other way round."""


class Synonym(Model):
    """Words that find each other, whatever the language; decided by an editor."""

    __tablename__ = "synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(unique=True)
    others: Mapped[list[str]]
    direction: Mapped[SynonymDirection]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)

    added_by: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def subject(self) -> str:
        """Return what the record calls it."""
        return f"synonym:{self.id}"

    @property
    def is_two_way(self) -> bool:
        """Tell whether each of the words finds the others."""
        return self.direction is SynonymDirection.TWO_WAY


class SearchWording(Model):
    """A search as people word it: masked, lower case, white space folded."""

    __tablename__ = "search_wording"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(unique=True)
    visit_count: Mapped[int] = mapped_column(default=0, index=True)
    """Different visits that made it; visits of different days count as different."""
    best_day_count: Mapped[int] = mapped_column(default=0)
    """The most different visits that made it on one day, which are known to be different."""
    is_withheld: Mapped[bool] = mapped_column(default=False)
    """Whether an editor has decided that it is never shown to others."""

    @property
    def subject(self) -> str:
        """Return what the record calls it."""
        return f"search_wording:{self.id}"


class SearchEntry(Model):
    """One search that somebody made; nothing says who, or when in the day."""

    __tablename__ = "search_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    search_id: Mapped[str] = mapped_column(unique=True)
    """A random name, by which a click finds its search."""
    wording_id: Mapped[int] = mapped_column(ForeignKey("search_wording.id"), index=True)
    searched_on: Mapped[date] = mapped_column(index=True)
    language: Mapped[Language]
    """Of the page it was made on."""
    hit_count: Mapped[int]
    filters: Mapped[dict[str, object]]


class SearchClick(Model):
    """The first hit that was opened after a search; it may be read in before the search is."""

    __tablename__ = "search_click"

    search_id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    position: Mapped[int | None]
    """Where among all hits it stood, from 1."""
    clicked_on: Mapped[date] = mapped_column(index=True)


class SearchVisit(Model):
    """That a visit of today made a search; gone when the day is over."""

    __tablename__ = "search_visit"

    wording_id: Mapped[int] = mapped_column(ForeignKey("search_wording.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    """A digest under a key of the day; another one for each wording."""
    visited_on: Mapped[date] = mapped_column(index=True)


class UnknownWord(Model):
    """A word that no published text holds, as a keyed digest, and how many visits used it."""

    __tablename__ = "search_unknown_word"

    digest: Mapped[str] = mapped_column(primary_key=True)
    visit_count: Mapped[int] = mapped_column(default=0)
    best_day_count: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[date] = mapped_column(index=True)


class UnknownWordVisit(Model):
    """That a visit of today searched for an unknown word; gone when the day is over."""

    __tablename__ = "search_unknown_word_visit"

    digest: Mapped[str] = mapped_column(primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    visited_on: Mapped[date] = mapped_column(index=True)


class SearchLogPart(Model):
    """How far a part of the search log has been read in."""

    __tablename__ = "search_log_part"

    name: Mapped[str] = mapped_column(primary_key=True)
    offset: Mapped[int]
    """Bytes."""
    begun_on: Mapped[date]


class IndexState(Model):
    """One row: what the index is level with, and its sums."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str]
    """The rules of analysis it was built by."""
    version: Mapped[int]
    """The shelf's."""
    about: Mapped[str] = mapped_column(default="")
    """Which database it was built from, and what could not be taken apart."""
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
