"""Who may see, work on and start what; pure."""

from helpdesk.accounts.models import User
from helpdesk.tasks.models import Task


def can_see(actor: User) -> bool:
    """Tell whether *actor* may see tasks and sweeps: whoever works for the service may."""
    return actor.is_active and (actor.is_editor or actor.is_expert)


def can_work(actor: User, task: Task) -> bool:
    """Tell whether *actor* may change *task*: its owner, its agency's experts, and editors."""
    return can_see(actor) and (
        actor.is_editor or actor.id == task.owner_id or actor.organisation_id == task.agency_id
    )


def can_own(person: User, agency_id: int) -> bool:
    """Tell whether *person* can be given a task in the queue of *agency_id*."""
    return can_see(person) and (person.is_editor or person.organisation_id == agency_id)


def can_start_sweep(actor: User) -> bool:
    """Tell whether *actor* may mark laws as changed and start sweeps: editors of any agency."""
    return actor.is_active and actor.is_editor
