"""What the search keeps in the database: the editors' synonyms."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from helpdesk.accounts.models import User
from helpdesk.foundation.db import Model


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
