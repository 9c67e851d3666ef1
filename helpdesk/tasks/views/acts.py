"""What people do with a task by a button; each answers with the task's page."""

from collections.abc import Callable

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.tasks import queries
from helpdesk.tasks.forms import DropForm, DueForm, FinishForm
from helpdesk.tasks.models import Task, task_url
from helpdesk.tasks.service import working
from helpdesk.tasks.views import task_page
from helpdesk.tasks.views.blueprint import blueprint, me
from helpdesk.web import errors
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm, Form, show_error

TAKEN = N_("Du har tatt oppgaven.")
GIVEN = N_("Oppgaven er gitt videre.")
MOVED = N_("Oppgaven har fått ny frist.")
DONE = N_("Oppgaven er ferdig. Et varsel på siden er tatt bort.")
DROPPED = N_("Oppgaven er droppet. Et varsel på siden er tatt bort.")
REOPENED = N_("Oppgaven er åpen igjen.")
SHOWN = N_("Siden sier nå at teksten er under ny vurdering.")
HIDDEN = N_("Varselet er tatt bort fra siden.")


@blueprint.post("/oppgaver/<int:task_id>/ta")
@staff
def take(task_id: int) -> ResponseReturnValue:
    """Make the task one's own."""
    task = _task(task_id)
    ActionForm().check()
    working.take(actor=me(), task=task)
    return _back(task, TAKEN)


@blueprint.post("/oppgaver/<int:task_id>/gi-videre")
@staff
def assign(task_id: int) -> ResponseReturnValue:
    """Give the task to somebody, or back to the agency's queue."""
    task = _task(task_id)
    form = task_page.assign_form(task)

    def act() -> None:
        people = queries.assignable(task.agency_id)
        working.assign(actor=me(), task=task, owner=form.owner_among(people))

    return _carried_out(task, form, act, GIVEN)


@blueprint.post("/oppgaver/<int:task_id>/frist")
@staff
def move_due(task_id: int) -> ResponseReturnValue:
    """Give the task another due date."""
    task, form = _task(task_id), DueForm()

    def act() -> None:
        working.move_due(actor=me(), task=task, due_on=form.due_on.data)

    return _carried_out(task, form, act, MOVED)


@blueprint.post("/oppgaver/<int:task_id>/ferdig")
@staff
def finish(task_id: int) -> ResponseReturnValue:
    """Close the task as done."""
    task, form = _task(task_id), FinishForm()

    def act() -> None:
        working.finish(actor=me(), task=task, note=form.note.data or "")

    return _carried_out(task, form, act, DONE)


@blueprint.post("/oppgaver/<int:task_id>/dropp")
@staff
def drop(task_id: int) -> ResponseReturnValue:
    """Close the task without doing it."""
    task, form = _task(task_id), DropForm()

    def act() -> None:
        working.drop(actor=me(), task=task, reason=form.reason.data)

    return _carried_out(task, form, act, DROPPED)


@blueprint.post("/oppgaver/<int:task_id>/gjenapne")
@staff
def reopen(task_id: int) -> ResponseReturnValue:
    """Open a closed task again."""
    task = _task(task_id)
    ActionForm().check()
    working.reopen(actor=me(), task=task)
    return _back(task, REOPENED)


@blueprint.post("/oppgaver/<int:task_id>/varsel")
@staff
def notice(task_id: int) -> ResponseReturnValue:
    """Show the notice on the item's page, or take it off."""
    task = _task(task_id)
    ActionForm().check()
    if request.form.get("vis") == "nei":
        working.hide_notice(actor=me(), task=task)
        return _back(task, HIDDEN)
    working.show_notice(actor=me(), task=task)
    return _back(task, SHOWN)


def _task(task_id: int) -> Task:
    return task_page.task_at(task_id, for_change=True)


def _carried_out(task: Task, form: Form, act: Callable[[], None], said: str) -> ResponseReturnValue:
    if form.validate_on_submit():
        try:
            act()
        except InvalidInput as error:
            show_error(form, error, errors.says(error))
        else:
            return _back(task, said)
    return task_page.show(task, sent=form), 422


def _back(task: Task, said: str) -> ResponseReturnValue:
    flash(gettext(said), "success")
    return redirect(task_url(task.id), 303)
