"""Signs of life of the worker's lanes."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation import clock
from helpdesk.foundation.db import Model, db

SILENCE = timedelta(seconds=60)
"""A lane that has not beaten for this long is taken for dead. Source: guess, six beats."""


class Heartbeat(Model):
    """When a lane of the worker last went round."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str) -> None:
    """Note that the lane *name* is alive, and commit."""
    db.session.merge(Heartbeat(name=name, at=clock.now()))
    db.session.commit()


def last(name: str) -> datetime | None:
    """Return when the lane *name* last beat."""
    return db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))


def all_lanes() -> list[Heartbeat]:
    """Return the last beat of every lane that ever beat, by name."""
    return list(db.session.scalars(select(Heartbeat).order_by(Heartbeat.name)))


def is_alive(name: str) -> bool:
    """Tell whether the lane *name* has beaten within the last minute."""
    at = last(name)
    return at is not None and clock.now() - at < SILENCE
