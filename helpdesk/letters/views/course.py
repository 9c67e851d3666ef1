"""Which letters may follow a draft, and which is the same in the other language form."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from helpdesk.catalogue.edition_form import Difference
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import StaleVersion
from helpdesk.letters import service
from helpdesk.letters.forms import CourseForm
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.views.desk import blueprint, pages
from helpdesk.web import errors
from helpdesk.web.access import staff


@blueprint.route("/<slug>/rekkefolge", methods=["GET", "POST"])
@staff
def course(slug: str) -> ResponseReturnValue:
    """Say which letters belong to this one."""
    edition = pages.draft_of(pages.held(slug, for_change=request.method == "POST"))
    form = CourseForm.of(edition)
    if form.is_searching or not form.validate_on_submit():
        return _form(form, edition)
    try:
        service.save_course(
            actor=current_user,
            edition=edition,
            seen_version=form.seen_version,
            next_slugs=form.next_slugs,
            sister_slug=form.sister_slug,
        )
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        return _form(form, edition, differences=form.meet_edition(edition))
    return pages.to_overview(slug)


def _form(
    form: CourseForm, edition: LetterEdition, *, differences: Sequence[Difference] = ()
) -> ResponseReturnValue:
    status = 422 if form.errors else 409 if differences else 200
    if request.method == "POST":
        give_up_writing()
    page = render_template(
        "letters/course.html", form=form, edition=edition, differences=differences, **pages.shared
    )
    return page, status
