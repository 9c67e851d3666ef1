"""The second pair of eyes: take back, return with remarks, approve, send."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.answers.forms import RemarksForm
from helpdesk.answers.queries import cases
from helpdesk.answers.service import review
from helpdesk.answers.views import case_page
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.foundation.errors import InvalidInput
from helpdesk.questions.models import desk_url
from helpdesk.web import errors, numbers
from helpdesk.web.access import expert
from helpdesk.web.forms import ActionForm, show_error


@blueprint.post("/sporsmal/<reference>/svar/ta-tilbake")
@expert
def recall(reference: str) -> ResponseReturnValue:
    """Take a submitted or approved answer back, to write more."""
    ActionForm().check()
    review.recall(actor=me(), question=cases.held_by(me(), reference))
    return _done(reference, gettext("Svaret er et utkast igjen. Skriv videre."))


@blueprint.post("/sporsmal/<reference>/svar/returner")
@expert
def give_back(reference: str) -> ResponseReturnValue:
    """Return a submitted answer with remarks."""
    question, form = cases.held_by(me(), reference), RemarksForm()
    if not form.validate_on_submit():
        return case_page.again(reference, form)
    facts = {"question": question, "version": _version(), "remarks": form.remarks.data}
    try:
        review.give_back(actor=me(), **facts)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return case_page.again(reference, form)
    return _done(reference, gettext("Svaret er sendt tilbake med merknadene dine."))


@blueprint.post("/sporsmal/<reference>/svar/godkjenn")
@expert
def approve(reference: str) -> ResponseReturnValue:
    """Approve a submitted answer, and send it where that button was pressed."""
    ActionForm().check()
    question = cases.held_by(me(), reference)
    if request.form.get("act") == "send":
        review.approve_and_send(actor=me(), question=question, version=_version())
        return _done(reference, gettext("Svaret er godkjent og sendt til innsenderen."))
    review.approve(actor=me(), question=question, version=_version())
    return _done(reference, gettext("Svaret er godkjent og kan sendes."))


@blueprint.post("/sporsmal/<reference>/svar/send")
@expert
def send(reference: str) -> ResponseReturnValue:
    """Send the approved answer."""
    ActionForm().check()
    review.send(actor=me(), question=cases.held_by(me(), reference))
    return _done(reference, gettext("Svaret er sendt til innsenderen."))


def _version() -> int:
    return numbers.whole(request.form.get("version"))


def _done(reference: str, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(desk_url(reference), 303)
