"""Administering people: ``/admin/personer``."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from helpdesk.accounts import queries
from helpdesk.accounts.admin_forms import NewPersonForm, PersonForm
from helpdesk.accounts.models import User
from helpdesk.accounts.service import people as service
from helpdesk.foundation.errors import AlreadyExists
from helpdesk.web import errors
from helpdesk.web.access import admin
from helpdesk.web.forms import ActionForm

blueprint = Blueprint("admin_people", __name__, url_prefix="/admin/personer")


@blueprint.get("")
@admin
def index() -> ResponseReturnValue:
    """List people, searched by address and name."""
    words, place = request.args.get("q", ""), request.args.get("virksomhet", "")
    organisation = queries.organisation(place) if place else None
    page = queries.people(words=words, organisation=organisation, after=request.args.get("etter"))
    return render_template("admin/people.html", page=page, words=words, organisation=organisation)


@blueprint.get("/ny")
@admin
def new() -> ResponseReturnValue:
    """Show the form for a new person."""
    place = request.args.get("virksomhet", "miljodir")
    return render_template("admin/person_new.html", form=NewPersonForm(organisation=place))


@blueprint.post("/ny")
@admin
def add() -> ResponseReturnValue:
    """Add a person."""
    form = NewPersonForm()
    if not form.validate_on_submit():
        return render_template("admin/person_new.html", form=form), 422
    try:
        user = service.add(actor=current_user, email=form.email.data, person=form.person)
    except AlreadyExists as error:
        form.email.errors = [errors.says(error)]
        return render_template("admin/person_new.html", form=form), 422
    flash(_("Kontoen er laget, og personen har fått e-post."), "success")
    return _to(user)


@blueprint.get("/<int:user_id>")
@admin
def show(user_id: int) -> ResponseReturnValue:
    """Show a person and the form that changes the account."""
    user = service.person(user_id)
    return render_template("admin/person.html", user=user, form=PersonForm.of(user))


@blueprint.post("/<int:user_id>")
@admin
def save(user_id: int) -> ResponseReturnValue:
    """Save a person."""
    user, form = service.person(user_id), PersonForm()
    if not form.validate_on_submit():
        return render_template("admin/person.html", user=user, form=form), 422
    service.save(actor=current_user, user=user, person=form.person)
    flash(_("Kontoen er lagret."), "success")
    return _to(user)


@blueprint.post("/<int:user_id>/steng")
@admin
def deactivate(user_id: int) -> ResponseReturnValue:
    """Close an account."""
    ActionForm().check()
    user = service.person(user_id)
    service.deactivate(actor=current_user, user=user)
    flash(_("Kontoen er stengt, og alle innlogginger er avsluttet."), "success")
    return _to(user)


@blueprint.post("/<int:user_id>/apne")
@admin
def reactivate(user_id: int) -> ResponseReturnValue:
    """Open a closed account."""
    ActionForm().check()
    user = service.person(user_id)
    service.reactivate(actor=current_user, user=user)
    flash(_("Kontoen er åpen igjen."), "success")
    return _to(user)


@blueprint.post("/<int:user_id>/send-lenke")
@admin
def send_link(user_id: int) -> ResponseReturnValue:
    """Have a sign-in link sent."""
    ActionForm().check()
    user = service.person(user_id)
    service.send_link(actor=current_user, user=user)
    flash(_("En lenke for å logge inn er på vei til %(email)s.", email=user.email), "success")
    return _to(user)


def _to(user: User) -> ResponseReturnValue:
    return redirect(f"/admin/personer/{user.id}", 303)
