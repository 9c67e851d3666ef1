"""What other units ask: the text they shared, and a field for the reply."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.answers.forms import ReplyForm
from helpdesk.answers.models import Consultation
from helpdesk.answers.queries import cases
from helpdesk.answers.service import dialogue
from helpdesk.answers.views import lists
from helpdesk.answers.views.blueprint import blueprint
from helpdesk.answers.views.person import me
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput
from helpdesk.web import errors
from helpdesk.web.access import expert
from helpdesk.web.forms import show_error


@blueprint.get("/konsultasjon")
@expert
def consultations() -> ResponseReturnValue:
    """List what the person's queues are asked and have not answered."""
    return render_template(
        "answers/consultations.html",
        consultations=cases.open_consultations(me()),
        views=lists.links(me()),
    )


@blueprint.route("/konsultasjon/<int:consultation_id>", methods=["GET", "POST"])
@expert
def consultation(consultation_id: int) -> ResponseReturnValue:
    """Show what was shared, nothing else of the case, and take the reply."""
    found, form = cases.consultation(me(), consultation_id), ReplyForm()
    if form.validate_on_submit() and _replied(found, form):
        flash(gettext("Svaret er sendt til dem som spurte."), "success")
        return redirect(url_for("answers.consultations"), 303)
    if form.is_submitted():
        give_up_writing()
    page = render_template(
        "answers/consultation.html",
        consultation=found,
        form=form,
        views=lists.links(me()),
    )
    return page, 422 if form.errors else 200


def _replied(found: Consultation, form: ReplyForm) -> bool:
    try:
        dialogue.reply_to_consultation(actor=me(), consultation=found, text=form.text.data)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return False
    return True
