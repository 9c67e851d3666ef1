"""Who may decide about the words of the search; pure."""

from helpdesk.accounts.models import User


def can_edit_synonyms(actor: User) -> bool:
    """Tell whether *actor* may add, change and remove synonyms."""
    return actor.is_active and actor.is_editor
