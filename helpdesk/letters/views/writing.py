"""Writing the letter of a draft and describing its merge fields."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import current_user

from helpdesk.catalogue.edition_form import Difference
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, StaleVersion
from helpdesk.laws import linking
from helpdesk.letters import fields, merging, service
from helpdesk.letters.forms import TEXT_MAX_CHARS, FieldsForm, LetterForm
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.views import public
from helpdesk.letters.views.desk import blueprint, pages
from helpdesk.web import errors, languages
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm, show_error

WRITE = "skriv"
"""In the address: write the letter here, in the place of the document that was uploaded."""


@blueprint.route("/<slug>/tekst", methods=["GET", "POST"])
@staff
def text(slug: str) -> ResponseReturnValue:
    """Change the letter and what is said about its merge fields."""
    edition = _draft(slug)
    form = _form_for(edition)
    if not form.validate_on_submit():
        return _form(form, edition)
    known = set(edition.labels)
    try:
        _save(form, edition)
    except InvalidInput as error:
        show_error(form, error, errors.says(error))
        return _form(form, edition)
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        return _form(form, edition, differences=form.meet_edition(edition))
    return _onward(slug, [name for name in edition.labels if name not in known])


@blueprint.post("/forhandsvis")
@staff
def preview_text() -> ResponseReturnValue:
    """Render the letter that is being written."""
    ActionForm().check()
    give_up_writing()
    return service.rendered(request.form.get("text", "")[:TEXT_MAX_CHARS])


@blueprint.get("/<slug>/forhandsvisning/last-ned")
@staff
def download_draft(slug: str) -> ResponseReturnValue:
    """Send the edition in work as a Word document."""
    return public.document(pages.held(slug).newest)


def _draft(slug: str) -> LetterEdition:
    return pages.draft_of(pages.held(slug, for_change=request.method == "POST"))


def _form_for(edition: LetterEdition) -> FieldsForm:
    """Return the form: an uploaded document has no text to change, unless it is to be written."""
    if edition.document and WRITE not in request.args:
        return FieldsForm.of(edition)
    return LetterForm.of(edition)


def _save(form: FieldsForm, edition: LetterEdition) -> None:
    if not isinstance(form, LetterForm):
        service.save_fields(
            actor=current_user, edition=edition, seen_version=form.seen_version, fields=form.said
        )
        return
    service.save_text(
        actor=current_user,
        edition=edition,
        seen_version=form.seen_version,
        text=form.letter_text,
        fields=form.said,
    )


def _onward(slug: str, found: Sequence[str]) -> ResponseReturnValue:
    if not found:
        return pages.to_overview(slug)
    said = ngettext(
        "Vi fant %(num)d nytt flettefelt. Gi det et navn og en hjelpetekst nedenfor.",
        "Vi fant %(num)d nye flettefelt. Gi dem navn og hjelpetekst nedenfor.",
        len(found),
    )
    flash(said, "info")
    return redirect(pages.url("text", slug=slug, _anchor="flettefelt"), 303)


def _form(
    form: FieldsForm, edition: LetterEdition, *, differences: Sequence[Difference] = ()
) -> ResponseReturnValue:
    status = 422 if form.errors else 409 if differences else 200
    if request.method == "POST":
        give_up_writing()
    written = form.letter_text if isinstance(form, LetterForm) else edition.text
    page = render_template(
        "letters/text.html",
        form=form,
        edition=edition,
        faults=[gettext(fault.says, **fault.facts) for fault in merging.faults(written)],
        absent=fields.absent(written, [said.name for said in form.said]),
        differences=differences,
        write=WRITE,
        doubts=linking.doubts(written, languages.current(), picked=edition.laws),
        **pages.shared,
    )
    return page, status
