"""The page of a task: what it is about, and the forms of what can be done with it."""

from flask import render_template, request
from flask_babel import gettext

from helpdesk.catalogue import words as shelf_words
from helpdesk.catalogue.models import CatalogueItem, ItemKind
from helpdesk.foundation import clock, events
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import NotFound
from helpdesk.laws import queries as laws
from helpdesk.tasks import policy, queries
from helpdesk.tasks.forms import NOBODY, AssignForm, DropForm, DueForm, FinishForm
from helpdesk.tasks.models import Task, sweep_url, task_url
from helpdesk.tasks.views import words
from helpdesk.tasks.views.blueprint import me
from helpdesk.tasks.views.menu import menu
from helpdesk.web import languages
from helpdesk.web.forms import Form

_DESKS = frozenset({ItemKind.GUIDE, ItemKind.LETTER})
"""Kinds whose editors' page stands at its public address under ``/redaksjon``."""


def task_at(task_id: int, *, for_change: bool = False) -> Task:
    """
    Return the task at an address.

    Raises:
        NotFound: there is none.
    """
    found = queries.task(task_id, for_change=for_change)
    if found is None:
        raise NotFound(f"no task {task_id}")
    return found


def show(task: Task, *, sent: Form | None = None) -> str:
    """
    Render the page of *task*.

    Args:
        sent: the form that could not be used, with what was typed and what is wrong.
    """
    if request.method == "POST":
        give_up_writing()
    may_work = policy.can_work(me(), task)
    changed = [task.sweep.change.key] if task.sweep else []
    return render_template(
        "tasks/task.html",
        task=task,
        item=task.item,
        desk_url=_desk_url(task.item),
        may_work=may_work,
        is_mine=task.owner_id == me().id,
        cited=next(iter(laws.described(changed, languages.current())), None),
        forms=_forms(task, sent) if may_work else {},
        sent=sent,
        history=events.of_subject(task.subject),
        here=task_url(task.id),
        sweep_url=sweep_url,
        today=clock.today(),
        views=menu(),
        words=words,
        shelf_words=shelf_words,
    )


def assign_form(task: Task) -> AssignForm:
    """Return the form that gives *task* to somebody, filled from it or from what was sent."""
    form = AssignForm(data={"owner": task.owner_id or NOBODY})
    form.offer(queries.assignable(task.agency_id), nobody=gettext("Etaten, ingen bestemt"))
    return form


def _forms(task: Task, sent: Form | None) -> dict[str, Form]:
    people = queries.assignable(task.agency_id) if task.is_open else []
    assign = AssignForm.shown(data={"owner": task.owner_id or NOBODY})
    assign.offer(people, nobody=gettext("Etaten, ingen bestemt"))
    forms: dict[str, Form] = {
        "assign": assign,
        "due": DueForm.shown(data={"due_on": task.due_on}),
        "finish": FinishForm.shown(),
        "drop": DropForm.shown(),
    }
    return {name: sent if isinstance(sent, type(form)) else form for name, form in forms.items()}


def _desk_url(item: CatalogueItem | None) -> str | None:
    """Return where editors work with the item, if its address tells."""
    return f"/redaksjon{item.url}" if item is not None and item.kind in _DESKS else None
