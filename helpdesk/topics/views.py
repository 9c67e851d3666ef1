"""Administering the subject tree: ``/admin/temaer``."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from helpdesk.accounts import queries as accounts
from helpdesk.foundation.errors import InvalidInput
from helpdesk.topics import queries, service
from helpdesk.topics.forms import TopicForm
from helpdesk.web import errors, languages
from helpdesk.web.access import admin
from helpdesk.web.forms import show_error

blueprint = Blueprint("topics", __name__, url_prefix="/admin/temaer")


@blueprint.get("")
@admin
def index() -> ResponseReturnValue:
    """Show the tree with each topic's queue."""
    rows = queries.walk(queries.tree(with_inactive=True))
    names = {queue.id: queue.name(languages.current()) for queue in accounts.queues()}
    return render_template("topics/index.html", rows=list(rows), queues=names)


@blueprint.get("/nytt")
@admin
def new() -> ResponseReturnValue:
    """Show the form for a new topic."""
    return render_template("topics/new.html", form=TopicForm())


@blueprint.post("/nytt")
@admin
def add() -> ResponseReturnValue:
    """Add a topic."""
    form = TopicForm()
    if not form.validate_on_submit():
        return render_template("topics/new.html", form=form), 422
    try:
        service.add(actor=current_user, facts=form.facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return render_template("topics/new.html", form=form), 422
    flash(_("Temaet er lagt til."), "success")
    return redirect("/admin/temaer", 303)


@blueprint.get("/<int:topic_id>")
@admin
def show(topic_id: int) -> ResponseReturnValue:
    """Show the form that changes a topic."""
    topic = service.topic(topic_id)
    return render_template("topics/edit.html", topic=topic, form=TopicForm.of(topic))


@blueprint.post("/<int:topic_id>")
@admin
def save(topic_id: int) -> ResponseReturnValue:
    """Save a topic."""
    topic, form = service.topic(topic_id), TopicForm()
    if not form.validate_on_submit():
        return render_template("topics/edit.html", topic=topic, form=form), 422
    try:
        service.save(actor=current_user, topic=topic, facts=form.facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return render_template("topics/edit.html", topic=topic, form=form), 422
    flash(_("Temaet er lagret."), "success")
    return redirect("/admin/temaer", 303)
