"""The answer editor: saving by button and by script, preview, and picking what to link to."""

from collections.abc import Callable

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from helpdesk.answers.forms import EditorForm
from helpdesk.answers.queries import cases, links
from helpdesk.answers.service import drafting, review
from helpdesk.answers.service.drafting import Conflict, Draft, Saved
from helpdesk.answers.views import case_page
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput
from helpdesk.foundation.language import N_
from helpdesk.foundation.text import storable
from helpdesk.laws import linking
from helpdesk.web import errors, languages, numbers
from helpdesk.web.access import expert
from helpdesk.web.forms import EXPIRED, ActionForm, show_error
from helpdesk.web.templating import clock_time

_USE_CASES: dict[str, Callable[..., Saved | Conflict]] = {
    "lagre": drafting.save,
    "kvalitetssikre": review.submit,
    "send": review.send_unreviewed,
}

_SAID = {
    "lagre": N_("Utkastet er lagret."),
    "kvalitetssikre": N_("Svaret er sendt til kvalitetssikring."),
    "send": N_("Svaret er sendt til innsenderen."),
}


@blueprint.post("/sporsmal/<reference>/svar")
@expert
def write(reference: str) -> ResponseReturnValue:
    """Save the answer, and send it on where that button was pressed."""
    question, form = cases.held_by(me(), reference), EditorForm()
    if not form.validate_on_submit():
        return case_page.again(reference, form)
    act = request.form.get("act", "lagre")
    run = _USE_CASES.get(act, drafting.save)
    try:
        outcome = run(actor=me(), question=question, draft=_draft(form))
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return case_page.again(reference, form)
    if isinstance(outcome, Conflict):
        return redirect(url_for("answers.conflict", reference=reference), 303)
    flash(gettext(_SAID.get(act, _SAID["lagre"])), "success")
    return redirect(_onward(reference), 303)


@blueprint.post("/sporsmal/<reference>/svar/utkast")
@expert
def autosave(reference: str) -> ResponseReturnValue:
    """Save ``{"text", "version"}`` while it is written; 409 when somebody else was first."""
    _check_header()
    question = cases.held_by(me(), reference)
    outcome = drafting.save(actor=me(), question=question, draft=_sent_draft())
    if isinstance(outcome, Conflict):
        return jsonify(conflict=url_for("answers.conflict", reference=reference)), 409
    saved_at = outcome.answer.changed_at
    return jsonify(
        version=outcome.answer.version, saved_at=saved_at.isoformat(), time=clock_time(saved_at)
    )


@blueprint.post("/forhandsvisning")
@expert
def preview() -> ResponseReturnValue:
    """Return the HTML of a Markdown ``text``, its citations linked."""
    ActionForm().check()
    give_up_writing()
    return linking.render(request.form.get("text", "")[: drafting.MOST_CHARS])


@blueprint.get("/oppslag")
@expert
def find() -> ResponseReturnValue:
    """Return what an answer can point to for ``?q=``, for the picker."""
    found = links.found(request.args.get("q", "")[:200], languages.current())
    items = [{"value": each.address, "label": each.title, "note": each.note} for each in found]
    return jsonify(items=items)


def _draft(form: EditorForm) -> Draft:
    """Read the form; links are told as changes, so that two people's choices add up."""
    before = set(request.form.getlist("links_before"))
    chosen = request.form.getlist("links") + request.form.getlist("links_add")
    return Draft(
        text=form.text.data or "",
        version=numbers.whole(str(form.version.data), 0),
        added=[address for address in chosen if address not in before],
        removed=before - set(chosen),
    )


def _sent_draft() -> Draft:
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise InvalidInput("an autosave without an object")
    text, version = sent.get("text"), sent.get("version")
    if not isinstance(text, str) or not isinstance(version, int):
        raise InvalidInput("an autosave without text and version")
    return Draft(text=storable(text), version=numbers.whole(str(version), 0))


def _check_header() -> None:
    try:
        validate_csrf(request.headers.get("X-CSRFToken"))
    except ValidationError as error:
        raise InvalidInput(str(error), says=EXPIRED) from error


def _onward(reference: str) -> str:
    """Return to the editor, with what was searched for where the search button was pressed."""
    query = request.form.get("links_q", "").strip()
    searched = query if "links_search" in request.form else None
    return url_for("answers.question", reference=reference, finn=searched, _anchor="svar")
