"""Growing numbers that have no gaps and no order but the order of commits."""

from typing import Any

from sqlalchemy import ScalarSelect, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation.db import Model, db


class Counter(Model):
    """One growing number; its row is held until the commit, so numbers commit in order."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


_NAME: Any = bindparam("counter_name")
_TABLE = Counter.__table__
_STEP = (
    update(_TABLE)  # type: ignore[arg-type]
    .where(_TABLE.c.name == _NAME)
    .values(value=_TABLE.c.value + 1)
    .returning(_TABLE.c.value)
)
_LEAP = (
    update(_TABLE)  # type: ignore[arg-type]
    .where(_TABLE.c.name == _NAME)
    .values(value=_TABLE.c.value + bindparam("leap"))
)
_LAST = select(_TABLE.c.value).where(_TABLE.c.name == _NAME)
"""Built once, without the care for loaded objects: every change of the shelf takes a number."""


def following(name: str) -> int:
    """Return the next number of the counter *name*, from 1; others wait until the commit."""
    value: int | None = db.session.scalar(_STEP, {"counter_name": name})
    return _first(name) if value is None else value


def following_of(name: str, count: int) -> range:
    """Return the next *count* numbers of the counter *name*; as ``following`` gives them."""
    if count < 1:
        return range(0)
    first = following(name)
    if count > 1:
        db.session.execute(_LEAP, {"counter_name": name, "leap": count - 1})
    return range(first, first + count)


def current(name: str) -> int:
    """Return the last number given by the counter *name*, 0 before the first."""
    return db.session.scalar(_LAST, {"counter_name": name}) or 0


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
