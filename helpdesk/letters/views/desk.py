"""The letter templates' editors' pages that all edited kinds share."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import gettext

from helpdesk.catalogue.editorial_acts import EditorialActs
from helpdesk.catalogue.editorial_pages import EditorialPages, Words
from helpdesk.foundation.language import N_
from helpdesk.letters import fields, queries, service
from helpdesk.letters.models import LetterEdition
from helpdesk.letters.service import desk
from helpdesk.letters.views import public

blueprint = Blueprint("letters_desk", __name__, url_prefix="/redaksjon/brevmaler")

WORDS = Words(
    many=N_("Brevmaler"),
    new=N_("Ny brevmal"),
    begin=N_("Lag brevmalen"),
    first=N_("Her vil brevmalene dine stå, med status og dato for neste kontroll."),
)


def _show(edition: LetterEdition) -> str:
    draft_url = url_for("letters_desk.download_draft", slug=edition.work.slug)
    return public.render(edition, document_url=draft_url, preview=True)


def _facts(edition: LetterEdition) -> dict[str, Any]:
    return {
        "html": service.html_of(edition),
        "around": queries.course_of(edition),
        "absent": fields.absent(edition.text, list(edition.labels)),
        "types": {kind: gettext(label) for kind, label in public.TYPES.items()},
    }


pages = EditorialPages(
    desk=desk, room="letters", blueprint=blueprint, words=WORDS, show=_show, facts=_facts
)
pages.add_pages()
EditorialActs(pages).add_pages()
