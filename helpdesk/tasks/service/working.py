"""Working on tasks: taking, giving, moving, closing; each act commits once."""

from datetime import date

from helpdesk.accounts.models import User
from helpdesk.catalogue import assessment
from helpdesk.catalogue.models import ItemStatus
from helpdesk.foundation import clock, events, personal_data
from helpdesk.foundation.db import db
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow, NotPermitted
from helpdesk.foundation.language import N_
from helpdesk.tasks import policy, queries
from helpdesk.tasks.models import Task, TaskState


def take(*, actor: User, task: Task) -> None:
    """
    Make the task the actor's own.

    Raises:
        NotPermitted: *actor* may not work on it.
        NotAllowedNow: it is closed.
    """
    _ensure_worker(actor, task)
    task.ensure_open()

    task.owner_id = actor.id
    events.record("tasks.take", task.subject, actor_id=actor.id)
    db.session.commit()


def assign(*, actor: User, task: Task, owner: User | None) -> None:
    """
    Give the task to *owner*; None gives it back to the agency's queue.

    Raises:
        NotPermitted: *actor* may not work on it.
        InvalidInput: *owner* cannot be given it.
        NotAllowedNow: it is closed.
    """
    _ensure_worker(actor, task)
    task.ensure_open()
    if owner is not None and not policy.can_own(owner, task.agency_id):
        says = N_("Denne personen kan ikke få oppgaven. Velg en annen.")
        raise InvalidInput(f"user {owner.id} cannot own {task.subject}", field="owner", says=says)

    task.owner_id = None if owner is None else owner.id
    events.record("tasks.assign", task.subject, actor_id=actor.id)
    db.session.commit()


def move_due(*, actor: User, task: Task, due_on: date) -> None:
    """
    Give the task another due date.

    Raises:
        NotPermitted: *actor* may not work on it.
        InvalidInput: the date has passed.
        NotAllowedNow: it is closed.
    """
    _ensure_worker(actor, task)
    task.ensure_open()
    ensure_ahead(due_on)

    task.move_due(due_on)
    events.record("tasks.move_due", task.subject, actor_id=actor.id, text=due_on.isoformat())
    db.session.commit()


def finish(*, actor: User, task: Task, note: str) -> None:
    """
    Close the task as done; the notice on its item is lifted.

    Args:
        note: what came of it; may be empty.

    Raises:
        NotPermitted: *actor* may not work on it.
        NotAllowedNow: it is closed already.
    """
    _close(actor, task, TaskState.DONE, note)


def drop(*, actor: User, task: Task, reason: str) -> None:
    """
    Close the task without doing it; the notice on its item is lifted.

    Raises:
        NotPermitted: *actor* may not work on it.
        InvalidInput: there is no reason.
        NotAllowedNow: it is closed already.
    """
    if not reason.strip():
        says = N_("Skriv hvorfor oppgaven ikke skal gjøres.")
        raise InvalidInput(f"{task.subject} dropped without a reason", field="reason", says=says)
    _close(actor, task, TaskState.DROPPED, reason)


def reopen(*, actor: User, task: Task) -> None:
    """
    Open a closed task again; the notice on its item does not come back by itself.

    Raises:
        NotPermitted: *actor* may not work on it.
        NotAllowedNow: it is open.
    """
    _ensure_worker(actor, task)

    old = task.state
    task.move_to(TaskState.OPEN, at=clock.now())
    task.shows_notice = False
    events.record("tasks.reopen", task.subject, actor_id=actor.id, old=old, new=task.state)
    db.session.commit()


def show_notice(*, actor: User, task: Task) -> None:
    """
    Let the page of the task's item say that it is under assessment.

    Raises:
        NotPermitted: *actor* may not work on it.
        NotAllowedNow: it is closed, or its item is not published.
    """
    _ensure_worker(actor, task)
    task.ensure_open()
    item, sweep = task.item, task.sweep
    if item is None or sweep is None or item.status is not ItemStatus.PUBLISHED:
        says = N_("Teksten er ikke publisert, så ingen ser et varsel der.")
        raise NotAllowedNow(f"{task.subject} has no published item", says=says)

    task.shows_notice = True
    assessment.begin([item.id], sweep.change)
    events.record("tasks.show_notice", task.subject, actor_id=actor.id)
    db.session.commit()


def hide_notice(*, actor: User, task: Task) -> None:
    """
    Take the notice of this task off its item's page.

    Raises:
        NotPermitted: *actor* may not work on it.
    """
    _ensure_worker(actor, task)

    _release(task)
    events.record("tasks.hide_notice", task.subject, actor_id=actor.id)
    db.session.commit()


def ensure_ahead(due_on: date) -> None:
    """
    Make sure that a due date has not passed.

    Raises:
        InvalidInput: it has.
    """
    if due_on < clock.today():
        says = N_("Velg en dato som ikke er passert.")
        raise InvalidInput(f"due on {due_on}", field="due_on", says=says)


def _close(actor: User, task: Task, state: TaskState, note: str) -> None:
    _ensure_worker(actor, task)
    if personal_data.has_identity_number(note):
        says = N_("Teksten inneholder et fødselsnummer. Ta det ut.")
        raise InvalidInput(f"identity number in {task.subject}", field="note", says=says)

    old = task.state
    task.move_to(state, at=clock.now())
    task.note = note.strip()
    _release(task)
    verb = "tasks.finish" if state is TaskState.DONE else "tasks.drop"
    events.record(verb, task.subject, actor_id=actor.id, old=old, new=state, text=task.note or None)
    db.session.commit()


def _release(task: Task) -> None:
    """Take the task's notice off its item, unless another open task wants one there."""
    was_shown, task.shows_notice = task.shows_notice, False
    item = task.item
    if not was_shown or item is None or item.under_assessment_since is None:
        return
    db.session.flush()
    other = queries.other_notice(task)
    if other is not None and other.sweep is not None:
        assessment.begin([item.id], other.sweep.change)
    else:
        assessment.lift([item.id])


def _ensure_worker(actor: User, task: Task) -> None:
    if not policy.can_work(actor, task):
        raise NotPermitted(f"user {actor.id} may not work on {task.subject}")
