"""The guides' editors' pages that all edited kinds share."""

from typing import Any

from flask import Blueprint
from flask_babel import gettext

from helpdesk.catalogue.editorial_acts import EditorialActs
from helpdesk.catalogue.editorial_pages import EditorialPages, Words
from helpdesk.foundation.language import N_
from helpdesk.guides.drawing import drawn
from helpdesk.guides.models import GuideEdition
from helpdesk.guides.service import desk
from helpdesk.guides.views import public

blueprint = Blueprint("guides_desk", __name__, url_prefix="/redaksjon/veiledere")

WORDS = Words(
    many=N_("Veiledere"),
    new=N_("Ny veileder"),
    begin=N_("Lag veilederen"),
    first=N_("Her vil veilederne dine stå, med status og dato for neste kontroll."),
)


def _facts(edition: GuideEdition) -> dict[str, Any]:
    return {
        "steps_title": gettext("Steg"),
        "steps": edition.steps,
        "flow": edition.flow,
        "drawings": drawn(edition.flow),
    }


pages = EditorialPages(
    desk=desk,
    room="guides",
    blueprint=blueprint,
    words=WORDS,
    show=lambda edition: public.render(edition, preview=True),
    facts=_facts,
)
pages.add_pages()
EditorialActs(pages).add_pages()
