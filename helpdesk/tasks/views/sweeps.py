"""Law-change sweeps: marking a change, seeing what it touches, following the work."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from helpdesk.accounts.models import User
from helpdesk.catalogue import words as shelf_words
from helpdesk.foundation import clock
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound, StaleVersion
from helpdesk.laws import queries as laws
from helpdesk.laws.queries import CitedLaw
from helpdesk.tasks import policy, queries, sweep_queries
from helpdesk.tasks.forms import SweepForm
from helpdesk.tasks.models import Sweep, sweep_url, task_url
from helpdesk.tasks.queries import Narrowed, TaskList
from helpdesk.tasks.service import sweeping
from helpdesk.tasks.sweep_queries import Preview
from helpdesk.tasks.views.blueprint import blueprint, me
from helpdesk.tasks.views.menu import menu
from helpdesk.web import errors, languages
from helpdesk.web.access import editor, staff
from helpdesk.web.forms import ActionForm, show_error


@blueprint.get("/lovendringer")
@staff
def sweeps() -> ResponseReturnValue:
    """List the sweeps, the newest first, with how far each has come."""
    page = sweep_queries.sweeps(after=request.args.get("etter"))
    return render_template(
        "tasks/sweeps.html",
        page=page,
        progress=sweep_queries.progress_of([each.id for each in page.items]),
        cited=_cited(page.items),
        may_start=policy.can_start_sweep(me()),
        sweep_url=sweep_url,
        views=menu(),
    )


@blueprint.route("/lovendringer/ny", methods=["GET", "POST"])
@editor
def start_sweep() -> ResponseReturnValue:
    """Mark a change: first see what it touches, then start the sweep."""
    form = SweepForm.fresh(request.args.getlist("lov"))
    people = queries.assignable()
    form.offer(people, nobody=gettext("Etaten som svarer for teksten"))
    if form.is_searching or not form.validate_on_submit():
        return _form(form)
    if request.form.get("act") != "start":
        return _form(form, preview=sweep_queries.preview(form.place))
    return _start(form, people)


@blueprint.get("/lovendringer/<int:sweep_id>")
@staff
def sweep(sweep_id: int) -> ResponseReturnValue:
    """Show how far a sweep has come, and its tasks."""
    found = _sweep(sweep_id)
    chosen = TaskList.CLOSED if request.args.get("visning") == TaskList.CLOSED else TaskList.ALL
    narrowed = Narrowed(chosen, found.id)
    return render_template(
        "tasks/sweep.html",
        sweep=found,
        cited=_cited([found]).get(found.change.key),
        progress=sweep_queries.progress_of([found.id])[found.id],
        untouched=sweep_queries.untouched_count(found),
        may_start=policy.can_start_sweep(me()),
        page=queries.rows(me(), narrowed, after=request.args.get("etter")),
        chosen=chosen,
        here=sweep_url(found.id),
        task_url=task_url,
        today=clock.today(),
        words=shelf_words,
        views=menu(),
    )


@blueprint.post("/lovendringer/<int:sweep_id>/nye")
@editor
def extend_sweep(sweep_id: int) -> ResponseReturnValue:
    """Give a task to what has come to cite the place since the sweep was started."""
    found = _sweep(sweep_id)
    ActionForm().check()
    count = sweeping.extend(actor=me(), sweep=found)
    said = ngettext("%(num)d ny oppgave er laget.", "%(num)d nye oppgaver er laget.", count)
    flash(said, "success")
    return redirect(sweep_url(found.id), 303)


def _start(form: SweepForm, people: Sequence[User]) -> ResponseReturnValue:
    marked = form.marked(form.owner_among(people))
    try:
        made = sweeping.start(actor=me(), marked=marked, seen_count=form.seen)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form(form)
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        return _form(form, preview=sweep_queries.preview(form.place), status=409)
    count = sweep_queries.progress_of([made.id])[made.id].whole.total
    said = ngettext(
        "Endringen er merket, og %(num)d oppgave er laget.",
        "Endringen er merket, og %(num)d oppgaver er laget.",
        count,
    )
    flash(said, "success")
    return redirect(sweep_url(made.id), 303)


def _form(
    form: SweepForm, *, preview: Preview | None = None, status: int = 200
) -> ResponseReturnValue:
    if request.method == "POST":
        give_up_writing()
    if preview is not None:
        form.show_count(preview.count)
    place = form.laws.data if len(form.laws.data) == 1 else []
    page = render_template(
        "tasks/start_sweep.html",
        form=form,
        preview=preview,
        cited=next(iter(laws.described(place, languages.current())), None) if preview else None,
        words=shelf_words,
        views=menu(),
    )
    return page, 422 if form.errors else status


def _sweep(sweep_id: int) -> Sweep:
    found = sweep_queries.sweep(sweep_id)
    if found is None:
        raise NotFound(f"no sweep {sweep_id}")
    return found


def _cited(found: Sequence[Sweep]) -> dict[str, CitedLaw]:
    keys = [each.change.key for each in found]
    return {law.key: law for law in laws.described(keys, languages.current())}
