"""The outbox: a row per side effect, written with the change, carried out at least once."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from sqlalchemy import Index, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.foundation import clock
from helpdesk.foundation.db import Model, db, reading
from helpdesk.foundation.errors import NotFound

LEASE = timedelta(minutes=2)
"""How long a worker keeps a row before another may take it. Source: guess, eight time-outs."""

ROUND_SECONDS = 20.0
"""How long one round may begin new rows. Source: guess, a third of a heartbeat's silence."""

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(hours=1)
MOST_ATTEMPTS = 30
"""Attempts before a row is a dead letter, about a day of a dead mail server. Source: guess."""

log = structlog.get_logger()

Handler = Callable[["OutboxMessage"], None]


class OutboxState(StrEnum):
    """Where a side effect stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class OutboxMessage(Model):
    """One side effect that must happen after the commit."""

    __tablename__ = "outbox_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[OutboxState] = mapped_column(default=OutboxState.WAITING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempt_count: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    delivered_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_outbox_message_state_due_at", "state", "due_at"),)


class PermanentFailure(Exception):
    """The handler knows that trying again cannot help; the row becomes a dead letter at once."""


def post(kind: str, payload: dict[str, Any], *, due_at: datetime | None = None) -> OutboxMessage:
    """Add a side effect of *kind* to the transaction at hand; not before *due_at*."""
    now = clock.now()
    message = OutboxMessage(kind=kind, payload=payload, created_at=now, due_at=due_at or now)
    db.session.add(message)
    return message


def post_all(kind: str, payloads: Iterable[dict[str, Any]]) -> None:
    """Add side effects of *kind* to the transaction at hand; one statement however many."""
    now = clock.now()
    rows = [
        {"kind": kind, "payload": payload, "created_at": now, "due_at": now} for payload in payloads
    ]
    if rows:
        db.session.execute(insert(OutboxMessage), rows)


def deliver_due(handlers: Mapping[str, Handler], *, limit: int = 20) -> int:
    """
    Carry out what is due, one row at a time, and return how many were tried.

    Each row is claimed in a transaction of its own and finished in another, so that nothing slow
    happens while the database is held, and a poisoned row never blocks the next. No row is begun
    after ``ROUND_SECONDS``, so that a silent mail server does not silence the lane's heartbeat.
    """
    tried, end = 0, time.monotonic() + ROUND_SECONDS
    while tried < limit and time.monotonic() < end and _anything_due():
        message = _claim()
        if message is None:
            break
        _carry_out(message, handlers)
        tried += 1
    return tried


def dead_letters(*, limit: int = 200) -> list[OutboxMessage]:
    """Return the rows given up on, newest first, at most *limit*."""
    dead = select(OutboxMessage).where(OutboxMessage.state == OutboxState.DEAD)
    return list(db.session.scalars(dead.order_by(OutboxMessage.id.desc()).limit(limit)))


def counts() -> dict[OutboxState, int]:
    """Return how many rows there are in each state."""
    counted = select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)
    found = {row[0]: row[1] for row in db.session.execute(counted)}
    return {state: found.get(state, 0) for state in OutboxState}


def retry(message_id: int) -> None:
    """
    Put a dead letter back in the line.

    Raises:
        NotFound: no dead letter has this id.
    """
    again = (
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.state == OutboxState.DEAD)
        .values(state=OutboxState.WAITING, attempt_count=0, due_at=clock.now(), leased_until=None)
    )
    if db.session.execute(again.returning(OutboxMessage.id)).first() is None:
        raise NotFound(f"no dead letter {message_id}")
    db.session.commit()


def _due_rows() -> Any:
    now = clock.now()
    return (
        select(OutboxMessage.id)
        .where(
            OutboxMessage.state == OutboxState.WAITING,
            OutboxMessage.due_at <= now,
            or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until < now),
        )
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(1)
    )


def _anything_due() -> bool:
    with reading():
        found = db.session.scalar(_due_rows()) is not None
        db.session.rollback()
    return found


def _claim() -> OutboxMessage | None:
    chosen = _due_rows()
    if db.engine.dialect.name == "postgresql":
        chosen = chosen.with_for_update(skip_locked=True)
    claim = (
        update(OutboxMessage)
        .where(OutboxMessage.id == chosen.scalar_subquery())
        .values(leased_until=clock.now() + LEASE, attempt_count=OutboxMessage.attempt_count + 1)
        .returning(OutboxMessage)
        .execution_options(populate_existing=True)
    )
    message = db.session.scalars(claim).one_or_none()
    db.session.commit()
    return message


def _carry_out(message: OutboxMessage, handlers: Mapping[str, Handler]) -> None:
    try:
        _handler_of(message, handlers)(message)
    except Exception as error:
        db.session.rollback()
        _note_failure(message, error)
    else:
        message.state = OutboxState.DELIVERED
        message.delivered_at = clock.now()
        message.payload = _without_secrets(message.payload)
        message.leased_until = None
        message.last_error = None
    db.session.commit()


def _without_secrets(payload: dict[str, Any]) -> dict[str, Any]:
    """Return what may be kept of a delivered row: the facts of a mail can hold a link's token."""
    return {name: value for name, value in payload.items() if name != "facts"}


def _handler_of(message: OutboxMessage, handlers: Mapping[str, Handler]) -> Handler:
    if message.attempt_count > MOST_ATTEMPTS:
        raise PermanentFailure("the worker came to its end at every attempt")
    if message.kind not in handlers:
        raise PermanentFailure(f"nobody handles {message.kind!r}")
    return handlers[message.kind]


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    db.session.refresh(message, with_for_update=True)
    if message.state is not OutboxState.WAITING:
        return  # the lease ran out, and another worker has finished it
    message.last_error = f"{type(error).__name__}: {error}"[:1000]
    message.leased_until = None
    if isinstance(error, PermanentFailure) or message.attempt_count >= MOST_ATTEMPTS:
        message.state = OutboxState.DEAD
    else:
        message.due_at = clock.now() + delay_after(message.attempt_count)
    log.warning("outbox.failed", id=message.id, kind=message.kind, error=message.last_error)


def delay_after(attempt_count: int) -> timedelta:
    """Return how long to wait after the *attempt_count*-th failure: doubled, at most an hour."""
    doublings = min(attempt_count - 1, 20)
    return min(FIRST_DELAY * float(2**doublings), LONGEST_DELAY)
