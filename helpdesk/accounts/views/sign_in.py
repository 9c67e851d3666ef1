"""Signing in and out: ``/logg-inn``, ``/logg-inn/<token>``, ``/logg-ut``."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from helpdesk.accounts import queries, session
from helpdesk.accounts.forms import SignInForm
from helpdesk.accounts.service import sign_in as service
from helpdesk.foundation import installation
from helpdesk.foundation.errors import InvalidInput, NotAllowedNow
from helpdesk.web import errors, languages, navigation
from helpdesk.web.access import public
from helpdesk.web.addresses import local_or
from helpdesk.web.forms import ActionForm, show_error
from helpdesk.web.rate_limits import limited

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/logg-inn")
@public
def sign_in_form() -> ResponseReturnValue:
    """Show the form; who is signed in already goes on."""
    if current_user.is_authenticated:
        return _go_on(_onward())
    return _form_page(SignInForm())


@blueprint.post("/logg-inn")
@public
@limited("sign_in")
def sign_in() -> ResponseReturnValue:
    """Sign in with the password, or have a link sent."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _form_page(form), 422
    if form.send_link.data:
        return _send_link(form)
    try:
        user = service.with_password(email=form.email.data, password=form.password.data)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form_page(form), 422
    session.begin(user)
    return _go_on(_onward())


@blueprint.get("/logg-inn/<token>")
@public
def link(token: str) -> ResponseReturnValue:
    """Show one button: a mail scanner that follows the link does not use it up."""
    found = queries.open_link(token)
    if found is None:
        return _dead_link()
    return render_template("accounts/link.html", email=found.user.email, form=ActionForm())


@blueprint.post("/logg-inn/<token>")
@public
@limited("use_link")
def use_link(token: str) -> ResponseReturnValue:
    """Sign in with the link, which can be done once."""
    ActionForm().check()
    try:
        user, onward = service.with_link(token=token)
    except NotAllowedNow:
        return _dead_link()
    session.begin(user, by_link=True)
    return _go_on(local_or(onward, "/"))


@blueprint.get("/logg-ut")
@public
def signed_out() -> ResponseReturnValue:
    """Say that nobody is signed in here now, or offer the button that does it."""
    return render_template("accounts/signed_out.html")


@blueprint.post("/logg-ut")
@public
def sign_out() -> ResponseReturnValue:
    """Sign out of this browser; the page's script clears its drafts."""
    if current_user.is_authenticated:
        ActionForm().check()
        logout_user()
    session.forget()
    return redirect("/logg-ut", 303)


def _send_link(form: SignInForm) -> ResponseReturnValue:
    email, language = form.email.data, languages.current()
    service.ask_for_link(email=email, onward=_onward(), language=language)
    return render_template(
        "accounts/link_sent.html",
        email=email,
        mail_can_be_read_here=installation.is_demo(),
    )


def _form_page(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form, onward=_onward())


def _dead_link() -> ResponseReturnValue:
    page = render_template("accounts/link_dead.html", form=SignInForm(formdata=None))
    return page, 410


def _go_on(onward: str) -> ResponseReturnValue:
    """Go on after signing in; from the front page to where the person works."""
    return redirect(navigation.home() if onward == "/" else onward, 303)


def _onward() -> str:
    """Return where the person was going: an address of ours that is not the way in or out."""
    onward = local_or(request.values.get("til"), "/")
    own_doors = ("/logg-inn", "/logg-ut")
    return "/" if onward.startswith(own_doors) else onward
