"""Who may change the subject tree, and which trees make sense; pure."""

from collections.abc import Collection

from helpdesk.accounts.models import User
from helpdesk.topics.models import Topic


def can_edit(actor: User) -> bool:
    """Tell whether *actor* may change the subject tree."""
    return actor.is_active and actor.is_admin


def can_stand_under(topic: Topic, parent_id: int | None, below: Collection[int]) -> bool:
    """
    Tell whether *topic* may be moved under *parent_id* without standing under itself.

    Args:
        below: the keys of *topic* and everything under it.
    """
    return parent_id is None or parent_id not in {topic.id, *below}
