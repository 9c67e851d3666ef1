"""Saying what a task is: must or may, who decides, by when, and who hears the appeal."""

from collections.abc import Sequence

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from helpdesk.catalogue.edition_form import Difference
from helpdesk.duties import queries, service
from helpdesk.duties.forms import TEXT_MAX_CHARS, DutyForm
from helpdesk.duties.models import DutyEdition
from helpdesk.duties.views.desk import blueprint, pages
from helpdesk.foundation.db import give_up_writing
from helpdesk.foundation.errors import StaleVersion
from helpdesk.laws import linking
from helpdesk.web import errors
from helpdesk.web.access import staff
from helpdesk.web.forms import ActionForm


@blueprint.route("/<slug>/oppgaven", methods=["GET", "POST"])
@staff
def facts(slug: str) -> ResponseReturnValue:
    """Change what is said about the task."""
    edition = pages.draft_of(pages.held(slug, for_change=request.method == "POST"))
    agencies = queries.state_agencies()
    form = DutyForm.of(edition, agencies)
    if not form.validate_on_submit():
        return _form(form, edition)
    try:
        service.save_facts(
            actor=current_user,
            edition=edition,
            seen_version=form.seen_version,
            facts=form.facts(agencies),
        )
    except StaleVersion as error:
        flash(errors.says(error), "warning")
        return _form(form, edition, differences=form.meet_edition(edition))
    return pages.to_overview(slug)


@blueprint.post("/forhandsvis")
@staff
def preview_text() -> ResponseReturnValue:
    """Render the text that is being written."""
    ActionForm().check()
    give_up_writing()
    return linking.render(request.form.get("text", "")[:TEXT_MAX_CHARS])


def _form(
    form: DutyForm, edition: DutyEdition, *, differences: Sequence[Difference] = ()
) -> ResponseReturnValue:
    status = 422 if form.errors else 409 if differences else 200
    if request.method == "POST":
        give_up_writing()
    page = render_template(
        "duties/facts.html", form=form, edition=edition, differences=differences, **pages.shared
    )
    return page, status
