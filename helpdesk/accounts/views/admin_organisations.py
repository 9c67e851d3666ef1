"""Administering organisations and their mail domains: ``/admin/virksomheter``."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from helpdesk.accounts import queries
from helpdesk.accounts.admin_forms import (
    ConfirmDomainForm,
    DomainForm,
    NewAgencyForm,
    OrganisationEditForm,
    lines,
)
from helpdesk.accounts.models import MailDomain, Organisation
from helpdesk.accounts.service import organisations as service
from helpdesk.foundation.errors import AlreadyExists, InvalidInput
from helpdesk.web import errors
from helpdesk.web.access import admin
from helpdesk.web.forms import ActionForm, show_error

blueprint = Blueprint("admin_organisations", __name__, url_prefix="/admin/virksomheter")


@blueprint.get("")
@admin
def index() -> ResponseReturnValue:
    """List organisations; on top the domains that askers have placed."""
    words = request.args.get("q", "")
    page = queries.organisations(words=words, after=request.args.get("etter"))
    waiting = [(found, _confirm_form(found)) for found in queries.unconfirmed_domains()]
    return render_template("admin/organisations.html", page=page, words=words, waiting=waiting)


@blueprint.post("/domener/<domain>")
@admin
def confirm_domain(domain: str) -> ResponseReturnValue:
    """Settle whom a domain belongs to."""
    form = ConfirmDomainForm()
    if not form.validate_on_submit():
        raise InvalidInput(f"{domain}: no such organisation")
    place = service.organisation(form.organisation.data)
    service.confirm_domain(actor=current_user, domain=domain, organisation=place)
    said = _("%(domain)s tilhører nå %(name)s.", domain=domain, name=place.full_name)
    flash(said, "success")
    return redirect("/admin/virksomheter", 303)


@blueprint.get("/ny")
@admin
def new() -> ResponseReturnValue:
    """Show the form for a new agency."""
    return render_template("admin/agency_new.html", form=NewAgencyForm())


@blueprint.post("/ny")
@admin
def add() -> ResponseReturnValue:
    """Take on an agency with its queue."""
    form = NewAgencyForm()
    if not form.validate_on_submit():
        return render_template("admin/agency_new.html", form=form), 422
    try:
        made = _add_agency(form)
    except (InvalidInput, AlreadyExists) as error:
        field = form.domain if isinstance(error, InvalidInput) else form.key
        field.errors = [errors.says(error)]
        return render_template("admin/agency_new.html", form=form), 422
    flash(_("Etaten og køen er opprettet. Legg til dem som skal svare."), "success")
    return redirect(f"/admin/koer/{made.key}", 303)


@blueprint.get("/<key>")
@admin
def show(key: str) -> ResponseReturnValue:
    """Show an organisation, its domains and the forms that change them."""
    return _page(service.organisation(key))


@blueprint.post("/<key>")
@admin
def save(key: str) -> ResponseReturnValue:
    """Save an organisation's names."""
    place, form = service.organisation(key), OrganisationEditForm()
    if not form.validate_on_submit():
        return _page(place, form=form), 422
    service.save(
        actor=current_user,
        organisation=place,
        names=form.names,
        is_active=form.is_active.data,
    )
    flash(_("Virksomheten er lagret."), "success")
    return redirect(f"/admin/virksomheter/{key}", 303)


@blueprint.post("/<key>/domener")
@admin
def add_domain(key: str) -> ResponseReturnValue:
    """Add a mail domain."""
    place, form = service.organisation(key), DomainForm()
    if not form.validate_on_submit():
        return _page(place, domain=form), 422
    try:
        service.add_domain(actor=current_user, organisation=place, domain=form.domain.data)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _page(place, domain=form), 422
    return redirect(f"/admin/virksomheter/{key}#domener", 303)


@blueprint.post("/<key>/domener/<domain>/fjern")
@admin
def remove_domain(key: str, domain: str) -> ResponseReturnValue:
    """Take a mail domain away."""
    ActionForm().check()
    place = service.organisation(key)
    service.remove_domain(actor=current_user, organisation=place, domain=domain)
    return redirect(f"/admin/virksomheter/{key}#domener", 303)


def _add_agency(form: NewAgencyForm) -> Organisation:
    return service.add_agency(
        actor=current_user,
        key=form.key.data,
        names=form.names,
        mail_domains=lines(form.domain.data),
        rules=form.rules,
    )


def _confirm_form(found: MailDomain) -> ConfirmDomainForm:
    form = ConfirmDomainForm(formdata=None, organisation=found.organisation.key)
    form.organisation.id = f"organisation-{found.domain}"
    return form


def _page(
    place: Organisation,
    *,
    form: OrganisationEditForm | None = None,
    domain: DomainForm | None = None,
) -> str:
    return render_template(
        "admin/organisation.html",
        organisation=place,
        form=form or OrganisationEditForm.of(place),
        domain=domain or DomainForm.shown(),
    )
