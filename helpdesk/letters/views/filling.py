"""Filling a letter in: a page that anybody may use, and that keeps nothing of what is written."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from helpdesk.catalogue import queries as catalogue
from helpdesk.catalogue.editorial import EditionState
from helpdesk.catalogue.words import LANGUAGE
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import InvalidInput, NotFound
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.language import N_
from helpdesk.letters import documents, queries
from helpdesk.letters.answers import written
from helpdesk.letters.documents import MEDIA_TYPES, Format
from helpdesk.letters.fill_form import FillForm
from helpdesk.letters.models import FieldType, LetterEdition, MergeField, fill_url, letter_url
from helpdesk.letters.queries import letters
from helpdesk.letters.views.public import blueprint
from helpdesk.web import errors
from helpdesk.web.access import public
from helpdesk.web.page_cache import cached_page
from helpdesk.web.rate_limits import limited

COMMON = ("avsender_navn", "avsender_stilling", "kommune_navn", "kontakt")
"""Fields that say the same in every letter of a caseworker; her own browser remembers them."""

ACT, ADD_ROW, CARRY = "act", "rad", "videre"
"""The buttons: what is to be made, which rows get one more, and coming from another letter."""


def _stamp(slug: str) -> Hashable | None:
    stamp = letters.stamp(slug)
    return None if stamp is None else (*stamp, catalogue.list_stamp())


@blueprint.get("/<slug>/fyll-ut")
@public
@cached_page(_stamp)
def fill(slug: str) -> ResponseReturnValue:
    """Show the form of a letter, empty."""
    edition = _standing(slug)
    return _page(edition, FillForm(edition.fields), is_fresh=True)


@blueprint.post("/<slug>/fyll-ut")
@public
@limited("fill")
def fill_in(slug: str) -> ResponseReturnValue:
    """Show the letter as it will be, or send it as a document; nothing is stored."""
    edition = _read_only(slug)
    form = FillForm(edition.fields, request.form)
    if ADD_ROW in request.form:
        return _page(edition, form, focus=form.add_row(request.form[ADD_ROW]))
    if CARRY in request.form:
        return _page(edition, form)
    wanted = request.form.get(ACT, "")
    if not form.validate() or wanted not in documents.formats(edition):
        return _page(edition, form)
    try:
        return _document(edition, form, Format(wanted))
    except InvalidInput as error:
        return _page(edition, form, failed=errors.says(error))


@blueprint.post("/<slug>/fyll-ut/vis")
@public
@limited("fill")
def show_filled(slug: str) -> ResponseReturnValue:
    """Return the letter as it will be, for the page that is being filled in."""
    edition = _read_only(slug)
    form = FillForm(edition.fields, request.form)
    form.validate()
    return render_template("letters/_filled.html", form=form, **_looks(edition, form))


def store() -> FileStore:
    """Return where uploaded documents lie."""
    kept: FileStore = current_app.extensions["file_store"]
    return kept


def _read_only(slug: str) -> LetterEdition:
    """Return the letter at *slug*; what was sent is looked at and not stored."""
    give_up_writing()
    return _standing(slug)


def _standing(slug: str) -> LetterEdition:
    edition = letters.public(slug)
    if edition is None or edition.state is EditionState.WITHDRAWN:
        raise NotFound(
            f"no letter template {slug} to fill in",
            says=N_("Brevmalen finnes ikke, eller den er trukket tilbake."),
        )
    return edition


def _document(edition: LetterEdition, form: FillForm, wanted: Format) -> Response:
    made = documents.document(edition, form.answers, wanted, store())
    response = Response(made, content_type=MEDIA_TYPES[wanted])
    name = f"{edition.work.slug}.{wanted}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _looks(edition: LetterEdition, form: FillForm) -> dict[str, Any]:
    """Return the letter as it will be, or why it cannot be shown."""
    try:
        html = documents.looks(edition, form.answers, edition.language, store())
    except InvalidInput as error:
        return {"html": "", "failed": errors.says(error), "edition": edition}
    return {"html": html, "failed": "", "edition": edition}


def _page(
    edition: LetterEdition,
    form: FillForm,
    *,
    is_fresh: bool = False,
    focus: Any = None,
    failed: str = "",
) -> ResponseReturnValue:
    slug = edition.work.slug
    around = queries.course_of(edition)
    looks = _looks(edition, form)
    page = render_template(
        "letters/fill.html",
        **looks | {"failed": failed or looks["failed"]},
        form=form,
        is_fresh=is_fresh,
        focus=focus.id if focus else None,
        around=around,
        url=letter_url(slug),
        fill_url=fill_url,
        here=fill_url(slug),
        formats=documents.formats(edition),
        types=FieldType,
        languages=LANGUAGE,
        common=" ".join(COMMON),
        example_of=lambda field: _example(field, edition),
    )
    return page, 422 if form.errors or failed else 200


def _example(field: MergeField, edition: LetterEdition) -> str:
    """Return the example as the letter would have it: a date in words."""
    if field.type is not FieldType.DATE:
        return field.example
    try:
        return written(date.fromisoformat(field.example), edition.language)
    except ValueError:
        return field.example
