"""The people of a queue, and the queues there are."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from helpdesk.accounts.models import MemberRole, Membership, Queue, User
from helpdesk.foundation.db import db


def members(queue_id: int) -> list[User]:
    """Return the active members of a queue by name, with their memberships."""
    chosen = _members(queue_id).options(selectinload(User.memberships))
    return list(db.session.scalars(chosen.order_by(User.name, User.email)))


def reviewers(queue_id: int) -> list[User]:
    """Return those who may approve answers of a queue."""
    chosen = _members(queue_id).where(Membership.role == MemberRole.REVIEWER)
    return list(db.session.scalars(chosen))


def active_queues() -> list[Queue]:
    """Return the queues in use, with their agencies, by the agency's name."""
    chosen = select(Queue).options(joinedload(Queue.organisation)).where(Queue.is_active)
    found = db.session.scalars(chosen)
    return sorted(found, key=lambda queue: (queue.organisation.name_nb, queue.name_nb))


def _members(queue_id: int) -> Select[User]:
    return (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.queue_id == queue_id, User.is_active)
    )
