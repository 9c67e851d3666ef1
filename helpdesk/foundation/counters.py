"""Growing numbers that have no gaps and no order but the order of commits."""

from sqlalchemy import ScalarSelect, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation.db import Model, db


class Counter(Model):
    """One growing number; its row is held until the commit, so numbers commit in order."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


def following(name: str) -> int:
    """Return the next number of the counter *name*, from 1; others wait until the commit."""
    step = update(Counter).where(Counter.name == name).values(value=Counter.value + 1)
    value = db.session.scalar(step.returning(Counter.value))
    return _first(name) if value is None else value


def current(name: str) -> int:
    """Return the last number given by the counter *name*, 0 before the first."""
    return db.session.scalar(select(Counter.value).where(Counter.name == name)) or 0


def as_column(name: str) -> ScalarSelect[int]:
    """Return the last number of the counter *name* as a column of another statement."""
    return select(Counter.value).where(Counter.name == name).scalar_subquery()


def stamp(*names: str) -> tuple[tuple[str, int], ...]:
    """Return what changes whenever one of the counters *names* does; one statement."""
    chosen = select(Counter.name, Counter.value).where(Counter.name.in_(names))
    rows = db.session.execute(chosen.order_by(Counter.name))
    return tuple((row.name, row.value) for row in rows)


def _first(name: str) -> int:
    try:
        with db.session.begin_nested():
            db.session.execute(insert(Counter).values(name=name, value=1))
    except IntegrityError:
        return following(name)
    return 1
