"""Facts about this installation that stand in the database."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation.db import Model, db

DEMO = "demo"


class InstallationFact(Model):
    """One fact, by name."""

    __tablename__ = "installation_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def fact(name: str) -> str | None:
    """Return the value of a fact."""
    return db.session.scalar(select(InstallationFact.value).where(InstallationFact.name == name))


def note(name: str, value: str) -> None:
    """Write a fact, in the transaction at hand."""
    db.session.merge(InstallationFact(name=name, value=value))


def is_demo() -> bool:
    """Tell whether this installation was filled by ``helpdesk demo``."""
    return fact(DEMO) == "yes"
