"""The menu on the left of the editors' pages about the search."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from helpdesk.foundation.language import N_

_PAGES = (
    (N_("Redaksjon"), "/redaksjon"),
    (N_("Synonymer"), "/redaksjon/synonymer"),
    (N_("Prøv et søk"), "/redaksjon/synonymer/prov"),
    (N_("Hva folk søker etter"), "/redaksjon/sok"),
)


@dataclass(frozen=True)
class MenuLine:
    """A page in the menu."""

    label: str
    url: str
    current: bool


def menu() -> list[MenuLine]:
    """Return the menu, the page at hand marked."""
    return [MenuLine(gettext(label), url, url == request.path) for label, url in _PAGES]
