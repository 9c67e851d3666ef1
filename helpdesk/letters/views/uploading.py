"""Uploading a Word document as the letter of a draft."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, StaleVersion
from helpdesk.foundation.language import N_
from helpdesk.letters import merging, service, word_letter, word_package
from helpdesk.letters.forms import UploadForm
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.views.desk import blueprint, pages
from helpdesk.letters.views.filling import store
from helpdesk.letters.word_letter import WordLetter
from helpdesk.web import errors
from helpdesk.web.access import staff
from helpdesk.web.forms import show_error
from helpdesk.web.rate_limits import limited

_NO_ROOM = N_("Vi kan ikke ta imot filer akkurat nå. Prøv igjen senere.")


@blueprint.route("/<slug>/dokument", methods=["GET", "POST"])
@staff
@limited("upload")
def upload(slug: str) -> ResponseReturnValue:
    """Make a Word document the letter; its fields are found."""
    edition = pages.draft_of(pages.held(slug, for_change=request.method == "POST"))
    form = UploadForm.shown_for(edition)
    if not form.validate_on_submit():
        return _form(form, edition)
    try:
        word = _examined(form)
        service.upload(
            actor=current_user,
            edition=edition,
            seen_version=form.seen_version,
            store=store(),
            word=word,
        )
    except (InvalidInput, StaleVersion) as error:
        _show(form, error)
        return _form(form, edition)
    return _onward(slug, len(merging.field_names(edition.text)))


def _examined(form: UploadForm) -> WordLetter:
    sent = form.document.data
    data = sent.stream.read(word_package.MOST_BYTES + 1)
    if not store().has_room_for(len(data)):
        raise InvalidInput("no room for files", field="document", says=_NO_ROOM)
    return word_letter.examine(sent.filename or "", data)


def _show(form: UploadForm, error: InvalidInput | StaleVersion) -> None:
    if isinstance(error, StaleVersion):
        flash(errors.says(error), "warning")
        error = InvalidInput(str(error), field="document", says=error.says, **error.facts)
    show_error(form, error, errors.says(error))


def _onward(slug: str, found: int) -> ResponseReturnValue:
    said = ngettext(
        "Dokumentet er lastet opp. Vi fant %(num)d flettefelt i det.",
        "Dokumentet er lastet opp. Vi fant %(num)d flettefelt i det.",
        found,
    )
    flash(said, "success")
    return redirect(pages.url("text", slug=slug, _anchor="flettefelt"), 303)


def _form(form: UploadForm, edition: LetterEdition) -> ResponseReturnValue:
    if request.method == "POST":
        give_up_writing()
    page = render_template("letters/upload.html", form=form, edition=edition, **pages.shared)
    return page, 422 if form.errors else 200
