"""The record: every change of state is one event, append-only, chained over digests."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from helpdesk.foundation import clock
from helpdesk.foundation.db import Model, db


class Event(Model):
    """
    One change: who, when, what, from which state to which, and a digest of its text.

    The text stands in a table of its own, so that erasing it does not break the chain.
    """

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    kind: Mapped[str]
    subject: Mapped[str]
    """``question:2026-00042``, ``edition:17``: the kind of thing and how people name it."""
    old_state: Mapped[str | None]
    new_state: Mapped[str | None]
    text_digest: Mapped[str | None]
    digest: Mapped[str]

    text: Mapped["EventText | None"] = relationship(lazy="raise_on_sql")

    __table_args__ = (Index("ix_event_subject_id", "subject", "id"),)


class EventText(Model):
    """The words that came with an event: a reason, a remark."""

    __tablename__ = "event_text"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    text: Mapped[str]


class ChainHead(Model):
    """The newest link of the chain; its row is held to the commit, so links do not fork."""

    __tablename__ = "event_chain_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    digest: Mapped[str]


_HEAD = ChainHead.__table__
_HOLD_HEAD = update(_HEAD).values(id=1).returning(_HEAD.c.event_id, _HEAD.c.digest)  # type: ignore[arg-type]
_MOVE_HEAD = update(_HEAD).values(  # type: ignore[arg-type]
    event_id=bindparam("newest"), digest=bindparam("newest_digest")
)
"""Built once: every change of state moves the head."""


def record(
    kind: str,
    subject: str,
    *,
    actor_id: int | None,
    old: StrEnum | None = None,
    new: StrEnum | None = None,
    text: str | None = None,
) -> None:
    """
    Add one event to the record, in the transaction at hand.

    Args:
        kind: what was done, ``room.verb``: ``questions.claim``.
        actor_id: the user, or None for the service itself.
    """
    previous_id, previous_digest = _hold_head()
    event = Event(
        id=previous_id + 1,
        at=clock.now(),
        actor_id=actor_id,
        kind=kind,
        subject=subject,
        old_state=None if old is None else old.value,
        new_state=None if new is None else new.value,
        text_digest=None if text is None else _sha256(text),
    )
    event.digest = _link(event, previous_digest)
    db.session.add(event)
    db.session.flush()
    if text is not None:
        db.session.add(EventText(event_id=event.id, text=text))
    db.session.execute(_MOVE_HEAD, {"newest": event.id, "newest_digest": event.digest})


def of_subject(subject: str) -> list[Event]:
    """Return the events of *subject*, oldest first, with their texts loaded."""
    chosen = select(Event).options(joinedload(Event.text)).where(Event.subject == subject)
    return list(db.session.scalars(chosen.order_by(Event.id)))


def broken_links() -> Iterator[int]:
    """
    Yield the ids of events that do not follow from what is stored, each once.

    A text that is gone was erased, which is allowed; one that is not what was written is not.
    """
    stored = (
        select(Event, EventText.text)
        .outerjoin(EventText, EventText.event_id == Event.id)
        .order_by(Event.id)
        .execution_options(yield_per=500)
    )
    last_id, previous, is_broken = 0, "", False
    for event, text in db.session.execute(stored):
        follows = event.id == last_id + 1 and event.digest == _link(event, previous)
        is_broken = not follows or not _is_as_written(event, text)
        last_id, previous = event.id, event.digest
        if is_broken:
            yield event.id
    head_id, head_digest = _head()
    if (head_id, head_digest) != (last_id, previous) and not is_broken:
        yield max(head_id, last_id)


def _is_as_written(event: Event, text: str | None) -> bool:
    return text is None or event.text_digest == _sha256(text)


def _head() -> tuple[int, str]:
    head = db.session.execute(select(ChainHead.event_id, ChainHead.digest)).one_or_none()
    return (0, "") if head is None else (head.event_id, head.digest)


def _hold_head() -> tuple[int, str]:
    row = db.session.execute(_HOLD_HEAD).one_or_none()
    if row is not None:
        return row.event_id, row.digest
    with contextlib.suppress(IntegrityError), db.session.begin_nested():
        db.session.execute(insert(ChainHead).values(id=1, event_id=0, digest=""))
    return _hold_head()


def _link(event: Event, previous: str) -> str:
    facts = [
        previous,
        event.id,
        event.at.astimezone(UTC).isoformat(),
        event.actor_id,
        event.kind,
        event.subject,
        event.old_state,
        event.new_state,
        event.text_digest,
    ]
    return _sha256(json.dumps(facts, ensure_ascii=False))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
