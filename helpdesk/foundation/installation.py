"""Facts about this installation that stand in the database."""

from weakref import WeakSet

from sqlalchemy import Engine, ScalarSelect, select
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


def facts(*names: str) -> dict[str, str]:
    """Return the values of the facts among *names* that are noted; one statement."""
    chosen = select(InstallationFact.name, InstallationFact.value)
    rows = db.session.execute(chosen.where(InstallationFact.name.in_(names)))
    return {row.name: row.value for row in rows}


def as_column(name: str) -> ScalarSelect[str]:
    """Return the value of a fact as a column of another statement."""
    chosen = select(InstallationFact.value).where(InstallationFact.name == name)
    return chosen.scalar_subquery()


def note(name: str, value: str) -> None:
    """Write a fact, in the transaction at hand."""
    db.session.merge(InstallationFact(name=name, value=value))


_demos: WeakSet[Engine] = WeakSet()


def is_demo() -> bool:
    """
    Tell whether this installation was filled by ``helpdesk demo``.

    A demo stays one for ever, so that it is asked for once a process; every page shows it.
    """
    if db.engine in _demos:
        return True
    found = fact(DEMO) == "yes"
    if found:
        _demos.add(db.engine)
    return found
