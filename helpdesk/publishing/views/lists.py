"""The editors' start page: what is being written, what waits, what must be looked at again."""

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
    """Show one of the lists."""
    chosen = _chosen()
    return render_template(
        "publishing/lists.html",
        chosen=chosen,
        title=gettext(LABELS[chosen]),
        empty=gettext(EMPTY[chosen]),
        page=desk.rows(me(), chosen, after=request.args.get("etter")),
        views=editors_menu(chosen),
        editing_url=editing_url,
        correcting_url=correcting_url,
    )


def _chosen() -> EditorsList:
    asked = request.args.get("liste")
    return EditorsList(asked) if asked in set(EditorsList) else EditorsList.DRAFTS
