"""Who may decide about the words of the search, and what others are shown; pure."""

from helpdesk.accounts.models import User


def can_edit_synonyms(actor: User) -> bool:
    """Tell whether *actor* may add, change and remove synonyms."""
    return actor.is_active and actor.is_editor


def can_withhold_searches(actor: User) -> bool:
    """Tell whether *actor* may decide which searches others are shown."""
    return actor.is_active and actor.is_editor
