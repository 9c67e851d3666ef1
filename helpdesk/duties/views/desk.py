"""The duties' editors' pages that all edited kinds share."""

from typing import Any

from flask import Blueprint

from helpdesk.catalogue.editorial_acts import EditorialActs
from helpdesk.catalogue.editorial_pages import EditorialPages, Words
from helpdesk.duties import words
from helpdesk.duties.models import DutyEdition
from helpdesk.duties.service import desk
from helpdesk.duties.views import public
from helpdesk.foundation.language import N_

blueprint = Blueprint("duties_desk", __name__, url_prefix="/redaksjon/myndighet-og-plikt")

WORDS = Words(
    many=N_("Myndighet og plikt"),
    new=N_("Ny oppgave"),
    begin=N_("Lag oppgaven"),
    first=N_("Her vil oppgavene dine stå, med status og dato for neste kontroll."),
)


def _facts(_edition: DutyEdition) -> dict[str, Any]:
    return {"force_and_role": words}


pages = EditorialPages(
    desk=desk,
    room="duties",
    blueprint=blueprint,
    words=WORDS,
    show=lambda edition: public.render(edition, preview=True),
    facts=_facts,
)
pages.add_pages()
EditorialActs(pages).add_pages()
