"""My account: ``/konto``."""

from flask import Blueprint, flash, redirect, render_template
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from helpdesk.accounts import session
from helpdesk.accounts.forms import ChangePasswordForm, NewPasswordForm, ProfileForm
from helpdesk.accounts.models import User
from helpdesk.accounts.service import own_account as service
from helpdesk.foundation.errors import InvalidInput
from helpdesk.web import errors
from helpdesk.web.access import signed_in
from helpdesk.web.forms import ActionForm, show_error
from helpdesk.web.rate_limits import limited

blueprint = Blueprint("own_account", __name__, url_prefix="/konto")


@blueprint.get("")
@signed_in
def page() -> ResponseReturnValue:
    """Show the person's own account."""
    return _page()


@blueprint.post("")
@signed_in
def save_profile() -> ResponseReturnValue:
    """Save name and language."""
    form = ProfileForm()
    if not form.validate_on_submit():
        return _page(profile=form), 422
    service.save_profile(actor=_me(), name=form.name.data, language=form.chosen_language)
    browser_session["language"] = form.language.data
    flash(_("Kontoen din er lagret."), "success")
    return redirect("/konto", 303)


@blueprint.post("/passord")
@signed_in
@limited("password")
def change_password() -> ResponseReturnValue:
    """Change the password; all other browsers are signed out."""
    form = _password_form()
    if not form.validate_on_submit():
        return _page(password=form), 422
    try:
        user = _change(form)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _page(password=form), 422
    session.begin(user)
    flash(_("Passordet er endret. Andre nettlesere er logget ut."), "success")
    return redirect("/konto", 303)


@blueprint.post("/logg-ut-overalt")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the account."""
    ActionForm().check()
    service.sign_out_everywhere(actor=_me())
    logout_user()
    session.forget()
    return redirect("/logg-ut", 303)


def _me() -> User:
    me: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way out
    return me


def _change(form: NewPasswordForm) -> User:
    if isinstance(form, ChangePasswordForm):
        current, new = form.current.data, form.new.data
        return service.change_password(actor=_me(), current=current, new=new)
    return service.set_password(actor=_me(), new=form.new.data)


def _password_form() -> NewPasswordForm:
    """Ask for the current password, unless there is none or the mail has just been read."""
    if session.has_just_read_mail():
        return NewPasswordForm()
    return ChangePasswordForm()


def _page(*, profile: ProfileForm | None = None, password: NewPasswordForm | None = None) -> str:
    return render_template(
        "accounts/own_account.html",
        user=current_user,
        profile=profile or ProfileForm.shown(obj=current_user),
        password=password or _password_form(),
        needs_link=current_user.password_hash is None and not session.has_just_read_mail(),
    )
