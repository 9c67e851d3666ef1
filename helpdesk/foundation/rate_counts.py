"""How often somebody has done something in a window of time, shared by all processes."""

from datetime import datetime, timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation import clock
from helpdesk.foundation.db import Model, db


class RateCount(Model):
    """One window of one kind of act by one actor."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


def hit(key: str, window: timedelta) -> tuple[int, datetime]:
    """
    Count one act and return how many there were in the window, and when the window ends.

    One statement in a transaction of its own, on a connection of its own: what the request does
    later neither waits for it nor takes it back. It must come before the request's own
    transaction begins, or SQLite's two writers would wait for each other.

    Args:
        window: begins with the first act, and anew with the first one after its end.
    """
    now = clock.now()
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    first = insert(RateCount).values(key=key, count=1, ends_at=now + window)
    is_over = RateCount.ends_at <= now
    again = first.on_conflict_do_update(
        index_elements=[RateCount.key],
        set_={
            "count": case((is_over, 1), else_=RateCount.count + 1),
            "ends_at": case((is_over, first.excluded.ends_at), else_=RateCount.ends_at),
        },
    )
    with db.engine.begin() as connection:
        counted = connection.execute(again.returning(RateCount.count, RateCount.ends_at))
        count, ends_at = counted.one()
    return count, ends_at


def forget_old() -> None:
    """Delete windows that are over, and commit; the worker's."""
    db.session.execute(delete(RateCount).where(RateCount.ends_at <= clock.now()))
    db.session.commit()
