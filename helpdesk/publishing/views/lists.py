"""The editors' start page: what is being written, what waits, what must be looked at again."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from helpdesk.foundation.language import N_
from helpdesk.publishing.models import correcting_url, editing_url
from helpdesk.publishing.queries import desk
from helpdesk.publishing.queries.desk import EditorsList
from helpdesk.publishing.views.blueprint import blueprint, me
from helpdesk.publishing.views.menu import LABELS, editors_menu
from helpdesk.web import access

EMPTY: dict[EditorsList, str] = {
    EditorsList.DRAFTS: N_(
        "Her står utkast til publiserte svar. Du lager dem fra et besvart spørsmål."
    ),
    EditorsList.TO_REVIEW: N_("Her står tekster andre har skrevet og du kan publisere."),
    EditorsList.FINDINGS: N_("Her står utkast der vi fant opplysninger om personer."),
    EditorsList.SCHEDULED: N_("Her står tekster som publiseres en dag fram i tid."),
    EditorsList.DUE: N_("Her står publiserte svar som skulle vært kontrollert."),
}


@blueprint.get("/redaksjon")
@access.staff
def index() -> ResponseReturnValue:
    """Show one of the lists; unless one is asked for, the first where something waits."""
    counted = desk.counts(me())
    chosen = _chosen(counted)
    return render_template(
        "publishing/lists.html",
        chosen=chosen,
        title=gettext(LABELS[chosen]),
        empty=gettext(EMPTY[chosen]),
        page=desk.rows(me(), chosen, after=request.args.get("etter")),
        views=editors_menu(chosen, counted),
        editing_url=editing_url,
        correcting_url=correcting_url,
    )


def _chosen(counted: Mapping[EditorsList, int]) -> EditorsList:
    asked = request.args.get("liste")
    if asked in set(EditorsList):
        return EditorsList(asked)
    return next((each for each in LABELS if counted[each]), EditorsList.DRAFTS)
