"""Administering queues: ``/admin/koer``."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from helpdesk.accounts import queries
from helpdesk.accounts.admin_forms import MemberForm, QueueForm
from helpdesk.accounts.models import Queue
from helpdesk.accounts.service import organisations
from helpdesk.accounts.service import queues as service
from helpdesk.foundation.errors import InvalidInput
from helpdesk.web import errors
from helpdesk.web.access import admin
from helpdesk.web.forms import ActionForm, show_error

blueprint = Blueprint("admin_queues", __name__, url_prefix="/admin/koer")


@blueprint.get("")
@admin
def index() -> ResponseReturnValue:
    """List the queues with their rules and leads."""
    return render_template("admin/queues.html", queues=queries.queues(with_inactive=True))


@blueprint.post("")
@admin
def open_queue() -> ResponseReturnValue:
    """Give an agency that had none a queue."""
    ActionForm().check()
    agency = organisations.organisation(request.form.get("organisation", ""))
    queue = service.open_for(actor=current_user, organisation=agency)
    flash(_("Køen er opprettet. Legg til dem som skal svare."), "success")
    return redirect(f"/admin/koer/{queue.key}", 303)


@blueprint.get("/<key>")
@admin
def show(key: str) -> ResponseReturnValue:
    """Show a queue, its members and the forms that change them."""
    return _page(service.queue(key))


@blueprint.post("/<key>")
@admin
def save(key: str) -> ResponseReturnValue:
    """Save a queue's name and rules."""
    queue, form = service.queue(key), QueueForm()
    if not form.validate_on_submit():
        return _page(queue, form=form), 422
    service.save(actor=current_user, queue=queue, rules=form.rules)
    flash(_("Køen er lagret."), "success")
    return redirect(f"/admin/koer/{key}", 303)


@blueprint.post("/<key>/medlemmer")
@admin
def place_member(key: str) -> ResponseReturnValue:
    """Add a member, or change what a member may do."""
    queue, form = service.queue(key), MemberForm()
    if not form.validate_on_submit():
        return _page(queue, member=form), 422
    try:
        _place(queue, form)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _page(queue, member=form), 422
    flash(_("Medlemmet er lagret."), "success")
    return redirect(f"/admin/koer/{key}#medlemmer", 303)


@blueprint.post("/<key>/medlemmer/<int:user_id>/fjern")
@admin
def remove_member(key: str, user_id: int) -> ResponseReturnValue:
    """Take a member out of the queue."""
    ActionForm().check()
    service.remove_member(actor=current_user, queue=service.queue(key), user_id=user_id)
    flash(_("Medlemmet er tatt ut av køen."), "success")
    return redirect(f"/admin/koer/{key}#medlemmer", 303)


def _place(queue: Queue, form: MemberForm) -> None:
    service.place_member(
        actor=current_user,
        queue=queue,
        email=form.email.data,
        role=form.member_role,
        is_lead=form.is_lead.data,
    )


def _page(queue: Queue, *, form: QueueForm | None = None, member: MemberForm | None = None) -> str:
    return render_template(
        "admin/queue.html",
        queue=queue,
        form=form or QueueForm.shown(obj=queue),
        member=member or MemberForm.shown(),
    )
