"""The lists of tasks, and one task."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.catalogue import words as shelf_words
from helpdesk.foundation import clock
from helpdesk.foundation.language import N_
from helpdesk.tasks import queries
from helpdesk.tasks.models import task_url
from helpdesk.tasks.queries import Narrowed, TaskList
from helpdesk.tasks.views import task_page
from helpdesk.tasks.views.blueprint import blueprint, me
from helpdesk.tasks.views.menu import LABELS, menu
from helpdesk.web import numbers
from helpdesk.web.access import staff

EMPTY: dict[TaskList, str] = {
    TaskList.MINE: N_("Her står oppgaver du har tatt eller fått."),
    TaskList.AGENCY: N_("Her står oppgaver etaten din skal gjøre, også dem ingen har tatt ennå."),
    TaskList.OVERDUE: N_("Her står oppgaver som skulle vært ferdige."),
    TaskList.ALL: N_("Her står alle åpne oppgaver. De kommer når en lov blir endret."),
    TaskList.CLOSED: N_("Her står oppgaver som er gjort eller droppet."),
}


@blueprint.get("/oppgaver")
@staff
def index() -> ResponseReturnValue:
    """List tasks; unless a list is asked for, one's own, or the agency's where one has none."""
    asked = numbers.whole(request.args.get("gjennomgang"))
    sweep_id = asked if asked > 0 else None
    counted = queries.counts(me(), sweep_id=sweep_id)
    chosen = _chosen(counted)
    return render_template(
        "tasks/index.html",
        chosen=chosen,
        title=gettext(LABELS[chosen]),
        empty=gettext(EMPTY[chosen]),
        page=queries.rows(me(), Narrowed(chosen, sweep_id), after=request.args.get("etter")),
        sweep_id=sweep_id,
        views=menu(chosen, counted),
        today=clock.today(),
        words=shelf_words,
        task_url=task_url,
    )


@blueprint.get("/oppgaver/<int:task_id>")
@staff
def task(task_id: int) -> ResponseReturnValue:
    """Show a task, and what can be done with it."""
    return task_page.show(task_page.task_at(task_id))


def _chosen(counted: dict[TaskList, int]) -> TaskList:
    asked = request.args.get("visning")
    if asked in set(TaskList):
        return TaskList(asked)
    usual = (TaskList.MINE, TaskList.AGENCY, TaskList.ALL)
    return next((each for each in usual if counted[each]), TaskList.MINE)
