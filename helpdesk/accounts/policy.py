"""Who may do what with accounts; pure."""

from helpdesk.accounts.models import User
from helpdesk.foundation.errors import NotPermitted


def can_administer(actor: User) -> bool:
    """Tell whether *actor* may change people, organisations, queues and topics."""
    return actor.is_active and actor.is_admin


def can_deactivate(actor: User, user: User) -> bool:
    """Tell whether *actor* may close *user*'s account; nobody can lock the own door."""
    return can_administer(actor) and actor.id != user.id


def can_take_admin_from(actor: User, user: User) -> bool:
    """Tell whether *actor* may end *user*'s time as administrator; not the own."""
    return can_deactivate(actor, user)


def require_admin(actor: User | None, act: str) -> None:
    """
    Refuse *act* ("add queue nve") to everybody but administrators.

    Args:
        actor: None for the operator at the command line, who holds the database anyway.

    Raises:
        NotPermitted: *actor* is no administrator.
    """
    if actor is not None and not can_administer(actor):
        raise NotPermitted(f"{actor.subject} may not {act}")
