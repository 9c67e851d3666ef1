"""Who may write, publish and withdraw the edited kinds of content."""

from helpdesk.accounts.models import MemberRole, User
from helpdesk.catalogue.editorial import EditedWork, EditionOfWork


def may_write(actor: User, work: EditedWork) -> bool:
    """Tell whether *actor* may write in *work*: editors in all, experts in their own agency's."""
    return may_own(actor, work.owner_id)


def may_own(actor: User, agency_id: int) -> bool:
    """Tell whether *actor* may make a work that *agency_id* answers for."""
    if not actor.is_active:
        return False
    return actor.is_editor or (actor.is_expert and actor.organisation_id == agency_id)


def may_approve(actor: User, work: EditedWork) -> bool:
    """Tell whether *actor* has the role that publishes: an editor, or a reviewer of the owner's."""
    return may_write(actor, work) and (actor.is_editor or _is_reviewer(actor))


def may_publish(actor: User, work: EditedWork, edition: EditionOfWork) -> bool:
    """
    Tell whether *actor* may publish *edition*: never one who wrote in it.

    Source: service.md, section 1: whoever wrote a text never approves it.
    """
    return may_approve(actor, work) and actor.id not in edition.author_ids


def _is_reviewer(actor: User) -> bool:
    return any(membership.role is MemberRole.REVIEWER for membership in actor.memberships)
